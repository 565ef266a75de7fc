"""What hands and programs leave in single cells and tables, and one reading alone is possible: pasted tables, dates for codes, full-width mailboxes, lone quotation marks."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kg.records import Catalogue, Cell, Field, Place
from kg.repair import repair
from tests.repair.test_clerk import LAW, of_csv, of_txt
from tests.sources.test_plain_text import VALUES, read, usual, written

HEAD = ["事项编号", "职权名称", "实施依据", "承办机构", "责任事项", "监督方式"]


def rows(*numbers: str) -> list[list[str]]:
    """A row of a list for each of these numbers."""
    return [
        [number, f"{what}登记", LAW, "城建科", f"{what}登记不得超期。", f"电话：6521{n:03}，邮箱：a{n}@cj.gov.cn"]
        for n, (number, what) in enumerate(zip(numbers, "甲乙丙丁戊己", strict=False), 1)
    ]


def told(catalogue: Catalogue) -> list[tuple[str, bool]]:
    """The code of each finding, and whether it was repaired."""
    return [(found.code, found.repair is not None) for found in catalogue.findings]


def test_a_table_pasted_twice_counts_once() -> None:
    """The same table twice, word for word, was two duties in every count; one that differs in a word is another's affair."""
    text = written(usual)
    last = text[text.index("2.1（职责事项名称）信息表") :]
    document, findings = repair(read(f"{text}\n{last}"))
    assert [item.number for item in document.items] == ["1.1", "1.2", "2.1"]
    assert [(one.code, one.duties, one.repair is not None) for one in findings] == [("duplicate-number", ("2.1",), True)]
    other, findings = repair(read(f"{text}\n{last.replace('严防火灾', '严防山火')}"))
    assert len(other.items) == 4
    assert [(one.code, one.repair) for one in findings] == [("duplicate-number", None)]


def test_a_row_pasted_twice_counts_once_unless_something_is_hidden(tmp_path: Path) -> None:
    """A row of a list, too; beside a hidden column nobody knows what tells two rows apart."""
    listed = rows("1.1", "1.2", "1.3", "2.1")
    read_back = of_csv(tmp_path, HEAD, *listed, listed[1])
    assert [duty.item.number for duty in read_back.duties] == ["1.1", "1.2", "1.3", "2.1"]
    assert told(read_back) == [("duplicate-number", True)]


@pytest.mark.parametrize("shown", ["1月2日", "2-Jan", "2024-01-02", "2024/1/2 0:00"])
def test_one_code_that_became_a_date_is_known_by_those_beside_it(shown: str, tmp_path: Path) -> None:
    """3.2 that Excel shows as 3月2日 was a duty of that name: between 3.1 and 3.3 it can be nothing else; elsewhere it is told."""
    found = of_csv(tmp_path, HEAD, *rows("1.1", shown, "1.3", "2.1"))
    assert [duty.item.number for duty in found.duties] == ["1.1", "1.2", "1.3", "2.1"]
    assert told(found) == [("code-as-date", True)]
    doubtful = of_csv(tmp_path, HEAD, *rows("1.1", shown, "1.4", "2.1", "2.2"))
    assert ("code-as-date", False) in told(doubtful)


def test_a_code_that_became_a_date_has_its_row_of_the_contents() -> None:
    """The row of the contents and the table were two halves of one duty: 3.2 without table, 3月2日 without row."""
    document, _ = repair(read(written(usual)))
    first, whole, last = document.items
    listed = replace(whole, table=None, fields=())
    table = replace(whole, number="1月2日", contents=None, fields=tuple(map(dated, whole.fields)))
    joined, findings = repair(replace(document, items=(first, listed, table, last)))
    assert joined.items[1].number == joined.items[1].text("序号") == "1.2"
    assert [(item.contents is not None, item.table is not None) for item in joined.items] == [(True, True)] * 3
    assert [one.code for one in findings] == ["code-as-date"]


def dated(field: Field) -> Field:
    """A number that is shown as a date."""
    return replace(field, printed=(cell := Cell("1月2日", Place(1))), value=cell) if field.kind == "number" else field


def test_a_mailbox_in_full_width_is_read_as_one_writes_it(tmp_path: Path) -> None:
    """a1＠cj.gov.cn copied into a letter reaches nobody."""
    listed = rows("1.1", "1.2", "1.3")
    listed[1][-1] = "邮箱：a2＠cj．gov.cn"
    found = of_csv(tmp_path, HEAD, *listed)
    assert told(found) == [("bad-contact", True)]
    assert found.duties[1].item.text("监督方式") == "邮箱：a2@cj.gov.cn"


def test_a_broken_number_is_quoted_whole(tmp_path: Path) -> None:
    """“0576-832” for the printed 0576-832O11 did not show what is wrong with it."""
    listed = rows("1.1", "1.2", "1.3")
    listed[1][-1] = "电话：0576-832O11"
    (found,) = of_csv(tmp_path, HEAD, *listed).findings
    assert found.message == "“0576-832O11”不是有效的信箱或电话，其中混有字母“O”。"


@pytest.mark.parametrize("name", ["“乙登记", "乙登记”"])
def test_a_lone_quotation_mark_is_no_part_of_a_name(name: str, tmp_path: Path) -> None:
    """It was told and kept; a mark amid a name, or one of a pair, is part of it."""
    listed = rows("1.1", "1.2", "1.3")
    listed[1][1], listed[2][1] = name, "“丙”登记"
    found = of_csv(tmp_path, HEAD, *listed)
    assert [duty.item.text("职权名称") for duty in found.duties] == ["甲登记", "乙登记", "“丙”登记"]
    assert told(found) == [("stray-mark", True)]


def test_a_blank_inside_a_section_is_told(tmp_path: Path) -> None:
    """城建 科 is the 城建科 of the other duties; two sections side by side are two."""
    listed = rows("1.1", "1.2", "1.3", "1.4")
    listed[1][3] = "城 建科"
    listed[2][3] = "城建科 办公室"
    assert told(of_csv(tmp_path, HEAD, *listed)) == [("odd-space", False)]


@pytest.mark.parametrize("heading", ["{}（职责事项名称）信息表", "{} 职责事项登记表"])
def test_a_value_pushed_under_an_empty_label_comes_back(heading: str, tmp_path: Path) -> None:
    """One cell put in pushes the last value below the last label, under an empty one: it was put back under headings of the usual form alone."""
    text = written(usual, heading=heading)
    before, name, rest = text.partition("\t名称\n\t采伐许可的审批\n")
    values = {
        "法定依据": "",
        "实施机构": VALUES[1][2],
        "职责边界": "资源股",
        "责任事项": "资源股独立实施",
        "监督方式": "依法审批",
    }
    slipped = "".join(f"\n\t{label}\n\t{value}\n" for label, value in values.items())
    below = rest[rest.index(heading.format("2.1")) :]
    found = of_txt(tmp_path, f"{before}{name}{slipped}\n\t\n\t{VALUES[1][-1]}\n\n{below}")
    assert told(found) == [("row-shift", True)]
    assert [field.text for field in found.duties[1].item.fields] == list(VALUES[1])
