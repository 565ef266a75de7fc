"""Duties of several departments or laws at once, of any of them, and what each part of a question adds: counted, listed, or said not to be understood."""

from __future__ import annotations

import pytest

import kg
from tests.catalogues.written import of_xlsx

_ROWS = (
    ("组织龙舟赛", "赛事股（牵头）、青训股（配合）", "《体育法》第三条"),
    ("办理裁判员证", "青训股", "《体育法》第四条、《裁判员办法》（体育总局令第21号）第二条"),
    (
        "评选教练员",
        "青训股（牵头）、办公室（配合）",
        "《澄江县体育局职能配置、内设机构和人员编制规定》（澄办发〔2019〕8号）第三条",
    ),
    ("检查泳池", "场馆股（牵头）、赛事股（会同）", "《裁判员办法》（体育总局令第21号）第五条"),
    ("管理档案", "办公室", "《澄江县体育局职能配置、内设机构和人员编制规定》（澄办发〔2019〕8号）第六条、《档案法》第一条"),
    ("发放器材", "赛事股（牵头）、青训股（配合）、办公室（配合）", "《健身条例》（国务院令第560号）第七条"),
)


@pytest.fixture(scope="module")
def sports(tmp_path_factory: pytest.TempPathFactory) -> kg.KnowledgeBase:
    """A list of six duties whose departments lead and assist."""
    folder = tmp_path_factory.mktemp("joined")
    head = ["序号", "职责名称", "法定依据", "实施机构", "监督电话"]
    rows = [[str(n), name, basis, departments, "0571-8812345"] for n, (name, departments, basis) in enumerate(_ROWS, 1)]
    (folder / "list.xlsx").write_bytes(of_xlsx(["澄江县体育局职责清单"], head, *rows))
    return kg.build([folder / "list.xlsx"], into=folder / "base")


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("赛事股和青训股都有份的职责是哪几项？", ["1", "6"]),
        ("青训股、办公室两个科室都参与的是哪几项", ["3", "6"]),
        ("场馆股跟青训股有没有一起承办的职责？", False),
        ("赛事股与场馆股有没有共同承办的事项", True),
        ("场馆股或者办公室参与的职责，两个合起来都有哪些？", ["3", "4", "5", "6"]),
        ("体育法和裁判员办法都引了的是哪一项？", ["2"]),
        ("赛事股和青训股都没参与的有哪几项？", ["5"]),
        ("赛事股没参与的职责有哪些？", ["2", "3", "5"]),
        ("青训股不牵头的职责有哪些？", ["1", "4", "5", "6"]),  # of the second, which it does alone, no part is printed
        ("赛事股和青训股都牵头的有几项？", 0),
        ("赛事股和办公室都引用了健身条例吗？", False),
    ],
)
def test_all_or_any(sports: kg.KnowledgeBase, question: str, value: object) -> None:
    """都 was taken for clauses that both share, or for everything of either, a question whether too; and 没参与 for 参与."""
    answer = sports.ask(question).answer
    assert answer is not None
    assert answer["value"] == value


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("以裁判员办法为依据的职责有多少条，分别是哪些？", ["2", "4"]),
        ("以裁判员办法为依据的职责有哪些，一共多少条？", ["2", "4"]),
        ("只靠三定规定、没引别的文件的是哪几项？", ["3"]),
        ("只以“三定”规定为依据、没引其他文件的有哪些", ["3"]),
        ("由赛事股牵头、别的股室配合的有几项？", 2),
        ("第6项都有哪些股室，各是什么角色？", [["赛事股", "牵头"], ["青训股", "配合"], ["办公室", "配合"]]),
        ("第2项都有哪些股室？", ["青训股"]),
    ],
)
def test_every_part_of_a_question_counts(sports: kg.KnowledgeBase, question: str, value: object) -> None:
    """A number hid the list, other documents were no condition, parts of others were lost, and 都有 asked for duties with the same departments."""
    answer = sports.ask(question).answer
    assert answer is not None
    assert answer["value"] == value or sorted(answer["value"]) == sorted(value)  # type: ignore[call-overload]


def test_two_parts_of_one_department(sports: kg.KnowledgeBase) -> None:
    """青训股独自承办的有几项，跟它配合的比哪种多 gave the first number alone."""
    answer = sports.ask("青训股独自承办的有几项，跟它给别人配合的比哪种多？").answer
    assert answer == {"type": "table", "value": [["单独承办的机构为青训股", 1], ["配合机构为青训股", 2]]}


def test_a_part_that_is_not_read_is_no_answer(sports: kg.KnowledgeBase) -> None:
    """青训股牵头的有几项，跟…的比哪种多 was answered with the first number alone."""
    answer = sports.ask("青训股牵头的有几项，跟没公开电话的比哪种多？")
    assert (answer.status, answer.reason) == ("abstained", "unclear")


def test_each_of_several_is_no_condition_on_both(sports: kg.KnowledgeBase) -> None:
    """What is asked of each, or compared, or of their clauses, is not asked of duties that they share."""
    compared = sports.ask("赛事股和青训股参与的职责哪个多？").answer
    assert compared is not None
    assert compared["value"] == ["青训股"]
    each = sports.ask("赛事股和青训股都有几项职责？").answer
    assert each is not None
    assert sorted(each["value"]) == [["赛事股", 3], ["青训股", 4]]
    shared = sports.ask("赛事股和办公室都依据的条款有哪些？").answer
    assert shared is not None
    assert shared["type"] == "clause"
