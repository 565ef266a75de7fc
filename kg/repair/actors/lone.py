"""A section that acts in one duty alone and of whose business the document says nothing: it may be another body's."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from kg import meaning
from kg.labels import COMMON, DEEDS, FUNCTIONS
from kg.records import Document, Field, Finding, Item, Severity
from kg.repair.where import of_field, standing
from kg.text import pairs_of, squeeze

_FEWEST, _LEAST = 15, 2  # duties, and duties a department, where a section is strange
_ENOUGH, _EACH = 20, 3  # where only nothing speaks for it
_RANKS = "科股室处部"
_SECTION = re.compile(f"(?:管理|工作|服务|业务|事务)?[{_RANKS}]$")
_USUAL = re.compile("|".join(FUNCTIONS))
_AND = re.compile(f"[与和及、（）()]|{'|'.join(DEEDS)}")


def departments(document: Document) -> Iterator[Finding]:
    """The only such section of a document of many duties and few departments; none where the name of the duty has a character of its business.

    What sections of any body do (法规, 财务, 行政审批) needs no word elsewhere.
    """
    named: dict[str, list[tuple[Item, Field]]] = defaultdict(list)
    for item in document.items:
        for field in standing(item):
            if field.kind == "department":
                for one in meaning.departments(field.text):
                    named[one.name].append((item, field))
    numbers = {item.number for item in document.items}
    if len(numbers) < _FEWEST or len(named) * _LEAST > len(numbers):
        return
    many = len(numbers) >= _ENOUGH and len(named) * _EACH <= len(numbers)
    ends = _RANKS if 2 * sum(name.endswith("部") for name in named) > len(named) else _RANKS.replace("部", "")
    rare = {
        name: held[0]
        for name, held in named.items()
        if len({item.number for item, _ in held}) == 1 and name.endswith(tuple(ends))
    }
    text = _words(document) if rare else ""
    lone = [name for name in rare if not _is_told(name, rare[name][0], text, many=many)]
    if len(lone) == 1:
        item, field = rare[lone[0]]
        message = f"“{lone[0]}”只在这一项出现，别处没有提到它的业务，与本项名称也无关，请核对是否为本机构的内设机构。"
        yield Finding("implausible-department", Severity.INFO, (item.number,), field.label, of_field(item, field), message)


def _words(document: Document) -> str:
    """All that a document says, but for bases: what laws are called is not the business of whoever cites them."""
    listed = [item.contents.name.text for item in document.items if item.contents]
    fields = [field.text for item in document.items for field in item.fields if field.kind != "basis"]
    return squeeze("\n".join([document.title.text, *(one.text.text for one in document.responsibilities), *listed, *fields]))


def _is_told(name: str, item: Item, text: str, *, many: bool) -> bool:
    """Whether a section does what any body does, or something of which the document speaks without naming it, or its duty's name."""
    business, rest = _SECTION.sub("", name), text.replace(name, "")
    if _is_strange(_USUAL.sub("", business), item, rest):
        return False
    if _USUAL.search(business) or not many:
        return True
    own = meaning.printed_name(item) + item.subitem
    pairs = [pair for part in _AND.split(business) if part for pair in pairs_of(part) or [part]]
    return not pairs or any(pair in rest for pair in pairs) or any(char in own for char in {*business} - COMMON)


def _is_strange(business: str, item: Item, rest: str) -> bool:
    """Whether what its business begins with stands nowhere else, and no character of it in all that its row says: 女职工部, 医疗应急科."""
    chars = [char for char in _AND.sub("", business) if char not in COMMON]
    own = "".join(field.text for field in item.fields if field.kind not in ("department", "basis", "body"))
    return bool(chars) and chars[0] not in rest and not any(char in own for char in chars)
