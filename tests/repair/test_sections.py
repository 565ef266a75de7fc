"""Sections by names that they do not have: shortened ones, of another rank, sentences; and duties that are there twice, or under another type."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from kg.records import Finding
from kg.repair import repair
from kg.sources import read
from tests.catalogues.written import of_csv

HEAD = ["序号", "职权类型", "职权编码", "职权名称", "实施依据", "承办机构", "责任事项", "监督电话"]
TYPE, CODE, NAME, SECTION, PHONE = 1, 2, 3, 5, 7
MATTERS = {"行政许可": "取水 采砂 凿井 排水 养殖", "行政处罚": "毁堤 盗采 超采 填河 偷排", "行政检查": "水库 灌区 水质 泵站 渠道"}
SECTIONS = ("基础教育科", "医政医管科", "综合监督科")
PHONES = ("0578-6621051", "0578-6621053", "0578-6621077")


def sound() -> list[list[str]]:
    """A list of three types whose codes are nothing but digits."""
    named = [(n, kind, name) for n, (kind, names) in enumerate(MATTERS.items(), 1) for name in names.split()]
    return [
        [str(at), kind, f"00{n}23{at:04}", f"{name}{kind[-2:]}", f"《某某条例》第{at}条", SECTIONS[at % 3], f"依法办理{name}事务，公开结果。", PHONES[at % 3]]
        for at, (n, kind, name) in enumerate(named, 1)
    ]  # fmt: skip


def found(rows: Sequence[Sequence[str]], folder: Path) -> list[Finding]:
    """What is told of a list with these rows."""
    (folder / "list.csv").write_bytes(of_csv(HEAD, *rows))
    return list(repair(read(folder / "list.csv"))[1])


def test_the_list_is_sound(tmp_path: Path) -> None:
    """Nothing is told of it as it is."""
    assert found(sound(), tmp_path) == []


@pytest.mark.parametrize(("row", "short", "long"), [(2, "基教科", "基础教育科"), (0, "医政科", "医政医管科")])
def test_a_short_name_of_a_section_is_told(row: int, short: str, long: str, tmp_path: Path) -> None:
    """基教科 stood once where all others wrote 基础教育科: it became a section of its own, of one duty."""
    rows = sound()
    rows[row][SECTION] = short
    (only,) = found(rows, tmp_path)
    assert (only.code, only.field) == ("inconsistent-name", "承办机构")
    assert long in only.message


@pytest.mark.parametrize("phone", ["0578-6621088", "0578-6621051"])
def test_a_section_that_may_be_another_is_none(phone: str, tmp_path: Path) -> None:
    """综合科 is put together of whole words, and has a telephone of its own: it may well be there beside 综合监督科."""
    rows = sound()
    rows[1][SECTION], rows[1][PHONE] = "综合科", phone
    assert [one.code for one in found(rows, tmp_path) if one.code == "inconsistent-name"] == []


def test_a_duty_that_is_there_twice(tmp_path: Path) -> None:
    """The last row said word for word what another one says, under a code of its own."""
    rows = sound()
    rows.append(["16", *rows[10][1:]])
    rows[-1][CODE] = "003230016"
    (only,) = found(rows, tmp_path)
    assert (only.code, only.duties, only.field) == ("copied-text", ("003230016", "003230011"), "职权名称")


def test_a_type_beside_codes_of_another_one(tmp_path: Path) -> None:
    """Codes of digits alone tell their type as well: 行政处罚 stood beside 003…, where all others are 行政检查."""
    rows = sound()
    rows[14][TYPE] = "行政处罚"
    told = found(rows, tmp_path)
    assert [(one.code, one.duties, one.field) for one in told] == [("misplaced-value", ("003230015",), "职权类型")]


def test_a_name_that_is_of_another_type(tmp_path: Path) -> None:
    """偷排许可 stood amid penalties, with the code and the texts of one."""
    rows = sound()
    rows[9][NAME] = "偷排许可"
    (only,) = found(rows, tmp_path)
    assert (only.code, only.duties, only.field) == ("misplaced-value", ("002230010",), "职权名称")
