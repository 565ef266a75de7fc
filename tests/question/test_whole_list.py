"""What was asked of a list of powers by somebody who had not seen how questions are read: parts, contacts, sub-items, laws by short names."""

from __future__ import annotations

from typing import Any

import pytest

import kg
from tests.catalogues.written import of_xlsx
from tests.question import answers

_ROADS = "《城市道路管理条例》（国务院令第198号）第二十七条"
_BUILDING = "《中华人民共和国城乡规划法》第六十八条、《中华人民共和国行政强制法》第四十四条"
_ROWS = (
    ("行政许可", "0101", "挖掘道路许可", "1.临时挖掘", "审批股（牵头）、市政股（配合）", _ROADS, "受理之日起5个工作日内作出决定。", "7326101", ""),
    ("行政许可", "0101", "挖掘道路许可", "2.埋设管线", "审批股（牵头）、市政股（配合）", _ROADS, "受理之日起5个工作日内作出决定。", "7326101", ""),
    ("行政许可", "0102", "户外广告许可", "", "审批股", "《中华人民共和国广告法》第四十一条", "受理之日起15个工作日内作出决定。", "7326101", ""),
    ("行政强制", "0301", "拆除违法建筑", "", "执法队（牵头）、法制股（审核）", _BUILDING, "限期拆除。", "7326122、zf@qs.gov.cn", ""),
    ("行政处罚", "0201", "对损坏绿地的处罚", "", "执法队、市政股", _ROADS, "自立案之日起90日内决定。", "7326122、zf@qs.gov.cn", "首次不罚"),
    ("其他行政权力", "1001", "案件审查", "", "法制股", "《中华人民共和国行政处罚法》第五十八条", "5个工作日内提出意见。", "7326108", ""),
    ("行政检查", "0601", "桥梁检查", "", "市政股（牵头）、执法队（协同）", _ROADS, "每日巡查。", "7326130、sz@qs.gov.cn", ""),
)  # fmt: skip
_LABELS = [
    "序号",
    "职权类型",
    "职权编码",
    "职权名称",
    "子项名称",
    "承办机构",
    "实施依据",
    "责任事项",
    "监督电话",
    "备注",
    "行使主体",
]


