"""What a label means while a document is read: as in documents in general, as the user says, or as the document's own headers explain.

Only the rooms of kg.sources may ask: what a label has meant stands beside every field of the `Document` that they make.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from types import MappingProxyType

from kg.labels import usual_kind

_TOLD: ContextVar[Mapping[str, str]] = ContextVar("labels that the user or a header explains", default=MappingProxyType({}))
_EXPLAINED: ContextVar[frozenset[str]] = ContextVar("labels that the user has explained", default=frozenset())


def kind_of(label: str) -> str:
    """The kind of value beside `label`: number, name, basis, department, …, or "other" for a label nobody described."""
    return _TOLD.get().get(label) or usual_kind(label)


def is_explained(label: str) -> bool:
    """Whether it is the user who says what `label` means."""
    return label in _EXPLAINED.get()


@contextmanager
def extended(more: Mapping[str, str], *, explained: bool = True) -> Iterator[None]:
    """Within the `with` block, labels of the user's own are known as well: label -> kind; or, not `explained`, those that a header explains."""
    told, said = _TOLD.set({**_TOLD.get(), **more}), _EXPLAINED.set(_EXPLAINED.get() | set(more if explained else ()))
    try:
        yield
    finally:
        _TOLD.reset(told)
        _EXPLAINED.reset(said)
