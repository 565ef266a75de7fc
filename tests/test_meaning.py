"""What cells say: clauses, departments, contacts, boundaries."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import meaning


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


@given(st.text(alphabet="《》〔〕（）“”第条款项之至、，；：一二十百0129号年发AB@.科室部 \n"))
def test_any_cell_can_be_read(text: str) -> None:
    """No text makes the reading of a cell fail."""
    meaning.legal_bases(text)
    meaning.departments(text)
    meaning.contacts(text)
    meaning.boundary(text)
    meaning.approvers(text)
