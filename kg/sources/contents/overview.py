"""Overviews among the items -> what they say of the items they are of: 总目录 before the lists or cards, 权力清单 beside 责任清单.

An index is an overview that says nothing about the duties themselves; its rows become entries as those of a contents table.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kg.meaning import printed_name
from kg.records import ContentsEntry, Finding, Item, Place, Severity
from kg.sources.contents import matching
from kg.sources.contents.join import joined
from kg.sources.contents.matching import Key, Matched
from kg.sources.contents.parts import in_parts
from kg.sources.headings.numbers import is_ordinal
from kg.sources.known import kind_of
from kg.text import bare, code, digits, normal, squeeze

_NEARLY, _SURELY, _HARDLY, _FEWEST = 0.8, 0.6, 0.2, 2
_MANY, _WIDE = 50, 4  # items of one name or code; items among which an index is looked for, a row of it
_OF_INDEX = frozenset(("number", "code", "name", "subitem", "type", "department", "body", "page", "other"))
_LENT = frozenset(("type", "department", "body"))
_OWN = frozenset(("number", "other", "page"))


@dataclass(frozen=True, slots=True)
class _Overview:
    """The rows of an overview, and the row of each item that it is `of`, all by their positions.

    Rows that stand there `again` are covered, as are sub-items of one item; `index` says whether it is no more than an index.
    """

    rows: tuple[int, ...]
    of: dict[int, int]
    covered: frozenset[int]
    again: frozenset[int]
    index: bool

    @property
    def gone(self) -> frozenset[int]:
        """The rows that are no items of their own: all of an index, of another overview those found elsewhere."""
        return frozenset(self.rows if self.index else self.of.values())


def together(contents: Sequence[ContentsEntry], items: Sequence[Item]) -> tuple[tuple[Item, ...], list[Finding]]:
    """The items with what contents and overviews say of them, no item twice, and what a second overview words otherwise."""
    items = in_parts(items, _OF_INDEX)
    overviews = _overviews(items)
    gone = {row for one in overviews for row in one.gone}
    kept = [n for n in range(len(items)) if n not in gone]
    used = Counter(matching.of_item(items[n]).code for n in kept) if overviews else Counter[str]()
    entries, listed = list(contents), dict[int, int]()
    made, noted = list(items), list[Finding]()
    for one in overviews:
        names = {squeeze(entry.name.text) for entry in entries}
        at = _entered(one, items, entries, listed, joining=not contents) if one.index else {}
        noted += (_repeated(items[row]) for row in sorted(one.again))
        usual = _kinds(items[n] for n in one.of)
        for n, row in one.of.items():
            if row in at:
                listed.setdefault(n, at[row])
            elif squeeze(printed_name(items[row])) not in names:
                noted += _worded(items[n], items[row])
            noted += [] if one.index else _coded(items[n], items[row], used)
            made[n] = _with(made[n], items[row], one.index, usual)
    found = Matched({at: listed[n] for at, n in enumerate(kept) if n in listed}, set()) if overviews and not contents else None
    return _lent(joined(entries, [made[n] for n in kept], found)), noted


def _entered(
    one: _Overview, items: Sequence[Item], entries: list[ContentsEntry], listed: Mapping[int, int], *, joining: bool
) -> dict[int, int]:
    """The entries that rows of an index have become, by the rows.

    They are those of items that are not `listed` yet, where these are `joining`, and those of no item that no entry names.
    """
    known = {same for entry in entries for same in _same(entry)}
    fresh = {row for n, row in one.of.items() if n not in listed} if joining else set()
    of = {*one.of.values(), *one.covered}
    at: dict[int, int] = {}
    for row in one.rows:
        entry = _entry(items[row])
        if row in fresh or (row not in of and known.isdisjoint(_same(entry))):
            at[row] = len(entries)
            entries.append(entry)
    return at


def _overviews(items: Sequence[Item]) -> list[_Overview]:
    """The overviews among the items, in document order: nearly all of their rows are found, once each, in lists or tables that say more.

    The one that says most is asked first, so that no overview is of another.
    """
    made: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for n, item in enumerate(items):
        if item.fields:
            made[tuple(field.label for field in item.fields)].append(n)
    if len(made) < _FEWEST:
        return []
    base = _Base(list(map(matching.of_item, items)))
    lists: list[_List] = []
    for labels, rows in made.items():
        index = _is_index(labels, items[rows[0]])
        lists += (_List(one, len(labels), index) for one in (_each(rows, items, base.keys) if index else [rows]))
    asked = sorted(lists, key=lambda one: -one.columns)
    found = [one for own in asked if not own.index and (one := base.overview(own))]
    told = [own for own in asked if own.index and not base.is_new(own)]
    found += [one for own in told if (one := base.overview(own))]
    return sorted(found, key=lambda one: one.rows)


def _each(rows: Sequence[int], items: Sequence[Item], keys: Sequence[Key]) -> list[list[int]]:
    """The rows of one make by indexes: a table goes on with the one before it, or is another one where it repeats its rows."""
    tables: dict[int | None, list[int]] = defaultdict(list)
    for n in rows:
        tables[items[n].table].append(n)
    found: list[tuple[set[Key], list[int]]] = []
    for table in tables.values():
        own = {replace(keys[n], number="") for n in table}
        known, more = next(((known, more) for known, more in found if 2 * len(own & known) < len(own)), (None, None))
        if known is None or more is None:
            known, more = set(), []
            found.append((known, more))
        known |= own
        more += table
    return [more for _, more in found]


@dataclass(frozen=True, slots=True)
class _List:
    """The rows of one make, how many columns they have, and whether these say no more than an index does."""

    rows: Sequence[int]
    columns: int
    index: bool


@dataclass(slots=True)
class _Base:
    """The items that an overview may be of, by what they are known by, each with the list it is of."""

    keys: Sequence[Key]
    known: dict[tuple[str, str], list[int]] = field(default_factory=lambda: defaultdict(list))
    lists: dict[int, _List] = field(default_factory=dict)

    def add(self, rows: Iterable[int], own: _List) -> None:
        """Remember items of a list."""
        for n in rows:
            self.lists[n] = own
            for same in _known_by(self.keys[n]):
                self.known[same].append(n)

    def is_new(self, own: _List) -> bool:
        """Whether hardly a row is known by code or name; then the list is none of others, however little it says, and is remembered."""
        keys = [self.keys[n] for n in own.rows]
        told = sum(("code", key.code) in self.known or ("name", key.name) in self.known for key in keys)
        if told > _HARDLY * len(keys):
            return False
        self.add(own.rows, own)
        return True

    def overview(self, own: _List) -> _Overview | None:
        """The list as an overview of others; what is none is remembered."""
        found = _overview(own, self.beside(own), self.keys)
        self.add(sorted(set(own.rows) - (found.gone if found else frozenset())), own)
        return found

    def beside(self, own: _List) -> list[int]:
        """The items that share a code, a name or a number with these rows and say more, in document order; beside an index those between them too."""
        shared = [self.known[same] for row in own.rows for same in _known_by(self.keys[row])]
        found = {n for same in shared if len(same) <= _MANY for n in same}
        if own.index and found and max(found) - min(found) <= _WIDE * len(own.rows):
            found.update(range(min(found), max(found) + 1))
        wider = own.index and any(not one.index for one in self.lists.values())
        return [n for n in sorted(found & self.lists.keys()) if wider or self.lists[n].columns > own.columns]


def _known_by(key: Key) -> Iterator[tuple[str, str]]:
    yield from ((kind, text) for kind, text in (("code", key.code), ("name", key.name), ("number", key.number)) if text)


def _overview(own: _List, beside: Sequence[int], keys: Sequence[Key]) -> _Overview | None:
    """The list as an overview of the items `beside` it; None where too few rows are found, or most go by other names there."""
    if not beside or len(own.rows) < _FEWEST:
        return None
    found = matching.indexed([keys[n] for n in own.rows], [keys[n] for n in beside], mere=own.index)
    of = {beside[table]: own.rows[row] for table, row in found.rows.items()}
    covered = frozenset(own.rows[n] for n in found.covered)
    hits = {*of.values(), *covered}
    sure = {row for n, row in of.items() if keys[n].name == keys[row].name and keys[n].code == keys[row].code != ""}
    enough = len(hits) >= _NEARLY * len(own.rows) or (own.index and len(sure) >= _SURELY * len(own.rows))
    other = {row for n, row in of.items() if not matching.alike(keys[n].name, keys[row].name)}
    if len(hits) < _FEWEST or not enough or 2 * len(other) > len(hits):
        return None
    told = {replace(keys[row], number="") for row in hits} if own.index else set()
    again = frozenset(n for n in own.rows if n not in hits and keys[n].code and replace(keys[n], number="") in told)
    return _Overview(tuple(own.rows), of, covered | again, again, own.index)


def _is_index(labels: Iterable[str], row: Item) -> bool:
    kinds = set(map(kind_of, labels))
    return "name" in kinds and kinds <= _OF_INDEX and row.across


def _entry(row: Item) -> ContentsEntry:
    """The row of an index as a row of the contents."""
    kinds = {one.kind: one.printed for one in reversed(row.fields) if one.printed}
    name = kinds["name"]
    place = (kinds.get("code") or kinds.get("number") or name).place
    page = kinds.get("page")
    fields = tuple(one for one in row.fields if one.kind not in ("page", "other"))
    return ContentsEntry(row.number, place, name, squeeze(page.text) if page else "", "", row.subitem, fields)


def _same(entry: ContentsEntry) -> Iterator[tuple[str, str]]:
    """What tells that two overviews list one duty."""
    key = matching.of_entry(entry)
    coded = any(one.kind == "code" and one.value for one in entry.fields)
    yield from ((text, key.sub) for text in (key.code if coded else "", key.name) if text)


def _kinds(items: Iterable[Item]) -> frozenset[str]:
    """The kinds of value that at least half of the tables print: where one of them lacks it, it is missing."""
    tables = [{one.kind for one in item.fields} for item in items if not item.across]
    return frozenset(kind for kind in _OF_INDEX if 2 * sum(kind in kinds for kinds in tables) >= len(tables) > 0)


def _with(item: Item, row: Item, index: bool, usual: frozenset[str]) -> Item:
    """The item with the fields that only an overview of it has; numbers and pages of a mere index are its own."""
    known = {one.kind for one in item.fields} - {"other"} | {one.label for one in item.fields}
    known |= (_OWN if index else frozenset()) | (frozenset() if item.across else usual)
    added = tuple(one for one in row.fields if not {one.label, one.kind} & known)
    number = next((digits(one.text) for one in added if one.kind == "code" and one.value), item.number)
    return replace(item, fields=(*item.fields, *added), number=number)


def _lent(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """The items with type and department where only the contents have them."""
    usual = _kinds(item for item in items if item.table is not None and item.contents)
    return tuple(_with_entry(item, usual) for item in items)


def _with_entry(item: Item, usual: frozenset[str]) -> Item:
    if item.table is None or item.contents is None:
        return item
    kinds = {one.kind for one in item.fields} | (frozenset() if item.across else usual)
    said = (one for one in item.contents.fields if one.kind in _LENT and one.value and not is_ordinal(one.text))
    return replace(item, fields=(*item.fields, *(one for one in said if one.kind not in kinds)))


def _repeated(row: Item) -> Finding:
    """The finding that an index lists one duty twice."""
    own = next(one for one in row.fields if one.kind == "code" and one.value)
    message = f"目录里有两行是 {row.number} {normal(printed_name(row))}，只作一项读入。"
    place = own.printed.place if own.printed else Place(table=row.table)
    return Finding("duplicate-number", Severity.VIOLATION, (row.number,), own.label, place, message)


def _coded(item: Item, row: Item, used: Counter[str]) -> Iterator[Finding]:
    """The finding that a second list has another code for a duty, where the code of this one is its own."""
    own, other = (next((one for one in each.fields if one.kind == "code" and one.value), None) for each in (item, row))
    if own and other and other.value and code(own.text) != code(other.text) and used[code(own.text)] == 1:
        doubled = used[code(other.text)] > 0
        message = f"“{own.label}”在这里是 {normal(other.text)}，在另一张清单里同名事项是 {normal(own.text)}。"
        kind, severity = ("duplicate-number", Severity.VIOLATION) if doubled else ("wording-differs", Severity.WARNING)
        yield Finding(kind, severity, (item.number,), other.label, other.value.place, message)


def _worded(item: Item, row: Item) -> Iterator[Finding]:
    """The finding that a second overview has another name."""
    own = next((one for one in item.fields if one.kind == "name" and one.value), None)
    other = next((one.value for one in row.fields if one.kind == "name"), None)
    if own and own.value and other and squeeze(own.text) != squeeze(other.text):
        minor = bare(own.text) == bare(other.text)
        message = f"另一张清单（{other.place}）的名称{'仅标点不同' if minor else '用词不同'}：那里为“{normal(other.text)}”，此处为“{normal(own.text)}”。"
        severity = Severity.INFO if minor else Severity.WARNING
        yield Finding("wording-differs", severity, (item.number,), own.label, own.value.place, message)
