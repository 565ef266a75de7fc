"""What people decide about findings: lines of reviews.jsonl beside the generations. They outlive every rebuild, and follow the duties, not their numbers."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from kg import generation
from kg.errors import BaseError, UsageError
from kg.overlap.finding import Overlap, Review
from kg.text import squeeze

FILE = "reviews.jsonl"
_ALIKE = 0.85  # under one number: 6.1 in other marks or with a word more is the same duty, another name is another duty

Named = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Decision:
    """A line: the IRI that the finding had then, what was decided, and the two duties as they were: catalogue, number, name of each.

    Lines of earlier versions name no duties.
    """

    finding: str
    review: Review
    note: str = ""
    duties: tuple[Named, ...] = ()


def read(base: Path) -> list[Decision]:
    """The decisions in the order in which they were made. Raises BaseError for a damaged file."""
    path = base / FILE
    if not path.is_file():
        return []
    decided = []
    for number, line in enumerate(path.read_text("utf-8", "replace").splitlines(), 1):
        try:
            one = json.loads(line)
            if "finding" in one:
                decided.append(_decision(one))
        except (ValueError, KeyError, TypeError, RecursionError) as problem:
            raise BaseError("这一行不是认定记录。", where=f"{path}:{number}", hint="请改正这一行，或从备份恢复。") from problem
    return decided


def _decision(line: dict[str, Any]) -> Decision:
    duties = tuple((str(one["catalogue"]), str(one["number"]), str(one["name"])) for one in line.get("duties", ()))
    return Decision(str(line["finding"]), Review(line["status"]), str(line.get("note", "")), duties)


def applied(findings: Iterable[Overlap], decided: Sequence[Decision]) -> list[Overlap]:
    """The findings with what was last decided about them."""
    listed = list(findings)
    last = {one.iri: decision for decision, one in bound(listed, decided) if one}
    open_ = Decision("", Review.OPEN)
    found = []
    for one in listed:
        decision = last.get(one.iri, open_)
        same = (one.review, one.note) == (decision.review, decision.note)
        found.append(one if same else replace(one, review=decision.review, note=decision.note))
    return found


def bound(findings: Iterable[Overlap], decided: Iterable[Decision]) -> Iterator[tuple[Decision, Overlap | None]]:
    """Each decision with the finding that it is about by now: of the same two duties, whatever their numbers have become. None where there is none."""
    by_iri: dict[str, Overlap] = {}
    by_names: dict[tuple[tuple[str, str], ...], list[Overlap]] = defaultdict(list)
    for one in findings:
        by_iri[one.iri] = one
        by_names[_names(_duties(one))].append(one)
    for decision in decided:
        there = by_iri.get(decision.finding)
        alike = by_names.get(_names(decision.duties), [])
        if not decision.duties or (there and (there in alike or _same(decision.duties, _duties(there)))):
            yield decision, there
        else:
            yield decision, alike[0] if len(alike) == 1 else None


def _duties(finding: Overlap) -> tuple[Named, ...]:
    return tuple((side.catalogue, side.number, side.name) for side in finding.duties)


def _names(duties: Iterable[Named]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((catalogue, squeeze(name)) for catalogue, _, name in duties))


def _same(before: tuple[Named, ...], now: tuple[Named, ...]) -> bool:
    """Whether the duties under two numbers are called nearly as they were."""
    return all(
        was[0] == one[0] and SequenceMatcher(None, squeeze(was[2]), squeeze(one[2]), autojunk=False).ratio() >= _ALIKE
        for was, one in zip(before, now, strict=True)
    )


def record(base: Path, finding: Overlap, review: Review, note: str = "") -> None:
    """Write down a decision; the latest about a finding counts. One that says the same again without a note keeps the note that there was."""
    read(base)
    kept = note or (finding.note if finding.review is review else "")
    _write(base, [*_lines(base), _line(Decision(finding.iri, review, kept, _duties(finding)))])


def complete(base: Path, findings: Iterable[Overlap]) -> None:
    """Name the duties in the lines of earlier versions, as long as the numbers of the `findings` are still theirs."""
    known = {one.iri: one for one in findings}
    lines = _lines(base)
    done = [_completed(line, known) for line in lines]
    if done != lines:
        _write(base, done)


def _completed(line: str, known: dict[str, Overlap]) -> str:
    one = json.loads(line)
    there = known.get(one.get("finding", "")) if "duties" not in one else None
    return _line(replace(_decision(one), duties=_duties(there))) if there else line


def _line(decision: Decision) -> str:
    duties = [dict(zip(("catalogue", "number", "name"), duty, strict=True)) for duty in decision.duties]
    said = {"finding": decision.finding, "status": decision.review.value, "note": decision.note, "duties": duties}
    return json.dumps(said, ensure_ascii=False)


def _lines(base: Path) -> list[str]:
    path = base / FILE
    return path.read_text("utf-8").splitlines() if path.is_file() else []


def _write(base: Path, lines: Iterable[str]) -> None:
    generation.write_text(base / FILE, "".join(f"{line}\n" for line in lines))


def parse(text: str) -> tuple[str, str, Review]:
    """(a duty, the other duty, status) of a mark such as "11.1,11.3=已认定". Raises UsageError."""
    pair, _, status = text.partition("=")
    numbers = [part.strip() for part in pair.replace("，", ",").split(",")]
    known = {review.label: review for review in Review} | {review.value: review for review in Review}
    if len(numbers) != 2 or not all(numbers) or status.strip() not in known:
        raise UsageError(f"看不懂的认定：{text}", hint="写法如 11.1,11.3=已认定；状态为 待认定、已认定 或 不成立。")
    return numbers[0], numbers[1], known[status.strip()]
