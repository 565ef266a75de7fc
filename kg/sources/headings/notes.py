"""What stands in the margins of tables and is of none: notes, signatures, numbers of pages, sums."""

from __future__ import annotations

import re

from kg.labels import MARGINS
from kg.sources.blocks import Row, filled
from kg.sources.headings.numbers import FIGURES
from kg.text import squeeze

_COUNT = rf"\s*[\d{FIGURES}]*\s*[:：]"
_LINE = re.compile(rf"\s*(?:(?:{MARGINS['notes']}){_COUNT}|(?:{MARGINS['signed']})人\s*[:：])")
_ROW = re.compile(
    rf"\s*(?:(?:{MARGINS['notes']}|{MARGINS['row_notes']}){_COUNT}"
    rf"|(?:{MARGINS['signed']}|{MARGINS['row_signed']})(?:人|单位|部门|日期|时间)?\s*[:：])"
)
_REMARK = re.compile(rf"\s*注(?:{_COUNT}|\s*[\d{FIGURES}]*\s*$)")
_PAGE = re.compile(r"第\s*\d+\s*页.*|[-—–－]+\s*\d+\s*[-—–－]+")
_ENTRY = re.compile(r".*[^\s\d].*?(?:\s*(?:[.·．]{3,}|…{2,})|\t)\s*\d{1,4}\s*")
_SUM = r"(?:[合小总累共]计|总数)"
_ITEMS = rf"[\d{FIGURES}百]+\s?[项条个]?"
_TOTAL = re.compile(
    rf"\W*{_SUM}(?:[:：（(\d]?|[:：（(\d][^，。；]{{0,30}}|[^，。；]{{0,30}}\d[项条个][)）]?)"
    rf"|[^，。；]{{1,16}}{_SUM}(?:[:：（(]?{_ITEMS}[)）]?)?|共{_ITEMS}(?:行政)?(?:职权|权力|权责|职责)?(?:事项)?"
)


def is_note(line: str) -> bool:
    """Whether a line begins as a note below a table does: 注：, 附件1：, 填表人：."""
    return _LINE.match(line) is not None


def begins_note(text: str) -> bool:
    """Whether the first cell of a list's row begins as a note or signature does, where no label stands: 备注：, 办公时间：, 制表：."""
    return _ROW.match(text) is not None


def is_remark(text: str) -> bool:
    """Whether a cell says that what stands behind or beside it is a remark: 注, 注1：; 注意事项 is a label."""
    return _REMARK.match(text) is not None


def is_page(text: str) -> bool:
    """Whether a line or cell is the number of a page in its dress: 第 3 页, - 3 -."""
    return _PAGE.fullmatch(text.strip()) is not None


_SUBTOTAL = re.compile("[^，。；]{1,20}(?:计数|汇总|求和|平均值)|总计数")
_FIGURE = re.compile(r"[\d.,]*")


def _is_subtotal(row: Row) -> bool:
    """Whether a row is one that Excel puts below a class (行政许可 计数): its name, and figures."""
    said = [squeeze(one.text) for one in filled(row)]
    rest = [text for text in said if not _SUBTOTAL.fullmatch(text)]
    return len(rest) == len(said) - 1 and bool(rest) and all(map(_FIGURE.fullmatch, rest))


def is_entry(line: str) -> bool:
    """Whether a line is one of a table of contents that Word has made: 一、负责供水……3."""
    return _ENTRY.fullmatch(line) is not None


def is_total(row: Row) -> bool:
    """Whether a row only adds up: 合计, 小计（行政许可）, ★小计：县水利局2项, 共 12 项, 行政许可 计数."""
    return any(_TOTAL.fullmatch(squeeze(one.text)) for one in filled(row)[:3]) or _is_subtotal(row)
