"""Finding: passages -> index -> hits. Knows text and numbers, no RDF. Imports go down this list.

building.py  passages -> an index folder                  search.py    a question -> hits, best first
rank.py      features -> calibrated score (ranking.toml)  learned/     what questions teach
lexical.py   tokens -> BM25 scores                        dense.py     vectors -> nearest passages
matters.py   the matters of the thesaurus in a question   encoder.py   text -> vector (model/, made by training/)
words/       text -> words                                listing.py   words in a sorted array on disk
names.py     the names of passages beside a question      passage.py   what goes in and what comes out
files.py     JSON and arrays of a folder                  threads.py   one thread for small sums
errors.py    what can go wrong
"""

from index.errors import ModelError, SearchError
from index.passage import Found, Hit, Matter, Mention, Passage

__all__ = ["Found", "Hit", "Matter", "Mention", "ModelError", "Passage", "SearchError"]
