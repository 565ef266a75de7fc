"""Displaced rows are put back only where nothing else fits as well; a wrong repair is worse than none."""

from __future__ import annotations

import io
import random
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from kg import meaning
from kg.records import Document, Finding, Severity, Source
from kg.repair import repair
from kg.sources import read
from kg.sources.document import reading
from kg.sources.document.txt import parse
from kg.sources.files import separated
from kg.sources.files.bounded import Worker
from tests.catalogues import render

ROLES = ("{0}（牵头），{1}（配合）", "{0}会同{1}", "{0}、{1}（牵头）", "{0}（牵头）\n\n{1}（配合）", "{0}牵头，{1}配合")
BODIES = ("yunlan-emergency", "songling-disabled", "liuwan-subdistrict", "wangjiang-library", "shiqiao-water")


def repaired(rendered: Any) -> tuple[Document, tuple[Finding, ...]]:
    """A rendered catalogue read and repaired."""
    return repair(parse(rendered.text, Source("x.txt", "0" * 64, "utf-8")))


def changed(body: Any, number: str, fields: Mapping[str, str]) -> Any:
    """The body with some cells of one duty as given."""
    duties = [{**d, "fields": {**d["fields"], **fields}} if d["number"] == number else d for d in body["duties"]]
    return {**body, "duties": duties}


def part(body: Any, duties: list[Any]) -> Any:
    """The body with these duties only."""
    used = {duty["responsibility"] for duty in duties}
    return {**body, "duties": duties, "responsibilities": [r for r in body["responsibilities"] if r["number"] in used]}


def cells(document: Document, number: str) -> dict[str, str]:
    """The values of a duty after repair, without white space."""
    (item,) = (item for item in document.items if item.number == number)
    return {field.label: render.compact(field.text) for field in item.fields}


@pytest.mark.parametrize("form", ROLES)
@pytest.mark.parametrize("name", BODIES[:2])
def test_departments_with_roles_stay_where_no_boundary_is_printed(name: str, form: str) -> None:
    """An empty 职责边界 below departments with roles is missing; they were once taken for the boundary and moved into it."""
    body = render.load_body(name)
    names = list(dict.fromkeys(duty["fields"]["实施机构"] for duty in body["duties"] if "、" not in duty["fields"]["实施机构"]))
    for duty in body["duties"][::5]:
        number = duty["number"]
        document, findings = repaired(render.render(changed(body, number, {"实施机构": form.format(*names), "职责边界": ""})))
        assert [(f.code, f.duties, f.field) for f in findings] == [("missing-value", (number,), "职责边界")]
        (item,) = (item for item in document.items if item.number == number)
        assert [d.name for d in meaning.duty(item).departments] == names[:2]


@pytest.mark.parametrize("form", ROLES[:4])
def test_departments_with_roles_do_not_spoil_a_shift_below_them(form: str) -> None:
    """Where rows below 实施机构 moved up, departments with roles are no part of the move."""
    body, applied = render.load_body("songling-disabled"), 0
    for duty in body["duties"][::4]:
        number, lead = duty["number"], duty["fields"]["实施机构"].split("、")[0]
        roles = changed(body, number, {"实施机构": form.format(lead, "办公室"), "职责边界": f"{lead}独立实施"})
        rendered = render.render(roles, render.shift_up(number, "运行流程", "责任事项"))
        document, findings = repaired(rendered)
        (gold,) = (record["fields"] for record in rendered.gold["records"] if record["number"] == number)
        (found,) = [f for f in findings if f.code == "row-shift"]
        if found.repair:
            assert "实施机构" not in (*found.repair.origin, *found.repair.target)
            assert cells(document, number) == {label: render.compact(text) for label, text in gold.items()}
            applied += 1
    assert applied >= 3


