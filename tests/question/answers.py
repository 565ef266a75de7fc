"""What an exact answer comes to, as the tests of questions compare it."""

from __future__ import annotations

from typing import Any

import kg


def value(base: kg.KnowledgeBase, question: str) -> Any:
    """The value of the typed answer, which there must be."""
    answer = base.ask(question)
    assert answer.answer is not None, answer.reading
    return answer.answer["value"]


def value_if_any(base: kg.KnowledgeBase, question: str) -> Any:
    """The value of the typed answer, None where there is none."""
    answer = base.ask(question).answer
    return answer and answer["value"]


def value_or_status(base: kg.KnowledgeBase, question: str) -> Any:
    """The value of the typed answer of a question that is answered, else its status."""
    answer = base.ask(question)
    return answer.answer["value"] if answer.answer and answer.status == "answered" else answer.status
