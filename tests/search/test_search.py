"""The index: cutting words, scoring, the thesaurus, and what must lead to the same answer."""

from __future__ import annotations

import marshal
import math
import tempfile
from collections import Counter
from pathlib import Path

import jieba
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from threadpoolctl import threadpool_info, threadpool_limits

from index import Matter, Passage, SearchError, lexical, matters, threads, words
from index.building import build
from index.search import Index
from index.words import manners

PASSAGES = [
    Passage("1", "负责困难职工帮扶救助工作。", "权益保障部", "帮扶精准到位"),
    Passage("2", "负责工会经费审计工作。", "基层工作部", "审计工作规范"),
    Passage("3", "负责劳动模范推荐评选工作。", "基层工作部", "评选规范"),
    Passage("4", "负责信访接待工作。", "权益保障部", "接待热情"),
]
MATTERS = [
    Matter("m:study", "金秋助学", ("金秋助学", "交不起学费"), (("困难职工帮扶", 0.9),)),
    Matter("m:passport", "护照办理", ("护照",), (("护照办理", 1.0),), "公安机关"),
    Matter("m:visit", "上访", ("上访",), (("无关的词", 1.0),), passages=("4",)),
]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    """A small index over four passages and three matters."""
    return build(PASSAGES, MATTERS, tmp_path_factory.mktemp("index"))


@pytest.mark.parametrize(
    ("asked", "key"),
    [("困难帮扶", "1"), ("经费审计归谁管", "2"), ("劳模评选", "3"), ("家里交不起学费了", "1"), ("想上访", "4")],
)
def test_the_right_passage_comes_first(index: Index, asked: str, key: str) -> None:
    """Shared words, abbreviations, the thesaurus and links of the catalogue each bring the right passage."""
    assert index.search(asked).hits[0].key == key


@pytest.mark.parametrize("variant", ["困難幫扶", "困难\u200b帮扶", "困难帮扶？", "请问困难帮扶找哪个部门"])
def test_other_writings_give_the_same_order(index: Index, variant: str) -> None:
    """Traditional characters, invisible ones and the scaffolding of a question change nothing."""
    assert [hit.key for hit in index.search(variant).hits] == [hit.key for hit in index.search("困难帮扶").hits]


def test_a_matter_of_another_authority_lowers_the_score(index: Index) -> None:
    """A question that names another authority's matter is mentioned as such and not answered."""
    found = index.search("护照")
    assert found.mentions[0].authority == "公安机关"
    assert found.hits[0].score < 0.1


def test_nothing_is_kept_in_or_taken_from_the_folder_of_temporary_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """jieba wrote /tmp/jieba.cache and took whatever stood there: another user of the machine could decide how documents are cut."""
    (tmp_path / "jieba.cache").write_bytes(marshal.dumps(({"困难": 0, "难职": 10**9}, 10**9)))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    words.general.cache_clear()
    assert words.general().FREQ["困难"] > 1000
    assert "难职" not in words.general().FREQ
    (tmp_path / "jieba.cache").unlink()
    words.general.cache_clear()
    words.general()
    assert list(tmp_path.iterdir()) == []


def test_jiebas_dictionary_is_what_jieba_reads() -> None:
    """It is read at once, in two thirds of the time that jieba takes line by line."""
    own = jieba.Tokenizer()
    assert (words.general().FREQ, words.general().total) == own.gen_pfdict(own.get_dict_file())


def test_the_name_of_the_body_says_nothing(tmp_path: Path) -> None:
    """Whom a question is put to changes nothing, one body or several; a question that is nothing but that name has no matter."""
    one = [Passage(p.key, p.name, body=("云岚县信访局", "信访局")) for p in PASSAGES]
    two = [*one, Passage("5", "负责公交线路。", body=("云岚县残疾人联合会", "残疾人联合会"))]
    for n, passages in enumerate((one, two)):
        index = build(passages, MATTERS, tmp_path / str(n))
        for asked in ("劳模评选", "困难帮扶", "经费审计"):
            for put in ("信访局的", "云岚县信访局，", "县信访局管不管：", "云岚县", "我想问一下信访局，"):
                assert index.search(f"{put}{asked}").hits == index.search(asked).hits
        assert index.search("信访局").hits == index.search("云岚县信访局，你好").hits == ()
    assert index.search("残联，公交线路").hits == index.search("公交线路").hits


