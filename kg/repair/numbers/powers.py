"""Names that end as those of another type of power do: …行为的许可 amid penalties, all others of which are called …的处罚."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from kg.labels import TYPES
from kg.records import Field, Finding, Item, Severity
from kg.repair.where import of_field, standing
from kg.text import squeeze

_FEWEST, _END = 5, 2


def named(cells: Iterable[tuple[Item, Field]], told: Iterable[Finding]) -> Iterator[Finding]:
    """The one name of a type that ends with the word of another one, where all others end with the word of their own.

    `cells` are those of types; of a duty whose type was `told` of, its name says nothing more.
    """
    apart = {number for one in told for number in one.duties}
    types: dict[str, dict[str, tuple[Item, Field]]] = defaultdict(dict)
    for item, field in cells:
        name = next((one for one in standing(item) if one.kind == "name"), None)
        if name and item.number not in apart:
            types[squeeze(field.text)].setdefault(item.number, (item, name))
    for kind, held in types.items():
        names = [(item, field, squeeze(field.text)[-_END:]) for item, field in held.values()]
        own = kind[-_END:]
        odd = [one for one in names if one[2] != own]
        if len(names) < _FEWEST or len(odd) != 1 or not _is_word(odd[0][2]):
            continue
        item, field, end = odd[0]
        message = f"“{field.label}”以“{end}”结尾，类型却是“{kind}”，该类其余各项都以“{own}”结尾，请核对。"
        yield Finding("misplaced-value", Severity.WARNING, (item.number,), field.label, of_field(item, field), message)


def _is_word(end: str) -> bool:
    """Whether names that end so are of a type of power."""
    return any(kind.endswith(end) for kind in TYPES)
