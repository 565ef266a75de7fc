"""A department whose duty has the telephone of another one: each has its own in the other rows."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from kg import meaning
from kg.records import Document, Field, Finding, Item, Severity
from kg.repair.evidence.homes import may_reach
from kg.repair.where import of_field, standing

_FEWEST, _SEVERAL, _OFTEN = 3, 2, 3
_LOCAL = re.compile(r"\d{7,8}$")
_Row = tuple[Item, Field, str, str]


def departments(document: Document) -> Iterator[Finding]:
    """A department beside a telephone that is another's: several duties have it, all of that one.

    It acts in this duty alone, where some departments have a telephone each, which stands beside no other;
    or it is reached by one and the same everywhere else, as every other department is.
    """
    for rows in _rows(document):
        yield from (_lone(rows) or _strayed(rows))


def _lone(rows: Sequence[_Row]) -> list[Finding]:
    """The only department of one duty alone that has another's telephone."""
    reached: dict[str, Counter[str]] = defaultdict(Counter)
    told: dict[str, set[str]] = defaultdict(set)
    for item, _, name, phone in rows:
        if item.number not in told[name]:
            reached[phone][name] += 1
        told[name].add(item.number)
    lone = [row for row in rows if len(told[row[2]]) == 1 and max(reached[row[3]].values(), default=0) >= _SEVERAL]
    own = {phone for phone, names in reached.items() if len(names) == 1 and names.total() >= _SEVERAL}
    if len(own) < _FEWEST or len(lone) != 1:
        return []
    item, field, name, phone = lone[0]
    others = [other for other in reached[phone] if other != name]
    if len(others) != 1 or {p for _, _, n, p in rows if n == others[0]} != {phone}:
        return []
    message = f"“{name}”只在这一项出现，所留电话 {phone} 在其他各项都是“{others[0]}”的，请核对。"
    return [_finding(item, field, message)]


def _strayed(rows: Sequence[_Row]) -> list[Finding]:
    """The only department that is reached by two telephones, of which one stands in this duty alone and is another department's."""
    duties: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for item, _, name, phone in rows:
        duties[name][phone].add(item.number)
    several = [name for name in duties if len(duties[name]) > 1]
    if len(several) != 1 or len(duties) <= _FEWEST:
        return []
    name = several[0]
    phone, usual = sorted(duties[name], key=lambda one: len(duties[name][one]))[:2]
    others = [other for other in duties if other != name and phone in duties[other]]
    strayed = len(duties[name]) == _SEVERAL and len(duties[name][phone]) == 1 and len(duties[name][usual]) >= _OFTEN
    if not strayed or len(others) != 1 or len(duties[others[0]][phone]) < _SEVERAL:
        return []
    item, field = next((item, field) for item, field, *whose in rows if whose == [name, phone])
    message = f"“{name}”在其他各项所留的电话都是 {usual}，这一项的 {phone} 在其他各项都是“{others[0]}”的，请核对。"
    return [_finding(item, field, message)]


def _rows(document: Document) -> Iterator[list[_Row]]:
    """For each column of telephones, the duties of one department with one telephone there."""
    columns: dict[str, list[tuple[Item, Field, str, Field]]] = defaultdict(list)
    for item in document.items:
        fields = standing(item)
        acting = [field for field in fields if field.kind == "department"]
        names = meaning.departments(acting[0].text) if len(acting) == 1 else ()
        for field in fields if len(names) == 1 else ():
            if may_reach(field):
                columns[field.label].append((item, acting[0], names[0].name, field))
    for cells in columns.values():
        local = {
            found[0]: phone
            for *_, cell in cells
            for phone in meaning.contacts(cell.text).phones
            if (found := _LOCAL.search(phone))
        }
        yield [(item, acting, name, phone) for item, acting, name, cell in cells if (phone := _phone(cell.text, local))]


def _phone(text: str, local: Mapping[str, str]) -> str:
    """The one telephone of a cell, also where only its area code has a slip (O571-8800101); "" for none or several."""
    phones = meaning.contacts(text).phones
    slip = next((local[digits] for digits in re.findall(r"\d+", text) if digits in local), "") if not phones else ""
    return phones[0] if len(phones) == 1 else slip


def _finding(item: Item, field: Field, message: str) -> Finding:
    return Finding("implausible-department", Severity.WARNING, (item.number,), field.label, of_field(item, field), message)
