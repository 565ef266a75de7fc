"""Slips of the pen in a list of powers: each is one finding, in its cell; a list without one, and two things of nearly one name, have none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from kg import pipeline
from kg.records import Document, Finding
from kg.repair import repair
from kg.sources import read
from tests.catalogues.written import of_csv, of_xlsx

HEAD = ["序号", "职权类型", "职权编码", "职权名称", "实施依据", "行使主体", "承办机构", "责任事项", "追责情形", "办理时限", "咨询电话", "监督电话"]  # fmt: skip
NUMBER, TYPE, CODE, NAME, BASIS, BODY, PLACE, CONDUCT, BLAME, TERM, ASK, COMPLAIN = range(len(HEAD))
DECREE = "《取水许可和水资源费征收管理条例》（国务院令第460号）第{n}条"
LAW = "《中华人民共和国水土保持法》第{n}条"
MATTERS = {
    "行政许可": ("取水许可", "采砂许可", "涉河建设方案审批", "占用水域审批"),
    "行政处罚": ("对毁坏堤防的处罚", "对盗采砂石的处罚", "对超量取水的处罚", "对填堵河道的处罚"),
    "行政检查": ("水库巡查", "农村饮水检查", "节约用水检查", "水质抽查"),
}


def sound() -> list[list[str]]:
    """The rows of a list without a slip: three types, four duties each."""
    return [
        [str(n), kind, f"0002{n:04}", name, (DECREE if n % 2 else LAW).format(n=n), "青岚县水利局", ("审批科", "执法大队", "监管科")[n % 3],
         f"按规定办理{name}，依法公开结果。", f"违规办理{name}造成后果的。", f"{n + 4}日", f"688012{n:02}", "68801200"]
        for n, (kind, name) in enumerate(((kind, name) for kind, names in MATTERS.items() for name in names), 1)
    ]  # fmt: skip


def found(rows: list[list[str]], folder: Path) -> tuple[Document, tuple[Finding, ...]]:
    """The list as a csv file, read and repaired."""
    path = folder / "list.csv"
    path.write_bytes(of_csv(HEAD, *rows))
    return repair(read(path))


def found_under(head: list[str], rows: list[list[str]], folder: Path) -> tuple[Document, tuple[Finding, ...]]:
    """The same of a list with other labels."""
    path = folder / "list.csv"
    path.write_bytes(of_csv(head, *rows))
    return repair(read(path))


def put(row: int, column: int, text: str) -> Callable[[list[list[str]]], None]:
    """A cell of another text."""

    def change(rows: list[list[str]]) -> None:
        rows[row][column] = text

    return change


def exchange(row: int, one: int, other: int) -> Callable[[list[list[str]]], None]:
    """Two cells of a row in each other's place."""

    def change(rows: list[list[str]]) -> None:
        rows[row][one], rows[row][other] = rows[row][other], rows[row][one]

    return change


SLIPS = {
    "a number with two digits exchanged": (put(4, BASIS, DECREE.format(n=5).replace("460", "406")), "inconsistent-name", 4, BASIS),
    "a number with a digit too few": (put(4, BASIS, DECREE.format(n=5).replace("460", "46")), "inconsistent-name", 4, BASIS),
    "a title that sounds the same": (put(3, BASIS, LAW.format(n=4).replace("水土保持", "水土保迟")), "inconsistent-name", 3, BASIS),
    "a title lacking a character": (put(4, BASIS, DECREE.format(n=5).replace("征收", "征")), "inconsistent-name", 4, BASIS),
    "a body": (put(6, BODY, "青岚县水力局"), "inconsistent-name", 6, BODY),
    "a type": (put(2, TYPE, "行政许司"), "inconsistent-name", 2, TYPE),
    "a department for a type": (put(2, TYPE, "执法大队"), "misplaced-value", 2, TYPE),
    "another type amid its rows": (put(5, TYPE, "行政检查"), "misplaced-value", 5, TYPE),
    "the zeros of a code": (put(8, CODE, "20009"), "bad-code", 8, CODE),
    "a code in scientific notation": (put(8, CODE, "2.00E+05"), "bad-code", 8, CODE),
    "letters for the digits of a code": (put(8, CODE, "OO02OOO9"), "bad-code", 8, CODE),
    "a letter for a digit": (put(8, CODE, "000200l9"), "bad-code", 8, CODE),
    "a digit of a telephone": (put(8, COMPLAIN, "6880120"), "bad-contact", 8, COMPLAIN),
    "a digit of a telephone for questions": (put(8, ASK, "6880120"), "bad-contact", 8, ASK),
    "a digit of a telephone with its area code": (put(8, ASK, "0799-688012"), "bad-contact", 8, ASK),
    "a quotation mark that is never closed": (put(1, CONDUCT, "“按规定办理采砂许可，依法公开结果。"), "stray-mark", 1, CONDUCT),
    "telephone and term": (exchange(7, TERM, ASK), "misplaced-value", 7, TERM),
    "omitted": (put(1, CONDUCT, "（略）"), "missing-value", 1, CONDUCT),
    "as above": (put(1, BLAME, "同上"), "missing-value", 1, BLAME),
    "in the annex": (put(1, BASIS, "详见附件2"), "missing-value", 1, BASIS),
    "a broken reference": (put(1, BASIS, "#REF!"), "missing-value", 1, BASIS),
    "a complaint telephone that failed": (put(1, COMPLAIN, "#REF!"), "missing-value", 1, COMPLAIN),
    "no complaint telephone": (put(1, COMPLAIN, ""), "missing-value", 1, COMPLAIN),
    "a column too narrow": (put(1, ASK, "########"), "missing-value", 1, ASK),
    "a failed look-up": (put(1, TERM, "#N/A"), "missing-value", 1, TERM),
    "a code twice": (put(5, CODE, "00020005"), "duplicate-number", 5, CODE),
}  # fmt: skip


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_one_finding(slip: str, tmp_path: Path) -> None:
    """A tester planted these in two lists; none was found, or 信息表 and 多余的符号 were spoken of where there are neither."""
    change, code, row, column = SLIPS[slip]
    rows = sound()
    change(rows)
    _, findings = found(rows, tmp_path)
    assert [(one.code, one.duties, one.field) for one in findings] == [(code, (rows[row][CODE],), HEAD[column])]
    assert findings[0].place.row == row + 2
    assert "信息表" not in findings[0].message


