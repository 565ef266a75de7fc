"""What is no question gets no duty: figures, signs, greetings, assent; and 投诉 alone names a way, no matter."""

from __future__ import annotations

import pytest

from index.building import build
from index.passage import Passage
from index.search import Index
from index.words import is_channel, is_manners

NAMES = (
    "受理船员劳动权益投诉",
    "城镇污水排入排水管网许可证核发",
    "人工繁育陆生野生动物许可",
    "KTV等歌舞娱乐场所设立审批",
    "2号航标的设置和维护",
    "好人好事评选",
    "12319城管热线的受理和转办",
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    """Seven duties without questions of their own."""
    passages = [Passage(f"k{n}", name, "综合科", "", "", (), ("某市某局",)) for n, name in enumerate(NAMES)]
    return build(passages, (), tmp_path_factory.mktemp("wordless"))


@pytest.mark.parametrize(
    "text",
    ["2", "007", "12345", "1+1=?", "a1", "{{7*7}}", "<script>alert(1)</script>", "好", "好的，谢谢", "嗯", "转人工", "帮帮我"],
)
def test_what_names_nothing_finds_nothing(index: Index, text: str) -> None:
    """A figure was answered with the one duty whose name has it, at .99; 转人工 with the breeding of animals."""
    assert index.search(text).hits == ()


@pytest.mark.parametrize(
    ("text", "key"), [("ktv", "k3"), ("排水证", "k1"), ("你好，2号航标坏了", "k4"), ("12319归哪个部门管", "k6")]
)
def test_short_texts_that_name_something_are_searched(index: Index, text: str, key: str) -> None:
    """A foreign word of a name, an abbreviation, a figure beside words, the number of a hotline that a name prints."""
    assert index.search(text).hits[0].key == key


@pytest.mark.parametrize("text", ["投诉", "我要投诉！"])
def test_a_channel_alone_is_no_answer(index: Index, text: str) -> None:
    """The one duty with the word in its name may be meant, and many others; 船员投诉 is a matter."""
    assert 0 < index.search(text).hits[0].score < 0.4
    assert index.search("船员投诉").hits[0].score > index.search(text).hits[0].score


def test_manners_and_channels() -> None:
    """Each is told as a whole text only."""
    assert is_manners("好的,谢谢!")
    assert not is_manners("好的,食堂油烟太大")
    assert is_channel("我想咨询一下")
    assert not is_channel("投诉油烟")
