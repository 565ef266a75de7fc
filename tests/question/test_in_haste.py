"""Exact questions of clerks in a hurry, analysts and citizens over catalogues never seen: each was answered with something else, or not at all."""

from __future__ import annotations

import pytest

import kg
from tests.catalogues import render
from tests.catalogues.written import of_xlsx
from tests.question import answers

_BODIES = ("yunlan-emergency", "liuwan-subdistrict", "songling-disabled")
_LABELS = ("序号", "权力类型", "事项名称", "设定依据", "承办科室", "法定时限", "收费情况")
_POWERS = (
    ("行政许可", "动物诊疗许可证核发", "《中华人民共和国动物防疫法》第六十一条", "畜牧兽医科", "20个工作日", "不收费"),
    (
        "行政许可",
        "农村村民宅基地用地初审",
        "《中华人民共和国土地管理法》第六十二条",
        "农村经济科、种植业科",
        "20个工作日",
        "不收费",
    ),
    ("行政处罚", "对经营假农药的处罚", "《农药管理条例》第五十五条", "执法大队", "90日", "无"),
    ("行政处罚", "对使用炸鱼方法捕捞的处罚", "《中华人民共和国渔业法》第三十八条", "渔政股、执法大队", "90日", "无"),
    ("行政强制", "查封扣押假劣兽药", "《兽药管理条例》第四十六条", "执法大队", "30日", "无"),
    ("行政检查", "种子质量监督抽查", "《中华人民共和国种子法》第四十六条", "种植业科", "无", "无"),
)


@pytest.fixture(scope="module")
def bases(tmp_path_factory: pytest.TempPathFactory) -> dict[str, kg.KnowledgeBase]:
    """Three bodies and a list of powers, each in a base of its own."""
    folder = tmp_path_factory.mktemp("haste")
    for name in _BODIES:
        (folder / f"{name.partition('-')[0]}.txt").write_bytes(render.render(render.load_body(name)).data)
    rows = [[str(n), *row] for n, row in enumerate(_POWERS, 1)]
    (folder / "powers.xlsx").write_bytes(of_xlsx(["青峦县农业农村局权责清单"], list(_LABELS), *rows))
    return {source.stem: kg.build([source], into=folder / source.stem) for source in sorted(folder.glob("*.*"))}


@pytest.mark.parametrize(
    ("body", "question", "value"),
    [
        ("yunlan", "1.7分几步", 5),
        ("yunlan", "1.7一共几步", 5),
        ("yunlan", "流程有6步的有哪些", ["2.1"]),
        ("yunlan", "流程5步以上的有几项", 3),
        ("yunlan", "办理流程在5步及以上的占比", "16.7%"),
        ("yunlan", "要件只有两样的有几项", 11),
        ("songling", "要件只有一样的是哪些", ["2.4", "4.1", "4.2"]),
        ("yunlan", "三步办完的有几项", 4),
    ],
)
def test_how_many_steps_and_papers(bases: dict[str, kg.KnowledgeBase], body: str, question: str, value: object) -> None:
    """Of so many steps duties were searched for; of a duty that is given its department was told; 两样 was looked for in the text."""
    assert answers.value(bases[body], question) == value


@pytest.mark.parametrize(
    ("body", "question", "value"),
    [
        ("yunlan", "1.8之后是哪项", ["1.9"]),
        ("yunlan", "1.8之后的有几项", 10),
        ("yunlan", "前两大项一共几项", 13),
        ("yunlan", "一到三这三大类加起来几项", 16),
        ("yunlan", "第二大类有几项", 3),
        ("yunlan", "二十几页的有几项", 7),
        ("yunlan", "5550119这个电话管着几项", 7),
        ("yunlan", "引了两个依据的职责有几项", 7),
        ("yunlan", "没有引用任何法律、只引用三定的有几项", 7),
        ("yunlan", "办理时限不是20个工作日也不是无固定时限的有几项", 11),
        ("yunlan", "没有固定时限的有几项", 4),
        ("songling", "理事长信箱是啥", "lsz@slcl.example"),
        ("liuwan", "党建办有几项", 2),
        ("liuwan", "平安办负责哪些", ["4.1", "4.2"]),
        ("powers", "两个科室共同承办的有哪些", ["2", "4"]),
        ("powers", "没有法定时限的有几项", 1),
        ("powers", "哪个科室处罚最多", "执法大队"),
        ("powers", "执法大队除了处罚还管什么", ["5"]),
        ("powers", "执法大队都有哪几类权力", ["行政处罚", "行政强制"]),
        ("liuwan", "边界只写了科室名的有几项", 4),
    ],
)
def test_what_numbers_and_short_names_say(bases: dict[str, kg.KnowledgeBase], body: str, question: str, value: object) -> None:
    """三大类 was the third, the 三 of 三定 a number of departments, a telephone without its area code none, 无 in a column something."""
    found = answers.value(bases[body], question)
    assert found in (value, [value])


