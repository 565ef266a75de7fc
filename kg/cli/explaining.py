"""Why these duties: each feature of the first hits as a table, with the words and questions that brought them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from index import rank
from kg.answer.card import usually
from kg.base import KnowledgeBase

_SHOWN = 3


def table(kb: KnowledgeBase, question: str, catalogue: str = "") -> str:
    """Every feature of the first hits as value × weight = contribution; then matters recognised and nearest known questions.

    A duty with questions of its own has other features and weights than one without, and one base may hold both.
    """
    found = kb.search(question, top=_SHOWN, catalogue=catalogue)
    rows = kb.rows(found)
    if not rows:
        return "没有可比较的职责。"
    heads = [_head(row, kb) for row in rows]
    parts = [_features(rows, heads)]
    for mention in found.mentions:
        whose = f"（{''.join(usually(mention.authority)).rstrip('。')}）" if mention.authority else ""
        parts.append(f"问句里的“{mention.word}”→ {mention.matter}{whose}")
    for row, head in zip(rows, heads, strict=True):
        known = kb.index.likest(question, row["iri"])
        if known:
            parts.append(f"{head} 最像的已知问句：{known}")
    return "\n".join(parts)


def _head(row: dict[str, Any], kb: KnowledgeBase) -> str:
    """The number of a duty, with the body before it where the base holds several."""
    several = len(kb.published) > 1
    return f"{kb.published[row['catalogue']].publisher} {row['number']}" if several else str(row["number"])


def _features(rows: Sequence[dict[str, Any]], heads: Sequence[str]) -> str:
    """A line a feature, the strongest of any hit first, a column a hit."""
    from kg.cli.tables import columns

    weights = [rank.weights(row["features"]) for row in rows]
    given = [{name: own[name] * value for name, value in row["features"].items()} for row, own in zip(rows, weights, strict=True)]
    names = dict.fromkeys(name for one in given for name in one)
    lines = [{"feature": "feature", **dict(zip("012", heads, strict=False))}]
    for name in sorted(names, key=lambda name: -max(one.get(name, 0.0) for one in given)):
        cells = [
            f"{row['features'][name]:.2f} × {own[name]:.2f} = {one[name]:.2f}" if name in one else "—"
            for row, own, one in zip(rows, weights, given, strict=True)
        ]
        lines.append({"feature": name, **dict(zip("012", cells, strict=False))})
    lines.append({"feature": "score", **dict(zip("012", (f"{row['score']:.2f}" for row in rows), strict=False))})
    return columns(lines, ("feature", *"012"[: len(rows)]))
