"""Values that cannot be where they stand, numbers and names that contradict each other: each found once, with its place, in any catalogue."""

from __future__ import annotations

import random
from collections import Counter
from typing import Any

import pytest

from kg import meaning
from kg.records import Cell, Document, Field, Finding, Item, Place, Source
from kg.repair import repair
from kg.repair.evidence.kinds import Kinds
from kg.repair.places import values
from kg.sources.document.txt import parse
from kg.text import is_wordless, normal
from tests.catalogues import render

BODIES = ("yunlan-emergency", "songling-disabled", "wangjiang-library")


def findings(text: str) -> list[Finding]:
    """What is found in a text."""
    return list(repair(parse(text, Source("x.txt", "0" * 64, "utf-8")))[1])


def planted(body: Any, duty: Any, **fields: str) -> list[tuple[str, tuple[str, ...], str]]:
    """Code, duties and field of what is found when some cells of one duty are other than they should be."""
    duties = [{**d, "fields": {**d["fields"], **fields}} if d is duty else d for d in body["duties"]]
    changed: Any = {**body, "duties": duties}
    return [(f.code, f.duties, f.field) for f in findings(render.render(changed).text)]


@pytest.mark.parametrize("name", BODIES)
def test_a_value_of_another_column_is_found(name: str) -> None:
    """A department beside 监督方式 or 法定依据, a bare clause beside 责任事项, a text printed twice: one finding each."""
    body = render.load_body(name)
    for duty in body["duties"][::5]:
        number, department = (duty["number"],), body["duties"][0]["fields"]["实施机构"]
        for label in ("监督方式", "法定依据"):
            assert planted(body, duty, **{label: department}) == [("misplaced-value", number, label)]
        clause = "《公路安全保护条例》（国务院令第593号）第六十四条第一款"
        assert planted(body, duty, 责任事项=clause) == [("misplaced-value", number, "责任事项")]
        assert planted(body, duty, 责任事项=duty["fields"]["运行流程"]) == [("misplaced-value", number, "责任事项")]


@pytest.mark.parametrize("name", BODIES)
def test_steps_and_department_in_each_other_s_place(name: str) -> None:
    """实施机构 held the steps and 运行流程 the department: the steps were split into six departments. They change places where the words are those of steps."""
    body = render.load_body(name)
    for duty in body["duties"][::5]:
        steps, department = "收文登记，拟办，领导批示，分送承办，催办，归档", body["duties"][0]["fields"]["实施机构"]
        fields = {**duty["fields"], "实施机构": steps, "运行流程": department}
        if "职责边界" in fields:
            fields["职责边界"] = f"{department}独立实施"
        duties = [{**d, "fields": fields} if d is duty else d for d in body["duties"]]
        changed: Any = {**body, "duties": duties}
        document, (only,) = repair(parse(render.render(changed).text, Source("x.txt", "0" * 64, "utf-8")))
        assert (only.code, only.duties, only.field) == ("misplaced-value", (duty["number"],), "实施机构")
        (item,) = (item for item in document.items if item.number == duty["number"])
        assert only.repair
        assert [normal(item.text(label)) for label in only.repair.target] == [steps, normal(department)]
        assert [one.name for one in meaning.duty(item).departments] == [one.name for one in meaning.departments(department)]


@pytest.mark.parametrize("name", BODIES)
def test_responsibilities_in_a_workflow_are_told_by_usual_words(name: str) -> None:
    """What a workflow, a document or a responsibility reads like is known beforehand, so that words no other table uses tell as well."""
    body = render.load_body(name)
    sentence = "审批时限零超期，资料归档齐全，无违规违纪情形，群众满意率达到百分之百。"
    steps = "申请；受理；审查；现场核查；公示；决定；送达"
    seen = []
    for duty in body["duties"][::4]:
        for label, value in (("运行流程", sentence), ("责任事项", steps)):
            found = planted(body, duty, **{label: value})
            assert found in ([], [("misplaced-value", (duty["number"],), label)])
            seen.append(bool(found))
    assert 5 * sum(seen) >= 4 * len(seen)


def test_a_department_that_its_boundary_contradicts() -> None:
    """An 实施机构 that no duty has elsewhere, beside a boundary by which a known department implements alone."""
    body = render.load_body(BODIES[0])
    alone = [duty for duty in body["duties"] if duty["fields"]["职责边界"] == duty["fields"]["实施机构"] + "独立实施"]
    for duty in alone[::2]:
        others = [d for d in body["duties"] if d is not duty and d["fields"]["实施机构"] == duty["fields"]["实施机构"]]
        expected = [("implausible-department", (duty["number"],), "实施机构")] if others else []
        assert planted(body, duty, 实施机构="园林绿化科") == expected


