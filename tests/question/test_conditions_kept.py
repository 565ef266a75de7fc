"""Every condition of a question counts or is named as not understood: shares, terms, years, parts denied, second numbers, names that nothing bears."""

from __future__ import annotations

import pytest

import kg
from tests.catalogues.written import of_xlsx

_ROWS = (
    (
        "行政许可",
        "占用湖面许可",
        "审批股（牵头）、管护股（配合）",
        "《中华人民共和国水法》第三十八条",
        "20个工作日",
        "村民自用的免办",
    ),
    ("行政许可", "取水许可", "审批股", "《取水管理条例》（国务院令第460号）第二条", "5个工作日", ""),
    ("行政许可", "采砂许可", "管护股", "《青荡县采砂管理办法》（青政发〔2021〕7号）第九条", "当场", ""),
    (
        "行政处罚",
        "对围湖造地的处罚",
        "执法大队（牵头）、管护股（配合）",
        "《中华人民共和国水法》第六十六条、《中华人民共和国防洪法》第五十六条",
        "90日",
        "",
    ),
    ("行政处罚", "对毒鱼电鱼的处罚", "执法大队", "《青荡县湖泊保护办法》（青政办发〔2022〕3号）第四条", "60日", ""),
    (
        "行政检查",
        "对湖岸的检查",
        "管护股（牵头）、执法大队（会同）",
        "《青荡县湖泊保护办法》（青政办发〔2022〕3号）第八条",
        "每月一次",
        "",
    ),
    (
        "行政奖励",
        "毒鱼电鱼、围湖造地举报奖励",
        "综合股",
        "《青荡县举报奖励办法》（青政发〔2021〕19号）第二条",
        "30日",
        "按200元至2000元奖励",
    ),
)
_COLUMNS = ["序号", "职权编码", "职权类型", "职权名称", "实施依据", "承办机构", "办理时限", "备注"]


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> kg.KnowledgeBase:
    """A list of seven powers with terms, parts of departments and numbers of documents."""
    folder = tmp_path_factory.mktemp("lake")
    rows = [
        [str(n), f"HP-{n:03}", kind, name, basis, departments, term, remark]
        for n, (kind, name, departments, basis, term, remark) in enumerate(_ROWS, 1)
    ]
    (folder / "list.xlsx").write_bytes(of_xlsx(["青荡县湖泊管理局权责清单"], _COLUMNS, *rows))
    return kg.build([folder / "list.xlsx"], into=folder / "base")


