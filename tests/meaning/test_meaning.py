"""What cells say: clauses, departments, contacts, boundaries; and the normalised form of a text."""

from __future__ import annotations

import re
from collections.abc import Callable

import cn2an
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kg import meaning, text
from kg.labels import usual_kind
from kg.meaning import numerals
from kg.records import Cell, Contacts, ContentsEntry, Field, Item, Place

MARKED = st.text(alphabet="甲乙aB1é \t\n\u3000\u00a0\u200b\"'`＂、，。：:；*#|^~\\“”（）《》", max_size=30)
ANY = st.text(max_size=60) | MARKED
CITED = st.text(alphabet="第零一二十百0１条款项之至（）《》〔〕2017号、“”：法 \n", max_size=40)
Clause = tuple[str, str, str, str]


def labels(text: str) -> list[tuple[str, str]]:
    """Document and clause of each citation in a cell."""
    return [(basis.document, basis.label) for basis in meaning.legal_bases(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("《安全生产法》第九条第一款、第二款", [("安全生产法", "第九条第一款"), ("安全生产法", "第九条第二款")]),
        ("《办法》第五条至第七条", [("办法", "第五条"), ("办法", "第六条"), ("办法", "第七条")]),
        ("《工会法》第六条第（三）项", [("工会法", "第六条第三项")]),
        ("《方案》（区办发〔2017〕50号）第二条第十一款：“按第三条办理。”", [("方案", "第二条第十一款")]),
        ("《甲法》第一条；《乙法》", [("甲法", "第一条"), ("乙法", "")]),
        ("《条例》第十二条第二款第三项、第四项", [("条例", "第十二条第二款第三项"), ("条例", "第十二条第二款第四项")]),
        ("上级文件要求", []),
    ],
)
def test_citations(text: str, expected: list[tuple[str, str]]) -> None:
    """Lists, ranges, bracketed numerals and several documents are read; clauses inside quotation marks are not citations."""
    assert labels(text) == expected


def test_citation_parts() -> None:
    """A citation gives title, number, issuer, clause and the words quoted."""
    basis = meaning.legal_bases("《改革方案》（区委办公室，滨党办发〔2017〕50号）第二条第七款：“依法履行职责。”")[0]
    assert (basis.document_number, basis.issuer) == ("滨党办发〔2017〕50号", "区委办公室")
    assert (basis.article, basis.paragraph, basis.item) == ("2", "7", "")
    assert basis.quote == "依法履行职责。"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("权益保障部", [("权益保障部", None)]),
        ("办公室、财务科", [("办公室", None), ("财务科", None)]),
        ("A科牵头，B科、C股配合", [("A科", "牵头"), ("B科", "配合"), ("C股", "配合")]),
        ("牵头：办公室；配合：法规股", [("办公室", "牵头"), ("法规股", "配合")]),
        ("办公室（牵头）、人事科", [("办公室", "牵头"), ("人事科", None)]),
        ("", []),
    ],
)
def test_departments(text: str, expected: list[tuple[str, str | None]]) -> None:
    """Departments come in printed order with the role printed beside them."""
    assert [(d.name, d.role) for d in meaning.departments(text)] == expected


def test_contacts() -> None:
    """Mailboxes and telephones of many forms are told apart."""
    found = meaning.contacts("信箱：a.b@c.gov.cn　电话：022-65309957、13800001111，热线12345")
    assert found.mailboxes == ("a.b@c.gov.cn",)
    assert found.phones == ("022-65309957", "13800001111", "12345")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("办公室独立实施", "independent"),
        ("办公室牵头，财务科配合", "joint"),
        ("办公室", "unstated"),
        ("办公室负责", "unstated"),
        ("", "unstated"),
    ],
)
def test_boundaries(text: str, kind: str) -> None:
    """Only what is printed counts: a bare department name states no boundary."""
    assert meaning.boundary(text) == kind


