"""What a question names and asks for is answered as it stands in any catalogue: fields, codes, titles, numbers of documents."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.answer import DutyAnswer
from kg.text import normal

WORDINGS: dict[str, list[str]] = tomllib.loads((Path(__file__).parent / "questions" / "fields.toml").read_text("utf-8"))


def _printed(duty: DutyAnswer, field: str) -> list[Any]:
    """The values that answer a question for a field; a telephone alone answers one for supervision too."""
    if field == "basis":
        return [sorted(dict.fromkeys(clause.label for clause in duty.clauses))]
    if field == "supervision":
        return [sorted([*duty.mailboxes, *duty.phones]), sorted(duty.phones)]
    return [normal(next(e.text for e in duty.evidence if e.kind == field))]


@pytest.mark.parametrize("field", WORDINGS)
@pytest.mark.parametrize("number", ["2.2", "7.4", "8.6"])
def test_a_field_in_every_usual_wording(base: kg.KnowledgeBase, number: str, field: str) -> None:
    """依据哪几条 answered the duty's name, and beside a matter's name 的依据 the department: now each wording gives the field, by number and by name."""
    duty = base.ask(f"{number}由谁负责").duties[0]
    wanted = _printed(duty, field)
    for said in (number, duty.name.rstrip("。；")):
        for wording in WORDINGS[field]:
            answer = base.ask(wording.format(x=said))
            value = (answer.answer or {})["value"]
            assert (sorted(value) if isinstance(value, list) else value) in wanted, wording
            assert answer.duties[0].number == number, wording


@pytest.mark.parametrize(
    "question",
    [
        "文明单位复评材料",
        "救济款花哪去了",
        "机要文件",
        "落实中央八项规定精神的主体责任",
        "打电话问满不满意",
        "老板不给工钱怎么办",
    ],
)
def test_words_of_a_matter_ask_for_no_field(base: kg.KnowledgeBase, question: str) -> None:
    """材料, 责任 and 款 are words of matters too: such questions are for the one in charge."""
    assert base.analyse(question).field == ""
