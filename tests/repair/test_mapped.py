"""The clause that a duty's main responsibility rests on, and one long text that stands twice: slips that no word tells."""

from __future__ import annotations

from pathlib import Path

import pytest

import kg
from kg import pipeline
from kg.records import Finding
from kg.repair import repair
from kg.sources import read
from tests.catalogues.written import of_xlsx

HEAD = ["序号", "主要职责", "职责事项名称", "法定依据", "承办科室", "责任事项"]
MAINS = ["一、水旱灾害防御", "二、农村供水", "三、河湖管理", "四、水土保持", "五、工程建设"]
MATTERS = ["巡查", "调度", "培训", "统计"]
BASIS, TEXT = 3, 5


def sound() -> list[list[str]]:
    """Twenty duties in five main responsibilities, each resting on the clause of its own."""
    rows = []
    for n, main in enumerate(MAINS, 1):
        what = main.partition("、")[2]
        for m, matter in enumerate(MATTERS, 1):
            basis = f"《岭川县水务局职能配置规定》（岭川办发〔2020〕9号）第三条第（{'一二三四五'[n - 1]}）款"
            text = f"{what}{matter}按期完成，第{n}{m}号记录齐全，{what[:2]}{matter}情况及时上报。"
            rows.append([f"{n}.{m}", main, f"负责{what}的{matter}工作", basis, f"{what[:2]}股", text])
    return rows


def found(rows: list[list[str]], folder: Path) -> list[Finding]:
    """What is told of a list with these rows."""
    path = folder / "岭川县水务局职责清单.xlsx"
    path.write_bytes(of_xlsx(HEAD, *rows))
    return list(repair(read(path))[1])


def test_sound_lists_have_no_finding(tmp_path: Path) -> None:
    """Clauses that follow the main responsibilities are as they should be."""
    assert found(sound(), tmp_path) == []


def test_a_clause_of_no_main_responsibility(tmp_path: Path) -> None:
    """第（十四）款, where nine are printed and all other duties of the main responsibility cite the sixth, was passed over."""
    rows = sound()
    rows[9][BASIS] = rows[9][BASIS].replace("第（三）款", "第（十四）款")
    (only,) = found(rows, tmp_path)
    assert (only.code, only.duties, only.field) == ("misplaced-value", ("3.2",), "法定依据")
    assert "第三条第十四款" in only.message


def test_two_clauses_exchanged(tmp_path: Path) -> None:
    """The bases of two duties stood in each other's place, and neither has a word of a name."""
    rows = sound()
    rows[5][BASIS], rows[14][BASIS] = rows[14][BASIS], rows[5][BASIS]
    (only,) = found(rows, tmp_path)
    assert (only.code, only.duties) == ("misplaced-value", ("2.2", "4.3"))


@pytest.mark.parametrize("share", [0, 1])
def test_clauses_that_go_their_own_ways(tmp_path: Path, share: int) -> None:
    """Where several duties cite other clauses than their neighbours, or two main responsibilities share one, none is a slip."""
    rows = sound()
    for n in (5, 9, 13, 17) if share == 0 else range(4, 8):
        rows[n][BASIS] = rows[n][BASIS][:-4] + "（一）款"
    assert [one for one in found(rows, tmp_path) if one.field == "法定依据"] == []


def test_one_text_that_stands_twice(tmp_path: Path) -> None:
    """A responsibility copied from the row above, without a word that tells whose it is: both are named."""
    rows = sound()
    rows[10][TEXT] = rows[9][TEXT] = "台账登记真实完整，工作情况每季度通报。"
    (only,) = found(rows, tmp_path)
    assert (only.code, only.duties, only.field) == ("copied-text", ("3.3", "3.2"), "责任事项")


def test_a_cell_has_one_text(tmp_path: Path) -> None:
    """主要职责 printed with an ordinal (一、…) gave its cell two texts, and a sound list six violated shapes."""
    path = tmp_path / "岭川县水务局职责清单.xlsx"
    path.write_bytes(of_xlsx(HEAD, *sound()))
    pipeline.publish([pipeline.read(path)], tmp_path / "base")
    assert [one for one in kg.load(tmp_path / "base").check() if one["code"] == "shape"] == []
