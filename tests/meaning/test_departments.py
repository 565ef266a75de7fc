"""Who carries out a duty, and in which role: every usual way to print it."""

from __future__ import annotations

import pytest

from kg import meaning

CELLS = {
    "水政科负责受理，规划科负责审核": "水政科/负责 规划科/负责",
    "水政科 牵头 财务科 配合": "水政科/牵头 财务科/配合",
    "水政科【牵头】、财务科【配合】": "水政科/牵头 财务科/配合",
    "水政科-牵头；财务科-配合": "水政科/牵头 财务科/配合",
    "水政科(牵头)规划科(配合)": "水政科/牵头 规划科/配合",
    "水政科\n（牵头）\n规划科\n（配合）": "水政科/牵头 规划科/配合",
    "水政科 (牵头)、规划科 (配合)": "水政科/牵头 规划科/配合",
    "水政科（联系电话：68219300）": "水政科",
    "①水政科②规划科": "水政科 规划科",
    "规划建设科（牵头），水资源管理科、河湖管理科（配合）": "规划建设科/牵头 水资源管理科/配合 河湖管理科/配合",
    "A科（牵头）、B科、C科（配合）": "A科/牵头 B科/配合 C科/配合",
    "A科、B科（配合）": "A科 B科/配合",
    "规划建设科（牵头）会同财务科、人事科": "规划建设科/牵头 财务科/会同 人事科/会同",
    "规划建设科（牵头）联合财务科": "规划建设科/牵头 财务科/联合",
    "规划建设科（牵头）配合财务科": "规划建设科/牵头 财务科/配合",
    "规划建设科、财务科（共同牵头）": "规划建设科/牵头 财务科/牵头",
    "规划建设科、财务科（牵头）": "规划建设科 财务科/牵头",
    "办公室、机关党委按职责分工负责": "办公室/负责 机关党委/负责",
    "办公室、机关党委按职责分工": "办公室 机关党委",
    "河湖管理科为牵头单位，财务科、办公室为配合单位": "河湖管理科/牵头 财务科/配合 办公室/配合",
    "牵头单位为河湖管理科，配合单位为财务科": "河湖管理科/牵头 财务科/配合",
    "规划建设科联合财务科": "规划建设科 财务科/联合",
    "规划建设科与财务科共同实施": "规划建设科 财务科",
    "规划建设科和财务科": "规划建设科 财务科",
    "规划建设科等有关科室": "规划建设科 有关科室",
    "规划建设科、财务科等科室": "规划建设科 财务科",
    "1.规划建设科；2.财务科": "规划建设科 财务科",
    "（一）规划建设科\n（二）财务科": "规划建设科 财务科",
    "水旱灾害防御科（责任科室）、办公室（协办）": "水旱灾害防御科/责任科室 办公室/协办",
    "责任科室：办公室；配合科室：财务科": "办公室/责任科室 财务科/配合",
    "局属各单位、财务科": "局属各单位 财务科",
    "主办科室：办公室 协办科室：财务科、人事科": "办公室/主办 财务科/协办 人事科/协办",
    "由河湖管理科负责，区水政监察大队协助": "河湖管理科/负责 区水政监察大队/协助",
    "水资源管理科（区节约用水办公室）": "水资源管理科（区节约用水办公室）",
    "安全监督科牵头，业务指导科配合": "安全监督科/牵头 业务指导科/配合",
    "联合执法大队、残疾人联合会": "联合执法大队 残疾人联合会",
    "执法大队联合公安分局": "执法大队 公安分局/联合",
    "机关党组织": "机关党组织",
    "安全监督科": "安全监督科",
    "救援协调和预案管理科": "救援协调和预案管理科",
    "劳动和社会保障所": "劳动和社会保障所",
    "规划建设科（牵头，负责审核）、财务科（配合）": "规划建设科/牵头 财务科/配合",
    "办公室（人事科、财务科）": "办公室（人事科、财务科）",
    "办公室牵头抓总，财务科配合": "办公室/牵头 财务科/配合",
    "区水政监察大队（受委托）": "区水政监察大队/受委托",
    "办公室会同财务科、人事科办理": "办公室 财务科/会同 人事科/会同",
    "由办公室牵头组织实施，财务科、人事科分别配合": "办公室/牵头 财务科/配合 人事科/配合",
    "办公室具体承办": "办公室/承办",
    "组织部牵头": "组织部/牵头",
    "综合协调指导科": "综合协调指导科",
    "各科室": "各科室",
    "区公安分局、区总工会和应急管理大队配合，执法科牵头": "区公安分局/配合 区总工会/配合 应急管理大队/配合 执法科/牵头",
}


