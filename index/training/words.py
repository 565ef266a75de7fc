"""Which words there are, and the tokenizer that cuts text into them.

The tokenizer is a Unigram model (Kudo 2018, "Subword Regularization"): among
all ways to cut a run of characters it takes the one whose words are together
the most probable. Words and counts are those of jieba's dictionary.
"""

import math
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

import jieba
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

UNKNOWN = "[UNK]"
UNKNOWN_ID = 0
UNKNOWN_SCORE = -30.0  # log-probability; below every word, whose floor is -18
LONGEST_WORD = 6  # characters
RAREST_WORD = 30  # occurrences in jieba's own corpus
CHINESE = "一-鿿"  # U+4E00 to U+9FFF


def dictionary() -> dict[str, int]:
    """Return jieba's dictionary: word -> occurrences in the corpus behind it."""
    with jieba.get_dict_file() as lines:
        fields = (line.decode("utf-8").split(" ") for line in lines)
        return {word: int(count) for word, count, *_ in fields}


def word_counts(known: Mapping[str, int], texts: Iterable[str]) -> dict[str, int]:
    """Return word -> count: the usable dictionary words and every character.

    A dictionary word is usable if it is Chinese, not longer than
    ``LONGEST_WORD`` and either one character or not rarer than ``RAREST_WORD``.
    Characters that only ``texts`` have are added with count 1. Counts are >= 1.
    """
    chinese = re.compile(f"[{CHINESE}]{{1,{LONGEST_WORD}}}")
    counts = {
        word: max(count, 1)
        for word, count in known.items()
        if chinese.fullmatch(word) and (len(word) == 1 or count >= RAREST_WORD)
    }
    found = {character for text in texts for character in unicodedata.normalize("NFKC", text)}
    for character in sorted(found):
        if chinese.fullmatch(character):
            counts.setdefault(character, 1)
    return counts


def scores(counts: Mapping[str, int]) -> dict[str, float]:
    """Return word -> natural logarithm of its share in all counts."""
    total = sum(counts.values())
    return {word: math.log(count / total) for word, count in counts.items()}


def tokenizer(words: Sequence[str], score: Mapping[str, float]) -> Tokenizer:
    """Return the tokenizer of ``words``; word ``i`` has id ``i + 1``, unknown text id 0.

    Compatibility forms are unified and letters lowered (NFKC); everything but
    Chinese characters, Latin letters and digits is dropped and ends a run.
    Letters and digits form runs of their own.
    """
    vocabulary = [(UNKNOWN, UNKNOWN_SCORE), *((word, score[word]) for word in words)]
    cutter = Tokenizer(models.Unigram(vocabulary, unk_id=UNKNOWN_ID, byte_fallback=False))
    cutter.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Lowercase()])
    cutter.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(f"[^{CHINESE}A-Za-z0-9]+"), "removed"),
            pre_tokenizers.Split(Regex("[A-Za-z0-9]+"), "isolated"),
        ]
    )
    return cutter
