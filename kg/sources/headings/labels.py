"""Labels wherever they stand, above values or beside them: whether one is known, and the usual order of those of several tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from kg.labels import ASIDE
from kg.sources.known import kind_of
from kg.text import label

OF_LABELS = "\u4e00-\u9fffA-Za-z0-9（）()/"  # characters; the first is Chinese


def is_known(text: str) -> bool:
    """Whether a text is a label known by name."""
    return kind_of(label(text)) != "other" or label(text) in ASIDE


def kinds_of(labels: Iterable[str]) -> set[str]:
    """The kinds of value that labels announce, as far as they are known."""
    return set(map(kind_of, labels)) - {"other"}


def ranked(orders: Iterable[Sequence[str]], kept: Iterable[str] | None = None) -> tuple[str, ...]:
    """The labels of several tables in their usual order, by their mean position; only `kept` ones where given."""
    total: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for order in orders:
        for position, text in enumerate(dict.fromkeys(order)):
            seen[text] += 1
            total[text] += position
    wanted = seen if kept is None else dict.fromkeys(kept)
    return tuple(sorted(wanted, key=lambda text: total[text] / seen[text]))
