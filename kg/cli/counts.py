"""What `stats` counts, as lines for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kg.findings import KINDS


def text(counted: Mapping[str, Any]) -> str:
    """The base in a line, each catalogue with its departments, and the kinds of findings of all of them."""
    return "\n".join(_lines(counted))


def _lines(counted: Mapping[str, Any]) -> Iterator[str]:
    model = "自带模型" if counted["model"] == "bundled" else f"模型 {counted['model']}"
    yield f"知识库 {counted['generation']}：{counted['built']} 建立，{model}，{counted['quads']:,} 条四元组"
    catalogues = counted["catalogues"]
    yield f"目录 {len(catalogues)} 份，职责 {sum(one['duties'] for one in catalogues):,} 项"
    for one in catalogues:
        yield f"  《{one['title']}》（{one['slug']}）：{one['duties']} 项职责，{one['findings']} 处发现；{one['source']}"
        theirs = [each for each in counted["departments"] if each["catalogue"] == one["slug"]]
        if theirs:
            yield f"    部门 {len(theirs)} 个：" + "，".join(f"{each['name']} {each['duties']} 项" for each in theirs)
    if counted["findings"]:
        often = sorted(counted["findings"].items(), key=lambda pair: -pair[1])
        yield "发现：" + "，".join(f"{KINDS[code].zh} {times}" for code, times in often)
