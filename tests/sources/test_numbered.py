"""Numbers that Word prints by itself stand nowhere in the text of a file, and are read as what every reader sees."""

from __future__ import annotations

import re
from pathlib import Path

import docx as python_docx
import pytest
from docx.document import Document as Word
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph

from kg.repair import repair
from kg.sources import read
from kg.sources.files.bounded import Worker

LEVELS = {
    "plain": [("decimal", "%1", 1)],
    "dotted": [("decimal", "%1.", 1)],
    "from four": [("decimal", "%1", 4)],
    "chinese": [("chineseCountingThousand", "%1、", 1)],
    "two levels": [("decimal", "%1", 1), ("decimal", "%1.%2", 1)],
}
HEAD = ["序号", "证明事项名称", "设定依据", "索要单位"]
NAMES = ["亲属关系证明", "住所使用证明", "学历学位证明"]


def numbered(file: Word, form: str) -> None:
    """A list of this form, number 77, in a file."""
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="{start}"/><w:numFmt w:val="{count}"/><w:suff w:val="nothing"/><w:lvlText w:val="{text}"/></w:lvl>'
        for n, (count, text, start) in enumerate(LEVELS[form])
    )
    root = file.part.numbering_part.element
    root.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{levels}</w:abstractNum>'))
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))


def count(paragraph: Paragraph, level: int = 0) -> None:
    """Make a paragraph one of that list."""
    own = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    own.get_or_add_ilvl().set(qn("w:val"), str(level))
    own.get_or_add_numId().set(qn("w:val"), "77")


@pytest.mark.parametrize(
    ("form", "printed"),
    [
        ("plain", ["1", "2", "3"]),
        ("dotted", ["1.", "2.", "3."]),
        ("from four", ["4", "5", "6"]),
        ("chinese", ["一、", "二、", "三、"]),
    ],
)
def test_cells_that_word_numbers_say_their_number(form: str, printed: list[str], tmp_path: Path, worker: Worker) -> None:
    """The clerk let Word count 序号: each cell was blank, and was reported as missing."""
    file = python_docx.Document()
    numbered(file, form)
    file.add_paragraph("某区保留的证明事项清单")
    table = file.add_table(4, 4)
    for n, row in enumerate([HEAD, *(["", one, f"《某条例》第{'一二三'[k]}条", "区民政局"] for k, one in enumerate(NAMES))]):
        for cell, text in zip(table.rows[n].cells, row, strict=True):
            cell.text = text
        if n:
            count(table.rows[n].cells[0].paragraphs[0])
    file.save(str(tmp_path / "list.docx"))
    document, findings = repair(read(tmp_path / "list.docx", worker))
    assert [item.text("序号") for item in document.items] == printed
    assert [re.sub(r"\W", "", item.number) for item in document.items] == [re.sub(r"\W", "", one) for one in printed]
    assert "missing-value" not in [one.code for one in findings]


def test_headings_that_word_numbers_begin_with_their_number(tmp_path: Path, worker: Worker) -> None:
    """The headings 1.1, 1.2 and 2.1 were counted by Word, so no table had a number."""
    file = python_docx.Document()
    numbered(file, "two levels")
    file.add_paragraph("某局职责目录")
    for level, name in [(0, ""), (1, "造林"), (1, "采伐"), (0, ""), (1, "防火")]:
        count(file.add_paragraph("（职责事项名称）信息表" if level else "负责某类事务。"), level)
        for label, value in [("名称", name), ("法定依据", "《某条例》第一条"), ("实施机构", "办公室")] if level else ():
            cells = file.add_table(1, 2).rows[0].cells
            cells[0].text, cells[1].text = label, value
    file.save(str(tmp_path / "cards.docx"))
    document = read(tmp_path / "cards.docx", worker)
    assert [(item.number, item.text("名称")) for item in document.items] == [("1.1", "造林"), ("1.2", "采伐"), ("2.1", "防火")]
