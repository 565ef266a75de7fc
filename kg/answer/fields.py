"""Dimensions of questions -> the fields of a duty that tell of them: kinds of fields, or labels."""

from __future__ import annotations

from kg.question.words import columns

_TOLD_BY = {  # dimensions of questions -> the kind of the field that they are read from
    **dict.fromkeys(("phone", "mailbox"), "supervision"),
    **dict.fromkeys(("lead", "leading", "support", "joint", "sole", "helping"), "department"),
    **dict.fromkeys(("clause", "citation", "document", "document-number", "issuer", "quote"), "basis"),
    **dict.fromkeys(("step", "meeting"), "workflow"),
}


def fields_of(*dimensions: str) -> tuple[str, ...]:
    """The kinds or labels of the fields that tell of dimensions of questions; none for ""."""
    return tuple(name for one in dimensions if one for name in _printed(one) or (_field_of(one),))


def _printed(dimension: str) -> tuple[str, ...]:
    return tuple(name for label in columns.labels_of(dimension) for name in columns.printed(label))


def _field_of(dimension: str) -> str:
    kind, _, label = dimension.partition("|")
    return label or _TOLD_BY.get(kind, kind)