@pytest.fixture(scope="module")
def powers(tmp_path_factory: pytest.TempPathFactory) -> kg.KnowledgeBase:
    """Six powers, one of two sub-items; departments lead, assist and review, and two carry one out without a word between."""
    folder = tmp_path_factory.mktemp("powers")
    rows = [[str(n), *row, "栖川县城市管理局"] for n, row in enumerate(_ROWS, 1)]
    (folder / "list.xlsx").write_bytes(of_xlsx(["栖川县城市管理局权责清单"], _LABELS, *rows))
    return kg.build([folder / "list.xlsx"], into=folder / "base")


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("市政股的监督电话", ["7326130"]),
        ("市政股举报邮箱发我一下", ["sz@qs.gov.cn"]),
        ("法制股的举报电话是多少", ["7326108"]),
        ("7326122是哪个股室的举报电话", ["执法队"]),
        ("谁的监督电话是7326130", ["市政股"]),
        ("7326122是哪个队的电话", ["执法队"]),
        ("zf@qs.gov.cn归谁", ["执法队"]),
        ("12350是哪个股室的电话", None),
        ("7326122能投诉哪些股室", ["执法队", "市政股", "法制股"]),
        ("各股室的监督电话分别是多少", [["审批股", "7326101"], ["市政股", "7326130"], ["执法队", "7326122"], ["法制股", "7326108"]]),
    ],
)  # fmt: skip
def test_whose_a_contact_is(powers: kg.KnowledgeBase, question: str, value: Any) -> None:
    """A mailbox of a duty that a department only supports, or carries out beside another, was given as its own; so was whose a telephone is.

    Which departments one may complain of by it is another question.
    """
    found: Any = answers.value_if_any(powers, question)
    assert found == value or sorted(map(str, found)) == sorted(map(str, value))


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("拆除违法建筑谁审核的", ["法制股"]),
        ("0301由谁审核", ["法制股"]),
        ("0102由谁审核", []),
        ("拆除违法建筑的审核机构", ["法制股"]),
        ("审核机构是法制股的职权", ["0301"]),
        ("法制股审核的职权有哪些", ["0301"]),
        ("法制股在哪些职权里是审核", ["0301"]),
        ("由执法队牵头、别的股室配合或协同或审核的有几项", 1),
        ("哪些职权要别的股室审核", ["0301"]),
        ("市政股在多少项职权里只是配合", 1),
        ("拆除违法建筑的牵头机构", ["执法队"]),
        ("0301除了牵头的还有谁", ["法制股"]),
        ("0101除了牵头的股室还有哪个股室", ["市政股"]),
    ],
)
def test_parts_that_are_printed(powers: kg.KnowledgeBase, question: str, value: object) -> None:
    """审核 is printed beside a department and was no part: all departments were given, and all duties of the one that reviews."""
    assert answers.value_if_any(powers, question) == value


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("0101第2个子项叫什么", "2.埋设管线"),
        ("0101的第二个子项", "2.埋设管线"),
        ("挖掘道路许可第一个子项是什么", "1.临时挖掘"),
        ("挖掘道路许可的最后一个子项", "2.埋设管线"),
        ("0101的子项2是什么", "2.埋设管线"),
        ("0101第二个子项归谁", ["审批股", "市政股"]),
        ("0101第3个子项叫什么", None),
        ("绿化带第二个子项叫什么", None),
        ("0101的第一、第二个子项", None),
    ],
)
def test_a_sub_item_by_its_place(powers: kg.KnowledgeBase, question: str, value: object) -> None:
    """The name of the item was given as that of its second sub-item, its departments, or all sub-items; one that is not there is refused."""
    assert answers.value_if_any(powers, question) == value


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("有没有哪项用到城乡规划法的 有还是没有", True),
        ("目录里有用到广告法的吗", True),
        ("有没有参照行政处罚法的职权", True),
        ("哪些职权用到城乡规划法", ["0301"]),
        ("执法队引用过哪些法律", ["中华人民共和国城乡规划法", "中华人民共和国行政强制法"]),
        ("审批股有没有用到城乡规划法", False),
    ],
)
def test_a_law_that_is_used(powers: kg.KnowledgeBase, question: str, value: object) -> None:
    """A law by its short name behind 用到 was no law, and whether it is used was answered with departments."""
    assert answers.value_if_any(powers, question) == value


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("市政股排最后的那项是哪项", ["0601"]),
        ("执法队排在最前的是哪项", ["0301"]),
        ("执法队排第二的职权是哪项", None),
        ("排在最后的许可是哪项", ["0102"]),
        ("一个子项都没有的许可有哪些", ["0102"]),
        ("对比行政许可和行政处罚的项数", [["行政许可", 2], ["行政处罚", 1]]),
        ("市政股除了牵头的还有哪些职权", None),
        ("一个文号都没写的职权有几项", 3),
        ("实施依据里一个文号都没有的是哪几项", ["0102", "0301", "1001"]),
        ("引用《中华人民共和国城乡规划法》的职权占全部职权的百分之几", "16.7%"),
        ("责任事项又涉及决定的职权有几项", 3),
        ("拆除违法建筑 依据几部法", 2),
        ("户外广告许可引用了几部法律", 1),
        ("挖掘道路许可那条 分不分子项", True),
        ("户外广告许可分子项吗", False),
        ("哪些职权需要审核", None),
    ],
)
def test_words_in_another_order(powers: kg.KnowledgeBase, question: str, value: object) -> None:
    """All duties of a department, their number, or of all duties, were given for what 排最后, 几部法 and 需要审核 ask; the others were refused.

    The 中 of 中华人民共和国 was taken for a word behind which the whole of a share stands.
    """
    assert answers.value_if_any(powers, question) == value


def test_two_duties_beside_one_another(powers: kg.KnowledgeBase) -> None:
    """The 比 of 对比 compares no numbers: what both print is told, each with its number."""
    rows = [["0102", "受理之日起15个工作日内作出决定。"], ["1001", "5个工作日内提出意见。"]]
    assert answers.value_if_any(powers, "对比0102和1001的责任事项") == rows
    assert answers.value_if_any(powers, "0102和1001的责任事项比较一下") == rows


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("行使主体全都是栖川县城市管理局吧", True),
        ("所有职权的行使主体都是栖川县城市管理局吗", True),
        ("行使主体都是县教育局吗", None),
        ("备注都是首次不罚吗", False),
        ("备注是首次不罚的有哪些", ["0201"]),
    ],
)
def test_what_all_are_said_to_be(powers: kg.KnowledgeBase, question: str, value: object) -> None:
    """都 before the value of a column was dropped, so that one duty made it true, or the question was found to be out of scope."""
    assert answers.value_if_any(powers, question) == value


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("受理之日起5个工作日内作出决定的许可有哪些", ["0101"]),
        ("责任事项规定受理后15个工作日内作出决定的许可", ["0102"]),
        ("90日内决定的处罚有几项", 1),
        ("3个工作日内作出决定的许可有哪些", None),
        ("超过5个工作日的职权有哪些", None),
        ("依据只有一部、5个工作日办结的有哪些", None),
    ],
)
def test_deadlines_that_texts_state(powers: kg.KnowledgeBase, question: str, value: object) -> None:
    """A deadline was a matter to search for, and another number was found; one that no text states in these words is refused."""
    assert answers.value_if_any(powers, question) == value
