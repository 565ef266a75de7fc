"""Duties -> the same, with two departments where one stands in brackets behind another (监督科（执法支队）) and the catalogue has each by itself too."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from kg.meaning.departments import listed
from kg.records import Department, Duty

_BRACKETED = re.compile("(.+?)[（(]([^（）()]+)[）)]")


def beside(duties: Sequence[Duty]) -> tuple[Duty, ...]:
    """Each department by itself, with the role of both; a second name of one section (办公室（党建办）) stands nowhere alone, and stays in its brackets."""
    alone = {one.name for duty in duties for one in duty.departments}
    return tuple(_apart(duty, alone) if any(_parts(one, alone) for one in duty.departments) else duty for duty in duties)


def _apart(duty: Duty, alone: Collection[str]) -> Duty:
    found: dict[str, Department] = {}
    for one in duty.departments:
        for name in _parts(one, alone) or [one.name]:
            found.setdefault(name, replace(one, name=name))
    return replace(duty, departments=tuple(found.values()))


def _parts(one: Department, alone: Collection[str]) -> list[str]:
    """The names that a name and its brackets are, where each is a department's by itself; none else."""
    match = _BRACKETED.fullmatch(one.name)
    names = [match[1], *listed(match[2])] if match else []
    return names if all(name in alone for name in names) else []
