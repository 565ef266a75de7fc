"""Why two duties may stand side by side, what is shown as proof, and how several bodies in one base are told apart."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import kg
from index.encoder import open_encoder
from kg import pipeline, query
from kg.cli import main
from kg.overlap.facts import Facts, Material
from kg.overlap.finding import Kind, Overlap, Reason
from kg.overlap.pairs.analysed import aspects_apart, parts_apart, plans_apart, powers_apart
from kg.overlap.pairs.overlaps import Analysis
from kg.overlap.pairs.proofs import shared_matters
from kg.overlap.wording.cut import cutter
from kg.overlap.wording.phrases import Phrase, phrases

FIRST = """序号,职权名称,承办机构,职责边界
1,组织城市公园绿化养护质量的检查和考核,园林科,园林科独立实施
2,对城市公园绿地绿化养护质量开展考核检查,督查科,督查科独立实施
3,受理市民对占道经营的投诉举报,指挥中心,指挥中心独立实施
4,登记和核查市民关于占道经营的投诉,市容科,市容科独立实施
5,负责机关文电和档案工作,办公室,办公室独立实施
6,编制年度预算和决算,财务科,财务科独立实施
"""
SECOND = FIRST.replace("园林科", "绿化科").replace("督查科", "考评科")


def phrase(name: str) -> Phrase:
    """The first phrase of a name."""
    return phrases(name, cutter())[0]


def duty(n: int, name: str, catalogue: str = "e", *, boundary: str = "", clause: str = "") -> Facts:
    """A duty of a department of its own."""
    empty: dict[str, tuple[()]] = dict.fromkeys(("quotes", "documents", "approvers", "contacts", "matters"), ())
    iri, department = f"https://e.org/id/cat/{catalogue}/duty/{n}", (f"科室{n}",)
    cells = (("boundary", boundary),) if boundary else ()
    clauses = (clause,) if clause else ()
    return Facts(iri, n, str(n), catalogue, name, department, department, "", clauses, boundary="", cells=cells, **empty)


def judged(*names: str, boundaries: tuple[str, str] = ("", ""), clause: str = "") -> Overlap:
    """The finding about the first two of the duties of a body."""
    here = [duty(n, name, boundary=dict(enumerate(boundaries, 1)).get(n, ""), clause=clause) for n, name in enumerate(names, 1)]
    found = Analysis(Material(tuple(here), {}, {}), open_encoder()).judge(0, 1)
    assert found
    return found


def test_who_licenses_and_who_punishes_use_different_powers() -> None:
    """Both were of the part 实施 to the rules, and the reason given was an object: of 对…的处罚 only the end says what is done."""
    licence, fine = phrase("林木采伐许可证核发"), phrase("对未经批准擅自采伐林木的处罚")
    assert powers_apart(licence, fine) == (("许可",), ("处罚",))
    assert not powers_apart(licence, phrase("林木采伐许可的审批"))


def test_who_guides_does_not_do_what_the_guided_do() -> None:
    """指导乡镇林业站开展巡护 beside 林区日常巡护: the verb behind the guided names their work, not that of the guide."""
    assert parts_apart(phrase("指导乡镇林业站开展林区巡查管护"), phrase("林区日常巡查和简易维护"))


def test_a_special_plan_is_not_the_plan_of_the_whole() -> None:
    """综合 beside 专项: two levels of plans; two plans of one level are not set apart by it."""
    assert plans_apart(phrase("编制全县林业发展中长期规划"), phrase("编制油茶产业专项规划"))
    assert not plans_apart(phrase("编制全县林业发展中长期规划"), phrase("编制林业发展规划"))


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("城市公园改造项目的立项申报", "城市公园改造资金的拨付", (("“项目的立项申报”",), ("“资金的拨付”",))),
        ("公园绿地养护考核", "公园绿地养护质量考核", None),
        ("推动红色文化主题线路", "统筹红色文化主题线路", None),
        ("城市供水水费收缴", "城市供水水质检测", (("“水费收缴”",), ("“水质检测”",))),
    ],
)
def test_parts_of_one_matter(first: str, second: str, said: object) -> None:
    """One matter cut over departments was called 重复: what follows the common beginning tells its parts, in whole words."""
    assert aspects_apart(phrase(first), phrase(second)) == said


def test_no_object_is_said_to_differ_where_both_name_it() -> None:
    """Handling the same complaints was excused with 对象不同 and two fragments that mean the same."""
    found = judged("受理市民对占道经营的投诉举报", "登记和核查市民关于占道经营的投诉", "负责机关文电工作", "编制年度预算")
    assert found.kind is not Kind.FRAGMENTATION
    assert "对象不同" not in found.legitimate


def test_a_reason_comes_before_a_lead() -> None:
    """Where the boundaries settle the work, no lead is proposed at once against them."""
    names = ("编制公园绿地修缮计划", "具体实施公园绿地修缮", "公园绿地的认养", "办公室文电")
    found = judged(*names, boundaries=("科室1独立实施", "科室2实施，科室1监督"), clause="https://e.org/law/1")
    assert "职责边界已写明与对方的分工" in found.legitimate
    assert found.proposal.startswith("上述理由属实的")
    assert not found.lead


def test_a_class_of_matters_is_no_matter_of_two_duties() -> None:
    """水土保持 and 水库移民 are other names of one concept of the thesaurus, which was then shown as 同一事项：取水许可."""
    water = "https://w3id.org/duty-kg/id/matter/x-water-resource"
    one, other = (duty(n, "") for n in (1, 2))
    kept = {"matters": ((water, "水土保持"),)}
    assert not shared_matters(_with(one, **kept), _with(other, matters=((water, "水库移民"),)))
    assert shared_matters(_with(one, **kept), _with(other, **kept)) == [(water, "水土保持")]


def _with(facts: Facts, **changed: object) -> Facts:
    from dataclasses import replace

    return replace(facts, **changed)  # type: ignore[arg-type]


def test_acts_and_fields_are_shown_in_their_own_words() -> None:
    """培育企业 is no training, and what two duties have in common is shown by the words that stand in them."""
    assert phrase("培育绿化企业").acts == ("培育",)
    found = judged("组织城市公园绿化养护质量的检查", "对城市公园绿化养护质量开展检查", "机关文电", "年度预算")
    act = found.proof(Reason.ACT)
    assert act
    assert "检查" in act.text
    assert "监督" not in act.text


def test_findings_do_not_hang_on_other_bodies() -> None:
    """Type and score of a pair were others as soon as another body stood in the base: words are rare in a body, not in a base."""
    names = ("受理市民对占道经营的投诉举报", "登记和核查市民关于占道经营的投诉", "机关文电", "年度预算")
    ours = [duty(n, name) for n, name in enumerate(names)]
    theirs = [duty(n, f"占道经营的投诉、市民举报和绿化{n}", "f") for n in range(40)]
    alone, beside = (Analysis(Material(tuple(here), {}, {}), open_encoder()).judge(0, 1) for here in (ours, [*ours, *theirs]))
    assert alone
    assert beside
    assert (alone.kind, alone.score, alone.proofs) == (beside.kind, beside.score, beside.proofs)


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A base of two bodies of one kind."""
    place = tmp_path_factory.mktemp("twins")
    for name, text in (("甲县城市管理局权责清单.csv", FIRST), ("乙县城市管理局权责清单.csv", SECOND)):
        (place / name).write_text(text, "utf-8")
    pipeline.publish([pipeline.read(path) for path in sorted(place.glob("*.csv"))], place / "base")
    return place / "base"


