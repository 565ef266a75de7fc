"""Words for the parts that departments play in a duty (roles.toml): one part, or several named together, as a dimension of queries."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib.resources import files

from kg.question.dimensions import those
from kg.question.words.plain import one_of

SOLE = "sole"
PRINTED = "role|"  # before a part that has no words of its own, as it is printed beside departments: a dimension
DIMENSIONS = those("part")
_PRINTED = re.compile("独立(?:实施|开展|做|去做|完成)?$")  # what a boundary states; alone it says no part


@cache
def pattern() -> str:
    """What names one part or several together: 牵头, 牵头或者单独承办, 独立、牵头、配合; not the 会同 of 甲牵头、会同乙."""
    one, between = spoken(*_data()["part"]), "|".join(_data()["joint"]["between"])
    return f"(?:{one})(?:了|过)?(?:还是(?:{one})|(?:{between})(?:{one})(?:了|过)?(?!\0))*"


@cache
def spoken(*parts: str) -> str:
    """What names one of these parts, as a pattern."""
    return "|".join(word for part in parts for word in _data()["part"][part])


@cache
def called() -> str:
    """What such parts are called where it is asked which a department plays: 各是什么角色."""
    return "|".join(_data()["called"]["words"])


def as_led(text: str, labels: Iterable[str]) -> str:
    """A question with what is said of those who carry out (承办, the `labels` of their column) said of those who lead."""
    carried = _data()["carried"]
    named = one_of(labels)
    text = re.sub(named, str(carried["bodies"]), text) if named else text
    return re.sub("|".join(carried["words"]), str(carried["means"]), text)


def unmarked(text: str) -> str:
    """A question without the quotation marks around a part that is said to be printed: 权益部标明“牵头”的职责."""
    text = re.sub(_marked(), r"\g<before>\g<part>", text)
    return re.sub(f"“({spoken(*_data()['part'])})”(?=的?(?:{'|'.join(_data()['marked']['behind'])}))", r"\1", text)


def marked(text: str) -> str:
    """The part that is said to be printed in these very words, in quotation marks; "" for none."""
    found = re.search(_marked(), text)
    return found["part"] if found else ""


@cache
def _marked() -> str:
    before = "|".join(_data()["marked"]["before"])
    return f"(?P<before>{before})(?:的是|的|了|是|为|着)?“(?P<part>{spoken(*_data()['part'])})”"


def states_alone(said: str) -> bool:
    """Whether these words are what a boundary states where nobody else takes part: 独立实施."""
    return bool(_PRINTED.match(said))


@lru_cache(maxsize=1024)  # of any word of a question
def dimension(said: str) -> str:
    """The dimension that parts named together come to; "" where they come to none, and for a boundary as it is printed."""
    parts = {name for name in _data()["part"] if re.search(spoken(name), said)}
    if parts == {SOLE} and states_alone(said):
        return ""
    named = " ".join(sorted(parts))
    return next((one for one, sets in _data()["together"].items() if any(" ".join(sorted(s.split())) == named for s in sets)), "")


@cache
def _data() -> Mapping[str, Mapping[str, list[str]]]:
    text = files("kg").joinpath("question", "words", "roles.toml").read_text("utf-8")
    data: Mapping[str, Mapping[str, list[str]]] = tomllib.loads(text)
    return data
