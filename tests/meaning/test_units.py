"""Lists that name a body beside its own section: who carries a duty out, and whose it is."""

from __future__ import annotations

from pathlib import Path

from kg import pipeline
from tests.catalogues.written import of_csv

HEAD = ["序号", "事项名称", "设定依据", "责任单位", "责任科室"]
NAMES = ["户外广告设置许可", "路灯维护", "积水点治理", "餐厨垃圾收运检查", "桥梁检测"]
SECTIONS = ["审批科", "照明管理所", "", "环卫科（牵头）、执法大队（配合）", "桥隧办"]


def listed(tmp_path: Path, bodies: list[str]) -> list[list[tuple[str, str | None]]]:
    """The departments of the five duties, each with its part, where these bodies stand beside their sections."""
    rows = [
        [str(n), name, f"《某市政条例》第{n}条", body, section]
        for n, (name, body, section) in enumerate(zip(NAMES, bodies, SECTIONS, strict=True), 1)
    ]
    path = tmp_path / "list.csv"
    path.write_bytes(of_csv(HEAD, *rows))
    return [[(one.name, one.role) for one in duty.departments] for duty in pipeline.read(path).duties]


def test_a_body_over_its_own_sections_is_who_the_duty_belongs_to(tmp_path: Path) -> None:
    """责任单位 is one bureau in every row and 责任科室 tells which of its sections acts: both were departments of every duty. Where no section is printed, the bureau acts."""
    assert listed(tmp_path, ["澄江县城市管理局"] * 5) == [
        [("审批科", None)],
        [("照明管理所", None)],
        [("澄江县城市管理局", None)],
        [("环卫科", "牵头"), ("执法大队", "配合")],
        [("桥隧办", None)],
    ]


def test_bodies_that_differ_from_row_to_row_act_too(tmp_path: Path) -> None:
    """法制科 alone would not tell whose it is, and people ask what 县水利局 does."""
    bodies = ["县城市管理局", "县住房建设局", "县水利局", "县城市管理局", "县交通运输局"]
    assert listed(tmp_path, bodies)[1:3] == [[("县住房建设局", None), ("照明管理所", None)], [("县水利局", None)]]
