"""Word document -> blocks: every visible text in document order, merged cells as one cell. Runs in the worker."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from kg.errors import SourceError
from kg.records import Cell, Place
from kg.sources.blocks import PICTURES, Block, Paragraph, Row, Table, cell
from kg.sources.files.numbering import Numbering

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_WRAPPERS = frozenset(f"{_W}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"))
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_UNSEEN = frozenset(f"{_W}{name}" for name in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "sdtPr", "rt")) | {
    _FALLBACK
}
_PICTURES = frozenset(("{http://schemas.openxmlformats.org/drawingml/2006/main}blip", "{urn:schemas-microsoft-com:vml}imagedata"))
_BOXES = "请把文本框里的内容移到正文的表格里：每行一项，栏名如“序号、职责事项名称、法定依据、实施机构”，保存后再导入。"
_FEW = 60  # characters that scanned pages may have beside them: a title
# Boxes and ticks that Word's dialogue for symbols inserts as characters of a font.
_SYMBOLS = {
    **{
        ("Wingdings", code): mark for code, mark in (("FC", "√"), ("FB", "×"), ("FE", "☑"), ("FD", "☒"), ("A8", "□"), ("6F", "□"))
    },
    **{
        ("Wingdings 2", code): mark
        for code, mark in (("50", "√"), ("4F", "×"), ("52", "☑"), ("51", "☒"), ("54", "☒"), ("A3", "□"))
    },
}
_BREAKS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-", f"{_W}softHyphen": ""}


def blocks(data: bytes, where: str) -> list[Block]:
    """The paragraphs and tables of a .docx file's body. Raises SourceError where it holds nothing but pictures, as scanned pages do."""
    import docx

    document = docx.Document(io.BytesIO(data))
    body, numbering = document.element.body, Numbering(document)
    found: list[Block] = []
    tables = 0
    for element in _laid_out(body):
        if element.tag == f"{_W}p":
            number, text = numbering.before(element), _text(element)
            if text.strip():
                found.append(Paragraph(Cell(number + text, Place(table=tables + 1))))
        elif element.tag == f"{_W}tbl":
            tables += 1
            found.append(Table(tables, "", _rows(element, tables, numbering)))
    said = sum(len(one.cell.text) for one in found if isinstance(one, Paragraph))
    if not tables and said < _FEW and (_boxed(body) >= _FEW or (_boxed(body) and not _has_pictures(body))):
        raise SourceError("文字都在文本框里，文本框不读入。", where=where, hint=_BOXES)
    if not tables and said < _FEW and _has_pictures(body):
        raise SourceError("文档里只有图片，没有表格和文字。", where=where, hint=PICTURES)
    return found


def _has_pictures(body: Any) -> bool:
    return any(element.tag in _PICTURES for element in body.iter())


def _boxed(body: Any) -> int:
    """How many characters stand in text boxes; a drawing and what stands in for it may both be counted."""
    return sum(len("".join(box.itertext()).strip()) for box in body.iter(f"{_W}txbxContent"))


def _children(element: Any) -> Iterator[Any]:
    """The child elements, those inside of wrappers (content controls, insertions) included."""
    for child in element:
        if child.tag in _WRAPPERS:
            yield from _children(child)
        else:
            yield child


def _laid_out(body: Any) -> Iterator[Any]:
    """The child elements, with what stands in tables that only frame others: each of their rows is one cell, and tables are in these."""
    for child in _children(body):
        boxes = _frame(child) if child.tag == f"{_W}tbl" else []
        if boxes:
            for box in boxes:
                yield from _laid_out(box)
        else:
            yield child


def _frame(table: Any) -> list[Any]:
    """The cells of a table that only frames others."""
    rows = [[box for box in _children(row) if box.tag == f"{_W}tc"] for row in _children(table) if row.tag == f"{_W}tr"]
    boxes = [box for row in rows for box in row]
    inner = any(one.tag == f"{_W}tbl" for box in boxes for one in _children(box))
    return boxes if inner and all(len(row) == 1 for row in rows) else []


def _rows(table: Any, number: int, numbering: Numbering) -> tuple[Row, ...]:
    rows: list[Row] = []
    for n, element in enumerate((one for one in _children(table) if one.tag == f"{_W}tr"), 1):
        above = rows[-1] if rows else ()
        row: list[Cell] = []
        for box in _children(element):
            if box.tag == f"{_W}trPr":
                row.extend(cell("", number, n, column) for column in range(1, 1 + _number(box, "gridBefore", 0)))
            elif box.tag == f"{_W}tc":
                here = len(row)
                goes_on = _goes_on(box) and here < len(above)
                own = above[here] if goes_on else cell(_paragraphs(box, numbering), number, n, here + 1)
                row.extend([own] * _number(box, "gridSpan", 1))
        rows.append(tuple(row))
    return tuple(rows)


def _goes_on(box: Any) -> bool:
    """Whether a cell belongs to the cell above it (vMerge without "restart")."""
    merged = box.find(f"{_W}tcPr/{_W}vMerge")
    return merged is not None and merged.get(f"{_W}val", "continue") == "continue"


def _number(element: Any, name: str, default: int) -> int:
    found = next(iter(element.iter(f"{_W}{name}")), None)
    value = found.get(f"{_W}val", "") if found is not None else ""
    return min(int(value), 63) if value.isdecimal() else default


def _paragraphs(box: Any, numbering: Numbering) -> str:
    lines: list[str] = []
    goes_on = False
    for one in _paragraphs_in(box):
        number, text = numbering.before(one), _text(one)
        said = number + text if text else number.rstrip()
        lines[-1:] = [lines[-1] + text] if goes_on else [*lines[-1:], said]
        goes_on = one.find(f"{_W}pPr/{_W}rPr/{_W}del") is not None  # somebody has joined the next one to it
    return "\n".join(lines).rstrip("\n")


def _paragraphs_in(element: Any) -> Iterator[Any]:
    """The paragraphs at any depth, but for those that stand in for a drawing, whose own text box has them."""
    for child in element:
        if child.tag == _FALLBACK:
            continue
        if child.tag == f"{_W}p":
            yield child
        yield from _paragraphs_in(child)


def _is_hidden(element: Any) -> bool:
    """Whether a run is formatted as hidden text."""
    mark = element.find(f"{_W}rPr/{_W}vanish") if element.tag == f"{_W}r" else None
    return mark is not None and mark.get(f"{_W}val", "1") not in ("0", "false", "off")


def _text(paragraph: Any) -> str:
    """What a reader sees of a paragraph: no deleted text, no field codes; paragraphs of a text box stand by themselves."""
    parts: list[str] = []
    waiting = list(reversed(paragraph))
    while waiting:
        element = waiting.pop()
        if element.tag in _UNSEEN or element.tag == f"{_W}p" or _is_hidden(element):
            continue
        if element.tag == f"{_W}t":
            parts.append(element.text or "")
        elif element.tag == f"{_W}sym":
            parts.append(_SYMBOLS.get((element.get(f"{_W}font", ""), element.get(f"{_W}char", "").upper()[-2:]), ""))
        elif element.tag in _BREAKS:
            parts.append(_BREAKS[element.tag])
        else:
            waiting.extend(reversed(element))
    return "".join(parts)
