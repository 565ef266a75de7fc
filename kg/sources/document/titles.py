"""Which lines are the title of a document and those of its lists, when it was dated or signed, and which list the departments of the body."""

from __future__ import annotations

import re
from pathlib import Path

from kg import meaning
from kg.records import Cell, Place
from kg.sources.blocks import Row
from kg.sources.headings import cover
from kg.sources.headings.heads import Head
from kg.text import squeeze

_OF_DUTIES = re.compile("(?:职责|履职|权责|职权|权力|服务)(?:事项)?(?:目录|清单)")
_NO_TITLES = frozenset(("目录", "总目录", "清单", "目录一览表", "一览表"))


class Titles:
    """The titles and dates that have been read so far."""

    def __init__(self) -> None:
        self.first: Cell | None = None
        self.lists: list[str] = []
        self.offices: list[Cell] = []
        self.dated = self.signed = ""

    def above(self, cell: Cell) -> None:
        """Read a line before the first duty: the first one, or the first that says 目录 or 清单, is the title; a date stands for itself."""
        self._list_offices(cell)
        if dated := cover.date_of(cell.text):
            self.dated = self.dated or dated
        elif self._is_first(cell.text):
            self.first = cover.whole_title(self.first, Cell(cell.text.strip(), cell.place))

    def between(self, cell: Cell) -> None:
        """Read a line behind the first duty: the title of another list, or the date below the last."""
        self._list_offices(cell)
        if cover.TITLE.search(cell.text) and squeeze(cell.text) not in _NO_TITLES:
            self.first = self.first or Cell(cell.text.strip(), cell.place)
            self.lists.append(cell.text.strip())
        self.signed = cover.date_of(cell.text) or self.signed

    def row(self, row: Row, heading: Head | None) -> None:
        """Read a row of a list that is no duty, and the heading that it may be: the title of another list, or the date below the last."""
        if heading and heading.title:
            self.lists.append(heading.cell.text)
        self.signed = next(filter(None, (cover.date_of(one.text) for one in row)), self.signed)

    def go_on(self) -> None:
        """Another duty follows: what has been dated above it is not the document."""
        self.signed = ""

    @property
    def date(self) -> str:
        """The date above the first duty, else that below the last."""
        return self.dated or self.signed

    def say_duties(self) -> bool:
        """Whether one of the titles says that what is listed are duties."""
        return any(map(_OF_DUTIES.search, [*self.lists, self.first.text if self.first else ""]))

    def whole(self, name: str) -> Cell:
        """The title of the document; that of the file of this name where it has none."""
        return cover.shared_title(self.first, self.lists) if self.first else Cell(Path(name).stem, Place())

    def _list_offices(self, cell: Cell) -> None:
        if meaning.offices(cell.text):
            self.offices.append(cell)

    def _is_first(self, text: str) -> bool:
        if squeeze(text) in _NO_TITLES or cover.is_sentence(text):
            return False
        return self.first is None or (cover.TITLE.search(squeeze(text)) is not None and not cover.TITLE.search(self.first.text))
