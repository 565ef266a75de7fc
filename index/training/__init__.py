"""How the bundled embedding model ``index/model`` is made.

A static word embedding: each word has one vector, half of it learned from how
often words stand near each other in Chinese statutes, half from what an English
gloss of the word says; scaled by how rare the word is, then moved so that
questions and duties, words and official terms of one business come together.
One command makes the whole folder, always the same: ``make train``.

The stations, in order: ``corpus`` reads paragraphs, ``words`` lists words and
cuts text into them, ``tokens`` cuts the corpus, ``cooccur`` turns neighbours
into vectors, ``gloss`` reads the other half, ``join`` puts both together,
``weights`` says how much a word counts, ``pairs`` reads what belongs together,
``tune`` moves the words, ``export`` writes the folder, ``check`` reads it back
two ways, ``card`` describes it. ``parlance`` makes the other folder, ``index/parlance``, from
the pairs alone. ``calibrate`` fits ``ranking.toml`` afterwards.

Nothing at run time imports this package.
"""
