"""Question + hits + rows -> Answer. In: what was asked, and what search or a query has found. Out: the answer that every door gives.

answer.py     the Answer and the catalogues it rests on
duties.py     rows -> the duties of an answer, with their evidence
fields.py     which fields of a duty tell of what is asked
scope.py      what a question is asked of
asked.py      the whole way: from a question to its answer
querying.py   an analytic question -> its exact answer
exact.py      rows of a query -> a typed value
remarks.py    what is said beside it: why so many, why none
searching.py  a question about a matter -> the answer that search finds
comparing.py  two matters side by side
named.py      the duties that matters named one beside the other may mean
matched.py    whether matters print the same
renumbered.py what stands next to a matter, whether several are so: asked again with their numbers
stated.py     the field that is asked for, of the first duty and the next
telling.py    what a duty found says of what is asked of it
brief.py      the one clause of a text that says how long, where it is certain which
handed.py     what the boundary of a duty found gives to another body
equals.py     two bodies of one kind, of which neither is named
verdict.py    how certain it is, which departments are named, and the answers that say no
terms.py      a printed term or sum as a number
card.py       an answer as text
"""

from kg.answer.answer import Answer, Published
from kg.answer.duties import DutyAnswer, Evidence

__all__ = ["Answer", "DutyAnswer", "Evidence", "Published"]
