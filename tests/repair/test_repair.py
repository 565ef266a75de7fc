"""Defects are found where they are, repaired where no guess is needed, and never seen where there are none."""

from __future__ import annotations

import ast
import json
import random
import re
import subprocess
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

import kg
from kg import query
from kg import repair as repairs
from kg.findings import KINDS
from kg.records import Document, Finding, Place, Severity, Source, Status
from kg.repair import repair
from kg.sources import read
from kg.sources.document.txt import parse
from kg.sources.files.decode import decode
from tests.catalogues import render

Run = Callable[..., "subprocess.CompletedProcess[str]"]
MARKS = "\"'、*"
HERE = Path(__file__).parents[1] / "catalogues"


BODIES: list[str] = render.body_names()


def repaired(text: str) -> tuple[Document, tuple[Finding, ...]]:
    """A text read and repaired."""
    return repair(parse(text, Source("x.txt", "0" * 64, "utf-8")))


def problems(rendered: Any) -> list[object]:
    """What differs between the gold of a rendered catalogue and what was found."""
    text, _ = decode(rendered.data, "x.txt")
    document, findings = repaired(text)
    left, wrong = list(findings), []
    for gold in rendered.gold["defects"]:
        hit = next(
            (f for f in left if f.code == gold["code"] and gold["number"] in f.duties and f.place.line in gold["lines"]), None
        )
        if hit:
            left.remove(hit)
        else:
            wrong.append(("missed", gold))
    tolerated = {(one["code"], one["number"]) for one in rendered.gold["tolerated"]}
    wrong += [("false", f) for f in left if not any((f.code, number) in tolerated for number in f.duties)]
    tables = [item for item in document.items if item.table]
    for item, record in zip(tables, rendered.gold["records"], strict=True):
        for label, value in record["fields"].items():
            if render.compact(item.text(label)).strip(MARKS) != render.compact(value).strip(MARKS):
                wrong.append(("cell", item.number, label, item.text(label), value))
    return wrong


def test_bundled_document_has_exactly_its_known_defects(bundled_source: Path) -> None:
    """Each known defect of the real document is reported with its line and severity, and nothing else."""
    _, findings = repair(read(bundled_source))
    found = [(f.code, f.severity.value, f.duties[0], f.place.line) for f in findings]
    assert [f for f in found if f[0] != "odd-space"] == [
        ("stray-mark", "info", "9.1", 210),
        ("wording-differs", "info", "5.1", 698),
        ("inconsistent-name", "warning", "7.2", 998),
        ("wording-differs", "warning", "8.6", 1306),
        ("stray-mark", "info", "9.1", 1370),
        ("wording-differs", "warning", "9.1", 1370),
        ("row-shift", "violation", "9.1", 1373),
        ("stray-mark", "info", "9.1", 1373),
        ("missing-value", "warning", "9.1", 1388),
        ("copied-text", "warning", "12.5", 1994),
        ("wording-differs", "warning", "12.6", 2006),
        ("misplaced-value", "warning", "12.7", 2048),
        ("wording-differs", "info", "12.9", 2096),
    ]
    spaces = [f[3] for f in found if f[0] == "odd-space"]
    assert spaces[:4] == [710, 780, 838, 844]
    assert {2108, 2114} < set(spaces)
    assert len(spaces) == 29


@pytest.mark.parametrize("mark", ["", "、", "”", "*"])
def test_the_shift_is_recognised_by_what_stands_where(bundled_source: Path, mark: str) -> None:
    """Under another number and with another mark, or none, the same table is repaired in the same way."""
    text = bundled_source.read_text("utf-8")
    other = re.sub(r"(?m)^(\t?)9\.1(?=$|（)", r"\g<1>77.3", text).replace('\t"\n\n\t实施机构', f"\t{mark}\n\n\t实施机构")
    document, findings = repaired(other)
    item = next(item for item in document.items if item.number == "77.3")
    assert item.text("实施机构") == "权益保障部"
    assert item.text("法定依据").startswith("《天津市滨海新区总工会机关机构改革方案》")
    lost = item.field("责任事项")
    assert lost
    assert lost.status is Status.MISSING
    assert lost.printed
    assert [f.duties for f in findings if f.code == "row-shift"] == [("77.3",)]