def run(folder: Path, *arguments: str) -> str:
    """What `duty-kg overlaps` prints."""
    target = folder.parent / "out"
    with pytest.raises(SystemExit) as done:
        main(["overlaps", *arguments, "--base", str(folder), "-o", str(target), "--quiet"])
    return "" if done.value.code else target.read_text("utf-8")


def test_what_is_between_bodies_comes_last(two: Path) -> None:
    """Two bodies of one kind drowned what each has of its own: 18 of the first 20 were alike because the bodies are."""
    found = kg.load(two).overlaps()
    between = [one.between for one in found]
    assert any(between)
    assert not all(between)
    assert between == sorted(between)
    assert all("分属不同机构" in one.legitimate and "分工" not in one.legitimate for one in found if one.between)


def test_bodies_are_named_and_one_can_be_asked_for(two: Path) -> None:
    """The text said 9.2 市场管理科 ／ 9.2 市场管理科; a catalogue is asked for by its slug, for findings and for gaps."""
    slug = next(iter(kg.load(two).published))
    text = run(two, "--catalogue", slug)
    assert "甲县" in text.partition("\n")[0] + text
    listed = json.loads(run(two, "--catalogue", slug, "--format", "json"))
    assert listed
    assert all(slug in {side["catalogue"] for side in one["duties"]} for one in listed)
    gaps = json.loads(run(two, "--gaps", "--catalogue", slug, "--format", "json"))
    assert {one["catalogue"] for kind in gaps for one in kind["gaps"]} <= {slug}
    assert not run(two, "--gaps", "--top", "3")
    assert not run(two, "--catalogue", "none-such")


def test_hardly_any_overlap_is_only_counted(base: kg.KnowledgeBase, base_folder: Path) -> None:
    """A third of the list were pairs under one clause with nothing in common; they are counted, and listed when asked for."""
    weak = sum(one.weak for one in base.overlaps())
    assert weak
    assert f"另有 {weak} 条分散" in run(base_folder)
    assert "另有" not in run(base_folder, "--type", "分散")


def test_the_query_for_matters_gives_what_findings_prove(base: kg.KnowledgeBase) -> None:
    """The query knew only what catalogues link, the proof also what names say: one listed nothing where the other had thirteen."""
    listed = {frozenset((row["first"], row["second"])) for row in base.store.select(query.whole("overlap-same-matter"))}
    proved = {frozenset(side.iri for side in one.duties) for one in base.overlaps() if one.proof(Reason.MATTER)}
    pairs = {frozenset(side.iri for side in one.duties) for one in base.overlaps()}
    assert proved == listed & pairs
