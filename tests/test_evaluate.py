"""duty-kg eval: the measures against their definitions, and the command as a user runs it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sklearn.metrics import roc_auc_score

import kg
from kg import evaluate, pipeline
from kg.errors import SourceError, UsageError
from kg.records import About


def outcome(rank: int, score: float, gold: tuple[str, ...] = ("1.1",), style: str = "") -> evaluate.Outcome:
    """An outcome as `run` would record it."""
    asked = evaluate.Asked("问", gold, style=style)
    return evaluate.Outcome(asked, rank, rank, rank == 1, False, score, "answered", ("2.1",) if rank != 1 else gold[:1])


def test_ranks_become_measures() -> None:
    """hit@1, hit@3 and the mean reciprocal rank of ranks 1, 2, 4 and none."""
    found = evaluate.measures([outcome(rank, 0.5) for rank in (1, 2, 4, 99)])
    assert [found[name]["value"] for name in ("hit@1", "hit@3", "mrr")] == [0.25, 0.5, 0.4375]
    assert found["hit@1"]["low"] <= 0.25 <= found["hit@1"]["high"]


def test_auroc_is_auroc() -> None:
    """The area equals that of scikit-learn, ties included."""
    draw = np.random.default_rng(3)
    inside, outside = draw.integers(0, 9, 40) / 9, draw.integers(0, 7, 30) / 9
    labels = np.r_[np.ones(40), np.zeros(30)]
    assert evaluate.area(inside, outside) == pytest.approx(roc_auc_score(labels, np.r_[inside, outside]))


def test_coverage_stops_where_precision_ends() -> None:
    """Twenty right answers and one wrong below them may be given (20 of 21 right); a second wrong one may not."""
    inside = np.array([*np.linspace(0.9, 0.8, 20), 0.7, 0.6])
    right = np.array([True] * 20 + [False, False])
    assert evaluate.coverage(inside, right, np.array([0.1])) == pytest.approx(21 / 22)
    assert evaluate.coverage(inside, right, np.array([0.95, 0.95])) == 0.0


def test_equal_scores_are_answered_together() -> None:
    """No threshold can keep one of two equal scores."""
    assert evaluate.coverage(np.array([0.5]), np.array([True]), np.array([0.5])) == 0.0


def test_the_command_tells_figures_and_misses(inside: Callable[..., Any], base_folder: Path, tmp_path: Path) -> None:
    """Measures with intervals, the style, a typed answer and every miss; a question about nothing counts as out of scope."""
    lines = [
        {"question": "谁负责基层工会法人资格登记？", "gold": ["8.2"], "ok": ["5.1"], "style": "official"},
        {"question": "基层工会法人资格登记", "gold": ["1.1"], "style": "wrong"},
        {"question": "红烧肉怎么做好吃", "gold": []},
        {"question": "8.2的法律依据是哪一条", "answer_type": "clause", "gold": ["没有这一条"]},
    ]
    file = tmp_path / "asked.jsonl"
    file.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8")
    done = inside("eval", file, "--format", "json", "--base", base_folder)
    told = json.loads(done.stdout)
    assert done.returncode == 0, done.stderr
    assert told["measures"]["hit@1"]["value"] == told["measures"]["department"]["value"] == 0.5
    assert told["measures"]["execution"]["value"] == 0.0
    assert told["styles"]["wrong"]["hit@1"] == 0.0
    assert [miss["question"] for miss in told["misses"]] == ["基层工会法人资格登记"]
    assert told["confusions"][0] == {"gold": "1.1", "found": "8.2", "times": 1}
    page = inside("eval", file, "--format", "markdown", "--base", base_folder).stdout
    assert "| hit@1 | 0.500 |" in page
    assert "8.2" in inside("eval", file, "--base", base_folder).stdout


def test_one_duty_needs_no_list(tmp_path: Path) -> None:
    """ "gold": "7.1" was taken for the duties 7, . and 1, so that every right answer was a miss."""
    file = tmp_path / "asked.jsonl"
    lines = [
        {"question": "欠薪", "gold": "7.1", "ok": "12.10"},
        {"question": "下雨", "gold": ""},
        {"question": "入会", "gold": ["5.1"]},
    ]
    file.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    assert [(one.gold, one.ok) for one in evaluate.read(file)] == [(("7.1",), ("12.10",)), ((), ()), (("5.1",), ())]


@pytest.mark.parametrize(
    "line",
    ["不是 JSON", '{"question": "没有答案"}', "[]", '{"question": "好", "gold": {"7.1": 1}}', '{"question": "好", "gold": null}'],
)
def test_a_line_that_is_no_question_is_named(line: str, tmp_path: Path) -> None:
    """The error says which line it is."""
    file = tmp_path / "asked.jsonl"
    file.write_text(f'{{"question": "好", "gold": []}}\n{line}\n', encoding="utf-8")
    with pytest.raises(SourceError) as caught:
        evaluate.read(file)
    assert caught.value.where.endswith(":2")


def test_the_same_question_is_measured_the_same(base: kg.KnowledgeBase) -> None:
    """Department counts by the gold duty's own department where the file names none."""
    asked = [evaluate.Asked("谁负责基层工会法人资格登记？", ("8.2",))]
    assert evaluate.run(base, asked)[0].department


TWO = {"lin": ["林木采伐许可", "野生动物救护"], "lu": ["公路占用许可", "桥梁安全检查"]}


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> kg.KnowledgeBase:
    """Two bodies, each with the duties 1 and 2."""
    folder = tmp_path_factory.mktemp("two")
    read = []
    for slug, names in TWO.items():
        rows = [f"{n},{name},{slug}业务科,《某条例》第{n}条" for n, name in enumerate(names, 1)]
        (folder / f"{slug}.csv").write_text("\n".join(["序号,职权名称,实施机构,实施依据", *rows]), "utf-8")
        read.append(pipeline.read(folder / f"{slug}.csv", About(slug=slug, publisher=f"某县{slug}局")))
    pipeline.publish(read, folder / "base")
    return kg.load(folder / "base")


def test_duties_of_several_bodies_are_told_apart(two: kg.KnowledgeBase) -> None:
    """Both have a duty 1: departments were those of whichever came last, and the duty 1 of the other body counted as found."""
    right, other = evaluate.run(two, [evaluate.Asked("林木采伐许可", ("lin/1",)), evaluate.Asked("林木采伐许可", ("lu/1",))])
    assert (right.rank, right.department, right.found[0]) == (1, True, "lin/1")
    assert (other.rank, other.department) != (1, True)
    assert other.rank > 1


def test_a_number_of_several_bodies_is_refused(two: kg.KnowledgeBase) -> None:
    """A bare number says nothing where two bodies have it; with one catalogue it says all, and so does one that only one has."""
    asked = [evaluate.Asked("林木采伐许可", ("1",))]
    with pytest.raises(UsageError, match="2 本目录都有序号为 1 的职责") as caught:
        evaluate.run(two, asked)
    assert "lin/1" in caught.value.hint
    assert [one.found[0] for one in evaluate.run(two, asked, "lin")] == ["1"]
    assert evaluate.run(two, [evaluate.Asked("林木采伐许可", ("lin/1",))], "lin")[0].rank == 1
