"""tokens -> atoms: which mentions restrict the duties, which are denied, and what a neighbour makes of a mention.

Comes in: the tokens of a question. Goes out: its conditions as atoms, and the tokens that are no part of one.

narrowing.py  what the named bodies restrict     played.py   departments that lead or assist
quoting.py    what quotation marks say           atoms.py    the conditions, and what is left
denial.py     what a denial denies               atom.py     one condition, and several put together
"""
