"""What is wrong with the laws and documents that are cited, and with how they are.

malformed.py   citations that are written as none is, by way of:
    clauses.py     numbers of clauses
    unclosed.py    titles and quotations that lack a mark
    slips.py       such stretches read as meant, each a finding
doubled.py     marks of clauses printed twice
variants.py    one document cited in two ways
laws.py        which titles are national laws
borrowed.py    a basis of the row beside (only looked at)
mapped.py      a clause of another main responsibility (only looked at)
"""
