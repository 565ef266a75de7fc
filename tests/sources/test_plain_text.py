"""Plain text of other layouts than the bundled one: what Word, a spreadsheet or an editor leaves of the same tables is read as the same duties."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.errors import SourceError
from kg.records import Document, Source
from kg.sources.document.txt import parse

LABELS = ("序号", "名称", "法定依据", "实施机构", "职责边界", "责任事项", "监督方式")
VALUES = [
    ("1.1", "造林规划的编制", "《森林法》第十条", "造林股", "造林股独立实施", "按时编制", "信箱：a@lin.gov.cn\n电话：6521001"),
    (
        "1.2",
        "采伐许可的审批",
        "《森林法》第五十六条第一款",
        "资源股",
        "资源股独立实施",
        "依法审批",
        "信箱：a@lin.gov.cn\n电话：6521002",
    ),
    (
        "2.1",
        "护林防火的巡查",
        "《森林防火条例》第五条",
        "防火股",
        "防火股、各乡镇分工负责",
        "严防火灾",
        "信箱：a@lin.gov.cn\n电话：6521003",
    ),
]
CONTENTS = """
\t序号
\t主要职责
\t职责事项

\t
\t
\t序号
\t名称
\t页码

\t1
\t负责森林资源的培育和保护。
\t1.1
\t造林规划的编制
\t3

\t
\t
\t1.2
\t采伐许可的审批
\t4

