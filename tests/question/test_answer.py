"""Answers: the JSON contract to the letter, fields asked for, evidence in the document, the same from every door."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.answer.card import usually
from kg.errors import UsageError

Run = Callable[..., "subprocess.CompletedProcess[str]"]
WAGES = "老板拖欠工资该找哪个部门？"
PASSPORT = "护照过期了怎么办"
NUMBERED = "9.1是谁负责"
VAGUE = ("谈话", "名单", "年底总结", "单位", "单位不给我交社保找谁", "写材料", "网站", "开会", "想组织一次比赛", "文件", "员工")
ASKED = (WAGES, PASSPORT, NUMBERED, "7.4的举报电话是多少", "8.6依据哪一款", "6.3的运行流程", "9.1在第几页", "", "会费")
EVERY_TYPE = {
    "duties": "权益保障部负责哪些职责",
    "departments": "8.6由哪些部门负责",
    "count": "一共有多少项职责",
    "boolean": "8.6有职责边界吗",
    "contact": "8.6的举报邮箱是什么",
    "clause": "8.6依据哪一款",
    "text": "8.6的责任事项是什么",
    "table": "每个部门各有多少项职责",
}
ANSWER = [
    "question",
    "status",
    "reason",
    "referral",
    "kind",
    "departments",
    "duties",
    "answer",
    "sparql",
    "reading",
    "elapsed_ms",
]
DUTY = ["number", "subitem", "catalogue", "iri", "name", "departments", "score", "clauses", "supervision", "evidence"]
CLAUSE = ["document", "document_number", "article", "paragraph", "item", "label", "quote"]
PLACE = ("line", "table", "row", "cell")


def texts(value: Any) -> bool:
    """Whether `value` is a list of texts."""
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def duty_conforms(duty: dict[str, Any]) -> None:
    """A duty has the keys and types of the contract, in its order."""
    assert list(duty) == DUTY
    assert all(isinstance(duty[key], str) for key in ("number", "catalogue", "iri", "name"))
    assert duty["subitem"] is None or isinstance(duty["subitem"], str)
    assert texts(duty["departments"])
    assert isinstance(duty["score"], float)
    assert 0 <= duty["score"] <= 1
    assert all(list(clause) == CLAUSE and texts(list(clause.values())) for clause in duty["clauses"])
    assert list(duty["supervision"]) == ["mailboxes", "complaint_phones"]
    assert all(texts(listed) for listed in duty["supervision"].values())
    for one in duty["evidence"]:
        assert list(one)[:3] == ["field", "text", "source"]
        assert list(one)[3:] == [key for key in PLACE if key in one] != []
        assert all(type(one[key]) is int for key in list(one)[3:])


def conforms(answer: dict[str, Any]) -> None:
    """An answer has the keys and types of the contract, in its order, and says nothing that its status forbids."""
    assert list(answer) == ANSWER
    assert answer["status"] in ("answered", "candidates", "abstained")
    assert answer["reason"] in (None, "out_of_scope", "not_in_catalogue", "unclear")
    assert answer["referral"] is None or list(answer["referral"]) == ["matter", "authority"]
    assert answer["kind"] in ("duty", "query")
    assert all(list(one) == ["name", "iri", "role"] for one in answer["departments"])
    assert all(isinstance(answer[key], str) for key in ("question", "sparql", "reading"))
    assert isinstance(answer["elapsed_ms"], float)
    for duty in answer["duties"]:
        duty_conforms(duty)
    abstained = answer["status"] == "abstained"
    assert (answer["reason"] is not None) == (answer["departments"] == []) == (answer["answer"] is None) == abstained
    assert abstained or list(answer["answer"]) == ["type", "value"]
    scores = [duty["score"] for duty in answer["duties"]]
    assert scores == sorted(scores, reverse=True)


def timeless(answer: dict[str, Any]) -> dict[str, Any]:
    """The answer without the time it took."""
    return {key: value for key, value in answer.items() if key != "elapsed_ms"}


def ask(base: kg.KnowledgeBase, question: str, **options: Any) -> dict[str, Any]:
    """The answer of the Python API, as it comes back from JSON text."""
    found: dict[str, Any] = json.loads(json.dumps(base.ask(question, **options).json()))
    return found


@pytest.fixture(scope="module")
def vague(base: kg.KnowledgeBase) -> str:
    """A question that has candidates and no answer."""
    return next(question for question in VAGUE if base.ask(question).status == "candidates")


@pytest.mark.parametrize("question", ASKED)
def test_every_answer_keeps_the_contract(base: kg.KnowledgeBase, question: str) -> None:
    """Key names, their order, types and the meaning of the status hold for each kind of question."""
    answer = ask(base, question)
    conforms(answer)
    assert answer["question"] == question


def test_candidates_keep_the_contract(base: kg.KnowledgeBase, vague: str) -> None:
    """An answer with candidates names the departments of those duties and lists ten."""
    answer = ask(base, vague)
    conforms(answer)
    assert answer["departments"]
    assert len(answer["duties"]) == 10


def test_wages_are_answered(base: kg.KnowledgeBase) -> None:
    """Unpaid wages belong to 权益保障部, with the duty, its clause and where to complain."""
    answer = ask(base, WAGES)
    assert (answer["status"], answer["kind"]) == ("answered", "duty")
    assert [one["name"] for one in answer["departments"]] == ["权益保障部"]
    assert answer["answer"] == {"type": "departments", "value": ["权益保障部"]}
    assert answer["duties"][0]["departments"] == ["权益保障部"]
    assert answer["duties"][0]["supervision"] == {"mailboxes": ["zhuxi@bhxqgh.com"], "complaint_phones": ["65309957"]}


def test_clause_of_the_seventh_responsibility(base: kg.KnowledgeBase) -> None:
    """The clause behind 7.1 is cited by document, number, article, paragraph and label, and quoted."""
    (clause,) = ask(base, "7.1是谁负责")["duties"][0]["clauses"]
    assert clause["document"] == "天津市滨海新区总工会机关机构改革方案"
    assert clause["document_number"] == "滨党办发〔2017〕50号"
    assert (clause["article"], clause["paragraph"], clause["item"], clause["label"]) == ("2", "7", "", "第二条第七款")
    assert clause["quote"].startswith("依法履行维护职工合法权益的基本职责")


OTHERS = {
    "护照怎么办": "出入境",
    "公积金提取": "公积金",
    "离婚登记": "婚姻登记",
    "公积金": "公积金",
    "营业执照": "市场监督",
    "低保": "民政",
    "社保断缴": "社会保险",
    "医保报销": "医疗保障",
    "劳动仲裁开庭": "仲裁委员会",
}


@pytest.mark.parametrize(("question", "whose"), OTHERS.items())
def test_a_refusal_names_the_other_meaning(base: kg.KnowledgeBase, question: str, whose: str) -> None:
    """A word that also stands for a matter of this body, begins the name of another's, or goes on as one (劳动仲裁, 仲裁开庭) is refused with that authority."""
    answer = base.ask(question)
    assert (answer.status, answer.reason) == ("abstained", "out_of_scope")
    assert answer.referral is not None
    assert whose in answer.referral["authority"]


