"""What the headers of a document say of labels that alone mean nothing or something else.

条款内容 under 实施依据 is of a basis, 法定 under 办理时限 is 办理时限（法定）.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from kg.labels import GUESSES
from kg.sources.blocks import Block, Row, Table
from kg.sources.headings.columns import is_ticked
from kg.sources.headings.header import Header, found_at
from kg.sources.known import kind_of

_LONGEST = 60  # characters of a cell in a row that may be a header
_MAIN = re.compile(GUESSES["main"])
_OFTEN = 0.8


def lists(blocks: Sequence[Block]) -> list[tuple[Header, Sequence[Row]]]:
    """Each header of a document with the rows below it."""
    return [one for block in blocks if isinstance(block, Table) for one in _lists(block.rows)]


def kinds(headed: Sequence[tuple[Header, Sequence[Row]]]) -> dict[str, str]:
    """The kinds of labels that stand under others in the headers of lists.

    "other" for codes that are not the items' own; nothing for columns that are ticked off (省级 under 实施机关).
    """
    found: dict[str, str] = {}
    for head, below in headed:
        told = [one for one in head.columns if one.kind != "other" and kind_of(one.label) != one.kind]
        both = {one.label: one.kind for one in told if not is_ticked(one, below)}
        found = {**both, **dict.fromkeys(_of_main(head, below), "other"), **found}
    return found


def wholes(headed: Sequence[tuple[Header, Sequence[Row]]]) -> dict[str, str]:
    """The labels that cannot be asked for alone with what they are in full; none for one that stands under different ones."""
    columns = [one for head, _ in headed for one in head.columns]
    found = {one.label: one.whole for one in columns if one.whole}
    return {text: whole for text, whole in found.items() if all(one.whole == whole for one in columns if one.label == text)}


def _lists(rows: Sequence[Row]) -> Iterator[tuple[Header, Sequence[Row]]]:
    """Each header of a table with the rows below it."""
    short = (n for n, row in enumerate(rows) if all(len(one.text) <= _LONGEST for one in row))
    heads: list[tuple[int, Header]] = []
    for n in short:
        inside = heads and n < heads[-1][0] + heads[-1][1].rows  # the lower labels, with merged ones, look like a header too
        if not inside and (head := found_at(rows, n)):
            heads.append((n, head))
    for (n, head), end in zip(heads, [*(n for n, _ in heads[1:]), len(rows)], strict=False):
        yield head, rows[n + head.rows : end]


def _of_main(head: Header, rows: Sequence[Row]) -> list[str]:
    """The labels of codes of main items, which several items share, before the one that differs from item to item.

    One that is called so is enough with one main item of two codes; of others many must be shared, for a code may be doubled by a slip.
    """
    codes = [column for column in head.columns if column.kind == "code"]
    values = {one.at: [row[one.at].text.strip() if one.at < len(row) else "" for row in rows] for one in codes}
    several = {at: len({*texts} - {""}) for at, texts in values.items()}
    found: list[str] = []
    for one, own in combinations(codes, 2):
        both = {(main, code) for main, code in zip(values[one.at], values[own.at], strict=True) if code}
        parted = len(both) > len({main for main, _ in both} - {""})
        if parted and (_MAIN.search(one.label) or several[one.at] < _OFTEN * several[own.at]):
            found.append(one.label)
    return found
