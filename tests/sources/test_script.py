"""Catalogues in traditional characters: read like others, printed as they are, found by questions in either script."""

from __future__ import annotations

from pathlib import Path

import kg
from kg import pipeline
from kg.labels import usual_kind
from kg.meaning import departments
from kg.question.words.plain import plain
from kg.script import simplified

ROWS = [
    ("序號", "1.1", "1.2"),
    ("名稱", "組織春季義務植樹活動。", "負責公園設施的維護。"),
    ("法定依據", "《某縣綠化條例》（某辦發〔2021〕18號）第三條第一款：「每年組織植樹。」", "《某縣綠化條例》第五條第（二）項"),
    ("實施機構", "綠化處", "公園管理科牽頭，辦公室配合"),
    ("職責邊界", "綠化處獨立實施", "公園管理科牽頭"),
]


def catalogue(folder: Path) -> Path:
    """Two information tables in Big5."""
    tables = (f"1.{n}（職責事項名稱）信息表\n\n" + "".join(f"\t{row[0]}\n\t{row[n]}\n\n" for row in ROWS) for n in (1, 2))
    path = folder / "traditional.txt"
    path.write_bytes(("某縣園林局職責目錄\n\n" + "\n".join(tables)).encode("big5"))
    return path


def test_labels_departments_and_clauses_are_known_in_traditional_characters(tmp_path: Path) -> None:
    """實施機構 and 法定依據 were labels that nobody knew: departments and clauses of such a catalogue were lost without a word. All words stay as printed."""
    read = pipeline.read(catalogue(tmp_path))
    assert [duty.name for duty in read.duties] == list(ROWS[1][1:])
    assert [[(one.name, one.role) for one in duty.departments] for duty in read.duties] == [
        [("綠化處", None)],
        [("公園管理科", "牵头"), ("辦公室", "配合")],
    ]
    assert [[(one.document, one.document_number, one.label, one.quote) for one in duty.legal] for duty in read.duties] == [
        [("某縣綠化條例", "某辦發〔2021〕18號", "第三条第一款", "每年組織植樹。")],
        [("某縣綠化條例", "", "第五条第二项", "")],
    ]
    assert [duty.boundary for duty in read.duties] == ["independent", "joint"]
    assert read.findings == ()


def test_questions_in_either_script_find_them(tmp_path: Path) -> None:
    """The index folds both, and a department of the catalogue is known by either name."""
    pipeline.publish([pipeline.read(catalogue(tmp_path))], tmp_path / "base")
    base = kg.load(tmp_path / "base")
    for question in ("春季义务植树归哪个部门管", "春季義務植樹歸哪個部門管"):
        assert base.ask(question).duties[0].number == "1.1"
    assert base.ask("绿化处负责哪些职责").duties[0].number == "1.1"


def test_other_texts_are_what_they_were() -> None:
    """A text in simplified characters is not touched, and a name with a rare character stays as printed."""
    assert simplified("实施机构（一）") == "实施机构（一）"
    assert simplified("乾縣「職責」﹝2020﹞\ud800") == "乾县“职责”﹝2020﹞?"
    assert usual_kind("實施機構") == usual_kind("实施机构") == "department"
    assert [one.name for one in departments("镕城股、乾佑科")] == ["镕城股", "乾佑科"]


def test_documents_and_questions_are_read_alike() -> None:
    """Characters that only their word tells (瞭解, 答覆) were read so in questions, and one for one in documents: 瞭解 stayed as it was."""
    for text in ("瞭解職工需求", "答覆意見徵求", "接著辦理", "乾隆年間檔案"):
        assert simplified(text) == plain(text)
        assert len(simplified(text)) == len(text)
    assert simplified("瞭解與答覆") == "了解与答复"