def _codes(*places: int) -> list[str]:
    return [f"HP-{n:03}" for n in places]


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("行政许可占全部职权的百分之几？", "42.9%"),
        ("执法大队参与的占行政处罚的比例是多少？", "100%"),
        ("办理时限不超过5个工作日的许可有哪些？", _codes(2)),
        ("超过60日才办结的处罚有几项？", 1),
        ("2021年出台的文件被哪些职权引用？", _codes(3, 7)),
        ("引用青政办发文件的有哪几项？", _codes(5, 6)),
        ("引用了两部国家法律的职权有哪些？", _codes(4)),
        ("没有引用任何法律、只依据湖泊保护办法的有几项？", 2),
        ("管护股参与但不牵头、也不是独自承办的有哪几项？", _codes(1, 4)),
        ("会同办理的事项有几个？", 1),
        ("哪些职权（牵头的）依据水法？", _codes(1, 4)),
        ("管护股一共几项职权，它牵头几项？", [["实施机构为管护股", 4], ["牵头机构为管护股", 1]]),
        ("行政处罚有几项，其中执法大队牵头的几项？", [["职权类型为行政处罚", 2], ["职权类型为行政处罚、牵头机构为执法大队", 1]]),
        ("管护股自己单干的有几项，给人帮忙的有几项？", [["单独承办的机构为管护股", 1], ["配合机构为管护股", 2]]),
        ("执法大队挑头的有哪些？", _codes(4)),
        ("有没有哪个股室只配合不牵头？", []),
        ("哪些处罚只由一个机构承办？", _codes(5)),
        ("参与职权数量前两名的机构", ["管护股", "执法大队"]),
        ("职权最少的股室承办了几项，是哪个股室？", [["综合股", 1]]),
        ("没有引用湖泊保护办法（青政办发〔2022〕3号）的有几项？", 5),
        ("写明备注的职权有几项？", 2),
        ("管护股牵头、会同执法大队的职权有哪些？", _codes(6)),
        ("审批股有没有不是许可的职权？", False),
        ("名称里带“许可”的许可占许可的比例？", "100%"),
        ("引用了两部以上法规的处罚有哪些？", _codes(4)),
        ("执法大队在HP-006里是牵头还是会同？", [["执法大队", "会同"], ["管护股", "牵头"]]),
        ("HP-002有备注吗？", False),
        ("HP-002有没有监督方式？", False),
        ("只由执法大队承办的处罚有哪些？", _codes(5)),
        ("只承担行政许可的股室有哪些？", ["审批股"]),
        ("哪些文件只被行政许可引用？", ["取水管理条例", "青荡县采砂管理办法"]),
        ("除牵头单位外，参与行政处罚的股室有哪些？", ["管护股"]),
        ("管护股牵头和配合的职权各多少项？", [["牵头机构为管护股", 1], ["配合机构为管护股", 2]]),
        ("HP-003到HP-005分别由哪个股室牵头？", [["HP-003", "管护股"], ["HP-004", "执法大队"], ["HP-005", "执法大队"]]),
        ("哪部法律被三个以上股室引用？", "中华人民共和国水法"),
        ("只引用水法和防洪法的职权有哪些？", _codes(4)),
        ("既写明办理时限又写明备注的职权有几项？", 2),
        ("执法大队承办的职权属于哪些类型？", ["行政处罚", "行政检查"]),
        ("管护股有几项许可、几项处罚？", [["行政许可", 2], ["行政处罚", 1]]),
        ("一共引用了多少部不同的法律法规和文件？", 6),
        ("以配合身份参与职权最多的是哪个股室？", ["管护股"]),
        ("执法大队作为牵头方的有哪些？", _codes(4)),
        ("配合做得最多的股室", ["管护股"]),
        ("哪些职权没有写明备注？", _codes(2, 3, 4, 5, 6)),
        ("行政许可里最慢的是哪项，要多少个工作日？", [["HP-001", "20个工作日"], ["HP-002", "5个工作日"], ["HP-003", "当场"]]),
    ],
)
def test_read(lake: kg.KnowledgeBase, question: str, value: object) -> None:
    """Each was answered without one of its conditions, searched for, or not understood; 前两名 left out those that share the second place."""
    answer = lake.ask(question).answer
    assert answer is not None
    assert answer["value"] == value


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("行政许可里审批股完全不参与的有哪些？", _codes(3)),
        ("行政处罚里管护股都不参与的有哪些？", _codes(5)),
        ("许可里管护股绝不承办的有几项？", 1),
        ("管护股不承办的许可有哪些？", _codes(2)),
        ("管护股丝毫没有参与的处罚有哪些？", _codes(5)),
        ("和执法大队毫不相干的处罚有几项？", 0),
        ("执法大队压根儿不碰的职权类型有哪些？", ["行政许可", "行政奖励"]),
        ("审批股、管护股都不承办的职权有几项？", 2),
        ("完全没引用水法的许可有几项？", 2),
        ("一点都不归管护股管的处罚有哪些？", _codes(5)),
    ],
)
def test_denied_all_the_more(lake: kg.KnowledgeBase, question: str, value: object) -> None:
    """完全不参与 and 都不参与 gave what the department does take part in; A不承办的许可 gave what it does that is no 许可."""
    assert lake.ask(question).json()["answer"]["value"] == value


