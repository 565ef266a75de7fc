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


@pytest.mark.parametrize(
    ("question", "kind", "value"),
    [
        ("权益保障部里留 ghjgdw@tjbh.gov.cn 这个信箱的", "duties", ["10.1"]),
        ("第九款里用 zhuxi@bhxqgh.com 这个邮箱的", "duties", ["9.1", "9.2", "9.3"]),
        ("运行要件为会议纪要的有几项", "count", 5),
        ("要件是党组会会议纪要的职责有哪些", "duties", ["11.1", "11.2", "11.4"]),
        ("需要领导批示的有几项", "count", 9),
        ("要领导批示的职责归哪些部门", "departments", ["统筹发展部", "基层工作部", "权益保障部", "办公室"]),
        ("目录一共多少页", "count", 57),
        ("机关党委的职责占几页", "count", 1),
        ("最多只有五项职责的部门", "departments", ["统筹发展部", "机关党委", "财务资产管理部"]),
        ("顶多承担四项职责的部门有几个", "count", 2),
        ("滨党办发2017年50号文件依据的职责有几项", "count", 57),
        ("滨党办发2017年50号文是什么文件", "text", "天津市滨海新区总工会机关机构改革方案"),
    ],
)
def test_conditions_said_otherwise(base: kg.KnowledgeBase, question: str, kind: str, value: object) -> None:
    """A mailbox called so behind it, what a field is, papers that are needed, pages that are counted, at most so many, a number
    without its brackets: the first gave the mailbox itself, the others were not understood.
    """
    answer = base.ask(question)
    assert answer.kind == "query"
    assert answer.answer == {"type": kind, "value": value}


@pytest.mark.parametrize(
    ("question", "kind", "value"),
    [
        ("困难帮扶的编号是多少", "duties", ["7.4"]),
        ("法律援助写在第几项", "duties", ["7.3"]),
        ("离退休干部服务那项叫什么序号多少", "duties", ["11.10"]),
        ("技能大赛有意见往哪儿打电话投诉", "contact", ["65309957"]),
        ("想投诉困难帮扶办得慢，写信寄哪里", "contact", ["zhuxi@bhxqgh.com"]),
        ("工会网络维护要达到啥标准", "text", "工会信息化规划和建设科学合理、规范高效，工会网络维护管理质量高、效益好。"),
    ],
)
def test_what_is_asked_of_a_matter_said_otherwise(base: kg.KnowledgeBase, question: str, kind: str, value: object) -> None:
    """Its number, where to complain, and how well it is to be done were answered with the department."""
    answer = base.ask(question)
    assert answer.kind == "duty"
    assert answer.answer == {"type": kind, "value": value}


def test_what_a_field_is_said_to_be_may_be_no_words_of_it(base: kg.KnowledgeBase) -> None:
    """是 behind a field introduces its words only where duties are spoken of by them."""
    assert base.ask("工会经费收缴的责任事项是咋写的").answer == {
        "type": "text",
        "value": "负责工会经费收缴工作规范，做到应收尽收。",
    }
    assert base.ask("5.4归在第几项主要职责里").answer == {"type": "text", "value": "5"}
