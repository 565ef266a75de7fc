"""A character that was lost when a text was converted (计量标?科): it is read as in the one name of the column that has all others."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from kg.records import Cell, Document, Field, Finding, Item, Repair, Severity
from kg.repair.inplace import mended
from kg.repair.where import of_field, within
from kg.text import shortened

_HAN = "\u4e00-\u9fff"
_LOST = re.compile("[?\ufffd□〓■]{1,2}")
_WORD = re.compile(rf"[{_HAN}\w·?\ufffd□〓■-]+")
_AMID = re.compile(rf"[{_HAN}]+\?{{1,2}}[{_HAN}]+")
_ASKED = re.compile("[吗呢何哪谁么]|是否|能否|可否|多少|几")
_FEWEST, _FEW = 3, 3


def mend(document: Document) -> tuple[Document, list[Finding]]:
    """The document with such names whole, and a finding for each; one that nothing tells is only told of."""
    marked = {id(f.value) for item in document.items for f in item.fields if f.value and _LOST.search(f.value.text)}
    if not marked:
        return document, []
    words = _words(document, marked)

    def judge(item: Item, field: Field, cell: Cell) -> tuple[str, list[Finding]] | None:
        if id(cell) not in marked:
            return None
        whole = {odd: meant for odd in _WORD.findall(cell.text) if (meant := _meant(odd, words[field.label]))}
        text = _WORD.sub(lambda word: whole.get(word[0], word[0]), cell.text)
        return (text, [_finding(item, field, cell, odd, meant) for odd, meant in whole.items()]) if whole else None

    return mended(document, judge)


def lost(document: Document) -> Iterator[Finding]:
    """Cells with such a mark amid their words that nothing tells the character of; where there are many, one finding for all."""
    told: dict[int, tuple[Item, Field, str]] = {}
    for item in document.items:
        for field in item.fields:
            odd = _AMID.search(field.text) if "?" in field.text else None
            if odd and not _ASKED.search(odd[0]):
                told.setdefault(id(field.value), (item, field, odd[0]))
    cells = list(told.values())
    for group in [cells] if len(cells) > _FEW else [[one] for one in cells]:
        item, field, word = group[0]
        times = f"等 {len(group)} 处" if len(group) > 1 else ""
        message = f"“{field.label}”中的“{shortened(word)}”{times}有字在转换编码时丢失，只剩“?”，请对照原件核对。"
        duties = tuple(dict.fromkeys(one.number for one, _, _ in group))
        yield Finding("lost-character", Severity.WARNING, duties, field.label, of_field(item, field), message)


def _words(document: Document, marked: set[int]) -> dict[str, set[str]]:
    """The words that stand whole under each label with such a cell."""
    words: dict[str, set[str]] = defaultdict(set)
    labels = {field.label for item in document.items for field in item.fields if id(field.value) in marked}
    for item in document.items:
        for field in item.fields:
            if field.label in labels and field.value:
                words[field.label].update(word for word in _WORD.findall(field.value.text) if not _LOST.search(word))
    return words


def _meant(odd: str, words: set[str]) -> str:
    """The one of the words that this is but for characters lost: a mark or two for each."""
    parts = _LOST.split(odd)
    if len(parts) < 2 or sum(map(len, parts)) < _FEWEST:
        return ""
    form = re.compile(f"[{_HAN}]{{1,2}}".join(map(re.escape, parts)))
    found = [word for word in words if form.fullmatch(word)]
    return found[0] if len(found) == 1 else ""


def _finding(item: Item, field: Field, cell: Cell, odd: str, meant: str) -> Finding:
    message = f"“{field.label}”中的“{odd}”有字在转换编码时丢失，本栏别处印作“{meant}”，按此读，原文保留。"
    repair = Repair("applied", (odd,), (meant,))
    return Finding("lost-character", Severity.WARNING, (item.number,), field.label, within(cell, odd), message, repair)
