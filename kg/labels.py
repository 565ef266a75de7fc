"""Which labels a table may carry, what kind of value stands beside each, its usual words, and the types of power (data in labels.toml)."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any

from kg.parts import HELPERS
from kg.script import simplified

_DATA = tomllib.loads(files("kg").joinpath("labels.toml").read_text("utf-8"))
_ENTRIES = _DATA["label"]

KIND_OF: dict[str, str] = {name: entry["kind"] for entry in _ENTRIES for name in (entry["name"], *entry["synonyms"])}
_COLUMNS: dict[str, str] = {**KIND_OF, **{name: entry["kind"] for entry in _ENTRIES for name in entry.get("columns", ())}}
NAME_OF: dict[str, str] = {entry["kind"]: entry["name"] for entry in _ENTRIES}
ASIDE: frozenset[str] = frozenset(_DATA["aside"])
REMARKS: tuple[str, ...] = tuple(_DATA["remarks"])
BODIES: dict[str, tuple[str, ...]] = {key: tuple(words) for key, words in _DATA["bodies"].items()}
COMMON: frozenset[str] = frozenset(_DATA["common"])
DEEDS: tuple[str, ...] = tuple(_DATA["deeds"])
FUNCTIONS: tuple[str, ...] = tuple(_DATA["functions"])
APPROVING: tuple[str, ...] = tuple(_DATA["approving"])
OFFICES: tuple[str, ...] = tuple(_DATA["offices"])
LEVELS: tuple[str, ...] = tuple(_DATA["levels"])
PLAIN: frozenset[str] = frozenset(_DATA["plain"])
_RANKS: tuple[str, ...] = tuple(_DATA["ranks"])
TYPES: tuple[str, ...] = tuple(_DATA["types"])
EVERYDAY: frozenset[str] = frozenset(word for entry in _ENTRIES for word in entry.get("everyday", ()))
POWERS: tuple[str, ...] = tuple(_DATA["powers"])
PUBLISHED: dict[str, list[str]] = _DATA["published"]
EXPORTED: dict[str, Any] = _DATA["exported"]
HEADS: dict[str, tuple[str, ...]] = {key: tuple(words) for key, words in _DATA["heads"].items()}
MARGINS: dict[str, str] = _DATA["margins"]
DRAFTS: dict[str, str] = _DATA["drafts"]
FOREIGN: tuple[str, ...] = tuple(_DATA["foreign"])
BARE: tuple[str, ...] = tuple(_DATA["bare"])
_BEGINS = [(*one["begins"], *(HELPERS if one.get("helpers") else ())) for one in _DATA["composed"]]
_COMPOSED = [
    (re.compile(f"(?:行政)?(?:{'|'.join(begins)})(?:{'|'.join(one['ends'])})"), one["kind"])
    for begins, one in zip(_BEGINS, _DATA["composed"], strict=True)
]
POSTS: dict[str, str] = {text: kind for kind, texts in _DATA["posts"].items() for text in texts}
TICKS: dict[str, Any] = _DATA["ticks"]
GUESSES: dict[str, Any] = _DATA["guesses"]
BLANK = rf"[{re.escape(_DATA['nothing']['marks'])}\s]*"
NOTHING = f"{BLANK}|{'|'.join(_DATA['nothing']['words'])}"
_HOLDERS, _POST = re.compile(GUESSES["post"]), re.compile(GUESSES["posts"])
CUES: dict[str, tuple[str, ...]] = {entry["kind"]: tuple(entry["cues"]) for entry in _ENTRIES}

_NOTHING = re.compile(NOTHING)
_ABOUT = re.compile("电话|方式|地[址点]|时[间限]|期限")  # what is said of something in brackets: 联系电话（科室）
_BRACKET = re.compile("[（(][^（）()]*[）)]")
_RANK = re.compile(f"(?:{'|'.join(_RANKS)})(?:[、/及和与或]*(?:{'|'.join(_RANKS)}))*类?(?:依据)?")


def usual_kind(label: str) -> str:
    """The kind of value beside `label` in documents in general: number, name, basis, department, …, or "other" for a label nobody described.

    What it means in one document stands beside its fields.
    """
    return _COLUMNS.get(label) or _plainly(label)


@lru_cache(maxsize=4096)
def _plainly(label: str) -> str:
    """The kind of a label whose words are known, in any script (實施機構), "other" else.

    In this order: without its brackets; the first of two names (责任科室/单位); what its brackets say
    (审核环节（责任科室）); composed of usual words (执法科室).
    """
    plain = simplified(label)
    bare, inner = _BRACKET.sub("", plain), _BRACKET.search(plain)
    known = _COLUMNS.get(bare) or _COLUMNS.get(bare.partition("/")[0])
    if not known and inner and not _ABOUT.search(bare):
        known = _COLUMNS.get(inner[0][1:-1])
    return known or next((kind for words, kind in _COMPOSED if words.fullmatch(bare)), "other")


def is_helper(label: str) -> bool:
    """Whether a label is one of departments that help another one: 配合科室, 参与单位."""
    return label.startswith(HELPERS) and _BRACKET.sub("", label).endswith(BODIES["labels"])


def is_rank(label: str) -> bool:
    """Whether a label of bases is of those of one rank of law: 法律, 行政法规依据, 规章（部门）."""
    return _RANK.fullmatch(_BRACKET.sub("", simplified(label))) is not None


def says_nothing(text: str) -> bool:
    """Whether a cell is blank, or what it prints says that there is nothing: 无, ——, 不涉及."""
    return _NOTHING.fullmatch(text.strip()) is not None


def of_posts(label: str) -> bool:
    """Whether posts may stand under a label, or people: 责任人, 岗位."""
    return _HOLDERS.fullmatch(label) is not None


def is_post(name: str) -> bool:
    """Whether a name reads as that of a post: 网格员, 装备技师."""
    return _POST.search(name) is not None