@pytest.mark.parametrize(
    ("authority", "said"),
    [
        ("公积金管理中心", "一般由公积金管理中心办理，以当地规定为准。"),
        ("不属于公共机构职责，可咨询旅游服务企业", "不属于公共机构职责，可咨询旅游服务企业。"),
        ("证券公司；监管由证券监督管理机构负责", "：证券公司；监管由证券监督管理机构负责，以当地规定为准。"),
    ],
)
def test_a_referral_is_a_sentence(authority: str, said: str) -> None:
    """“赛事比分”一般由不属于公共机构职责办理: what is no authority's name stands for itself."""
    assert "".join(usually(authority)) == said


def test_passport_is_somebody_elses_matter(base: kg.KnowledgeBase) -> None:
    """A question for another authority is refused with the authority's name, and the nearest duties are still listed."""
    answer = ask(base, PASSPORT)
    assert (answer["status"], answer["reason"]) == ("abstained", "out_of_scope")
    assert "护照" in answer["referral"]["matter"]
    assert "出入境" in answer["referral"]["authority"]
    assert len(answer["duties"]) == 10


@pytest.mark.parametrize("top", [1, 3, 57, 100])
@pytest.mark.parametrize("question", [WAGES, PASSPORT])
def test_duties_are_filled_to_top(base: kg.KnowledgeBase, question: str, top: int) -> None:
    """As many duties as asked for are listed, whatever the status, each once."""
    numbers = [duty["number"] for duty in ask(base, question, top=top)["duties"]]
    assert len(numbers) == len(set(numbers)) == min(top, 57)


