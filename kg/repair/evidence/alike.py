"""Texts that differ by a slip: which may, found by what they share and not by holding each against each, and whether two do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from kg.text import one_apart

_LONGEST, _MOST = 100, 100
TELLS_APART = frozenset("一二三四五六七八九十甲乙丙丁东西南北中上下内外前后新老大小省市区县镇乡村州旗盟0123456789")


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


def one_slip(name: str, usual: str) -> bool:
    """Whether two names of some length differ in one character that does not tell two bodies apart."""
    if min(len(name), len(usual)) < 4:
        return False
    differing = one_apart(name, usual)
    if not differing:
        return swapped(name, usual)
    return not set(differing) & TELLS_APART and (len(name) != len(usual) or name[-1] == usual[-1])


def swapped(name: str, usual: str) -> bool:
    """Whether two names differ in two characters that have changed places."""
    pairs = [(a, b) for a, b in zip(name, usual, strict=False) if a != b]
    return len(name) == len(usual) and len(pairs) == 2 and pairs[0] == pairs[1][::-1]
