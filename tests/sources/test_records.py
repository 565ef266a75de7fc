"""`build --records`: the records of the bundled document beside an independent reading of the same text."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import tomllib
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg import pipeline
from kg.cli.records import as_json

Record = dict[str, Any]
Run = Callable[..., "subprocess.CompletedProcess[str]"]
LABELS = ("序号", "名称", "法定依据", "实施机构", "职责边界", "运行流程", "运行要件", "责任事项", "监督方式")
SLIPPED = LABELS[2:8]
KEYS = {"number", "subitem", "responsibility", "page", "contents_name", "fields", "printed", "departments", "legal", "findings"}
CLAUSE_KEYS = {"document", "document_number", "article", "paragraph", "item", "label", "quote"}
DEPARTMENTS = {
    "办公室": 14, "权益保障部": 14, "基层工作部": 13, "宣传网络部": 6, "统筹发展部": 5, "财务资产管理部": 4, "机关党委": 1,
}  # fmt: skip


def printed_tables(text: str) -> dict[str, dict[str, str]]:
    """A throw-away reader of the bundled document: number -> label -> printed cell."""
    parts = re.split(r"^(\d+\.\d+)（职责事项名称）信息表$", text, flags=re.M)[1:]
    row = re.compile(rf"^\t({'|'.join(LABELS)})\n\t(.*?)(?=\n\n\t(?:{'|'.join(LABELS)})\n|\Z)", re.M | re.S)
    return {
        number: {k: v.strip("\n") for k, v in row.findall(body)} for number, body in zip(parts[::2], parts[1::2], strict=True)
    }


def meant_tables(text: str) -> dict[str, dict[str, str]]:
    """The same with 9.1's values one row up, where they belong, and its 责任事项 lost."""
    tables = printed_tables(text)
    slipped = tables["9.1"]
    tables["9.1"] = {**slipped, **dict(zip(SLIPPED, [*(slipped[label] for label in SLIPPED[1:]), ""], strict=True))}
    return tables


def printed_contents(text: str) -> list[tuple[str, str, str]]:
    """The contents table by another throw-away reader: (number, name, page)."""
    table = text.split("（职责事项名称）信息表", maxsplit=1)[0]
    return re.findall(r"^\t(\d+\.\d+)\n\s*(\S[^\n]*?)\n\s*(\d+)\n", table, flags=re.M)


@pytest.fixture(scope="module")
def text(bundled_source: Path) -> str:
    """The bundled document as text."""
    return bundled_source.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def records() -> list[Record]:
    """The records of the bundled document."""
    return list(as_json(pipeline.bundled()))


def edited(text: str, tmp_path: Path) -> list[Record]:
    """The records of a document with this text."""
    path = tmp_path / "edited.txt"
    path.write_text(text, encoding="utf-8")
    return list(as_json(pipeline.read(path)))


def test_one_record_a_table_in_document_order(records: list[Record], text: str) -> None:
    """The 57 information tables give 57 records, in the order of the document, with all keys of the contract."""
    assert [record["number"] for record in records] == list(printed_tables(text))
    assert len(records) == 57
    assert all(set(record) == KEYS for record in records)


def test_every_cell_is_the_document_s(records: list[Record], text: str) -> None:
    """All 57 × 9 cells equal the document's to the character, after 9.1's five values moved up and its 责任事项 is missing."""
    meant = meant_tables(text)
    assert {record["number"]: record["fields"] for record in records} == meant
    assert sum(len(fields) for fields in meant.values()) == 57 * 9
    assert meant["9.1"]["责任事项"] == ""
    assert meant["9.1"]["实施机构"] == "权益保障部"


def test_printed_cells_stay_beside_the_moved_ones(records: list[Record], text: str) -> None:
    """`printed` holds the cells of 9.1 that differ from the repaired values (two equal neighbours do not), and nothing else."""
    printed, meant = printed_tables(text)["9.1"], meant_tables(text)["9.1"]
    expected = {label: printed[label] for label in LABELS if printed[label] != meant[label]}
    assert {r["number"]: r["printed"] for r in records if r["printed"]} == {"9.1": expected}
    assert (expected["法定依据"], tuple(expected)) == ('"', (*SLIPPED[:2], *SLIPPED[3:]))


def test_departments(records: list[Record]) -> None:
    """The seven departments have the numbers of duties that the document gives them; none has a role."""
    assert Counter(d["name"] for record in records for d in record["departments"]) == DEPARTMENTS
    assert {d["role"] for record in records for d in record["departments"]} == {None}