def test_top_never_changes_the_scores(base: kg.KnowledgeBase) -> None:
    """Listing fewer duties leaves the first ones and their scores as they are."""
    assert ask(base, WAGES, top=3)["duties"] == ask(base, WAGES, top=20)["duties"][:3]


def test_number_is_found_by_query(base: kg.KnowledgeBase) -> None:
    """A question that names a duty number is answered by a query with certainty."""
    answer = ask(base, NUMBERED)
    assert (answer["kind"], answer["status"]) == ("query", "answered")
    assert [(duty["number"], duty["score"]) for duty in answer["duties"]] == [("9.1", 1.0)]
    assert answer["answer"] == {"type": "departments", "value": ["权益保障部"]}


def test_two_numbers_are_two_duties(base: kg.KnowledgeBase) -> None:
    """11.1 and 11.10 in one question are two different duties."""
    duties = ask(base, "11.1和11.10分别是谁负责")["duties"]
    assert {duty["number"] for duty in duties} == {"11.1", "11.10"}
    assert len({duty["iri"] for duty in duties}) == 2


@pytest.mark.parametrize(
    ("question", "kind", "value"),
    [
        ("8.6依据哪一款", "clause", ["第二条第八款"]),
        ("6.3的运行流程", "text", "研究制定工作方案，提请滨海新区总工会会议批准，做好部署推动和评比选树工作。"),
        ("9.1在第几页", "count", 40),
    ],
)
def test_field_that_is_asked_for(base: kg.KnowledgeBase, question: str, kind: str, value: Any) -> None:
    """A question for a field of a duty is answered with that field, in its type."""
    assert ask(base, question)["answer"] == {"type": kind, "value": value}


def test_complaint_phone_is_a_contact(base: kg.KnowledgeBase) -> None:
    """A question for the complaint telephone is answered with the contact of the duty."""
    answer = ask(base, "7.4的举报电话是多少")["answer"]
    assert answer["type"] == "contact"
    assert "65309957" in answer["value"]


@pytest.mark.parametrize("question", [WAGES, PASSPORT, NUMBERED])
def test_evidence_stands_on_its_line(base: kg.KnowledgeBase, bundled_source: Path, question: str) -> None:
    """Each piece of evidence begins on the line of the document that it names, and every one of its lines is there."""
    document = bundled_source.read_text("utf-8").split("\n")
    for duty in ask(base, question)["duties"]:
        assert {"名称", "实施机构"} <= {one["field"] for one in duty["evidence"]}
        for one in duty["evidence"]:
            printed = one["text"].split("\n")
            lines = document[one["line"] - 1 : one["line"] - 1 + len(printed)]
            assert one["source"] == "source.txt"
            assert [line.strip() for line in lines] == [line.strip() for line in printed]


def test_evidence_of_a_moved_cell_names_the_printed_line(base: kg.KnowledgeBase, bundled_source: Path) -> None:
    """9.1's department is shown with the line on which it is really printed, under 职责边界."""
    document = bundled_source.read_text("utf-8").split("\n")
    duty = ask(base, NUMBERED)["duties"][0]
    line = next(one["line"] for one in duty["evidence"] if one["field"] == "实施机构")
    assert document[line - 1].strip() == "权益保障部"
    assert document[line - 2].strip() == "职责边界"


