"""Whether a searched duty is as a question says, which of two columns is meant, sub-items, and main responsibilities by their place."""

from __future__ import annotations

from typing import Any

import pytest

import kg
from kg import pipeline
from tests.question import answers

POWERS = """职权编码,职权类型,职权名称,子项,实施依据,承办机构,法定时限,承诺时限,收费,咨询电话,监督电话,备注
0101,行政许可,城市户外招牌设置许可,1.大型招牌,《城市容貌管理条例》第十一条,许可科（牵头）、市容科（配合）,20个工作日,7个工作日,不收费,6603101,6609900,—
0102,行政许可,城市户外招牌设置许可,2.临时招牌,《城市容貌管理条例》第十一条,许可科（牵头）、市容科（配合）,20个工作日,当场办结,不收费,6603101,6609900,—
0103,行政许可,占用城市道路挖掘许可,,《城市道路管理条例》第三十三条,许可科（牵头）、道路科（会同）,20个工作日,9个工作日,收费：道路修复费按面积收取,6603102,6609900,须附交通组织方案
0104,行政许可,建筑垃圾运输核准,,《建筑垃圾管理规定》第七条,许可科,10个工作日,5个工作日,—,6603103,6609900,—
0201,行政处罚,对随意倾倒渣土的处罚,,《建筑垃圾管理规定》第二十五条,执法大队（牵头）、市容科（配合）,90日,60日,不收费，罚款另计,,6609900,—
0301,其他行政权力,公共厕所移交备案,,《城市环境卫生设施规定》第九条,市容科,5个工作日,当场办结,免费,6603104,6609900,—
"""
CLASSES = """类别,主要职责,序号,事项名称,设定依据,责任科室
一,承担档案接收和整理工作。,1,接收到期进馆档案,《档案法》第十五条,收集科
一,承担档案接收和整理工作。,2,整理鉴定馆藏档案,《档案法》第十七条,收集科
二,承担档案利用服务工作。,3,提供档案查阅服务,《档案法》第二十八条,利用科
三,承担档案安全保管工作。,4,保管特藏档案,《档案法》第十九条,保管科
三,承担档案安全保管工作。,5,抢救破损档案,《档案法》第十九条,保管科
三,承担档案安全保管工作。,6,管理档案库房,《档案法》第二十条,保管科
"""


def _built(text: str, name: str, factory: pytest.TempPathFactory) -> kg.KnowledgeBase:
    folder = factory.mktemp("told")
    (folder / name).write_text(text, "utf-8")
    pipeline.publish([pipeline.read(folder / name)], folder / "base")
    return kg.load(folder / "base")


@pytest.fixture(scope="module")
def powers(tmp_path_factory: pytest.TempPathFactory) -> kg.KnowledgeBase:
    """A list of powers with sub-items, parts of departments, two time limits and a column for fees."""
    return _built(POWERS, "青岩市城市管理局权责清单.csv", tmp_path_factory)


@pytest.fixture(scope="module")
def classes(tmp_path_factory: pytest.TempPathFactory) -> kg.KnowledgeBase:
    """A list whose main responsibilities are counted in Chinese numerals."""
    return _built(CLASSES, "青岩市档案馆职责目录.csv", tmp_path_factory)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("公共厕所移交备案收费吗", False),
        ("公共厕所移交备案要不要钱？", False),
        ("公共厕所移交备案是不是免费", True),
        ("占用城市道路挖掘许可收费吗", True),
        ("对随意倾倒渣土的处罚要收费吗", False),
        ("公共厕所移交备案是行政许可吗", False),
        ("占用城市道路挖掘许可是不是行政许可", True),
        ("占用城市道路挖掘许可由许可科牵头吗", True),
        ("占用城市道路挖掘许可由道路科牵头吗", False),
        ("建筑垃圾运输核准是许可科牵头吗", True),
        ("占用城市道路挖掘许可这件事道路科参与吗", True),
        ("市容科管不管建筑垃圾运输核准", False),
        ("占用城市道路挖掘许可有没有法定依据", True),
        ("占用城市道路挖掘许可有咨询电话吗", True),
        ("对随意倾倒渣土的处罚有没有办事电话", False),
        ("公共厕所移交备案有监督电话吗", True),
        ("公共厕所移交备案有没有备注", False),
        ("占用城市道路挖掘许可有备注吗", True),
        ("公共厕所移交备案有没有办公地点", False),
        ("公共厕所移交备案是不是当场办结的", True),
        ("公共厕所移交备案能当场办完吗", True),
        ("占用城市道路挖掘许可要不要交手续费", True),
        ("公共厕所移交备案花钱不", False),
        ("公共厕所移交备案是不是许可", False),
        ("公共厕所移交备案是其他行政权力不是", True),
        ("占用城市道路挖掘许可，道路科参不参加", True),
        ("占用城市道路挖掘许可由许可科牵头，对吧？", True),
        ("道路科是不是占用城市道路挖掘许可的牵头科室", False),
        ("对随意倾倒渣土的处罚，市容科要不要配合", True),
    ],
)
def test_whether_a_searched_duty_is_so(powers: kg.KnowledgeBase, question: str, value: bool) -> None:
    """The departments were the answer, or what the column prints; a kind of power in the question stood for all duties of that kind."""
    answer = powers.ask(question)
    assert (answer.status, answer.kind) == ("answered", "duty")
    assert answer.answer == {"type": "boolean", "value": value}


