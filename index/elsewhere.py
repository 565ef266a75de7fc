"""Questions that a catalogue does not answer: chit-chat, and everyday matters of other bodies."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from index.encoder import Encoder, Vectors
from index.passage import Matter
from index.words import Words

Asked = tuple[str, str]  # a question and the duty that answers it, "" for none
_WORDS_A_MATTER = 4
_AT_ONCE = 10_000
_SAME_BUSINESS = 0.6  # cosine of two duties from which they are taken for one business


@cache
def questions() -> tuple[Asked, ...]:
    """Each question with the duty of another body that answers it; none for chit-chat."""
    lines = files("index").joinpath("bodies.tsv").read_text("utf-8").splitlines()[1:]
    asked = (line.split("\t") for line in lines)
    idle = files("index").joinpath("chitchat.txt").read_text("utf-8").splitlines()
    return (*((question, duty) for _, duty, question in asked), *((line, "") for line in idle))


def far(bank: Collection[Asked], names: Vectors, vocabulary: Words, encoder: Encoder) -> NDArray[np.bool_]:
    """Which questions belong to business unlike that of all passages with these names (unit rows); idle talk always does."""
    duties = list(dict.fromkeys(duty for _, duty in bank))
    vectors, akin = encoder.encode([vocabulary.normal(duty) for duty in duties]), set[str]()
    for start in range(0, len(names), _AT_ONCE):
        near = (vectors @ names[start : start + _AT_ONCE].T).max(axis=1) >= _SAME_BUSINESS
        akin |= {duties[n] for n in np.flatnonzero(near)}
    return np.array([duty not in akin for _, duty in bank])


def nearest(bank: Sequence[Asked], names: Vectors, most: int, vocabulary: Words, encoder: Encoder) -> list[Asked]:
    """The `most` questions that are most like one of the passages with these names, in the order of the bank."""
    asked = encoder.encode([vocabulary.plain(vocabulary.normal(question)) for question, _ in bank])
    alike = np.concatenate([(rows @ names.T).max(axis=1) for rows in np.array_split(asked, 1 + len(asked) // _AT_ONCE)])
    return [bank[n] for n in np.sort(np.argsort(-alike, kind="stable")[:most])]


def words(thesaurus: Iterable[Matter]) -> list[str]:
    """The longest words of each matter: those that say the most."""
    return [word for matter in thesaurus for word in sorted(matter.words, key=len, reverse=True)[:_WORDS_A_MATTER]]
