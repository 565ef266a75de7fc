"""What strangers put in other words: columns that are not empty, parts in quotation marks, grievances, single steps, two matters that are alike."""

from __future__ import annotations

import pytest

import kg
from tests.catalogues.written import of_xlsx
from tests.question import answers

_COLUMNS = [
    "序号",
    "职权编码",
    "职权类型",
    "职权名称",
    "子项",
    "实施依据",
    "承办机构",
    "责任事项",
    "追责情形",
    "咨询电话",
    "监督电话",
    "备注",
]
_FELL = "《云岭县林木条例》第三条"
_GRAZE = "《中华人民共和国森林法》第四条、第五条第一款；《云岭县林木条例》第九条"
_FELLING, _BLAME = "1.受理申请；2.听证并公示；3.发证。", "超期不办的。"
_ROWS = (
    ("XK-001", "行政许可", "采伐许可", "商品林采伐", _FELL, "审批股（牵头）、资源股（配合）", _FELLING, _BLAME, "5512", "12345", ""),
    ("XK-001", "行政许可", "采伐许可", "公益林采伐", _FELL, "资源股", "1.踏查；2.核准。", _BLAME, "5513", "12345", ""),
    ("XK-002", "行政许可", "占用林地许可", "", _FELL, "审批股（主办）、资源股（协办）", "1.受理；2.评审。", "违规批准的。", "5512", "12345、6235519", "省里委托下放"),
    ("CF-001", "行政处罚", "对毁林放牧的处罚", "", _GRAZE, "执法队（牵头）、资源股（配合）", "1.立案；2.听证。", "以罚代管的，移送监察机关。", "5514", "6235519", "牲畜由农牧局处理"),
    ("CF-002", "行政处罚", "对野外用火的处罚", "", _FELL, "执法队", "1.立案；2.移送公安机关。", "不查处的。", "5514", "12345", ""),
    ("JC-001", "行政检查", "对木材市场的检查", "", _FELL, "资源股（牵头）、执法队（配合）", "1.抽查。", "走过场的。", "5513", "6235519", ""),
    ("QR-001", "行政确认", "古树认定", "", _GRAZE, "资源股", "1.踏查；2.挂牌。", "弄虚作假的。", "5513", "6235519", ""),
)  # fmt: skip


@pytest.fixture(scope="module")
def forest(tmp_path_factory: pytest.TempPathFactory) -> kg.KnowledgeBase:
    """A list of six powers, one with two sub-items; two columns say what officials answer for, and three remarks are not empty."""
    folder = tmp_path_factory.mktemp("forest")
    rows = [[str(n), f"YL-{row[0]}", *row[1:]] for n, row in enumerate(_ROWS, 1)]
    (folder / "list.xlsx").write_bytes(of_xlsx(["云岭县林业局权责清单"], _COLUMNS, *rows))
    return kg.build([folder / "list.xlsx"], into=folder / "base")


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("备注不是空白的处罚有几项？", 1),
        ("备注栏写了东西的职权有哪些？", ["YL-XK-002", "YL-CF-001"]),
        ("备注非空的许可有哪些？", ["YL-XK-002"]),
        ("备注没空着的有几项？", 2),
        ("备注为空的检查有哪些？", ["YL-JC-001"]),
        ("YL-CF-001的备注说了什么？", "牲畜由农牧局处理"),
        ("YL-XK-002备注写的啥？", "省里委托下放"),
        ("追责情形里写了“移送”的是哪项？", ["YL-CF-001"]),
        ("责任事项里提到移送的有几项？", 1),
    ],
)
def test_a_column_is_asked_for_by_what_is_written_in_it(forest: kg.KnowledgeBase, question: str, value: object) -> None:
    """不是空白 was taken for empty, and 追责情形 for any column of what officials answer for: a clerk got seven powers for one."""
    assert answers.value_or_status(forest, question) == value


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("哪几项职权设了子项？", ["YL-XK-001"]),
        ("拆成子项的许可有哪些？", ["YL-XK-001"]),
        ("哪些许可没设子项？", ["YL-XK-002"]),
        ("清单一共多少项职权，子项不另算？", 6),
        ("子项不单独计，许可几项？", 2),
        ("不是许可也不是处罚的有几项？", 2),
        ("既不属于处罚又不属于检查的有哪些？", ["YL-XK-001", "YL-XK-002", "YL-QR-001"]),
    ],
)
def test_sub_items_and_kinds_are_denied_in_many_words(forest: kg.KnowledgeBase, question: str, value: object) -> None:
    """设了子项 gave every power of a list, and 不是许可也不是处罚 left the first denial out: both looked certain."""
    assert answers.value_or_status(forest, question) == value


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("资源股只是配合或者协办的有哪些？", ["YL-XK-001", "YL-XK-002", "YL-CF-001"]),
        ("资源股只配合不牵头的有几项？", 2),
        ("审批股标明“牵头”的有哪些？", ["YL-XK-001"]),
        ("审批股标注为“主办”的有哪些？", ["YL-XK-002"]),
        ("没人配合的处罚有哪些？", ["YL-CF-002"]),
        ("没有牵头标注的处罚有几项？", 1),
        ("执法队的咨询电话是多少？", ["5514"]),
        ("资源股的咨询电话？", ["5513"]),
    ],
)
def test_parts_are_said_beside_others_or_in_quotation_marks(forest: kg.KnowledgeBase, question: str, value: object) -> None:
    """标明“牵头” looked the word up anywhere, 只是 hid a part, and a department's telephone was also that of those it only helps."""
    assert answers.value_or_status(forest, question) == value


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("对YL-CF-001的处理不满意，往哪里反映？", ["6235519"]),
        ("办YL-CF-001的人态度很差，我上哪告他？", ["6235519"]),
        ("YL-CF-001的结果我不服，找谁说理？", ["6235519"]),
        ("对YL-CF-001有异议怎么申诉？", ["6235519"]),
        ("YL-CF-001投诉归谁管？", ["执法队", "资源股"]),
        ("对YL-CF-001的处理不满，我要投诉。", ["6235519"]),
        ("监督电话只留了12345的有哪些？", ["YL-XK-001", "YL-CF-002"]),
    ],
)
def test_who_is_not_content_with_a_duty_wants_its_supervision(forest: kg.KnowledgeBase, question: str, value: object) -> None:
    """Of a duty given by its number only its name was given, as if nothing but that were asked for."""
    assert answers.value_or_status(forest, question) == value


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("YL-CF-001和YL-CF-002，哪一项的依据条款更多？", ["YL-CF-001"]),
        ("YL-CF-001和YL-CF-002哪个引用的条款多？", ["YL-CF-001"]),
        ("YL-QR-001和YL-CF-001谁的配合部门多？", ["YL-CF-001"]),
    ],
)
def test_which_of_two_duties_has_more_of_something(forest: kg.KnowledgeBase, question: str, value: object) -> None:
    """The clauses themselves were ranked, each of which one duty cites, and all of them given."""
    assert answers.value_or_status(forest, question) == value


