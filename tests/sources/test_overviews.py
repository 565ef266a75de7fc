"""An index before or behind lists and cards, and lists beside one another: no duty twice, and what they print otherwise is found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import docx as python_docx
import pytest

from kg.records import Document
from kg.repair import repair
from kg.sources import read
from kg.sources.files.bounded import Worker
from tests.catalogues.written import book, of_docx

LABELS = {
    "count": "序号",
    "anew": "序号",
    "code": "职权编码",
    "kind": "职权类型",
    "name": "职权名称",
    "sub": "子项",
    "office": "承办机构",
    "law": "实施依据",
    "flow": "运行流程",
    "sheet": "所在工作表",
    "page": "页码",
}
INDEX = ("count", "code", "name", "kind", "office", "sheet")
FULL = ("count", "code", "kind", "name", "law", "office", "flow")
CARD = ("code", "kind", "name", "office", "law", "flow")


@dataclass(frozen=True)
class Power:
    """A duty of an invented forestry office."""

    count: str
    anew: str
    code: str
    kind: str
    name: str
    office: str
    sub: str = ""
    flow: str = "受理；审查；决定；送达"

    @property
    def cells(self) -> dict[str, str]:
        """The cells by the keys of their labels."""
        return {**asdict(self), "law": f"《某森林条例》第{self.count}条", "sheet": self.kind, "page": self.count}


NAMES = {
    "行政许可": ["林木采伐许可", "草原使用许可", "湿地占用许可", "野生动物猎捕许可"],
    "行政处罚": ["对滥伐林木的处罚", "对毁坏草原的处罚", "对擅自占用湿地的处罚", "对违规野外用火的处罚"],
    "行政检查": ["林木采伐检查", "草原防火检查", "湿地保护检查"],
}
OFFICES = ["资源科", "草原科", "湿地科", "执法队"]
POWERS = [
    Power(str(n), str(anew), f"{letter}-{anew:02}", kind, name, OFFICES[n % 4])
    for n, (letter, kind, anew, name) in enumerate(
        (
            (letter, kind, anew, name)
            for letter, (kind, names) in zip("XCJ", NAMES.items(), strict=True)
            for anew, name in enumerate(names, 1)
        ),
        1,
    )
]
Changed = Callable[[Sequence[Power]], list[Power]]


def rows(powers: Sequence[Power], keys: Sequence[str]) -> list[list[str]]:
    """A list of these powers under a header."""
    return [[LABELS[key] for key in keys], *([power.cells[key] for key in keys] for power in powers)]


def lists(powers: Sequence[Power], keys: Sequence[str] = FULL) -> dict[str, list[list[str]]]:
    """A sheet a type."""
    kinds = dict.fromkeys(power.kind for power in powers)
    return {kind: rows([power for power in powers if power.kind == kind], keys) for kind in kinds}


def cards(powers: Sequence[Power], keys: Sequence[str] = CARD) -> list[list[list[str]]]:
    """A table of label and value for each."""
    return [[[LABELS[key], power.cells[key]] for key in keys] for power in powers]


def changed(own: str, /, **cells: str) -> Changed:
    """The powers with other cells of one of them."""
    return lambda powers: [replace(power, **cells) if power.code == own else power for power in powers]


def without(code: str) -> Changed:
    """The powers but one."""
    return lambda powers: [power for power in powers if power.code != code]


def same(powers: Sequence[Power]) -> list[Power]:
    """The powers as they are."""
    return list(powers)


def told(document: Document) -> tuple[list[tuple[str, str, str]], list[tuple[str, tuple[str, ...], str]]]:
    """Number, sub-item and name of each duty after repair, and the findings."""
    repaired, findings = repair(document)
    names = [(item.number, item.subitem, item.text("职权名称") or _listed(item.contents)) for item in repaired.items]
    return names, sorted((one.code, one.duties, one.field) for one in findings)


def _listed(entry: object) -> str:
    return str(getattr(getattr(entry, "name", None), "text", ""))


def known(powers: Sequence[Power]) -> list[tuple[str, str, str]]:
    """What `told` says of these powers."""
    return [(power.code, power.sub, power.name) for power in powers]


@pytest.mark.parametrize("behind", [False, True])
@pytest.mark.parametrize(
    "index",
    [
        INDEX,
        ("count", "name", "office"),
        ("anew", "name", "kind"),
        ("count", "kind", "code", "name"),
    ],
)
def test_a_clean_index_adds_no_duty_and_no_finding(index: tuple[str, ...], behind: bool, tmp_path: Path, worker: Worker) -> None:
    """Whatever it says, before the lists or behind them."""
    first, last = ({}, {"总目录": rows(POWERS, index)}) if behind else ({"总目录": rows(POWERS, index)}, {})
    document = book(tmp_path, worker, **first, **lists(POWERS), **last)
    assert told(document) == (known(POWERS), [])
    assert [[field.text for field in item.fields] for item in document.items] == rows(POWERS, FULL)[1:]


DEFECTS = [
    (changed("X-02", name="草原占用许可"), same, POWERS, ("wording-differs", ("X-02",), "职权名称")),
    (same, changed("C-03", code="C-04"), POWERS, ("duplicate-number", ("C-04", "C-03"), "职权编码")),
    (same, changed("C-03", code="C-02"), POWERS, ("duplicate-number", ("C-02", "C-03"), "职权编码")),
    (changed("C-03", code="C-04"), same, POWERS, ("duplicate-number", ("C-03",), "职权编码")),
    (changed("J-02", code="J-20"), same, POWERS, ("wording-differs", ("J-02",), "职权编码")),
    (without("C-03"), same, POWERS, ("table-without-item", ("C-03",), "序号")),
    (same, without("C-03"), POWERS, ("item-without-table", ("C-03",), "名称")),
    (same, changed("J-02", office="畜牧站"), POWERS, ("implausible-department", ("J-02",), "承办机构")),
]


@pytest.mark.parametrize("form", ["sheets, then the index", "the index, then sheets", "Word cards", "Word cards with pages"])
@pytest.mark.parametrize(("index", "full", "powers", "finding"), DEFECTS)
def test_what_an_index_prints_otherwise_is_one_finding(
    index: Changed,
    full: Changed,
    powers: Sequence[Power],
    finding: tuple[str, tuple[str, ...], str],
    form: str,
    tmp_path: Path,
    worker: Worker,
) -> None:
    """The row of the index stayed a duty of its own with a doubled number, or nothing was said; with pages it was a contents table."""
    if form.startswith("Word"):
        keys = ("count", "code", "name", "office", "page" if form.endswith("pages") else "kind")
        document = of_docx([rows(index(POWERS), keys), *cards(full(POWERS))], tmp_path, worker)
    else:
        listed = {"总目录": rows(index(POWERS), INDEX)}
        first, last = ({}, listed) if form.startswith("sheets") else (listed, {})
        document = book(tmp_path, worker, **first, **lists(full(POWERS)), **last)
    assert told(document) == (known(powers), [finding])


def test_a_code_printed_twice_is_repaired_from_the_index(tmp_path: Path, worker: Worker) -> None:
    """The code, and not the running number beside it, is what the index gives."""
    document = book(tmp_path, worker, 总目录=rows(POWERS, INDEX), **lists(changed("C-03", code="C-02")(POWERS)))
    repaired, (finding,) = repair(document)
    item = next(item for item in repaired.items if item.number == "C-03")
    code = item.field("职权编码")
    assert code
    assert code.printed
    assert (code.printed.text, code.text, item.text("序号")) == ("C-02", "C-03", "7")
    assert finding.repair
    assert (finding.repair.origin, finding.repair.target) == (("C-02",), ("C-03",))


SUBITEMS = [
    replace(power, sub=sub)
    for power in POWERS
    for sub in (("人工林", "天然林") if power.name in ("林木采伐许可", "对滥伐林木的处罚") else ("",))
]
WHOLE = ("count", "code", "name", "sub", "office", "sheet")
IN_FULL = (*FULL[:4], "sub", *FULL[4:])
LACKING = [power for power in SUBITEMS if (power.code, power.sub) != ("X-01", "天然林")]
OTHERWISE = [replace(power, sub="次生林") if (power.code, power.sub) == ("X-01", "天然林") else power for power in SUBITEMS]


@pytest.mark.parametrize(
    ("index", "full", "powers", "findings"),
    [
        (rows(SUBITEMS, WHOLE), lists(SUBITEMS, IN_FULL), SUBITEMS, []),
        (rows(POWERS, INDEX), lists(SUBITEMS, IN_FULL), SUBITEMS, []),
        (rows(SUBITEMS, WHOLE), lists(POWERS), POWERS, []),
        (rows(OTHERWISE, WHOLE), lists(SUBITEMS, IN_FULL), SUBITEMS, [("wording-differs", ("X-01",), "子项")]),
        (rows(SUBITEMS, WHOLE), lists(LACKING, IN_FULL), SUBITEMS, [("item-without-table", ("X-01",), "名称")]),
        (rows(LACKING, WHOLE), lists(SUBITEMS, IN_FULL), SUBITEMS, [("table-without-item", ("X-01",), "序号")]),
    ],
    ids=["in both", "in the lists", "in the index", "in other words", "one not in the lists", "one not in the index"],
)
def test_sub_items_are_listed_one_by_one_or_as_a_whole(
    index: list[list[str]],
    full: dict[str, list[list[str]]],
    powers: Sequence[Power],
    findings: list[tuple[str, tuple[str, ...], str]],
    tmp_path: Path,
    worker: Worker,
) -> None:
    """A sub-item is one duty; an index of main duties lists all of their sub-items."""
    assert told(book(tmp_path, worker, 总目录=index, **full)) == (known(powers), findings)


@pytest.mark.parametrize("dash", ["－", " — ", "–"])
def test_codes_with_other_dashes_and_blanks_are_the_same(dash: str, tmp_path: Path, worker: Worker) -> None:
    """Whoever types an index does not always find the key for the hyphen."""
    index = [replace(power, code=power.code.replace("-", dash)) for power in changed("X-02", name="草原占用许可")(POWERS)]
    document = book(tmp_path, worker, 总目录=rows(index, INDEX), **lists(POWERS))
    assert told(document) == (known(POWERS), [("wording-differs", ("X-02",), "职权名称")])


@pytest.mark.parametrize("keys", [INDEX, ("count", "code", "name", "office"), ("count", "name", "page")])
def test_a_second_index_is_compared_too(keys: tuple[str, ...], tmp_path: Path, worker: Worker) -> None:
    """Each row of the narrower one was a duty of its own, for its name stood in two wider lists."""
    document = book(tmp_path, worker, 总目录=rows(POWERS, INDEX), 一览表=rows(POWERS, keys), **lists(POWERS))
    assert told(document) == (known(POWERS), [])
    other = changed("X-02", name="草原占用许可")(POWERS)
    document = book(tmp_path, worker, 总目录=rows(POWERS, INDEX), 一览表=rows(other, keys), **lists(POWERS))
    assert told(document) == (known(POWERS), [("wording-differs", ("X-02",), "职权名称")])


def test_an_index_for_each_type_and_one_of_a_single_type(tmp_path: Path, worker: Worker) -> None:
    """What an index does not speak of as a whole is not lacking in it."""
    kinds = {kind: [power for power in POWERS if power.kind == kind] for kind in NAMES}
    each = {f"{kind}目录": rows(powers, INDEX) for kind, powers in kinds.items()}
    assert told(book(tmp_path, worker, **each, **lists(POWERS))) == (known(POWERS), [])
    permits = kinds["行政许可"]
    assert told(book(tmp_path, worker, 许可目录=rows(permits, INDEX), **lists(POWERS))) == (known(POWERS), [])
    lacking = told(book(tmp_path, worker, 许可目录=rows(permits[1:], INDEX), **lists(POWERS)))
    assert lacking == (known(POWERS), [("table-without-item", ("X-01",), "序号")])


def test_a_short_list_of_other_duties_is_no_index(tmp_path: Path, worker: Worker) -> None:
    """公共服务 with no more than codes and names: duties of their own, be they in the index or not."""
    services = [
        Power(str(11 + n), str(n), f"G-0{n}", "公共服务", name, "办公室")
        for n, name in enumerate(["林业政策咨询", "苗木信息发布", "火险播报"], 1)
    ]
    short = rows(services, ("count", "code", "kind", "name", "office"))
    for index in (POWERS, [*POWERS, *services]):
        document = book(tmp_path, worker, 总目录=rows(index, INDEX), **lists(POWERS), 公共服务=short)
        assert told(document) == (known([*POWERS, *services]), [])


@pytest.mark.parametrize("page", ["page", "sheet"])
def test_what_only_the_index_says_is_taken_over(page: str, tmp_path: Path, worker: Worker) -> None:
    """Type and department; a card that is not listed lacks no type, for no card prints one."""
    plain = cards(POWERS, ("code", "name", "law", "flow"))
    index = rows(without("C-03")(POWERS), ("count", "code", "name", "kind", "office", page))
    repaired, findings = repair(of_docx([index, *plain], tmp_path, worker))
    assert [(item.text("职权类型"), item.text("承办机构")) for item in repaired.items] == [
        (power.kind, power.office) if power.code != "C-03" else ("", "") for power in POWERS
    ]
    assert [(one.code, one.duties) for one in findings] == [("table-without-item", ("C-03",))]


def test_an_item_of_the_index_alone_keeps_what_it_says(tmp_path: Path, worker: Worker) -> None:
    """Type and department of a duty whose row was left out of the lists."""
    repaired, _ = repair(book(tmp_path, worker, 总目录=rows(POWERS, INDEX), **lists(without("C-03")(POWERS))))
    item = next(item for item in repaired.items if item.number == "C-03")
    assert (item.text("职权类型"), item.text("承办机构"), item.table) == ("行政处罚", "执法队", None)


def test_names_that_an_index_without_codes_words_otherwise(tmp_path: Path, worker: Worker) -> None:
    """The running number tells whose row it is where those of the same name have the same one, the place does where cards have none."""
    index = rows(changed("X-02", name="草原占用许可")(POWERS), ("count", "name", "office"))
    for document in (book(tmp_path, worker, 总目录=index, **lists(POWERS)), of_docx([index, *cards(POWERS)], tmp_path, worker)):
        assert told(document) == (known(POWERS), [("wording-differs", ("X-02",), "职权名称")])


POWER, DUTY = ("count", "code", "kind", "name", "law", "office"), ("code", "name", "flow")


@pytest.mark.parametrize(
    ("change", "findings"),
    [
        (same, []),
        (changed("X-02", name="草原占用许可"), [("wording-differs", ("X-02",), "职权名称")]),
        (changed("X-02", code="X-03"), [("duplicate-number", ("X-02",), "职权编码")]),
    ],
)
def test_powers_beside_duties_are_matched_by_code_or_name(
    change: Changed, findings: list[tuple[str, tuple[str, ...], str]], tmp_path: Path, worker: Worker
) -> None:
    """One slip in the 责任清单 made its row a duty without basis, and the power one without workflow."""
    document = book(tmp_path, worker, 权力清单=rows(POWERS, POWER), 责任清单=rows(change(POWERS), DUTY))
    assert told(document) == (known(POWERS), findings)
    assert all(item.text("实施依据") and item.text("运行流程") for item in document.items)


def test_sums_by_type_are_no_index_and_no_cells_too_many(tmp_path: Path, worker: Worker) -> None:
    """Their cells were told to stand beside the number of the first duty."""
    sums = [["序号", "职权类型", "项数", "备注"], *([str(n), kind, str(len(NAMES[kind])), ""] for n, kind in enumerate(NAMES, 1))]
    assert told(book(tmp_path, worker, 统计表=sums, **lists(POWERS))) == (known(POWERS), [])


CODED = [replace(power, code=f"{power.code}-{n}" if power.sub else power.code) for n, power in enumerate(SUBITEMS)]


def test_a_code_of_a_sub_item_printed_twice_is_repaired(tmp_path: Path, worker: Worker) -> None:
    """Two sub-items with one code were no doubled number, and the second had neither row nor table."""
    first, second = (power.code for power in CODED[:2])
    doubled = [replace(power, code=first) if power.code == second else power for power in CODED]
    document = book(tmp_path, worker, 总目录=rows(CODED, WHOLE), **lists(doubled, IN_FULL))
    assert told(document) == (known(CODED), [("duplicate-number", (first, second), "职权编码")])


def test_an_index_may_print_sub_items_behind_names_or_in_rows_of_their_own(tmp_path: Path, worker: Worker) -> None:
    """林木采伐许可（人工林） was another duty, and so was 1.1 人工林 below 1 林木采伐许可."""
    behind = [replace(power, name=f"{power.name}（{power.sub}）" if power.sub else power.name) for power in SUBITEMS]
    document = book(tmp_path, worker, 总目录=rows(behind, INDEX), **lists(SUBITEMS, IN_FULL))
    assert told(document) == (known(SUBITEMS), [])
    index = [["序号", "职权名称", "承办机构"]]
    for power in POWERS:
        parts = [part for part in SUBITEMS if part.code == power.code and part.sub]
        index += [[power.count, power.name, "" if parts else power.office]]
        index += [[f"{power.count}.{n}", part.sub, part.office] for n, part in enumerate(parts, 1)]
    assert told(book(tmp_path, worker, 总目录=index, **lists(SUBITEMS, IN_FULL))) == (known(SUBITEMS), [])


def test_a_row_that_an_index_prints_twice_is_one_duty(tmp_path: Path, worker: Worker) -> None:
    """The second row was an item without table of the same number."""
    index = rows([*POWERS, POWERS[2]], INDEX)
    finding = ("duplicate-number", ("X-03",), "职权编码")
    assert told(book(tmp_path, worker, 总目录=index, **lists(POWERS))) == (known(POWERS), [finding])


@pytest.mark.parametrize("office", ["某县林业局", "林业科"])
def test_an_index_that_names_others_throughout_tells_of_no_department(office: str, tmp_path: Path, worker: Worker) -> None:
    """Who stands there is another sort of body, and no slip of one duty."""
    index = [replace(power, office=office) for power in POWERS]
    offices = [replace(power, office=f"{power.name[-4:-2]}科") for power in POWERS]
    assert told(book(tmp_path, worker, 总目录=rows(index, INDEX), **lists(offices))) == (known(POWERS), [])


def test_the_department_in_the_lead_is_the_one_that_counts(tmp_path: Path, worker: Worker) -> None:
    """办公室（配合） stands beside every duty, and hid that 畜牧站（牵头） stands beside one alone."""
    full = [
        replace(power, office=f"{power.office}（牵头）、办公室（配合）") for power in changed("J-02", office="畜牧站")(POWERS)
    ]
    document = book(tmp_path, worker, 总目录=rows(POWERS, INDEX), **lists(full))
    assert told(document) == (known(POWERS), [("implausible-department", ("J-02",), "承办机构")])


def test_a_card_with_a_running_number_is_known_by_its_code(tmp_path: Path, worker: Worker) -> None:
    """It was duty 7 beside the row C-03 of the index, unlike the row of a list with the same two columns."""
    index = rows(POWERS, ("count", "code", "name", "office"))
    full = changed("C-03", code="C-02")(POWERS)
    document = of_docx([index, *cards(full, ("count", *CARD))], tmp_path, worker)
    assert told(document) == (known(POWERS), [("duplicate-number", ("C-02", "C-03"), "职权编码")])


def test_a_duty_with_the_code_of_anothers_sub_items_is_told_from_them(tmp_path: Path, worker: Worker) -> None:
    """The row of the main duty was given to it, for neither has a sub-item; the index lists main duties alone."""
    full = changed("X-02", code="X-01")(SUBITEMS)
    document = book(tmp_path, worker, 总目录=rows(POWERS, INDEX), **lists(full, IN_FULL))
    assert told(document) == (known(SUBITEMS), [("duplicate-number", ("X-01", "X-02"), "职权编码")])


def test_a_duty_without_a_table_has_its_own_number(tmp_path: Path, worker: Worker) -> None:
    """The contents number main responsibilities and duties in two columns called 序号: the duty 2.1, which has no table, said 2."""
    file = python_docx.Document()
    file.add_paragraph("某会职责目录")
    rows = [
        ["序号", "主要职责", "序号", "职责事项名称", "页码"],
        ["1", "负责甲。", "1.1", "甲事项", "3"],
        ["2", "负责乙。", "2.1", "乙事项", "4"],
    ]
    table = file.add_table(3, 5)
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    file.add_paragraph("1.1（职责事项名称）信息表")
    for label, value in [("序号", "1.1"), ("名称", "甲事项"), ("法定依据", "《某条例》第一条"), ("实施机构", "办公室")]:
        cells = file.add_table(1, 2).rows[0].cells
        cells[0].text, cells[1].text = label, value
    file.save(str(tmp_path / "cards.docx"))
    document = read(tmp_path / "cards.docx", worker)
    assert [(item.number, item.text("序号"), item.table is None) for item in document.items] == [
        ("1.1", "1.1", False),
        ("2.1", "2.1", True),
    ]
