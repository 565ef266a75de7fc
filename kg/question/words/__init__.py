"""What words can mean before a question is looked at: everyday words, names of columns, names in one base.

Comes in: words.toml, columns.toml, a Store. Goes out: `plain` text, `words()`, the sorts of columns, a Lexicon. Nothing here reads a question.

plain.py          a question as typed -> one plain form; numerals
vocabulary.py     the words of asking (words.toml), and the longest that begins at a place
columns.py        columns of a catalogue's own (columns.toml): the dimensions that they are, and how they are asked for
fees.py           the column that tells whether something is to be paid
lexicon.py        Store -> the names and numbers that questions about this base can mention
bodies.py         a body's name -> its forms: without the place, contracted
codes.py          the form in which codes of duties are compared
abbreviations.py  short and misspelt forms of names, by rule
"""
