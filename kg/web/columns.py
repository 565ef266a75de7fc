"""What the card of a duty shows as it is printed: every column but those that it shows taken apart, as clauses or as contacts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.text import normal

if TYPE_CHECKING:
    from kg.answer import DutyAnswer, Evidence

_APART = {"number", "code", "name", "subitem", "department", "basis", "boundary", "supervision"}


def columns(duty: DutyAnswer) -> list[Evidence]:
    """The fields shown under their own labels, in the order of the document; the legal basis too where no clause was made out in it."""
    apart = _APART if duty.clauses else _APART - {"basis"}
    return [
        one for one in duty.evidence if one.kind not in apart and (one.field, one.text) not in duty.services and normal(one.text)
    ]


def complaints(duty: DutyAnswer) -> list[Evidence]:
    """What is printed of where to complain, where neither mailbox nor phone was made out in it."""
    told = () if duty.mailboxes or duty.phones else duty.evidence
    return [one for one in told if one.kind == "supervision" and normal(one.text)]
