"""Defects are found where they are, repaired where no guess is needed, and never seen where there are none."""

from __future__ import annotations

import importlib.util
import random
import re
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from kg.records import Document, Finding, Source, Status
from kg.repair import repair
from kg.sources import read
from kg.sources.decode import decode
from kg.sources.txt import parse

HERE = Path(__file__).parent / "catalogues"


def _render() -> ModuleType:
    spec = importlib.util.spec_from_file_location("render", HERE / "render.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["render"] = module
    spec.loader.exec_module(module)
    return module


render = _render()
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
            if render.compact(item.text(label)).strip('"、') != render.compact(value).strip('"、'):
                wrong.append(("cell", item.number, label, item.text(label), value))
    return wrong


def test_bundled_document_has_exactly_its_known_defects(bundled_source: Path) -> None:
    """Each known defect of the real document is reported with its line and severity, and nothing else."""
    _, findings = repair(read(bundled_source))
    found = [(f.code, f.severity.value, f.duties[0], f.place.line) for f in findings]
    assert [f for f in found if f[0] != "odd-space"] == [
        ("stray-mark", "info", "9.1", 210),
        ("wording-differs", "info", "5.1", 698),
        ("wording-differs", "warning", "8.6", 1306),
        ("stray-mark", "info", "9.1", 1370),
        ("wording-differs", "warning", "9.1", 1370),
        ("row-shift", "violation", "9.1", 1373),
        ("stray-mark", "info", "9.1", 1373),
        ("missing-value", "warning", "9.1", 1388),
        ("wording-differs", "warning", "12.6", 2006),
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