EXCHANGES = [
    *[(TERM, ASK), (TERM, COMPLAIN), (PLACE, COMPLAIN), (BASIS, PLACE), (BASIS, COMPLAIN), (BASIS, TERM)],
    *[(PLACE, CONDUCT), (PLACE, BLAME), (BODY, BLAME), (NAME, BASIS), (BASIS, CONDUCT), (CONDUCT, COMPLAIN), (TYPE, PLACE)],
    (BODY, PLACE),  # both are bodies; where the others stand tells
]


@pytest.mark.parametrize(("one", "other"), EXCHANGES)
def test_two_values_in_each_other_s_place_are_put_back(one: int, other: int, tmp_path: Path) -> None:
    """办理时限 held the telephone and 监督电话 the term, which was reported and left: their kinds tell where both belong."""
    rows = sound()
    exchange(7, one, other)(rows)
    document, findings = found(rows, tmp_path)
    (only,) = findings
    assert (only.code, only.duties, only.field) == ("misplaced-value", (rows[7][CODE],), HEAD[one])
    assert only.repair
    assert (only.repair.origin, only.repair.target) == ((HEAD[one], HEAD[other]), (HEAD[other], HEAD[one]))
    assert [field.text for field in document.items[7].fields] == sound()[7]
    assert [field.printed.text for field in document.items[7].fields if field.printed] == rows[7]


@pytest.mark.parametrize(("one", "other"), [(NAME, CONDUCT), (ASK, COMPLAIN)])
def test_words_and_values_of_one_kind_are_never_exchanged(one: int, other: int, tmp_path: Path) -> None:
    """Words only suggest where they belong, and two telephones fit either column."""
    rows = sound()
    exchange(7, one, other)(rows)
    document, findings = found(rows, tmp_path)
    assert [field.text for field in document.items[7].fields] == rows[7]
    assert not any(finding.repair for finding in findings)


def test_two_texts_in_each_other_s_place_are_put_back_where_a_column_closes_alike(tmp_path: Path) -> None:
    """追责情形 all end in 的 and 责任事项 never; two texts exchanged went unseen. Where some 责任事项 end so as well, nothing is told by it."""
    rows = sound()
    rows[7][CONDUCT], rows[7][BLAME] = "收受好处、放任不管的。", "接到举报当日到场，清障后公开结果。"
    document, (only,) = found(rows, tmp_path)
    assert (only.code, only.duties, only.field) == ("misplaced-value", (rows[7][CODE],), HEAD[CONDUCT])
    assert only.repair
    assert [document.items[7].text(HEAD[column]) for column in (CONDUCT, BLAME)] == [rows[7][BLAME], rows[7][CONDUCT]]
    for row in rows[:2]:
        row[CONDUCT] = f"办理{row[NAME]}，公开应当公开的。"
    assert found(rows, tmp_path)[0].items[7].text(HEAD[CONDUCT]) == rows[7][CONDUCT]


def test_a_type_unlike_its_code(tmp_path: Path) -> None:
    """CF codes for penalties, JC for inspections: a type at the edge of its rows was no interruption, and went unseen. Letters that tell departments tell no type."""
    letters = {"行政许可": "XK", "行政处罚": "CF", "行政检查": "JC"}
    rows = sound()
    for n, row in enumerate(rows):
        row[CODE] = f"QL-{letters[row[TYPE]]}-{n:03}"
    assert found(rows, tmp_path)[1] == ()
    rows[8][TYPE] = "行政处罚"
    (only,) = found(rows, tmp_path)[1]
    assert (only.code, only.duties, only.field) == ("misplaced-value", (rows[8][CODE],), HEAD[TYPE])
    for n, row in enumerate(rows):
        row[CODE] = f"{'SW' if n < 9 else 'QL'}-{n:03}"
    assert found(rows, tmp_path)[1] == ()


