"""Questions with known answers -> how well a base answers them: ranking, departments, refusals, typed answers; with intervals.

Measures: hit@k, a gold duty is among the first k; MRR over the first ten; department, that of the first duty is one of the
gold duties' departments; execution, the typed answer equals the gold answer; AUROC of the first score, in scope against out of
scope; coverage, the largest share of in-scope questions answered while at least 95 % of all answers are right at rank 1.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.answer import Answer, DutyAnswer
from kg.base import KnowledgeBase
from kg.errors import SourceError, UsageError, reason
from kg.text import natural

_DEEP = 10
_PRECISION = 0.95
_RESAMPLES = 1000
_SPREAD = (2.5, 97.5)
_UNRANKED = 99


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with what is known of its answer: gold duties (any is right), others that are acceptable, the department."""

    text: str
    gold: tuple[str, ...]
    ok: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    style: str = ""
    answer: Any = None
    answer_type: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a base made of one question; `rank` and `lenient` (gold or ok) are 99 where no right duty is listed."""

    asked: Asked
    rank: int
    lenient: int
    department: bool
    executed: bool
    score: float
    status: str
    found: tuple[str, ...]


def read(path: Path) -> list[Asked]:
    """The questions of a JSON Lines file. Raises SourceError naming the line that is no question."""
    asked: list[Asked] = []
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as problem:
        why = reason(problem) if isinstance(problem, OSError) else "不是 UTF-8 文本"
        raise SourceError(f"无法读取问题文件（{why}）。", where=str(path), hint="应为 UTF-8 编码的 JSON Lines。") from problem
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                asked.append(_asked(json.loads(line)))
            except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as problem:
                hint = '每行一个 JSON 对象，有 "question" 与 "gold"（目录外的问题 gold 为 []）。'
                raise SourceError("这一行不是问题。", where=f"{path}:{number}", hint=hint) from problem
    if not asked:
        raise SourceError("文件里没有问题。", where=str(path), hint="每行一个 JSON 对象。")
    return asked


def run(base: KnowledgeBase, questions: Iterable[Asked], catalogue: str = "") -> list[Outcome]:
    """Ask a base, or one catalogue of it, every question and compare what comes back with what is known.

    Where several catalogues are asked, a duty is known by the slug of its catalogue and its number ("slug/8.2"). Raises UsageError
    for a gold number alone that several of them have.
    """
    base.refuse_unknown(catalogue)
    slugs = [catalogue] if catalogue else [entry["slug"] for entry in base.manifest["catalogues"]]
    asked = _placed(list(questions), slugs, base)
    answers = [base.ask(one.text, catalogue=catalogue) for one in asked]
    several = len(slugs) > 1
    home = {_key(duty, several): duty.departments for answer in answers for duty in answer.duties}
    return [_outcome(one, answer, home, several) for one, answer in zip(asked, answers, strict=True)]


def _key(duty: DutyAnswer, several: bool) -> str:
    """How a duty is told from all others that are asked: its number, behind the slug of its catalogue where there are several."""
    return f"{duty.catalogue}/{duty.number}" if several else duty.number


def _placed(asked: list[Asked], slugs: Sequence[str], base: KnowledgeBase) -> list[Asked]:
    """The questions with their duties as `_key` has them."""
    numbers = {number for one in asked for number in (*one.gold, *one.ok)}
    if len(slugs) == 1:
        keys = {number: number.removeprefix(f"{slugs[0]}/") for number in numbers}
    else:
        bare = sorted(number for number in numbers if not number.startswith(tuple(f"{slug}/" for slug in slugs)))
        homes = base.catalogues_with(bare)
        keys = {number: number for number in numbers} | {number: _of_one(number, homes.get(number, ())) for number in bare}
    return [replace(one, gold=tuple(keys[n] for n in one.gold), ok=tuple(keys[n] for n in one.ok)) for one in asked]


def _of_one(number: str, slugs: Sequence[str]) -> str:
    """The number behind the one catalogue that has it; as it is where none has."""
    if len(slugs) > 1:
        hint = f"请写成 {slugs[0]}/{number}，或用 --catalogue 指定一本目录。"
        raise UsageError(f"{len(slugs)} 本目录都有序号为 {number} 的职责：{'、'.join(slugs)}。", hint=hint)
    return f"{slugs[0]}/{number}" if slugs else number


def measures(outcomes: Sequence[Outcome]) -> dict[str, dict[str, Any]]:
    """Each measure that the questions allow: its value, its 95 % bootstrap interval, the number of questions."""
    typed = [o for o in outcomes if o.asked.answer_type]
    ranked = [o for o in outcomes if o.asked.gold and not o.asked.answer_type]
    foreign = [o for o in outcomes if not o.asked.gold and not o.asked.answer_type]
    found: dict[str, dict[str, Any]] = {}
    if ranked:
        for name, values in _per_question(ranked).items():
            found[name] = _with_interval(values)
    if typed:
        found["execution"] = _with_interval(np.array([o.executed for o in typed], dtype=float))
    if foreign:
        found["refused"] = _with_interval(np.array([o.status == "abstained" for o in foreign], dtype=float))
    if ranked and foreign:
        found |= _of_refusals(ranked, foreign)
    return found


def groups(outcomes: Sequence[Outcome], key: Callable[[Outcome], Iterable[str]]) -> dict[str, dict[str, Any]]:
    """hit@1, hit@3 and the number of in-scope questions for each value of `key`, in the order of the values."""
    members: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        if outcome.asked.gold and not outcome.asked.answer_type:
            for name in key(outcome):
                members[name].append(outcome)
    return {
        name: {
            "n": len(members[name]),
            "hit@1": round(sum(o.rank == 1 for o in members[name]) / len(members[name]), 4),
            "hit@3": round(sum(o.rank <= 3 for o in members[name]) / len(members[name]), 4),
        }
        for name in sorted(members, key=natural)
    }


def confusions(outcomes: Iterable[Outcome]) -> list[dict[str, Any]]:
    """Which duty was taken for which, most frequent first."""
    counted = Counter((o.asked.gold[0], o.found[0]) for o in _misses(outcomes) if o.found)
    return [{"gold": gold, "found": found, "times": times} for (gold, found), times in counted.most_common()]


def report(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """Everything an evaluation tells, as plain data."""
    return {
        "questions": len(outcomes),
        "measures": measures(outcomes),
        "styles": groups(outcomes, lambda o: [o.asked.style] if o.asked.style else []),
        "duties": groups(outcomes, lambda o: o.asked.gold[:1]),
        "confusions": confusions(outcomes),
        "misses": [_told(o) for o in _misses(outcomes)],
        "accepted": [_told(o) for o in outcomes if not o.asked.gold and not o.asked.answer_type and o.status == "answered"],
    }


def _asked(line: dict[str, Any]) -> Asked:
    given = line.get("department") or line.get("departments") or ()
    gold = line.get("gold", []) if "tier" in line else line["gold"]
    typed = str(line.get("answer_type", ""))
    duties = () if typed else _numbers(gold)
    return Asked(
        text=str(line["question"]),
        gold=duties,
        ok=_numbers(line.get("ok") or []),
        departments=(given,) if isinstance(given, str) else tuple(map(str, given)),
        style=str(line.get("style") or line.get("kind") or line.get("tier") or ""),
        answer=gold if typed else None,
        answer_type=typed,
    )


def _numbers(given: Any) -> tuple[str, ...]:
    """The duties that a line names: a list, or one alone ("7.1"), whose characters are no list."""
    listed = given if isinstance(given, list) else [given]
    if not all(isinstance(one, str | int | float) for one in listed):
        raise TypeError
    return tuple(str(one) for one in listed if one != "")


def _outcome(asked: Asked, answer: Answer, home: dict[str, tuple[str, ...]], several: bool) -> Outcome:
    found = tuple(_key(duty, several) for duty in answer.duties)
    wanted = asked.departments or tuple(name for number in asked.gold for name in home.get(number, ()))
    first = answer.duties[0] if answer.duties else None
    return Outcome(
        asked=asked,
        rank=_rank(found, asked.gold),
        lenient=_rank(found, (*asked.gold, *asked.ok)),
        department=first is not None and bool(set(first.departments) & set(wanted)),
        executed=_same(answer.answer, asked),
        score=first.score if first else 0.0,
        status=answer.status,
        found=found[:3],
    )


def _rank(found: Sequence[str], right: Sequence[str]) -> int:
    return next((n for n, number in enumerate(found, 1) if number in right), _UNRANKED)


def _same(given: dict[str, Any] | None, asked: Asked) -> bool:
    """Whether a typed answer says what the gold answer says; the order of a list means nothing."""
    if given is None or given["type"] != asked.answer_type:
        return False
    return bool(_plain(given["value"]) == _plain(asked.answer))


def _plain(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return sorted(json.dumps(_plain(one), ensure_ascii=False) for one in value)
    return value


def _per_question(ranked: Sequence[Outcome]) -> dict[str, NDArray[np.float64]]:
    ranks = np.array([o.rank for o in ranked])
    lenient = np.array([o.lenient for o in ranked])
    values = {
        "hit@1": ranks == 1,
        "hit@3": ranks <= 3,
        "mrr": np.where(ranks <= _DEEP, 1 / ranks, 0.0),
        "department": np.array([o.department for o in ranked]),
    }
    if any(o.asked.ok for o in ranked):
        values |= {"hit@1 or ok": lenient == 1, "hit@3 or ok": lenient <= 3}
    return {name: value.astype(np.float64) for name, value in values.items()}


def _with_interval(values: NDArray[np.float64]) -> dict[str, Any]:
    drawn = np.random.default_rng(0).integers(0, len(values), (_RESAMPLES, len(values)))
    return _measure(float(values.mean()), values[drawn].mean(axis=1), len(values))


def _of_refusals(ranked: Sequence[Outcome], foreign: Sequence[Outcome]) -> dict[str, dict[str, Any]]:
    inside, right = np.array([o.score for o in ranked]), np.array([o.rank == 1 for o in ranked])
    outside = np.array([o.score for o in foreign])
    draw = np.random.default_rng(0)
    areas, shares = np.zeros(_RESAMPLES), np.zeros(_RESAMPLES)
    for n in range(_RESAMPLES):
        here, there = draw.integers(0, len(inside), len(inside)), draw.integers(0, len(outside), len(outside))
        areas[n] = area(inside[here], outside[there])
        shares[n] = coverage(inside[here], right[here], outside[there])
    total = len(ranked) + len(foreign)
    return {
        "auroc": _measure(area(inside, outside), areas, total),
        "coverage@95": _measure(coverage(inside, right, outside), shares, total),
    }


def area(inside: NDArray[np.float64], outside: NDArray[np.float64]) -> float:
    """AUROC: how often an in-scope score lies above an out-of-scope one; a tie counts half."""
    ordered = np.sort(outside)
    below = np.searchsorted(ordered, inside, "left")
    level = np.searchsorted(ordered, inside, "right") - below
    return float((below + level / 2).mean() / len(outside))


def coverage(inside: NDArray[np.float64], right: NDArray[np.bool_], outside: NDArray[np.float64]) -> float:
    """The largest share of in-scope questions answered at a threshold that keeps 95 % of all answers right."""
    scores = np.concatenate([inside, outside])
    order = np.argsort(-scores, kind="stable")
    good = np.cumsum(np.concatenate([right, np.zeros(len(outside))])[order])
    known = np.cumsum(np.concatenate([np.ones(len(inside)), np.zeros(len(outside))])[order])
    ends = np.append(scores[order][1:] != scores[order][:-1], True)
    kept = ends & (good >= _PRECISION * np.arange(1, len(scores) + 1))
    return float(known[kept].max() / len(inside)) if kept.any() else 0.0


def _measure(value: float, drawn: NDArray[np.float64], n: int) -> dict[str, Any]:
    low, high = np.percentile(drawn, _SPREAD)
    return {"value": round(value, 4), "low": round(float(low), 4), "high": round(float(high), 4), "n": n}


def _misses(outcomes: Iterable[Outcome]) -> list[Outcome]:
    return [o for o in outcomes if o.asked.gold and not o.asked.answer_type and o.rank != 1]


def _told(outcome: Outcome) -> dict[str, Any]:
    return {
        "question": outcome.asked.text,
        "style": outcome.asked.style,
        "gold": list(outcome.asked.gold),
        "found": list(outcome.found),
        "rank": outcome.rank if outcome.rank != _UNRANKED else None,
        "score": outcome.score,
        "status": outcome.status,
    }
