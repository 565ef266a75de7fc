"""Texts that may be others with a slip, found by what they share and not by holding each against each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

_LONGEST, _MOST = 100, 100


class Alike:
    """Texts by what those with one slip share: their characters with one left out, these in order, and a form.

    Texts of over a hundred characters are left out.
    """

    def __init__(self, texts: Iterable[str], form: Callable[[str], str] = str) -> None:
        self._form = form
        self._shared: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for place in enumerate(texts):
            for key in self._keys(place[1]):
                self._shared[key].append(place)

    def of(self, text: str) -> list[str]:
        """The other texts, in their order, that may be `text` with a slip; at most a hundred a sign.

        They differ in one character, in two that have changed places, or in nothing but the form.
        """
        found = {place for key in self._keys(text) for place in self._shared.get(key, ())[:_MOST]}
        return [one for _, one in sorted(found) if one != text]

    def _keys(self, text: str) -> Iterator[str]:
        if len(text) <= _LONGEST:
            yield from {text, self._form(text), "".join(sorted(text)), *(text[:n] + text[n + 1 :] for n in range(len(text)))}
