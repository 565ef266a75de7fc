"""Each word of a question is read with its own neighbour: what is denied, what two departments do together, values of columns without their label."""

from __future__ import annotations

import pytest

import kg
from tests.catalogues.written import of_xlsx

_COLUMNS = ["序号", "职责名称", "责任科室", "服务类别", "受理地点", "办结时限", "是否收费", "咨询电话", "实施依据"]
_LAW = "《中华人民共和国森林法》第%s"
_ROWS = (
    (
        "林木采伐许可",
        "审批科（牵头）、资源科（配合）",
        "审批服务",
        "青杉路3号一楼6号窗口",
        "10个工作日",
        "不收费",
        "5550101",
        "五十六条：“采伐林地上的林木应当申请采伐许可证。”",
    ),
    (
        "林地占用审核",
        "审批科（牵头）、资源科（配合）、宣教科（配合）",
        "审批服务",
        "青杉路3号一楼6号窗口",
        "20个工作日",
        "不收费",
        "5550101",
        "三十七条",
    ),
    ("木材运输巡查", "资源科（牵头）、防火队（配合）", "巡查监管", "", "", "", "5550102", "十九条"),
    ("古树名木保护", "资源科（牵头）、宣教科（配合）", "巡查监管", "", "30日", "", "5550102", "四十条"),
    ("森林火灾预防", "防火队（牵头）、宣教科（配合）", "应急处置", "望松岭瞭望站", "", "", "5550119", "三十四条"),
    ("扑火队伍训练", "防火队（牵头）、资源科（配合）", "应急处置", "望松岭瞭望站", "", "", "5550119", "三十五条"),
    ("苗木检疫", "资源科（牵头）", "巡查监管", "青杉路3号二楼202室", "", "每批次50元", "5550102", "三十五条"),
    ("林业科普宣传", "宣教科（牵头）、审批科（配合）", "公众教育", "", "", "", "5550103", "十三条"),
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


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("审批科有没有跟防火队合作的职责", False),
        ("防火队和宣教科有没有一起负责的", True),
        ("资源科与宣教科之间有没有需要协作的事项", True),
        ("审批科跟资源科合作的职责有哪些", ["1", "2"]),
        ("哪些科室跟防火队有共同职责", ["资源科", "宣教科"]),
        ("和审批科一起办事的科室有几个", 2),
        ("哪两个科室一起办的事最多", ["审批科、宣教科", "审批科、资源科", "宣教科、资源科", "防火队、资源科"]),
    ],
)
def test_what_two_departments_do_together(forest: kg.KnowledgeBase, question: str, value: object) -> None:
    """甲有没有跟乙合作的 had been read as duties of 甲 or of 乙, so that it was always true, and who works with 甲 had named 甲 itself."""
    found = _value(forest, question)
    assert (sorted(found) if isinstance(found, list) else found) == (sorted(value) if isinstance(value, list) else value)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("巡查监管类的职责有多少条", 3),
        ("应急处置类里除了防火队牵头的还有哪些", []),
        ("除了审批服务类，其他类型的职责一共有几项", 6),
        ("7是不是巡查监管", True),
        ("第8项属于哪一类", "公众教育"),
        ("哪类职责数量最多", "巡查监管"),
        ("按服务类别统计各有多少项", [["审批服务", 2], ["巡查监管", 3], ["应急处置", 2], ["公众教育", 1]]),
        ("宣教科各类别职责分别几项", [["审批服务", 1], ["巡查监管", 1], ["应急处置", 1], ["公众教育", 1]]),
        ("职责分为哪几类", ["审批服务", "巡查监管", "应急处置", "公众教育"]),
        ("一共有几种类别", 4),
        ("巡查监管类职责中资源科牵头的占多大比重", "100%"),
        ("不收费的占全部职责的百分之几", "25%"),
        ("哪些事可以到6号窗口办", ["1", "2"]),
        ("在202室或者瞭望站办的事项有几项", 3),
        ("第7项在哪里办", "青杉路3号二楼202室"),
        ("第8项去哪儿办理", ""),
        ("第5项的时限和地点", [["", "望松岭瞭望站"]]),
        ("瞭望站的职责有几项", 2),
        ("哪个咨询电话对应的职责最多", ["5550102"]),
        ("资源科牵头的职责咨询电话都一样吗", True),
    ],
)
def test_values_without_their_label(forest: kg.KnowledgeBase, question: str, value: object) -> None:
    """A class or a place had been understood behind its label alone; without it the question was searched for, or a duty's name was the answer."""
    assert _value(forest, question) == value