@pytest.mark.parametrize("name", BODIES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_clean_catalogues_raise_no_alarm(name: str, encoding: str, newline: str) -> None:
    """A clean catalogue gives every cell and no finding, in any encoding and with any line ends."""
    layout = render.Layout(encoding=encoding, newline=newline)
    assert problems(render.render(render.load_body(name), layout=layout)) == []


@pytest.mark.parametrize("between", ["form-feed", "form-feed-glued", "page-header"])
@pytest.mark.parametrize("name", BODIES)
def test_page_furniture_is_no_text(name: str, between: str) -> None:
    """Form feeds and repeated titles between tables belong to no cell."""
    assert problems(render.render(render.load_body(name), layout=render.Layout(between=between, loose_cells=True))) == []


def _injuries(body: Any, number: str, label: str) -> list[Callable[[Any], Any]]:
    return [
        render.empty_value(number, label),
        render.empty_value(number, label, keep_line=False),
        render.drop_row(number, label),
        render.stray_mark(number, label, '"', "start"),
        render.stray_mark(number, label, '"', "end"),
        render.contents_wording(number, "负责全市妇幼健康工作。"),
        render.contents_full_stop(number),
        render.drop_table(number),
        *(render.odd_space(number, label, kind) for kind in render.ODD_SPACES),
        render.duplicate_number(number, body["duties"][0]["number"]),
    ]


@pytest.mark.parametrize("name", BODIES)
def test_single_defects_are_found_and_nothing_else(name: str) -> None:
    """Each kind of injury of one cell, row or table is reported with its code, duty and line, without a false alarm."""
    body = render.load_body(name)
    labels = render.labels_of(body)[2:]
    for n, duty in enumerate(body["duties"][1::5]):
        for injury in _injuries(body, duty["number"], labels[n % len(labels)]):
            assert problems(render.render(body, injury)) == []


def test_most_shifts_of_any_span_are_repaired_exactly() -> None:
    """Of random shifts over any rows, up or down, with any junk, at least 75 % come out cell for cell as they were."""
    chance = random.Random(20261124)
    outcome: Counter[bool] = Counter()
    while outcome.total() < 60:
        body = render.load_body(chance.choice(BODIES))
        labels = render.labels_of(body)[2:-1]
        first, last = sorted(chance.sample(range(len(labels)), 2))
        number = chance.choice(body["duties"])["number"]
        junk = chance.choice(['"', "", "、"])
        down = render.shift_down(number, labels[first], labels[last], junk)
        injury = down if chance.random() < 0.6 else render.shift_up(number, labels[first], labels[last])
        outcome[problems(render.render(body, injury)) == []] += 1
    assert outcome[True] / outcome.total() >= 0.75, outcome


def test_the_repair_of_the_bundled_document(bundled_source: Path) -> None:
    """9.1's shift names the labels it moved values from and to, and where the lost value should stand."""
    _, findings = repair(read(bundled_source))
    (shift,) = [f for f in findings if f.code == "row-shift"]
    (lost,) = [f for f in findings if f.code == "missing-value"]
    assert shift.repair
    assert (shift.repair.status, shift.repair.origin) == ("applied", ("实施机构", "职责边界", "运行流程", "运行要件", "责任事项"))
    assert shift.repair.target == ("法定依据", "实施机构", "职责边界", "运行流程", "运行要件")
    assert (shift.field, lost.field, lost.duties) == ("法定依据", "责任事项", ("9.1",))


def test_odd_spaces_of_the_bundled_document(bundled_source: Path) -> None:
    """Six cells begin with a full-width blank and 23 have a run of blanks before the telephone number."""
    _, findings = repair(read(bundled_source))
    odd = [f for f in findings if f.code == "odd-space"]
    assert [f.place.line for f in odd if "全角" in f.message] == [710, 780, 838, 844, 2108, 2114]
    lines = bundled_source.read_text("utf-8").split("\n")
    assert [f.place.line for f in odd if "连续" in f.message] == [
        n for n, line in enumerate(lines, 1) if re.search(r"\S {2,}\S", line)
    ]
    assert len([f for f in odd if "连续" in f.message]) == 23


def test_check_prints_the_findings(bundled_source: Path, inside: Run) -> None:
    """`check SOURCE --format json` prints every finding in the contract's form and ends with 1, for 9.1 is a violation."""
    done = inside("check", bundled_source, "--format", "json")
    found = json.loads(done.stdout)
    assert (done.returncode, len(found)) == (1, 42), done.stderr
    assert all(set(one) == {"code", "severity", "duties", "field", "message", "source", "repair"} for one in found)
    assert all(one["source"]["path"] == str(bundled_source) and one["source"]["line"] > 0 for one in found)
    assert [one["repair"]["status"] for one in found if one["repair"]] == ["applied"]
    assert all(re.search("[\u4e00-\u9fff]", one["message"]) for one in found)


def test_check_of_a_clean_catalogue(inside: Run, tmp_path: Path) -> None:
    """`check` of a document without defects prints an empty list and ends with 0."""
    source = tmp_path / "clean.txt"
    source.write_bytes(render.render(render.load_body(BODIES[0])).data)
    done = inside("check", source, "--format", "json")
    assert (done.returncode, json.loads(done.stdout)) == (0, []), done.stderr


@pytest.mark.parametrize("name", BODIES)
def test_layout_is_no_defect(name: str) -> None:
    """Blank lines, loose cells, an absent final newline or line between the tables give the same items and no finding."""
    body = render.load_body(name)
    plain, _ = repaired(render.render(body).text)
    layouts = [
        render.Layout(extra_blank=2),
        render.Layout(loose_cells=True, contents_tail=False),
        render.Layout(final_newline=False, newline="\r\n", between="page-header"),
    ]
    for layout in layouts:
        document, findings = repaired(render.render(body, layout=layout).text)
        assert findings == ()
        assert meant(document) == meant(plain), layout


def meant(document: Document) -> list[tuple[object, ...]]:
    """All a document says, without the places."""
    listed = [
        (i.contents.name.text.strip("\n"), i.contents.page, i.contents.responsibility) if i.contents else None
        for i in document.items
    ]
    return [(i.number, row, [(f.label, f.text) for f in i.fields]) for i, row in zip(document.items, listed, strict=True)]


def _further_injuries(body: Any, number: str, label: str) -> list[Callable[[Any], Any]]:
    """The injuries that the other test leaves out; `number` shares its responsibility with another duty."""
    earlier = body["duties"][0]["number"]
    return [
        render.drop_contents_item(number),
        render.stray_mark(number, label, "'", "line"),
        render.stray_mark(number, label, "*", "end"),
        render.stray_mark(number, "名称", '"', "contents"),
        render.duplicate_number(number, earlier, "contents"),
        render.duplicate_number(number, earlier, "table"),
        render.empty_value(number, "序号"),
        render.empty_value(number, "名称"),
        render.drop_row(number, "名称"),
    ]


@pytest.mark.parametrize("name", BODIES)
def test_further_defects_are_found_and_nothing_else(name: str) -> None:
    """Marks in the contents or on their own line, lost numbers and names, half-doubled numbers: each exactly once."""
    body = render.load_body(name)
    for duty in body["duties"][1::9]:
        for injury in _further_injuries(body, duty["number"], "运行要件"):
            assert problems(render.render(body, injury)) == []


@pytest.mark.parametrize("label", ["法定依据", "运行要件", "监督方式", "备注"])
@pytest.mark.parametrize("name", BODIES)
def test_an_empty_cell_moves_nothing(name: str, label: str) -> None:
    """Where only one cell is empty it is missing, and no value of the table is moved into it.

    (An empty 实施机构 above a 职责边界 that is a bare department name cannot be told from a shift of one row.)
    """
    body = render.load_body(name)
    duties = [duty["number"] for duty in body["duties"] if label in duty["fields"]]
    wrong = [number for number in duties[::3] if problems(render.render(body, render.empty_value(number, label)))]
    assert wrong == []


def _shift(body: Any, chance: random.Random, least: int) -> Any:
    """A random shift of at least `least` rows of a random table."""
    labels = render.labels_of(body)[1:]
    first = chance.randrange(len(labels) - least + 1)
    ends = labels[first], labels[chance.randrange(first + least - 1, len(labels))]
    number = chance.choice(body["duties"])["number"]
    junk = chance.choice(['"', "", "·", None])
    return render.shift_up(number, *ends) if junk is None else render.shift_down(number, *ends, junk)


def test_shifts_of_three_rows_and_more_are_repaired_exactly() -> None:
    """Of random shifts of three or more rows, over any columns up to the last, at least 80 % come out cell for cell."""
    chance = random.Random(20261125)
    bodies = [render.load_body(name) for name in BODIES]
    wrong = 0
    for n in range(100):
        body = bodies[n % len(bodies)]
        wrong += problems(render.render(body, _shift(body, chance, 3))) != []
    assert wrong <= 20


def test_a_shift_never_spreads() -> None:
    """Whatever a shift does to a table, the other tables stay as printed, no value is invented, and no printed cell is altered."""
    chance = random.Random(3)
    for name in BODIES * 4:
        body = render.load_body(name)
        text = render.render(body, _shift(body, chance, 2)).text
        before = parse(text, Source("x.txt", "0" * 64, "utf-8"))
        after, findings = repair(before)
        touched = {number for f in findings if f.code == "row-shift" for number in f.duties}
        for old, new in zip(before.items, after.items, strict=True):
            assert [f.printed for f in old.fields] == [f.printed for f in new.fields]
            assert {f.value for f in new.fields} <= {f.value for f in old.fields} | {None}
            assert new.number in touched or [f.text for f in old.fields] == [f.text for f in new.fields]
        assert len(touched) <= 1


PLANTED = {
    "implausible-department": ("实施机构", "详见附件"),
    "bad-contact": ("监督方式", "监督电话：0571-555020；信箱：zhuxi@bhxqgh"),
    "misplaced-value": ("实施机构", "《中华人民共和国工会法》第二条"),
    "unstated-boundary": ("职责边界", "按有关规定执行"),
}


@pytest.mark.parametrize("code", PLANTED)
@pytest.mark.parametrize("name", BODIES)
def test_values_that_cannot_be_are_reported(name: str, code: str) -> None:
    """No department, no contact, another column's kind of value, a boundary that says nothing: one finding each, on its duty."""
    label, value = PLANTED[code]
    body = render.load_body(name)
    if label not in body["duties"][0]["fields"]:
        return
    for duty in body["duties"][::6]:
        changed = {**body, "duties": [{**d, "fields": {**d["fields"], label: value}} if d is duty else d for d in body["duties"]]}
        _, findings = repaired(render.render(changed).text)
        assert [(f.code, f.duties, f.field) for f in findings] == [(code, (duty["number"],), label)]


def test_a_workflow_that_reads_as_accountability_is_misplaced() -> None:
    """Another duty's 责任事项 under 运行流程 is told by its words, learned from the other tables."""
    body = render.load_body("yunlan-emergency")
    for n, duty in enumerate(body["duties"][:-1:4]):
        other = body["duties"][body["duties"].index(duty) + 1]["fields"]["责任事项"]
        changed = {
            **body,
            "duties": [{**d, "fields": {**d["fields"], "运行流程": other}} if d is duty else d for d in body["duties"]],
        }
        _, findings = repaired(render.render(changed).text)
        assert [(f.code, f.duties) for f in findings] == [("misplaced-value", (duty["number"],))], n


def test_findings_name_the_words(bundled_source: Path) -> None:
    """12.5 carries 12.3's text, told by 财务; 滨海新总工会 is the federation's name with a character missing, five times."""
    _, findings = repair(read(bundled_source))
    (copied,) = [f for f in findings if f.code == "copied-text"]
    (name,) = [f for f in findings if f.code == "inconsistent-name"]
    assert "12.3" in copied.message
    assert "财务" in copied.message
    assert "“滨海新总工会”应为“滨海新区总工会”" in name.message
    assert name.duties == ("7.2", "7.6", "9.3", "10.1", "12.1")


def test_a_text_copied_from_another_duty_is_told_by_its_words() -> None:
    """Of texts that hold a word of their source's name, copied with other marks into the duty above, two in three are found, and nothing else.

    The rest hold only words that many duties use, or that the duty uses itself; what it quotes from a clause is no use of its own.
    """
    planted = found = 0
    for name in BODIES:
        body = render.load_body(name)
        for duty, other in list(pairwise(body["duties"]))[::3]:
            text = other["fields"].get("责任事项", "")
            shared = set(pairwise(other["name"])) & set(pairwise(text))
            if len(text) < 12 or duty["fields"]["责任事项"] == text or not shared:
                continue
            fields = {**duty["fields"], "责任事项": text.replace("，", "；")}
            changed = {**body, "duties": [{**d, "fields": fields} if d is duty else d for d in body["duties"]]}
            findings = [(f.code, f.duties, f.field) for f in repaired(render.render(changed).text)[1]]
            assert findings in ([], [("copied-text", (duty["number"],), "责任事项")])
            planted, found = planted + 1, found + len(findings)
    assert planted > 9
    assert 3 * found >= 2 * planted


@pytest.mark.parametrize("name", BODIES)
def test_a_doubled_number_is_repaired_by_the_contents(name: str) -> None:
    """A table that bears another's number gets that of its own entry in the contents; one finding carries the repair, nothing is missed."""
    body = render.load_body(name)
    earlier = body["duties"][0]["number"]
    for duty in body["duties"][1::4]:
        number = duty["number"]
        document, (finding,) = repaired(render.render(body, render.duplicate_number(number, earlier, "table")).text)
        assert finding.repair
        assert (finding.code, finding.duties) == ("duplicate-number", (earlier, number))
        assert (finding.repair.status, finding.repair.origin, finding.repair.target) == ("applied", (earlier,), (number,))
        assert [item.number for item in document.items] == [one["number"] for one in body["duties"]]
        (mended,) = [item for item in document.items if item.number == number]
        cell = mended.field("序号")
        assert cell
        assert cell.printed
        assert (cell.text, cell.printed.text.strip(), cell.status) == (number, earlier, Status.MOVED)


def test_a_doubled_number_is_never_guessed() -> None:
    """Where contents and tables both print it twice, or the contents name something else at that place, nothing is renumbered."""
    body = render.load_body(BODIES[0])
    earlier, number = body["duties"][0]["number"], body["duties"][3]["number"]
    both = render.render(body, render.duplicate_number(number, earlier)).text
    other = render.render(
        body, render.contents_wording(number, "承办会议。"), render.duplicate_number(number, earlier, "table")
    ).text
    for text in (both, other):
        document, findings = repaired(text)
        assert [f.repair for f in findings if f.code == "duplicate-number"][:1] == [None]
        assert [item.number for item in document.items if item.table].count(earlier) == 2


def test_a_repaired_number_is_in_the_graph(tmp_path: Path) -> None:
    """The base knows the duty by its repaired number and the repair with its rule, and no shape objects."""
    body = render.load_body(BODIES[0])
    earlier, number = body["duties"][0]["number"], body["duties"][2]["number"]
    source = tmp_path / "doubled.txt"
    source.write_bytes(render.render(body, render.duplicate_number(number, earlier, "table")).data)
    base = kg.build([source], into=tmp_path / "base")
    rows = list(base.store.select(query.whole("repairs")))
    assert [(row["number"], row["label"], row["text"]) for row in rows] == [(number, "序号", number)]
    (found,) = [one for one in base.check() if one["code"] != "about-missing"]
    assert (found["code"], sorted(found["duties"]), found["repair"]) == (
        "duplicate-number",
        sorted([earlier, number]),
        {"status": "applied", "from": earlier, "to": number},
    )


def test_every_kind_of_finding_is_described() -> None:
    """Their names, dimensions and the like stood in three lists; three codes were in none of them, and taken for faults of consistency."""
    modules = [path.read_text("utf-8") for path in Path(kg.__path__[0]).rglob("*.py")]
    codes = {code for text in modules for code in re.findall(r'inding\(\s*"([a-z-]+)"|"code": "([a-z-]+)"', text)}
    assert {one or other for one, other in codes} == set(KINDS)


def test_a_look_may_find_what_no_duty_has(monkeypatch: pytest.MonkeyPatch, bundled_source: Path) -> None:
    """A finding of the whole document, which has no duty, broke the build of every document with that defect."""
    whole = Finding("odd-space", Severity.INFO, (), "", Place(1), "整份文件。")
    monkeypatch.setattr(repairs, "_LOOKS", (*repairs._LOOKS, lambda _: [whole]))
    _, found = repair(read(bundled_source))
    assert whole in found


def test_every_code_that_is_given_is_described() -> None:
    """A code that findings.toml lacks was a KeyError in whoever's document had the defect first."""
    calls = [
        node
        for path in (*Path(kg.__file__).parent.rglob("repair/**/*.py"), *Path(kg.__file__).parent.rglob("sources/**/*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("Finding", "_finding") and node.args
    ]
    codes = {node.args[0].value for node in calls if isinstance(node.args[0], ast.Constant)}
    assert len(codes) > 15
    assert codes <= set(KINDS)
