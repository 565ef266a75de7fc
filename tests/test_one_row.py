"""Slips in one row of a list that its other rows tell: who acts, how to reach them, codes, types and counts; and what looks like one and is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.test_whole_list import CODE, HEAD, PHONE, sound, told


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
