"""Columns of a catalogue's own, beside those of the known kinds: how they are called, and the dimensions that they are.

Such a column is the dimension "column|办理时限", with the other labels of the same thing that the base prints behind another "|";
"contact|咨询电话" is where a matter is asked about: the printed contact, and the telephone for complaints where a duty has none.
"mail|咨询方式" is the address for letters that is printed there, else that for complaints. "filled|备注" leaves out cells that say nothing, "paid|收费" tells only whether something is to be paid (fees.py).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from kg import labels
from kg.question.words.plain import one_of, plain

OWN = "column|"
CONTACT = "contact|"
MAIL = "mail|"
FILLED = "filled|"
PAID = "paid|"
BLANK, NOTHING = f"^{labels.BLANK}$", f"^({labels.NOTHING})$"
LONGEST = 20  # letters of a value that a question may name
SAYS_ITSELF = 4  # letters of a label that no matter has in it by chance, and that nobody says in everyday words
_REMARK = re.compile("[（(]([^（）()]*)[）)]$")
_REMARKS = re.compile("(?:[（(][^（）()]*[）)])+$")

_OF_DUTIES = re.compile("哪些|哪几|几[项个条件]|多少|职责|事项|职权")
_HAS, _HAD = "[有没写明注缺少无漏填标]", "的|却|但|而|可是|不过|、|,|又|也|且|和|或|[?。]?$|没"
_JOINT, _ENDS = "和|与|及|以及|、|跟|还有", "[?。]?$|各|分别|是|都|,"
_AT = "(?:哪里|哪儿|哪个地方|哪|什么地方|啥地方|何处|几楼|几号窗口|哪个窗口)"
_WHERE = (
    f"(?<=\0)(?:这一?项)?(?:该|应该|要|得|可以|是)?(?:在|到|去|上){_AT}(?:去|来)?(?:办理|受理|办|交材料|申请)?(?=[呢啊]?[?。]?$)"
    f"|(?<=\0)的?(?:办公|办事|详细|具体)?(?:地址|地点|位置|门牌号?)(?:是|在)?(?:{_AT}|什么|多少)?(?=[?。]?$)"
)
_ASKED = r"(?=(?:写的)?(?:是|有)?(?:什么|多少|多久|几|哪些|怎么)[^,。?]{0,8}[?。]?$)"


@dataclass(frozen=True, slots=True)
class Sort:
    """What one thing is called by catalogues and asked for by people."""

    name: str
    labels: tuple[str, ...]
    asked: tuple[str, ...]
    alone: bool
    same: tuple[tuple[str, ...], ...]
    brief: tuple[str, ...]
    cues: Mapping[str, tuple[str, ...]]
    free: tuple[str, ...]
    whether: tuple[str, ...]
    gratis: tuple[str, ...]
    done: tuple[str, ...]


@cache
def sorts() -> tuple[Sort, ...]:
    """The sorts of columns that are known by name (columns.toml)."""
    data = tomllib.loads(files("kg").joinpath("question", "words", "columns.toml").read_text("utf-8"))
    return tuple(_sort(name, one) for name, one in data.items())


def _sort(name: str, data: Mapping[str, Any]) -> Sort:
    brief, *others = (tuple(data.get(key, ())) for key in ("brief", "free", "whether", "gratis", "done"))
    same = tuple(map(tuple, data.get("same", ())))
    cues = {part: tuple(words) for part, words in data.get("cues", {}).items()}
    known = name, tuple(data["labels"]), tuple(data["asked"]), bool(data.get("alone")), same
    return Sort(*known, brief, cues, *others)


@lru_cache(maxsize=4096)
def sort_of(label: str) -> Sort | None:
    """The sort of a label without the remark that it may end in (办理时限（工作日）), or together with it (行使（层级）)."""
    bare, both = _REMARKS.sub("", label), _REMARK.sub(r"\1", label)
    return next((sort for sort in sorts() if bare in sort.labels or bare in sort.brief or both in sort.labels), None)


def approves(label: str) -> bool:
    """Whether a column names those who do something with a duty that others carry out: 审批机构."""
    sort = sort_of(label)
    return sort is not None and bool(sort.done)


def approving(dimension: str) -> dict[str, tuple[str, str]]:
    """The words that ask who approves, where a column names them, whatever its kind is (审批机关 of a list of licences); none for ""."""
    asked = [word for sort in sorts() if sort.done for word in sort.asked] if dimension else []
    return dict.fromkeys(asked, ("asks", dimension))


def printed(label: str) -> tuple[str, ...]:
    """How a column of this name may be printed: so, or with its last part alone, below the label of several (办理时限（法定）: 法定)."""
    return (label, *_REMARK.findall(label))


def labels_of(dimension: str) -> tuple[str, ...]:
    """The labels that a dimension of this module stands for; none for another dimension."""
    return tuple(dimension.split("|")[1:]) if dimension.startswith((OWN, CONTACT, MAIL, FILLED, PAID)) else ()


def filled(dimension: str) -> str:
    """The dimension of what is really printed in a column, dashes and 无 left out; another dimension as it is."""
    return dimension.replace(OWN, FILLED, 1).replace(CONTACT, FILLED, 1)


def is_contact(dimension: str) -> bool:
    """Whether a dimension holds the contacts for those who have a matter to see to."""
    return any((sort := sort_of(label)) and sort.name == "contact" for label in labels_of(dimension))


def words(labels: Iterable[str]) -> dict[str, tuple[str, str]]:
    """The words that ask for the columns of these `labels`: the labels, other labels of the same thing, and everyday words."""
    known = list(labels)
    found: dict[str, tuple[str, str]] = {}
    for sort in sorts():
        if of_sort := [label for label in known if sort_of(label) is sort]:
            dimension = OWN + "|".join(of_sort)
            found |= dict.fromkeys(sort.labels, ("noun", dimension)) | dict.fromkeys(sort.asked, ("asks", dimension))
            chosen_ = {cue: [label for label in of_sort if cue in label] for cue in sort.cues}
            found |= {
                f"{cue}的{brief}": ("noun", OWN + "|".join(fit)) for cue, fit in chosen_.items() if fit for brief in sort.brief
            }
    alike: dict[str, list[str]] = {}  # without the remark that a question leaves out too
    for label in known:
        alike.setdefault(plain(label), []).append(label)
    found |= {bare: ("noun", OWN + "|".join(of_name)) for bare, of_name in alike.items()}
    return found | {word: ("noun", OWN + label) for label in known for word in _parted(label)}


def briefly(text: str, labels: Iterable[str]) -> Iterator[tuple[str, int, int]]:
    """Where a question asks for columns by the last part of their labels alone, as they are printed: 燃气许可的法定是多少."""
    parts: dict[str, list[str]] = {}
    for label in labels:
        for part in _REMARK.findall(label):
            parts.setdefault(part, []).append(label)
    for part, of_name in parts.items():
        for match in re.finditer(f"(?<=的)“?{re.escape(part)}”?(?:一栏|{_ASKED})", text):
            if not text[: match.start()].endswith(tuple(f"{plain(label)}的" for label in of_name)):  # the whole label is said
                yield OWN + "|".join(of_name), match.start(), match.end()


def had(text: str, labels: Iterable[str]) -> Iterator[tuple[str, int, int]]:
    """Where a column is spoken of by the brief name of its sort alone.

    Duties have it or lack it (有地点却没写时限的), or it stands beside another (时限和地点).
    What is to be paid is no such name: 有收费的 says that something is.
    """
    for sort in sorts():
        of_sort = [label for label in labels if sort_of(label) is sort]
        if not of_sort or not sort.brief or sort.free:
            continue
        brief = "|".join(sort.brief)
        named = one_of({plain(label) for label in labels} | {one for two in sorts() for one in two.brief})
        of_duties = [f"(?<={_HAS})({brief})(?={_HAD})"] if _OF_DUTIES.search(text) else []
        for pattern in (
            *of_duties,
            f"(?:{named})(?:{_JOINT})({brief})(?={_ENDS})",
            f"(?<=的)({brief})(?=(?:{_JOINT})(?:{named})(?:{_ENDS}))",
        ):
            for match in re.finditer(pattern, text):
                yield OWN + "|".join(of_sort), match.start(1), match.end(1)


def whereabouts(text: str, labels: Iterable[str]) -> Iterator[tuple[str, int, int]]:
    r"""Where it is asked where a thing is, or is done, that is named just before (\0): 5.3在哪里办, 法援中心的地址."""
    of_sort = [label for label in labels if (sort := sort_of(label)) and sort.name == "place"]
    for match in re.finditer(_WHERE, text) if of_sort else ():
        yield OWN + "|".join(of_sort), match.start(), match.end()


def _parted(label: str) -> Iterator[str]:
    """The ways to say the two parts of a label: 办理时限的法定, 法定办理时限."""
    for part in _REMARK.findall(label):
        over = _REMARKS.sub("", label)
        yield from (f"{over}{part}", f"{over}的{part}", f"{part}{over}", f"{part}的{over}")


def in_words(text: str, labels: Iterable[str]) -> str:
    """A question with its labels of two parts as people say them, for it loses what stands in brackets: 办理时限（法定） is 办理时限的法定."""
    for label in labels:
        for part in _REMARK.findall(label):
            text = re.sub(rf"({re.escape(_REMARK.sub('', label))})[（(]({re.escape(part)})[）)]", r"\1的\2", text)
    return text


def contact(labels: Iterable[str]) -> str:
    """The dimension of the contacts that a base prints for those who have a matter to see to; "" for none."""
    found = [label for label in labels if is_contact(OWN + label)]
    return CONTACT + "|".join(found) if found else ""
