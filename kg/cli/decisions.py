"""What a build says of the decisions about overlaps: which have followed their duties to other numbers, and which have lost them."""

from __future__ import annotations

from pathlib import Path

from kg.base import KnowledgeBase
from kg.cli.options import notice
from kg.errors import BaseError
from kg.overlap import reviews
from kg.overlap.finding import Overlap, Review
from kg.overlap.reviews import Decision


def decided(place: Path) -> dict[str, tuple[Decision, Overlap]]:
    """What holds in the current generation of the base, by finding; nothing where none can be read."""
    if not (place / reviews.FILE).is_file():
        return {}
    try:
        found = reviews.bound(KnowledgeBase(place).overlaps(), reviews.read(place))
        last = {one.iri: (decision, one) for decision, one in found if one}
    except BaseError:
        return {}
    return {iri: both for iri, both in last.items() if both[0].review is not Review.OPEN}


def tell(before: dict[str, tuple[Decision, Overlap]], place: Path, quiet: bool) -> None:
    """Which of the decisions that held `before` the build are about duties of other numbers now, and which about none."""
    if not before:
        return
    now = {id(decision): one for decision, one in reviews.bound(KnowledgeBase(place).overlaps(), [d for d, _ in before.values()])}
    for decision, was in before.values():
        one = now[id(decision)]
        if one is None:
            lost = "职责的名称变了、已取消，或不再列为重叠"
            notice(f"认定没有延续（{lost}），需要时请重新认定：{_pair(was)} {decision.review.label}{_note(decision)}", quiet)
        elif _numbers(one) != _numbers(was):
            notice(f"认定随职责改号：{_numbers(was)} → {_numbers(one)}（{decision.review.label}）", quiet)


def _note(decision: Decision) -> str:
    return f"（{decision.note}）" if decision.note else ""


def _numbers(finding: Overlap) -> str:
    return "、".join(side.number for side in finding.duties)


def _pair(finding: Overlap) -> str:
    return " ／ ".join(f"{side.number} {side.title}" for side in finding.duties)