@pytest.mark.parametrize("number", [1, 2, 9, 10, 11, 12, 19, 20, 21, 99, 100, 110, 111, 213])
def test_numerals_go_both_ways(number: int) -> None:
    """Arabic to Chinese and back is the same number."""
    label = meaning.clause_label(str(number), "", "")
    assert meaning.arabic(label.removeprefix("第").removesuffix("条")) == str(number)


READERS = [
    meaning.approvers,
    meaning.boundary,
    meaning.contacts,
    meaning.departments,
    meaning.documents,
    meaning.is_body,
    meaning.is_citation,
    meaning.is_department,
    meaning.is_pointer,
    meaning.legal_bases,
    meaning.sides,
    meaning.steps,
    meaning.subitem,
    meaning.suspect,
    meaning.titled,
]


@pytest.mark.parametrize("reader", READERS)
@given(
    st.text(
        alphabet="《》〔〕（）“”「【】第条款项之至、，；：。一二十百0129①号年发AB@.-—→/\\科室部局由等各我牵头配合會同执行審批 \n\ud800"
    )
)
def test_any_cell_can_be_read(reader: Callable[[str], object], text: str) -> None:
    """No text makes the reading of a cell fail, whichever it is."""
    reader(text)


def clauses(cell: str) -> list[Clause]:
    """(document, article, paragraph, item) of each clause a cell cites."""
    return [(b.document, b.article, b.paragraph, b.item) for b in meaning.legal_bases(cell)]


def roles(cell: str) -> list[tuple[str, str | None]]:
    """(name, role) of each department of a cell."""
    return [(d.name, d.role) for d in meaning.departments(cell)]


def digits(cell: str) -> list[str]:
    """The telephone numbers of a cell, digits only."""
    return [re.sub(r"\D", "", phone) for phone in meaning.contacts(cell).phones]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("《工会法》第二条第七款", [("工会法", "2", "7", "")]),
        ("《工会法》第二条第（三）项", [("工会法", "2", "", "3")]),
        ("《工会法》第二条第一款第（三）项、第（五）项", [("工会法", "2", "1", "3"), ("工会法", "2", "1", "5")]),
        ("《工会法》第三条、第五条第二款", [("工会法", "3", "", ""), ("工会法", "5", "2", "")]),
        ("《工会法》第五条至第七条", [("工会法", str(n), "", "") for n in (5, 6, 7)]),
        ("《工会法》第五条—第七条", [("工会法", str(n), "", "") for n in (5, 6, 7)]),
        ("《工会法》第二条第一项至第四项", [("工会法", "2", "", str(n)) for n in (1, 2, 3, 4)]),
        ("《甲法》第一条；《乙条例》第二条", [("甲法", "1", "", ""), ("乙条例", "2", "", "")]),
        ("《甲法》、《乙条例》第二条", [("甲法", "", "", ""), ("乙条例", "2", "", "")]),
        ("《关于印发〈甲办法〉的通知》第一条", [("关于印发〈甲办法〉的通知", "1", "", "")]),
        ("《甲法》第12条", [("甲法", "12", "", "")]),
        ("《甲法》第１２条", [("甲法", "12", "", "")]),
        ("《甲法》第一百零五条", [("甲法", "105", "", "")]),
        ("《甲法》第一百二十条之一", [("甲法", "120-1", "", "")]),
        ("第三条", [("", "3", "", "")]),
        ("《甲法》", [("甲法", "", "", "")]),
        ("无", []),
        ("", []),
    ],
)
def test_clauses_are_read(cell: str, expected: list[Clause]) -> None:
    """Lists, ranges, bracketed items, several documents and all writings of numerals give the clauses an official would list."""
    assert clauses(cell) == expected


