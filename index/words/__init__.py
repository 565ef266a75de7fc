"""text -> words. In: what documents and people write. Out: normalised text without what only makes it a question, its words and n-grams.

vocabulary.py  the vocabulary of one base: normalises text and cuts it into words; jieba, which makes it
unigram.py     the most probable way to cut a text into listed words
scaffold.py    stop words and the words that only make a question (scaffold.toml)
manners.py     what is said around a question (manners.toml)
naming.py      what of a question only names a body
spelling.py    misspelt words of the domain set right
grams.py       character n-grams
"""

from index.words.grams import ngrams
from index.words.manners import is_channel, is_manners
from index.words.scaffold import is_stop, strip_scaffold
from index.words.vocabulary import Words, build, general, normal, said

__all__ = ["Words", "build", "general", "is_channel", "is_manners", "is_stop", "ngrams", "normal", "said", "strip_scaffold"]
