"""Slips in one row of a list that its other rows tell: who acts, how to reach them, codes, types and counts; and what looks like one and is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import meaning
from kg.repair import repair
from kg.sources import read
from tests.test_lists import of_csv
from tests.test_whole_list import CODE, HEAD, PHONE, PLACE, PUBLISHER, found, sound, told


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