def test_contents_rows_go_with_their_tables(records: list[Record], text: str) -> None:
    """Each record has the name and the page of its row in the contents."""
    found = [(record["number"], record["contents_name"], record["page"]) for record in records]
    assert found == printed_contents(text)


def test_responsibilities(records: list[Record], text: str) -> None:
    """Each duty belongs to the main responsibility of its first number, whose text stands in the document."""
    assert all(record["responsibility"]["number"] == record["number"].split(".")[0] for record in records)
    texts = {record["responsibility"]["number"]: record["responsibility"]["text"] for record in records}
    assert list(texts) == [str(n) for n in range(1, 14)]
    assert all(f"\t{number}\n\t{words}\n" in text for number, words in texts.items())


def test_clauses(records: list[Record]) -> None:
    """Every duty cites at least one clause, as strings, and its quotation and title stand in its 法定依据."""
    for record in records:
        assert record["legal"]
        for clause in record["legal"]:
            assert set(clause) == CLAUSE_KEYS
            assert all(isinstance(value, str) for value in clause.values())
            assert clause["document"] in record["fields"]["法定依据"]
            assert clause["quote"].replace("\n", "") in re.sub(r"\s", "", record["fields"]["法定依据"])


def test_the_clause_of_the_repaired_duty(records: list[Record]) -> None:
    """9.1's clause is read from the value that was moved back."""
    (clause,) = next(record["legal"] for record in records if record["number"] == "9.1")
    assert (clause["label"], clause["document_number"]) == ("第二条第九款", "滨党办发〔2017〕50号")


def test_findings_of_a_record(records: list[Record]) -> None:
    """A record names the codes of its findings, each once; a sound one has none."""
    codes = {record["number"]: record["findings"] for record in records}
    assert sorted(codes["9.1"]) == ["missing-value", "row-shift", "stray-mark", "wording-differs"]
    assert (codes["1.1"], codes["8.6"], codes["11.10"]) == ([], ["wording-differs"], ["odd-space"])


def test_numbers_are_strings(records: list[Record]) -> None:
    """11.1 and 11.10 are different duties, and no duty has a sub-item."""
    assert {"11.1", "11.10"} <= {record["number"] for record in records}
    assert {record["subitem"] for record in records} == {None}


def test_an_item_known_only_from_the_contents(text: str, tmp_path: Path) -> None:
    """Without its table an item stays a record in its place: number and name from the contents, "" else."""
    without = re.sub(r"^12\.3（职责事项名称）信息表\n.*?(?=^12\.4（)", "", text, flags=re.M | re.S)
    found = edited(without, tmp_path)
    (record,) = [r for r in found if r["number"] == "12.3"]
    assert record["fields"] == {**dict.fromkeys(LABELS, ""), "序号": "12.3", "名称": "负责机关财务管理。"}
    assert (record["printed"], record["departments"], record["legal"]) == ({}, [], [])
    assert [r["number"] for r in found] == list(printed_tables(text))


def test_a_missing_row_is_an_empty_field(text: str, tmp_path: Path) -> None:
    """`fields` has every label of the source, also the one whose row this table lacks."""
    head, tail = text.split("1.1（职责事项名称）信息表", 1)
    shorter = re.sub("\t运行要件\n\t[^\n]*\n\n", "", tail, count=1)
    found = edited(f"{head}1.1（职责事项名称）信息表{shorter}", tmp_path)
    assert tuple(found[0]["fields"]) == LABELS
    assert (found[0]["fields"]["运行要件"], found[0]["findings"]) == ("", ["missing-row"])


def test_the_bundled_document_is_unchanged(bundled_source: Path) -> None:
    """The bundled document has the SHA-256 that its catalogue.toml states, and so does the source of its records."""
    stated = tomllib.loads((bundled_source.parent / "catalogue.toml").read_text("utf-8"))["catalogue"]["sha256"]
    assert hashlib.sha256(bundled_source.read_bytes()).hexdigest() == stated
    assert pipeline.bundled().document.source.sha256 == stated


def test_the_bundled_document_is_the_input(bundled_source: Path, shared: Path) -> None:
    """The bundled document is an unchanged copy of the development material's."""
    assert bundled_source.read_bytes() == (shared / "catalogue" / "binhai-ftu.txt").read_bytes()


def test_the_command_writes_the_same_records(bundled_source: Path, records: list[Record], inside: Run, tmp_path: Path) -> None:
    """`duty-kg build SOURCE --records FILE` writes these records as JSON, says nothing on stdout and ends with 0."""
    target = tmp_path / "r.json"
    done = inside("build", bundled_source, "--records", target, "--base", tmp_path / "base", "--quiet")
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert json.loads(target.read_text(encoding="utf-8")) == records
