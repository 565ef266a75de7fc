"""Names of bodies -> what of a question only names one: its name, its short forms, its place. They fit all its duties alike."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files

_PLACE = re.compile("^.*[省市区县旗盟州镇乡](?=..)")
_WIDER = re.compile("(?<=[省市州盟])(?=..)")
_LETTER = re.compile(r"[^\W_]")
_SHORTEST, _LEAST = 3, 2
_OF_OTHERS = "(?<![省市区县旗盟州镇乡国])"  # 市总工会 is not the 总工会 of a district
_MARKS = ",.!?;:、。"
_WHETHER = "能不能管|管不管|管不着|归不归|负责不负责|管吗"


class Naming:
    """The names of some bodies, to be left out of questions."""

    def __init__(self, bodies: Iterable[Sequence[str]], taught: Iterable[Sequence[str]] = ()) -> None:
        """Each body's names, the full one first. Of the `taught` ones, whose own questions name them where their house, staff or
        papers are meant, only the place goes, and what they are called at the start.
        """
        known, others = list(filter(None, bodies)), list(filter(None, taught))
        whole = {form for names in known for form in _forms(names)} | {form for names in others for form in _places(names[0])}
        called = {form for names in others for form in _forms(names)}
        called |= {short for names in (*known, *others) for short in _called(names[0])}
        heads: dict[str, set[str]] = {}
        for form in whole | called:
            heads.setdefault(form[0], set()).add(form[1])
        each = (f"{re.escape(first)}[{''.join(map(re.escape, sorted(seconds)))}]" for first, seconds in sorted(heads.items()))
        self._heads = re.compile("|".join(each) or "$^")  # found far sooner than the names
        begins, full = f"(?:^|(?<=[{_MARKS}]))", {form for form in called if form.startswith(tuple(whole))}
        parts = [f"{begins}{_any(full)}(?:的|{_WHETHER})?"] if full else []
        parts += [f"{begins}{_any(called)}(?:{_WHETHER}|(?=[{_MARKS}]|[你您]好|$))"] if called else []
        parts += [f"{_OF_OTHERS}{_any(whole)}(?:的|{_WHETHER})?"] if whole else []
        self._named = re.compile("|".join(parts) or "$^")

    def without(self, text: str) -> str:
        """A normalised text without these names: "" where it is nothing else, the text itself where one letter would be left."""
        if not self._heads.search(text):
            return text
        left = self._named.sub(" ", text).strip(f" {_MARKS}")
        letters = len(_LETTER.findall(left))
        return text if letters and letters < _LEAST else left


def _any(forms: Iterable[str]) -> str:
    return f"(?:{'|'.join(map(re.escape, sorted(forms, key=lambda form: (-len(form), form))))})"


def _forms(names: Sequence[str]) -> Iterator[str]:
    """Every name, with the letter of its level before a short one (区教育局), and the place as far as people say it."""
    found = _PLACE.match(names[0])
    place = found[0] if found else ""
    for name in filter(lambda name: len(name) > 1, (*names, *_short(names[0].removeprefix(place)))):
        yield name
        if place and not name.startswith((place, place[-1])) and place not in name:
            yield place[-1] + name
            yield place + name
    yield from _places(names[0])


def _places(name: str) -> Iterator[str]:
    """The place in front of a name, also without the wider ones around it."""
    found = _PLACE.match(name)
    for cut in (0, *(wider.start() for wider in _WIDER.finditer(found[0]))) if found else ():
        if found and len(found[0]) - cut >= _SHORTEST:
            yield found[0][cut:]


def _short(name: str) -> Iterator[str]:
    """残联 for 残疾人联合会."""
    if name.endswith("联合会") and len(name) > len("联合会"):
        yield f"{name[0]}联"


def _called(name: str) -> Iterator[str]:
    """What a body is called to its face (naming.toml)."""
    yield from (called for end, called in _faces().items() if name.endswith(end))


@cache
def _faces() -> dict[str, str]:
    called: dict[str, str] = tomllib.loads(files("index.words").joinpath("naming.toml").read_text("utf-8"))["called"]
    return called
