"""What words can mean before a question is looked at: everyday words, names of columns, names in one base.

Comes in: words.toml, cues.toml, columns.toml, roles.toml, documents.toml and a Store. Goes out: the plain form of a text, `words()`, the sorts of columns, a Lexicon.
Nothing here reads a question. What `column|办理时限` and `paid|收费` mean is said here once, for kg/query and kg/answer too.

plain.py          a question as typed -> one plain form; numerals
vocabulary.py     the words of asking (words.toml) and the cues between two readings (cues.toml)
columns.py        columns of a catalogue's own (columns.toml): the dimensions that they are, and the words that ask for them
operators.py      how numbers are compared
fees.py           the column that tells whether something is to be paid
parts.py          the parts that departments play (roles.toml), one or several as a dimension
lexicon.py        Store -> the names and numbers that questions about this base can mention
bodies.py         the name of a body -> the forms that leave out its place
codes.py          the form in which codes of duties are compared
documents.py      kinds of cited documents (documents.toml)
abbreviations.py  short and misspelt forms of names, by rule
"""
