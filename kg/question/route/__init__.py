"""Analysis -> the route: a question for a query or one about a matter, and what no answer could know.

Comes in: tokens, atoms and the query that they make. Goes out: the odds that it is one for a query; what it does not say, what its query
leaves out and which names nothing answers to; and, of a matter, what its duty is asked whether it is.

score.py    the log-odds (route.toml)              subject.py  what a question is about, what its query leaves out
strange.py  names that the base does not know      told.py     whether the duty of a matter is as the question says
unread.py   words of weight that no part of the query holds: parts of departments (unplayed.py), numbers and comparisons (uncompared.py)
unstated.py what is asked of a department and no catalogue states (unstated.toml)
"""
