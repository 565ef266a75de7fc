"""Fields that were asked for in other words than those known, and were answered with another field."""

from __future__ import annotations

import pytest

import kg


@pytest.mark.parametrize(
    ("question", "starts"),
    [
        ("主要职责第3条的全文", "指导全区各级工会"),
        ("主要职责第六项的具体内容", "负责新区职工经济技术工作"),
        ("第九款的内容", "负责推进工会信息化建设"),
        ("第五款的全文抄一下", "负责工会组织建设"),
        ("第七款的文字发我", "依法履行维护职工合法权益"),
        ("8.2的内容", "负责基层工会法人资格登记工作"),
    ],
)
def test_the_words_of_what_is_named(base: kg.KnowledgeBase, question: str, starts: str) -> None:
    """Who asks for the words of a clause or of a main responsibility was given the numbers of its duties."""
    answer = base.ask(question).json()["answer"]
    assert answer["type"] == "text"
    assert answer["value"].startswith(starts)


@pytest.mark.parametrize("question", ["第九款的职责", "第九款的职责内容有哪些", "主要职责第3条有哪几项"])
def test_duties_of_what_is_named(base: kg.KnowledgeBase, question: str) -> None:
    """Where duties are spoken of they are listed as before."""
    assert base.ask(question).json()["answer"]["type"] == "duties"


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("7.5的运行要件提到了哪部法", "工会法和区委、区政府有关文件通知"),
        ("7.5运行要件涉及哪些法规", "工会法和区委、区政府有关文件通知"),
        ("1.1的要件中有哪些文件", "滨海新区总工会党组会议决议及党组文件"),
        ("工资集体协商的流程里提到哪些文件", "研究制定推动工资集体协商工作方案，组织各级工会推动协商的开展"),
        ("7.5的法定依据引用了哪部法律", "天津市滨海新区总工会机关机构改革方案"),
    ],
)
def test_what_stands_in_a_field(base: kg.KnowledgeBase, question: str, value: str) -> None:
    """The law that the papers of a duty name was looked for among those that it rests on."""
    assert base.ask(question).json()["answer"] == {"type": "text", "value": value}


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("法定依据的文件标题", "天津市滨海新区总工会机关机构改革方案"),
        ("目录依据文件的文号", "滨党办发〔2017〕50号"),
        ("哪项主要职责拆得最细", "11"),
        ("划分最粗的主要职责", ["1", "13"]),
    ],
)
def test_about_the_whole_catalogue(base: kg.KnowledgeBase, question: str, value: object) -> None:
    """Without an interrogative, or with 分得最细 for most duties, one duty was searched for."""
    answer = base.ask(question)
    assert answer.kind == "query"
    assert answer.json()["answer"]["value"] == value
