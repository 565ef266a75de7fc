"""What makes a cold question quick gives what the slow way gives: words on disk, the most probable cut, nearest vectors."""

from __future__ import annotations

import json
import random
import unicodedata
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer

from index import dense, listing
from index.encoder import StaticEncoder, bundled
from index.words.unigram import Unigram


def texts() -> list[str]:
    """Every eighth question of the bundled catalogue, its document, and letters, rare and foreign characters at random."""
    folder = files("kg").joinpath("catalogues/binhai-ftu")
    asked = [json.loads(line)["question"] for line in folder.joinpath("questions.jsonl").read_text("utf-8").splitlines()[::8]]
    draw = random.Random(1)
    noise = ["".join(draw.choices("工资养老abcXYZ09困难龘㐀，🙂\u9fff劳动 \u200b", k=20)) for _ in range(300)]
    return [*asked, *folder.joinpath("source.txt").read_text("utf-8").splitlines()[::4], *noise]


def test_a_text_is_cut_as_by_tokenizers(tmp_path: Path) -> None:
    """Same words, same numbers, unknown characters joined alike; so a question and the documents fall into the same words."""
    StaticEncoder(bundled()).keep_words(tmp_path)
    slow, quick = Tokenizer.from_file(str(bundled() / "tokenizer.json")), Unigram(tmp_path)
    for text in texts():
        encoding = slow.encode(text, add_special_tokens=False)
        folded = unicodedata.normalize("NFKC", text).lower()
        assert quick.cut(folded) == list(zip(encoding.tokens, encoding.ids, strict=True)), text


def test_a_single_text_has_the_same_vector(tmp_path: Path) -> None:
    """With the kept vocabulary as without."""
    slow = StaticEncoder(bundled())
    slow.keep_words(tmp_path)
    quick = StaticEncoder(bundled(), tmp_path)
    for text in texts()[::40]:
        np.testing.assert_array_equal(quick.encode([text]), slow.encode([text]))
        np.testing.assert_array_equal(quick.words(text), slow.words(text))


def test_a_tokenizer_of_another_kind_is_left_alone(tmp_path: Path) -> None:
    """Where the model cuts in another way, no vocabulary is kept and the tokenizer itself is used."""
    described = json.loads((bundled() / "tokenizer.json").read_text("utf-8"))
    described["normalizer"] = None
    for file in bundled().iterdir():
        (tmp_path / file.name).symlink_to(file) if file.name != "tokenizer.json" else None
    (tmp_path / "tokenizer.json").write_text(json.dumps(described), encoding="utf-8")
    StaticEncoder(tmp_path).keep_words(tmp_path / "words")
    assert not (tmp_path / "words").exists()
    np.testing.assert_array_equal(
        StaticEncoder(tmp_path, tmp_path / "words").encode(["工资"]), StaticEncoder(bundled()).encode(["工资"])
    )


@pytest.mark.parametrize("times", [1, 30])
def test_listed_words_are_found(tmp_path: Path, times: int) -> None:
    """By bisection at first, in a dictionary later: every word its row, others and longer ones none."""
    order = listing.write(["工资", "a", "劳动合同", "工"], tmp_path, "words")
    known = listing.Listing(tmp_path, "words")
    for _ in range(times):
        rows = known.rows(["工资", "劳动合同法", "", "b", "工", "\ud800"])
    assert [int(order[row]) if row >= 0 else -1 for row in rows] == [0, -1, -1, -1, 3, -1]


def test_vectors_are_found_alike_by_numpy_and_faiss(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Few vectors are scanned by numpy, many by FAISS: the best cosine of each passage is the same."""
    draw = np.random.default_rng(5)
    vectors = draw.normal(size=(300, 16)).astype(np.float32)
    owners = np.arange(300, dtype=np.int32) // 3
    dense.build(vectors, tmp_path, "few")
    monkeypatch.setattr(dense, "SCANNED", 100)
    dense.build(vectors, tmp_path, "many")
    assert (tmp_path / "few.npy").is_file()
    assert (tmp_path / "many.faiss").is_file()
    for reach in (20, 1000):
        scores = [dense.Dense(tmp_path, name, owners, 100).score(vectors[7], reach) for name in ("few", "many")]
        np.testing.assert_allclose(*scores, atol=1e-4)
