"""Slips in one row of a list that its other rows tell: who acts, how to reach them, codes, types and counts; and what looks like one and is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import meaning
from kg.repair import repair
from kg.sources import read
from tests.test_lists import of_csv
from tests.test_whole_list import CODE, HEAD, NUMBER, PART, PHONE, PLACE, PUBLISHER, TYPE, found, sound, told


@pytest.mark.parametrize(
    "words",
    [
        "各所电话见局网站公示栏",
        "投诉电话以各镇公示的为准",
        "举报电话在政务公开栏公布",
        "服务热线请登录市民政局官网查询",
        "咨询电话详见办事指南",
    ],
)
def test_where_telephones_are_made_known_is_no_bad_one(words: str, tmp_path: Path) -> None:
    """各所电话见局网站公示栏 was told as no valid telephone; so is what is still to come, or nobody's."""
    rows = sound()
    rows[6][PHONE] = words
    assert told(rows, tmp_path) == []
    for open_ in ("监督电话待补", "无此人电话", "监督电话：见局网站（待补）"):
        rows[6][PHONE] = open_
        assert told(rows, tmp_path) == [("bad-contact", (rows[6][CODE],), HEAD[PHONE])]


@pytest.mark.parametrize(
    "who",
    [
        "牵头：野生动物股；配合：野生动物股、草原湿地股",
        "野生动物股（牵头）、草原湿地股、野生动物股（配合）",
        "野生动物股主办，草原湿地股、野生动物股协办",
        "野生动物股牵头，（配合）",
        "野生动物股（牵头）、（配合）",
        "牵头：；配合：草原湿地股",
    ],
)
def test_a_role_twice_or_of_nobody(who: str, tmp_path: Path) -> None:
    """One section led and assisted in one cell, and nothing was told; of （配合） alone, that it reads like no department, which it was taken for."""
    rows = sound()
    rows[4][PLACE] = who
    document, (only,) = found(rows, tmp_path)
    assert (only.code, only.duties, only.field) == ("implausible-department", (rows[4][CODE],), HEAD[PLACE])
    assert not any("牵头" in one.name or "配合" in one.name for one in meaning.departments(document.items[4].text(HEAD[PLACE])))


@pytest.mark.parametrize(
    "who",
    [
        "野生动物股牵头，草原湿地股配合；草原湿地股牵头，野生动物股配合",
        "牵头：野生动物股；配合：草原湿地股",
        "野生动物股、草原湿地股",
    ],
)
def test_roles_that_may_be(who: str, tmp_path: Path) -> None:
    """Where two sections lead in one cell, each may help the other; a blank （配合） in many rows is how they fill in the form."""
    rows = sound()
    rows[4][PLACE] = who
    assert told(rows, tmp_path) == []
    for row in rows[::3]:
        row[PLACE] = f"{row[PLACE].partition('、')[0]}（牵头）、（配合）"
    rows[4][PLACE] = "野生动物股"
    assert told(rows, tmp_path) == []


def test_a_section_in_the_columns_of_both_roles(tmp_path: Path) -> None:
    """牵头股室 and 配合股室 had the same section in one row."""
    rows = [[*row, "种苗站"] for row in sound()]
    head = [*("牵头股室" if label == HEAD[PLACE] else label for label in HEAD), "配合股室"]
    path = tmp_path / "list.csv"
    for helper in ("种苗站", rows[4][PLACE]):
        rows[4][-1] = helper
        path.write_bytes(of_csv([f"{PUBLISHER}权责清单"], head, *rows))
        assert [(one.code, one.duties) for one in repair(read(path))[1]] == [
            ("implausible-department", (rows[4][CODE],)) for _ in range(helper != "种苗站")
        ]


TYPED = {"行政许可": "0100", "行政处罚": "0200", "行政检查": "0600"}


def typed() -> list[list[str]]:
    """The same list, each type with codes of its own."""
    rows = sound()
    for n, row in enumerate(rows):
        row[CODE] = f"XTLY-{TYPED[row[TYPE]]}-{n % 7 + 1:03}"
    return rows


@pytest.mark.parametrize(
    ("row", "printed"),
    [(1, "XTLY-0100-02"), (9, "XTLY-0020-003"), (9, "XTLY-0200-0003"), (13, "XTLY-2000-007"), (7, "XTLY-0020-001"), (16, "XTLY-060-003"), (9, "XTLY-02O0-003"), (17, "XTLY-0600-O04")],
)  # fmt: skip
def test_a_code_that_cannot_count_on_is_put_right(row: int, printed: str, tmp_path: Path) -> None:
    """NPSJ-0070-002 between 0700-001 and 0800-001, and 0200-02 for 0200-002, were numbers of duties; those beside them say what is meant."""
    rows = typed()
    meant, rows[row][CODE] = rows[row][CODE], printed
    document, (only,) = found(rows, tmp_path)
    assert (only.code, only.duties, only.field, only.repair and only.repair.target) == (
        "bad-code",
        (meant,),
        HEAD[CODE],
        (meant,),
    )
    item, field = document.items[row], document.items[row].field(HEAD[CODE])
    assert item.number == meant
    assert field
    assert field.printed
    assert (field.text, field.printed.text) == (meant, printed)


def test_a_repaired_code_is_that_of_its_sub_items(tmp_path: Path) -> None:
    """Rows that share a code share the repair, and one finding."""
    rows = typed()
    rows[3][PART], part = "1.首次", list(rows[3])
    part[PART] = "2.变更"
    rows.insert(4, part)
    for row in rows[3:5]:
        row[CODE] = "XTLY-0010-004"
    document, (only,) = found(rows, tmp_path)
    assert (only.code, only.duties) == ("bad-code", ("XTLY-0100-004",))
    assert [item.number for item in document.items[3:5]] == ["XTLY-0100-004"] * 2


def test_a_code_of_another_type_is_only_told(tmp_path: Path) -> None:
    """QHSW-QR-003 stood in a row of 行政许可 between XK-002 and XK-004: what another office gives out is not written over."""
    rows = typed()
    rows[2][CODE] = "XTLY-0700-003"
    document, (only,) = found(rows, tmp_path)
    assert (only.code, only.duties, only.repair) == ("bad-code", ("XTLY-0700-003",), None)
    assert "XTLY-0100-003" in only.message
    assert document.items[2].number == "XTLY-0700-003"


def test_codes_that_may_be(tmp_path: Path) -> None:
    """A code left out, one of a row of another type among others, codes with gaps and a code each with a beginning of its own are no slips."""
    rows = typed()
    del rows[9]
    for n, row in enumerate(rows, 1):
        row[NUMBER] = str(n)
    assert told(rows, tmp_path) == []
    rows = typed()
    for n, row in enumerate(rows):
        row[CODE] = f"XTLY-{n * 37 % 100:02}-{n:03}"
    assert told(rows, tmp_path) == []
    for n, row in enumerate(rows):
        row[CODE] = f"XTLY-0100-{n * n:03}"
    assert told(rows, tmp_path) == []
