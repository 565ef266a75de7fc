"""Slips in the last letter of a section's name: 财务料 amid other words, 法规股 where all sections are 科."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.records import Finding
from kg.repair import repair
from kg.sources import read
from tests.catalogues.written import of_xlsx

HEAD = ["序号", "职责事项名称", "法定依据", "承办机构", "职责边界"]
SECTIONS = ["财务科", "法规科", "征管科", "稽查科"]


def found(changes: dict[int, tuple[str, str]], folder: Path) -> list[Finding]:
    """What is told of a list in which some rows have another section and boundary."""
    rows = []
    for n in range(12):
        section = SECTIONS[n % 4]
        own, boundary = changes.get(n, (section, f"{section}牵头，各所配合"))
        rows.append([str(n + 1), f"第{n + 1}类税源核查", f"《临河县税源办法》第{n + 1}条", own, boundary])
    path = folder / "临河县税务局职责清单.xlsx"
    path.write_bytes(of_xlsx(HEAD, *rows))
    return list(repair(read(path))[1])


@pytest.mark.parametrize(
    ("place", "section", "boundary", "field", "told"),
    [
        (4, "财务科", "财务料牵头，各所配合", "职责边界", ("财务料", "财务科")),
        (5, "法规科", "立案由法规枓负责", "职责边界", ("法规枓", "法规科")),
        (6, "征管股", "各所配合", "承办机构", ("征管股", "征管科")),
    ],
)
def test_a_slip_in_the_last_letter(
    place: int, section: str, boundary: str, field: str, told: tuple[str, str], tmp_path: Path
) -> None:
    """Short names amid other words were passed over, and 征管股 is a body's name as well as 征管科."""
    (only,) = found({place: (section, boundary)}, tmp_path)
    assert (only.code, only.duties, only.field) == ("inconsistent-name", (str(place + 1),), field)
    assert all(name in only.message for name in told)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {4: ("财务科", "财务人员负责初审，各所配合")},
        {4: ("财务科", "费用由财务管理办法规定")},
        {6: ("征管股", "各所配合"), 7: ("纳税股", "各所配合")},
    ],
)
def test_what_is_no_slip(changes: dict[int, tuple[str, str]], tmp_path: Path) -> None:
    """财务人 begins other words; where another section is a 股 too, both may be."""
    assert [one for one in found(changes, tmp_path) if one.code == "inconsistent-name"] == []