@pytest.mark.parametrize(
    ("question", "field", "text"),
    [
        ("公共厕所移交备案收费吗", "收费", "免费"),
        ("公共厕所移交备案是行政许可吗", "职权类型", "其他行政权力"),
        ("占用城市道路挖掘许可有没有法定依据", "实施依据", "《城市道路管理条例》第三十三条"),
    ],
)
def test_a_yes_or_no_shows_what_is_printed(powers: kg.KnowledgeBase, question: str, field: str, text: str) -> None:
    """The field that the yes or no is read from is part of the evidence, and stands behind the word in the text."""
    answer = powers.ask(question)
    assert (field, text) in [(one["field"], one["text"]) for one in answer.json()["duties"][0]["evidence"]]
    assert f"（{field}：{text}）" in str(answer)


def test_a_number_that_is_not_so_shows_its_duty(powers: kg.KnowledgeBase) -> None:
    """0301收费吗 was true since there is a duty 0301; and a no came without any duty."""
    answer = powers.ask("0301收费吗")
    assert answer.answer == {"type": "boolean", "value": False}
    assert [duty.number for duty in answer.duties] == ["0301"]


def test_a_dash_says_neither_yes_nor_no(powers: kg.KnowledgeBase, classes: kg.KnowledgeBase) -> None:
    """Nothing is invented where the cell has a dash, or where the list has no such column."""
    assert answers.value(powers, "建筑垃圾运输核准收费吗") == "—"
    answer = classes.ask("提供档案查阅服务收费吗")
    assert answer.answer == {"type": "text", "value": ""}
    assert "目录未写明是否收费" in answer.reading


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("占用城市道路挖掘许可承诺几天办完", "9个工作日"),
        ("占用城市道路挖掘许可承诺多长时间", "9个工作日"),
        ("占用城市道路挖掘许可法定几天", "20个工作日"),
        ("占用城市道路挖掘许可法律规定多久办结", "20个工作日"),
        ("占用城市道路挖掘许可几天办完", ["20个工作日", "9个工作日"]),
        ("0103承诺几天办完", "9个工作日"),
        ("占用城市道路挖掘许可规定最多几天", "20个工作日"),
        ("占用城市道路挖掘许可承诺的时限是多少", "9个工作日"),
        ("对随意倾倒渣土的处罚是行政处罚还是行政强制", "行政处罚"),
    ],
)
def test_a_word_chooses_between_two_columns(powers: kg.KnowledgeBase, question: str, value: Any) -> None:
    """Both time limits were given to who asked for one of them."""
    assert answers.value(powers, question) == value


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("城市户外招牌设置许可分几个子项", 2),
        ("城市户外招牌设置许可有几个子项", 2),
        ("行政许可有哪些，子项也列出来", ["0101", "0102", "0103", "0104"]),
        ("要收费的事项有几项", 1),
        ("不收费的有哪些", ["0101", "0102", "0201", "0301"]),
        ("哪些事项不要钱", ["0101", "0102", "0201", "0301"]),
        ("不收费的行政许可，子项分开算有几项", 2),
        ("收费和不收费的各有几项", [["收费", 1], ["不收费", 4]]),
        ("当场办结的有哪些", ["0102", "0301"]),
        ("当场就能办完的有几项", 2),
        ("承诺时限是5个工作日的有哪些", ["0104"]),
        ("法定5个工作日办结的有哪些", ["0301"]),
        ("5个工作日办结的有哪些", ["0104", "0301"]),
        ("收费的有几项，不收费的有几项", [["收费", 1], ["不收费", 4]]),
        ("不收费的许可有哪些", ["0101", "0102"]),
        ("哪些许可有备注", ["0103"]),
        ("行政许可连子项一起列出来", ["0101", "0102", "0103", "0104"]),
        ("有没有收费的行政处罚", False),
        ("0103有没有备注", True),
        ("0301有没有备注", False),
        ("0201有几个配合科室", 1),
    ],
)
def test_conditions_on_columns(powers: kg.KnowledgeBase, question: str, value: Any) -> None:
    """收费的事项 counted everything, since no cell says 收费 and nothing more; 5个工作日 of the other time limit was found too."""
    found = answers.value(powers, question)
    assert (sorted(found) if isinstance(found, list) else found) == (sorted(value) if isinstance(value, list) else value)


@pytest.mark.parametrize("question", ["与收费挂钩的事项一共有几项", "区里也能办的行政许可有几项", "区里和街道都能办的事项有几项"])
def test_what_is_said_and_not_understood_is_never_ignored(powers: kg.KnowledgeBase, question: str) -> None:
    """A word that names a printed column, or what is said of duties, and is no part of the query ends unclear, not in a count of everything."""
    answer = powers.ask(question)
    assert (answer.status, answer.reason) == ("abstained", "unclear")


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("第三类主要职责下面有几项", 3),
        ("第三大块主要职责有哪些事项", ["4", "5", "6"]),
        ("第一项主要职责有几项事项", 2),
        ("第二类职责由哪个科负责", ["利用科"]),
        ("第五项事项由谁负责", ["保管科"]),
    ],
)
def test_a_main_responsibility_by_its_place(classes: kg.KnowledgeBase, question: str, value: Any) -> None:
    """All main responsibilities were counted; those counted in Chinese numerals had no third one."""
    assert answers.value(classes, question) == value
