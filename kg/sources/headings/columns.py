"""Lines of labels, one over another -> columns, each with the label that people would ask for and the kind of value under it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass

from kg.labels import ASIDE, EVERYDAY, FOREIGN, LEVELS
from kg.sources.blocks import Row
from kg.sources.known import kind_of
from kg.text import is_tick, label

_SAYS_ENOUGH = 3  # characters of a label that can be asked for alone
WHO = frozenset(("department", "body"))


@dataclass(frozen=True, slots=True)
class Column:
    """A column: where it stands (0-based), its label, the kind of value under it, and the label over one that cannot be asked for alone."""

    at: int
    label: str
    kind: str
    over: str = ""

    @property
    def whole(self) -> str:
        """The label with the one over it: 办理时限（法定）; "" for one that says enough alone."""
        return f"{self.over}（{self.label}）" if self.over else ""


def columns(lines: Sequence[Row]) -> tuple[Column, ...]:
    """The columns that the lines of a header name, the lowest text of each being its label."""
    found: list[tuple[int, str, str]] = []
    seen: set[int] = set()
    over = [""] * len(lines)  # what stands over a column in each line: a wide cell that is not merged leaves blanks beside it
    for n in range(len(lines[0])):
        here = [line[n] if n < len(line) else line[-1] for line in lines]
        over = [label(one.text) or before for one, before in zip(here, over, strict=True)]
        level = max((k for k, one in enumerate(here) if label(one.text) and one not in here[:k]), default=0)
        cell = here[level]
        if not label(cell.text) or id(cell) in seen:
            continue
        seen.add(id(cell))
        found.append((n, label(cell.text), over[level - 1] if level else ""))
    names = Counter(name for _, name, _ in found)
    once = {name for name in names if names[name] == 1 or kind_of(name) == "number"}
    told = {upper for _, name, upper in found if kind_of(name) == kind_of(upper) != "basis"}
    return tuple(Column(n, *_named(name, upper, once, told)) for n, name, upper in found)


def is_foreign(labels: Sequence[str]) -> bool:
    """Whether one of the labels is of money, things or progress, as in budgets, registers and plans."""
    return any(word in text for text in labels if text not in ASIDE for word in FOREIGN)


def _named(name: str, over: str, once: Set[str], told: Set[str]) -> tuple[str, str, str]:
    """(label, kind, over) of a lower label: itself where no other column is called so, and it is not known for something else (依据 under 责任).

    One of no known kind must not stand under money; else the upper one goes before it. A short one (法定) keeps the upper one beside it.
    """
    if not over or name.startswith(over):
        return name, kind_of(name), ""
    kind = _together(name, over, told)
    if name in once and kind_of(name) in ("other", kind) and (kind != "other" or not is_foreign([over])):
        return name, kind, over if kind == "other" and len(name) < _SAYS_ENOUGH else ""
    whole = kind_of(over + name)
    if over + name in ASIDE or whole != "other" or name.endswith(LEVELS):
        return over + name, whole, ""
    both = f"{over}（{name}）"
    return both, kind_of(both) if name not in once else kind_of(over), ""


def _together(name: str, over: str, told: Set[str]) -> str:
    """The kind that a lower label and the one over it tell together.

    Words that tables of any sort use, and 依据, are of what stands over them. One that nobody knows is so too, unless it says how high
    a body stands (实施主体: 层级), or another one below is what the upper one says (职权: 名称, 到场次数); a basis is told in parts (名称, 条款).
    """
    own, upper, whole = kind_of(name), kind_of(over), kind_of(over + name)
    if over + name in ASIDE or whole != "other":
        return whole
    if own == "other":
        return "other" if name.endswith(LEVELS) or over in told or upper == "number" else upper
    general = (name in EVERYDAY or own == "basis") and upper not in ("other", "name", own) and not {own, upper} <= WHO
    return upper if general else own


def is_ticked(column: Column, rows: Sequence[Row]) -> bool:
    """Whether nothing but ticks stands in a column below its label."""
    said = [row[column.at].text for row in rows if column.at < len(row) and row[column.at].text.strip()]
    return bool(said) and all(map(is_tick, said))