def test_a_text_copied_is_told_by_what_else_its_own_duty_says(tmp_path: Path) -> None:
    """责任事项 of an examination beside a duty of transport, with no word of its name: but the examination's faults speak of its words."""
    rows = sound()
    rows[2][CONDUCT], rows[2][BLAME] = "考场全程录像，成绩十日内公布。", "泄露考场安排、更改成绩的。"
    assert found(rows, tmp_path)[1] == ()
    rows[9][CONDUCT] = rows[2][CONDUCT]
    (only,) = found(rows, tmp_path)[1]
    assert (only.code, only.duties, only.field) == ("copied-text", (rows[9][CODE],), HEAD[CONDUCT])


def test_a_side_column_that_several_leave_blank_lacks_nothing(tmp_path: Path) -> None:
    """办理时限 was blank for inspections, which have none: eight findings of a sound list. One or two blanks are still told."""
    rows = sound()
    for row in rows[8:]:
        row[TERM] = ""
    assert found(rows, tmp_path)[1] == ()
    for row in rows[8:11]:
        row[TERM] = "5日"
    assert [(one.code, one.duties) for one in found(rows, tmp_path)[1]] == [("missing-value", (rows[11][CODE],))]


def test_an_exchange_that_may_be_of_one_column_or_another_is_left(tmp_path: Path) -> None:
    """The department beside one of two telephones, and both columns of departments hold telephones: nothing tells which is whose."""
    head, rows = [*HEAD, "配合科室"], [[*row, "法规科"] for row in sound()]
    rows[7][PLACE], rows[7][-1], rows[7][COMPLAIN] = "68801200", "68801208", "执法大队"
    path = tmp_path / "list.csv"
    path.write_bytes(of_csv(head, *rows))
    document, findings = repair(read(path))
    assert [field.text for field in document.items[7].fields] == rows[7]
    assert findings
    assert not any(finding.repair for finding in findings)


def test_a_list_without_a_slip_has_no_finding(tmp_path: Path) -> None:
    """Nor has one whose columns 略 or 见附件 fill as a rule more than one: each column says it once, annexes not at all."""
    assert found(sound(), tmp_path)[1] == ()
    rows = sound()
    for row in rows[:8]:
        row[BLAME], row[CONDUCT] = "同上", "见附件"
    (only,) = found(rows, tmp_path)[1]
    assert (only.code, only.field, len(only.duties)) == ("missing-value", "追责情形", 8)


@pytest.mark.parametrize("error", ["#REF!", "#DIV/0!", "####", "#N/A"])
def test_what_a_spreadsheet_could_not_show_is_no_value(error: str, tmp_path: Path) -> None:
    """#REF! was what a duty had as its text; it is what is printed, and the value is missing."""
    rows = sound()
    rows[0][BLAME] = error
    field = found(rows, tmp_path)[0].items[0].field("追责情形")
    assert field
    assert field.printed
    assert (field.value, field.printed.text) == (None, error)


def test_a_row_that_slipped_is_put_back(tmp_path: Path) -> None:
    """To the right by one: the last value stands beyond the columns and is found there. To the left: the body's name is no department, the lost one is said."""
    rows = sound()
    whole = rows[4][PLACE:]
    rows[4][PLACE:] = ["", *whole]
    path = tmp_path / "list.xlsx"
    path.write_bytes(of_xlsx(HEAD, *rows))
    document, findings = repair(read(path))
    assert [(one.code, one.field, one.repair is not None) for one in findings] == [("row-shift", "承办机构", True)]
    assert "右移 1 列" in findings[0].message
    assert [field.text for field in document.items[4].fields][PLACE:] == whole
    rows[4][PLACE:] = [*whole[1:], ""]
    path.write_bytes(of_xlsx(HEAD, *rows))
    document, findings = repair(read(path))
    assert [(one.code, one.field) for one in findings] == [("missing-value", "承办机构"), ("row-shift", "承办机构")]
    assert "左移 1 列" in findings[1].message
    assert [field.text for field in document.items[4].fields][BODY:] == ["青岚县水利局", "", *whole[1:]]


