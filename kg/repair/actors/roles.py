"""Roles that contradict themselves in one duty: a department that leads and assists, a role beside which no department stands."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from kg import meaning
from kg.parts import HELPING, LEADING, of_label
from kg.records import Department, Document, Field, Finding, Item, Severity
from kg.repair.where import of_field, standing

_FEW = 2
_LEADS, _HELPS = (re.compile("|".join(words)) for words in (LEADING, HELPING))


def played(document: Document) -> Iterator[Finding]:
    """A department that leads and assists in one duty, alone in the lead; a role without a department, unless several cells leave one blank."""
    alone: list[tuple[Item, Field, list[str]]] = []
    for item in document.items:
        acting = [field for field in standing(item) if field.kind == "department"]
        yield from _twice(item, acting)
        for field in acting:
            roles = meaning.roles_alone(field.text) if _LEADS.search(field.text) or _HELPS.search(field.text) else []
            alone += [(item, field, roles)] if roles else []
    for item, field, roles in alone if len(alone) <= _FEW else ():
        yield _finding(item, field, f"“{field.label}”中的“{'、'.join(roles)}”没有写明是哪个机构。")


def _twice(item: Item, acting: list[Field]) -> Iterator[Finding]:
    """A department with two parts, in one cell or in columns of each part; none where several lead, each in its own part of the duty."""
    if not any(map(_LEADS.search, (text for field in acting for text in (field.label, field.text)))):
        return
    parts: dict[str, set[str]] = defaultdict(set)
    for field in acting:
        for one in meaning.mentioned(field.text):
            parts[one.name].add(_part(one, field))
    leading = [name for name in parts if "lead" in parts[name]]
    if len(leading) == 1 and "help" in parts[leading[0]]:
        field = next(field for field in reversed(acting) if leading[0] in field.text)
        yield _finding(item, field, f"“{leading[0]}”既牵头又配合，其中一处疑为误填。")


def _part(one: Department, field: Field) -> str:
    """Whether a department leads or helps, by the words beside it or those of its column."""
    role = one.role or of_label(field.label) or ""
    return "lead" if role.startswith(LEADING) else "help" if role.startswith(HELPING) else ""


def _finding(item: Item, field: Field, message: str) -> Finding:
    return Finding("implausible-department", Severity.WARNING, (item.number,), field.label, of_field(item, field), message)
