"""Boundaries with their sides, workflows with their steps."""

from __future__ import annotations

import pytest

from kg import meaning

SIDES = {
    "区税务局负责水资源税征收，我局负责核定取用水量。": "区税务局 我局",
    "水库管理单位承担主体责任，我局承担监管责任。": "水库管理单位 我局",
    "跨区取水项目由市水务局负责审批，区内取水项目由我局负责审批。": "市水务局 我局",
    "区发展和改革局负责将重点项目纳入规划；我局负责规划的编制。": "区发展和改革局 我局",
    "各科室负责文件起草，政策法规科负责合法性审核；区司法局负责备案审查。": "各科室 政策法规科 区司法局",
    "供水股牵头，县疾病预防控制中心、县医院配合": "供水股 县疾病预防控制中心 县医院",
    "公路养护科负责县道、乡道；城市道路由区住房和城市建设局负责，村道由各镇人民政府负责。": "公路养护科 区住房和城市建设局 各镇人民政府",
    "与区城管局的职责分工：我局负责规划，区城管局负责执法。": "我局 区城管局",
    "1.区水务局负责河道管理；2.区生态环境局负责水质监测。": "区水务局 区生态环境局",
    "区水务局：负责河道管理。区生态环境局：负责水质监测。": "区水务局 区生态环境局",
    "各镇（街道）负责属地管理，区水务局负责指导监督": "各镇（街道） 区水务局",
    "区社会组织管理局主管，区委组织部指导": "区社会组织管理局 区委组织部",
    "办公室独立实施": "",
    "区税务局负责征收": "",
    "财务科": "",
    "按照规定办理": "",
}


@pytest.mark.parametrize(("cell", "bodies"), SIDES.items())
def test_both_sides_of_a_boundary(cell: str, bodies: str) -> None:
    """Each body that a boundary names is recorded with the words that give it its part; such a boundary is shared."""
    sides = meaning.sides(cell)
    assert [side.body for side in sides] == bodies.split()
    assert all(side.body in side.words and side.words in cell for side in sides)
    assert not sides or meaning.boundary(cell) == "joint"


MATTERS = {
    "慈善组织公开募捐资格由区民政局审批和监管，区红十字会只负责本会募捐活动。": "区民政局:慈善组织公开募捐资格",
    "办公室负责收发；全区总体应急预案的编制由区应急管理局负责。": "办公室:收发 区应急管理局:全区总体应急预案的编制",
    "区委老干部局管理老干部大学，考务由区考试中心承担": "区委老干部局:管理老干部大学 区考试中心:考务",
    "养老服务补贴由市民政局发放": "市民政局:养老服务补贴",
    "供水股牵头，县疾病预防控制中心配合": "",
    "乡镇（街道）具体实施；各镇按职责监管": "",
    "涉密文件解密审查报区国家保密局办理": "",
    "HLA检测由市总站委托实验室承担": "",
    "场所管理单位管理": "",
    "督导结果交由区委组织部作为考核的依据。": "",
}


@pytest.mark.parametrize(("cell", "told"), MATTERS.items())
def test_the_matters_that_a_boundary_gives_to_one_body(cell: str, told: str) -> None:
    """Who leads, helps or is reported to has a part in the duty itself; whoever has something alone is told with it."""
    found = [f"{side.body}:{side.words}" for side, clause in meaning.matters(cell) if clause in cell]
    assert found == told.split()


STEPS = {
    "申请→受理→决定": "申请|受理|决定",
    "申请->受理-->决定": "申请|受理|决定",
    "申请—>受理＞决定": "申请|受理|决定",
    "申请⇒受理▶决定": "申请|受理|决定",
    "申请 → 受理（网上→窗口）→ 决定。": "申请|受理（网上→窗口）|决定",
    "申请→审核，公示→发证": "申请|审核，公示|发证",
    "申请——受理——审核": "申请|受理|审核",
    "申请-受理-审核": "申请|受理|审核",
    "1.制定计划；2.开展评查；3.督促整改": "制定计划|开展评查|督促整改",
    "1、制定计划，报局长批准。2、开展评查。": "制定计划，报局长批准|开展评查",
    "（1）制定计划；（2）开展评查": "制定计划|开展评查",
    "（一）制定计划\n（二）开展评查": "制定计划|开展评查",
    "①申请②受理③决定": "申请|受理|决定",
    "第一步：申请；第二步：受理": "申请|受理",
    "一是制定计划，二是开展评查，三是督促整改": "制定计划|开展评查|督促整改",
    "一、申请；二、受理": "申请|受理",
    "受理，审查，决定。": "受理|审查|决定",
    "制定《甲、乙，丙办法》，发布“一，二”公告，办结": "制定《甲、乙，丙办法》|发布“一，二”公告|办结",
    "受理申请（含补正，退件），决定": "受理申请（含补正，退件）|决定",
    "投入1.5万元，3个工作日内办结": "投入1.5万元|3个工作日内办结",
    "2019-2020年度检查，通报": "2019-2020年度检查|通报",
}


@pytest.mark.parametrize(("cell", "expected"), STEPS.items())
def test_steps_of_a_workflow(cell: str, expected: str) -> None:
    """Arrows, numbers and marks part the steps, which lose their numbers; titles, quotes and brackets stay whole."""
    assert "|".join(meaning.steps(cell)) == expected
