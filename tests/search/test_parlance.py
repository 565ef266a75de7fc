"""What people say for official words is learned from what other bodies were asked."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from index import Passage
from index.building import build
from index.files import write_ragged
from index.learned import parlance
from index.search import Index
from index.training.corpus import sha256
from index.training.parlance import learn

FARMING = [
    Passage("1", "动物及动物产品检疫（屠宰检疫）", body=("枫浦区农业农村局",)),
    Passage("2", "对未经定点从事生猪屠宰活动的处罚", body=("枫浦区农业农村局",)),
    Passage("3", "执业兽医备案", body=("枫浦区农业农村局",)),
    Passage("4", "动物诊疗许可", body=("枫浦区农业农村局",)),
    Passage("5", "（）", body=("枫浦区农业农村局",)),
]
KINDS = (("谁偷{}", "对窃{}的处罚"), ("想开{}店", "{}店许可"), ("种{}有钱拿", "{}补贴发放"), ("评{}职称", "{}专业评审"))
PAIRS = [(said.format(what), meant.format(what)) for what in "电油水气瓜菜药酒茶" for said, meant in KINDS]


@pytest.fixture(scope="module")
def farming(tmp_path_factory: pytest.TempPathFactory) -> Index:
    """Duties of one field that differ in what is done."""
    return build(FARMING, [], tmp_path_factory.mktemp("farming"))


def first(index: Index, text: str) -> str:
    """The key of the passage for which what people say speaks most."""
    features, _ = index.features_of(text)
    return index.keys()[int(features["parlance"].argmax())]


@pytest.mark.parametrize(
    ("asked", "key"), [("有人半夜在果园后头私自杀猪往集市上送", "2"), ("想开一家给猫狗看病的店，要什么证", "4")]
)
def test_what_is_done_shows_in_what_people_say(farming: Index, asked: str, key: str) -> None:
    """Both stories share their field with several duties; what is reported and what one plans to do was taken for the same thing."""
    assert first(farming, asked) == key
    assert farming.search(asked).hits[0].key == key


def test_a_name_without_a_known_piece_is_spoken_of_by_nobody(farming: Index) -> None:
    """A name of signs alone has no pieces; nor has a question of another script."""
    assert farming.features_of("私自杀猪")[0]["parlance"][4] == 0
    assert not farming.features_of("ηπροβατο ελληνικα")[0]["parlance"].any()


def test_what_was_heard_before_changes_nothing(tmp_path: Path) -> None:
    """What is kept between questions is what would be looked up again, in any order, for other candidates too."""
    known = build(FARMING, [], tmp_path / "again")._by_parlance
    assert known
    asked = [list("私自杀猪"), list("想开店杀猪"), list("私自杀猪")]
    every, some = np.arange(5), np.array([1, 3])
    found = [known.score(one, candidates) for one in asked for candidates in (every, some)]
    assert np.array_equal(found[0], found[4])
    assert np.allclose(found[0][some], found[1])
    assert np.allclose(found[2][some], found[3])


def test_translations_are_learned_from_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    """偷 is said where a name has 处罚, whatever is stolen, and 想开 where it has 许可; nobody says the one for the other."""
    monkeypatch.setattr("index.training.parlance.DOUBT", 1.0)
    learned = learn(PAIRS)
    pairs = {(learned.said[to], learned.meant[of]) for of, to in zip(learned.of, learned.to, strict=True)}
    assert {("偷", "罚"), ("想开", "许")} <= pairs
    assert not {("偷", "许"), ("想开", "罚")} & pairs


def test_what_is_written_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The score is the mean logarithm of one plus the mean times over the pieces of a name, whatever the order of what is written."""
    learned = (np.array([1, 0, 1]), np.array([0, 1, 1]), np.array([4.0, 16.0, 2.0]))
    parlance.write(["罚", "许"], ["想", "偷"], learned, tmp_path / "table")
    monkeypatch.setattr(parlance, "bundled", lambda: tmp_path / "table")
    meant = [piece.decode() for piece in np.load(tmp_path / "table" / "meant.npy").tolist()]
    write_ragged(tmp_path / "base", "name_pieces", [[meant.index("许")], [], [0, 1]])
    scores = parlance.Parlance(tmp_path / "base").score(["想", "偷", "偷", "你"], np.arange(3))
    wanted = [(np.log1p(4) + np.log1p(2)) / 3, 0, (np.log1p(2) + np.log1p(9)) / 3]
    assert np.allclose(scores, wanted, rtol=0.03)


def test_the_bundled_translations_are_those_of_the_report() -> None:
    """The report beside the files names each by its sum."""
    folder = parlance.bundled()
    told = json.loads((folder / "report.json").read_text("utf-8"))["sha256"]
    for path in folder.glob("*.npy"):
        assert told[path.name] == sha256(path)
