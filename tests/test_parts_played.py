"""Who leads, who assists, who does it alone: parts that departments play, named together, denied, or asked of several departments at once."""

from __future__ import annotations

from pathlib import Path

import pytest

import kg

_NAMES = ("治理违章搭建", "清运枯枝落叶", "疏浚城区暗渠", "养护街头绿地", "检测路灯照度", "编制修缮计划")
_PARTS = (
    "市容科（牵头）、监察队（配合）",
    "市容科",
    "河道科（牵头）、市容科（配合）",
    "园林科（牵头）、监察队（配合）、市容科（配合）",
    "照明科",
    "河道科",
)


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> kg.KnowledgeBase:
    """A catalogue of six duties whose departments lead, assist or stand alone."""
    folder = tmp_path_factory.mktemp("parts")
    lines = ["澜溪县城市管理局职责目录", ""]
    for n, (name, departments) in enumerate(zip(_NAMES, _PARTS, strict=True), 1):
        basis = "《中华人民共和国城乡规划法》第四十条" if n % 2 else "《澜溪县市容管理办法》（澜政发〔2019〕6号）第八条"
        lines += [
            f"序号：{n}",
            f"职责事项：{name}",
            f"法定依据：{basis}",
            f"实施机构：{departments}",
            "监督方式：0571-8812345",
            "",
        ]
    source = Path(folder) / "parts.txt"
    source.write_text("\n".join(lines), "utf-8")
    return kg.build([source], into=Path(folder) / "base")


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("市容科牵头或者配合的事项有几项？", 4),
        ("市容科单独承办的事项有哪些？", ["2"]),
        ("由河道科或者照明科单独承办的事项有哪些？", ["5", "6"]),
        ("河道科牵头或单独承办的事项有哪些？", ["3", "6"]),
        ("市容科参与的事项（含配合）有几项？", 4),
        ("有配合单位的事项有几项？", 3),
        ("没有配合单位的事项有哪些？", ["2", "5", "6"]),
        ("从来没有当过配合单位的科室有哪些？", ["河道科", "园林科", "照明科"]),
        ("既牵头过、又配合过的科室有哪些？", ["市容科"]),
    ],
)
def test_parts(parts: kg.KnowledgeBase, question: str, value: object) -> None:
    """Words like 配合 and 单独 that were passed over gave every duty, or all departments but the ones that were asked for."""
    answer = parts.ask(question).answer
    assert answer is not None
    found = answer["value"]
    assert (sorted(found) if isinstance(found, list) else found) == (sorted(value) if isinstance(value, list) else value)