def test_clauses_inside_quotes_are_no_citations() -> None:
    """What a quoted paragraph cites belongs to the quotation, which is kept with the clause it stands behind."""
    (basis,) = meaning.legal_bases("《甲法》第一条：“依照第九条和《丁法》第八条办理。”")
    assert (basis.document, basis.article, basis.quote) == ("甲法", "1", "依照第九条和《丁法》第八条办理。")


def test_each_clause_has_its_own_quote() -> None:
    """With several quoted clauses, every quotation stays with the clause before it."""
    bases = meaning.legal_bases("《甲法》第一条：“负责一。”第二条第三款：“负责二。”")
    assert [(b.label, b.quote) for b in bases] == [("第一条", "负责一。"), ("第二条第三款", "负责二。")]


@pytest.mark.parametrize(
    ("cell", "number", "issuer"),
    [
        ("《甲方案》（中共某区委办公室，滨党办发〔2017〕50号）第二条", "滨党办发〔2017〕50号", "中共某区委办公室"),
        ("《甲通知》（国发［2019］8号）", "国发［2019］8号", ""),
        ("《甲法》（2021年修正）第二条", "", ""),
    ],
)
def test_document_number_and_issuer(cell: str, number: str, issuer: str) -> None:
    """文号 and issuer come from the brackets behind the title; a remark about an amendment is neither."""
    (basis,) = meaning.legal_bases(cell)
    assert (basis.document_number, basis.issuer) == (number, issuer)


def test_the_suffix_of_an_inserted_article_follows_its_unit() -> None:
    """An inserted article is labelled 第一百二十条之一, the form in which statutes print it."""
    (basis,) = meaning.legal_bases("《甲法》第一百二十条之一")
    assert basis.label == "第一百二十条之一"


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("办公室", [("办公室", None)]),
        ("办公室、基层工作部", [("办公室", None), ("基层工作部", None)]),
        ("办公室\n\n基层工作部", [("办公室", None), ("基层工作部", None)]),
        ("办公室 基层工作部", [("办公室", None), ("基层工作部", None)]),
        ("财务部和办公室", [("财务部", None), ("办公室", None)]),
        ("办公室、办公室", [("办公室", None)]),
        ("办公室牵头，基层部、财务部配合", [("办公室", "牵头"), ("基层部", "配合"), ("财务部", "配合")]),
        ("办公室牵头、财务部配合", [("办公室", "牵头"), ("财务部", "配合")]),
        ("牵头：办公室；配合：财务部", [("办公室", "牵头"), ("财务部", "配合")]),
        ("牵头部门：办公室\n配合部门：财务部", [("办公室", "牵头"), ("财务部", "配合")]),
        ("办公室（牵头）、财务部（配合）", [("办公室", "牵头"), ("财务部", "配合")]),
        ("由办公室牵头，会同财务部", [("办公室", "牵头"), ("财务部", "会同")]),
        ("办公室会同财务部", [("办公室", None), ("财务部", "会同")]),
        ("", []),
    ],
)
def test_departments_and_their_roles(cell: str, expected: list[tuple[str, str | None]]) -> None:
    """Every department once, in printed order, with the role printed beside it."""
    assert roles(cell) == expected


@pytest.mark.parametrize(
    "cell",
    [
        "举报电话：65309957",
        "举报电话65309957",
        "（65309957）",
        "电话:65309957。",
        "主任办公室 65309957",
        "电话：６５３０９９５７",
    ],
)
def test_a_telephone_number_in_any_surroundings(cell: str) -> None:
    """A number is found behind a colon, directly behind a word, in brackets, before a full stop, in full-width digits."""
    assert [int(number) for number in digits(cell)] == [65309957]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("022-65309957", ["02265309957"]),
        ("022 65309957", ["02265309957"]),
        ("（022）65309957", ["02265309957"]),
        ("0571-55502033，24小时值守", ["057155502033"]),
        ("0571－5550 2033", ["057155502033"]),
        ("022-65309957-801", ["02265309957801"]),
        ("13800138000", ["13800138000"]),
        ("400-123-4567", ["4001234567"]),
        ("热线：12351", ["12351"]),
        ("市民服务热线12345转柳湾街道", ["12345"]),
        ("65309957、65309958", ["65309957", "65309958"]),
        ("65309957/65309958", ["65309957", "65309958"]),
        ("电话：65309957；举报：65309957", ["65309957"]),
    ],
)
def test_telephone_numbers_of_many_forms(cell: str, expected: list[str]) -> None:
    """Area codes, extensions, mobile and service numbers and lists keep all their digits; a repeated number counts once."""
    assert digits(cell) == expected


