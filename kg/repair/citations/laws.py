"""How titles of documents end, and a title -> the national law that it is with a slip (data in kg/laws.toml)."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kg.repair.evidence.alike import swapped
from kg.repair.evidence.wording import LIKELY, broken, doubled, sounds_like
from kg.script import simplified
from kg.text import one_apart

ENDS = "办法|法|条例|规定|细则|规则|规程|规范|标准|章程|准则|决定|意见|通知|通告|公告|方案|规划|纲要|批复|目录|清单|解释|制度|名录|公约|预案|要点|指南|指引"
_COUNTRY, _SHORTEST, _HEAD = re.compile("^中华人民共和国"), 5, 2


@dataclass(frozen=True, slots=True)
class _Laws:
    """The names of the laws, and those that begin with two characters or go on behind them in one way: one slip leaves the one or the other."""

    names: frozenset[str]
    begin: Mapping[str, list[str]]
    go_on: Mapping[str, list[str]]


@cache
def _laws() -> _Laws:
    names = tomllib.loads(files("kg").joinpath("laws.toml").read_text("utf-8"))["laws"]
    begin, go_on = defaultdict(list), defaultdict(list)
    for name in names:
        begin[name[:_HEAD]].append(name)
        go_on[name[_HEAD:]].append(name)
    return _Laws(frozenset(names), begin, go_on)


def is_law(title: str) -> bool:
    """Whether a title is that of a national law."""
    return plain(title) in _laws().names


def meant(title: str) -> str:
    """The only law that a title is but for one character or two that have changed places, where that makes no words, or sounds alike; "" for none."""
    name = plain(title)
    if not name.endswith("法") or name.endswith("办法") or is_law(title):
        return ""
    known = _laws()
    near = {*known.begin.get(name[:_HEAD], ()), *(law for n in (1, 2, 3) for law in known.go_on.get(name[n:], ()))}
    alike = [law for law in near if _slip(name, law)]
    return title.removesuffix(name) + alike[0] if len(alike) == 1 and simplified(title) == title else ""


def plain(title: str) -> str:
    """A title without the name of the country."""
    return _COUNTRY.sub("", title)


def _slip(name: str, law: str) -> bool:
    if doubled(name, law):
        return True
    if len(law) < _SHORTEST:
        return False
    if swapped(name, law):
        return True
    other = one_apart(name, law)
    return bool(other) and (broken(name, law) >= LIKELY or (len(name) == len(law) and sounds_like(other)))
