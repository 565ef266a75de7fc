"""How the bundled embedding model ``index/model`` is made.

A static word embedding of Chinese statutes: each word has one vector, learned
by factorising how often words stand near each other in the law, and scaled by
how rare the word is. One command makes the whole folder, always the same:

    python -m index.training --corpus laws.jsonl.xz --out index/model

The stations, in order: ``corpus`` reads paragraphs, ``words`` lists words and
cuts text into them, ``tokens`` cuts the corpus, ``cooccur`` turns neighbours
into vectors, ``weights`` says how much a word counts, ``export`` writes the
folder, ``check`` reads it back two ways, ``card`` describes it.

Nothing at run time imports this package.
"""