def test_a_body_with_questions_of_its_own_is_named_in_them(tmp_path: Path) -> None:
    """Who asks about the house or the staff of a body says its name; only what it is called at the start is left out."""
    taught = [Passage(p.key, p.name, labels=(p.name,), body=("云岚县总工会", "总工会")) for p in PASSAGES]
    index = build(taught, MATTERS, tmp_path / "taught")
    assert (
        index.search("云岚县总工会，劳模评选").hits == index.search("工会管不管：劳模评选").hits == index.search("劳模评选").hits
    )
    assert index.search("给总工会的经费审计").hits != index.search("给的经费审计").hits
    assert index.search("加入工会").hits != index.search("加入").hits


@pytest.mark.parametrize(
    "said",
    [
        "急急急！{}在线等",
        "您好，我想咨询一下，{}，谢谢！",
        "替我妈问一下，{}，麻烦各位了",
        "我是个普通老百姓，不太懂，{}",
        "那个，就是，嗯，{}",
        "打扰一下，帮忙看看{}",
        "同志你好，打扰了，{}",
        "求助！{}，跪求解答",
        "{}？有知道的吗",
    ],
)
def test_what_is_said_around_a_question_says_nothing(index: Index, said: str) -> None:
    """Greetings, thanks, apologies and how urgent it is changed the answers of one question in five."""
    assert index.search(said.format("劳模评选")).hits == index.search("劳模评选").hits


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("求助", "求助"),
        ("在线等", "在线等"),
        ("救助站在哪", "救助站在哪"),
        ("感谢信写给谁", "感谢信写给谁"),
        ("咨询电话是多少", "咨询电话是多少"),
        ("帮我要回工资", "帮我要回工资"),
        ("家里老人不懂政策,想申请低保", "家里老人不懂政策,想申请低保"),
        ("那个老板不给钱", "那个老板不给钱"),
        ("5.5是多少,在线等", "5.5是多少"),
    ],
)
def test_words_of_a_matter_are_no_manners(text: str, left: str) -> None:
    """Only phrases that stand for themselves go, and never all of a text."""
    assert manners.bare(text) == left


@pytest.mark.parametrize(
    ("phrase", "begins"),
    [("谢谢", False), ("急", False), ("求助", False), ("你好啊", True), ("请问", True), ("替我妈问", False)],
)
def test_manners_said_a_hundred_times_end(phrase: str, begins: bool) -> None:
    """Phrases that fit in several ways took twice as long with each repetition: thirty thanks and a word never came to an end."""
    many = phrase * 100
    assert manners.bare(many) == many
    assert manners.bare(f"{many}劳模评选") == ("劳模评选" if begins else f"{many}劳模评选")
    assert manners.bare(f"劳模{many}评选") == f"劳模{many}评选"


@pytest.mark.parametrize("blanks", ["劳 模 评 选", "劳模　评选", "劳 模评 选"])
def test_blanks_inside_chinese_say_nothing(index: Index, blanks: str) -> None:
    """A text with a blank behind each character was cut into single characters."""
    assert index.search(blanks).hits == index.search("劳模评选").hits


@pytest.mark.parametrize("nothing", ["", "？！", "   ", "\u200b"])
def test_nothing_asked_finds_nothing(index: Index, nothing: str) -> None:
    """A text without any word has no hits."""
    assert index.search(nothing).hits == ()


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60))
def test_any_text_can_be_asked(index: Index, text: str) -> None:
    """Every hit of every text has a score in [0, 1], best first."""
    scores = [hit.score for hit in index.search(text).hits]
    assert all(0 <= score <= 1 for score in scores)
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize("junk", ["123", "hello", "where is the bus stop", "{bad json", "的", "我要找谁"])
def test_what_nothing_speaks_for_is_not_found(index: Index, junk: str) -> None:
    """Words that no passage has, and words that say nothing, find nothing, where no questions teach otherwise."""
    assert index.search(junk).hits == ()


