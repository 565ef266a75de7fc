"""Main responsibilities printed with another's number: the numbers of the duties below them say which is theirs."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest

from kg.records import Document, Finding, Source
from kg.repair import repair
from kg.sources import read
from kg.sources.document.txt import parse
from tests.catalogues import office, render

BODY = render.load_body("songling-disabled")
MAINS = [(one["number"], one["text"]) for one in BODY["responsibilities"]]


def written(printed: dict[str, str]) -> str:
    """The catalogue as text, some main responsibilities with other numbers in the contents."""
    text = render.render(BODY).text
    for number, other in printed.items():
        said = dict(MAINS)[number]
        assert text.count(f"\t{number}\n\t{said}") == 1
        text = text.replace(f"\t{number}\n\t{said}", f"\t{other}\n\t{said}")
    return text


def mended(text: str) -> tuple[Document, list[Finding]]:
    """The document of a text after repair, and what is told of it."""
    document, found = repair(parse(text, Source("x.txt", "0" * 64, "utf-8")))
    return document, list(found)


def told(document: Document) -> list[tuple[str, str]]:
    """The main responsibility of each duty, by its text."""
    known = {one.number: one.text.text for one in document.responsibilities}
    return [(item.number, known[item.responsibility]) for item in document.items]


@pytest.mark.parametrize("other", ["5", "2", "14"])
def test_a_main_responsibility_with_another_number_has_that_of_its_duties(other: str) -> None:
    """「5」 was printed over 4.1 and 4.2: the true fifth one was lost, and its duties stood under the fourth, without a word."""
    document, found = mended(written({"4": other}))
    assert [(one.number, one.text.text) for one in document.responsibilities] == MAINS
    assert told(document) == told(mended(written({}))[0])
    (one,) = found
    assert (one.code, one.field, one.duties) == (
        "duplicate-number",
        "主要职责",
        tuple(duty["number"] for duty in BODY["duties"] if duty["responsibility"] == "4"),
    )
    assert one.repair
    assert (one.repair.origin, one.repair.target) == ((other,), ("4",))
    assert one.place.line == next(n for n, line in enumerate(written({}).split("\n"), 1) if line == f"\t{dict(MAINS)['4']}")


def test_so_it_is_in_a_table_of_cells(tmp_path: Path) -> None:
    """The same in a Word document, where the numbers of main responsibilities are merged cells."""
    file = docx.Document(io.BytesIO(office.docx(render.build(BODY))))
    grid = file.tables[0]
    (cell,) = {row.cells[0]._tc: row.cells[0] for row in grid.rows if row.cells[0].text == "3"}.values()
    cell.text = "5"
    path = tmp_path / "松岭市残联职责目录.docx"
    file.save(str(path))
    document, found = repair(read(path))
    assert [(one.number, one.text.text) for one in document.responsibilities] == MAINS
    assert [(one.code, one.field) for one in found] == [("duplicate-number", "主要职责")]


@pytest.mark.parametrize("printed", [{"3": "4", "4": "3"}, {"1": "2", "2": "3", "3": "4"}])
def test_numbers_that_may_be_meant_stay_as_printed(printed: dict[str, str]) -> None:
    """Two that are printed for each other, or three that are off, may be main responsibilities in another order: nobody can tell which."""
    document, found = mended(written(printed))
    assert [(one.code, one.repair) for one in found if one.field == "主要职责"] == []
    assert {text for _, text in told(document)} == {text for _, text in MAINS}
