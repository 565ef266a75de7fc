"""Exact questions in the words of those who read a catalogue for the first time: each was answered with too much, with nothing or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

import kg
from tests.catalogues.written import of_xlsx
from tests.question import answers

_DUTIES = (
    (
        "组织文物征集和鉴定。",
        "《平岗区博物馆藏品管理办法》（平文发〔2020〕3号）第五条第二款、第九条\n《博物馆条例》（国务院令第659号）第二十条",
        "藏品部",
        "藏品部牵头，展陈部配合",
        "发布征集公告，专家鉴定，公示五日，办理入藏",
    ),
    (
        "举办临时展览和巡回展览。",
        "《平岗区博物馆章程》第十二条",
        "展陈部",
        "展陈部牵头，综合部负责经费拨付",
        "编制方案，布展，公示展期，开放",
    ),
    ("管理库房和修复藏品。", "《中华人民共和国文物保护法》第三十六条", "藏品部", "藏品部独立实施", "登记，检查，修复，验收"),
    ("组织讲解员和志愿者服务。", "《平岗区博物馆章程》第二十条", "展陈部", "展陈部独立实施", "招募，培训，排班，考核"),
    (
        "组织文创产品开发。",
        "《平岗区博物馆章程》第二十一条",
        "展陈部（牵头）、综合部（配合）",
        "展陈部负责设计，综合部负责采购",
        "立项，设计，采购",
    ),
    ("负责机关文电、安全和后勤。", "《平岗区博物馆章程》第三条", "综合部", "综合部独立实施", "收文，拟办，督办，归档"),
)


def _built(folder: Path, title: str, records: list[list[tuple[str, str]]]) -> kg.KnowledgeBase:
    lines = [title, ""]
    for record in records:
        lines += [*(f"{label}：{value}" for label, value in record), ""]
    source = folder / "catalogue.txt"
    source.write_text("\n".join(lines), "utf-8")
    return kg.build([source], into=folder / "base")


@pytest.fixture(scope="module")
def museum(tmp_path_factory: pytest.TempPathFactory) -> kg.KnowledgeBase:
    """Six duties whose boundaries say who does what; of one the department says so too."""
    labels = ("职责事项", "法定依据", "实施机构", "职责边界", "运行流程")
    records = [[("序号", f"1.{n}"), *zip(labels, duty, strict=True)] for n, duty in enumerate(_DUTIES, 1)]
    return _built(tmp_path_factory.mktemp("museum"), "平岗区博物馆职责目录", records)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("1.1引的那个藏品管理办法，是哪条哪款？", ["第五条第二款", "第九条"]),
        ("1.1依据的那部博物馆条例是哪一条？", "第二十条"),
        ("1.1里那个藏品管理办法引到了哪几条？", ["第五条第二款", "第九条"]),
    ],
)
def test_clauses_of_a_document_that_is_pointed_at(museum: kg.KnowledgeBase, question: str, value: object) -> None:
    """A title behind 那个 was not seen, and the clauses of all documents were given; behind a duty's number 哪几条 gave the duty back."""
    found = answers.value(museum, question)
    assert found in (value, [value])


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("哪几项的依据里引了国务院令的条例？", ["1.1"]),
        ("依据里用到国务院令公布的条例的有几项？", 1),
        ("藏品部的，流程里又写着要公示的，有哪些？", ["1.1"]),
        ("流程里还写明须专家鉴定的是哪些？", ["1.1"]),
        ("哪几项的流程里写着需要公示？", ["1.1", "1.2"]),
    ],
)
def test_fields_of_several_duties(museum: kg.KnowledgeBase, question: str, value: object) -> None:
    """哪几项的依据里 asked for the bases; 国务院令的条例 left 条例 over, and 又写着 a word that no field was searched for."""
    assert answers.value(museum, question) == value


_POWERS = (
    (
        "行政许可",
        "XK-1",
        "食品小摊点经营许可",
        "首次登记",
        "审批股",
        "《摊贩条例》（国务院令第30号）第三条",
        "受理，现场核查，发证",
    ),
    ("行政许可", "XK-1", "食品小摊点经营许可", "延续", "审批股", "《摊贩条例》（国务院令第30号）第五条", "受理，发证"),
    ("行政许可", "XK-2", "计量器具型式批准", "", "计量股", "《中华人民共和国计量法》第十三条", "受理，试验，批准"),
    (
        "行政处罚",
        "CF-1",
        "对短斤少两的处罚",
        "",
        "稽查大队（牵头）、计量股（配合）",
        "《中华人民共和国计量法》第二十八条",
        "立案，调查",
    ),
    ("行政处罚", "CF-2", "对无照经营的处罚", "无照摆摊", "稽查大队", "《摊贩条例》（国务院令第30号）第九条", "立案，决定"),
    ("行政处罚", "CF-2", "对无照经营的处罚", "超范围摆摊", "稽查大队", "《摊贩条例》（国务院令第30号）第十条", "立案，决定"),
    ("行政处罚", "CF-3", "对假冒专利的处罚", "", "稽查大队", "《中华人民共和国专利法》第六十八条", "立案，决定"),
    (
        "行政检查",
        "JC-1",
        "对集贸市场的检查",
        "",
        "审批股（牵头）、稽查大队（配合）",
        "《摊贩条例》（国务院令第30号）第十五条",
        "巡查",
    ),
)


