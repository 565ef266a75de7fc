"""A department whose duty has the telephone of another one: each has its own in the other rows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from kg import meaning
from kg.meaning.contacts import is_label
from kg.records import Document, Field, Finding, Item, Severity
from kg.repair.where import of_field, standing

_FEWEST, _SEVERAL = 3, 2
_Row = tuple[Item, Field, str, str]


def departments(document: Document) -> Iterator[Finding]:
    """A department of one duty alone beside a telephone that is another's: several duties have it, all of that one.

    Only where telephones tell departments apart: some have one each, which stands beside no other.
    """
    for rows in _rows(document):
        reached: dict[str, Counter[str]] = defaultdict(Counter)
        told: dict[str, set[str]] = defaultdict(set)
        for item, _, name, phone in rows:
            if item.number not in told[name]:
                reached[phone][name] += 1
            told[name].add(item.number)
        lone = [row for row in rows if len(told[row[2]]) == 1 and max(reached[row[3]].values(), default=0) >= _SEVERAL]
        own = {phone for phone, names in reached.items() if len(names) == 1 and names.total() >= _SEVERAL}
        if len(own) < _FEWEST or len(lone) != 1:
            continue
        item, field, name, phone = lone[0]
        others = [other for other in reached[phone] if other != name]
        if len(others) == 1 and {p for _, _, n, p in rows if n == others[0]} == {phone}:
            message = f"“{name}”只在这一项出现，所留电话 {phone} 在其他各项都是“{others[0]}”的，请核对。"
            yield Finding("implausible-department", Severity.WARNING, (item.number,), field.label, of_field(item, field), message)


def _rows(document: Document) -> Iterator[list[_Row]]:
    """For each column of telephones, the duties of one department with one telephone there."""
    columns: dict[str, list[_Row]] = defaultdict(list)
    for item in document.items:
        fields = standing(item)
        acting = [field for field in fields if field.kind == "department"]
        names = meaning.departments(acting[0].text) if len(acting) == 1 else ()
        for field in fields if len(names) == 1 else ():
            phones = meaning.contacts(field.text).phones if field.kind == "supervision" or is_label(field.label) else ()
            if len(phones) == 1:
                columns[field.label].append((item, acting[0], names[0].name, phones[0]))
    yield from columns.values()
