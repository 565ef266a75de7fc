"""A section that one duty calls by a shorter name than all others do: 基教科 for 基础教育科."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from kg import meaning
from kg.records import Document, Field, Finding, Item, Severity
from kg.repair.evidence.homes import may_reach
from kg.repair.evidence.wording import is_word, words_of
from kg.repair.where import of_field, standing

_RANKS = frozenset("科股处室部")
_SHORTEST, _SEVERAL = 3, 2
_Held = Mapping[str, list[tuple[Item, Field, int]]]


def departments(document: Document) -> Iterator[Finding]:
    """A name of one duty alone that is the only longer one with some characters left out, where it can be nobody else's.

    It takes single characters from the words of that one and is no word itself, or its duty has the telephone of that one alone:
    综合科 and 综合监督科 may be two.
    """
    held = _held(document)
    listed = "".join(cell.text for cell in document.offices)
    for name, cells in held.items():
        if len({item.number for item, *_ in cells}) > 1 or name[-1] not in _RANKS or len(name) < _SHORTEST or name in listed:
            continue
        longer = [other for other in held if _is_longer(other, name)]
        item, field, _ = cells[0]
        if len(longer) != 1 or len({one.number for one, *_ in held[longer[0]]}) < _SEVERAL:
            continue
        if any(one is item for one, *_ in held[longer[0]]):
            continue
        if _is_of_halves(name, longer[0]) or _is_reached(item, longer[0], held):
            message = f"机构名称写法不一：“{name}”疑为“{longer[0]}”的简称。"
            yield Finding("inconsistent-name", Severity.WARNING, (item.number,), field.label, of_field(item, field), message)


def _held(document: Document) -> dict[str, list[tuple[Item, Field, int]]]:
    """The duties of each department, with its cell and how many that has."""
    held: dict[str, list[tuple[Item, Field, int]]] = defaultdict(list)
    for item in document.items:
        for field in standing(item):
            named = meaning.departments(field.text) if field.kind == "department" else ()
            for one in named:
                held[one.name].append((item, field, len(named)))
    return held


def _is_longer(other: str, name: str) -> bool:
    """Whether a name begins and ends as a shorter one, and has all its characters in order."""
    if len(other) <= len(name) or other[0] != name[0] or other[-1] != name[-1]:
        return False
    rest = iter(other)
    return all(char in rest for char in name)


def _is_of_halves(name: str, longer: str) -> bool:
    """Whether a name is no word, and not put together of whole words of the longer one."""
    short = name[:-1]
    if is_word(short):
        return False
    left = [short]
    for word in words_of(longer[:-1]):
        left += [one.removeprefix(word) for one in left if one.startswith(word)]
    return "" not in left


def _is_reached(item: Item, name: str, held: _Held) -> bool:
    """Whether a duty has a telephone that several duties of a department alone have, and none of another one."""
    reached = {
        other: Counter(phone for one, _, count in cells if count == 1 and one is not item for phone in _phones(one))
        for other, cells in held.items()
    }
    return any(
        reached[name][phone] >= _SEVERAL and not any(reached[other][phone] for other in reached if other != name)
        for phone in _phones(item)
    )


def _phones(item: Item) -> set[str]:
    reaching = (field for field in item.fields if field.value and may_reach(field))
    return {phone for field in reaching for phone in meaning.contacts(field.text).phones}
