"""In a base of two bodies: the bodies that are asked for, what each of them has, and departments of both that have one name."""

from __future__ import annotations

import pytest

import kg

_LAND = """序号,职责事项,责任科室,法定依据
1,承担滩涂测量,测绘科,《湿地保护条例》（国务院令第901号）第四条
2,承担界桩维护,办公室,《界线管理办法》第二条
3,承担图件归档,办公室,《界线管理办法》第三条
"""
_SEA = """序号,职责事项,责任科室,法定依据
1,承担航标巡检,航标科,《航标条例》第六条
2,承担公文收发,办公室,《公文条例》第九条
"""


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> kg.KnowledgeBase:
    """Two small bodies, each with an 办公室."""
    folder = tmp_path_factory.mktemp("two")
    files = [folder / "芦洲县测绘局职责目录.csv", folder / "芦洲县航道局职责目录.csv"]
    for file, text in zip(files, (_LAND, _SEA), strict=True):
        file.write_text(text, "utf-8")
    return kg.build(files, into=folder / "base")


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("两个单位各有多少项职责", [["芦洲县测绘局", 3], ["芦洲县航道局", 2]]),
        ("两个局分别有几项职责", [["芦洲县测绘局", 3], ["芦洲县航道局", 2]]),
        ("哪些单位的目录引用了国务院令第901号", "芦洲县测绘局"),
        ("测绘科和航标科分别属于哪个单位", [["测绘科", "芦洲县测绘局"], ["航标科", "芦洲县航道局"]]),
        ("航标科是哪个局的", "芦洲县航道局"),
        ("测绘局里哪些科室和航道局有同名的", "办公室"),
        ("两个单位有没有同名的科室", True),
    ],
)
def test_bodies(two: kg.KnowledgeBase, question: str, value: object) -> None:
    """Duties were given for bodies, a table of duties for two departments, and all departments of both for those of one name."""
    found = two.ask(question).json()["answer"]["value"]
    assert (sorted(found) if isinstance(found, list) else found) == value


def test_as_many_bodies_as_there_are(two: kg.KnowledgeBase) -> None:
    """Of three bodies a base of two knows nothing."""
    assert two.ask("三个单位各有多少项职责").json()["answer"] is None
