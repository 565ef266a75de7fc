"""The question bank of the bundled catalogue: many questions a duty, many kinds of people, none taken from an evaluation."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from importlib.resources import files
from pathlib import Path
from typing import Any

from index.learned import elsewhere

HELD_BACK = {"pensioner", "journalist", "hotline-clerk"}
OWN = (
    "binhai-ftu.jsonl",
    "binhai-ftu-doubtful.jsonl",
    "search-others.jsonl",
    "search-fresh.jsonl",
    "lanhe-market.jsonl",
    "qiling-health.jsonl",
    "yunting-housing.jsonl",
    "lingtang-renshe.jsonl",
)


def bank() -> list[dict[str, Any]]:
    """The questions that teach the bundled catalogue."""
    text = files("kg").joinpath("catalogues/binhai-ftu/questions.jsonl").read_text("utf-8")
    return [json.loads(line) for line in text.splitlines()]


def bare(question: str) -> str:
    """A question without marks, width and case, so that a copy is seen as one."""
    return re.sub(r"\W", "", unicodedata.normalize("NFKC", question).lower())


def test_every_duty_has_fifty_different_questions() -> None:
    """At least fifty a duty, no two alike but for marks."""
    questions = {duty: {bare(q["question"]) for q in bank() if q["duty"] == duty} for duty in {q["duty"] for q in bank()}}
    assert len(questions) == 57
    assert min(map(len, questions.values())) >= 50


def test_many_kinds_of_people_ask() -> None:
    """Ten or more kinds of authors, none of them of a kind that is kept for evaluation."""
    kinds = Counter(q["kind"] for q in bank())
    assert len(kinds) >= 10
    assert not HELD_BACK & set(kinds)


def test_no_question_of_an_evaluation_teaches(shared: Path) -> None:
    """No question of the development sets, the held-back kinds, the independent writers or the unseen bodies teaches or trains."""
    here = Path(__file__).parents[1] / "questions"
    paths = [
        *(here / name for name in OWN),
        *(shared / "questions").glob("dev_*.jsonl"),
        *(shared / "questions").glob("oos_*.jsonl"),
    ]
    asked = {bare(json.loads(line)["question"]) for path in paths for line in path.read_text("utf-8").splitlines()}
    assert len(asked) > 800
    assert not asked & {bare(q["question"]) for q in bank()}
    assert not asked & {bare(question) for question, _ in elsewhere.questions()}
