"""What stands below the last cell of a table is no more of it: colophons, remarks, notes below a contents table."""

from __future__ import annotations

import pytest

from kg.records import Document
from kg.sources.lines.tails import contents_end, document_end
from tests.sources.test_plain_text import CONTENTS, read, usual, written

COLOPHONS = [
    "某县林业局办公室　2024年7月印发",
    "某县林业局办公室\n2024年7月15日印发",
    "抄送：县委编办，县司法局。\n某县林业局办公室　2024年7月15日印发\n共印30份",
    "（此件公开发布）",
    "— 12 —\n\n某县林业局　2024年7月印制",
    "（以下无正文）",
]
REMARK = "本目录由局办公室负责解释，自印发之日起施行。"


def last_of(document: Document) -> str:
    """The last value of the last duty."""
    return document.items[-1].fields[-1].text


@pytest.mark.parametrize("colophon", COLOPHONS)
def test_a_colophon_is_no_part_of_the_last_value(colophon: str) -> None:
    """The colophon below the last table of a text was read as the end of its 监督方式; in Word it stands outside the table."""
    sound = read(written(usual))
    assert last_of(read(f"{written(usual)}\n\n{colophon}\n")) == last_of(sound)


def test_a_remark_far_below_the_last_cell_is_none_of_it() -> None:
    """Where no cell goes on below two blank lines, what does so at the end is of no cell; one blank line may part a cell's paragraphs."""
    text = written(usual)
    assert last_of(read(f"{text}\n\n{REMARK}\n")) == last_of(read(text))
    rows = text.split("\n")
    assert document_end([*rows, REMARK]) == len(rows) + 1


def test_where_cells_go_on_so_the_last_may_as_well() -> None:
    """A document whose cells have paragraphs two blank lines apart keeps such a paragraph at its end, and so does one that has some below each table."""
    rows = written(usual).split("\n")
    middle = rows.index("\t实施机构")
    apart = [*rows[:middle], "", "", "第二段。", "", *rows[middle:], "", "", REMARK]
    assert document_end(apart) == len(apart)
    heads = [n for n, row in enumerate(rows) if row.endswith("信息表")]
    below = [line for n, row in enumerate(rows) for line in (["", "", "另有一段。", "", "", row] if n in heads[1:] else [row])]
    assert document_end([*below, "", "", REMARK]) == len(below) + 3


@pytest.mark.parametrize(
    "note", ["\n说明：本目录由局办公室负责解释，动态调整。", "说明：页码以纸质版为准。", "\n\n\n本目录所列事项实行动态调整。"]
)
def test_a_note_below_the_contents_leaves_the_last_page(note: str) -> None:
    """An untabbed line below the contents was read into its last cell, and the page of the last duty was lost without a word."""
    document = read(written(usual, contents=f"{CONTENTS.rstrip()}\n{note}\n"))
    entries = [item.contents for item in document.items]
    assert [one.page for one in entries if one] == ["3", "4", "5"]


def test_a_last_name_without_a_page_loses_nothing_but_the_note() -> None:
    """Without a column of pages the note ran into the last name; names that go on below a blank line elsewhere keep theirs."""
    rows = ["\t1.1", "\t造林", "", "\t1.2", "\t护林", "", "注意事项见附页。"]
    assert contents_end(rows) == 6
    assert contents_end(["\t1.1", "\t造林", "", "和抚育", "\t1.2", "\t护林", "", "防火"]) == 8