def test_supervision_is_that_of_the_table(base: kg.KnowledgeBase, bundled_source: Path) -> None:
    """The mailbox and the telephone of every duty are those of its own information table."""
    tables = re.split(r"(?m)^([\d.]+)（职责事项名称）信息表", bundled_source.read_text("utf-8"))
    by_number = dict(zip(tables[1::2], tables[2::2], strict=True))
    for duty in ask(base, WAGES, top=57)["duties"]:
        printed = by_number[duty["number"]].rpartition("监督方式")[2]
        assert duty["supervision"]["mailboxes"] == re.findall(r"[\w.]+@[\w.]+[a-z]", printed), duty["number"]
        assert duty["supervision"]["complaint_phones"] == re.findall(r"(?<![\w-])\d{8}(?!\d)", printed), duty["number"]


@pytest.mark.parametrize("question", [WAGES, PASSPORT, ""])
def test_query_of_the_answer_finds_the_same_duties(base: kg.KnowledgeBase, question: str) -> None:
    """The SPARQL of an answer from a search brings the duties, departments and clauses that the answer lists."""
    answer = ask(base, question)
    rows = list(base.store.select(answer["sparql"]))
    listed = answer["duties"]
    assert {row["duty"] for row in rows} == {duty["iri"] for duty in listed}
    assert {(row["number"], row["departmentName"]) for row in rows} == {
        (d["number"], n) for d in listed for n in d["departments"]
    }
    assert {row["clauseLabel"] for row in rows} == {clause["label"] for duty in listed for clause in duty["clauses"]}


def test_card_puts_the_department_first(base: kg.KnowledgeBase) -> None:
    """As text the department comes first, then duty, clause and lines, and complaints are not taken for service."""
    card = str(base.ask(NUMBERED))
    assert card.splitlines()[0] == "权益保障部"
    assert all(part in card for part in ("9.1", "第二条第九款", "监督举报", "本目录未公布办事电话", "第 1376 行"))


@pytest.mark.parametrize("question", ["审计由谁负责", "审计", "财务归谁管"])
def test_duties_of_one_department_share_a_matter(base: kg.KnowledgeBase, question: str) -> None:
    """Two duties of auditing shared what spoke for one, and it was said that the catalogue had none, with both right below."""
    answer = base.ask(question)
    assert answer.status == "candidates"
    assert len(answer.departments) == 1
    assert "审" in answer.duties[0].title or "财务" in answer.duties[0].title


@pytest.mark.parametrize("wording", ["班组建设", "职工心理健康服务", "经济补偿金", "工资条发放"])
def test_a_wording_of_the_page_is_found(base: kg.KnowledgeBase, wording: str) -> None:
    """Of 337 wordings that the pages of duties print, 62 were refused where somebody typed them."""
    assert base.ask(wording).status in ("candidates", "answered")


@pytest.mark.parametrize(
    ("question", "number"),
    [("职工代表大会由谁负责", "8.5"), ("统计工作谁负责", "11.5"), ("谁管统计", "11.5"), ("老板不给钱咋办", "7.1")],
)
def test_a_matter_of_words_that_ask(base: kg.KnowledgeBase, question: str, number: str) -> None:
    """A meeting was looked for in workflows and nobody was found; 统计 was passed over and all departments were listed."""
    answer = base.ask(question)
    assert (answer.kind, answer.duties[0].number) == ("duty", number)


def test_refusal_names_no_department(base: kg.KnowledgeBase) -> None:
    """As text a refusal names the authority in charge and none of the catalogue's departments on its first line."""
    first = str(base.ask(PASSPORT)).splitlines()[0]
    assert not any(department["name"] in first for department in base.stats()["departments"])
    assert "出入境" in str(base.ask(PASSPORT))


@pytest.mark.parametrize("question", ["问" * 2001, "\ud800", "拖欠\udcff工资"])
def test_unreadable_questions_are_refused(base: kg.KnowledgeBase, question: str) -> None:
    """More than 2,000 characters or a lone surrogate is the caller's mistake."""
    with pytest.raises(UsageError):
        base.ask(question)


def test_longest_question_is_answered(base: kg.KnowledgeBase) -> None:
    """Exactly 2,000 characters are still a question."""
    conforms(ask(base, (WAGES * 200)[:2000]))


