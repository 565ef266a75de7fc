"""An item's row in an index beside its own table: code, sub-item and department, and which tables an index should list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from kg import meaning
from kg.parts import LEADING
from kg.records import Document, Field, Finding, Item, Severity
from kg.repair.evidence.alike import one_slip
from kg.repair.where import of_field
from kg.text import bare, code, normal, part, squeeze

_MOST, _FEW = 0.5, 2


def expected(items: Sequence[Item]) -> Callable[[Item], bool]:
    """Whether an index should list a table: it lists most of them, or most of its type or list, and some of these; contents with pages list all."""
    tables = [item for item in items if item.table is not None]
    entries = [item.contents for item in items if item.contents]
    if not entries:
        return lambda _: False
    if any(entry.page or not entry.fields for entry in entries):
        return lambda _: True
    told: dict[tuple[str, str | int | None], list[bool]] = defaultdict(list)
    for item in tables:
        for group in _groups(item):
            told[group].append(item.contents is not None)
    none = {group for group, known in told.items() if len(known) > 1 and not any(known)}
    most = {group for group, known in told.items() if sum(known) >= _MOST * len(known)}
    return lambda item: none.isdisjoint(_groups(item)) and not most.isdisjoint(_groups(item))


def _groups(item: Item) -> tuple[tuple[str, str | int | None], ...]:
    """What an index lists, or may leave out as a whole: all duties, those of a type, those of a list."""
    found = _first(item.fields, "type")
    kind = squeeze(found.text) if found else ""
    return (("all", None), *((("type", kind),) if kind else ()), *((("list", item.table),) if item.across else ()))


def codes(document: Document) -> Iterator[Finding]:
    """A code that an index prints otherwise than the table of the same name; nothing where most differ, for then it counts otherwise."""
    both = [
        (item, own, item.contents.number)
        for item in document.items
        if item.table is not None and item.contents and bool(item.contents.subitem) == bool(item.subitem)
        for own in (_first(item.fields, "code"),)
        if own and own.value and (said := _first(item.contents.fields, "code")) and said.value
    ]
    other = [(item, own, listed) for item, own, listed in both if code(own.text) != code(listed)]
    for item, own, listed in other if len(other) <= max(_FEW, len(both) // 10) else ():
        place = item.contents.place if item.contents else of_field(item, own)
        message = f"“{own.label}”与目录（{place}）的不同：目录为 {listed}，此处为 {normal(own.text)}。"
        yield Finding("wording-differs", Severity.WARNING, (item.number,), own.label, of_field(item, own), message)


def subitems(document: Document) -> Iterator[Finding]:
    """A sub-item that an index words otherwise than the table."""
    for item in document.items:
        own = _first(item.fields, "subitem")
        listed = item.contents.subitem if item.contents else ""
        if item.table is not None and own and item.contents and listed and item.subitem and part(listed) != part(item.subitem):
            minor = bare(part(listed)) == bare(part(item.subitem))
            severity = Severity.INFO if minor else Severity.WARNING
            message = f"“{own.label}”与目录（{item.contents.place}）的{'仅标点不同' if minor else '用词不同'}：目录为“{listed}”，此处为“{item.subitem}”。"
            yield Finding("wording-differs", severity, (item.number,), own.label, of_field(item, own), message)


def departments(document: Document) -> Iterator[Finding]:
    """A department that leads in the table of one duty and stands in no other, where the index has another; nothing where most differ."""
    named: dict[str, set[str]] = defaultdict(set)
    for item in document.items:
        for field in (*item.fields, *(item.contents.fields if item.contents else ())):
            if field.kind == "department" and field.value:
                for one in meaning.departments(field.text):
                    named[one.name].add(item.number)
    both = [(item, field, theirs) for item in document.items for field, theirs in _beside(item)]
    other = [one for one in both if not any(_is_like(name, listed) for name in _leading(one[1]) for listed in one[2])]
    for item, field, theirs in other if len(other) <= max(_FEW, len(both) // 10) and 2 * len(other) < len(both) else ():
        own = _leading(field)
        if all(named[name] == {item.number} and meaning.is_body(name) for name in own):
            message = f"“{'、'.join(own)}”与目录不合，别的事项也没有这个机构：目录为“{'、'.join(theirs)}”。"
            yield Finding("implausible-department", Severity.WARNING, (item.number,), field.label, of_field(item, field), message)


def _leading(field: Field) -> list[str]:
    """Who a cell says is in the lead; all whom it names where it tells no roles."""
    named = meaning.departments(field.text)
    return [one.name for one in named if one.role and one.role.startswith(LEADING)] or [one.name for one in named]


def _beside(item: Item) -> Iterator[tuple[Field, list[str]]]:
    """The departments of a table with those that the index says: under the same label, or where the table has but one such field."""
    listed = [f for f in item.contents.fields if f.kind == "department" and f.value] if item.contents else []
    own = [f for f in item.fields if f.kind == "department" and f.value] if item.table is not None else []
    names = list(dict.fromkeys(one.name for field in listed for one in meaning.departments(field.text)))
    same = [f for f in own if f.label in {one.label for one in listed}] or (own if len(own) == 1 else [])
    yield from ((field, names) for field in same if names and meaning.departments(field.text))


def _is_like(name: str, other: str) -> bool:
    """Whether two names are of one department, one of them short or misspelt."""
    return name in other or other in name or one_slip(name, other)


def _first(fields: Sequence[Field], kind: str) -> Field | None:
    return next((field for field in fields if field.kind == kind), None)
