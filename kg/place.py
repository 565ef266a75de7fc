"""Where something stands in a source document: all of the records that an answer needs."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in the source document; all counts start at 1.

    `line` in a text file; `table` (of a workbook: sheet), `row` and `cell` ("D12") in a Word or Excel file.
    """

    line: int | None = None
    table: int | None = None
    row: int | None = None
    cell: str = ""

    def within(self, path: str) -> str:
        """The place as messages name it: FILE:12 in a text file, FILE:表 1 第 2 行 in another."""
        return f"{path}:{self.line or self}"

    def __str__(self) -> str:
        if self.line:
            return f"第 {self.line} 行"
        parts = (self.table and f"表 {self.table}", self.row and f"第 {self.row} 行", self.cell and f"（{self.cell}）")
        return " ".join(str(part) for part in parts if part).replace(" （", "（")
