"""Gaps: what the bundled catalogue and invented ones leave open is found, and what they do not leave open is not."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import openpyxl
import pyoxigraph as ox
import pytest

import kg
import ontology
from index.encoder import Encoder, open_encoder
from kg.cli import main
from kg.overlap.facts import Facts
from kg.overlap.gaps.holes import empty, uncited
from kg.overlap.gaps.listed import Gaps
from kg.overlap.gaps.sides import onesided, unknown
from kg.overlap.gaps.unled import unled
from kg.overlap.gaps.untaken import untaken
from kg.overlap.wording.cut import cutter
from kg.query.named import narrowed

CLAUSE = "https://e.org/id/legal/plan/art2"


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    """The bundled model."""
    return open_encoder("")


@pytest.fixture(scope="module")
def found(base: kg.KnowledgeBase) -> dict[str, Gaps]:
    """The gaps of the bundled catalogue by the query that lists them."""
    return {kind.name: kind for kind in base.gaps()}


def duty(number: str, name: str, *, department: str = "综合科", boundary: str = "", quote: str = "") -> Facts:
    """A duty as the comparison sees it."""
    iri = f"https://e.org/id/cat/x/duty/{number}"
    quotes = ((CLAUSE, quote),) if quote else ()
    cells = (("boundary", boundary),) if boundary else ()
    return Facts(iri, int(number), number, "x", name, (department,), (f"https://e.org/{department}",), "", (CLAUSE,), quotes, (), (), (), "", cells, ())  # fmt: skip


@pytest.mark.parametrize(
    ("name", "subjects"),
    [
        ("gap-missing-conduct", ["9.1"]),
        ("gap-meeting-differs", ["5.2", "7.1", "7.4", "11.1", "11.2"]),
        ("gap-one-duty", ["机关党委"]),
        ("gap-nobody-in-charge", ["7.5", "8.1", "8.7", "10.1"]),
    ],
)
def test_gaps_are_what_the_document_leaves_open(found: dict[str, Gaps], name: str, subjects: list[str]) -> None:
    """Each kind lists what a reader of the document finds, each with the cell that shows it and its line."""
    assert [one.subject for one in found[name].found] == subjects
    assert all(one.text and one.place["line"].isdigit() for one in found[name].found)


def test_boundaries_are_told_by_what_they_say(found: dict[str, Gaps]) -> None:
    """Fifty boundaries only name the department: told in seven sentences, listed fifty times."""
    kind = found["gap-unstated-boundary"]
    assert len(kind.found) == 50
    assert len(kind.lines) == 7
    assert "只写“机关党委”：11.3" in kind.lines


def test_parts_of_clauses_that_no_name_takes_up(found: dict[str, Gaps]) -> None:
    """Of 网上练兵 and of functions handed over by the government no name speaks. 国际联络, 信息化建设 and 工资集体协商 are taken up."""
    said = [one.said for one in found["gap-untaken-words"].found]
    assert any("第二条第九款" in text and "网上练兵" in text for text in said)
    assert any("区政府转移的社会管理服务职能" in text for text in said)
    assert not any(taken in text for text in said for taken in ("国际联络", "信息化建设", "集体合同", "伤亡事故", "外事接待"))
    assert all(one.nearest for one in found["gap-untaken-words"].found)
    assert len(said) <= 12


def test_what_is_left_out_is_found_and_what_is_said_in_other_words_is_not(encoder: Encoder) -> None:
    """Of four tasks three are taken up, one in other words, one by a duty that cites another clause; the fourth is reported."""
    quote = "负责河道巡查和堤防维护，组织防汛抢险物资储备，承担水质监测，开展节水宣传教育。"
    duties = [
        duty("1", "负责河道日常巡查，维护堤防安全。", quote=quote),
        duty("2", "管理防汛物资仓库，储备抢险物资。", quote=quote),
        duty("3", "组织节约用水宣传。", quote=""),
    ]
    gaps = list(untaken(duties, {CLAUSE: "第二条"}, frozenset({CLAUSE}), cutter(), encoder))
    assert [gap.words for gap in gaps] == ["承担水质监测"]
    assert (gaps[0].concerns, gaps[0].seen) == (CLAUSE, duties[0].iri)
    assert not list(untaken(duties, {}, frozenset(), cutter(), encoder))


def test_part_of_a_sentence_is_told_with_its_sentence(encoder: Encoder) -> None:
    """Where a sentence is taken up in part, the part left over is named inside it."""
    quote = "负责机关财务管理、档案管理和公务车辆调度工作。"
    duties = [duty("1", "负责机关财务管理。", quote=quote), duty("2", "承担机关档案管理。", quote=quote)]
    (gap,) = untaken(duties, {CLAUSE: "第二条"}, frozenset({CLAUSE}), cutter(), encoder)
    assert gap.words == "公务车辆调度工作"
    assert "“负责机关财务管理、档案管理和公务车辆调度工作”中的“公务车辆调度工作”" in gap.said


@pytest.mark.parametrize(
    ("name", "boundary"),
    [
        ("参与重大事故的调查处理。", ""),
        ("协助开展人口普查。", "综合科"),
        ("指导县水利局与乡镇建立联席会议制度。", ""),
        ("推进粪污资源化利用。", "综合科独立实施"),
    ],
)
def test_vague_verbs_without_anybody_in_charge(encoder: Encoder, name: str, boundary: str) -> None:
    """Only taking part, only pushing, or guiding oneself: nobody is in charge."""
    duties = [duty("1", name, boundary=boundary), duty("2", "负责机关财务管理。")]
    assert [gap.concerns for gap in unled(duties, "县水利局 ", cutter(), encoder)] == [duties[0].iri]


@pytest.mark.parametrize(
    ("name", "boundary", "other"),
    [
        ("参与重大事故的调查处理。", "安全科牵头，综合科配合", "负责机关财务管理。"),
        ("参与重大事故的调查处理。", "", "组织重大事故调查处理。"),
        ("指导基层单位开展普法宣传。", "", "负责机关财务管理。"),
        ("协助局党组落实主体责任。", "", "负责机关财务管理。"),
        ("指导学校体育工作。", "", "负责机关财务管理。"),
        ("负责节水工作，推动节水型社会建设。", "", "负责机关财务管理。"),
    ],
)
def test_somebody_is_in_charge(encoder: Encoder, name: str, boundary: str, other: str) -> None:
    """The boundary, the phrase, another duty or the rest of the duty says who does it: no gap."""
    assert not list(unled([duty("1", name, boundary=boundary), duty("2", other)], "县水利局 ", cutter(), encoder))


def test_gaps_in_every_format(base_folder: Path, found: dict[str, Gaps], tmp_path: Path) -> None:
    """Text, JSON, CSV and xlsx have the same gaps."""
    for form in ("text", "json", "csv", "xlsx"):
        with pytest.raises(SystemExit) as ended:
            main(["overlaps", "--gaps", "--format", form, "--base", str(base_folder), "-o", str(tmp_path / form), "--quiet"])
        assert not ended.value.code
    every = [one for kind in found.values() for one in kind.found]
    assert "只承担一项职责的部门：1" in (tmp_path / "text").read_text("utf-8")
    listed = json.loads((tmp_path / "json").read_text("utf-8"))
    assert [gap["message"] for kind in listed for gap in kind["gaps"]] == [one.said for one in every]
    assert {kind["query"] for kind in listed} == set(found)
    rows = list(csv.DictReader(io.StringIO((tmp_path / "csv").read_bytes().decode("utf-8-sig"))))
    assert [(row["所在"], row["出处"]) for row in rows] == [(one.subject, one.where) for one in every]
    (tmp_path / "xlsx").rename(tmp_path / "gaps.xlsx")
    assert openpyxl.load_workbook(tmp_path / "gaps.xlsx")["空白"].max_row == len(every) + 1


def test_questions_that_nothing_answers_are_grouped(base: kg.KnowledgeBase, base_folder: Path, tmp_path: Path) -> None:
    """Two ways to ask for one matter are one group, the most asked first; what is answered and small talk are no gap."""
    log = tmp_path / "log.jsonl"
    asked = [
        "孩子上小学怎么报名",
        "怎么给孩子办转学",
        "去哪里领失业金",
        "去哪里领失业金",
        "去哪里领失业金",
        "9.1是谁负责",
        "你是谁，你叫什么名字",
        "",
    ]
    log.write_text(
        "".join(json.dumps({"question": one, "status": "abstained"}, ensure_ascii=False) + "\n" for one in asked), "utf-8"
    )
    kind = base.gaps(asked)[-1]
    assert (kind.name, kind.query) == ("unanswered-questions", "")
    assert [one.subject for one in kind.found] == ["去哪里领失业金", "孩子上小学怎么报名"]
    assert kind.found[0].said.startswith("3 次：“去哪里领失业金”")
    assert kind.found[1].said.startswith("2 次、2 种问法：“孩子上小学怎么报名”“怎么给孩子办转学”")
    with pytest.raises(SystemExit):
        main(["overlaps", "--gaps", "--questions", str(log), "--base", str(base_folder), "-o", str(tmp_path / "text"), "--quiet"])
    assert (tmp_path / "text").read_text("utf-8").endswith(f"{kind.title}：2\n  {kind.found[0].said}\n  {kind.found[1].said}\n")


PLAN = "https://e.org/id/legal/plan/art3"


def placed(number: str, name: str, **also: object) -> Facts:
    """A duty with other values than those of `duty`."""
    return replace(duty(number, name), **also)  # type: ignore[arg-type]


def test_a_hole_in_the_numbering_of_clauses() -> None:
    """Three of four paragraphs are cited: the fourth, whose words the catalogue never prints, was not missed by anybody."""
    duties = [placed(str(n), f"职责{n}", clauses=(f"{PLAN}.para{n}",)) for n in (1, 2, 4)]
    labels = {clause: f"第三条第{word}款" for clause, word in zip((d.clauses[0] for d in duties), "一二四", strict=True)}
    assigned = frozenset(labels)
    (gap,) = uncited(duties, labels, assigned)
    assert (gap.words, gap.concerns, gap.seen) == ("第三条第三款", PLAN, duties[1].iri)
    assert not list(uncited(duties, labels, frozenset()))
    assert not list(uncited([*duties, placed("5", "职责5", clauses=(PLAN,))], labels, assigned))
    assert not list(uncited([placed(str(n), "甲", clauses=(f"{PLAN}.para{n}",)) for n in (1, 5, 9)], {}, frozenset(f"{PLAN}.para{n}" for n in (1, 5, 9))))  # fmt: skip


def test_a_main_responsibility_without_a_duty() -> None:
    """Of three main responsibilities the second has no duty: by its words where they are known, else by its number."""
    above = "https://e.org/id/cat/x/responsibility/"
    duties = [placed(str(n), f"职责{n}", responsibility=f"{above}{n}") for n in (1, 3)]
    (gap,) = empty(duties, {})
    assert (gap.words, gap.concerns) == ("2", "https://e.org/id/cat/x")
    (gap,) = empty(duties, {f"{above}2": "负责广播管理"})
    assert (gap.words, gap.concerns) == ("负责广播管理", f"{above}2")
    assert not list(empty(duties[:1], {}))


@pytest.mark.parametrize(
    ("boundary", "names"),
    [
        ("园林科负责养护，绿道科负责巡查", ["绿道科"]),
        ("园林科会同路灯科办理", ["路灯科"]),
        ("园林科独立实施", []),
        ("园林科与县财政局建立会商机制", []),
        ("园林科负责指导，由市政服务公司代管", ["市政服务公司"]),
        ("负责处理本科室的内部事务", []),
    ],
)
def test_a_boundary_that_names_nobody_known(boundary: str, names: list[str]) -> None:
    """Half of the work was given to a unit that no duty of the catalogue has; bureaus of other bodies are named by right."""
    duties = [duty("1", "公园绿地养护", department="园林科", boundary=boundary), duty("2", "机关文电")]
    assert [gap.words for gap in unknown(duties, "县城市管理局 ")] == names


@pytest.mark.parametrize(("other", "boundary", "found"), [("拟订年度计划", "", True), ("古树名木移植的审查", "", False), ("拟订年度计划", "会同园林科", False)])  # fmt: skip
def test_whoever_is_called_in_answers(other: str, boundary: str, found: bool) -> None:
    """会同综合科 is half of a duty; the other half is a word of it, or the name of the department, in a duty of 综合科."""
    duties = [
        placed("1", "古树名木保护", departments=("园林科",), cells=(("boundary", "园林科会同综合科办理"),), clauses=()),
        placed("2", other, cells=(("boundary", boundary),), clauses=()),
        *(placed(str(n), f"机关事务{n}", departments=("办公室",), clauses=()) for n in (3, 4)),
    ]
    assert [gap.words for gap in onesided(duties, cutter())] == ["综合科"] * found


def test_words_of_the_publisher_take_up_nothing(encoder: Encoder) -> None:
    """A bureau of culture and tourism has both words in every duty: they took up its exchange with other countries."""
    quote = "开展对外文化和旅游交流，组织文化和旅游节庆活动。"
    duties = [
        duty(str(n), name, quote=quote)
        for n, name in enumerate(("组织文化和旅游节庆活动", "文化和旅游市场检查", "文化和旅游规划"), 1)
    ]
    gaps = list(untaken(duties, {CLAUSE: "第二条"}, frozenset({CLAUSE}), cutter(), encoder, "县文化和旅游局 "))
    assert [gap.words for gap in gaps] == ["开展对外文化和旅游交流"]


def test_new_kinds_stand_in_the_graph_and_in_queries(tmp_path: Path) -> None:
    """Each kind is a query, told with the cell that shows it; a duty without a department was said by `check` alone."""
    rows = "1,公园绿地养护,园林科,园林科会同路灯科办理\n2,机关文电,办公室,办公室独立实施\n3,路灯维护,,\n"
    (tmp_path / "清单.csv").write_text(f"县城市管理局权责清单\n序号,职权名称,承办机构,职责边界\n{rows}", "utf-8")
    kinds = {kind.name: kind for kind in kg.build([tmp_path / "清单.csv"], into=tmp_path / "base").gaps()}
    assert [one.subject for one in kinds["gap-no-department"].found] == ["3"]
    (one,) = kinds["gap-unknown-bodies"].found
    assert (one.subject, one.text) == ("1", "园林科会同路灯科办理")
    assert not kinds["gap-idle-departments"].found
    assert [line for line in kinds["gap-unstated-boundary"].lines if "3" in line] == ["没有写：3"]


_OFFICES = "内设机构：办公室、园林科、机关党委（人事科）、老干部科、路灯和环卫科。"


def test_a_department_that_only_the_preface_lists_is_one_without_duties(tmp_path: Path) -> None:
    """内设机构：…、老干部科 above the tables was in no graph, so that no question and no gap could name it. A list that names anything else is none, and
    what is printed in another form beside a duty (局办公室, 人事科) has one."""
    rows = "1,公园绿地养护,园林科,\n2,机关文电,局办公室,\n3,职工培训,人事科,\n"
    for name, said in (("有", _OFFICES), ("无", "内设机构主要职责如下：起草文件、老干部科服务。")):
        (tmp_path / f"{name}.csv").write_text(f"县城市管理局权责清单\n{said}\n序号,职权名称,承办机构,职责边界\n{rows}", "utf-8")
    base, other = (kg.build([tmp_path / f"{name}.csv"], into=tmp_path / name) for name in ("有", "无"))
    found = {kind.name: kind.found for kind in base.gaps()}["gap-idle-departments"]
    assert [(one.said, one.text, one.where) for one in found] == [
        ("老干部科没有一项职责", _OFFICES, "有.csv 第 2 行"),
        ("路灯和环卫科没有一项职责", _OFFICES, "有.csv 第 2 行"),
    ]
    assert base.ask("哪个部门没有职责").answer == {"type": "departments", "value": ["老干部科", "路灯和环卫科"]}
    assert base.ask("有几个部门没有职责").answer == {"type": "count", "value": 2}
    assert base.ask("老干部科有哪些职责").answer == {"type": "duties", "value": []}
    assert base.ask("一共有几个部门").answer == other.ask("一共有几个部门").answer
    assert not {kind.name: kind.found for kind in other.gaps()}["gap-idle-departments"]
    assert other.ask("哪个部门没有职责").status == "abstained"
    assert {one["code"] for one in base.check()} == {one["code"] for one in other.check()}


def test_departments_without_duties_are_asked_for_by_name_and_of_one_body(tmp_path: Path) -> None:
    """`--for 老干部科` was refused as no main responsibility; who asks one body of several is told of its departments alone."""
    rows = "1,公园绿地养护,园林科,\n"
    for body, office in (("城市管理局", "老干部科"), ("水务局", "河长办公室")):
        listed = f"内设机构：园林科、{office}。"
        (tmp_path / f"{body}.csv").write_text(f"县{body}权责清单\n{listed}\n序号,职权名称,承办机构,职责边界\n{rows}", "utf-8")
    base = kg.build([tmp_path / "城市管理局.csv", tmp_path / "水务局.csv"], into=tmp_path / "base")
    (row,) = base.store.select(narrowed(base.store, "gap-idle-departments", ["老干部科"]))
    assert row["departmentName"] == "老干部科"
    slug = next(slug for slug, one in base.published.items() if "水务局" in one.publisher)
    assert base.ask("哪个部门没有职责", catalogue=slug).answer == {"type": "departments", "value": ["河长办公室"]}
    assert base.ask("有几个部门没有职责").answer == {"type": "count", "value": 2}


def test_a_department_without_a_duty_is_found_where_the_graph_knows_it() -> None:
    """A unit that is listed and has no duty; one with a duty is none."""
    unit = '<https://e.org/{0}> <http://www.w3.org/2004/02/skos/core#prefLabel> "{0}"@zh . <https://e.org/org> <http://www.w3.org/ns/org#hasUnit> <https://e.org/{0}> .'
    store = ox.Store()
    store.load("".join(map(unit.format, ("甲科", "乙科"))).encode(), format=ox.RdfFormat.TURTLE)
    store.load("<https://e.org/1> <https://w3id.org/duty-kg/ontology#implementedBy> <https://e.org/甲科> .".encode(), format=ox.RdfFormat.TURTLE)  # fmt: skip
    assert [row["departmentName"].value for row in store.query(ontology.query("gap-idle-departments"))] == ["乙科"]  # type: ignore[union-attr, index]
