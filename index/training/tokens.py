"""The corpus as one long row of word numbers, with the paragraph of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from index.training.words import UNKNOWN_ID

BATCH = 4096  # paragraphs cut at a time; bounds the memory of the encodings


@dataclass(frozen=True)
class Tokens:
    """Words of the corpus in reading order. Both arrays have shape (tokens,)."""

    word: NDArray[np.int32]
    paragraph: NDArray[np.int32]

    def __len__(self) -> int:
        """Return the number of tokens."""
        return len(self.word)

    def where(self, keep: NDArray[np.bool_]) -> Self:
        """Return the tokens whose flag is set; ``keep`` has shape (tokens,)."""
        return type(self)(self.word[keep], self.paragraph[keep])

    def counts(self, words: int) -> NDArray[np.int64]:
        """Return the occurrences of each of ``words`` word numbers, shape (words,)."""
        return np.bincount(self.word, minlength=words)

    def renumbered(self, number: NDArray[np.int32]) -> Self:
        """Return the tokens under new numbers, shape (words,); a negative one drops the word."""
        renamed = type(self)(number[self.word], self.paragraph)
        return renamed.where(renamed.word >= 0)


def cut(texts: Sequence[str], tokenizer: Tokenizer) -> Tokens:
    """Return the known words of the texts; word numbers are token ids less one."""
    ids: list[NDArray[np.int32]] = []
    for start in range(0, len(texts), BATCH):
        batch = tokenizer.encode_batch_fast(texts[start : start + BATCH], add_special_tokens=False)
        ids.extend(np.array(encoding.ids, dtype=np.int32) for encoding in batch)
    paragraph = np.repeat(np.arange(len(ids), dtype=np.int32), [len(row) for row in ids])
    every = Tokens(np.concatenate(ids) - 1, paragraph)
    return every.where(every.word != UNKNOWN_ID - 1)