def test_a_heading_and_its_cell_with_different_numbers() -> None:
    """The number beside 序号 is that of another table, or of none: found at the cell; the table keeps the number of its heading."""
    body = render.load_body(BODIES[0])
    for printed, code in (("1.1", "duplicate-number"), ("77.7", "wording-differs"), ("1.20", "wording-differs")):
        text = render.render(body).text
        head, table = text.split("1.2（职责事项名称）信息表", 1)
        found = findings(f"{head}1.2（职责事项名称）信息表{table.replace('1.2', printed, 1)}")
        assert [(f.code, f.duties, f.field) for f in found] == [(code, ("1.2",), "序号")]
        assert printed in found[0].message
        assert found[0].place.line
        assert found[0].place.line > head.count("\n") + 1


@pytest.mark.parametrize("city", ["", "云溪市"])
def test_a_body_is_known_by_its_name_without_the_city_too(city: str) -> None:
    """云溪市清江区水务局 is 清江区水务局 in its own cells; 清江水务局 lacks a character of either."""
    body = render.load_body(BODIES[1])
    body = {**body, "title": f"{city}清江区水务局职责目录"}
    duty = body["duties"][3]
    other = {
        **body,
        "duties": [{**d, "fields": {**d["fields"], "运行要件": "清江区水务局会议纪要"}} for d in body["duties"][:3]]
        + body["duties"][3:],
    }
    assert planted(other, duty, 运行要件="公文处理笺、清江水务局档案管理制度") == [
        ("inconsistent-name", (duty["number"],), "运行要件")
    ]
    assert planted(other, duty, 运行要件="公文处理笺、清江区水务局档案管理制度") == []


@pytest.mark.parametrize("name", BODIES)
def test_a_date_or_a_number_is_no_name_and_no_department(name: str) -> None:
    """A value without any word is found once; the duty keeps the name of the contents, and no department is made of a number."""
    body = render.load_body(name)
    duty = body["duties"][2]
    text = render.render({**body, "duties": [d if d is not duty else {**d, "name": d["name"]} for d in body["duties"]]}).text
    head, mark, table = text.partition(f"{duty['number']}（职责事项名称）信息表")
    changed = head + mark + table.replace(duty["name"], "2024年6月18日", 1)
    document, found = repair(parse(changed, Source("x.txt", "0" * 64, "utf-8")))
    assert [(f.code, f.duties, f.field) for f in found] == [("misplaced-value", (duty["number"],), "名称")]
    assert meaning.duty(document.items[2]).name == normal(duty["name"])
    assert planted(body, duty, 实施机构="20个工作日") == [("implausible-department", (duty["number"],), "实施机构")]
    assert meaning.departments("0573-82061250") == meaning.departments("20个工作日") == ()
    assert is_wordless("2024年6月18日，20个工作日以内")
    assert not is_wordless("11年" * 1000 + "甲")  # in one pattern, such a text took for ever


def test_one_wrong_character_in_the_long_name_of_a_body() -> None:
    """应急管埋局 is 应急管理局; 民政局 beside 财政局 is another body."""
    body = render.load_body(BODIES[0])
    duty = body["duties"][3]
    assert planted(body, duty, 运行要件="云岚区应急管埋局会议纪要") == [("inconsistent-name", (duty["number"],), "运行要件")]
    short: Any = {**body, "title": "云岚区财政局职责目录"}
    assert planted(short, duty, 运行要件="云岚区民政局会议纪要") == []
    assert meaning.suspect("电子邮箱：yjj.yunlan.gov.cn") == "yjj.yunlan.gov.cn"
    assert meaning.suspect("信箱：www.yunlan.gov.cn；网站：yunlan.gov.cn") == ""


def test_a_citation_beside_a_telephone_label_has_not_slipped() -> None:
    """A clause beside 监督电话 is misplaced there; it is no row that slipped into the empty column of remarks."""
    columns = "序号\t职权名称\t职权类型\t实施依据\t承办机构\t责任事项\t监督电话\t备注"
    clause = "《城市供水条例》第{}条"
    rows = [f"{n}\t办理第{n}类事项\t行政许可\t{clause.format(n)}\t审批科\t受理、审查、决定。\t5555123{n}\t" for n in range(1, 7)]
    rows[3] = rows[3].replace("55551234", "《城镇排水与污水处理条例》第五十条")
    found = findings("\n".join(["某区水务局权责清单", columns, *rows]))
    assert [(f.code, f.duties, f.field) for f in found] == [("misplaced-value", ("4",), "监督电话")]


