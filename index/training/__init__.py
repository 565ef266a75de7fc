"""How the bundled embedding model ``index/model`` is made.

A static word embedding: each word has one vector, half of it learned from how
often words stand near each other in Chinese statutes, half from what an English
gloss of the word says; scaled by how rare the word is, then moved so that
questions and duties, words and official terms of one business come together.
One command makes the whole folder, always the same: ``make train``.

corpus.py     statutes -> paragraphs
words.py      which words there are, and how text is cut into them
tokens.py     paragraphs -> numbers of words
cooccur.py    neighbours -> vectors
gloss.py      English glosses -> vectors
join.py       both spaces -> one
weights.py    how much a word counts
pairs.py      texts that mean the same business
tune.py       words moved by these pairs
export.py     words and vectors -> the folder
check.py      the folder read back two ways
card.py       its description                        report.py     what the run did
parlance.py   pairs -> the other folder, ``index/parlance``
initiative.py questions -> the third, ``index/initiative``
calibrate.py  ``ranking.toml``, fitted afterwards

Nothing at run time imports this package.
"""
