"""A department's name with a blank inside, which other duties print without one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from kg import meaning
from kg.records import Document, Finding, Severity
from kg.repair.where import cells, within

_KINDS = ("department", "body")
_APART = re.compile(r"(?<![\u4e00-\u9fff] )[\u4e00-\u9fff]{1,12} [\u4e00-\u9fff]{1,12}(?! [\u4e00-\u9fff])")


def departments(document: Document) -> Iterator[Finding]:
    """Each name that is parted so (房地产 管理股), where its parts are not themselves bodies that stand side by side."""
    named: dict[str, set[str]] = defaultdict(set)
    found = []
    for item, field, cell in cells(document):
        if field.kind in _KINDS:
            for one in meaning.departments(field.text):
                named[one.name].add(cell.text)
            found += [(item, field, cell, name) for name in _APART.findall(cell.text)]
    for item, field, cell, name in found:
        joined = name.replace(" ", "")
        elsewhere = any(joined in text for text in named[joined])
        if elsewhere and not all(map(meaning.is_body, name.split())):
            where = "清单" if item.across else "信息表"
            message = f"{where}“{field.label}”中有异常空白：“{name}”中有空格。"
            yield Finding("odd-space", Severity.INFO, (item.number,), field.label, within(cell, name), message)
