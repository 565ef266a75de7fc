"""Questions that people asked and nothing answers -> groups of questions of one kind, the most asked first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from index.encoder import Encoder
from kg.overlap.gaps.guide import guide
from kg.overlap.gaps.listed import GapRow, Gaps
from kg.question.words.plain import LONGEST

_NAME = "unanswered-questions"
_NOBODYS = "不属于公共机构职责"
_SHOWN = 3


class Reply(Protocol):
    """What an answer must say here: whether it is one, and who handles the matter instead."""

    @property
    def status(self) -> str:
        """answered, candidates or abstained."""

    @property
    def referral(self) -> Mapping[str, str] | None:
        """The matter and authority that a refusal names."""


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A question without an answer: how often it was asked, and the matter and authority that the refusal named, if any."""

    question: str
    times: int
    matter: str = ""
    authority: str = ""


def unanswered(questions: Iterable[str], ask: Callable[[str], Reply]) -> list[Unanswered]:
    """The questions that `ask` refuses, the most asked first, small talk left out; of very many only as many as gaps.toml allows."""
    readable = (question[:LONGEST].encode("utf-8", "replace").decode().strip() for question in questions)
    asked = Counter(question for question in readable if question)
    found = []
    for question, times in asked.most_common(guide("asked")["most"]):
        answer = ask(question)
        referral = answer.referral or {}
        if answer.status == "abstained" and not referral.get("authority", "").startswith(_NOBODYS):
            found.append(Unanswered(question, times, referral.get("matter", ""), referral.get("authority", "")))
    return found


def groups(found: Sequence[Unanswered], encoder: Encoder) -> list[tuple[Unanswered, ...]]:
    """The questions by kind: those for one matter, and those whose vectors are near on average."""
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform

    if len(found) < 2:
        return [tuple(found)] if found else []
    vectors = encoder.encode([one.question for one in found])
    matters = np.array([one.matter for one in found])
    same = (matters[:, None] == matters[None, :]) & (matters[:, None] != "")
    apart = np.where(same, 0.0, np.clip(1.0 - vectors @ vectors.T, 0.0, 2.0))
    np.fill_diagonal(apart, 0.0)
    labels = fcluster(linkage(squareform(apart, checks=False), "average"), 1 - guide("asked")["alike"], "distance")
    kinds = [tuple(one for one, label in zip(found, labels, strict=True) if label == kind) for kind in dict.fromkeys(labels)]
    return sorted(kinds, key=lambda kind: -sum(one.times for one in kind))


def gaps(found: Sequence[Unanswered], encoder: Encoder) -> Gaps:
    """The groups told as gaps."""
    return Gaps(_NAME, "问了而没有答案的问题", tuple(map(_told, groups(found, encoder))))


def _told(kind: Sequence[Unanswered]) -> GapRow:
    first = kind[0]
    shown = "".join(f"“{one.question}”" for one in kind[:_SHOWN]) + ("等" if len(kind) > _SHOWN else "")
    known = next((f"；{one.matter}：{one.authority}" for one in kind if one.matter), "")
    times = f"{sum(one.times for one in kind)} 次" + (f"、{len(kind)} 种问法" if len(kind) > 1 else "")
    return GapRow(first.question, "", "", f"{times}：{shown}{known}", "", "", {}, "")
