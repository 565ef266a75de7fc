"""What people decide about findings: lines of reviews.jsonl beside the generations. They outlive every rebuild."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from kg import generation
from kg.errors import BaseError, UsageError
from kg.overlap.finding import Overlap, Review

FILE = "reviews.jsonl"


def read(base: Path) -> dict[str, tuple[Review, str]]:
    """Finding -> (status, note) as last decided. Raises BaseError for a damaged file."""
    path = base / FILE
    if not path.is_file():
        return {}
    decided = {}
    for number, line in enumerate(path.read_text("utf-8", "replace").splitlines(), 1):
        try:
            one = json.loads(line)
            if "finding" in one:
                decided[str(one["finding"])] = (Review(one["status"]), str(one.get("note", "")))
        except (ValueError, KeyError, TypeError, RecursionError) as problem:
            raise BaseError("这一行不是认定记录。", where=f"{path}:{number}", hint="请改正这一行，或从备份恢复。") from problem
    return decided


def applied(findings: Iterable[Overlap], decided: dict[str, tuple[Review, str]]) -> list[Overlap]:
    """The findings with what was decided about them."""
    found = []
    for one in findings:
        status, note = decided.get(one.iri, (Review.OPEN, ""))
        found.append(one if (one.review, one.note) == (status, note) else replace(one, review=status, note=note))
    return found


def record(base: Path, finding: str, review: Review, note: str = "") -> None:
    """Write down a decision; the latest about a finding counts."""
    read(base)
    path = base / FILE
    line = json.dumps({"finding": finding, "status": review.value, "note": note}, ensure_ascii=False)
    before = path.read_text("utf-8") if path.is_file() else ""
    generation.write_text(path, before + line + "\n")


def parse(text: str) -> tuple[str, str, Review]:
    """(a duty, the other duty, status) of a mark such as "11.1,11.3=已认定". Raises UsageError."""
    pair, _, status = text.partition("=")
    numbers = [part.strip() for part in pair.replace("，", ",").split(",")]
    known = {review.label: review for review in Review} | {review.value: review for review in Review}
    if len(numbers) != 2 or not all(numbers) or status.strip() not in known:
        raise UsageError(f"看不懂的认定：{text}", hint="写法如 11.1,11.3=已认定；状态为 待认定、已认定 或 不成立。")
    return numbers[0], numbers[1], known[status.strip()]
