"""The encoders: the fast path gives what sentence-transformers gives, and any such model can take its place."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from index import Passage, SearchError
from index.building import build
from index.encoder import SentenceEncoder, StaticEncoder, bundled, open_encoder
from index.learned import elsewhere

TEXTS = ["老板拖欠工资该找哪个部门？", "", " ", "，。", "qwerty 123", "困 難 職工", "工会\U0001f600㐀", "维护职工合法权益" * 200]


def test_fast_path_gives_the_vectors_of_sentence_transformers() -> None:
    """The bundled model encodes alike through SentenceTransformer and through tokenizers with numpy."""
    from sentence_transformers import SentenceTransformer

    theirs = SentenceTransformer(str(bundled()), device="cpu", local_files_only=True).encode(TEXTS)
    ours = StaticEncoder(bundled()).encode(TEXTS)
    assert np.isfinite(theirs).all()
    assert np.abs(theirs - ours).max() < 1e-6


def test_vectors_have_unit_length_or_none() -> None:
    """A text with a known word has length 1, a text without is zero."""
    lengths = np.linalg.norm(open_encoder().encode(["工资", "，"]), axis=1)
    assert lengths == pytest.approx([1.0, 0.0], abs=1e-6)


def test_the_bundled_model_is_small() -> None:
    """The model committed to the repository stays below 15 MB."""
    assert sum(path.stat().st_size for path in bundled().rglob("*")) < 15_000_000


@pytest.fixture(scope="module")
def transformer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real, tiny, untrained transformer in sentence-transformers format."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import BertConfig, BertModel, BertTokenizerFast

    folder = tmp_path_factory.mktemp("transformer")
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *"工资困难帮扶审计劳模职找谁拖欠老板的"]
    (folder / "vocab.txt").write_text("\n".join(vocabulary), encoding="utf-8")
    BertTokenizerFast(str(folder / "vocab.txt")).save_pretrained(folder / "bert")
    config = BertConfig(
        vocab_size=len(vocabulary), hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=32
    )
    BertModel(config).save_pretrained(folder / "bert")
    module = Transformer(str(folder / "bert"))
    model = SentenceTransformer(modules=[module, Pooling(module.get_embedding_dimension())], device="cpu")
    model.save_pretrained(str(folder / "model"))
    return folder / "model"


def test_any_sentence_transformers_model_can_be_used(transformer: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`--model FOLDER` builds and answers with a transformer in place of the bundled model; a few questions of other bodies show it as well as all."""
    few = elsewhere.questions()[::100]
    monkeypatch.setattr(elsewhere, "questions", lambda: few)
    assert isinstance(open_encoder(str(transformer)), SentenceEncoder)
    passages = [Passage("a", "困难帮扶"), Passage("b", "审计")]
    index = build(passages, [], tmp_path / "index", model=str(transformer))
    assert index.search("审计", 1).hits[0].key == "b"


def test_a_model_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    """A model name that is neither a folder nor in the local cache raises SearchError and starts no download."""
    with pytest.raises(SearchError):
        open_encoder(str(tmp_path / "no-such-model"))
