"""Main responsibilities themselves, whether a duty takes them up or not: how many, which, and which are idle."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.question.algebra import Count, Groups, Mains, Many, Query, Values
from kg.question.condition import All, Has, Is
from kg.question.conditions.atom import Atom
from kg.question.structure import counted
from kg.question.words.vocabulary import cues

_CUES = {name: "|".join(words) for name, words in cues("mains").items()}
_IDLE = re.compile(
    f"(?:{_CUES['lacks']})(?:{_CUES['any']})*(?:{_CUES['duties']})(?:来|去)?(?:{_CUES['takes-up']})?"
    f"|(?:{_CUES['lacks']})(?:被|得到|有)?(?:{_CUES['takes-up']})|{_CUES['empty']}"
)
_MAIN, _EACH = re.compile(_CUES["main"]), re.compile(_CUES["each"])
_HAS = re.compile(f"(?:都|均)(?:有|对应|配有|落实到|分解到)(?:{_CUES['any']})*(?:{_CUES['duties']})|都(?:{_CUES['taken']})")
_WHETHER, _MANY = re.compile("[吗么吧不][?。]?$|有没有|是否|是不是|有无|存在"), re.compile("几|多少")
_CLOSES = re.compile("(?:对|是)?[吗么吧][?。]?")
_WHICH = re.compile("哪|什么|列|有几|多少")


def asked(said: str, query: Query | None, atoms: Sequence[Atom]) -> Query | None:
    """The query; None for other questions. `query` is what the reader made of it."""
    bare = all(isinstance(atom.condition, Has) for atom in atoms)  # 没有职责事项 may have been read as a field that is missing
    if bare and _MAIN.search(said) and (found := _idle(said)):
        return found
    if len(atoms) == 1 and isinstance(given := atoms[0].condition, Is) and given.dimension == "responsibility" and _denied(said):
        return Many(Values("duty", given), "=", 0)
    return None if atoms or query is None else whole(query)


def _denied(said: str) -> bool:
    """Whether it is asked if a main responsibility that is given has no duty: 第八项主要职责没有职责事项吗."""
    lacks = _IDLE.search(said)
    return lacks is not None and _CLOSES.fullmatch(said[lacks.end() :]) is not None


def _idle(said: str) -> Query | None:
    """Main responsibilities that no duty takes up: which, how many, whether there are any."""
    idle = Mains("responsibility", idle=True)
    if _EACH.search(said) and _HAS.search(said):
        return Many(idle, "=", 0)
    rest = said[said.find("主要职责") + len("主要职责") :] if "主要职责" in said else said
    lacks = _IDLE.search(said)
    if not lacks or not (_IDLE.search(rest) or lacks.end() <= said.find("主要职责")):
        return None
    if _WHETHER.search(said.replace(lacks[0], "")) and not _WHICH.search(said.replace(lacks[0], "")):
        return Many(idle, ">=", 1)
    return Count(idle) if _MANY.search(said.replace(lacks[0], "")) else idle


def whole(query: Query) -> Query | None:
    """A query for the main responsibilities of all duties, with those that have none; None for any other query."""
    values = counted(query)
    match values:
        case Values(
            "responsibility" | "responsibility-text" as dimension, All(()), never=None, also=(), but=(), of=(), without=()
        ):
            return Count(Mains(dimension)) if isinstance(query, Count) else Mains(dimension)
        case Groups("responsibility", "duty" | "item", All(()), "", only=None, without=None, show="table") if values is query:
            return Mains("responsibility", counts=True)
    return None
