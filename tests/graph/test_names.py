"""What names.py makes of records, it reads back from IRIs: nobody else has to know how they are built."""

from __future__ import annotations

from dataclasses import replace

from kg import names
from kg.names import Names
from kg.records import Item, LegalBasis

OURS = Names("zhen-shui", {"水法": "shui-fa", "某办〔2024〕1号": "art-1.para", "备注": "bei-zhu", "水政股": "shui-zheng-gu"})
CLAUSE = LegalBasis("水法", "", "", article="40", paragraph="1-1", item="12", label="第四十条第一款第十二项", point="3")


def test_parts_of_a_clause_come_back() -> None:
    """All of them, those that are cited, and none of a document alone, whatever its slug looks like."""
    assert names.clause_parts(OURS.clause(CLAUSE)) == {"条": "40", "款": "1-1", "项": "12", "目": "3"}
    assert names.clause_parts(OURS.clause(replace(CLAUSE, paragraph="", point=""))) == {"条": "40", "项": "12"}
    assert names.clause_parts(OURS.clause(replace(CLAUSE, document="", document_number=""))) == names.clause_parts(
        OURS.clause(CLAUSE)
    )
    assert names.clause_parts(OURS.legal(LegalBasis("", "某办〔2024〕1号", ""))) == {}


def test_the_catalogue_of_a_thing_comes_back() -> None:
    """Of what belongs to one alone; a legal document and a kind of field are everybody's."""
    duty = OURS.duty(Item("8.6", None))
    own = (OURS.catalogue, OURS.graph("data"), duty, OURS.department("水政股"), OURS.field("备注", "other"))
    assert {names.catalogue_of(iri) for iri in own} == {"zhen-shui"}
    assert names.catalogue_of(OURS.clause(CLAUSE)) == names.catalogue_of(OURS.field("依据", "basis")) == ""


def test_the_kind_of_a_field_comes_back() -> None:
    """The known ones; a column of a catalogue's own has none."""
    assert names.kind_of_field(OURS.field("依据", "basis")) == "basis"
    assert names.kind_of_field(OURS.field("备注", "other")) == ""