@pytest.mark.parametrize("column", [CONDUCT, BASIS])
def test_texts_of_two_duties_exchanged(column: int, tmp_path: Path) -> None:
    """Each speaks of the other: one finding names both."""
    rows = sound()
    for row in rows:
        row[BASIS] = f"《某某管理条例》第{row[0]}条：“{row[NAME]}，由水行政主管部门负责。”"
        row[BLAME] = "不履行职责造成后果的。"
        row[CONDUCT] = f"受理{row[NAME]}材料，依法办理并公开结果。"
    assert found(rows, tmp_path)[1] == ()
    rows[1][column], rows[9][column] = rows[9][column], rows[1][column]
    if column == CONDUCT:
        rows[1][BASIS] = rows[9][BASIS] = "《某某管理条例》第九十条：“由水行政主管部门负责。”"
    (only,) = found(rows, tmp_path)[1]
    assert (only.code, only.duties, only.field) == ("misplaced-value", (rows[1][CODE], rows[9][CODE]), HEAD[column])


def test_a_text_of_another_type_copied(tmp_path: Path) -> None:
    """Steps of a penalty beside an inspection, in a column in which no two duties have one text otherwise."""
    steps = {
        "行政许可": "受理申请，审查材料，决定并送达{0}文书。",
        "行政处罚": "立案，调查取证，告知，决定，执行第{0}条。",
        "行政检查": "制定第{0}号计划，随机抽查，整改，公开结果。",
    }
    rows = sound()
    for row in rows:
        row[CONDUCT] = steps[row[TYPE]].format(row[0])
    assert found(rows, tmp_path)[1] == ()
    rows[10][CONDUCT] = rows[5][CONDUCT]
    (only,) = found(rows, tmp_path)[1]
    assert (only.code, only.duties, only.field) == ("copied-text", (rows[10][CODE],), "责任事项")


def test_a_basis_of_the_row_above(tmp_path: Path) -> None:
    """A charge for rubbish stood on the rules for dogs of the row above. Where a duty speaks of its law's matter anywhere, or the same department has both, nothing is said."""
    rows = sound()
    for row in rows[:2]:
        row[BASIS], row[CONDUCT] = "《青岚县养犬管理条例》第九条", "受理申报，核定数额，通知缴纳，全额上缴国库并公开结果。"
    rows[0][NAME], rows[1][NAME] = "流浪犬收容", "垃圾费征收"
    (only,) = found(rows, tmp_path)[1]
    assert (only.code, only.duties, only.field) == ("copied-text", (rows[1][CODE],), "实施依据")
    assert rows[0][CODE] in only.message
    for column, text in (
        (NAME, "犬证费征收"),
        (CONDUCT, "受理养犬人的申报，核定数额，通知缴纳，全额上缴国库。"),
        (PLACE, rows[0][PLACE]),
    ):
        assert not found([*rows[:1], [text if n == column else cell for n, cell in enumerate(rows[1])], *rows[2:]], tmp_path)[1]


PAIRS = [
    ("《中华人民共和国村民委员会组织法》", "《中华人民共和国居民委员会组织法》"),
    ("《中华人民共和国教师法》", "《中华人民共和国律师法》"),
    ("《河南省物业管理条例》", "《河北省物业管理条例》"),
    ("《山西省物业管理条例》", "《陕西省物业管理条例》"),
    ("《医疗器械监督管理条例》（国务院令第276号）", "《医疗器械监督管理条例》（国务院令第739号）"),
    ("《中华人民共和国城市规划法》", "《中华人民共和国城乡规划法》"),
    ("《关于加强管理的通知》（民发〔2018〕23号）", "《关于加强管理的意见》（民发〔2018〕32号）"),
]


@pytest.mark.parametrize(("usual", "other"), PAIRS)
def test_two_documents_of_nearly_one_name_are_two(usual: str, other: str, tmp_path: Path) -> None:
    """One character tells 村民 from 居民 and one law from another; a document that was issued anew has a number of its own."""
    rows = sound()
    for row in rows:
        row[BASIS] = usual + "第三条"
    rows[3][BASIS] = other + "第三条"
    assert found(rows, tmp_path)[1] == ()


def test_codes_and_types_of_a_list_may_differ(tmp_path: Path) -> None:
    """A-9 and A-10 are counted, not cut short; a type that only this body has is one."""
    rows = sound()
    for n, row in enumerate(rows, 1):
        row[CODE] = f"A-{n}"
    rows[11][TYPE] = "行政指导"
    assert found(rows, tmp_path)[1] == ()


@pytest.mark.parametrize(
    ("printed", "meant"), [("KG-SLO-OO4", "KG-SLO-004"), ("KG-SLO-Ｏ０４-2", ""), ("KG-SLO-I04", "KG-SLO-104")]
)
def test_letters_for_the_digits_of_a_code(printed: str, meant: str, tmp_path: Path) -> None:
    """OO4 for 004 was not reported; now the likely code is told, and the printed one stays. The O of SLO is a letter in all, and a code of another shape tells nothing."""
    rows = sound()
    for n, row in enumerate(rows, 1):
        row[CODE] = f"KG-SLO-{n:03}"
    rows[3][CODE] = printed
    document, findings = found(rows, tmp_path)
    assert [one.code for one in findings] == (["bad-code"] if meant else [])
    assert all(one.message.endswith(f"疑为 {meant}。") for one in findings)
    assert document.items[3].field("职权编码").text == printed  # type: ignore[union-attr]


