"""Overlaps between departments: what is found in the bundled catalogue and in invented ones, how it is said, and what people decide."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import openpyxl
import pytest

import kg
from index.encoder import open_encoder
from kg import query
from kg.cli import main
from kg.errors import BaseError, UsageError
from kg.overlap import reviews
from kg.overlap.facts import Facts, Material
from kg.overlap.finding import Kind, Overlap, Reason, Review, Side
from kg.overlap.pairs.candidates import candidates
from kg.overlap.pairs.near import nearest
from kg.overlap.pairs.overlaps import Analysis
from kg.overlap.report.marked import marked
from kg.overlap.report.matrix import Matrix, bodies
from kg.overlap.report.page import Content, html
from kg.overlap.report.pictures import bipartite, breadth, heat_map
from kg.overlap.wording.cut import cutter
from kg.overlap.wording.phrases import lexicon, phrases
from tests.catalogues.render import load_body, render

DUTY = "https://w3id.org/duty-kg/id/cat/binhai-ftu/duty/"


@pytest.fixture(scope="module")
def found(base: kg.KnowledgeBase) -> list[Overlap]:
    """The findings about the bundled catalogue, best first."""
    return base.overlaps()


def numbers(finding: Overlap) -> tuple[str, str]:
    """The numbers of the two duties."""
    return finding.duties[0].number, finding.duties[1].number


def test_findings_are_of_different_departments(found: list[Overlap]) -> None:
    """No finding compares duties of one department, none is given twice, and the best comes first."""
    assert found
    assert all(not set(one.duties[0].departments) & set(one.duties[1].departments) for one in found)
    assert len({frozenset(side.iri for side in one.duties) for one in found}) == len(found)
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    assert all(0 < one.score < 1 and one.proofs for one in found)


def test_shared_clauses_are_those_of_the_document(base: kg.KnowledgeBase) -> None:
    """Exactly six clauses are given to more than one department."""
    rows = base.store.select(query.whole("shared-clauses"))
    assert {row["label"] for row in rows} == {f"第二条第{n}款" for n in ("三", "七", "九", "十", "十一", "十二")}


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("overlap-same-clause", Reason.CLAUSE),
        ("overlap-same-responsibility", Reason.RESPONSIBILITY),
        ("overlap-both-independent", Reason.INDEPENDENT),
    ],
)
def test_queries_and_findings_agree(base: kg.KnowledgeBase, found: list[Overlap], name: str, reason: Reason) -> None:
    """What a structural query lists is what the findings give as proof: both read the same cells, each in its own way."""
    listed = {frozenset((row["firstNumber"], row["secondNumber"])) for row in base.store.select(query.whole(name))}
    assert listed == {frozenset(numbers(one)) for one in found if one.proof(reason)}


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("overlap-same-document", Reason.DOCUMENT),
        ("overlap-same-contact", Reason.CONTACT),
        ("overlap-same-text", Reason.TEXT),
    ],
)
def test_queries_list_what_findings_prove(base: kg.KnowledgeBase, found: list[Overlap], name: str, reason: Reason) -> None:
    """A shared document, meeting, contact or text is no finding by itself; of the pairs found it is proof exactly where listed."""
    listed = {frozenset((row["firstNumber"], row["secondNumber"])) for row in base.store.select(query.whole(name))}
    pairs = {frozenset(numbers(one)) for one in found}
    assert listed & pairs == {frozenset(numbers(one)) for one in found if one.proof(reason)}
    assert listed & pairs


def test_one_meeting_is_one_however_printed(base: kg.KnowledgeBase, found: list[Overlap]) -> None:
    """区总会议 and 滨海新区总工会会议 are one meeting, and the query told the pairs of each wording apart: 115 for 248. Findings ask for one wording as proof."""
    listed = [
        frozenset((row["firstNumber"], row["secondNumber"])) for row in base.store.select(query.whole("overlap-same-approver"))
    ]
    assert len(listed) == 248
    assert set(listed) >= {frozenset(numbers(one)) for one in found if one.proof(Reason.APPROVER)}


def test_duties_of_one_matter_share_it(base: kg.KnowledgeBase, found: list[Overlap]) -> None:
    """Where a finding is about two duties to which one matter leads, the matter is among its proofs."""
    by_pair = {frozenset(numbers(one)): one for one in found}
    rows = base.store.select(query.whole("overlap-same-matter"))
    named = [
        (by_pair[pair], row["matter"])
        for row in rows
        if (pair := frozenset((row["firstNumber"], row["secondNumber"]))) in by_pair
    ]
    assert named
    assert all((proof := one.proof(Reason.MATTER)) and matter in proof.things for one, matter in named)


def test_the_graph_holds_the_findings(base: kg.KnowledgeBase, found: list[Overlap]) -> None:
    """SPARQL counts the findings by type as the list does, and they stand in a graph of their own."""
    rows = base.store.select(
        "SELECT ?type (COUNT(?f) AS ?n) { ?f a duty:OverlapFinding ; duty:overlapType ?type } GROUP BY ?type"
    )
    counted = {row["type"].rpartition("-")[2]: int(row["n"]) for row in rows}
    assert counted == {kind.value: n for kind in Kind if (n := sum(one.kind is kind for one in found))}
    home = "https://w3id.org/duty-kg/id/graph/overlaps"
    named = {quad.subject.value for quad in base.store.quads(home)}
    assert {iri for iri in named if "/proof/" not in iri and "/id/gap/" not in iri} == {one.iri for one in found}


def test_parts_add_up_to_the_score(found: list[Overlap]) -> None:
    """Findings with the same weights of proof have the same score, and more weight is more score."""
    sums = sorted((round(sum(proof.weight for proof in one.proofs), 2), one.score) for one in found)
    assert [score for _, score in sums] == pytest.approx(sorted(score for _, score in sums), abs=0.01)


def test_json_keeps_the_contract(cli_json: list[dict[str, object]]) -> None:
    """Each entry has the keys that programs rely on."""
    assert cli_json
    for one in cli_json:
        assert {"type", "score", "duties", "proofs", "legitimate", "proposal", "status"} <= set(one)
        assert one["type"] in {"重复", "交叉", "分散"}
        assert [set(side) for side in one["duties"]] == [{"number", "catalogue", "name", "department"}] * 2  # type: ignore[union-attr]


@pytest.fixture(scope="module")
def cli_json(base_folder: Path) -> list[dict[str, object]]:
    """What `duty-kg overlaps --format json` prints."""
    return json.loads(run(base_folder, "--format", "json"))  # type: ignore[no-any-return]


def run(base: Path, *arguments: str) -> str:
    """Run `duty-kg overlaps` in this process, writing to a file; its text."""
    target = base.parent / "overlaps.out"
    with pytest.raises(SystemExit) as done:
        main(["overlaps", *arguments, "--base", str(base), "-o", str(target), "--quiet"])
    assert not done.value.code
    return target.read_bytes().decode("utf-8-sig")


def test_csv_says_the_same(base_folder: Path, cli_json: list[dict[str, object]]) -> None:
    """The CSV has one row a finding, in the same order."""
    rows = list(csv.DictReader(io.StringIO(run(base_folder, "--format", "csv"))))
    assert [row["类型"] for row in rows] == [one["type"] for one in cli_json]


def test_matrices_count_what_queries_count(base: kg.KnowledgeBase) -> None:
    """Each matrix has the sums that SPARQL has: findings between two departments, duties under a clause, under a responsibility."""
    near, scattered, clauses, responsibilities = base.matrices()
    by_type: dict[bool, int] = {True: 0, False: 0}
    for row in base.store.select(query.whole("overlap-departments")):
        by_type[row["type"].endswith("fragmentation")] += int(row["findings"])
    assert (np.array(near.counts).sum(), np.array(scattered.counts).sum()) == (2 * by_type[False], 2 * by_type[True])
    assert not np.array(near.counts).diagonal().any()
    assert np.array_equal(np.array(near.counts), np.array(near.counts).T)
    rows = base.store.select(query.whole("clause-departments"))
    listed = {(row["label"], row["departmentName"]): int(row["duties"]) for row in rows}
    cells = [
        (label, name, count)
        for label, row in zip(clauses.rows, clauses.counts, strict=True)
        for name, count in zip(clauses.columns, row, strict=True)
    ]
    assert {(label, name): count for label, name, count in cells if count} == listed
    assert np.array(responsibilities.counts).sum() == sum(listed.values())


def test_the_report_needs_nothing_and_marks_words(base: kg.KnowledgeBase, base_folder: Path, found: list[Overlap]) -> None:
    """The report is one file: well formed, no address in it is fetched, every near finding with both names, aligned words marked."""
    run(base_folder, "--html", str(base_folder.parent / "overlaps.out"))
    text = (base_folder.parent / "overlaps.out").read_text("utf-8")
    assert text == base.report()
    assert not re.search(r"<script|<img|@import|url\(|(?:src|href)=\"(?!data:)", text)
    assert text.count('<section class="pair') == sum(one.kind is not Kind.FRAGMENTATION for one in found)
    assert text.count("<mark>") >= 2 * text.count('<section class="pair')
    assert text.count("<svg") == text.count("</svg>") == 2
    gaps = [kind for kind in base.gaps() if kind.found]
    assert re.findall("<h3>(.*)（\\d+）</h3>", text.partition("<h2>空白")[2]) == [kind.title for kind in gaps]
    assert "<mark>开展网上练兵、网上维权活动</mark>" in text
    assert all(line in text for kind in gaps if kind.brief for line in kind.lines)


def test_several_bodies_have_pictures_of_their_own(base: kg.KnowledgeBase, found: list[Overlap]) -> None:
    """A report about two bodies: one picture of the bodies, and for each its departments and clauses; things of one name say whose they are."""
    whole = Content.of(base.store, found, ())
    there = tuple(replace(one, iri=one.iri.replace("binhai-ftu", "other"), catalogue="other") for one in whole.duties)
    sides = (
        found[0].duties[0],
        replace(found[0].duties[1], iri=found[0].duties[1].iri.replace("binhai-ftu", "other"), catalogue="other"),
    )
    both = replace(
        whole,
        duties=(*whole.duties, *there),
        findings=(*whole.findings, replace(found[0], duties=sides)),
        homes={**whole.homes, DUTY.replace("binhai-ftu/duty/", "other"): "另一机构"},
    )
    text = html(both)
    assert text.count("<svg") == 5
    assert re.findall("<h2>(.*?)：部门之间</h2>", text) == ["天津市滨海新区总工会", "另一机构"]
    assert "天津市滨海新区总工会与另一机构：重复或交叉 1" in text
    near, scattered = bodies(both.duties, both.findings, both.homes)
    assert (near.counts, scattered.counts) == (((0, 1), (1, 0)), ((0, 0), (0, 0)))


def test_marks_are_escaped_and_pictures_have_room() -> None:
    """What stands in a document stays text; the longest label ends inside the picture."""
    assert marked("<b>财务&管理</b>", ["财务", "财务&管理"]) == "&lt;b&gt;<mark>财务&amp;管理</mark>&lt;/b&gt;"
    names = ("很长很长的部门名称很长很长的部门名称", "办公室")
    heat = heat_map(Matrix("", names, names, ((0, 2), (2, 0))), Matrix("", names, names, ((0, 0), (0, 0))))
    assert all(label.x - breadth(label.text) >= 0 for label in heat.rows)
    reach = breadth(names[0]) * 0.5**0.5
    assert all(label.y - reach >= 0 and label.x + reach <= heat.width for label in heat.columns)
    picture = bipartite(Matrix("", names, names, ((1, 0), (1, 3))))
    assert all(label.x - breadth(label.text) >= 0 for label in picture.left)
    assert all(label.x + breadth(label.text) <= picture.width for label in picture.right)
    assert [label.strong for label in picture.left] == [False, True]


def test_the_workbook_has_findings_and_matrices(base: kg.KnowledgeBase, base_folder: Path, found: list[Overlap]) -> None:
    """One sheet of findings, one a matrix."""
    target = base_folder.parent / "overlaps.xlsx"
    with pytest.raises(SystemExit):
        main(["overlaps", "--format", "xlsx", "--base", str(base_folder), "-o", str(target), "--quiet"])
    book = openpyxl.load_workbook(target)
    assert book.sheetnames[1:5] == [matrix.name for matrix in base.matrices()]
    assert book["重叠"].max_row == len(found) + 1


def test_decisions_outlive_a_rebuild(tmp_path: Path) -> None:
    """A person rejects a finding; the base is built anew; the finding is still rejected, in the list and in the graph."""
    place, source = tmp_path / "base", tmp_path / "source.txt"
    source.write_bytes(render(load_body("liuwan-subdistrict")).data)
    first = kg.build([source], into=place).overlaps()[0]
    mark = f"{','.join(numbers(first))}=不成立"
    run(place, "--mark", mark, "--note", "对象不同")
    status = f"ASK {{ <{first.iri}> duty:reviewStatus scheme:review-rejected }}"
    assert not bool(kg.load(place).sparql(status))
    again = kg.build([source], into=place)
    assert (again.overlaps()[0].iri, again.overlaps()[0].review, again.overlaps()[0].note) == (
        first.iri,
        Review.REJECTED,
        "对象不同",
    )
    assert bool(again.sparql(status))


def finding(first: tuple[str, str], second: tuple[str, str]) -> Overlap:
    """A finding about two duties, each a number and a name."""
    one, other = (Side(f"https://e.org/duty/{number}", number, "a", name, ("科",)) for number, name in (first, second))
    return Overlap(f"https://e.org/{one.number}--{other.number}", Kind.CROSSING, 0.5, (one, other), ())


def test_the_last_decision_counts(tmp_path: Path) -> None:
    """Decisions are lines; the latest about a finding holds, and a damaged line is named.

    A decision made again without a note lost the note; another one does not take it over.
    """
    one = finding(("1", "修路"), ("2", "养路"))
    for review, said, held in (
        (Review.CONFIRMED, "先", "先"),
        (Review.CONFIRMED, "", "先"),
        (Review.OPEN, "", ""),
    ):
        reviews.record(tmp_path, one, review, said)
        (one,) = reviews.applied([one], reviews.read(tmp_path))
        assert (one.review, one.note) == (review, held)
    (tmp_path / reviews.FILE).write_text('{"finding": "x", "status": "maybe"}\n', encoding="utf-8")
    with pytest.raises(BaseError, match=":1: 这一行不是认定记录"):
        reviews.read(tmp_path)


def test_decisions_follow_the_duties(tmp_path: Path) -> None:
    """A new version swapped two numbers and put a row on top of the list: what had been decided about one pair of duties was said of others."""
    roads, bridges, tunnels = "负责公路的养护与巡查", "负责桥梁的检测", "负责隧道的照明"
    before = finding(("1", roads), ("2", bridges))
    reviews.record(tmp_path, before, Review.REJECTED, "对象不同")
    decided = reviews.read(tmp_path)

    def rejected(*findings: Overlap) -> list[str]:
        return [one.iri[-4:] for one in reviews.applied(findings, decided) if one.review is Review.REJECTED]

    assert rejected(finding(("1", roads), ("2", tunnels)), finding(("1", roads), ("3", bridges))) == ["1--3"]
    assert rejected(finding(("4", bridges), ("9", roads)), finding(("1", tunnels), ("2", roads))) == ["4--9"]
    assert rejected(finding(("1", "负责公路养护与巡查。"), ("2", bridges))) == ["1--2"]
    assert rejected(finding(("1", tunnels), ("2", bridges))) == []
    assert rejected(finding(("5", roads), ("6", bridges)), finding(("5", roads), ("7", bridges))) == []


def test_a_line_of_an_earlier_version_gets_its_duties(tmp_path: Path) -> None:
    """Lines that name a finding by its numbers alone are read as before, and name the duties from the next build on; others stay as they are."""
    one = finding(("1", "修路"), ("2", "养路"))
    old = json.dumps({"finding": one.iri, "status": "confirmed", "note": "是"}, ensure_ascii=False)
    other = '{"repair": "x"}'
    (tmp_path / reviews.FILE).write_text(f"{old}\n{other}\n", "utf-8")
    assert reviews.applied([one], reviews.read(tmp_path))[0].note == "是"
    reviews.complete(tmp_path, [one])
    now = finding(("3", "修路"), ("2", "养路"))
    assert reviews.applied([now], reviews.read(tmp_path))[0].review is Review.CONFIRMED
    assert (tmp_path / reviews.FILE).read_text("utf-8").splitlines()[1] == other


def test_a_build_says_what_became_of_the_decisions(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A row put on top of a list moves all numbers: the build says where the decisions are now, and which have lost their duty."""
    place, source = tmp_path / "base", tmp_path / "list.csv"
    rows = [
        "负责水库大坝的安全检查,甲科",
        "负责水库大坝的安全检查和监督,乙科",
        "负责文物的保护,丙科",
        "负责文物的保护和修缮,丁科",
    ]

    def build(*listed: str) -> str:
        lines = ["序号,名称,实施机构", *(f"{n},{row}" for n, row in enumerate(listed, 1))]
        source.write_text("某县权责清单\n" + "\n".join(lines), "utf-8")
        with pytest.raises(SystemExit):
            main(["build", str(source), "--base", str(place)])
        return capsys.readouterr().err

    build(*rows)
    run(place, "--mark", "1,2=已认定", "--note", "同一件事")
    run(place, "--mark", "3,4=不成立")
    said = build("负责档案的整理,戊科", *rows[:3], "负责古树名木的养护,丁科")
    assert "认定随职责改号：1、2 → 2、3（已认定）" in said
    assert "认定没有延续" in said
    assert "3 负责文物的保护 ／ 4 负责文物的保护和修缮 不成立" in said
    assert [numbers(one) for one in kg.load(place).overlaps() if one.review is Review.CONFIRMED] == [("2", "3")]


