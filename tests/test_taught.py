"""A catalogue's own questions: they are read, they teach, and a file that is wrong is named."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import kg
from index import Passage
from index.search import build
from kg import about
from kg.errors import SourceError

DUTIES = [
    Passage("1", "负责困难帮扶工作。", labels=("揭不开锅了", "老婆得癌症掏空家底", "看病花光积蓄", "孩子学费凑不齐")),
    Passage("2", "负责信访接待工作。", labels=("写信告状交给谁", "要见领导说理", "反映三回没人答复", "去门口上访谁接")),
    Passage("3", "负责会务工作。"),
]


def test_questions_teach_what_no_word_of_the_name_says(tmp_path: Path) -> None:
    """Words that only the questions share lead to their duty, and the nearest question is told."""
    index = build(DUTIES, [], tmp_path / "taught")
    bare = build([Passage(d.key, d.name) for d in DUTIES], [], tmp_path / "bare")
    hit = index.search("得了癌症积蓄掏空").hits[0]
    assert hit.key == "1"
    assert "taught" in hit.features
    assert index.likest("得了癌症积蓄掏空", "1") == "老婆得癌症掏空家底"
    assert "taught" not in bare.search("得了癌症积蓄掏空").hits[0].features
    assert bare.likest("癌症", "1") == ""


def test_scores_fall_along_the_list(base: kg.KnowledgeBase) -> None:
    """No duty scores above one listed before it. Once the second of 劳动仲裁什么时候开庭 did."""
    for question in ("劳动仲裁什么时候开庭", "审计", "工会经费", "家里困难"):
        scores = [duty.score for duty in base.ask(question).duties]
        assert scores == sorted(scores, reverse=True)


def test_other_peoples_questions_are_kept_apart(tmp_path: Path) -> None:
    """A question of another body scores below one of the catalogue's own."""
    index = build(DUTIES, [], tmp_path)
    assert index.search("护照过期了怎么换").hits[0].score < index.search("学费凑不齐").hits[0].score


@pytest.mark.parametrize("line", ["没有括号", '{"duty": "1.1"}', "[]"])
def test_a_wrong_line_is_named(line: str, tmp_path: Path) -> None:
    """Reading a catalogue folder says which line of questions.jsonl is wrong."""
    (tmp_path / "catalogue.toml").write_text("[catalogue]\n", encoding="utf-8")
    (tmp_path / "questions.jsonl").write_text(f'{{"duty": "1.1", "question": "好"}}\n{line}\n', encoding="utf-8")
    with pytest.raises(SourceError) as caught:
        about.read(tmp_path / "catalogue.toml")
    assert "第 2 行" in str(caught.value)


def test_the_command_explains(duty_kg: Callable[..., Any], base_folder: Path) -> None:
    """--explain shows weights, features, the matter recognised and the nearest known question."""
    done = duty_kg("ask", "老板拖欠工资", "--explain", "--base", base_folder)
    assert "taught" in done.stdout
    assert "→ 拖欠工资" in done.stdout
    assert "最像的已知问句" in done.stdout