def test_a_basis_is_of_one_rank_of_law_or_another(tmp_path: Path) -> None:
    """Each column of a rank (法律依据, 法规依据, 政策依据) was missing where the basis stood in another; where it stands in none, all are."""
    at = HEAD.index("实施依据")
    head = [*HEAD[:at], "法律依据", "法规依据", "政策依据", *HEAD[at + 1 :]]
    rows = [[*row[:at], *[row[at] if n == int(row[0]) % 3 else "" for n in range(3)], *row[at + 1 :]] for row in sound()]
    rows[5][at : at + 3] = ["", "", ""]
    path = tmp_path / "list.csv"
    path.write_bytes(of_csv(head, *rows))
    findings = repair(read(path))[1]
    assert [(one.code, one.duties, one.field) for one in findings] == [
        ("missing-value", ("00020006",), label) for label in head[at : at + 3]
    ]


def test_a_number_left_out(tmp_path: Path) -> None:
    """Where a list counts through, the row that is not there is named; where it begins anew with each section, or numbers lack elsewhere, it is not."""
    rows = [[cell for n, cell in enumerate(row) if n != CODE] for row in sound()]
    head = [label for label in HEAD if label != "职权编码"]
    path = tmp_path / "list.csv"

    def missing(kept: list[list[str]]) -> list[tuple[str, tuple[str, ...]]]:
        path.write_bytes(of_csv(head, *kept))
        return [(one.code, one.duties) for one in repair(read(path))[1]]

    assert missing([row for row in rows if row[0] != "6"]) == [("missing-row", ("6",))]
    assert missing([row for row in rows if row[0] not in "36"]) == []
    for n, row in enumerate(rows):
        row[0] = str(n % 4 + 1)
    assert missing(rows) == []


def test_a_name_that_stands_once_is_a_slip_where_its_words_are_none(tmp_path: Path) -> None:
    """Of two ways to write 社会治理办公室 each stood once, so neither was usual: 冶理 is no word. Of 环境监测站 and 环境监察站 both are; and a body that other columns name many times is usual too."""
    head = ["序号", "职权名称", "设定依据", "承办机构", "职责边界"]
    rows = [
        ["1", "网格划分", "《某条例》第一条", "社会冶理办公室", ""],
        ["2", "矛盾调处", "《某条例》第二条", "社会治理办公室", ""],
        ["3", "水质采样", "《某条例》第三条", "环境监测站", ""],
        ["4", "噪声检查", "《某条例》第四条", "环境监察站", ""],
        ["5", "苗圃管理", "《某条例》第五条", "花圃站", "碧螺园艺所牵头，财政局配合。"],
        ["6", "绿篱修剪", "《某条例》第六条", "花圃站", "碧螺园艺所牵头，财政局配合。"],
        ["7", "花坛布置", "《某条例》第七条", "碧螺圆艺所", "碧螺园艺所牵头，财政局配合。"],
    ]
    path = tmp_path / "list.csv"
    path.write_bytes(of_csv(head, *rows))
    found = [one for one in pipeline.read(path).findings if one.code == "inconsistent-name"]
    assert [(one.duties, one.message) for one in found] == [
        (("1",), "机构名称写法不一：“社会冶理办公室”疑为“社会治理办公室”。"),
        (("7",), "机构名称写法不一：“碧螺圆艺所”疑为“碧螺园艺所”。"),
    ]


AMID = [
    (CONDUCT, "按规定报青峰县水利局备案，依法公开结果。", "", ""),
    (CONDUCT, "按规定报青蓝县水利局备案，依法公开结果。", "青蓝县水利局", "青岚县水利局"),
    (CONDUCT, "按规定由执发大队办理，依法公开结果。", "执发大队", "执法大队"),
    (CONDUCT, "按规定由执法大大队办理，依法公开结果。", "执法大大队", "执法大队"),
    (CONDUCT, "按规定由审批科科长办理，依法公开结果。", "", ""),
    (CONDUCT, "办理审批科目，依法公开结果。", "", ""),
    (PLACE, "执发大队", "执发大队", "执法大队"),
    (BASIS, "《中华人民共和国水士保持法》第九条", "中华人民共和国水士保持法", "中华人民共和国水土保持法"),
    (BASIS, "《中华人民共和国水土保持洁》第九条", "中华人民共和国水土保持洁", "中华人民共和国水土保持法"),
    (BASIS, "《中华人民共合国水土保持法》第九条", "中华人民共合国水土保持法", "中华人民共和国水土保持法"),
    (BASIS, "《水土保保持法》第九条", "水土保保持法", "中华人民共和国水土保持法"),
    (BASIS, "《中华人民共和国水体保持法》第九条", "", ""),
]