@pytest.mark.parametrize(("cell", "expected"), CELLS.items())
def test_departments_with_their_roles(cell: str, expected: str) -> None:
    """Names come without numbers, roles and what is said of their doing; a role of support holds for all before it, the lead for one."""
    assert " ".join(d.name + (f"/{d.role}" if d.role else "") for d in meaning.departments(cell)) == expected


@pytest.mark.parametrize("name", ["局属各单位", "各科室", "有关部门", "区人民政府", "局党组", "行政审批窗口", "第一中队"])
def test_plausible_names(name: str) -> None:
    """Collective names and bodies of every kind read as departments."""
    assert meaning.is_body(name)


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("稽查督\n导科", ["稽查督导科"]),
        ("市文化市场综合\n行政执法支队", ["市文化市场综合行政执法支队"]),
        ("市文化\n市场综合行\n政执法支队", ["市文化市场综合行政执法支队"]),
        ("仓储管理\n与科技科\n法规科", ["仓储管理与科技科", "法规科"]),
        ("办公室、稽查督\n导科", ["办公室", "稽查督导科"]),
        ("投资科\n（重大项目办公室）", ["投资科（重大项目办公室）"]),
        ("办公室（财\n务科）", ["办公室（财务科）"]),
        ("市公安局\n市住建局", ["市公安局", "市住建局"]),
        ("工商银行支行\n信贷科", ["工商银行支行", "信贷科"]),
        ("机关党总支\n办公室", ["机关党总支", "办公室"]),
        ("分管副局长\n办公室", ["分管副局长", "办公室"]),
        ("法规科负责\n督查科", ["法规科", "督查科"]),
        ("主办单位\n督查科", ["主办单位", "督查科"]),
        ("残联\n各镇", ["残联", "各镇"]),
        ("（1）法规科\n（2）督查科", ["法规科", "督查科"]),
        ("牵头\n督查科", ["督查科"]),
    ],
)
def test_a_line_break_inside_of_a_name_makes_no_two_departments(cell: str, names: list[str]) -> None:
    """In a narrow cell the clerk broke 监督检|查科 by hand: two departments nobody has heard of. Lists with a body a line stay lists."""
    assert [one.name for one in meaning.departments(cell)] == names


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("挖掘机、运输车辆", ["挖掘机、运输车辆"]),
        ("采砂船，\n 输送皮带", ["采砂船，输送皮带"]),
        ("公安、住建、城管", ["公安", "住建", "城管"]),
        ("挖掘机、运输车辆、水政科", ["挖掘机", "运输车辆", "水政科"]),
        ("社保专干、民政专干", ["社保专干", "民政专干"]),
        ("分管副局长、驻村书记", ["分管副局长", "驻村书记"]),
        ("自然资源（牵头）、水利（配合）", ["自然资源", "水利"]),
    ],
)
def test_things_are_not_split_into_departments(cell: str, names: list[str]) -> None:
    """Excavators and lorries beside 承办机构 became two departments of the graph; they are one value that cannot be. Whoever may act is still told apart."""
    assert [one.name for one in meaning.departments(cell)] == names


@pytest.mark.parametrize(
    ("text", "is_name"),
    [("即办", False), ("全程网办", False), ("一网通办", False), ("随到随办", False), ("帮办", False)]
    + [(name, True) for name in ("政府办", "网信办", "交通办", "外事办", "区委办")],
)
def test_how_soon_something_is_done_is_no_department(text: str, *, is_name: bool) -> None:
    """即办 ends as 政府办 does, and was at home beside 责任科室: in a row that had slipped it was moved there."""
    assert meaning.is_department(text) is is_name
