"""Names of duties that break off, where no contents have them whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.records import Finding, Source
from kg.repair import repair
from kg.sources import read
from kg.sources.document.txt import parse
from tests.catalogues import render
from tests.catalogues.written import of_xlsx

HEAD = ["序号", "职权名称", "职权类型", "实施依据", "承办机构", "责任事项"]
NAMES = [
    ("港口经营许可", "行政许可"),
    ("水路运输经营许可（含个体）", "行政许可"),
    ("对客运班车不按规定线路行驶的处罚", "行政处罚"),
    ("对擅自占用公路摆摊设点的处罚", "行政处罚"),
    ("对未经检测合格的车辆营运的处罚", "行政处罚"),
    ("对出租汽车驾驶员拒载、绕行的处罚", "行政处罚"),
    ("对船舶超载和配员不足的处罚", "行政处罚"),
    ("对维修企业使用假冒配件的处罚", "行政处罚"),
    ("对阻碍执法人员检查的强制带离", "行政强制"),
    ("桥梁和隧道的日常养护巡查", "其他"),
    ("公路桥涵检测数据汇总", "其他"),
]  # fmt: skip


def found(names: list[str], folder: Path) -> list[Finding]:
    """What is told of a list with these names."""
    rows = [
        [
            str(n),
            name,
            kind,
            f"《怀川县交通条例》第{n}条",
            "运管股" if n % 2 else "执法队",
            f"第{n}类事项按期办结，桥梁日常养护另行安排",
        ]
        for n, (name, (_, kind)) in enumerate(zip(names, NAMES, strict=True), 1)
    ]
    path = folder / "怀川县交通运输局权责清单.xlsx"
    path.write_bytes(of_xlsx(HEAD, *rows))
    return list(repair(read(path))[1])


def test_whole_names_have_no_finding(tmp_path: Path) -> None:
    """One that ends otherwise than all others of its sort may do so: 强制带离, 汇总."""
    assert found([name for name, _ in NAMES], tmp_path) == []


@pytest.mark.parametrize(
    ("place", "cut", "why"),
    [
        (2, "对客运班车不按规", "“处罚”结尾"),
        (4, "对未经检测合格的车", "“处罚”结尾"),
        (1, "水路运输经营许可（含", "还有下文"),
        (9, "桥梁和", "还有下文"),
        (9, "桥梁和隧道的日常养", "“养护”只印了一半"),
    ],
)
def test_a_name_that_breaks_off(place: int, cut: str, why: str, tmp_path: Path) -> None:
    """A name without its last characters was read as one like any other: what is there shows that it goes on."""
    names = [name for name, _ in NAMES]
    names[place] = cut
    (only,) = found(names, tmp_path)
    assert (only.code, only.duties, only.field) == ("missing-value", (str(place + 1),), "职权名称")
    assert cut in only.message
    assert why in only.message


def test_where_the_contents_have_it_whole() -> None:
    """Two names of a duty, one of which is the beginning of the other: that one breaks off, and so it is told."""
    body = render.load_body("wangjiang-library")
    name = body["duties"][3]["name"]
    text = render.render(body).text
    at = text.rindex(name)
    found = repair(parse(text[:at] + name[:-4] + text[at + len(name) :], Source("x.txt", "0" * 64, "utf-8")))[1]
    assert [(one.code, one.duties) for one in found] == [("wording-differs", (body["duties"][3]["number"],))]
    assert "没有写完" in found[0].message
