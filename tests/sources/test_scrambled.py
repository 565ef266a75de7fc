"""Documents in which characters, lines and cells were changed at random: they are read or refused, whatever came of them."""

from __future__ import annotations

import contextlib
import random
from pathlib import Path

import pytest

from kg import meaning, pipeline
from kg.errors import SourceError
from kg.sources.headings import numbers
from tests.catalogues import render

PIECES = [
    *"十百千零两第条款项至、，；：（）《》“\"/〔〕之 \t\n", "第十十条", "第百条", "（十十）", "十十、", "《《", "牵头", "1.1", "-1", "1e9", "²", "½",
    "2024年2月30日", "二〇二四年十十月", "\u200b", "\ufeff", "\u3000", "同上", "无", "#REF!", "&lt;", "第（）项", "12345678901234567890", "٣",
]  # fmt: skip
ROWS = ["序号,职权编码,职权名称,子项,职权类型,实施依据,承办机构,责任事项,监督电话"]
ROWS += [
    f"{n},QH-{kind}-00{n},{name},{part},{kind},《某某管理条例》第{n}条第（二）项：“{name}，由县级主管部门负责。”,{office},1.受理；2.审查；3.决定,0550-302110{n}"
    for n, name, part, kind, office in [
        (1, "取水许可", "新办", "行政许可", "审批科（牵头）、水政科"),
        (1, "", "变更", "行政许可", ""),
        (2, "河道采砂许可", "", "行政许可", "审批科"),
        (3, "对擅自采砂的处罚", "", "行政处罚", "执法大队"),
        (4, "对取水口的监督检查", "", "行政检查", "执法大队、水政科"),
    ]
]


def _document(form: str) -> str:
    return "\n".join(ROWS) if form == "csv" else render.render(render.load_body("songling-disabled")).text


def _scrambled(text: str, chance: random.Random) -> str:
    for _ in range(chance.choice((1, 3, 10, 40))):
        at = chance.randrange(len(text) + 1)
        lines = text.split("\n")
        one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        match chance.randrange(5):
            case 0 | 1:
                text = text[:at] + chance.choice(PIECES) + text[at:]
            case 2:
                text = text[:at] + text[at + chance.choice((1, 2, 30)) :]
            case 3:
                text = text.replace(
                    chance.choice("第条项《》“”、；\t,\n：一二十"), chance.choice(PIECES), chance.choice((1, 3, -1))
                )
            case _:
                lines[one], lines[other] = lines[other], lines[one]
                text = "\n".join(lines)
    return text


@pytest.mark.parametrize("form", ["csv", "txt"])
def test_no_change_makes_reading_fail(tmp_path: Path, form: str) -> None:
    """Three such documents in a few thousand ended a build with an internal error: a numeral typed twice (第三十十四条, 十十、), an
    invisible character in a column of merged cells."""
    chance = random.Random(form)
    document, path = _document(form), tmp_path / f"scrambled.{form}"
    for _ in range(60):
        path.write_text(_scrambled(document, chance), "utf-8")
        with contextlib.suppress(SourceError):
            pipeline.read(path)


def test_an_invisible_character_in_a_merged_column_is_blank(tmp_path: Path) -> None:
    """The place of the first blank cell was asked for, and no cell was as blank as that."""
    rows = [f"{n},第{n}项许可,{'行政许可' if n == 1 else chr(0x200B)},审批科" for n in range(1, 7)]
    (tmp_path / "list.csv").write_text("\n".join(["序号,职权名称,职权类型,承办机构", *rows]), "utf-8")
    assert [duty.number for duty in pipeline.read(tmp_path / "list.csv").duties] == ["1", "2", "3", "4", "5", "6"]


@pytest.mark.parametrize(("figures", "number"), [("二十一", 21), ("十", 10), ("③", 3), ("十十", 0), ("三十十四", 0), ("½", 0)])
def test_what_is_no_number_counts_nothing(figures: str, number: int) -> None:
    assert numbers.value(figures) == number


def test_steps_that_count_wrongly_are_text() -> None:
    assert meaning.steps("（一）受理；（十十）审查；（二）决定") == ("受理；（十十）审查", "决定")


def test_a_name_without_its_end_may_end_the_document(tmp_path: Path) -> None:
    """Which character is missing was looked up behind the last one of the document."""
    rows = [f"{n},第{n}项许可,城乡居民医疗保障科室" for n in range(1, 13)]
    (tmp_path / "list.csv").write_text("\n".join(["序号,职权名称,承办机构", *rows, "13,第13项许可,城乡居民医疗保障科"]), "utf-8")
    assert len(pipeline.read(tmp_path / "list.csv").duties) == 13