@pytest.mark.parametrize("text", ["11.1=已认定", "11.1,11.3", "11.1,11.3=也许", ",11.3=已认定"])
def test_marks_that_cannot_be_read(text: str) -> None:
    """A mark names two duties and a status."""
    with pytest.raises(UsageError, match="看不懂"):
        reviews.parse(text)


def test_phrases_name_acts_and_objects() -> None:
    """A name is taken apart: what is done, to what, for whom; the body's own name and empty words are no object."""
    first, second = phrases("负责县总工会机关财务管理，指导基层开展普法宣传。", cutter(), "县总工会")
    assert (first.acts, first.phases) == (("管理",), ("实施",))
    assert first.items[0].words == ("财务", "管理")
    assert "机关" in first.items[0].scope
    assert set(second.acts) == {"指导", "宣传"}
    assert "普法" in second.items[0].words


def test_near_pairs_are_those_of_the_whole_product() -> None:
    """Block by block the same pairs are found as in one product, whatever the block; pairs of one group are none."""
    numbers = np.random.default_rng(7)
    vectors = numbers.standard_normal((150, 8)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    groups = numbers.integers(0, 5, 150)
    whole = vectors @ vectors.T
    expected = {(i, j) for i in range(150) for j in range(i + 1, 150) if whole[i, j] >= 0.6 and groups[i] != groups[j]}
    for block in (1, 7, 64, 150, 1000):
        pairs = list(zip(*nearest(vectors, groups, 0.6, 150, block), strict=True))
        assert len(pairs) == len(expected)
        assert set(pairs) == expected


def test_the_nearest_pairs_are_kept_however_many_are_near(monkeypatch: pytest.MonkeyPatch) -> None:
    """At most so many for each row, whatever the block and however often what is held is thinned; of equal ones the first."""
    monkeypatch.setattr("kg.overlap.pairs.near._SPARE", 50)
    numbers = np.random.default_rng(8)
    vectors = np.eye(6, dtype=np.float32)[numbers.integers(0, 6, 120)]
    groups = numbers.integers(0, 4, 120)
    whole = vectors @ vectors.T
    expected = set()
    for i in range(120):
        others = [j for j in range(120) if groups[i] != groups[j] and whole[i, j] >= 0.5]
        expected |= {(min(i, j), max(i, j)) for j in sorted(others, key=lambda j: (-whole[i, j], j))[:3]}
    for block in (7, 64, 1000):
        rows, columns = nearest(vectors, groups, 0.5, 3, block)
        assert set(zip(rows.tolist(), columns.tolist(), strict=True)) == expected
        assert len(rows) == len(expected) <= 120 * 3


def test_a_crowd_is_not_paired_and_is_reported() -> None:
    """Ten thousand duties under one clause do not become fifty million pairs: only near names are compared, and that is said."""
    numbers = np.random.default_rng(9)
    count, said = 2000, []
    duties = [fact(n, ("https://e.org/clause",)) for n in range(count)]
    vectors = numbers.standard_normal((count, 16)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    pairs = candidates(duties, vectors, progress=said.append)
    assert 0 < len(pairs) <= count * 48
    assert len(said) == 1
    assert "2000 项职责同属" in said[0]
    few = candidates(duties[:30], vectors[:30], progress=said.append)
    assert len(few) == sum(i % 7 != j % 7 for i in range(30) for j in range(i))
    assert len(said) == 1


def test_a_rare_thing_in_common_makes_a_candidate() -> None:
    """Two duties that share a matter or a law with few others are judged though their names are far apart; with many they are not."""
    vectors = np.eye(30, dtype=np.float32)
    few = [fact(n, (), matters=(("https://e.org/matter", "事项"),) if n in {2, 10, 18} else ()) for n in range(30)]
    assert candidates(few, vectors) == [(2, 10), (2, 18), (10, 18)]
    abroad = [fact(n, ("https://e.org/law",) if n in {2, 10} else (), catalogue=f"e{n}") for n in range(30)]
    assert candidates(abroad, vectors) == [(2, 10)]
    many = [fact(n, (), matters=(("https://e.org/matter", "事项"),)) for n in range(30)]
    assert candidates(many, vectors) == []


def test_fields_are_read_by_words() -> None:
    """支农资金 holds 农资 in letters alone; the canteen of a school is a canteen."""
    assert "种药肥" not in lexicon().fields_of("管理财政支农资金。", cutter())
    assert {"食品", "学校后勤"} <= set(lexicon().fields_of("监督学校食堂食品安全。", cutter()))


@pytest.mark.parametrize(
    ("first", "second", "near"),
    [
        ("编制部门预决算，负责机关财务工作。", "负责机关财务和部门预决算工作。", False),
        ("监督食堂食品安全。", "监督检查学校食堂食品安全。", True),
    ],
)
def test_what_every_body_does_for_itself_is_no_overlap_of_two(first: str, second: str, near: bool) -> None:
    """Within a body two departments with its money overlap; two bodies have money of their own, but one object between them."""
    encoder = open_encoder("")
    for other, expected in (("e", True), ("f", near)):
        duties = tuple(fact(n, (), name=name, catalogue=home) for n, (name, home) in enumerate(((first, "e"), (second, other))))
        finding = Analysis(Material(duties, {}, {}), encoder).judge(0, 1)
        assert bool(finding and finding.kind is not Kind.FRAGMENTATION) is expected


def test_who_should_lead_is_said_under_one_roof_alone() -> None:
    """A sports office of one town was to lead that of another, which has nothing to do with it. Two bodies that report to the same can be told so."""
    encoder, above = open_encoder(""), frozenset({"https://e.org/id/org/city"})
    names = ("监督食堂食品安全。", "监督检查学校食堂食品安全。")
    for homes, superiors, proposed in (
        ("ee", {}, True),
        ("ef", {}, False),
        ("ef", {"e": above}, False),
        ("ef", {"e": above, "f": above}, True),
    ):
        duties = tuple(fact(n, (), name=name, catalogue=home) for n, (name, home) in enumerate(zip(names, homes, strict=True)))
        finding = Analysis(Material(duties, {}, {}, superiors=superiors), encoder).judge(0, 1)
        assert finding
        assert bool(finding.proposal) is proposed


def test_what_is_apart_weighs_against(found: list[Overlap]) -> None:
    """A proof that speaks against an overlap says what is apart and has a weight below zero."""
    apart = [proof for one in found if (proof := one.proof(Reason.APART))]
    assert apart
    assert all(proof.weight < 0 and "不同：" in proof.text for proof in apart)


def fact(
    n: int, clauses: tuple[str, ...], *, name: str = "", catalogue: str = "e", matters: tuple[tuple[str, str], ...] = ()
) -> Facts:
    """A duty of one of seven departments of one body."""
    empty: dict[str, tuple[()]] = dict.fromkeys(("quotes", "documents", "approvers", "contacts", "cells"), ())
    iri, department = f"https://e.org/id/cat/{catalogue}/duty/{n}", (f"科室{n % 7}",)
    called = name or f"职责{n}"
    return Facts(iri, n, str(n), catalogue, called, department, department, "", clauses, boundary="", matters=matters, **empty)