@pytest.mark.parametrize(("column", "text", "odd", "meant"), AMID)
def test_a_name_with_a_slip_anywhere(column: int, text: str, odd: str, meant: str, tmp_path: Path) -> None:
    """A tester's 云胡区 for 云湖区 amid a text and 防冶法 for 防治法 went unseen: names were looked for in their own columns, titles only by their sound.

    One character of the place tells a neighbour's body from this one, unless they sound alike; and what makes other words is no slip.
    """
    rows = sound()
    rows[9][column] = text
    told = [(one.duties, one.field) for one in found(rows, tmp_path)[1] if odd in one.message and meant in one.message]
    others = [one.message for one in found(rows, tmp_path)[1]]
    assert (told, len(others)) == (([((rows[9][CODE],), HEAD[column])], 1) if meant else ([], 0)), others


def test_two_titles_that_stand_once_each(tmp_path: Path) -> None:
    """Of 防冶法 and 防治法 the second has words; 管理法 and 管理办法 are two kinds of documents."""
    rows = sound()
    rows[0][BASIS], rows[1][BASIS] = "《中华人民共和国水污染防治法》第一条", "《水污染防冶法》第二条"
    (only,) = found(rows, tmp_path)[1]
    assert (only.code, only.duties) == ("inconsistent-name", (rows[1][CODE],))
    rows[0][BASIS], rows[1][BASIS] = "《青岚县河道管理办法》第一条", "《青岚县河道管理法》第二条"
    assert found(rows, tmp_path)[1] == ()


def test_a_row_that_some_tables_leave_out(tmp_path: Path) -> None:
    """Inner matters have no 办理时限, and their tables no row of it: each was reported. A row that one table alone leaves out still is."""
    rows = sound()

    def missing(leaving: set[int], label: str) -> list[tuple[str, str]]:
        tables = [
            "\n\n".join(
                f"\t{HEAD[at]}\n\t{row[at]}"
                for at in (NUMBER, NAME, BASIS, PLACE, CONDUCT, TERM, COMPLAIN)
                if not (n in leaving and HEAD[at] == label)
            )
            for n, row in [(n, row) for n, row in enumerate(rows)] * 3
        ]
        text = "\n\n".join(f"{n}.1（职责事项名称）信息表\n\n{table}" for n, table in enumerate(tables, 1))
        (tmp_path / "cards.txt").write_text(text, encoding="utf-8")
        return [(one.duties[0], one.field) for one in repair(read(tmp_path / "cards.txt"))[1] if one.code == "missing-row"]

    assert missing({0}, "责任事项") == [("1.1", "责任事项"), ("13.1", "责任事项"), ("25.1", "责任事项")]
    assert missing({5}, "办理时限") == []


@pytest.mark.parametrize(
    ("printed", "meant"), [("第第{n}条", "第{n}条"), ("第{n}条条", "第{n}条"), ("第{n}条第第（二）项", "第{n}条第（二）项")]
)
def test_a_mark_of_a_clause_printed_twice(printed: str, meant: str, tmp_path: Path) -> None:
    """第第四十二条 went unseen; it is read as 第四十二条, and what was printed is kept. 第十条条款 is not doubled, and a merged cell is found once."""
    rows = sound()
    rows[3][BASIS] = rows[3][BASIS].replace("第4条", printed.format(n="四"))
    document, (only,) = found(rows, tmp_path)
    assert (only.code, only.duties, only.field) == ("stray-mark", (rows[3][CODE],), HEAD[BASIS])
    assert only.repair
    field = document.items[3].fields[BASIS]
    assert (field.text, field.printed and field.printed.text) == (
        LAW.format(n=4).replace("第4条", meant.format(n="四")),
        rows[3][BASIS],
    )
    rows = sound()
    rows[3][CONDUCT] = "按第十条条款办理占用水域审批，依法公开结果。"
    assert found(rows, tmp_path)[1] == ()


def test_the_code_of_another_type_than_its_row_stands_among(tmp_path: Path) -> None:
    """A power of coercion with the next free code of licences was told to be no power of coercion, or nothing was, where its type has few rows: it is the code that is wrong."""
    rows = sound()
    letters = {"行政许可": "XK", "行政处罚": "CF", "行政检查": "JC"}
    for row in rows:
        row[CODE] = f"QLSL-{letters[row[TYPE]]}-{row[CODE][-3:]}"
    for n, name in enumerate(("拆除阻水障碍", "代为恢复原状"), 13):
        rows.append([*rows[-1][:CODE], f"QLSL-QZ-{n:03}", name, *rows[-1][BASIS:]])
        rows[-1][NUMBER], rows[-1][TYPE], rows[-1][ASK] = str(n), "行政强制", f"688012{n}"
        rows[-1][CONDUCT], rows[-1][BLAME] = f"按规定办理{name}，依法公开结果。", f"违规办理{name}造成后果的。"
    assert found(rows, tmp_path)[1] == ()
    rows[-1][CODE] = "QLSL-XK-015"
    _, (only,) = found(rows, tmp_path)
    assert (only.code, only.duties, only.field) == ("bad-code", ("QLSL-XK-015",), "职权编码")