_FIELDS = ["序号", "名称", "责任部门", "法律依据", "职责边界", "工作流程", "办理要件", "责任事项", "监督电话"]
_PROVISIONS = "《石埠县老年协会章程》第二条；《石埠县老龄事业规划》（石政发〔2023〕8号）"
_DUTIES = (
    ("组织老年书画大赛", "文体部", _PROVISIONS, "县文化馆提供场地；县老年协会负责评奖。", "征稿→初评→复评→颁奖", "参赛作品、身份证", "每年评选不少于二十名。", "0571-8800101"),
    ("开展高龄老人走访慰问", "服务部", "《石埠县老年协会章程》第五条", "服务部", "1.摸底；2.定标准；3.走访。", "慰问名册", "1.当面签收；2.台账每半年更新；3.不得克扣。", "0571-8800102"),
    ("推荐孝亲敬老模范", "服务部", "《石埠县老年协会章程》第六条", "县民政局负责表彰。", "推荐→公示→上报", "推荐表", "公示期满后上报。", "0571-8800102"),
)  # fmt: skip


@pytest.fixture(scope="module")
def elders(tmp_path_factory: pytest.TempPathFactory) -> kg.KnowledgeBase:
    """A catalogue of three duties whose workflows have steps; one rests on a plan of which no clause is cited."""
    folder = tmp_path_factory.mktemp("elders")
    rows = [[f"1.{n}", *row] for n, row in enumerate(_DUTIES, 1)]
    (folder / "list.xlsx").write_bytes(of_xlsx(["石埠县老年协会职责目录"], _FIELDS, *rows))
    return kg.build([folder / "list.xlsx"], into=folder / "base")


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("1.1的流程第3步是什么？", "复评"),
        ("老年书画大赛的流程第二步是什么？", "初评"),
        ("1.2的工作流程最后一步是啥？", "走访"),
        ("1.3流程第一个环节是什么？", "推荐"),
        ("1.1的流程一共几步？", 4),
        ("1.1的流程第9步是什么？", ""),
        ("1.2的责任事项第2条怎么写？", "台账每半年更新"),
        ("1.1的办理要件第二项是什么？", "身份证"),
        ("1.1的流程是什么？", "征稿→初评→复评→颁奖"),
        ("责任事项第二条怎么写？", "abstained"),
    ],
)
def test_one_step_of_a_workflow_is_given_alone(elders: kg.KnowledgeBase, question: str, value: object) -> None:
    """The whole workflow, or of a duty that is described only its department, was given, and 一共几步 was one."""
    assert answers.value_or_status(elders, question) == value


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("1.1的依据里，哪个文件没写到第几条？", "石埠县老龄事业规划"),
        ("哪些依据没有写明具体条款的职责", ["1.1"]),
        ("法律依据没引到条款的职责有哪些？", ["1.1"]),
        ("职责边界一栏只写了“服务部”三个字的有哪些职责？", ["1.2"]),
        ("职责边界只写了服务部的有几项？", 1),
    ],
)
def test_what_is_printed_and_no_more(elders: kg.KnowledgeBase, question: str, value: object) -> None:
    """没写到第几条 was no document at all, and a text that is one word was taken for the department of that name."""
    assert answers.value_or_status(elders, question) == value


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("老年书画大赛和高龄老人走访慰问的监督电话一样吗？", False),
        ("高龄老人走访慰问和推荐孝亲敬老模范的监督电话是同一个吗？", True),
        ("高龄老人走访慰问与推荐孝亲敬老模范的责任部门相同吗？", True),
        ("老年书画大赛和推荐孝亲敬老模范的责任部门不一样吗？", True),
        ("推荐孝亲敬老模范一年评几个，名额怎么分？", ""),
        ("老年书画大赛一年评多少名？", "每年评选不少于二十名。"),
        ("高龄老人走访慰问和推荐孝亲敬老模范是同一个部门管吗？", True),
        ("老年书画大赛跟推荐孝亲敬老模范归一个部门负责吗？", False),
    ],
)
def test_two_matters_are_compared_and_quotas_are_stated_or_not(elders: kg.KnowledgeBase, question: str, value: object) -> None:
    """What the first matter prints answered 一样吗, and who is in charge answered 名额怎么分."""
    assert answers.value_or_status(elders, question) == value


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("哪几项职责的监督电话和1.2一样？", ["1.3"]),
        ("章程第五条被哪项引用？", ["1.2"]),
        ("章程第五条是哪项的依据？", ["1.2"]),
        ("有没有既依据章程又依据老龄事业规划的职责？", True),
        ("只引用了章程的职责有哪些？", ["1.2", "1.3"]),
        ("1.1和1.3的法律依据有相同的法规吗？", True),
        ("1.3的流程里公示是第几步？", 2),
        ("1.1的流程中颁奖排在第几步？", 4),
        ("1.1的流程里听证是第几步？", ""),
    ],
)
def test_what_is_alike_and_where_a_step_stands(elders: kg.KnowledgeBase, question: str, value: object) -> None:
    """和1.2一样 was said not to be printed, 第几步 was the number of steps, and 章程 to be cited nowhere."""
    assert answers.value_or_status(elders, question) == value


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("许可里哪几项的监督电话不止一个？", ["YL-XK-002"]),
        ("哪个科室承办的处罚最多？", ["执法队"]),
        ("哪些职权的承办机构写了两个？", ["YL-XK-001", "YL-XK-002", "YL-CF-001", "YL-JC-001"]),
        ("哪一项的依据条款最多？", ["YL-CF-001", "YL-QR-001"]),
        ("采伐许可和占用林地许可的配合科室一样吗？", "candidates"),
        ("占用林地许可和毁林放牧处罚的配合科室一样吗？", True),
        ("商品林采伐和公益林采伐的追责情形一样吗？", True),
        ("商品林采伐和公益林采伐的责任事项一样吗？", False),
        ("占用林地许可和毁林放牧处罚的牵头科室一样吗？", False),
        ("备注说牲畜的是哪项？", ["YL-CF-001"]),
        ("监督电话没有区号的处罚有几项？", "abstained"),
        ("哪几项职权的咨询电话和YL-JC-001一样？", ["YL-XK-001", "YL-QR-001"]),
        ("执法队一家干的、还不用别人搭手的处罚有哪些？", ["YL-CF-002"]),
        ("YL-CF-001依据了哪些法律？", "中华人民共和国森林法"),
    ],
)
def test_what_is_measured_and_what_is_asked_for(forest: kg.KnowledgeBase, question: str, value: object) -> None:
    """哪几项的监督电话不止一个 listed telephones; of a duty whose column is printed it was said that none is."""
    assert answers.value_or_status(forest, question) == value


def test_a_denial_that_leaves_nothing_out_is_said_to(elders: kg.KnowledgeBase) -> None:
    """Words that a clerk remembers otherwise stand nowhere, and all duties are without them: the number alone misleads."""
    answer = elders.ask("流程里没有提到听证的有几项？")
    assert answer.answer is not None
    assert answer.answer["value"] == 3
    assert "没有一项的运行流程含“听证”" in answer.reading
