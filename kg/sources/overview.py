"""Overviews among the items -> what they say of the items they are of: 总目录 before the lists or cards, 权力清单 beside 责任清单.

An index is an overview that says nothing about the duties themselves; its rows become entries as those of a contents table.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from kg.labels import kind_of
from kg.meaning import printed_name
from kg.records import ContentsEntry, Finding, Item, Severity
from kg.sources import matching
from kg.sources.join import joined
from kg.sources.matching import Key, Matched
from kg.text import bare, digits, normal, squeeze

_NEARLY, _SURELY, _FEWEST = 0.8, 0.6, 2
_MANY = 50  # items of one name or code
_OF_INDEX = frozenset(("number", "code", "name", "subitem", "type", "department", "body", "page", "other"))
_OWN = frozenset(("number", "other", "page"))


@dataclass(frozen=True, slots=True)
class _Overview:
    """The rows of an overview, and the row of each item that it is of, all by their positions; `index` says whether it is no more than an index."""

    rows: tuple[int, ...]
    of: dict[int, int]
    covered: frozenset[int]
    index: bool

    @property
    def gone(self) -> frozenset[int]:
        """The rows that are no items of their own: all of an index, of another overview those found elsewhere."""
        return frozenset(self.rows if self.index else self.of.values())


def together(contents: Sequence[ContentsEntry], items: Sequence[Item]) -> tuple[tuple[Item, ...], list[Finding]]:
    """The items with what contents and overviews say of them, no item twice, and what a second overview words otherwise."""
    overviews = _overviews(items)
    if not overviews:
        return joined(contents, items), []
    made = list(items)
    entries, first = list(contents), dict[int, int]()
    noted: list[Finding] = []
    for one in overviews:
        told = {squeeze(entry.name.text) for entry in entries}
        known = {same for entry in entries for same in _same(entry)}
        listing = one.index and not contents
        at: dict[int, int] = {}
        for row in one.rows if one.index else ():
            entry = _entry(items[row])
            fresh = [n for n, found in one.of.items() if found == row and n not in first] if listing else []
            unseen = row not in one.covered and row not in one.of.values() and not known.intersection(_same(entry))
            if fresh or unseen:
                at[row] = len(entries)
                entries.append(entry)
        for n, row in one.of.items():
            if row in at and n not in first:
                first[n] = at[row]
            elif squeeze(printed_name(items[row])) not in told:
                noted += _worded(items[n], items[row])
        peers = _kinds(items[n] for n in one.of)
        for n, row in one.of.items():
            made[n] = _with(made[n], items[row], one.index, peers)
    gone = {row for one in overviews for row in one.gone}
    kept = [n for n in range(len(items)) if n not in gone]
    found = None if contents else Matched({at: first[n] for at, n in enumerate(kept) if n in first}, set())
    return joined(entries, [made[n] for n in kept], found), noted


def _overviews(items: Sequence[Item]) -> list[_Overview]:
    """The overviews among the items, in document order: nearly all of their rows are found, once each, in lists or tables that say more.

    The one that says most is asked first, so that no overview is of another.
    """
    lists: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for n, item in enumerate(items):
        if item.fields:
            lists[tuple(field.label for field in item.fields)].append(n)
    if len(lists) < _FEWEST:
        return []
    keys = list(map(matching.of_item, items))
    index = {labels: _is_index(labels, items[rows[0]]) for labels, rows in lists.items()}
    base = _Base(keys)
    found = []
    for labels in sorted(lists, key=lambda labels: (index[labels], -len(labels))):
        one = _overview(lists[labels], index[labels], base.beside(lists[labels], len(labels), index[labels]), keys)
        left = set(lists[labels]) - (one.gone if one else frozenset())
        base.add(sorted(left), len(labels), index[labels])
        found += [one] if one else []
    return sorted(found, key=lambda one: one.rows)


@dataclass(slots=True)
class _Base:
    """The items that an overview may be of, by what they are known by, each with the number of its columns and whether it says no more than an index."""

    keys: Sequence[Key]
    known: dict[tuple[str, str], list[int]] = field(default_factory=lambda: defaultdict(list))
    makes: dict[int, tuple[bool, int]] = field(default_factory=dict)

    def add(self, rows: Iterable[int], columns: int, index: bool) -> None:
        """Remember items of a list."""
        for n in rows:
            self.makes[n] = (not index, columns)
            for same in _known_by(self.keys[n]):
                self.known[same].append(n)

    def beside(self, rows: Iterable[int], columns: int, index: bool) -> list[int]:
        """The items that share a code, a name or a number with these rows and say more, in document order."""
        found: set[int] = set()
        for row in rows:
            for same in _known_by(self.keys[row]):
                found.update(self.known[same] if len(self.known[same]) <= _MANY else ())
        return sorted(
            n for n in found if self.makes[n][0] > (not index) or (self.makes[n][0] == (not index) and self.makes[n][1] > columns)
        )


def _known_by(key: Key) -> Iterator[tuple[str, str]]:
    yield from ((kind, text) for kind, text in (("code", key.code), ("name", key.name), ("number", key.number)) if text)


def _overview(rows: Sequence[int], index: bool, beside: Sequence[int], keys: Sequence[Key]) -> _Overview | None:
    """The rows as an overview of those `beside` them; None where too few are found, or most go by other names there."""
    if not beside or len(rows) < _FEWEST:
        return None
    found = matching.indexed([keys[n] for n in rows], [keys[n] for n in beside])
    of = {beside[table]: rows[row] for table, row in found.rows.items()}
    covered = frozenset(rows[n] for n in found.covered)
    hits = {*of.values(), *covered}
    named = {row for n, row in of.items() if keys[n].name == keys[row].name}
    sure = {row for n, row in of.items() if row in named and keys[n].code == keys[row].code != ""}
    enough = len(hits) >= _NEARLY * len(rows) or (index and len(sure) >= _SURELY * len(rows))
    if len(hits) < _FEWEST or not enough or 2 * len(named) < len(hits):
        return None
    return _Overview(tuple(rows), of, covered, index)


def _is_index(labels: Iterable[str], row: Item) -> bool:
    kinds = set(map(kind_of, labels))
    return "name" in kinds and kinds <= _OF_INDEX and row.across


def _entry(row: Item) -> ContentsEntry:
    """The row of an index as a row of the contents."""
    kinds = {kind_of(one.label): one.printed for one in reversed(row.fields) if one.printed}
    name = kinds["name"]
    place = (kinds.get("code") or kinds.get("number") or name).place
    page = kinds.get("page")
    fields = tuple(one for one in row.fields if kind_of(one.label) not in ("page", "other"))
    return ContentsEntry(row.number, place, name, squeeze(page.text) if page else "", "", row.subitem, fields)


def _same(entry: ContentsEntry) -> Iterator[tuple[str, str]]:
    """What tells that two overviews list one duty."""
    key = matching.of_entry(entry)
    coded = any(kind_of(one.label) == "code" and one.value for one in entry.fields)
    yield from ((text, key.sub) for text in (key.code if coded else "", key.name) if text)


def _kinds(items: Iterable[Item]) -> frozenset[str]:
    """The kinds of value that at least half of the tables print: where one of them lacks it, it is missing."""
    tables = [{kind_of(one.label) for one in item.fields} for item in items if not item.across]
    return frozenset(kind for kind in _OF_INDEX if 2 * sum(kind in kinds for kinds in tables) >= len(tables) > 0)


def _with(item: Item, row: Item, index: bool, usual: frozenset[str]) -> Item:
    """The item with the fields that only an overview of it has; numbers and pages of a mere index are its own."""
    known = {kind_of(one.label) for one in item.fields} - {"other"} | {one.label for one in item.fields}
    known |= (_OWN if index else frozenset()) | (frozenset() if item.across else usual)
    added = tuple(one for one in row.fields if not {one.label, kind_of(one.label)} & known)
    code = next((digits(one.text) for one in added if kind_of(one.label) == "code" and one.value), "")
    return replace(item, fields=(*item.fields, *added), number=code or item.number)


def _worded(item: Item, row: Item) -> Iterator[Finding]:
    """The finding that a second overview has another name."""
    own = next((one for one in item.fields if kind_of(one.label) == "name" and one.value), None)
    other = next((one.value for one in row.fields if kind_of(one.label) == "name"), None)
    if own and own.value and other and squeeze(own.text) != squeeze(other.text):
        minor = bare(own.text) == bare(other.text)
        message = f"另一张清单（{other.place}）的名称{'仅标点不同' if minor else '用词不同'}：那里为“{normal(other.text)}”，此处为“{normal(own.text)}”。"
        severity = Severity.INFO if minor else Severity.WARNING
        yield Finding("wording-differs", severity, (item.number,), own.label, own.value.place, message)
