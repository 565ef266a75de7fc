"""Misspelt words of the domain lead where the right ones do, and right ones stay as they are."""

from __future__ import annotations

import pytest

import kg
from index.words import spelling

OFFICIAL = ["劳动模范", "劳动保护", "法律援助", "集体合同", "工会法人资格登记", "送教上门"]


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> spelling.Spelling:
    """Spelling over a few official terms and one colloquial word."""
    folder = tmp_path_factory.mktemp("spelling")
    spelling.build(OFFICIAL, ["拖欠工资"], folder)
    return spelling.Spelling(folder)


def cut(run: str) -> list[str]:
    """A stand-in for the tokenizer: these words, else single characters."""
    words: list[str] = []
    while run:
        size = 2 if run[:2] in ("劳动", "保险", "工资", "集体", "法律", "资格", "登记", "工会") else 1
        words.append(run[:size])
        run = run[size:]
    return words


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("劳动摸范", "劳动模范"),
        ("法律元助", "法律援助"),
        ("我想办工会法仁资格登记", "我想办工会法人资格登记"),
        ("tuoqian gongzi找谁", "拖欠工资找谁"),
        ("工会法入资格登记", "工会法人资格登记"),
    ],
)
def test_a_wrong_character_is_set_right(known: spelling.Spelling, written: str, meant: str) -> None:
    """By sound, by the other characters, and from letters."""
    assert known.mend(written, cut) == meant


@pytest.mark.parametrize("right", ["劳动保险", "送饭上门", "劳动模范", "签劳动合同", "gongzi", "", "，", "a b c"])
def test_what_is_no_mistake_stays(known: spelling.Spelling, right: str) -> None:
    """A word of its own (保险), a short neighbour and unknown letters are left alone."""
    assert known.mend(right, cut) == right


@pytest.mark.parametrize(
    ("plain", "variants"),
    [
        ("困难职工帮扶", ["困難職工幫扶", "困难\u200b职工帮扶", "困 难 职 工 帮 扶".replace(" ", "\u2060"), "困难职工帮抚"]),
        ("劳动模范评选", ["劳动摸范评选", "勞動模範評選", "劳动模范评选？"]),
        ("工资集体协商", ["工资集体写商", "ｇｏｎｇｚｉ jiti xieshang".replace("ｇｏｎｇｚｉ", "gongzi")]),
    ],
)
def test_variants_get_the_same_answer(base: kg.KnowledgeBase, plain: str, variants: list[str]) -> None:
    """Traditional, invisible, misspelt and pinyin writings give the duty and the score of the plain one."""
    wanted = base.ask(plain).duties[0]
    for variant in variants:
        found = base.ask(variant).duties[0]
        assert (found.number, found.score) == (wanted.number, wanted.score), variant
