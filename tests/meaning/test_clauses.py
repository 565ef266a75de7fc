"""Which clauses a legal basis cites, and under which number: every short form that officials use."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import kg
from kg import meaning, pipeline
from kg.names import Names
from kg.triples import legal

FORMS = {
    # lists under one unit
    "第十条第（二）、（三）项": "10..2 10..3",
    "第十条第（二）（三）项": "10..2 10..3",
    "第十条第（二）项（三）项": "10..2 10..3",
    "第十条第二、三项": "10..2 10..3",
    "第十、十一条": "10 11",
    "第十、第十一条": "10 11",
    "第十和十一条": "10 11",
    "第四条、第五、六、七条": "4 5 6 7",
    "第六条第一、二款": "6.1 6.2",
    "第六条第一款、二款": "6.1 6.2",
    "第六条第一款和第三款": "6.1 6.3",
    "第六条第一款及第三款": "6.1 6.3",
    "第六条第一款以及第三款": "6.1 6.3",
    "第六条与第九条": "6 9",
    "第六条，第九条": "6 9",
    "第四十八条、第四十九条第一款和第二款": "48 49.1 49.2",
    "第十、十一条第一款": "10 11.1",
    # ranges
    "第十条至十二条": "10 11 12",
    "第十条至第十二条": "10 11 12",
    "第十至十二条": "10 11 12",
    "第十条到第十二条": "10 11 12",
    "第三条~第五条": "3 4 5",
    "第三条～第五条": "3 4 5",
    "第三条—第五条": "3 4 5",
    "第三条——第五条": "3 4 5",
    "第三条－第五条": "3 4 5",
    "第三条-第五条": "3 4 5",
    "第3-5条": "3 4 5",
    "第3条-第5条": "3 4 5",
    "第３—５条": "3 4 5",
    "第二条第一至三款": "2.1 2.2 2.3",
    "第二条第一款至第三款": "2.1 2.2 2.3",
    "第二条第（一）至（四）项": "2..1 2..2 2..3 2..4",
    "第二条第（一）项至第（四）项": "2..1 2..2 2..3 2..4",
    "第二条第（一）项至（四）项": "2..1 2..2 2..3 2..4",
    "第二条第一款第（一）、（三）至（五）项": "2.1.1 2.1.3 2.1.4 2.1.5",
    "第五条至第七条第二款": "5 6 7.2",
    "第五条第二款至第七条": "5.2 6 7",
    "第一条、第三至五条、第八条": "1 3 4 5 8",
    # units below units
    "第七条、第八条第二款": "7 8.2",
    "第三十八条第1款第2项": "38.1.2",
    "第三条（一）": "3..1",
    "第三条（一）、（三）": "3..1 3..3",
    "第三条一款二项": "3.1.2",
    "第三条的第（二）项": "3..2",
    "第七条第三款第（四）项第2目": "7.3.4.2",
    "第七条第（四）项第1、3目": "7..4.1 7..4.3",
    "第七条第一款第①项": "7.1.1",
    "第六条第一款第（一）项、第二款": "6.1.1 6.2",
    "第三章、第六十条": "60",
    # inserted articles
    "第十二条之一": "12-1",
    "第十二条之一第二款": "12-1.2",
    "第十二条之一、之二": "12-1 12-2",
    "第十二条之一至之三": "12-1 12-2 12-3",
    "第120-1条": "120-1",
    "第六条所列情形之一": "6",
    # numerals
    "第一百零八条": "108",
    "第一百二十条": "120",
    "第二百一十三条": "213",
    "第一千二百六十条": "1260",
    "第1０8条": "108",
    "第两百条": "200",
    "12条、13条": "12 13",
    # no clauses
    "第三次会议、第2号": "",
    "按第二章办理": "",
}


@pytest.mark.parametrize(("text", "expected"), FORMS.items())
def test_forms_of_clauses(text: str, expected: str) -> None:
    """The short forms of lists and ranges give every clause they stand for; nothing is lost and nothing added."""
    found = meaning.legal_bases(f"《甲条例》{text}")
    assert [".".join((b.article, b.paragraph, b.item, b.point)).rstrip(".") for b in found] == (expected.split() or [""])


@pytest.mark.parametrize("text", ["第十条第（二）、（三）项", "第3-5条", "第十二条之一、之二"])
def test_short_forms_inside_quotes_are_no_citations(text: str) -> None:
    """What a quotation cites is not what the duty rests on, in short form or not."""
    (basis,) = meaning.legal_bases(f"《甲条例》第一条：“按照{text}办理。”")
    assert basis.label == "第一条"


@pytest.mark.parametrize("own", ["本法第四十四条", "本法第五十条第二款、第五十一条和第六十条"])
def test_clauses_of_this_law_are_in_its_own_words(own: str) -> None:
    """The text of a law without quotation marks says 依照本法第四十四条: that clause was counted as a basis too."""
    found = meaning.legal_bases(f"《甲法》第六十二条第四款：涉及占用的，依照{own}的规定办理。《乙办法》第三条")
    assert [(one.document, one.label) for one in found] == [("甲法", "第六十二条第四款"), ("乙办法", "第三条")]


def test_a_long_range_ends() -> None:
    """A misprinted range does not fill a cell with thousands of clauses."""
    assert len(meaning.legal_bases("《甲条例》第一条至第九千九百条")) == 201


def test_a_point_is_a_level_of_its_own() -> None:
    """A 目 is in the label, and in the graph a part of its 项."""
    (basis,) = meaning.legal_bases("《甲条例》第七条第二项第3目")
    assert (basis.label, basis.point) == ("第七条第二项第三目", "3")
    names = Names("x", {"甲条例": "jia"})
    whole = {subject: value for subject, predicate, value in legal.clauses(basis, names) if predicate == "eli:is_part_of"}
    assert whole[names.clause(basis)] == f"<{names.clause(replace(basis, point=''))}>"


NUMBERS = {
    "《建设工程质量管理条例》（国务院令第279号）第四十三条": "国务院令第279号",
    "《河道采砂管理办法》(水利部令第34号)第三条": "水利部令第34号",
    "《行政执法监督办法》（云政令第88号）第五条": "云政令第88号",
    "《公路建设市场管理办法》（交通部令2004年第14号）第二十四条": "交通部令2004年第14号",
    "《甲法》（中华人民共和国主席令第四十九号）第二条": "中华人民共和国主席令第四十九号",
    "《甲法》（主席令第5号）": "主席令第5号",
    "《乙办法》（省政府令第301号）第二条": "省政府令第301号",
    "《乙办法》（国务院第279号令）第二条": "国务院第279号令",
    "《乙办法》（国务院令 第 279 号）第二条": "国务院令第279号",
    "《乙办法》（国家发展改革委、商务部令2020年第32号）第二条": "国家发展改革委、商务部令2020年第32号",
    "《乙办法》（交通运输部等七部门令2019年第46号）第八条": "交通运输部等七部门令2019年第46号",
    "《供水条例》（1994年7月19日国务院令第158号发布，2020年修订）第十二条": "国务院令第158号",
    "《河道条例》（2019年云溪市人大常委会公告第12号）第九条": "云溪市人大常委会公告第12号",
    "《丙条例》（2004年12月29日国务院第74次常务会议通过，国务院令第428号公布）第二条": "国务院令第428号",
    "《采砂管理办法》（云政办发﹝2020﹞46号）第三条": "云政办发﹝2020﹞46号",
    "《甲规定》（云政发［2020］46号）": "云政发［2020］46号",
    "《甲规定》（云政发【2020】46号）": "云政发【2020】46号",
    "《甲规定》（云政发[2020]46号）": "云政发[2020]46号",
    "《甲规定》（云水资（2021）8号）": "云水资（2021）8号",
    "《甲规定》（云水〔2020〕第9号）": "云水〔2020〕第9号",
    "《甲规定》（云政规〔2021〕5 号）第 十 条": "云政规〔2021〕5号",
    "《甲规定》（第9号）第二条": "第9号",
    "《甲规定》（清党办发〔2019〕23号、清编〔2020〕4号）第三条": "清党办发〔2019〕23号、清编〔2020〕4号",
    "《甲条例》（国务院令第279号，2019年4月23日国务院令第714号修订）": "国务院令第279号",
    "国务院令第279号《甲条例》第三条": "国务院令第279号",
    "根据云政办发〔2020〕46号文件《甲规定》第三条": "云政办发〔2020〕46号",
    "《丁公告》（2020年第3号）": "2020年第3号",
    "《丁公告》（水利部2020年第3号公告）": "水利部2020年第3号公告",
    "《丁通知》（云发改价格〔2020〕3号 云财综〔2020〕4号）": "云发改价格〔2020〕3号云财综〔2020〕4号",
    "《古籍定级标准》（WH/T 20—2006）": "WH/T 20—2006",
    "《生活饮用水卫生标准》（GB 5749-2022）第4.1条": "GB 5749-2022",
    "《市容管理信息系统 第1部分》（GB/T 30428.1）": "GB/T 30428.1",
    "《养老机构服务规范》（MZ/T 039）": "MZ/T 039",
    "《城镇燃气设计规范》（GB 50028-2006 2020版）": "GB 50028-2006",
    "《建筑设计防火规范》GB50016－2014（2018年版）第5条": "GB50016－2014",
    "《评定技术规范》（DB11/T 1322.2）": "DB11/T 1322.2",
    "《评定技术规范》（DB3301/T 0230—2018）": "DB3301/T 0230—2018",
    "《建造规范》（T/CECS 500-2018）": "T/CECS 500-2018",
    "GB/T 30428.1-2013《市容管理信息系统》": "GB/T 30428.1-2013",
    "《甲办法》（PM2.5）第二条": "",
    "《甲办法》（A4）第二条": "",
    "《甲法》（2021年修正）第二条": "",
    "《甲法》（第三次修订）第二条": "",
    "《甲法》第三条：由三号楼窗口办理": "",
}


@pytest.mark.parametrize(("cell", "number"), NUMBERS.items())
def test_numbers_of_documents(cell: str, number: str) -> None:
    """Orders, decrees and announcements have numbers as office documents do, and standards theirs, also without a year; no part of one is taken for the issuer."""
    (basis,) = meaning.legal_bases(cell)
    assert (basis.document_number, basis.issuer) == (number, "")


def test_a_number_before_a_title_belongs_to_that_title() -> None:
    """国务院令第279号《乙条例》 behind another document is the number of 乙条例."""
    found = meaning.legal_bases("《甲法》第三条；国务院令第279号《乙条例》第五条")
    assert [(b.document, b.document_number, b.label) for b in found] == [
        ("甲法", "", "第三条"),
        ("乙条例", "国务院令第279号", "第五条"),
    ]


def test_a_short_title_is_no_document_of_its_own() -> None:
    """以下简称《条例》 names the document before it, and so does 《条例》 later on."""
    found = meaning.legal_bases("《供水条例》（国务院令第158号，以下简称《条例》）第三条、《乙办法》第二条；《条例》第九条")
    assert [(b.document, b.label) for b in found] == [("供水条例", "第三条"), ("乙办法", "第二条"), ("供水条例", "第九条")]


def test_numbers_reach_graph_and_answer(tmp_path: Path) -> None:
    """What the cell prints as the number is the identifier of the document in the graph and stands in the answer."""
    cells = [
        "1",
        "查处违法建设",
        "《甲条例》（国务院令第279号）第四十三条；《乙办法》（云政办发﹝2020﹞46号）第三条第（一）（二）项",
        "规划科",
    ]
    source = tmp_path / "list.csv"
    source.write_text("序号,职权名称,实施依据,承办机构\n" + ",".join(cells) + "\n", "utf-8")
    pipeline.publish([pipeline.read(source)], tmp_path / "base")
    base = kg.load(tmp_path / "base")
    found = base.ask("查处违法建设归谁管").json()["duties"][0]["clauses"]
    assert [(c["document_number"], c["label"]) for c in found] == [
        ("国务院令第279号", "第四十三条"),
        ("云政办发﹝2020﹞46号", "第三条第一项"),
        ("云政办发﹝2020﹞46号", "第三条第二项"),
    ]
    for number in ("国务院令第279号", "云政办发﹝2020﹞46号"):
        assert [duty.number for duty in base.ask(f"哪些职责依据{number}").duties] == ["1"]
    said = base.sparql("SELECT ?n { ?d eli:id_local ?n }")
    assert {row["n"].value for row in said} == {"国务院令第279号", "云政办发﹝2020﹞46号"}  # type: ignore[union-attr]
