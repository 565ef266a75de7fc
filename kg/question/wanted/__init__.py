"""tokens -> what is asked for.

Comes in: the tokens that are no part of a condition. Goes out: targets (dimensions, or how many of them), most certain first; and the
field that is asked for where the duty is still to be searched for.

target.py        one thing that is asked for
interrogated.py  what interrogatives ask for, by the nouns beside them
targets.py       what is asked of duties that a query finds
field.py         what is asked of the one duty that a search finds
columns.py       a column of the catalogue's own, or one that nothing prints
second.py        what a second sentence asks of the same duties
beside.py        fields of one duty that are asked for beside one another
spoken.py        what is asked of one matter in everyday words (spoken.toml), which its printed fields tell
"""