@pytest.mark.parametrize(
    ("question", "value"),
    [
        (
            "有两家承办机构的职权，把编码和对应的承办机构列成表",
            [[f"HP-{n:03}", name] for n, one in ((1, "审批股"), (4, "执法大队"), (6, "执法大队")) for name in (one, "管护股")],
        ),
        ("有三家承办机构的职权，列出编码和机构", []),
        ("由两个股共同承办的处罚有几项？", 1),
        ("承办机构有两个的职权有哪些？", _codes(1, 4, 6)),
        ("实施依据里有两个文件的有几项？", 1),
        ("引用两部及以上法规文件的职权涉及哪些承办机构？", ["执法大队", "管护股"]),
        ("引用了两个文件的处罚，列出编码和文件", [["HP-004", "中华人民共和国水法"], ["HP-004", "中华人民共和国防洪法"]]),
        ("两个股一起办的职权，办理时限分别是多少？", [["HP-001", "20个工作日"], ["HP-004", "90日"], ["HP-006", "每月一次"]]),
        ("HP-001是不是有两个承办机构？", True),
        ("HP-004的承办机构只有一个吗？", False),
    ],
)
def test_so_many_departments_or_documents(lake: kg.KnowledgeBase, question: str, value: object) -> None:
    """The number was passed over and every department of the catalogue listed, or 两个文件 looked for in the words of the basis."""
    assert lake.ask(question).json()["answer"]["value"] == value


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("HP-004依据水法哪几条哪几款", ["第六十六条"]),
        ("湖泊保护办法引到了哪几条、哪几款", ["第四条", "第八条"]),
        ("湖泊保护办法引的是哪几条", ["第四条", "第八条"]),
        ("水法是第几条第几款第几项被引用", ["第三十八条", "第六十六条"]),
        ("HP-006管护股会同的是哪个股", ["执法大队"]),
        ("对湖岸的检查，管护股会同的是谁", ["执法大队"]),
        ("管护股会同执法大队办理的有哪些", _codes(6)),
        ("执法大队会同管护股办理的有几项", 0),
        ("不用其他股室配合或会同、一个股室单干的有几项", 4),
    ],
)
def test_one_thing_that_is_said_in_two_words(lake: kg.KnowledgeBase, question: str, value: object) -> None:
    """哪几条哪几款 gave pairs, those of other laws among them, or duties; 会同的是哪个股 gave the one that is named beside the other."""
    assert lake.ask(question).json()["answer"]["value"] == value


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("HP-001和HP-004的承办机构一样吗", False),
        ("HP-004和HP-006的承办机构一样不一样", True),
        ("HP-001和HP-004的承办机构不同吗", True),
        ("HP-001和HP-004有没有相同的承办机构", True),
        ("HP-002和HP-004有没有相同的承办机构", False),
        ("国务院令第460号对应哪部条例？", "取水管理条例"),
        ("青政发〔2021〕7号是哪个办法", "青荡县采砂管理办法"),
        ("青政办发〔2022〕3号对应的是什么办法", "青荡县湖泊保护办法"),
    ],
)
def test_the_same_all_over_and_the_bearer_of_a_number(lake: kg.KnowledgeBase, question: str, value: object) -> None:
    """One department in common made 一样 of two lists; and a decree was said to be of a duty that 未写明依据的文件."""
    assert lake.ask(question).json()["answer"]["value"] == value


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("权益保障部是不是8.6的实施机构", True),
        ("办公室是不是8.6的实施机构", False),
        ("办公室不是8.6的实施机构吧", True),
        ("权益保障部不负责8.6吧", False),
        ("职责11一共分成几条具体事项？", 11),
        ("职责十一下面有几项", 11),
    ],
)
def test_what_a_number_stands_behind(base: kg.KnowledgeBase, question: str, value: object) -> None:
    """是不是8.6 was read as 不是8.6, and listed departments of other duties; 职责11 was not understood."""
    assert base.ask(question).json()["answer"]["value"] == value


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("不全由执法大队承办的处罚有几项？", "不全由"),
        ("基层工作股名下有几项职权？", "基层"),
        ("综合管护股的职权有几项？", "综合管护股"),
        ("写了要公示的职权有几项？", "公示"),
        ("审批股的活里头，罚款类的几个，发证类的几个？", "罚款"),
        ("审批股除了给别人配合，牵头的是哪几样？", "除了"),
        ("管护股有几项职权，一共引用了几部文件？", "一共引用了几部文件"),
        ("牵头起来最忙的是哪个股室？", "牵头"),
        ("2024年发布的文件有哪些被引用？", "2024年"),
        ("职权最多的两个股室加起来有几项？", "两个"),
        ("办理时限和其他职权不一样的是哪些？", "不一样"),
        ("HP-001要不要上会？", "要不要"),
        ("HP-001的追责情形要不要公示？", "追责"),
        ("需要报上级湖泊管理局的职权有哪些？", "上级"),
        ("接洽人是监事会的职权有几项？", "监事会"),
        ("只引用国家法律的职权有哪些？", "只"),
    ],
)
def test_named(lake: kg.KnowledgeBase, question: str, words: str) -> None:
    """What nothing has read is named; 基层工作股, which no department is called, was answered with the number of all powers.

    So were powers that are unlike others, or handed up to another body; 最多的两个 gave the first alone, and 只 was passed over.
    """
    answer = lake.ask(question)
    assert (answer.status, answer.answer) == ("abstained", None)
    assert words in answer.reading


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("第四项和第五项主要职责各有几项职责？", [["4", 3], ["5", 5]]),
        ("主要职责第7、第8两大项一共有几项职责？", 13),
        ("第三项、第四项主要职责由哪些部门承担？", ["统筹发展部", "办公室"]),
    ],
)
def test_several_main_responsibilities(base: kg.KnowledgeBase, question: str, value: object) -> None:
    """The 四 of 第四项 was taken for a number of items, as in 第七、第八两项, and the fourth was left out."""
    found = (base.ask(question).answer or {})["value"]
    assert found == value


