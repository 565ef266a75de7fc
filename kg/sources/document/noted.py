"""What is to be said of a document as it is read; of a row until its item has got the number by which it is called."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.records import Cell, Finding, Item
from kg.sources.headings.heads import Head
from kg.sources.tables import faults, rejoined, relabelled, stated, unmerged


class Noted:
    """What has been noted so far; items are told by their position."""

    def __init__(self) -> None:
        self.said: list[Finding] = []
        self.rejoined: list[rejoined.Joined] = []
        self._repeated: list[tuple[int, Finding]] = []
        self._beside: list[tuple[int, str, Cell]] = []
        self._broken: list[tuple[int, Cell]] = []
        self._filled: list[unmerged.Filled] = []
        self._below: dict[int, list[int]] = defaultdict(list)

    def repeated(self, n: int, found: Iterable[Finding]) -> None:
        """Labels that an information table prints twice."""
        self._repeated += ((n, one) for one in found)

    def relabelled(self, n: int, found: relabelled.Relabelled) -> None:
        """A label of this item that is no repetition, but stands for another."""
        label = found.printed
        self._repeated = [(m, found.finding if m == n and one.field == label else one) for m, one in self._repeated]

    def beside(self, n: int, name: str, cells: Iterable[Cell]) -> None:
        """Cells that have been read as more values of a label."""
        self._beside += ((n, name, one) for one in cells)

    def is_none(self, n: int) -> None:
        """The table that would have been this item is none, as one of sums."""
        while self._beside and self._beside[-1][0] == n:
            self._beside.pop()

    def broken(self, n: int, cells: Iterable[Cell]) -> None:
        """Cells of an item that go on in a row of their own."""
        self._broken += ((n, one) for one in cells)

    def below(self, n: int, headings: Iterable[Head]) -> None:
        """Headings that say how many items stand below them, over this one."""
        for one in headings:
            self._below[id(one)].append(n)

    def filled(self, found: unmerged.Filled) -> None:
        """Blank cells that have been read as merged ones."""
        self._filled.append(found)

    @property
    def merged(self) -> tuple[str, ...]:
        """The labels of the columns that were merged in the last list."""
        return self._filled[-1].labels if self._filled else ()

    def findings(self, items: Sequence[Item], more: Iterable[Finding], counting: Sequence[Head]) -> tuple[Finding, ...]:
        """All that is said, with what has been found of the `items` as a whole, and of all headings that say how many these are."""
        below = {key: [items[n] for n in places] for key, places in self._below.items()}
        beside = [(items[n].number, name, cell) for n, name, cell in self._beside if n < len(items)]
        return (
            *self.said,
            *(replace(finding, duties=(items[n].number,)) for n, finding in self._repeated),
            *more,
            *faults.beside(beside, items),
            *faults.broken([(items[n], cell) for n, cell in self._broken], len(items)),
            *rejoined.finding(self.rejoined, items),
            *unmerged.finding(self._filled),
            *stated.contradicted(counting, below),
        )
