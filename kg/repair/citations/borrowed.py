"""A basis copied from the row above or below: its law has nothing to do with this duty and is that one's matter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import chain, pairwise

from kg import meaning
from kg.labels import PLAIN
from kg.records import Document, Field, Finding, Item, Severity
from kg.repair.evidence.homes import CONDUCT
from kg.repair.where import of_field, standing
from kg.text import bare, squeeze

_SAID = 20  # characters of conduct in which a duty would have spoken of its law's matter
_STATUTES = ("法", "条例")  # each is of one matter; plans and notices are of all that a body does


def bases(document: Document) -> Iterator[Finding]:
    """A basis that one of two neighbours has from the other: its law is the other's matter and not this duty's.

    No third duty has it, their departments differ, and the titles of the statutes that it cites share a character with the
    name of the one and none with the whole row of the other.
    Characters of the catalogue's title, and those that any law's title may have, do not count; rows that say little are not judged.
    """
    rows = [(item, basis) for item in document.items if (basis := _basis(item))]
    often = Counter(bare(basis.text) for _, basis in rows)
    title = set(document.title.text)
    for (item, basis), (other, its) in chain.from_iterable(((one, two), (two, one)) for one, two in pairwise(rows)):
        if bare(basis.text) != bare(its.text) or often[bare(basis.text)] != 2 or item.number == other.number:
            continue
        cited = [one.document for one in meaning.legal_bases(basis.text)]
        matter = (
            {char for one in cited for char in one} - title - PLAIN if all(one.endswith(_STATUTES) for one in cited) else set()
        )
        words = "".join(dict.fromkeys(char for char in _name(other) if char in matter))
        if words and not matter & set(_rest(item)) and _differ(item, other):
            message = (
                f"“{basis.label}”与 {other.number} 的相同，所引法规（“{words}”）合于该项的名称，而本项各栏都不涉及，疑为误抄。"
            )
            yield Finding("copied-text", Severity.WARNING, (item.number,), basis.label, of_field(item, basis), message)


def _basis(item: Item) -> Field | None:
    """The basis of a row that says enough of what is done to be judged."""
    fields = standing(item) if item.table is not None else []
    said = sum(len(squeeze(field.text)) for field in fields if field.kind in CONDUCT)
    return next((field for field in fields if field.kind == "basis"), None) if said >= _SAID else None


def _name(item: Item) -> str:
    return meaning.printed_name(item) + item.subitem


def _rest(item: Item) -> str:
    """Everything that a row says beside its basis and who exercises it."""
    return "".join(field.text for field in item.fields if field.kind not in ("basis", "body"))


def _differ(item: Item, other: Item) -> bool:
    """Whether two duties are of departments of which none is in both."""
    one, two = ({named.name for named in meaning.departments(meaning.by_kind(i).get("department", ""))} for i in (item, other))
    return bool(one and two) and not one & two