def test_several_displaced_tables_are_each_put_back() -> None:
    """What a column looks like is learned from the tables that look right: one displaced table once hid another."""
    body = render.load_body("songling-disabled")
    numbers = [duty["number"] for duty in body["duties"][1::4]]
    ends = [("法定依据", "责任事项"), ("实施机构", "监督方式"), ("职责边界", "责任事项"), ("法定依据", "运行要件")]
    shifts = [render.shift_down(number, *end, "") for number, end in zip(numbers, ends, strict=True)]
    rendered = render.render(body, *shifts)
    document, findings = repaired(rendered)
    assert [f.duties for f in findings if f.code == "row-shift"] == [(number,) for number in numbers]
    for record in rendered.gold["records"]:
        gold = {label: render.compact(text) for label, text in record["fields"].items()}
        assert cells(document, record["number"]) == gold


def test_a_file_of_two_tables_is_enough() -> None:
    """What the labels mean is known before any document is read: a shift in a file of one or two tables is found."""
    body = render.load_body("songling-disabled")
    outcome: Counter[bool] = Counter()
    for n in range(0, len(body["duties"]) - 1, 2):
        duties = body["duties"][n : n + 2]
        number = duties[0]["number"]
        rendered = render.render(part(body, duties), render.shift_down(number, "法定依据", "责任事项", ""))
        gold = {label: render.compact(text) for label, text in rendered.gold["records"][0]["fields"].items()}
        outcome[cells(repaired(rendered)[0], number) == gold] += 1
    assert outcome[True] >= 0.8 * outcome.total(), outcome


def test_two_extents_that_fit_alike_are_reported_and_not_chosen() -> None:
    """A department name beside 职责边界 may be the boundary or the displaced department where boundaries are often bare names."""
    body = render.load_body("liuwan-subdistrict")
    doubtful = [d for d in body["duties"] if d["fields"]["职责边界"] == d["fields"]["实施机构"]]
    for duty in doubtful[:4]:
        number = duty["number"]
        rendered = render.render(body, render.shift_down(number, "法定依据", "实施机构", ""))
        document, findings = repaired(rendered)
        (found,) = [f for f in findings if f.code == "row-shift"]
        assert (found.repair, found.duties) == (None, (number,))
        (item,) = (item for item in document.items if item.number == number)
        assert all(field.value is field.printed or not field.text for field in item.fields)
        assert {f.code for f in findings} == {"row-shift", "missing-value"}


def test_hardly_a_shift_is_repaired_wrongly() -> None:
    """Of random shifts of any two rows and more, at most one in twenty is put back otherwise than it was."""
    chance = random.Random(20261126)
    outcome: Counter[str] = Counter()
    for n in range(60):
        body = render.load_body(BODIES[n % len(BODIES)])
        labels = render.labels_of(body)[2:]
        first, last = sorted(chance.sample(range(len(labels)), 2))
        number = chance.choice(body["duties"])["number"]
        ends = number, labels[first], labels[last]
        rendered = render.render(body, render.shift_down(*ends, "") if n % 2 else render.shift_up(*ends))
        document, findings = repaired(rendered)
        (gold,) = (record["fields"] for record in rendered.gold["records"] if record["number"] == number)
        exact = cells(document, number) == {label: render.compact(text) for label, text in gold.items()}
        applied = any(f.repair for f in findings)
        outcome["exact" if exact else "wrong" if applied else "left"] += 1
    assert outcome["wrong"] <= 3, outcome
    assert outcome["exact"] >= 42, outcome


def test_a_bad_contact_is_seen_in_a_displaced_table() -> None:
    """A telephone number too short stays beside 监督方式 and is reported, though other rows of the table had moved."""
    body = render.load_body(BODIES[0])
    for duty in body["duties"][::6]:
        number = duty["number"]
        short = changed(body, number, {"监督方式": "电话：6821"})
        document, findings = repaired(render.render(short, render.shift_down(number, "法定依据", "责任事项", "")))
        assert cells(document, number)["监督方式"] == "电话：6821"
        assert [f.code for f in findings if f.field == "监督方式"] == ["bad-contact"]


