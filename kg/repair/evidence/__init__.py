"""What the rules judge by: what a document itself teaches, and what is known beforehand.

forms.py       how a text is made by itself
homes.py       which kinds may stand in which columns
learned.py     what the tables teach of their columns
kinds.py       what kind of value a text is
telling.py     words that tell rows apart
alike.py       texts that differ by a slip
wording.py     which way of writing has words in it
counts.py      whether numbers begin again
"""
