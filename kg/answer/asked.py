"""A question and what it is asked of -> its answer: by a query, else of the duty that a search finds."""

from __future__ import annotations

from kg.answer import querying, renumbered, searching
from kg.answer.answer import Answer, nothing
from kg.answer.scope import Scope
from kg.question.analysing import analyse

__all__ = ["Scope", "answer"]


def answer(question: str, scope: Scope) -> Answer:
    """The answer to a readable question, without what is known of its base."""
    analysis = analyse(question, scope.lexicon)
    found = querying.queried(question, analysis, scope)
    if found and found.answer and nothing(found.answer["value"]) and analysis.quotes:
        # “残疾证”找谁: no text has these words, so the marks only set off a name, and the question is read without them
        analysis = analyse(question, scope.lexicon, marks=False)
        found = querying.queried(question, analysis, scope)
    return found or renumbered.answer(question, scope) or searching.searched(question, analysis, scope)