@pytest.mark.parametrize(
    ("authority", "body", "ours"),
    [
        ("农业农村部门、市场监督管理部门", "云岭县农业农村局", True),
        ("人力资源社会保障部门", "河东区人力资源和社会保障局", True),
        ("公安机关户籍管理部门", "临江市公安局", True),
        ("医疗机构", "临江市医疗保障局", False),
        ("民政部门", "柳河镇人民政府", False),
        ("教育部门", "临江市总工会", False),
        ("", "临江市总工会", False),
    ],
)
def test_an_authority_may_be_the_body_itself(authority: str, body: str, ours: bool) -> None:
    """What a body usually handles is nobody else's matter in its own catalogue."""
    assert matters.is_ours(authority, ["随便什么", body]) is ours


def test_bm25_is_bm25(tmp_path: Path) -> None:
    """The lexical scores equal the textbook formula on merged fields."""
    documents = [{2: "甲乙", 1: "丙"}, {2: "甲", 1: "丁丁"}, {2: "戊", 1: ""}]
    scores = lexical.build(documents, list, 1, tmp_path / "bm25").score(["甲", "丁", "无", "甲"])
    bags = [Counter(t for weight, text in d.items() for t in text * weight) for d in documents]
    mean = sum(bag.total() for bag in bags) / 3
    for n, bag in enumerate(bags):
        expected = best = 0.0
        for token in ("甲", "丁", "无"):
            df = sum(token in other for other in bags)
            idf = math.log(1 + (3 - df + 0.5) / (df + 0.5)) if df else math.log(1 + 3)
            norm = lexical.K1 * (1 - lexical.B + lexical.B * bag.total() / mean)
            expected += idf * bag[token] / (bag[token] + norm)
            best += idf
        assert scores[n] == pytest.approx(expected / best, abs=1e-5)


def test_words_are_cut_with_their_known_parts(tmp_path: Path) -> None:
    """A long word of the vocabulary is found by its parts, and stop words are left out."""
    vocabulary = words.build(["工资集体协商的工作"], ["工资集体协商"], tmp_path)
    cut = vocabulary.cut("工资集体协商的")
    assert {"工资集体协商", "工资", "协商"} <= set(cut)
    assert "的" not in cut


def test_a_damaged_index_is_said_so(index: Index, tmp_path: Path) -> None:
    """An index folder without its files raises SearchError."""
    assert len(index) == len(PASSAGES)
    with pytest.raises(SearchError):
        Index(tmp_path)


def test_two_builds_are_the_same(index: Index, tmp_path: Path) -> None:
    """The same passages give the same features, to the last bit that matters."""
    again = build(PASSAGES, MATTERS, tmp_path / "again")
    first, second = index.search("困难帮扶").hits, again.search("困难帮扶").hits
    assert [hit.key for hit in first] == [hit.key for hit in second]
    np.testing.assert_allclose([hit.score for hit in first], [hit.score for hit in second], rtol=1e-6)


def test_a_search_takes_one_thread_and_gives_the_others_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """While anybody searches linear algebra has one thread; when the last one has done, as many as before."""
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "2")
    threads._libraries.cache_clear()
    with threadpool_limits(2, "blas"):
        with threads.single:
            with threads.single:
                assert _blas_threads() == {1}
            assert _blas_threads() == {1}
        assert _blas_threads() == {2}
    threads._libraries.cache_clear()


def _blas_threads() -> set[int]:
    return {pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas"}


def test_an_index_of_another_version_is_refused(tmp_path: Path) -> None:
    """An index that another version wrote says so: once its vectors met a model of another size and ended in an assertion."""
    build(PASSAGES, MATTERS, tmp_path)
    about = tmp_path / "about.json"
    about.write_text(about.read_text("utf-8").replace('"format":', '"format": 1, "was":'), "utf-8")
    with pytest.raises(SearchError, match="另一个版本"):
        Index(tmp_path)
