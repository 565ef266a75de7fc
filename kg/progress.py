"""What a build says while it runs: the name of each step, told to whoever wants to know.

Before the first of STEPS, READING with a count says which of several documents is being read.
"""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[str], None]
READING = "读取目录"
STEPS = ("分词", "词面索引", "向量", "事项词表", "职责问句", "图数据", "职责重叠", "导出", "装入图库", "校验与发布")


def quiet(step: str) -> None:
    """Progress for nobody."""
