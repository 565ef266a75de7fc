"""Each word of a question is read with its own neighbour: what is denied, what two departments do together, values of columns without their label."""

from __future__ import annotations

import pytest

import kg
from tests.test_lists import of_xlsx

_COLUMNS = ["序号", "职责名称", "责任科室", "服务类别", "受理地点", "办结时限", "是否收费", "咨询电话", "实施依据"]
_LAW = "《中华人民共和国森林法》第%s条"
_ROWS = (
    (
        "林木采伐许可",
        "审批科（牵头）、资源科（配合）",
        "审批服务",
        "青杉路3号一楼6号窗口",
        "10个工作日",
        "不收费",
        "5550101",
        "五十六",
    ),
    (
        "林地占用审核",
        "审批科（牵头）、资源科（配合）、宣教科（配合）",
        "审批服务",
        "青杉路3号一楼6号窗口",
        "20个工作日",
        "不收费",
        "5550101",
        "三十七",
    ),
    ("木材运输巡查", "资源科（牵头）、防火队（配合）", "巡查监管", "", "", "", "5550102", "十九"),
    ("古树名木保护", "资源科（牵头）、宣教科（配合）", "巡查监管", "", "30日", "", "5550102", "四十"),
    ("森林火灾预防", "防火队（牵头）、宣教科（配合）", "应急处置", "望松岭瞭望站", "", "", "5550119", "三十四"),
    ("扑火队伍训练", "防火队（牵头）、资源科（配合）", "应急处置", "望松岭瞭望站", "", "", "5550119", "三十五"),
    ("苗木检疫", "资源科（牵头）", "巡查监管", "青杉路3号二楼202室", "", "每批次50元", "5550102", "三十五"),
    ("林业科普宣传", "宣教科（牵头）、审批科（配合）", "公众教育", "", "", "", "5550103", "十三"),
)


@pytest.fixture(scope="module")
def forest(tmp_path_factory: pytest.TempPathFactory) -> kg.KnowledgeBase:
    """A list of eight duties with classes, places, terms and parts of departments."""
    folder = tmp_path_factory.mktemp("forest")
    rows = [[str(n), *row[:-1], _LAW % row[-1]] for n, row in enumerate(_ROWS, 1)]
    (folder / "list.xlsx").write_bytes(of_xlsx(["栖霖县林草局职责清单"], _COLUMNS, *rows))
    return kg.build([folder / "list.xlsx"], into=folder / "base")


def _value(base: kg.KnowledgeBase, question: str) -> object:
    answer = base.ask(question)
    assert answer.kind == "query", answer.reading
    return answer.answer["value"] if answer.answer else answer.reading


@pytest.mark.parametrize(
    ("question", "duties"),
    [
        ("审批科牵头、宣教科没有配合的有哪些", ["1"]),
        ("资源科牵头而防火队没配合的职责有哪些", ["4", "7"]),
        ("防火队牵头、资源科和审批科都不配合的是哪几项", ["5"]),
        ("宣教科没有配合、审批科牵头的职责", ["1"]),
        ("有受理地点却没写时限的有哪些", ["5", "6", "7"]),
        ("没写时限但有受理地点的是哪几项", ["5", "6", "7"]),
        ("写明了办结时限而没有受理地点的职责有哪些", ["4"]),
    ],
)
def test_denied_of_the_nearest(forest: kg.KnowledgeBase, question: str, duties: list[str]) -> None:
    """甲牵头、乙没有配合 had been read as not helped by 甲 and done by 乙, the very complement; 有地点却没写时限 had denied the place."""
    assert _value(forest, question) == duties


def test_what_is_missing_and_unknown_is_said(forest: kg.KnowledgeBase) -> None:
    """Where the thing that is not written is known to nobody, no other thing that is named before is denied in its place."""
    answer = forest.ask("有受理地点却没写联办股室的是哪几项")
    assert (answer.status, answer.answer) == ("abstained", None)