@pytest.mark.parametrize(
    ("question", "value"),
    [("《中华人民共和国安全生产法》是不是只有一个科室在用", False), ("第三大项是不是只有一个科室在管", False)],
)
def test_whether_one_alone_has_to_do_with_a_thing(bases: dict[str, kg.KnowledgeBase], question: str, value: bool) -> None:
    """It was told whether some department has one such duty."""
    assert answers.value(bases["yunlan"], question) is value


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("第1大项下有几项要查处", "查处"),
        ("职责边界里没有提到任何外单位的有几项", "任何外单位"),
        ("1.5与1.6都引了《中华人民共和国安全生产法》的哪一条", "《中华人民共和国安全生产法》"),
        ("局长信箱对应几项", "局长信箱"),
        ("流程最短的有几步", "几步"),
    ],
)
def test_what_is_not_understood_is_not_dropped(bases: dict[str, kg.KnowledgeBase], question: str, word: str) -> None:
    """All duties of a main responsibility or of a base were counted, 任何外单位 looked for as words, the clause of another document given."""
    answer = bases["yunlan"].ask(question)
    assert answer.answer is None
    assert f"没看懂“{word}”" in answer.reading or word in answer.reading


def test_what_all_duties_have(bases: dict[str, kg.KnowledgeBase]) -> None:
    """It was told that some duty has it."""
    assert answers.value(bases["yunlan"], "电话0597-5550112是不是所有事项共用") is False


def test_who_does_it_alone_is_not_dropped(bases: dict[str, kg.KnowledgeBase]) -> None:
    """Those that two departments do were counted with the others."""
    assert answers.value(bases["powers"], "执法大队独自承办的处罚有几项") == 1


@pytest.mark.parametrize(
    ("body", "question", "value"),
    [
        ("yunlan", "引用了《安全生产法》同时还引了别的文件的有哪些", ["1.2", "1.6"]),
        ("yunlan", "引《安全生产法》又引了其他文件的有几项", 2),
        ("yunlan", "不止引用《安全生产法》的有几项", 2),
        ("yunlan", "不只引了安全生产法的是哪几项", ["1.2", "1.6"]),
        ("yunlan", "引了《安全生产法》没引别的文件的有哪些", ["1.5", "1.10"]),
        ("yunlan", "依据里写了《安全生产法》的有几项", 4),
        ("yunlan", "法定依据包含《安全生产法》的有多少项", 4),
        ("yunlan", "依据里没写《安全生产法》的应急指挥中心事项有哪些", ["1.3", "2.3"]),
        ("yunlan", "依据里写了《突发事件应对法》但没写《安全生产法》的有哪些", ["2.3"]),
        ("yunlan", "只引了一部文件的应急指挥中心事项编号", ["1.3", "1.10", "2.3"]),
        ("yunlan", "应急指挥中心的事项里只引了一部文件的有哪些", ["1.3", "1.10", "2.3"]),
        ("yunlan", "引了不止一部文件的有几项", 4),
        ("songling", "两个科室一起干的是哪些", ["1.3"]),
        ("powers", "执法大队单独承办、收费情况为无的处罚有几项", 1),
        ("songling", "三个以上科室一起干的是哪些", []),
        ("liuwan", "不止引用《安全生产法》的有几项", 0),
    ],
)
def test_a_second_condition_is_not_dropped(bases: dict[str, kg.KnowledgeBase], body: str, question: str, value: object) -> None:
    """还引了别的文件, 只引了一部 and 三个以上科室一起干 were passed over; 依据里写了《…》 looked for the short name in the text, 的有多少项 counted articles."""
    assert answers.value(bases[body], question) == value


@pytest.mark.parametrize("question", ["应急指挥中心的事项里只引了一部文件的有哪些", "应急指挥中心引用了《信访工作条例》的有几项"])
def test_a_department_of_another_body_is_not_passed_over(bases: dict[str, kg.KnowledgeBase], question: str) -> None:
    """Each letter of it stood for some word that says nothing, and the duties of all departments were listed."""
    answer = bases["liuwan"].ask(question)
    assert answer.status == "abstained"
    assert "应急指挥中心" in answer.reading


def test_brackets_may_say_which_are_meant(bases: dict[str, kg.KnowledgeBase]) -> None:
    """（不分牵头配合） was left out as a remark, and what it says of one department nobody can tell; （包括配合的） is a remark."""
    assert bases["songling"].ask("康复部参与的（不分牵头配合）有几项").status == "abstained"
    assert answers.value(bases["songling"], "康复部的事项（包括配合的）有几项") == answers.value(
        bases["songling"], "康复部的事项有几项"
    )