@pytest.mark.parametrize("cell", ["", "无", "2023年5月", "滨党办发〔2017〕50号", "每年1次，共12345678901234件", "第120条"])
def test_other_figures_are_no_contacts(cell: str) -> None:
    """Years, document numbers, counts and articles are neither telephone numbers nor mailboxes."""
    assert meaning.contacts(cell) == Contacts()


def test_mailboxes() -> None:
    """Mailboxes come in printed order, without the punctuation behind them and without repetition."""
    found = meaning.contacts("信箱：zhuxi@bhxqgh.com；a.b+c@mail.example.com.cn。\n\n信箱：zhuxi@bhxqgh.com，举报电话：65309957")
    assert found == Contacts(("zhuxi@bhxqgh.com", "a.b+c@mail.example.com.cn"), ("65309957",))


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("独立实施", "independent"),
        ("办公室独立实施。", "independent"),
        ("办公室牵头，财务部配合", "joint"),
        ("会同公安局办理", "joint"),
        ("办公室、财务部", "joint"),
        ("办公室负责受理，财务部负责拨付", "joint"),
        ("权益保障部", "unstated"),
        ("按照规定办理", "unstated"),
        ("无", "unstated"),
        ("", "unstated"),
    ],
)
def test_kinds_of_boundary(cell: str, kind: str) -> None:
    """A boundary is independent, joint, or, where only a department or nothing is said, unstated."""
    assert meaning.boundary(cell) == kind


def test_a_duty_is_its_table() -> None:
    """A duty takes its name from the table, else from the contents, and reads the other cells by the kind of their labels."""
    place = Place(1)
    cells = {
        "名称": "",
        "承办科室": "办公室牵头，财务部配合",
        "运行流程": "受理，提请党组会议审议，办结。",
        "运行要件": "申请表、证明。",
    }
    printed = {label: Cell(value, place) for label, value in cells.items()}
    fields = tuple(Field(label, usual_kind(label), cell, cell if cell.text else None) for label, cell in printed.items())
    duty = meaning.duty(Item("1.1", ContentsEntry("1.1", place, Cell("负责甲。", place)), 1, None, fields))
    assert (duty.name, [d.name for d in duty.departments]) == ("负责甲。", ["办公室", "财务部"])
    assert (duty.steps, duty.documents) == (("受理", "提请党组会议审议", "办结"), ("申请表", "证明"))
    assert duty.approvers == ("党组会议",)


@pytest.mark.parametrize(
    ("numeral", "expected"), [("〇", "0"), ("两", "2"), ("十", "10"), ("一百零五", "105"), ("３", "3"), ("二〇一七", "2017")]
)
def test_numerals(numeral: str, expected: str) -> None:
    """Every usual writing of a number reads as the same Arabic digits."""
    assert meaning.arabic(numeral) == expected


@pytest.mark.parametrize("numeral", ["三十十四", "一百零十二", "十百", "百二十"])
def test_what_is_no_numeral_stays_as_printed(numeral: str) -> None:
    """`第三十十四条`, a character typed twice, ended the build of the whole document: cn2an raises KeyError for some, ValueError for others."""
    assert meaning.arabic(numeral) == numeral
    assert clauses(f"《甲法》第八条、第{numeral}条") == [("甲法", "8", "", ""), ("甲法", numeral, "", "")]


