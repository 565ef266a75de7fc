"""Query and tokens -> the route: a question for a query or one about a matter, and what no answer could know.

Comes in: tokens, atoms and the query that they make. Goes out: the odds that it is one for a query, what is missing or left unsaid in it, and
what a matter's duty is asked whether it is.

score.py    the log-odds (route.toml)     subject.py  what it is about, what its query leaves out
told.py     whether the duty of a matter is as the question says
"""