def test_many_duties_are_no_one_matter(lake: kg.KnowledgeBase) -> None:
    """A list that no query can make was answered with the department of the one duty that is nearest."""
    assert lake.ask("跟渔船进港补给加冰有关、又要下湖打捞的是哪几项").status != "answered"


def test_a_reward_is_a_matter(lake: kg.KnowledgeBase) -> None:
    """Who asks how much a report of something brings was told of the penalty for it."""
    assert lake.ask("举报围湖造地最多能拿多少奖金？").duties[0].number == "HP-007"


@pytest.mark.parametrize(
    ("question", "value"),
    [("取水管理条例是不是国务院令？", True), ("取水管理条例是水利部令吗？", False), ("水法是不是国务院令？", "")],
)
def test_whether_somebody_s_order(lake: kg.KnowledgeBase, question: str, value: object) -> None:
    """Yes or no, and the printed number beside it; the number alone where the base cites no such order. Without a number nobody knows."""
    answer = lake.ask(question)
    assert answer.answer is not None
    assert answer.answer["value"] == value
    assert "文号" in answer.reading


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("HP-003之后管护股还有几项职权？", 2),
        ("HP-002的下一项归哪个股室？", ["管护股"]),
        ("HP-006前面两项是什么？", _codes(4, 5)),
        ("HP-005及以后的职权有几项？", 3),
        ("职权数量倒数第一的是哪个股室？", ["综合股"]),
        ("职权事项前两多的股室", ["管护股", "执法大队"]),
        ("有没有哪两个股室的职权项数一样多？", False),
    ],
)
def test_before_and_behind(lake: kg.KnowledgeBase, question: str, value: object) -> None:
    """之后, 下一项 and 前面两项 were passed over and the power itself was counted or told; so were 倒数第一, 前两多 and 一样多."""
    answer = lake.ask(question).answer
    assert answer is not None
    assert answer["value"] == value


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("3.1到4.3之间由办公室负责的", ["3.2", "3.3"]),
        ("第三款以前（含第三款）的职责有几项？", 7),
        ("第五项主要职责之前一共有几项职责？", 10),
        ("10.1的上一项归哪个部门？", ["宣传网络部"]),
        ("运行流程跟1.1一模一样的还有哪些？", ["2.1", "2.2", "9.2", "13.1"]),
        ("12.7的责任事项跟哪一项是一样的？", ["12.6"]),
        ("1.1和2.1的运行流程一样不一样？", True),
        ("9.1和9.2分属不同部门？", True),
        ("4.1和1.1的流程是不是照抄的？", False),
        ("3.1、5.2这俩归一个部门管吗？", False),
    ],
)
def test_alike(base: kg.KnowledgeBase, question: str, value: object) -> None:
    """Stretches of numbers lost what else was said, and who asked what is alike was told the text of the one that was named."""
    answer = base.ask(question).answer
    assert answer is not None
    assert answer["value"] == value


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("审批股2项对吗？", True),
        ("审批股5项对吗？", False),
        ("综合股只有一项职权吗？", True),
        ("综合股的职权不到全部的百分之十，对吗？", False),
        ("执法大队的职权有没有一半？", False),
        ("没有一个股室的职权多于3项吧？", False),
        ("有没有股室一项职权都没有？", False),
        ("清单里有基层工作股吗？", False),
        ("有没有一个叫渔政股的股室？", False),
        ("行政处罚平均每个股室几项？", "1.5"),
        ("行政许可的占比多少？", "42.9%"),
        ("HP-001的办理时限是20个工作日吗？", True),
    ],
)
def test_whether_so_many(lake: kg.KnowledgeBase, question: str, value: object) -> None:
    """Whether a department has so many powers was answered with whether it has any; a department that is none was not understood."""
    answer = lake.ask(question).answer
    assert answer is not None
    assert answer["value"] == value


def test_quoted_words_of_any_field(lake: kg.KnowledgeBase) -> None:
    """Quoted words were looked for in names alone, where no field is named; “免办” stands in a remark."""
    answer = lake.ask("“免办”这两个字出现在哪项职权里？")
    assert answer.answer is not None
    assert answer.answer["value"] == _codes(1)
    assert "名称里没有" in answer.reading
    assert (lake.ask("名称里有“免办”的职权有哪些？").answer or {})["value"] == []
