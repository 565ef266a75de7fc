"""A duty's name -> what is done to what: phrases with their acts, their items, and the words of each item."""

from __future__ import annotations

import itertools
import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib.resources import files

Cut = Callable[[str], Sequence[str]]
_PHRASE = re.compile(r"[。；;，,\n：:（）()]+|以及|并(?=对|指导|组织|负责|监督)")
_ITEM = re.compile(r"[、/]|(?<=[\u4e00-\u9fff])(?:和|与|及)(?=[\u4e00-\u9fff])")
_CHINESE = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]")
_DOES = re.compile("开展|负责|组织")
_SHORTEST = 2
_REMEMBERED = 20_000  # names are read for the overlaps, and again for each sort of gap


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of words.toml: act -> (name, phase); words that name nothing, only a scope, or only shape an object; fields, by
    how their words begin too, which of them are objects, and which acts audit which of them.
    """

    acts: dict[str, tuple[str, str]]
    empty: frozenset[str]
    scope: frozenset[str]
    common: frozenset[str]
    background: tuple[str, ...]
    fields: dict[str, tuple[str, ...]]
    beginnings: Mapping[str, Sequence[tuple[str, str]]]
    objects: frozenset[str]
    audits: frozenset[str]
    audited: frozenset[str]
    powers: Mapping[str, Sequence[str]]
    plans: Mapping[str, Sequence[str]]
    guides: re.Pattern[str]

    def fields_of(self, name: str, cut: Cut) -> tuple[str, ...]:
        """The fields of administration that a name speaks of; 支农资金 does not speak of 农资."""
        edges = frozenset(itertools.accumulate(map(len, cut(name)), initial=0))
        found = set()
        for start in range(len(name)):
            for word, field in self.beginnings.get(name[start : start + _SHORTEST], ()):
                if name.startswith(word, start) and (start in edges or start + len(word) in edges):
                    found.add(field)
        return tuple(field for field in self.fields if field in found)

    def word_of(self, field: str, name: str) -> str:
        """The longest word by which a name speaks of a field; the field itself where none stands there."""
        return max((word for word in self.fields[field] if word in name), key=len, default=field)

    def specific(self, word: str) -> bool:
        """Whether a word names a thing of its own: it is no act, and no word that only shapes an object."""
        return word not in self.acts and word not in self.common

    def parts(self, word: str) -> tuple[str, ...]:
        """A compound that ends in an act is taken apart: 财务管理 -> 财务, 管理; 审计工作 -> 审计; others stay whole."""
        core = word.removesuffix("工作") or word
        for n in range(_SHORTEST, len(core) - 1):
            if core[n:] in self.acts and core not in self.acts:
                return core[:n], core[n:]
        return (core,)


@cache
def lexicon() -> Lexicon:
    """The lexicon that ships with the package."""
    data = tomllib.loads(files("kg.overlap.wording").joinpath("words.toml").read_text("utf-8"))
    acts = {word: (entry["name"], entry["phase"]) for entry in data["act"] for word in entry["words"]}
    empty, scope, common = (frozenset(data[kind]["words"].split()) for kind in ("empty", "scope", "common"))
    fields = {field: tuple(words.split()) for kind in ("aspects", "objects") for field, words in data[kind].items()}
    audits = frozenset(entry["name"] for entry in data["act"] if entry.get("audits"))
    audited, openings = frozenset(data["audited"]["aspects"].split()), tuple(data["background"]["openings"])
    powers, plans = ({name: words.split() for name, words in data[kind].items()} for kind in ("powers", "plans"))
    before, verbs = ("|".join(data["guiding"][key].split()) for key in ("before", "verbs"))
    return Lexicon(
        *(acts, empty, scope, common, openings, fields, _beginnings(fields), frozenset(data["objects"]), audits, audited),
        *(powers, plans, re.compile(f"(?:{before})*(?:{verbs})")),
    )


def _beginnings(fields: Mapping[str, Sequence[str]]) -> dict[str, list[tuple[str, str]]]:
    """How words of fields begin -> (word, field) of each: most names hold few such."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for field, words in fields.items():
        for word in words:
            found[word[:_SHORTEST]].append((word, field))
    return dict(found)


@dataclass(frozen=True)
class Item:
    """One thing of an enumeration: its words that may name an object, and those that only say whose or where."""

    text: str
    words: tuple[str, ...]
    scope: tuple[str, ...]

    @cached_property
    def named(self) -> str:
        """The text from its first word for a thing on."""
        return self.text[max(0, self.text.find(next(filter(lexicon().specific, self.words), ""))) :]


@dataclass(frozen=True)
class Phrase:
    """A stretch of a name with its own sense: the acts in it, the parts they play, and its items."""

    text: str
    acts: tuple[str, ...]
    phases: tuple[str, ...]
    items: tuple[Item, ...]

    @cached_property
    def scope(self) -> tuple[str, ...]:
        """Whom or what level it is about."""
        return tuple(dict.fromkeys(word for item in self.items for word in item.scope if len(word) > 1))

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """The parts played; who guides others plays that part alone, whatever those others do."""
        return ("指导",) if lexicon().guides.match(self.text) else self.phases

    @cached_property
    def powers(self) -> tuple[str, ...]:
        """The powers of the state that it uses."""
        text = self.text.rpartition("的")[2] if self.text.startswith("对") else self.text
        return tuple(power for power, words in lexicon().powers.items() if any(word in text for word in words))

    @cached_property
    def level(self) -> str:
        """The level of the plan that it makes; "" for none."""
        special, whole = (any(word in self.text for word in lexicon().plans[level]) for level in ("special", "whole"))
        return "专项规划" if special else "综合性的规划" if whole else ""


@lru_cache(_REMEMBERED)
def phrases(name: str, cut: Cut, body: str = "") -> tuple[Phrase, ...]:
    """The phrases of a name, in order; words of the `body` that publishes are no object, background phrases count only when alone.

    `cut` cuts text into words.
    """
    pieces = [piece for part in _PHRASE.split(name) if _CHINESE.search(piece := part.strip(" “”\"'《》"))]
    told = [piece for piece in map(_told, pieces) if piece]
    return tuple(phrase for piece in told or pieces for phrase in _phrase(piece, cut, body))


def words_of(name: Iterable[Phrase]) -> tuple[str, ...]:
    """The different words of a name, in order."""
    return tuple(dict.fromkeys(word for phrase in name for item in phrase.items for word in item.words))


def _told(piece: str) -> str:
    """The piece without what only says why or under whom: what follows 开展, 负责 or 组织 in it, or nothing."""
    if not piece.startswith(lexicon().background):
        return piece
    found = _DOES.search(piece)
    return piece[found.start() :] if found else ""


def _phrase(text: str, cut: Cut, body: str) -> Iterable[Phrase]:
    known = lexicon()
    acts: dict[str, str] = {}
    items = []
    for part in _ITEM.split(text):
        tokens = [token for word in cut(part) if _CHINESE.search(word) for token in known.parts(word)]
        acts |= dict(known.acts[token] for token in tokens if token in known.acts)
        scope = tuple(t for t in dict.fromkeys(tokens) if t in known.scope or (t in body and t not in known.acts))
        words = tuple(t for t in dict.fromkeys(tokens) if len(t) >= _SHORTEST and t not in known.empty and t not in scope)
        if words:
            items.append(Item(part.strip(), words, scope))
    if items or acts:
        yield Phrase(text, tuple(acts), tuple(dict.fromkeys(acts.values())), tuple(items))
