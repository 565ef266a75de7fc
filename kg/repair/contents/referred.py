"""What leads to another place of the document: items that a cell points to and nobody has, pages of the contents that go back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kg.records import Document, Field, Finding, Item, Severity
from kg.repair.where import of_field, within
from kg.text import digits

_FEWEST = 5
_POINTS = "(?:见|参照|参考)(?:本?(?:清单|目录|表))?(?:中?的?(?:职责|事项|序号|编号))?"
_COUNTED = re.compile(rf"(?:{_POINTS}|同|与)第 ?(\d{{1,4}}) ?项(?![规目第中之])")
_DOTTED = re.compile(rf"{_POINTS}第? ?(\d{{1,2}}(?:\.\d{{1,3}}){{1,2}})(?![\d.%％℃]|[万亿元米年月日个倍级分公平])")


def items(document: Document) -> Iterator[Finding]:
    """A number that a cell points to (标准见第35项, 见职责9.9) and no item has; only where the items are numbered in this way."""
    numbered = [item for item in document.items if item.number]
    running = {digits(field.text) for item in numbered for field in item.fields if field.kind == "number" and field.value}
    known = running | {digits(item.number) for item in numbered}
    plain = {number for number in running or known if number.isdecimal()}
    dotted = {number for number in known if _is_dotted(number)}
    counts = len(plain) >= _FEWEST and "1" in plain and max(map(int, plain)) <= 2 * len(plain)
    for item in numbered:
        for field in item.fields:
            if not field.value or field.kind in ("basis", "number", "code"):
                continue
            found = _COUNTED.search(field.text) if counts else None
            if (not found or found[1] in plain) and len(dotted) >= _FEWEST:
                found = _DOTTED.search(field.text)
            if found and found[1] not in known and _is_alike(found[1], known):
                yield _dangling(item, field, found)


def _is_dotted(number: str) -> bool:
    return "." in number and number.replace(".", "").isdecimal()


def _is_alike(number: str, known: set[str]) -> bool:
    """Whether items are numbered with as many parts."""
    return any(one.count(".") == number.count(".") for one in known)


def pages(document: Document) -> Iterator[Finding]:
    """The one page of the contents that is out of order (17, 81, 19), where all others go up."""
    listed = [one.contents for one in document.items if one.contents and one.contents.page.isdecimal()]
    printed = [int(entry.page) for entry in listed]
    back = [n for n, (page, below) in enumerate(pairwise(printed)) if below < page]
    if len(listed) < _FEWEST or len(back) != 1:
        return
    odd = next((n for n in (back[0], back[0] + 1) if (rest := [*printed[:n], *printed[n + 1 :]]) == sorted(rest)), None)
    if odd is not None:
        around = "、".join(map(str, printed[max(0, odd - 1) : odd + 2]))
        message = f"目录中 {listed[odd].number} 的页码 {printed[odd]} 与前后各项不合（{around}），请核对。"
        yield Finding("odd-page", Severity.INFO, (listed[odd].number,), "页码", listed[odd].place, message)


def _dangling(item: Item, field: Field, found: re.Match[str]) -> Finding:
    message = f"“{field.label}”所指的“{found[0]}”不存在：本目录没有 {found[1]} 这一项。"
    place = within(field.printed, found[0]) if field.printed else of_field(item, field)
    return Finding("dangling-reference", Severity.WARNING, (item.number,), field.label, place, message)