@pytest.mark.parametrize("name", BODIES)
def test_what_stands_where_it_cannot(name: str) -> None:
    """A telephone beside 运行要件, a department beside 责任事项, a bare clause beside 职责边界, a lone mark: one finding, of the right kind."""
    body = render.load_body(name)
    duty = body["duties"][4]
    for label, value, code in (
        ("运行要件", "监督电话：0579-88126031", "misplaced-value"),
        ("责任事项", body["duties"][0]["fields"]["实施机构"], "misplaced-value"),
        ("职责边界", "《道路运输从业人员管理规定》第六条第二款", "misplaced-value"),
        ("运行要件", "、", "stray-mark"),
        ("监督方式", "举报邮箱：zfdjb#yunxi.gov.cn\n举报电话：0579-88126110", "bad-contact"),
        ("法定依据", "《机动车驾驶员培训管理 规定》第六条", "odd-space"),
        ("实施机构", "综 合 管理科", "odd-space"),
    ):
        assert planted(body, duty, **{label: value}) == [(code, (duty["number"],), label)]


def test_a_mailbox_of_another_domain() -> None:
    """gov.com beside gov.cn everywhere else."""
    body = render.load_body(BODIES[0])
    usual: Any = {
        **body,
        "duties": [{**d, "fields": {**d["fields"], "监督方式": "邮箱：yjj@yunlan.gov.cn"}} for d in body["duties"]],
    }
    assert planted(usual, usual["duties"][5]) == []
    assert planted(usual, usual["duties"][5], 监督方式="邮箱：yjj@yunlan.gov.com") == [
        ("bad-contact", (usual["duties"][5]["number"],), "监督方式")
    ]


def test_a_number_printed_twice_in_the_contents_is_that_of_the_table() -> None:
    """8.1, 8.1 for 8.1, 8.2: a phantom item came of it, and a second finding for the table; now the name tells which is meant."""
    body = render.load_body(BODIES[0])
    first, second = (duty["number"] for duty in body["duties"][5:7])
    head, mark, rest = render.render(body).text.partition("（职责事项名称）信息表")
    document, found = repair(
        parse(f"\t{first}".join(head.rsplit(f"\t{second}", 1)) + mark + rest, Source("x.txt", "0" * 64, "utf-8"))
    )
    assert [item.number for item in document.items] == [duty["number"] for duty in body["duties"]]
    assert all(item.contents for item in document.items)
    assert [(f.code, f.duties) for f in found] == [("duplicate-number", (second,))]
    assert found[0].repair
    assert (found[0].repair.origin, found[0].repair.target) == ((first,), (second,))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("市财政局核定补贴，储备管理处提出计划", True),
        ("街道提供场地", True),
        ("检察院、司法局派员授课", True),
        ("市农业农村局：种植养殖至进入批发市场\n市场监管局：进入市场以后", True),
        ("市级：审查市辖区项目；县级：审查本行政区域项目", True),
        ("无监测站的由市级审批", True),
        ("改变取水地点的不属于变更，应当重新申请", False),
    ],
)
def test_a_boundary_that_names_who_does_what_is_stated(text: str, told: bool) -> None:
    """Bodies as subjects of sentences without 负责 were reported as boundaries that say nothing."""
    cell = Cell(text, Place(line=3))
    item = Item("1.1", None, 1, cell, (Field("职责边界", "boundary", cell, cell),))
    document = Document(Source("one.txt", "", "txt"), cell, (), (item,), ("职责边界",), kinds={"职责边界": "boundary"})
    assert [finding.code for finding in values.boundaries(document)] == ([] if told else ["unstated-boundary"])


def test_no_exchange_is_repaired_wrongly() -> None:
    """Of random exchanges of two values of a duty, four of sixty were taken for rows that had slipped, and texts were lost; hardly any was put back."""
    chance, outcome = random.Random(20261127), Counter[str]()
    for n in range(36):
        body = render.load_body(BODIES[n % len(BODIES)])
        duty = chance.choice(body["duties"])
        one, other = chance.sample([label for label, text in duty["fields"].items() if text], 2)
        fields = {**duty["fields"], one: duty["fields"][other], other: duty["fields"][one]}
        changed: Any = {**body, "duties": [{**d, "fields": fields} if d is duty else d for d in body["duties"]]}
        document, found = repair(parse(render.render(changed).text, Source("x.txt", "0" * 64, "utf-8")))
        (item,) = (item for item in document.items if item.number == duty["number"])
        exact = all(render.compact(item.text(label)) == render.compact(duty["fields"][label]) for label in (one, other))
        outcome["exact" if exact else "wrong" if any(f.repair for f in found) else "left"] += 1
    assert outcome["wrong"] == 0, outcome
    assert outcome["exact"] >= 15, outcome


def test_a_duty_left_out_twice_is_left_out_once() -> None:
    """A text beside 责任事项 and 追责情形 of one duty left that duty out of account twice: its words counted less than none, and reading broke off."""
    document = parse(render.render(render.load_body("yunlan-emergency")).text, Source("x.txt", "0" * 64, "utf-8"))
    kinds, item = Kinds.of(document), document.items[0]
    for field in item.fields:
        once, twice = (kinds.without(*items).likeness(field.label, field.text) for items in ((item,), (item, item)))
        assert once == twice
