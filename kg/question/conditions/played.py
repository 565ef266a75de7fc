"""What a role makes of a question: departments that lead or assist instead of those that carry out."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any

from kg.question.algebra import AnyOf, Has, Is, Query, Values
from kg.question.mentions.scan import Token

Role = str


def placed(tokens: list[Token]) -> tuple[list[Token], Role]:
    """The tokens, each department with the role that is said beside it, and the role that is said of what is asked for ("": none)."""
    read, free = list(tokens), ""
    for n, token in enumerate(tokens):
        if token.kind != "role":
            continue
        read[n] = replace(token, kind="filler")
        at = _department(read, range(n - 1, max(n - 5, -1), -1)) or _department(read, range(n + 1, min(n + 5, len(tokens))))
        if at:
            read[at - 1] = replace(read[at - 1], value=played(read[at - 1].value, token.value))
        elif _there_is(tokens, n):
            read[n] = replace(token, kind="mention", value=Has(token.value))
            read[n + 1] = replace(tokens[n + 1], kind="filler")
        else:
            free = free or token.value
            if n + 1 < len(tokens) and (tokens[n + 1].kind, tokens[n + 1].value) == ("noun", "department"):  # 几个·配合科室
                read[n] = replace(token, kind="filler", text="", end=token.start)
                read[n + 1] = replace(tokens[n + 1], text=token.text + tokens[n + 1].text, start=token.start)
    return read, free


def _department(tokens: list[Token], places: range) -> int:
    """The place, counted from 1, of the first department among `places` with nothing but words of no meaning before it; 0 for none."""
    for n in places:
        token = tokens[n]
        one = token.value.parts[0] if isinstance(token.value, AnyOf) else token.value
        if token.kind in ("mention", "choice") and isinstance(one, Is) and one.dimension == "department":
            return n + 1
        if token.kind != "filler" and not (token.kind == "noun" and token.value == "department"):
            return 0
    return 0


def _there_is(tokens: list[Token], n: int) -> bool:
    """Whether duties are said to have a department of this role (哪些职责有配合部门), and it is not asked which."""
    if (
        not 0 < n < len(tokens) - 1
        or tokens[n + 1].value != "department"
        or tokens[n - 1].value not in ("there-is", "not", "lack")
    ):
        return False
    asked = tokens[n + 2] if n + 2 < len(tokens) else None
    return not (
        asked and asked.kind in ("sign", "asks") and asked.value in ("which", "howmany", "count-suffix", "there-is", "department")
    )


def played(meant: Any, role: Role) -> Any:
    """A query or condition in which departments play a role: what was asked of those that carry out is asked of those that lead."""
    if isinstance(meant, tuple):
        return tuple(played(one, role) for one in meant)
    if not is_dataclass(meant) or isinstance(meant, type):
        return meant
    changed = {field.name: played(getattr(meant, field.name), role) for field in fields(meant)}
    dimension = "leading" if isinstance(meant, Values) and role == "lead" else role
    for name in ("dimension", "by", "of"):
        if changed.get(name) == "department":
            changed[name] = dimension
    return type(meant)(**changed)


def of(query: Query, role: Role) -> Query:
    """`query` with the role that is said of what it asks for, if one is."""
    return played(query, role) if role else query
