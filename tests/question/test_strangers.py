"""What other bodies are asked tells a catalogue what is not its business."""

from __future__ import annotations

from pathlib import Path

import pytest

from index import Passage
from index.building import build
from index.learned import elsewhere
from index.search import Index

WATER = [
    Passage("1", "负责河道采砂许可和河道管理范围内建设项目审批", body=("石桥镇水利站",)),
    Passage("2", "负责农村饮水工程维修养护和水质检测", body=("石桥镇水利站",)),
]


@pytest.fixture(scope="module")
def water(tmp_path_factory: pytest.TempPathFactory) -> Index:
    """Two duties without questions of their own."""
    return build(WATER, [], tmp_path_factory.mktemp("water"))


def test_questions_of_other_bodies_show(water: Index) -> None:
    """A question that another body answers is nearer to foreign questions than to akin ones, one about water the other way round."""
    foreign, own = (water.features_of(text)[1] for text in ("孩子上小学怎么报名", "村里自来水管坏了没人修"))
    assert foreign["foreign"] > foreign["akin"]
    assert own["akin"] > foreign["akin"]


def test_what_others_are_asked_is_lent_to_like_duties(water: Index) -> None:
    """A story shares no word with a name; other bodies were asked such things about duties like it, and that leads to it."""
    features, _ = water.features_of("半夜有人开船在河里抽沙子")
    assert features["lent"][0] > features["lent"][1]
    assert features["lent"][0] > features["name"][0]


def test_idle_talk_shows(water: Index) -> None:
    """Chatting is nearer to the idle talk of the bank than a question about a duty is."""
    assert water.features_of("给我讲个笑话")[1]["idle"] > water.features_of("河道采砂要什么许可")[1]["idle"]


def test_what_others_handle_scores_low(water: Index) -> None:
    """The first hit for another body's business is believed less than the first for a duty."""
    scores = [water.search(text).hits[0].score for text in ("营业执照怎么注销", "想在河里挖沙子要办什么许可")]
    assert scores[0] < 0.2 < scores[1]


def test_taught_and_untaught_duties_are_judged_apart(tmp_path: Path) -> None:
    """Questions of one catalogue do not push the duties of another down: both find theirs, and each path has its own features."""
    taught = Passage(
        "3", "负责困难职工帮扶救助", labels=("家里揭不开锅了", "看病花光积蓄", "孩子上大学交不起学费"), body=("区总工会",)
    )
    index = build([*WATER, taught], [], tmp_path / "mixed")
    help_, sand = (index.search(text).hits[0] for text in ("看病花光了积蓄", "河里挖沙要批吗"))
    assert (help_.key, sand.key) == ("3", "1")
    assert "taught" in help_.features
    assert "taught" not in sand.features
    assert "lent" in sand.features
    assert "lent" not in help_.features


def test_the_bank_is_sound() -> None:
    """Every question of the bank has a duty or is idle talk; none stands twice."""
    bank = elsewhere.questions()
    assert len(bank) > 10_000
    assert len({question for question, _ in bank}) >= 0.99 * len(bank)
    assert all(question.strip() for question, _ in bank)
