"""Two departments of which one stands in brackets behind the other."""

from __future__ import annotations

from pathlib import Path

from kg import pipeline
from tests.catalogues.written import of_csv


def named(folder: Path, *cells: str) -> list[list[tuple[str, str | None]]]:
    """The departments of a list of duties with these cells."""
    rows = [[str(n), f"第{n}类检查", f"《某条例》第{n}条", cell] for n, cell in enumerate(cells, 1)]
    (folder / "list.csv").write_bytes(of_csv(["序号", "职权名称", "实施依据", "承办机构"], *rows))
    return [[(one.name, one.role) for one in duty.departments] for duty in pipeline.read(folder / "list.csv").duties]


def test_two_departments_of_which_each_stands_alone_elsewhere(tmp_path: Path) -> None:
    """监督科（执法支队） was a third department: its duties were counted with 监督科 in one answer, with 执法支队 in none."""
    cells = ("监督科（市执法支队）", "监督科", "市执法支队", "监督科（市执法支队）（牵头）、法规科")
    found = named(tmp_path, *cells)
    assert found[0] == [("监督科", None), ("市执法支队", None)]
    assert found[3] == [("监督科", "牵头"), ("市执法支队", "牵头"), ("法规科", None)]


def test_a_second_name_of_one_section_is_none_of_its_own(tmp_path: Path) -> None:
    """办公室（党建办） is one section: nothing else of the catalogue is 党建办's alone."""
    found = named(tmp_path, "办公室（党建办）", "办公室", "法规科（行政审批科）", "行政审批科")
    assert found[0] == [("办公室（党建办）", None)]
    assert found[2] == [("法规科（行政审批科）", None)]
