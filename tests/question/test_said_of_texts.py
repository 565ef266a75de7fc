"""What a question says of texts and names: how they begin and end, two words at once, what departments are called."""

from __future__ import annotations

import pytest

import kg
from tests.catalogues.written import of_xlsx
from tests.question import answers

_ROWS = (
    ("行政许可", "采石许可", "审批一科", "受理、审查、公示、发证"),
    ("行政许可", "采石许可的变更", "审批一科", "受理、审查、发证"),
    ("行政处罚", "对越界采石的处罚", "执法大队", "立案、公示、结案"),
    ("行政检查", "对石场安全的检查", "安监科", "检查、反馈"),
    ("其他", "石场安全培训", "安监科、教培中心", "报名、培训"),
)
_COLUMNS = ["序号", "职权编码", "职权类型", "职权名称", "承办机构", "办理流程"]


@pytest.fixture(scope="module")
def quarry(tmp_path_factory: pytest.TempPathFactory) -> kg.KnowledgeBase:
    """A list of five powers of four departments, one of them carried out by two."""
    folder = tmp_path_factory.mktemp("quarry")
    rows = [[str(n), f"SC-{n:03}", *row] for n, row in enumerate(_ROWS, 1)]
    (folder / "list.xlsx").write_bytes(of_xlsx(["丹崖县采石管理局权责清单"], _COLUMNS, *rows))
    return kg.build([folder / "list.xlsx"], into=folder / "base")


def _codes(*places: int) -> list[str]:
    return [f"SC-{n:03}" for n in places]


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("职权名称以“采石”两个字开头的有哪些？", _codes(1, 2)),
        ("哪几项职权是“采石”打头的？", _codes(1, 2)),
        ("不以采石开头的职权有几项？", 3),
        ("名称开头一个字是“对”的职权有几项？", 2),
        ("职权名称都以“对”开头吗？", False),
        ("名称以“对”起头又以“检查”结尾的职权有哪些？", _codes(4)),
        ("办理流程以“发证”收尾的职权有哪些？", _codes(1, 2)),
    ],
)
def test_how_texts_begin_and_end(quarry: kg.KnowledgeBase, question: str, value: object) -> None:
    """以…两个字开头 and 是“…”打头 were read as having the word anywhere, 不以…开头 was not understood, and 都以…开头吗 found one."""
    assert answers.value_if_any(quarry, question) == value


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("办理流程里既有审查又有公示的职权有哪些？", _codes(1)),
        ("办理流程里同时有审查和发证的有几项？", 2),
        ("办理流程里有审查但没有公示的是哪些职权？", _codes(2)),
        ("名称里有石场，也有培训的有哪些？", _codes(5)),
    ],
)
def test_two_words_at_once(quarry: kg.KnowledgeBase, question: str, value: object) -> None:
    """The two were taken for one word, 审查又有公示, which stands nowhere."""
    assert answers.value_if_any(quarry, question) == value


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("名字以“科”结尾的部门几个？", 2),
        ("哪个部门的名字里有“培”字？", ["教培中心"]),
        ("名称不以科字结尾的科室有哪些？", ["执法大队", "教培中心"]),
        ("名字里带“科”字的部门各有几项职权？", [["审批一科", 2], ["安监科", 2]]),
        ("最后一个字是“队”的科室承担哪些职权？", _codes(3)),
    ],
)
def test_what_departments_are_called(quarry: kg.KnowledgeBase, question: str, value: object) -> None:
    """The name of a department was looked for in the names of the powers; who shares a power with it is not called so."""
    assert answers.value_if_any(quarry, question) == value


def test_no_department_is_called_so(quarry: kg.KnowledgeBase) -> None:
    """Of departments that are called as none is, that is said, and no power's name is looked through."""
    answer = quarry.ask("承办机构名称里带“综合”的有哪些？")
    assert answer.status == "abstained"
    assert "名称里带“综合”的部门" in answer.reading
