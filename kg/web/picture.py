"""Relations -> a picture: the thing in the middle, what it stands under on the left, what it rests on and leads to on the right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from unicodedata import east_asian_width

WIDTH = 880
_BOX, _GAP, _STEP = 250, 65, 44
_WIDEST = 30  # half-width letters a box holds
_WIDE, _NARROW = 17, 11  # units of a chart that a letter takes on a phone


@dataclass(frozen=True, slots=True)
class Node:
    """A box: the parts of what it says (of the interface, of documents), where it leads, its class, its relation to the middle."""

    parts: tuple[str, ...]
    href: str
    kind: str
    relation: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A node with the corner of its box and the path of its line."""

    node: Node
    x: int
    y: int
    line: str


def clipped(text: str) -> str:
    """`text` cut to what a box holds."""
    used, kept = 0, ""
    for letter in text:
        used += 2 if _is_wide(letter) else 1
        if used > _WIDEST:
            return kept[:-1] + "…"
        kept += letter
    return kept


def room(labels: Iterable[str]) -> int:
    """How wide the longest of some labels is, `clipped`, in letters of the size that charts have on a phone."""
    return max((sum(_WIDE if _is_wide(letter) else _NARROW for letter in clipped(one)) for one in labels), default=0)


def _is_wide(letter: str) -> bool:
    return east_asian_width(letter) in "WF"


def laid_out(left: list[Node], right: list[Node]) -> tuple[int, list[Placed]]:
    """The height of the picture and the places of its boxes."""
    height = max(len(left), len(right), 1) * _STEP + 16
    middle = height / 2
    placed = []
    for nodes, x, edge, centre in ((left, 0, _BOX, _BOX + _GAP), (right, WIDTH - _BOX, WIDTH - _BOX, WIDTH - _BOX - _GAP)):
        top = middle - len(nodes) * _STEP / 2
        for place, node in enumerate(nodes):
            y = round(top + place * _STEP + 4)
            bend = (edge + centre) / 2
            line = f"M{edge} {y + 18} C{bend} {y + 18} {bend} {middle:.0f} {centre} {middle:.0f}"
            placed.append(Placed(node, x, y, line))
    return height, placed
