"""Whose act a question asks for: one that the asker applies for, or one of the office."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from index import Passage
from index.building import build
from index.learned import initiative
from index.learned.initiative import APPLIED_FOR, OF_OFFICE, UNKNOWN
from index.search import Index
from index.training.corpus import sha256
from index.training.initiative import learn

WATER = [
    Passage("permit", "取用地下水许可", body=("枫浦区水务局",)),
    Passage("penalty", "对擅自取用地下水的处罚", body=("枫浦区水务局",)),
    Passage("plan", "编制地下水利用规划", body=("枫浦区水务局",)),
]


@pytest.fixture(scope="module")
def water(tmp_path_factory: pytest.TempPathFactory) -> Index:
    """Duties of one matter that differ in whose act they are."""
    return build(WATER, [], tmp_path_factory.mktemp("water"))


@pytest.mark.parametrize(
    ("asked", "key"), [("养殖场想打口井抽地下水用，手续在哪办", "permit"), ("隔壁浴室偷偷打井抽地下水，没见他们有证", "penalty")]
)
def test_who_reports_is_told_from_who_applies(water: Index, asked: str, key: str) -> None:
    """Of ten questions on lists of powers that missed, one in three meant the permit and found the penalty, or the other way round."""
    assert water.search(asked).hits[0].key == key


def test_a_name_of_neither_kind_is_left_alone(water: Index) -> None:
    assert water.features_of("隔壁偷偷打井")[0]["initiative"][2] == 0


@pytest.mark.parametrize(
    ("name", "whose"),
    [
        ("对未取得许可擅自采砂的处罚", OF_OFFICE),
        ("查封违法施工现场的强制措施", OF_OFFICE),
        ("对取水单位的监督检查（年度）", OF_OFFICE),
        ("取水许可（新办）", APPLIED_FOR),
        ("核发排水许可证", APPLIED_FOR),
        ("管理河道采砂，核发采砂许可，打击非法采砂行为", UNKNOWN),
        ("编制水资源规划", UNKNOWN),
        ("", UNKNOWN),
    ],
)
def test_the_end_of_a_name_says_whose_act_it_is(name: str, whose: int) -> None:
    assert initiative.act(name) == whose


def test_weights_are_learned_from_what_is_asked() -> None:
    """想开 is said by those who apply, 偷 by those who report, whatever the matter."""
    questions = [said.format(what) for what in "电油水气瓜菜药酒茶" for said in ("有人偷{}", "想开{}店")]
    pieces, weights, _ = learn(questions, [OF_OFFICE, APPLIED_FOR] * 9)
    told = dict(zip(pieces, weights.tolist(), strict=True))
    assert told["偷"] > 0 > told["想开"]


def test_what_is_written_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sum of the weights over the root of how many pieces there are, and the weight of none; through tanh, times the act."""
    monkeypatch.setattr(initiative, "bundled", lambda: tmp_path / "table")
    initiative.write(["想", "偷"], np.array([-4.0, 2.0]), 0.5, tmp_path / "table")
    initiative.build(["取水许可", "对采砂的处罚", "规划"], tmp_path)
    scores = initiative.Initiative(tmp_path).score(["想", "砂", "想", "偷", "井"], np.array([0, 1, 2]))
    assert scores == pytest.approx(np.tanh(((-4 + 2) / 2 + 0.5) / 2) * np.array([-1, 1, 0]), abs=1e-6)


def test_the_bundled_weights_are_those_of_the_report() -> None:
    folder = initiative.bundled()
    made = json.loads((folder / "report.json").read_text("utf-8"))["sha256"]
    assert {name: sha256(folder / name) for name in ("pieces.npy", "weights.npy")}.items() <= made.items()
