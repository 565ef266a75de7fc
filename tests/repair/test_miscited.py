"""Slips in citations: read as meant where there is one reading only, told where there are several; what is printed is kept, and sound citations have no finding."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import meaning
from kg.repair.citations import laws
from tests.repair.test_slips import BASIS, CODE, DECREE, HEAD, LAW, found, sound

CERTAIN = [
    ("《航道法》第八条第一款、第三十十四条。", "《航道法》第八条第一款、第三十四条。"),
    ("《航道法》第一百一十十二条", "《航道法》第一百一十二条"),
    ("《航道法》第二十—条第一款", "《航道法》第二十一条第一款"),
    ("《青岚县航道章程》第五第三款、第二十七条", "《青岚县航道章程》第五条第三款、第二十七条"),
    ("《航道法》第三条、第六十五第二款：“拆除。”", "《航道法》第三条、第六十五条第二款：“拆除。”"),
    ("《航道法》（2016年修正）第六十五第（一）项", "《航道法》（2016年修正）第六十五条第（一）项"),
    ("《航道法》第三条第一第（二）项", "《航道法》第三条第一款第（二）项"),
    ("《航道法》第四十第四十一条", "《航道法》第四十、第四十一条"),
    ("《航道法》第三十六：“拆除。”", "《航道法》第三十六条：“拆除。”"),
    ("《航道法》第三十条第二：“拆除。”", "《航道法》第三十条第二款：“拆除。”"),
    ("《航道法》第二款第六十五条：“拆除。”", "《航道法》第六十五条第二款：“拆除。”"),
    ("《航道法》第条六十五第二款", "《航道法》第六十五条第二款"),
    ("《航道法》笫六十五条", "《航道法》第六十五条"),
    (
        "1.《中华人民共和国港口法第六条第二款、第二十四条：“建设码头。”\n2.《航道法》第十五条。",
        "1.《中华人民共和国港口法》第六条第二款、第二十四条：“建设码头。”\n2.《航道法》第十五条。",
    ),
    (
        "《航道法》第六十六条第（一）项；《中华人民共和国港口法第五十五条第（二）项：“清障。”",
        "《航道法》第六十六条第（一）项；《中华人民共和国港口法》第五十五条第（二）项：“清障。”",
    ),
    ("1.航道法》第六十六条；2.《港口法》第五条", "1.《航道法》第六十六条；2.《港口法》第五条"),
    ("《航道法第六条；港口法》第七条。", "《航道法》第六条；《港口法》第七条。"),
    ("《航道管理条例（国务院令第545号）第三条", "《航道管理条例》（国务院令第545号）第三条"),
    ("《青岚县船闸办法（试行）第三条", "《青岚县船闸办法（试行）》第三条"),
    ("《航道法〉第三条", "《航道法》第三条"),
    ("《《航道法》第三条", "《航道法》第三条"),
    (
        "《航道法》第三条：“拆除障碍。；《港口法》第十八条、第二十五条。",
        "《航道法》第三条：“拆除障碍。”；《港口法》第十八条、第二十五条。",
    ),
    (
        "1.《航道法》第三条：“所称“障碍”指桩。\n2.《港口法》第八条：“清障。”",
        "1.《航道法》第三条：“所称“障碍”指桩。”\n2.《港口法》第八条：“清障。”",
    ),
    ("《航道法》第三条：“拆除障碍。“；《港口法》第十八条。", "《航道法》第三条：“拆除障碍。”；《港口法》第十八条。"),
    ('《航道法》第三条：“拆除障碍。"；《港口法》第十八条。', "《航道法》第三条：“拆除障碍。”；《港口法》第十八条。"),
    (
        "《航道法》第三条：拆除第八条的障碍。”；《港口法》第十八条。",
        "《航道法》第三条：“拆除第八条的障碍。”；《港口法》第十八条。",
    ),
    ("《航道法、《港口法》第十八条。", "《航道法》、《港口法》第十八条。"),
]
TOLD = ["《航道法》第XX条", "《航道法》第（）条第一款", "《航道法》第五十一条第款、第五十二条", "《航道法》第条", "《航道法》第一百零十二条", "《航道法》第二二十条", "《航道法》第八：“拆除。”", "《航道法》第三条第一第二款", "《某某及其他事宜第三条"]  # fmt: skip
SOUND = ["《航道法》第三十\n六条", "《航道法》第三十六\n条第二\n款", "《航道法》第十、十一条第三款", "《航道法》第三—五条", "《航道法》第一百一十条、第一百零五条、第二〇条、第二百条", "《关于印发《航道养护办法》的通知》第三条", "《航道法》第三条：“第一段。\n“第二段。”；《港口法》第十八条", "《航道法》第三条第（一）、（二）项", "《航道法》第二章", "《航道法》第三条第一款第二项", "《航道法》第二十条第二款、第三款，《港口法》第一百二十条之一"]  # fmt: skip


@pytest.mark.parametrize(("printed", "meant"), CERTAIN)
def test_a_citation_that_can_be_read_in_one_way_only(printed: str, meant: str, tmp_path: Path) -> None:
    """A law whose title nobody closed was lost with its clauses, or these went to the law before it; 第六十五第二款 was 第二款 of no article: nothing was told."""
    rows = sound()
    rows[3][BASIS] = printed
    document, findings = found(rows, tmp_path)
    field = document.items[3].fields[BASIS]
    assert {(one.code, one.duties, one.field) for one in findings} == {("bad-citation", (rows[3][CODE],), HEAD[BASIS])}
    assert all(one.repair for one in findings)
    assert (field.text, field.printed and field.printed.text) == (meant, printed)
    assert meaning.legal_bases(field.text) == meaning.legal_bases(meant)


@pytest.mark.parametrize("printed", TOLD)
def test_a_citation_that_may_be_several_things_is_only_told(printed: str, tmp_path: Path) -> None:
    """第款 says of no paragraph which; the cell stays as printed."""
    rows = sound()
    rows[3][BASIS] = printed
    document, (only,) = found(rows, tmp_path)
    assert (only.code, only.duties, only.field, only.repair) == ("bad-citation", (rows[3][CODE],), HEAD[BASIS], None)
    assert document.items[3].text(HEAD[BASIS]) == printed


@pytest.mark.parametrize("printed", SOUND)
def test_sound_citations_have_no_finding(printed: str, tmp_path: Path) -> None:
    """Lists and ranges without 第, titles within titles, quotations whose paragraphs each begin with a mark."""
    rows = sound()
    rows[3][BASIS] = printed
    assert found(rows, tmp_path)[1] == ()


PLAN = "《青岚县水利局机构编制规定》（青委办发〔2019〕38号）第{n}条"
MISCITED = [
    (PLAN, PLAN.replace("2019", "2109"), "bad-citation", True),
    (PLAN, PLAN.replace("2019", "20l9"), "bad-citation", True),
    (PLAN, PLAN.replace("2019", "2016"), "inconsistent-name", True),
    (PLAN, PLAN.replace("青岚县水利局", "青风县水利局"), "inconsistent-name", True),
    (PLAN, PLAN.replace("38号", "83号"), "inconsistent-name", False),
    (LAW, LAW.replace("水土保持", "水士保持"), "inconsistent-name", True),
    (LAW, LAW.replace("中华人民共和国", "中华人民共合国"), "inconsistent-name", True),
    (DECREE, DECREE.replace("征收", "征"), "inconsistent-name", False),
]


@pytest.mark.parametrize(("usual", "odd", "code", "certain"), MISCITED)
def test_a_document_cited_otherwise_than_everywhere_else(usual: str, odd: str, code: str, certain: bool, tmp_path: Path) -> None:
    """〔2109〕 left a document without its number, and a misspelt title was another document: where the number, the words or all other cells say which it is, it is that one."""
    rows = sound()
    for n, row in enumerate(rows):
        row[BASIS] = (odd if n == 5 else usual).format(n=n + 1)
    document, (only,) = found(rows, tmp_path)
    assert (only.code, only.duties, bool(only.repair)) == (code, (rows[5][CODE],), certain)
    assert document.items[5].text(HEAD[BASIS]) == (usual if certain else odd).format(n=6)


def test_an_impossible_year_that_no_other_cell_knows(tmp_path: Path) -> None:
    """It is told, and of two issuers that end alike neither lends the other its year."""
    rows = sound()
    rows[2][BASIS] = "《船闸规定》（青政办发〔2109〕38号）第三条"
    rows[4][BASIS] = "《水库规定》（岚政办发〔2019〕38号）第四条"
    document, (only,) = found(rows, tmp_path)
    assert (only.code, only.duties, only.repair) == ("bad-citation", (rows[2][CODE],), None)
    assert document.items[2].text(HEAD[BASIS]) == rows[2][BASIS]


@pytest.mark.parametrize(
    ("title", "meant"),
    [
        ("中华人民共和国产品质最法", "中华人民共和国产品质量法"),
        ("未成年人保户法", "未成年人保护法"),
        ("中华人民共和国消费者权益保法", "中华人民共和国消费者权益保护法"),
        ("中华人民共和国公务员员法", "中华人民共和国公务员法"),
        ("殘疾人保障法", ""),
        ("河南省产品质量法", ""),
        ("中华人民共和国检察官法", ""),
        ("中华人民共和国监察官法", ""),
        ("产品质量办法", ""),
    ],
)
def test_a_national_law_with_a_slip(title: str, meant: str, tmp_path: Path) -> None:
    """产品质最法 stood once in a list and nowhere rightly: the names of national laws are known."""
    assert laws.meant(title) == meant
    rows = sound()
    rows[7][BASIS] = f"《{title}》第十三条"
    document, findings = found(rows, tmp_path)
    assert [(one.code, one.duties) for one in findings] == ([("inconsistent-name", (rows[7][CODE],))] if meant else [])
    assert document.items[7].text(HEAD[BASIS]) == f"《{meant or title}》第十三条"


def test_clauses_behind_entities_of_a_web_page(tmp_path: Path) -> None:
    """A quotation between &ldquo; and &rdquo; is one, and the document behind it has its clauses."""
    rows = sound()
    rows[1][BASIS] = (
        "《航道法》第三条第（三）项、第四条：&ldquo;拆除第九条所说的障碍。&rdquo;；&nbsp;《港口法》（第20号）第九条、第十四条第一款。"
    )
    document, (only,) = found(rows, tmp_path)
    assert only.code == "stray-mark"
    cited = [(one.document, one.label) for one in meaning.legal_bases(document.items[1].text(HEAD[BASIS]))]
    assert cited == [
        ("航道法", "第三条第三项"),
        ("航道法", "第四条"),
        ("港口法", "第九条"),
        ("港口法", "第十四条第一款"),
    ]
