"""How much the cells of a duty may say: what no catalogue prints is refused before it becomes a graph of gigabytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.errors import SourceError
from kg.meaning.clauses import MOST
from kg.records import Duty, Item

_LONGEST_NAME = 5_000  # characters
_FREE, _EACH = 10_000, 100  # things said in a whole document: so many, or so many a duty
_SAID: dict[str, tuple[tuple[str, ...], str]] = {
    "legal": (("basis",), "法规文件和条款"),
    "departments": (("department", "body"), "机构"),
    "sides": (("boundary",), "分工"),
    "steps": (("workflow",), "步骤"),
    "documents": (("documents",), "要件"),
}
_CELL = "请检查这一格里是否混进了别的文字；确有这么多时，请拆成几项。"
_DOCUMENT = "请检查单元格里是否混进了别的文字，或拆分成若干份目录，分别导入。"


def bounded(duties: Iterable[Duty], where: str) -> Iterator[Duty]:
    """The same duties. Raises SourceError, naming the place, for a cell that says more than any catalogue's, and for a document of many such cells."""
    total = 0
    for n, one in enumerate(duties, 1):
        if len(one.name) > _LONGEST_NAME:
            _refuse(one.item, ("name",), f"有 {len(one.name)} 字，超过 {_LONGEST_NAME} 字，不像名称", where)
        for name, (kinds, what) in _SAID.items():
            found = len(getattr(one, name))
            total += found
            if found > MOST:
                _refuse(one.item, kinds, f"列举的{what}超过 {MOST} 个", where)
        if total > max(_FREE, _EACH * n):
            raise SourceError(f"前 {n} 项列举的条款、机构、步骤等已超过 {total - 1} 个。", where=where, hint=_DOCUMENT)
        yield one


def _refuse(item: Item, kinds: tuple[str, ...], said: str, where: str) -> None:
    field = max((one for one in item.fields if one.kind in kinds), key=lambda one: len(one.text), default=None)
    cell = field.value if field else item.heading
    raise SourceError(
        f"“{field.label if field else '名称'}”一栏{said}。", where=cell.place.within(where) if cell else where, hint=_CELL
    )