@pytest.fixture(scope="module")
def stalls(tmp_path_factory: pytest.TempPathFactory) -> kg.KnowledgeBase:
    """Six powers of three kinds, two of them with two sub-items each."""
    folder = tmp_path_factory.mktemp("stalls")
    labels = ["序号", "职权类型", "职权编码", "职权名称", "子项名称", "承办机构", "实施依据", "办理流程"]
    rows = [[str(n), *power] for n, power in enumerate(_POWERS, 1)]
    (folder / "list.xlsx").write_bytes(of_xlsx(["沙溪县市场监督管理局权责清单"], labels, *rows))
    return kg.build([folder / "list.xlsx"], into=folder / "base")


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("行政处罚这一类有几个大项，子项不算？", 3),
        ("许可类大项几个，不含子项？", 2),
        ("没有子项的处罚大项有几个？", 2),
        ("处罚比检查多几项，子项不算？", 2),
        ("许可比处罚少几项？", 1),
        ("许可和检查一共几项？", 3),
        ("处罚里头要别的股配合稽查大队的是哪几项？", ["CF-1"]),
        ("处罚这一类里要别人配合的有哪几项？", ["CF-1"]),
        ("处罚里面引了行政法规的有哪些？", ["CF-2"]),
        ("配合稽查大队的有哪几个股？", ["计量股"]),
    ],
)
def test_kinds_of_powers_by_their_short_names(stalls: kg.KnowledgeBase, question: str, value: object) -> None:
    """大项 was a main responsibility, of which a list of powers has none, so that there were 0; 处罚 and 许可 beside 比 were no kinds.

    配合稽查大队 was read as a department 合稽查大队, and 股配 left over.
    """
    assert answers.value(stalls, question) == value


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("食品小摊点许可分成几种情形办？", 2),
        ("食品小摊点经营许可有几种办理情形？", 2),
        ("XK-1分几种情况？", 2),
        ("食品小摊点经营许可要分哪几种情形办？", ["首次登记", "延续"]),
        ("请问无照经营的处罚这一项下面分为几个小项？", 2),
    ],
)
def test_cases_of_an_item_are_its_sub_items(stalls: kg.KnowledgeBase, question: str, value: object) -> None:
    """分成几种情形办 was searched for, and answered with who does it."""
    assert answers.value(stalls, question) == value


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("藏品部牵头的有哪几项？", ["1.1"]),
        ("展陈部牵头、又要综合部出力的是哪几项？", ["1.2", "1.5"]),
        ("哪些职责由展陈部配合？", ["1.1"]),
        ("1.1由哪个部门配合？", ["展陈部"]),
        ("展陈部自己一家干、不用别人搭手的是哪些？", ["1.4"]),
        ("藏品部单独承办的有哪些？", ["1.3"]),
        ("不用别的部门帮忙的有几项？", 3),
        ("藏品部牵头、展陈部搭把手的是哪一项？", ["1.1"]),
        ("展陈部给谁打下手？", ["藏品部"]),
        ("综合部给哪些部门帮忙？", ["展陈部"]),
    ],
)
def test_parts_that_only_boundaries_print(museum: kg.KnowledgeBase, question: str, value: object) -> None:
    """Where 实施机构 names one department and the boundary says 甲牵头，乙配合, nothing was led by anybody, and every duty was done by one alone.

    给谁打下手 gave those who help where they were named.
    """
    assert answers.value(museum, question) == value


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("除了藏品管理办法还引了别的文件的有几项？", 1),
        ("引了第十二条的是哪一项？", ["1.2"]),
        ("流程里有鉴定、边界里又写着配合的是哪几项？", ["1.1"]),
        ("流程里有公示、边界里有配合的有几项？", 1),
        ("流程里要公示的事项，哪个部门最多？", ["展陈部", "藏品部"]),
        ("哪个部门引用的文件种数最多？", ["藏品部"]),
    ],
)
def test_two_things_that_are_said_of_one_duty(museum: kg.KnowledgeBase, question: str, value: object) -> None:
    """A field before 、 was lost, and the rest answered; 除了甲还引了别的 left every duty out that cites 甲; 种数 counted duties."""
    found = answers.value(museum, question)
    assert (sorted(found) if isinstance(found, list) else found) == (sorted(value) if isinstance(value, list) else value)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("许可、处罚、检查三类合计几项？", 6),
        ("CF-2下面第二个子项的依据是第几条？", "第十条"),
        ("稽查大队有没有许可权？", False),
        ("有没有哪项检查要两个股一起干？", True),
    ],
)
def test_what_is_said_of_kinds_and_sub_items(stalls: kg.KnowledgeBase, question: str, value: object) -> None:
    """Three kinds, 第二个子项 behind 下面 and 许可权 were searched for, or all sub-items given."""
    found = answers.value(stalls, question)
    assert found in (value, [value])


@pytest.mark.parametrize(
    ("question", "word"), [("监督电话跟别人不一样的那个部门是谁？", "不一样"), ("哪个部门的监督信箱与众不同？", "")]
)
def test_what_is_unlike_others_is_not_everything(museum: kg.KnowledgeBase, question: str, word: str) -> None:
    """All departments were given for those whose mailbox is unlike the others'."""
    answer = museum.ask(question)
    assert answer.answer is None or len(answer.departments) < 3
    assert word in answer.reading
