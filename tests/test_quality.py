"""Floors under the search on the development questions; a change that costs quality fails here."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import kg
from kg import pipeline


def questions(shared: Path, name: str) -> list[dict[str, Any]]:
    """The questions of one development set."""
    return [json.loads(line) for line in (shared / "questions" / name).read_text("utf-8").splitlines()]


def ranks(base: kg.KnowledgeBase, asked: list[dict[str, Any]]) -> list[int]:
    """The rank of the first right duty for each question; 99 where none is listed."""
    found = []
    for question in asked:
        numbers = [duty.number for duty in base.ask(question["question"]).duties]
        found.append(next((n for n, number in enumerate(numbers, 1) if number in question["gold"]), 99))
    return found


@pytest.mark.parametrize(("name", "first", "third"), [("dev_a.jsonl", 0.83, 0.92), ("dev_b.jsonl", 0.81, 0.90)])
def test_the_right_duty_is_found(base: kg.KnowledgeBase, shared: Path, name: str, first: float, third: float) -> None:
    """hit@1 and hit@3 on the development questions do not fall below what was reached."""
    found = ranks(base, questions(shared, name))
    assert sum(rank == 1 for rank in found) / len(found) >= first
    assert sum(rank <= 3 for rank in found) / len(found) >= third


def test_what_is_out_of_scope_is_not_answered(base: kg.KnowledgeBase, shared: Path) -> None:
    """Of the questions that the catalogue does not cover, at most one in ten is answered."""
    foreign = [q["question"] for name in ("oos_a.jsonl", "oos_b.jsonl") for q in questions(shared, name)]
    answered = [question for question in foreign if base.ask(question).status == "answered"]
    assert len(answered) <= len(foreign) / 10, answered


def test_numbers_carry_nothing(base: kg.KnowledgeBase, shared: Path, tmp_path: Path, bundled_source: Path) -> None:
    """Under other numbers the same duties are found, so no number of the catalogue is known to the search."""
    import re

    text = bundled_source.read_text("utf-8")
    renumbered = re.sub(r"(?m)^(\t?)(\d{1,2})\.(\d{1,2})(?=$|（)", lambda m: f"{m[1]}{int(m[2]) + 40}.{m[3]}", text)
    links = (bundled_source.parent / "matter-links.ttl").read_text("utf-8")
    moved = re.sub(r"d:(\d+)\.", lambda m: f"d:{int(m[1]) + 40}.", links)
    (tmp_path / "source.txt").write_text(renumbered, encoding="utf-8")
    (tmp_path / "matter-links.ttl").write_text(moved, encoding="utf-8")
    (tmp_path / "catalogue.toml").write_text((bundled_source.parent / "catalogue.toml").read_text("utf-8"), encoding="utf-8")
    from kg import about

    pipeline.publish([pipeline.read(tmp_path / "source.txt", about.read(tmp_path / "catalogue.toml"))], tmp_path / "base")
    other = kg.load(tmp_path / "base")
    for question in questions(shared, "dev_a.jsonl")[::8]:
        before = [duty.number for duty in base.ask(question["question"]).duties[:3]]
        after = [duty.number for duty in other.ask(question["question"]).duties[:3]]
        assert [f"{int(n.split('.')[0]) + 40}.{n.split('.')[1]}" for n in before] == after
