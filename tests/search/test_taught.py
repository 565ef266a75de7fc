"""A catalogue's own questions: they are read, they teach, and a file that is wrong is named."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import kg
from index import Passage
from index.building import build
from index.encoder import open_encoder
from index.learned import logistic, taught
from index.learned.lessons import Seen, lessons, lone, meant
from index.matters import Matters
from index.search import seen
from index.words import Words
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


def test_a_known_question_is_surer_than_one_of_the_same_words(tmp_path: Path) -> None:
    """How near a question is to one that the duty is known to answer says how sure the duty is."""
    build(DUTIES, [], tmp_path)
    known = taught.Taught(tmp_path / "taught")
    vectors = seen(["揭不开锅了", "今天天气"], Words(tmp_path), Matters(tmp_path / "matters"), open_encoder())
    asked, other = (one.vector for one in vectors)
    own, others, none = known.nearest(asked, np.arange(3))
    assert own == pytest.approx(1, abs=1e-5)
    assert max(others, *known.nearest(other, np.arange(1))) < 0.9
    assert none == 0


def test_the_map_is_the_solution(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the loss has no slope, what the texts of a weight lack is the ridge times it: the conjugate gradients end there."""
    monkeypatch.setattr(logistic, "STEPS", 300)
    draw = np.random.default_rng(7)
    texts = [
        Seen(tuple(draw.choice(list("甲乙丙丁戊己庚辛"), 5)), tuple(draw.integers(0, 3, 1)), ("子",), draw.normal(size=4))
        for _ in range(40)
    ]
    wanted = np.eye(3, dtype=np.float32)[[n % 3 for n in range(41)]]
    wanted[3] = 0.5, 0.25, 0.25
    known = lessons([*texts, Seen(("独",), (), (), np.ones(4))])
    x = np.hstack([known.sparse.toarray(), known.dense])
    found = np.vstack(logistic.solved(known, wanted))
    likely = np.exp(x @ found)
    lacking = wanted - likely / likely.sum(axis=1, keepdims=True)
    assert np.abs(found).max() > 0.5
    np.testing.assert_allclose(x.T @ lacking, logistic.RIDGE * found, atol=1e-3)


def test_a_word_alone_means_what_the_questions_with_it_mean() -> None:
    """In proportion, those of nobody too; rare words and single characters are no lessons by themselves."""
    nothing = np.zeros(4)
    texts = [
        Seen((), (), words, nothing)
        for words in [("经费", "收", "怎么")] * 15 + [("经费", "审计", "审计")] * 5 + [("天气",)] * 19
    ]
    assert lone(texts) == ["经费"]
    means = meant(texts, [0] * 15 + [1] * 4 + [-1] * 20, 2, lone(texts))
    assert means.shape == (40, 3)
    assert means[0].tolist() == [1, 0, 0]
    np.testing.assert_allclose(means[-1], np.array([15, 4, 1]) / 21 + 1 / 63, atol=1e-6)


def test_a_vague_word_is_no_sure_answer(base: kg.KnowledgeBase) -> None:
    """A word that questions about many duties share is not answered outright, one that belongs to a duty is. Once 职工 was sure."""
    assert [base.ask(word).status for word in ("培训", "经费")] == ["candidates"] * 2
    assert all(base.ask(word).status != "answered" for word in ("职工", "干部", "指导"))
    assert [base.ask(word).status for word in ("劳模", "女职工", "党员")] == ["answered"] * 3


def test_too_many_questions_are_thinned_and_that_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where memory does not bear all questions, each duty keeps some, they still teach, and the base says what it lacks.

    Once the map was left out without a word above 8,000 texts.
    """
    monkeypatch.setattr(taught, "MOST_CELLS", 4 * 1_000)
    monkeypatch.setattr(taught, "MOST_SAID", 4 * 1_000)
    index = build(DUTIES, [], tmp_path / "few")
    assert "1" in {index.search(question).hits[0].key for question in DUTIES[0].labels}
    assert "条职责问句中学了" in index.about["lacking"]
    assert "片段中记了最常见的 1,000 个" in index.about["lacking"]
    kept = [owner for _, owner in taught.Taught(tmp_path / "few" / "taught").texts()]
    assert {0, 1, -1} == set(kept)


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
    assert "questions.jsonl:2: " in str(caught.value)


def test_the_command_explains(inside: Callable[..., Any], base_folder: Path) -> None:
    """--explain shows weights, features, the matter recognised and the nearest known question."""
    done = inside("ask", "老板拖欠工资", "--explain", "--base", base_folder)
    assert "taught" in done.stdout
    assert "→ 拖欠工资" in done.stdout
    assert "最像的已知问句" in done.stdout