def test_numerals_are_those_of_cn2an() -> None:
    """Those up to 999 are looked up, so that a usual document is read and written without cn2an, whose import takes 0.28 CPU s."""
    for n in range(1, 1200):
        written = cn2an.an2cn(n).removeprefix("一" if 10 <= n < 20 else "")
        assert (numerals.chinese(str(n)), meaning.arabic(written)) == (written, str(n))


def test_labels_and_numerals_are_inverse() -> None:
    """Each clause from 1 to 300 is written as officials write it and read back as the same number."""
    for n in range(1, 301):
        label = meaning.clause_label(str(n), "", "")
        assert (meaning.arabic(label[1:-1]), label[1:3] != "一十") == (str(n), True), label
        assert clauses(f"《甲法》{label}第二款") == [("甲法", str(n), "2", "")], label


@settings(max_examples=300, deadline=None)
@given(ANY)
@example("# !甲")
def test_normal_form_is_final(given_text: str) -> None:
    """The normalised form of a normalised text is that text."""
    once = text.normal(given_text)
    assert text.normal(once) == once


@settings(max_examples=300, deadline=None)
@given(ANY)
def test_normal_form_keeps_every_word(given_text: str) -> None:
    """No letter, digit or Chinese character is lost, added or put in another place."""
    assert [c for c in text.normal(given_text) if c.isalnum()] == [c for c in given_text if c.isalnum()]


@settings(max_examples=200, deadline=None)
@given(ANY | CITED)
def test_reading_never_raises(given_text: str) -> None:
    """Any text at all has departments, clauses, contacts, a boundary and steps, even if none."""
    assert all(isinstance(basis.label, str) for basis in meaning.legal_bases(given_text))
    assert all(d.name for d in meaning.departments(given_text))
    assert all(c in text.normal(given_text) for c in meaning.contacts(given_text).mailboxes)
    assert meaning.boundary(given_text) in ("independent", "joint", "unstated")
    assert all(meaning.steps(given_text) + meaning.documents(given_text) + meaning.approvers(given_text))


@pytest.mark.parametrize("mark", ["\0", "\x07", "\x1b", "\x1f", "\x7f", "\x9d", "\u200b", "\ufeff", "\u00ad", "\u202e", "\u2066"])
def test_what_nobody_sees_makes_no_name(mark: str) -> None:
    """A NUL or ESC within a cell made 宣传\0网络部 a department beside 宣传网络部, and broke the names of documents in two."""
    names = [one.name for one in meaning.departments(f"宣传{mark}网络部、{mark}办公室{mark}")]
    assert names == ["宣传网络部", "办公室"]
    assert meaning.is_department(f"宣传{mark}网络部")
    assert [one.document for one in meaning.legal_bases(f"《森{mark}林法》第{mark}三条")] == ["森林法"]
    assert text.label(f"实施{mark}机构") == "实施机构"


@pytest.mark.parametrize(
    ("printed", "tidy"),
    [
        ("\u3000\u3000甲，乙。", "甲，乙。"),
        ("甲 \u3000 乙", "甲乙"),
        ("甲  ABC   12", "甲 ABC 12"),
        ('"甲。', "甲。"),
        ("甲\n\n\n乙 \n", "甲\n乙"),
        ("甲\u200b乙\ufeff", "甲乙"),
        ("甲\0乙\x1b[1m\x7f丙\u2066", "甲乙[1m丙"),
        ('称为"甲"的', '称为"甲"的'),
        ("“甲乙", "甲乙"),
        ("甲乙”", "甲乙"),
        ("“甲”乙", "“甲”乙"),
        ("“甲\n“乙”", "“甲\n“乙”"),
        ('"', ""),
    ],
)
def test_normal_form(printed: str, tidy: str) -> None:
    """White space is put in order, paragraphs stay, stray marks at the ends go, paired quotation marks stay."""
    assert text.normal(printed) == tidy
