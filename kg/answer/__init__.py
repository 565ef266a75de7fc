"""Question + hits + rows -> Answer. In: what was asked, and what search or a query has found. Out: the answer that every door gives.

made.py       the Answer, its duties and their evidence
querying.py   an analytic question -> its exact answer
exact.py      rows of a query -> a typed value
comparing.py  two matters side by side
telling.py    what a duty found says of what is asked of it
brief.py      the one clause of a text that says how long, where it is certain which
terms.py      a printed term or sum as a number
card.py       an answer as text
"""

from kg.answer.made import Answer, DutyAnswer, Evidence, Published

__all__ = ["Answer", "DutyAnswer", "Evidence", "Published"]