def test_a_place_that_nothing_is_done_at_is_named(forest: kg.KnowledgeBase) -> None:
    """A window that no duty names is unknown, and the list of all duties no answer."""
    answer = forest.ask("9号窗口能办哪些事项")
    assert (answer.status, answer.reason) == ("abstained", "not_in_catalogue")


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("各科室牵头职责数量排前二", ["资源科", "审批科", "防火队"]),
        ("哪个科室牵头最多，哪个最少", [["资源科", 3], ["宣教科", 1]]),
        (
            "各科室的咨询电话分别是多少",
            [["审批科", "5550101"], ["资源科", "5550102"], ["防火队", "5550119"], ["宣教科", "5550103"]],
        ),
        ("第1项和第2项的办结时限有什么不同", [["1", "10个工作日"], ["2", "20个工作日"]]),
        ("第3项和第4项的办结时限不同吗", True),
        ("审批科牵头几项？其中不收费的几项？", [["牵头机构为审批科", 2], ["牵头机构为审批科、是否收费为不收费", 2]]),
        ("第4项的牵头科室和配合科室分别是谁", [["宣教科", "配合"], ["资源科", "牵头"]]),
        ("第1项是10个工作日办结对吗", True),
        ("配合单位最多的是哪项职责", ["2"]),
        ("需要多个科室配合的职责占几成", "87.5%"),
        ("资源科独自承担、不跟别的科室合作的有几项", 1),
        ("森林法第五十六条规定了什么", "采伐林地上的林木应当申请采伐许可证。"),
    ],
)
def test_no_word_is_dropped(forest: kg.KnowledgeBase, question: str, value: object) -> None:
    """A rank, a second superlative, what differs, or a second number had been left out of the answer without a word."""
    assert _value(forest, question) == value


def test_what_differs_is_given_label_by_label(forest: kg.KnowledgeBase) -> None:
    """Of two duties that are compared as a whole the labels are given under which they print different things, and no other."""
    rows = _value(forest, "第5项和第6项有哪些地方不一样")
    assert isinstance(rows, list)
    assert {row[0] for row in rows} == {"职责名称", "责任科室", "实施依据", "序号"}
    assert ["职责名称", "森林火灾预防", "扑火队伍训练"] in rows


@pytest.mark.parametrize(
    "question",
    [
        "防火队周末上不上班",
        "审批科中午休息吗",
        "去年办了多少件采伐许可",
        "今年查处了几起毁林案件",
        "木材运输检查合格率是多少",
        "采伐许可办件量比去年多吗",
        "哪些职责依据劳动合同法",
        "劳动合同法被几项职责引用",
    ],
)
def test_what_no_catalogue_states(forest: kg.KnowledgeBase, question: str) -> None:
    """Opening hours and statistics in everyday words had been answered with the department of the matter, a law that nothing cites with guesses."""
    answer = forest.ask(question)
    assert (answer.status, answer.reason, answer.answer) == ("abstained", "not_in_catalogue", None)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("是不是每一项职责都写了咨询电话", True),
        ("审批科牵头的职责都有办结时限吗", True),
        ("所有职责都写明了受理地点吗", False),
    ],
)
def test_whether_all_have_a_field(forest: kg.KnowledgeBase, question: str, value: bool) -> None:
    """Whether every duty has a column filled in was a table of the column, or not understood."""
    assert _value(forest, question) == value


def test_a_second_number_is_not_dropped(forest: kg.KnowledgeBase) -> None:
    """Of 牵头了一项却配合了四项 the first number alone had been read, over whatever part; what is not understood is said."""
    answer = forest.ask("哪个科室只牵头了一项却配合了三项")
    assert (answer.status, answer.reason) == ("abstained", "unclear")


def test_who_never_helps(forest: kg.KnowledgeBase) -> None:
    """从来不配合别人 is 从不配合别人."""
    assert _value(forest, "哪些科室从来不配合别人") == _value(forest, "哪些科室从不配合别人") == []