def test_two_extents_that_give_the_same_cells_are_no_doubt() -> None:
    """Everything up by one and the contact printed once more at the end: whether that last cell moved too makes no difference."""
    body = render.load_body(BODIES[0])
    duty = body["duties"][7]
    labels = render.labels_of(body)[render.labels_of(body).index("法定依据") :]
    values = [duty["fields"][label] for label in labels]
    up = changed(body, duty["number"], dict(zip(labels, [*values[1:], values[-1]], strict=True)))
    document, findings = repaired(render.render(up))
    (found,) = (one for one in findings if one.code == "row-shift")
    assert found.repair
    assert [cells(document, duty["number"])[label] for label in labels] == ["", *map(render.compact, values[1:])]


def cards(body: Any, form: str, number: str, values: list[str]) -> bytes:
    """Information tables of some duties in a file of this form; those of one have the `values` from 法定依据 on, the last beside no label."""
    made = []
    for duty in body["duties"]:
        labels = [*duty["fields"]]
        printed = [*duty["fields"].values()]
        at = labels.index("法定依据")
        if duty["number"] == number:
            labels, printed = [*labels, ""], [*printed[:at], *values]
        made.append([("序号", duty["number"]), ("名称", duty["name"]), *zip(labels, printed, strict=True)])
    heads = [f"{rows[0][1]}（职责事项名称）信息表" for rows in made]
    if form == "txt":
        told = ["\n\n".join((head, *(f"\t{a}\n\t{b}" for a, b in rows))) for head, rows in zip(heads, made, strict=True)]
        return "\n\n".join(told).encode()
    stream = io.BytesIO()
    if form == "docx":
        file = docx.Document()
        for head, rows in zip(heads, made, strict=True):
            file.add_paragraph(head)
            table = file.add_table(len(rows), 2)
            for n, pair in enumerate(rows):
                table.cell(n, 0).text, table.cell(n, 1).text = pair
        file.save(stream)
    else:
        book = openpyxl.Workbook()
        for head, rows in zip(heads, made, strict=True):
            for row in [(head,), *rows, ()]:
                book.active.append(row)
        book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("junk", ["", "〞"])
@pytest.mark.parametrize("form", ["txt", "docx", "xlsx"])
def test_a_shift_down_whose_last_value_stands_beside_no_label(form: str, junk: str, tmp_path: Path, worker: Worker) -> None:
    """All values from 法定依据 on stood a row too low, and the last one in a row of its own: it was read as more of 监督方式 (in a workbook, as a title of the next table), and nothing was put back."""
    body = render.load_body("songling-disabled")
    body = part(body, body["duties"][:9])
    for duty in body["duties"][::3]:
        values = [duty["fields"][label] for label in [*duty["fields"]][[*duty["fields"]].index("法定依据") :]]
        path = tmp_path / f"cards.{form}"
        path.write_bytes(cards(body, form, duty["number"], [junk, *values]))
        document, findings = repair(read(path, worker))
        assert [(f.code, f.duties, f.field) for f in findings if f.code != "stray-mark"] == [
            ("row-shift", (duty["number"],), "法定依据")
        ]
        assert cells(document, duty["number"]) == {
            "序号": duty["number"], "名称": render.compact(duty["name"]), **{k: render.compact(v) for k, v in duty["fields"].items()}
        }  # fmt: skip


@pytest.mark.parametrize("form", ["txt", "docx", "xlsx"])
def test_a_value_beside_no_label_is_more_of_the_last_where_nothing_slipped(form: str, tmp_path: Path, worker: Worker) -> None:
    """A second telephone below 监督方式, its label left blank, goes on with the first, also where another value is missing."""
    body = render.load_body("songling-disabled")
    body = part(body, body["duties"][:9])
    duty = body["duties"][4]
    labels = [*duty["fields"]]
    values = [duty["fields"][label] if label != "运行要件" else "" for label in labels[labels.index("法定依据") :]]
    path = tmp_path / f"cards.{form}"
    path.write_bytes(cards(body, form, duty["number"], [*values, "夜间电话：0755-88120034"]))
    document, findings = repair(read(path, worker))
    assert [(f.code, f.field) for f in findings] == [("missing-value", "运行要件"), ("extra-cell", "监督方式")]
    assert cells(document, duty["number"])["监督方式"] == render.compact(values[-1]) + "夜间电话：0755-88120034"