def test_texts_of_two_side_columns_exchanged(tmp_path: Path) -> None:
    """An address beside 办理时限 and 当场办结 beside 办理地点: neither column has words known beforehand, but the other rows tell. Two terms are no such texts."""
    head = [*HEAD[:TERM], "办理时限", "办理地点", "承诺时限", HEAD[COMPLAIN]]
    places = ("青岚县滨河路{}号政务大厅二楼", "青岚县滨河路{}号水利大楼一楼东侧", "青岚县人民南路{}号服务大厅三楼")
    terms = ("受理之日起{}个工作日内办结", "收到材料后{}日内答复申请人", "材料齐备之日起{}个工作日内")
    rows = [
        [*row[:TERM], terms[n % 3].format(n % 5 + 2), places[n % 3].format(n % 4 + 1), f"{n % 3 + 1}个工作日", row[COMPLAIN]]
        for n, row in enumerate(sound())
    ]
    assert found_under(head, rows, tmp_path)[1] == ()
    rows[6][TERM], rows[6][TERM + 1] = rows[6][TERM + 1], "材料齐备的当场办结"
    document, (only,) = found_under(head, rows, tmp_path)
    assert (only.code, only.duties, only.field) == ("misplaced-value", (rows[6][CODE],), "办理时限")
    assert only.repair
    assert (document.items[6].text("办理时限"), document.items[6].text("办理地点")) == (rows[6][TERM + 1], rows[6][TERM])


def test_a_text_that_closes_unlike_its_column(tmp_path: Path) -> None:
    """追责情形 all end in 的; a sentence of times and fees among them went unseen."""
    rows = sound()
    rows[9][BLAME] = "按规定依法公开结果，不收取费用。"
    _, (only,) = found(rows, tmp_path)
    assert (only.code, only.duties, only.field) == ("misplaced-value", (rows[9][CODE],), HEAD[BLAME])


@pytest.mark.parametrize(
    ("printed", "told"),
    [("县水土保持协局", True), ("县水土保持分局", False), ("县水土保持协会", False), ("青岚县水土保持协局", True)],
)
def test_a_character_too_many_in_the_name_of_the_body(printed: str, told: bool, tmp_path: Path) -> None:
    """红十字协会 for 红十字会 went unseen: the document says 区红十字会 everywhere else. A part of the body has another name."""
    rows = sound()
    for row in rows:
        row[BODY] = "青岚县水土保持局"
        row[BLAME] = f"违规办理{row[NAME]}，给县水土保持局造成后果的。"
    rows[4][CONDUCT] = f"由{printed}按规定办理，依法公开结果。"
    path = tmp_path / "青岚县水土保持局权责清单.csv"
    path.write_bytes(of_csv(["青岚县水土保持局权责清单"], HEAD, *rows))
    findings = repair(read(path))[1]
    assert [(one.code, one.field) for one in findings] == ([("inconsistent-name", HEAD[CONDUCT])] if told else [])


def test_numbers_of_two_parts_have_not_slipped(tmp_path: Path) -> None:
    """46-06 was no number beside 编号; where 子项 is blank, number and name were moved a column to the right."""
    head = ["编号", "事项名称", "子项", "设定依据", "责任科室", "法定办结时限", "承诺办结时限"]
    names = ("取水许可", "计量器具核准", "采砂许可", "特种设备登记", "水文站设立", "堤防占用", "河道清淤备案", "水库蓄水验收")
    rows = [
        [f"46-{n:02}", name, "变更" if n == 3 else "", LAW.format(n=n + 9), "审批科", f"{n + 9}个工作日", f"{n + 2}个工作日"]
        for n, name in enumerate(names, 1)
    ]
    document, findings = found_under(head, rows, tmp_path)
    assert findings == ()
    assert [[field.text for field in item.fields] for item in document.items] == rows


def test_a_column_that_most_rows_leave_blank_lacks_nothing(tmp_path: Path) -> None:
    """职责边界 that three of eleven duties share was reported missing in the other eight, a merged one without a body twice, and a dash among 追责情形 as a stray mark."""
    head = [*HEAD[:TERM], "职责边界", HEAD[COMPLAIN]]
    rows = [[*row[:TERM], "由本行政区域内分别实施" if n == 3 else "", row[COMPLAIN]] for n, row in enumerate(sound())]
    rows[5][BLAME] = "—"
    assert [(one.code, one.duties) for one in found_under(head, rows, tmp_path)[1]] == [("unstated-boundary", (rows[3][CODE],))]
    for row in rows:
        row[BLAME] = row[BLAME] if row is rows[2] else ""
    rows[2][BASIS] = ""
    assert [(one.code, one.field) for one in found_under(head, rows, tmp_path)[1]] == [
        ("missing-value", "实施依据"),
        ("unstated-boundary", "职责边界"),
    ]


