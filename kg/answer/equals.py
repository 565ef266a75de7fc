"""Two bodies of one kind in a base, such as the same bureau of two districts: who asks neither by name is shown both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.answer.answer import Published
from kg.answer.duties import DutyAnswer
from kg.text import without_place

_NEAR = 0.5  # of the best score: the same duty is worded otherwise in another district


def first(listed: Sequence[DutyAnswer], known: Mapping[str, Published]) -> tuple[DutyAnswer, ...]:
    """The best duty, and the best of each body that is called as its own but for the place, where it is nearly as good.

    None where there is no such other.
    """
    if len(known) < 2 or not listed or listed[0].catalogue not in known:
        return ()
    kind = without_place(known[listed[0].catalogue].publisher)
    found = {listed[0].catalogue: listed[0]}
    for duty in listed:
        same = duty.catalogue in known and without_place(known[duty.catalogue].publisher) == kind
        if same and duty.score >= _NEAR * listed[0].score:
            found.setdefault(duty.catalogue, duty)
    bodies = {known[slug].publisher for slug in found}
    return tuple(found.values()) if len(bodies) > 1 else ()


def told(those: Sequence[DutyAnswer], known: Mapping[str, Published]) -> str:
    """What is said where several bodies have it."""
    return f"；{'、'.join(known[duty.catalogue].publisher for duty in those)}各有这样的事项，问句没有说是哪一个"
