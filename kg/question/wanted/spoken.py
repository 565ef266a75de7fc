"""text -> Spoken: what people ask of one matter in everyday words, as 几天能批, 会怎么查, 谁牵头谁配合, 除了大队还有谁.

Which field of the matter tells depends on what is printed there (kg/answer/telling.py); the words stand in spoken.toml.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from kg.labels import KIND_OF
from kg.question.words import columns

_WHO = "(?:谁|哪(?:一?个|一?家|几个|几家|些)?(?:科室?|部门|单位|机构|股室?|处室?|站|所|队|大队|中心|部|家|方)?)"
_LEADS = "(?:来|去|在|是|应该?)?(?:牵头|主办|主责|负责|承办|管|罚|批|办|查|实施)"
_ROLES = (("support", "配合|协办|协助|协作|参与|参加"), ("joint", "会同|协同|会签|会审"))
_HELPS = "|".join(words for _, words in _ROLES)
_BESIDES = re.compile(
    f"除(?:了|去|开)?(?P<who>[^,。?]{{1,16}}?)(?:以外|之外|外)?[,]?(?:还有|另外还有|还需要?|还要|另有)(?:别的)?(?:{_WHO}|别人)"
)
_CHARGE = re.compile(
    "谁(?:来|去)?(?:管|负责|牵头|主管|办|受理|承办)|[找归问跟]谁|哪(?:一?个|一?家|些)?(?:部门|科室?|股室?|处室?|单位|窗口|机构)|(?:去|到|上|找|归|在)哪"
)
_WHOM = re.compile("谁(?!都|也)|哪边|哪个?(?:部门|科室|单位|机构|股室|处室)")
_ALONE = re.compile(
    r"(?:^|[\d.,号项条是由归])(?P<who>[^\d.,。?是由归]{2,12}?)(?:一家|独家|单独|独自)(?:在|单独|独自)?(?:干|办|做|承担|负责|实施|管|承办)的?(?:吗|吧|么|对吗|是吗|对吧)?[?]$"
)
_NUMBER = re.compile("第几项|第几号|第几个|编号|序号|几号|哪一?项")
_PAGE = re.compile("第?几页|哪一?页|页码")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of asking: how it is asked, which fields can tell in which order, and what a text must say to tell of it (spoken.toml)."""

    name: str
    asked: re.Pattern[str]
    fields: tuple[str, ...]
    says: re.Pattern[str] | None
    whole: tuple[str, ...]
    instead: tuple[str, ...]
    overlap: int
    firm: bool
    nearest: bool
    brief: bool
    called: str


@dataclass(frozen=True, slots=True)
class Spoken:
    """What is asked of one matter: kinds of asking, roles of departments, departments beside those named, number and page,
    and whether one department, as it is spoken of, does it alone.
    """

    kinds: tuple[Kind, ...] = ()
    roles: tuple[str, ...] = ()
    besides: tuple[str, ...] = ()
    placed: bool = False
    alone: str = ""

    def __bool__(self) -> bool:
        return bool(self.kinds or self.roles or self.besides or self.placed or self.alone)


NOTHING = Spoken()


@cache
def kinds() -> tuple[Kind, ...]:
    """The kinds of asking of spoken.toml."""
    data = tomllib.loads(files("kg").joinpath("question", "wanted", "spoken.toml").read_text("utf-8"))
    return tuple(_kind(name, one) for name, one in data.items())


def _kind(name: str, data: dict[str, Any]) -> Kind:
    says = re.compile(data["says"]) if "says" in data else None
    fields = tuple(data["fields"]), says, tuple(data.get("whole", ())), tuple(data.get("instead", ()))
    ways = int(data.get("overlap", 0)), bool(data.get("firm")), bool(data.get("nearest")), bool(data.get("brief"))
    return Kind(name, re.compile("|".join(data["asked"])), *fields, *ways, str(data.get("called", "")))


def asked(text: str, field: str, printed: Iterable[str] = ()) -> Spoken:
    """What a plain question asks of a matter.

    `field` is the dimension that its words ask for by name, "" for none; `printed` are labels of the base.
    """
    charge = bool(_CHARGE.search(text))
    sorts = frozenset(sort.name for label in printed if (sort := columns.sort_of(label)))
    heard = (one for one in kinds() if _stands_for(one, field) or (one.asked.search(text) and (one.firm or not charge)))
    found = tuple(one for one in heard if not any(label in text for label in _labels(one.instead, sorts)))
    besides = tuple(re.split("[和与跟、及]", match["who"])) if (match := _BESIDES.search(text)) else ()
    placed = field in ("page", "duty", "code") and bool(_NUMBER.search(text) and _PAGE.search(text))
    alone = match["who"] if (match := _ALONE.search(text)) else ""
    return Spoken(found, _roles(text), besides, placed, alone)


def asks_whom(text: str) -> bool:
    """Whether a question asks who is in charge, whatever else it asks."""
    return bool(_CHARGE.search(text) or _WHOM.search(text))


def _stands_for(kind: Kind, field: str) -> bool:
    """Whether a kind of asking takes the place of a field or column that is asked for by name and may print nothing."""
    labels = columns.labels_of(field)
    sort = columns.sort_of(labels[0]) if labels else None
    return field in kind.instead or bool(sort and sort.name in kind.instead)


@cache
def _labels(instead: tuple[str, ...], sorts: frozenset[str]) -> tuple[str, ...]:
    """The long labels under which catalogues print what a kind of asking is about, columns as far as the base has one of their sort.

    Who names one wants that field and no other; where nothing is printed under it, what other fields tell of it is better than nothing.
    """
    known = [label for label, kind in KIND_OF.items() if kind in instead]
    known += [label for sort in columns.sorts() if sort.name in instead and sort.name in sorts for label in sort.labels]
    return tuple(label for label in known if len(label) >= columns.SAYS_ITSELF)


def _roles(text: str) -> tuple[str, ...]:
    """The parts of departments that are asked for beside one another, those in charge first: 谁罚，哪个单位配合."""
    asked_for = [role for role, words in _ROLES if re.search(f"{_WHO}[^,。?]{{0,2}}(?:{words})", text)]
    return ("leading", *asked_for) if asked_for and re.search(f"{_WHO}{_LEADS}(?!{_HELPS})", text) else ()
