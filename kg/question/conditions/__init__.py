"""tokens -> atoms: which mentions restrict the duties, which are denied, and what their neighbours make of them.

Comes in: the tokens of a question. Goes out: its conditions as atoms, and the tokens that are no part of one. First neighbours change
tokens (narrowing, having, played, citing, joined: tokens -> tokens), then conditions are gathered.

quoting.py    whether quoted words are looked for    having.py  duties that have a column filled in; whose telephone
joined.py     duties of several things at once, of any   played.py  words for parts, and of whom
narrowing.py  what the named bodies restrict
atoms.py      the conditions, and what is left       denial.py  what a denial denies
atom.py       one condition, and several put together   citing.py  kinds of documents, documents alone
numbered.py   duties that have so many departments or documents
cast.py       which parts are played in a query
called.py     departments that are called so           around.py  what stands before and behind a number
"""
