"""A table that was exported, corrected or not, comes back as the duties it was made from."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

import kg
import ontology
from kg import diff, export, pipeline
from kg.cli import findings
from kg.errors import SourceError
from kg.minted import with_iris
from kg.records import Catalogue
from kg.store import Store, turtle_lines
from kg.text import squeeze
from kg.triples import lines

_BODIES = {
    "柳坪县水利局权责清单": "序号,职权编码,职权名称,子项,依据条款,承办机构,责任事项\n"
    "1,SL-01,河道采砂许可,,《采砂办法》第三条,河湖股（牵头）、法规股（配合）,=受理\n2,SL-02,取水许可,新办,《取水办法》第四条,水政股等,\n2,SL-02,取水许可,延续,《取水办法》第五条,水政股,-审查\n",
    "柳坪县林业局职责目录": "序号,主要职责,职责事项,法定依据,责任科室\n1.1,1.负责造林绿化,义务植树,《义务植树办法》第二条,造林股\n"
    "1.2,1.负责造林绿化,森林抚育,《森林法》第五条第二款,造林股\n2.1,2.负责森林防火,火源管理,《防火条例》第六条,防火办\n",
}


def _written(folder: Path, title: str, without: str = "") -> Catalogue:
    path = folder / f"{title}.csv"
    path.write_text(f"{title}\n{_BODIES[title]}".replace(without, "") if without else f"{title}\n{_BODIES[title]}", "utf-8")
    return pipeline.read(path)


def _graph(catalogue: Catalogue) -> Store:
    """What a base holds of it that tables are made from: the catalogue, and what the fields are called."""
    said = [*lines(catalogue, with_iris(catalogue, {})[1]), *turtle_lines(ontology.turtle("schemes"), ontology.IRI)]
    return Store.of(ox.parse(b"".join(said), ox.RdfFormat.N_QUADS))


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("title", ["", *_BODIES])
def test_an_export_comes_back_as_the_same_duties(tmp_path: Path, title: str, form: str) -> None:
    """An office corrects the workbook that it was given and hands it back. The list of findings in it was 43 more duties (number stray-mark), each clause
    was there twice, the number of a main responsibility was its text, and what the export works out was new content in every duty."""
    before = _written(tmp_path, title) if title else pipeline.bundled()
    again = tmp_path / f"again.{form}"
    again.write_bytes(export.export(_graph(before), form))
    after = pipeline.read(again)
    assert [(one.number, one.title, one.departments, one.legal) for one in after.duties] == [
        (one.number, one.title, one.departments, one.legal) for one in before.duties
    ]
    assert [(one.number, squeeze(one.text.text)) for one in after.document.responsibilities] == [
        (one.number, squeeze(one.text.text)) for one in before.document.responsibilities
    ]
    assert diff.changes(before, after) == []
    assert "没有照读" in after.document.noted[0].message


def test_what_is_corrected_in_an_export_is_read(tmp_path: Path) -> None:
    """A basis that the document lacks may be filled in where the export shows the clauses; the duties of two bodies in one table have the same numbers and
    are refused, and so is the list of findings alone."""
    before = _written(tmp_path, "柳坪县林业局职责目录", "《防火条例》第六条")
    rows = list(csv.DictReader(io.StringIO(export.export(_graph(before), "csv").decode("utf-8-sig"))))
    rows[0]["实施机构"], rows[2]["依据条款"] = "绿化股", "《防火条例》第七条"

    def read(name: str) -> Catalogue:
        out = io.StringIO()
        writer = csv.DictWriter(out, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
        (tmp_path / name).write_text(out.getvalue(), "utf-8")
        return pipeline.read(tmp_path / name)

    duties = read("corrected.csv").duties
    assert [one.name for one in duties[0].departments] == ["绿化股"]
    assert [one.label for one in duties[2].legal] == ["第七条"]
    rows[2]["目录"] = "other"
    with pytest.raises(SourceError, match="几份目录"):
        read("two.csv")
    found = findings.of_sources([tmp_path / "柳坪县林业局职责目录.csv"])
    (tmp_path / "findings.xlsx").write_bytes(findings.xlsx(found))
    with pytest.raises(SourceError, match="问题清单"):
        pipeline.read(tmp_path / "findings.xlsx")


@pytest.mark.filterwarnings("ignore:(Dataset\\.|ConjunctiveGraph ):DeprecationWarning")  # rdflib speaks of its own code
@pytest.mark.parametrize("number", ["9.1", "12.1"])
def test_json_of_a_resource_says_all_that_its_turtle_says(base: kg.KnowledgeBase, number: str) -> None:
    """The labels of the classes were in Turtle alone: framing keeps what hangs on the resource by a property, and a type is none."""
    said = {}
    for form, name in (("jsonld", "json-ld"), ("turtle", "turtle")):
        said[form] = rdflib.Graph().parse(data=base.export(form, resource=number), format=name)
    assert len(said["jsonld"]) == len(said["turtle"]) > 100
