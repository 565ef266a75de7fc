"""passages -> an index folder."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index import dense, lexical, matters, words
from index.encoder import Encoder, open_encoder
from index.files import write_arrays, write_json, write_ragged
from index.learned import elsewhere, initiative, parlance, strangers, taught
from index.learned.lessons import Seen
from index.names import PIECE
from index.passage import Matter, Passage
from index.search import FORMAT, Index, seen
from index.words import spelling

_FOREIGN = 2_500  # questions of other bodies, at most, that teach what is not meant


def _silent(step: str) -> None:
    """Progress for nobody."""


def build(
    passages: Sequence[Passage],
    thesaurus: Sequence[Matter],
    folder: Path,
    model: str = "",
    progress: Callable[[str], None] = _silent,
) -> Index:
    """Write the index of `passages` to `folder` and open it. `model` as in `open_encoder`."""
    folder.mkdir(parents=True, exist_ok=True)
    progress("分词")
    terms = dict.fromkeys([*(term for m in thesaurus for term, _ in m.terms), *(p.department for p in passages)])
    texts = dict.fromkeys(text for p in passages for text in (p.name, p.department, p.accountability, p.clause))
    asked = {p.body for p in passages if p.labels}
    vocabulary = words.build(texts, terms, folder, ({p.body for p in passages} - asked, asked))
    official, others = map(vocabulary.normal, terms), (vocabulary.normal(word) for m in thesaurus for word in m.words)
    spelling.build(official, others, folder / "spelling")
    progress("词面索引")
    _lexical(passages, vocabulary, folder)
    progress("向量")
    encoder = open_encoder(model)
    _dense(passages, vocabulary, encoder, folder)
    write_json(folder / "keys.json", [p.key for p in passages])
    write_json(folder / "names.json", [vocabulary.normal(p.name) for p in passages])
    progress("事项词表")
    by_words, by_grams = lexical.Lexical(folder / "words"), lexical.Lexical(folder / "grams")
    bodies, linker = {name for p in passages for name in p.body}, _linker(vocabulary, by_words, by_grams)
    matters.build(thesaurus, vocabulary.normal, linker, [p.key for p in passages], bodies, folder / "matters")
    progress("职责问句")
    write_arrays(folder, untaught=np.array([not p.labels for p in passages]))
    _untaught(passages, vocabulary, encoder, folder)
    lacking = _taught(passages, thesaurus, vocabulary, encoder, folder)
    write_json(folder / "about.json", {"format": FORMAT, "model": model, "passages": len(passages), "lacking": lacking})
    return Index(folder)


def _taught(
    passages: Sequence[Passage], thesaurus: Sequence[Matter], vocabulary: words.Words, encoder: Encoder, folder: Path
) -> str:
    """What the questions of the passages teach, beside questions that other bodies answer; returns what was left out of it."""
    if not any(p.labels for p in passages):
        return ""
    known = matters.Matters(folder / "matters")
    texts = [(label, n) for n, p in enumerate(passages) for label in p.labels]
    names = _names([p for p in passages if p.labels], vocabulary, encoder)
    bank = elsewhere.bank([(p.name, p.name) for p in passages if not p.labels], names, vocabulary, encoder)
    foreign = bank.nearest(names, _FOREIGN)
    texts += [(bank.asked[n][0], -1) for n in foreign]
    strangers.build(bank.of(np.union1d(foreign, np.flatnonzero(bank.idle))), folder / "strangers" / "taught")
    others = [matter for n, matter in enumerate(thesaurus) if known.elsewhere(n)]
    texts += [(word, -1) for word in elsewhere.words(others)]

    def see(some: Sequence[str]) -> list[Seen]:
        return seen(some, vocabulary, known, encoder)

    return taught.build([text for text, _ in texts], [owner for _, owner in texts], len(passages), see, folder / "taught")


def _untaught(passages: Sequence[Passage], vocabulary: words.Words, encoder: Encoder, folder: Path) -> None:
    """What passages without questions are to be told from: other bodies' business, and that of the passages with questions."""
    untaught = [p for p in passages if not p.labels]
    if untaught:
        asked = [(label, p.name) for p in passages for label in p.labels]
        names = _names(untaught, vocabulary, encoder)
        bank = elsewhere.bank(asked, names, vocabulary, encoder)
        strangers.build(bank, folder / "strangers" / "untaught")
        lent = dict(zip(dict.fromkeys(p.name for p in untaught), bank.lent(names), strict=True))
        nothing = np.zeros_like(names[0])
        dense.build(np.array([nothing if p.labels else lent[p.name] for p in passages]), folder, "lent")
        names_alone = ["" if p.labels else vocabulary.normal(p.name) for p in passages]
        parlance.build(names_alone, folder)
        initiative.build(names_alone, folder)


def _names(passages: Sequence[Passage], vocabulary: words.Words, encoder: Encoder) -> NDArray[np.float32]:
    """The vectors of the names, each name once."""
    return encoder.encode([vocabulary.normal(name) for name in dict.fromkeys(p.name for p in passages)])


def _lexical(passages: Sequence[Passage], vocabulary: words.Words, folder: Path) -> None:
    by_words = [{6: p.name, 2: p.accountability, 1: p.department} for p in passages]
    by_grams = [{10: p.name, 3: p.accountability, 1: p.clause} for p in passages]
    lexical.build(by_words, lambda text: vocabulary.cut(vocabulary.normal(text)), 2, folder / "words")
    lexical.build(by_grams, lambda text: words.ngrams(vocabulary.normal(text)), 10 / 3, folder / "grams")


def _dense(passages: Sequence[Passage], vocabulary: words.Words, encoder: Encoder, folder: Path) -> None:
    pieces = [(n, piece) for n, p in enumerate(passages) for piece in _pieces(p.name)]
    names = [vocabulary.normal(p.name) for p in passages]

    def vectors(texts: list[str]) -> NDArray[np.float32]:
        place = {text: n for n, text in enumerate(dict.fromkeys(texts))}
        return encoder.encode(list(map(vocabulary.normal, place)))[[place[text] for text in texts]]

    dense.build(vectors([p.name for p in passages]), folder, "name")
    dense.build(vectors([p.clause for p in passages]), folder, "context")
    dense.build(vectors([piece for _, piece in pieces]), folder, "piece")
    write_arrays(folder, owners=np.array([n for n, _ in pieces], dtype=np.int32))
    write_ragged(folder, "name_words", encoder.numbers(names))
    encoder.keep_words(folder / "encoder")


def _pieces(name: str) -> list[str]:
    return [piece for piece in PIECE.split(name) if len(piece.strip()) >= 2] or [name]


def _linker(
    vocabulary: words.Words, by_words: lexical.Lexical, by_grams: lexical.Lexical
) -> Callable[[str], NDArray[np.float32]]:
    def link(term: str) -> NDArray[np.float32]:
        return 0.5 * by_words.score(vocabulary.cut(term)) + 0.5 * by_grams.score(words.ngrams(term))

    return link