@pytest.mark.parametrize(
    ("section", "name", "told"),
    [
        ("物业股", "水文站设立审批", True),
        ("住房保障与房产交易股", "水文站设立审批", True),
        ("政策法规股", "水文站设立审批", False),  # sections that every body has
        ("水文股", "水文站设立审批", False),
        ("采砂监管股", "水文站设立审批", False),  # another duty is about it
        ("物业大队", "水文站设立审批", False),  # no section
    ],
)
def test_a_section_of_another_body(section: str, name: str, told: bool, tmp_path: Path) -> None:
    """物业管理科 beside one duty of a body that has no such section went unseen where no boundary and no index contradicts it."""
    rows = [
        [f"{n * 12 + int(row[0])}" if at == NUMBER else cell for at, cell in enumerate(row)] for n in range(2) for row in sound()
    ]
    for n, row in enumerate(rows):
        row[CODE], row[ASK] = f"0002{n + 1:04}", f"688012{n + 10}"
        if n >= len(rows) // 2:
            row[NAME] += "（复核）"
            row[CONDUCT], row[BLAME] = f"按规定办理{row[NAME]}，依法公开结果。", f"违规办理{row[NAME]}造成后果的。"
    rows[3][NAME], rows[3][PLACE] = name, section
    rows[3][CONDUCT], rows[3][BLAME] = f"按规定办理{name}，依法公开结果。", f"违规办理{name}造成后果的。"
    assert [(one.code, one.duties, one.field) for one in found(rows, tmp_path)[1]] == (
        [("implausible-department", (rows[3][CODE],), HEAD[PLACE])] if told else []
    )
    rows[9][PLACE] = "矿产股"  # two of them are no slip
    assert any(one.code == "implausible-department" for one in found(rows, tmp_path)[1]) is not told


def test_a_row_whose_department_and_sentences_are_exchanged_loses_nothing(tmp_path: Path) -> None:
    """The department beside 责任事项 went back beside 承办机构, and the sentences that stood there were lost: a move that loses a text is none."""
    head = [HEAD[at] for at in (NUMBER, TYPE, NAME, BASIS, PLACE, CONDUCT)]
    rows = [[row[at] for at in (NUMBER, TYPE, NAME, BASIS, PLACE, CONDUCT)] for row in sound()]
    rows[4][5] = "丁级"  # no words of its column
    rows[4][4], rows[4][5] = rows[4][5], rows[4][4]
    document, findings = found_under(head, rows, tmp_path)
    assert sorted(field.text for field in document.items[4].fields) == sorted(rows[4])
    assert findings


def test_clauses_in_a_column_that_never_has_any(tmp_path: Path) -> None:
    """现场检查 beside 检查依据 and the clauses beside 检查方式 were not even reported, for nobody knows what 检查方式 are; where remarks cite too, nothing is strange."""
    head = [*HEAD[:TERM], "检查方式", HEAD[COMPLAIN], "备注"]
    ways = ("现场检查", "书面检查", "网上巡查", "双随机抽查", "约谈", "水上巡查", "抽样送检")
    rows = [[*row[:TERM], ways[n % 7], row[COMPLAIN], ""] for n, row in enumerate(sound())]
    rows[6][BASIS], rows[6][TERM] = rows[6][TERM], rows[6][BASIS]
    document, (only,) = found_under(head, rows, tmp_path)
    assert (only.code, only.duties, only.field) == ("misplaced-value", (rows[6][CODE],), "实施依据")
    assert only.repair
    assert (document.items[6].text("实施依据"), document.items[6].text("检查方式")) == (rows[6][TERM], rows[6][BASIS])


def test_an_exchange_within_a_merged_cell_is_one_of_all_its_rows(tmp_path: Path) -> None:
    """Basis and department of a duty with two sub-items changed places, the basis merged over both: only the first had it back."""
    head = ["序号", "职权名称", "子项", "实施依据", "承办机构", "责任事项"]
    rows = [[row[NUMBER], row[NAME], "", row[BASIS], row[PLACE], row[CONDUCT]] for row in sound()]
    rows[2][2] = "新办"
    more = ["", "", "变更", "", "", "按规定办理变更，依法公开结果。"]
    rows[2][3], rows[2][4] = rows[2][4], rows[2][3]
    book = openpyxl.Workbook()
    for row in [head, *rows[:3], more, *rows[3:]]:
        book.active.append(row)
    for column in "ABDE":
        book.active.merge_cells(f"{column}4:{column}5")
    book.save(tmp_path / "list.xlsx")
    document, (only,) = repair(read(tmp_path / "list.xlsx"))
    assert only.code == "misplaced-value"
    assert {(item.text("实施依据"), item.text("承办机构")) for item in document.items[2:4]} == {(rows[2][4], rows[2][3])}
