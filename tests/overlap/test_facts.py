"""What overlaps and gaps are found from: the lines of a build say what its store says, and what the named query says."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pytest

import kg
import ontology
from kg import pipeline, query
from kg.minted import with_iris
from kg.overlap.facts import Cited, Material
from kg.overlap.graph import GraphFacts
from kg.records import About
from kg.store import Store
from kg.triples import in_graph, lines
from kg.triples.terms import plain, zh
from tests.catalogues import many


def heard(quads: list[bytes]) -> GraphFacts:
    """What lines say."""
    said = GraphFacts()
    assert list(said.passing(quads)) == quads
    return said


def test_lines_and_store_say_the_same(base: kg.KnowledgeBase) -> None:
    """The facts of the bundled catalogue are the same from the export and from the store, and there are some of every kind."""
    exported = (base.folder / "exports" / "all.nq").read_bytes().splitlines(keepends=True)
    material = Material.of(heard([line for line in exported if re.search(rb"/id/(cat|graph/shared)", line.rpartition(b" <")[2])]))
    assert len(material.duties) == 57
    assert all(any(getattr(duty, name) for duty in material.duties) for name in material.duties[0].__slots__)
    assert material.duties == Material.read(base.store).duties
    whole = Material.read(base.store)
    assert (material.publishers, material.cited) == (whole.publishers, whole.cited)
    assert material.labels.items() <= whole.labels.items()
    assert any(Cited(clause, one.title, one.kind) == one and one.title for clause, some in material.cited.items() for one in some)


def test_facts_are_those_of_the_named_query(base: kg.KnowledgeBase) -> None:
    """`duty-facts` gives for each duty the values that the comparison reads."""
    rows: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in base.store.select(query.whole("duty-facts")):
        rows[row["duty"], row["property"]].add(row["value"])
    said = GraphFacts.by(base.store)
    names = {ontology.expand(name): name for name in ("dct:title", "duty:legalBasis", "duty:approvedBy", "duty:workflow")}
    compared = {(duty, name): values for (duty, name), values in rows.items() if name in names}
    assert len(compared) > 4 * 50
    assert all(said.of(duty, names[name]) == sorted(values) for (duty, name), values in compared.items())


def test_several_catalogues_in_one_stream(tmp_path: Path) -> None:
    """Catalogues that follow one another in a stream of lines give what a store of all of them gives."""
    named = []
    slugs: dict[str, dict[str, str]] = {}
    for name, data in many.catalogues(2, 6):
        (tmp_path / name).write_bytes(data)
        named.append(with_iris(pipeline.read(tmp_path / name, About(slug=name[:3])), slugs))
    quads = [line for catalogue, iris in named for line in lines(catalogue, iris)]
    (tmp_path / "all.nq").write_bytes(b"".join(quads))
    store = Store.create(tmp_path / "store")
    store.load(tmp_path / "all.nq")
    found = Material.of(heard(quads))
    assert [one.catalogue for one in found.duties] == ["000"] * 6 + ["001"] * 6
    assert found == Material.read(store)


@pytest.mark.parametrize("text", ['两行\n一"引"\\', "\t制表\r回车", "x> <y", "末尾\\", '"', ""])
def test_escaped_texts_are_read_back(text: str) -> None:
    """A text with quotes, breaks and backslashes is heard as it was written, whether it has a language or not."""
    told = [("https://e.org/a", "dct:title", zh(text)), ("https://e.org/b", "dct:title", plain(text))]
    said = heard(in_graph("https://e.org/g", told))
    assert (said.one("https://e.org/a", "dct:title"), said.one("https://e.org/b", "dct:title")) == (text, text)
