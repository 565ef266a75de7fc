"""In: the names of duties, and a model of words. Out: what each name says, and how far two names say the same.

phrases.py  a name: its acts, items and fields (words.toml)
cut.py      the words that names fall into
align.py    two names side by side
covers.py   how far many lists of words have some words
"""