def test_unknown_catalogue_is_refused(base: kg.KnowledgeBase) -> None:
    """A catalogue that is not in the base is the caller's mistake, and the known ones are named."""
    with pytest.raises(UsageError, match="binhai-ftu"):
        base.ask(WAGES, catalogue="no-such")
    assert timeless(ask(base, WAGES, catalogue="binhai-ftu")) == timeless(ask(base, WAGES))


def test_same_answer_from_every_door(base: kg.KnowledgeBase, base_folder: Path, duty_kg: Run, vague: str) -> None:
    """`ask`, `ask --batch` and the Python API give the same answer but for the time it took, for every type of answer.

    A cold process looks words up on disk, one that stays keeps them in dictionaries.
    """
    asked = [WAGES, "tuoqian gongzi，劳动摸范", "8.6依据哪一款", PASSPORT, vague, *EVERY_TYPE.values()]
    batch = duty_kg("ask", "--batch", "-", "--format", "jsonl", "--base", base_folder, stdin="\n".join(asked) + "\n")
    answers = [json.loads(line) for line in batch.stdout.splitlines()]
    assert [timeless(one) for one in answers] == [timeless(ask(base, question)) for question in asked]
    assert [answers[5 + n]["answer"]["type"] for n in range(len(EVERY_TYPE))] == list(EVERY_TYPE)
    for question, answer in zip(asked[:3], answers, strict=False):
        single = json.loads(duty_kg("ask", question, "--format", "json", "--base", base_folder).stdout)
        assert list(single) == ANSWER
        assert timeless(single) == timeless(answer)


def test_batch_keeps_the_order(base_folder: Path, duty_kg: Run, tmp_path: Path) -> None:
    """Each line of a file, text or JSON, empty or endless, gets one line, in the same order, and the code is 0."""
    asked = [
        "9.1是谁负责",
        "",
        '{"question": "护照过期了怎么办", "id": 7}',
        "   ",
        "问" * 10_000,
        '{"not": "a question"}',
        "{broken",
        "8.6是谁负责",
    ]
    file = tmp_path / "questions.txt"
    file.write_text("\n".join(asked) + "\n", "utf-8")
    done = duty_kg("ask", "--batch", file, "--format", "jsonl", "--base", base_folder)
    assert (done.returncode, done.stderr) == (0, "")
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer["question"] for answer in answers] == [
        "9.1是谁负责",
        "",
        "护照过期了怎么办",
        "",
        "问" * 10_000,
        "",
        "{broken",
        "8.6是谁负责",
    ]
    assert [answer["status"] for answer in answers][:4] == ["answered", "abstained", "abstained", "abstained"]


@pytest.mark.parametrize("text", ["9.1是谁负责\n8.6是谁负责\n", "9.1是谁负责\r\n8.6是谁负责", "\ufeff9.1是谁负责\n8.6是谁负责\n"])
def test_batch_from_stdin(base_folder: Path, duty_kg: Run, text: str) -> None:
    """Line ends of any kind, a missing last one and a byte order mark are not part of a question."""
    done = duty_kg("ask", "--batch", "-", "--format", "jsonl", "--base", base_folder, stdin=text)
    assert done.returncode == 0
    assert [json.loads(line)["question"] for line in done.stdout.splitlines()] == ["9.1是谁负责", "8.6是谁负责"]


@pytest.mark.parametrize(
    ("data", "lines"), [(b"", 0), (b"\n", 1), (b"\xff9.1\n", 1), (b'{"question": "\\ud800 9.1"}\n', 1), (b'{"a":' * 100_000, 1)]
)
def test_batch_of_strange_bytes(base_folder: Path, duty_kg: Run, data: bytes, lines: int) -> None:
    """No bytes on stdin break a batch: as many answers as lines, and no traceback."""
    done = duty_kg("ask", "--batch", "-", "--base", base_folder, stdin=data)
    assert (done.returncode, done.stderr) == (0, "")
    assert len([json.loads(line) for line in done.stdout.splitlines()]) == lines