def _rows(*fields: tuple[str, ...]) -> str:
    """Tables of these fields, a line each."""
    labels = ("序号", "名称", "责任科室", "职责依据", "工作流程", "工作要求")
    return "县林业局职责目录\n\n" + "\n\n".join(
        "\n".join(f"{label}\t{text}" for label, text in zip(labels, one, strict=True)) for one in fields
    )


FORESTRY = (
    ("1", "采伐许可", "资源科", "《中华人民共和国森林法》第一条", "受理—勘验—批复", "及时登记"),
    ("2", "林地占用审核", "资源科", "《中华人民共和国森林法》第二条", "申请—审核—登记", "不得越权审批"),
    ("3", "森林防火检查", "防火办", "《中华人民共和国森林法》第三条", "制订计划—检查—反馈", "发现隐患立即整改"),
    ("4", "生态补偿发放", "防火办", "《中华人民共和国森林法》第四条", "上报—核实—发放", "按标准发放"),
    ("5", "退耕还林验收", "造林科", "《中华人民共和国森林法》第五条", "自查—验收—公示", "验收数据真实"),
)


def _kept(texts: tuple[str, ...], number: str) -> tuple[dict[str, str], list[Finding]]:
    """What a duty has after repair when its table prints these texts, and its findings."""
    document, findings = repair(
        parse(_rows(*(texts if one[0] == number else one for one in FORESTRY)), Source("x.txt", "0" * 64, "utf-8"))
    )
    return cells(document, number), [f for f in findings if number in f.duties]


def test_the_words_of_a_few_tables_do_not_end_a_block() -> None:
    """In five tables the basis had slipped over the workflow; 工作要求 below it read a little like a workflow and was moved too: what stood right became wrong."""
    for one in FORESTRY:
        printed = (*one[:3], "", one[3], one[5])
        found, told = _kept(printed, one[0])
        assert found["工作要求"] == one[5]
        assert found["工作流程"] in ("", one[3])
        assert "row-shift" in {f.code for f in told}


def test_values_that_slipped_are_not_taken_for_two_exchanged_ones() -> None:
    """Rows slipped down and the first stood twice: two of them, each fitting the other's label a little, changed places, and a wrong value came to stand beside 备注."""
    body = render.load_body("liuwan-subdistrict")
    for duty in body["duties"][::4]:
        number, fields = duty["number"], duty["fields"]
        slipped = {"监督方式": fields["责任事项"], "备注": fields["监督方式"]}
        document, findings = repaired(render.render(changed(body, number, slipped)))
        found = cells(document, number)
        assert found["备注"] in ("", render.compact(fields["监督方式"])), found
        assert [f for f in findings if number in f.duties]


def test_a_value_that_reads_like_a_body_is_no_department() -> None:
    """A list had no 责任科室 in a row, and 周一闭馆 beside 备注 was moved there, since it ends like a library (图书馆)."""
    rows = [
        f"{n},{name},《城市图书条例》第{n}条,{room},{note}"
        for n, name, room, note in (
            (1, "图书借阅", "流通部", ""),
            (2, "读者培训", "辅导部", "每季度一次"),
            (3, "古籍保护", "特藏部", ""),
            (4, "展览开放", "", "周一闭馆"),
            (5, "分馆建设", "辅导部", ""),
            (6, "馆际互借", "流通部", "限本市"),
        )
    ]
    document, findings = repaired_list("序号,职责名称,设定依据,责任科室,备注", rows)
    (item,) = (one for one in document.items if one.number == "4")
    assert (item.text("责任科室"), item.text("备注")) == ("", "周一闭馆")
    assert [(f.code, f.duties, f.repair) for f in findings if f.severity is Severity.VIOLATION] == [("row-shift", ("4",), None)]


def repaired_list(head: str, rows: list[str]) -> tuple[Document, tuple[Finding, ...]]:
    """A list of commas read and repaired."""
    source = Source("x.csv", "0" * 64, "csv")
    return repair(reading.document(separated.blocks("\n".join([head, *rows]), "x.csv"), source))
