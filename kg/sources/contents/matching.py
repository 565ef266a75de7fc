"""Which row of a contents table or an overview lists which table: by code and sub-item, by name else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from kg.meaning import printed_name
from kg.records import ContentsEntry, Item
from kg.text import bare, code, part, squeeze

_ALIKE, _AGREE, _FEWEST, _MANY = 0.5, 0.8, 2, 20


@dataclass(frozen=True, slots=True)
class Key:
    """What a row or a table is known by; `number` is a running one where there is no code."""

    code: str
    number: str
    name: str
    sub: str

    @property
    def whole(self) -> str:
        """The name with the sub-item behind it, in brackets or not."""
        return bare(self.name + self.sub)


@dataclass(slots=True)
class Matched:
    """The row of each table, by position, and the rows that need no table of their own, for one table holds all sub-items."""

    rows: dict[int, int]
    covered: set[int]


def of_entry(entry: ContentsEntry) -> Key:
    """The key of a row of the contents, whose number counts as a code."""
    return Key(code(entry.number), "", squeeze(entry.name.text), part(entry.subitem))


def of_table(table: Item) -> Key:
    """The key of a table beside a contents table."""
    return Key(code(table.number), "", squeeze(printed_name(table)), part(table.subitem))


def of_item(item: Item) -> Key:
    """The key of a row or table that may have a code, a running number, or both."""
    kinds = {field.kind: code(field.text) for field in reversed(item.fields) if field.kind in ("code", "number")}
    own = kinds.get("code", "")
    return Key(own, kinds.get("number") or ("" if own else code(item.number)), squeeze(printed_name(item)), part(item.subitem))


def listed(entries: Sequence[Key], tables: Sequence[Key]) -> Matched:
    """The rows of a contents table beside the tables: in order where a number is doubled; by name where no number is in both."""
    found = _Matching(entries, tables)
    found.by_code()
    if not found.rows:
        found.pair(lambda key: key.name and (key.name, key.sub), once=True)
        found.pair(lambda key: key.name, once=True)
        found.by_place()
    return found.result()


def indexed(entries: Sequence[Key], tables: Sequence[Key], *, mere: bool) -> Matched:
    """The rows of an overview beside the items it is of.

    A name counts where the code does not: there is none, or one has a slip and is nobody's else. Beside a `mere` index a code that two tables bear is left alone.
    """
    found = _Matching(entries, tables)
    found.by_code()
    found.pair(found.unclaimed, once=True)
    found.pair(lambda key: found.unclaimed(key) and key.whole, once=True)
    found.pair(lambda key: found.unclaimed(key) and key.name, once=True)
    if not mere:
        found.pair(lambda key: key.name and (key.name, key.sub), once=True)
    found.by_number()
    found.by_place()
    return found.result()


class _Matching:
    """What has been matched so far."""

    def __init__(self, entries: Sequence[Key], tables: Sequence[Key]) -> None:
        self.entries, self.tables = entries, tables
        self.rows: dict[int, int] = {}
        self.free = dict.fromkeys(range(len(entries)))
        self.open = dict.fromkeys(range(len(tables)))
        self.codes = {key.code for key in entries} & {key.code for key in tables} - {""}
        names: dict[str, set[str]] = defaultdict(set)
        for key in tables:
            names[key.code].add(key.name)
        self.claimed = self.codes | {code for code, named in names.items() if code and len(named) > 1}

    def pair(self, by: Callable[[Key], Hashable], *, once: bool = False) -> None:
        """Take rows and tables of one key, in order; only where there is `once` one of each."""
        waiting, asking = _grouped(self.entries, self.free, by), _grouped(self.tables, self.open, by)
        for same, tables in asking.items():
            rows = waiting.get(same, [])
            if not once or len(rows) * len(tables) == 1:
                for table, row in zip(tables, rows, strict=False):
                    self._take(table, row)

    def by_code(self) -> None:
        """Take those of one code, but none whose name a row without a table has.

        Of one name and sub-item first, then of one sub-item, then of sub-items that are alike.
        """
        self.pair(lambda key: key.code and (key.code, key.name, key.sub))
        self.pair(lambda key: key.code and (key.code, key.whole))
        elsewhere = {self.entries[n].name for n in self.free if self.entries[n].code not in self.codes}
        self.pair(lambda key: key.code in self.codes and key.name not in elsewhere and (key.code, key.sub))
        rows = _grouped(self.entries, self.free, lambda key: key.code in self.codes and key.code)
        tables = _grouped(self.tables, self.open, lambda key: key.code in self.codes and key.name not in elsewhere and key.code)
        for same in rows.keys() & tables.keys():
            self._parts(rows[same], tables[same])

    def _parts(self, rows: list[int], tables: list[int]) -> None:
        """Rows and tables of one code whose sub-items differ; a table without any has the first row of what it holds."""
        if max(len(rows), len(tables)) > _MANY:
            return
        for table in tables:
            mine, left = self.tables[table].sub, [row for row in rows if row in self.free]
            near = max(left, key=lambda row: _likeness(self.entries[row].sub, mine), default=None)
            if near is not None and (
                len(rows) * len(tables) == 1 or not mine or _likeness(self.entries[near].sub, mine) >= _ALIKE
            ):
                self._take(table, near)

    def unclaimed(self, key: Key) -> Hashable:
        """Name and sub-item of a key whose code, if any, is neither in both nor that of tables of several names."""
        return key.name and key.code not in self.claimed and (key.name, key.sub)

    def by_number(self) -> None:
        """Take those of one running number and of names that are alike, where those of one name have one number."""
        pairs = [(self.entries[row].number, self.tables[table].number) for table, row in self.rows.items()]
        counted = [one == other for one, other in pairs if one and other]
        if counted.count(True) < max(_FEWEST, _AGREE * len(counted)):
            return
        numbers = _grouped(self.entries, self.free, lambda key: key.number)
        for table, key in [(n, self.tables[n]) for n in self.open if self.tables[n].number]:
            rows = [row for row in numbers.get(key.number, []) if row in self.free and self.entries[row].sub == key.sub]
            if len(rows) == 1 and self._alike(rows[0], table):
                self._take(table, rows[0])

    def by_place(self) -> None:
        """Take the one row and the one table between two that stand side by side in both, where their names are alike."""
        beside = {row: table for table, row in self.rows.items()} | {-1: -1, len(self.entries): len(self.tables)}
        for row in list(self.free):
            table = beside.get(row - 1, -2) + 1
            if table in self.open and beside.get(row + 1) == table + 1 and self._alike(row, table):
                self._take(table, row)

    def _alike(self, row: int, table: int) -> bool:
        """Whether names are alike, and no codes tell a row and a table apart."""
        one, other = self.entries[row], self.tables[table]
        return not (one.code and other.code and self.codes) and alike(one.name, other.name)

    def result(self) -> Matched:
        """What is matched, with the rows that stand for several sub-items, and the sub-items that stand in one table."""
        whole: dict[Hashable, int] = {}
        for n in reversed(range(len(self.entries))):
            key = self.entries[n]
            whole |= {same: n for same in (("code", key.code), ("name", key.name)) if same[1] and not key.sub}
        for table in list(self.open):
            key = self.tables[table]
            row = whole.get(("code", key.code), whole.get(("name", key.name))) if key.sub else None
            if row is not None:
                self.rows[table] = row
                self.free.pop(row, None)
                self.open.pop(table)
        several = {(key.code, key.name) for key in self.tables if key.sub}
        taken = {(self.entries[row].code, self.entries[row].name) for row in self.rows.values()} - several
        return Matched(
            self.rows, {n for n in self.free if self.entries[n].sub and (self.entries[n].code, self.entries[n].name) in taken}
        )

    def _take(self, table: int, row: int) -> None:
        self.rows[table] = row
        del self.open[table], self.free[row]


def _grouped(keys: Sequence[Key], left: Iterable[int], by: Callable[[Key], Hashable]) -> dict[Hashable, list[int]]:
    found: dict[Hashable, list[int]] = defaultdict(list)
    for n in left:
        if same := by(keys[n]):
            found[same].append(n)
    return found


def alike(one: str, other: str) -> bool:
    """Whether two names may be of one duty, one of them short or with a slip."""
    return one == other or _likeness(one, other) >= _ALIKE


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio() if one and other else 0.0