\t2
\t负责森林防火。
\t2.1
\t护林防火的巡查
\t5
"""
Form = Callable[[str, str], str]


def written(form: Form, heading: str = "{}（职责事项名称）信息表", between: str = "\n", contents: str = CONTENTS) -> str:
    """The catalogue with each row as `form` writes its label and value, under headings of a form of their own."""
    tables = []
    for values in VALUES:
        rows = (form(label, value) for label, value in zip(LABELS, values, strict=True))
        tables.append(f"\n{heading.format(values[0])}\n\n" + between.join(rows))
    return f"某县林业局职责目录\n{contents}\n" + "\n".join(tables)


def read(text: str) -> Document:
    """A text as it is read from a file."""
    return parse(text, Source("x.txt", "0" * 64, "utf-8"))


def rows(document: Document) -> list[tuple[str, ...]]:
    """The values of each item."""
    return [tuple(item.text(label) for label in LABELS) for item in document.items]


def usual(label: str, value: str) -> str:
    """A row as the bundled catalogue has it."""
    return f"\t{label}\n\t{value}\n"


FORMS: dict[str, tuple[Form, str]] = {
    "label, tab, value": (lambda label, value: f"{label}\t{value}\n", "\n"),
    "without blank lines": (lambda label, value: f"{label}\t{value}\n", ""),
    "quoted by a spreadsheet": (lambda label, value: f'{label}\t"{value}"\n' if "\n" in value else f"{label}\t{value}\n", ""),
    "a colon": (lambda label, value: f"{label}：{value}\n", ""),
    "a colon after blanks": (lambda label, value: f"　　{label}：{value}\n", ""),
    "wide blanks": (lambda label, value: f"{label}    {value}\n", ""),
    "blanks for tabs": (lambda label, value: f"    {label}\n    {value}\n", "\n"),
    "no marks at all": (lambda label, value: f"{label}\n{value}\n", "\n"),
    "no marks and no blank lines": (lambda label, value: f"{label}\n{value}\n", ""),
    "tabs and no blank lines": (lambda label, value: f"\t{label}\n\t{value}\n", ""),
    "a blank line everywhere": (lambda label, value: f"\t{label}\n\n\t{value}\n", "\n"),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("heading", ["{}（职责事项名称）信息表", "表{}", "职责事项{}"])
def test_the_same_tables_in_another_layout(form: str, heading: str) -> None:
    """A Word table pasted into an editor has its label and value on one line and was refused; without blank lines all of it was the 序号.

    The headings are those of other bodies: a table begins with its number. Numbers, values and main responsibilities are the same.
    """
    expected, document = read(written(usual)), read(written(FORMS[form][0], heading, FORMS[form][1]))
    assert rows(document) == rows(expected) == VALUES
    assert [item.number for item in document.items] == ["1.1", "1.2", "2.1"]
    assert all(item.contents and item.contents.responsibility for item in document.items)
    assert (document.title.text, document.responsibilities, document.noted) == (
        expected.title.text,
        expected.responsibilities,
        (),
    )


@pytest.mark.parametrize("form", FORMS)
def test_cells_know_their_lines(form: str) -> None:
    """A value that stands beside its label, below it, or on two lines is found where its place says."""
    text = written(FORMS[form][0], between=FORMS[form][1])
    lines = text.split("\n")
    for item in read(text).items:
        for field in item.fields:
            assert field.printed is not None
            assert field.printed.place.line is not None
            assert field.text.split("\n")[0] in lines[field.printed.place.line - 1]


def test_a_contents_table_of_lines() -> None:
    """Where tables are pasted with one line a row, the contents are as well."""
    contents = "\n序号\t主要职责\t职责事项\n\t\t序号\t名称\t页码\n1\t负责森林资源的培育和保护。\t1.1\t造林规划的编制\t3\n"
    contents += "\t\t1.2\t采伐许可的审批\t4\n2\t负责森林防火。\t2.1\t护林防火的巡查\t5\n"
    document = read(written(FORMS["without blank lines"][0], between="", contents=contents))
    assert [(one.number, one.text.text) for one in document.responsibilities] == [
        ("1", "负责森林资源的培育和保护。"),
        ("2", "负责森林防火。"),
    ]
    assert [item.contents.page for item in document.items if item.contents] == ["3", "4", "5"]


@pytest.mark.parametrize(
    "margin",
    [
        "\n7\n\f\n",
        "\n7\n\n",
        "\n- 7 -\n\n",
        "\n注：法定依据如有修订，从其规定。\n\n",
        "\n附：\n1.本目录由办公室负责解释。\n2.另行公布。\n",
    ],
)
def test_what_stands_in_the_margin_is_no_value(margin: str) -> None:
    """A page number behind the number 2.1 made 2.17 of it, and a note below a table was how to complain."""
    text = written(usual)
    for value in ("电话：6521001\n", "电话：6521002\n", "电话：6521003\n"):
        text = text.replace(value, value + margin)
    assert rows(read(text)) == VALUES


def test_a_page_number_within_a_table() -> None:
    """Between the rows of a table it is a page number, too; behind a colon it is what was announced."""
    text = written(usual).replace("\t2.1\n\n\t名称", "\t2.1\n\n17\n\f\n\t名称")
    assert rows(read(text)) == VALUES
    assert read(text.replace("电话：6521003", "电话：\n\n110\n")).items[-1].text("监督方式").endswith("电话：\n\n110")


def test_a_note_within_a_table_stays() -> None:
    """Above further rows it may belong to the value that it follows."""
    text = written(usual).replace("造林股独立实施\n", "造林股独立实施\n\n注：乡镇配合。\n")
    assert read(text).items[0].text("职责边界") == "造林股独立实施\n\n注：乡镇配合。"


def test_contents_that_count_from_one_and_titles_behind_tables() -> None:
    """事项序号 1, 2, 3 in the contents were not found, so no duty had a main responsibility; the title of a table was the end of the one above."""
    head = ["类别", "主要职责", "事项序号", "事项名称", "页码"]
    told = [("一", "负责造林。"), ("", ""), ("二", "负责防火。")]
    listed = [[*main, str(n), row[1], str(n + 2)] for n, (main, row) in enumerate(zip(told, VALUES, strict=True), 1)]
    lines = "\n\n".join("\n".join(f"\t{text}" for text in row) for row in [head, *listed])
    cards = [
        f"某局信息表（之{'一二三'[n - 1]}）\n\n"
        + "\n\n".join(f"\t{a}\n\t{b}" for a, b in zip(LABELS, (str(n), *row[1:]), strict=True))
        for n, row in enumerate(VALUES, 1)
    ]
    document = read("\n\n".join(["某局职责目录", lines, "第一部分　造林", *cards]))
    assert [[field.text for field in item.fields][1:] for item in document.items] == [list(row[1:]) for row in VALUES]
    assert [(item.responsibility, item.contents and item.contents.page) for item in document.items] == [
        ("一", "3"),
        ("一", "4"),
        ("二", "5"),
    ]
    assert [one.text.text for one in document.responsibilities] == ["负责造林。", "负责防火。"]


OTHERS = {
    "mail": "各位同事：\n\n请于周五前报送材料。\n\n联系人：张三\n电话：6521001\n信箱：a@lin.gov.cn\n地址：某县人民路1号\n",
    "minutes": "会议纪要\n\n编号：2024-7\n时间：2024年3月5日\n地点：三楼\n事项：一、研究造林；二、研究防火。\n责任单位：造林股\n完成时限：月底\n",
    "statute": "第一条　为了保护森林，制定本法。\n第二条　主要职责：负责森林保护。\n第三条　监督电话：12345。\n",
    "vacancy": "招聘启事\n序号：1\n岗位名称：会计\n责任部门：财务科\n职责：负责记账\n电话：6521001\n",
    "purchase": "采购合同\n\n编号：7\n项目名称：苗木\n单价：3元\n数量：100\n实施单位：某公司\n电话：6521001\n",
}


@pytest.mark.parametrize("name", OTHERS)
def test_labelled_lines_of_other_things_are_no_catalogue(name: str) -> None:
    """A telephone and an address behind colons stand under every letter."""
    with pytest.raises(SourceError) as caught:
        read(OTHERS[name])
    assert caught.value.hint


def test_title_and_date_above_the_first_table() -> None:
    """The first line was the title whatever it was: the date, or the body alone whose 职责目录 stands on the line below."""
    tables = "\n".join(f"1.{n}（某项职责）信息表\n\t名称\n\t某项职责{n}\n\n\t法定依据\n\t《森林法》第{n}条\n" for n in (1, 2, 3))
    document = parse(f"2024年5月\n某县林业局\n职责目录\n\n{tables}", Source("a.txt", "0" * 64, "txt"))
    assert (document.title.text, document.title.place.line) == ("某县林业局职责目录", 2)
    assert (document.dated, len(document.items)) == ("2024-05", 3)


@pytest.mark.parametrize("heading", ["{}（职责事项名称）信息表", "\n"])
@pytest.mark.parametrize("signature", ["某县林业局\n2024年3月", "某县林业局", "二〇二四年三月"])
def test_a_signature_below_the_last_table_is_none_of_its_words(heading: str, signature: str) -> None:
    """The body that signed below the last row stood behind its telephone number."""
    text = written(FORMS["a colon"][0], heading, "").replace("某县林业局职责目录", "某县林业局职责目录（试行）", 1)
    document = read(f"{text}\n\n{signature}\n")
    assert rows(document) == VALUES
    assert document.dated == ("2024-03" if "年" in signature else "")


def test_a_table_that_the_contents_do_not_list_has_its_main_responsibility_by_its_number() -> None:
    """Where 1.1 and 1.2 are of main responsibility 1, so is the table 1.2 that the contents forgot."""
    forgotten = CONTENTS.replace("\t\n\t\n\t1.2\n\t采伐许可的审批\n\t4\n", "")
    assert forgotten != CONTENTS
    document = read(written(usual, contents=forgotten))
    assert [(item.number, item.responsibility, bool(item.contents)) for item in document.items] == [
        ("1.1", "1", True),
        ("1.2", "1", False),
        ("2.1", "2", True),
    ]


def test_ordinals_of_names_count_the_duties_below_each_main_responsibility() -> None:
    """（一）职责事项： was a label of its own, and 二、主要职责：… the end of the value above it."""
    mains = ["联系代表，保障其依法履职。", "经费审核。"]
    parts = [
        f"{'一二'[n]}、主要职责：{main}\n\n"
        + "\n\n".join(
            f"（{'一二'[k]}）职责事项：{main[:2]}事务{k}\n依据：《某法》第{n + 3}条\n责任科室：办公室\n工作标准：每年{k + 1}次"
            for k in (0, 1)
        )
        for n, main in enumerate(mains)
    ]
    document = read("某县人大机关职责清单\n\n" + "\n\n".join(parts) + "\n")
    texts = {one.number: one.text.text for one in document.responsibilities}
    assert [(one.number, texts[one.responsibility]) for one in document.items] == [
        (n, main) for main in mains for n in ("(一)", "(二)")
    ]
    assert document.labels == ("职责事项", "依据", "责任科室", "工作标准")
    assert [one.text("工作标准") for one in document.items] == ["每年1次", "每年2次"] * 2
