"""tokens, atoms and targets -> Query: how what is asked for is counted, grouped, ranked or compared.

Comes in: the tokens of a question. Goes out: a query of the algebra, or None where they make none. Each construction stands on the one before.

frame.py    what every construction looks at     rank.py  superlatives and numbers of members
whether.py  questions that ask whether           read.py  comparisons, tables, plain lists; the order in which all are tried
"""
