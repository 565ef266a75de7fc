"""Graph and model -> overlaps and gaps between the duties of departments. What is found is for people to decide.

facts.py       what is compared of each duty           phrases.py     a name: its acts, objects and fields (words.toml)
pairs.py       near pairs of many vectors              candidates.py  the pairs worth judging
align.py       two names side by side                  proofs.py      what the cells of two duties share
features.py    what speaks for an overlap              rules.py       score, kind, reason, proposal (weights.toml)
find.py        all of it                               statements.py  findings -> their graph, and back
finding.py     what is found, as records               reviews.py     decisions of people
matrix.py      who meets whom, under which clause      report.py      the report for people (pictures.py, templates/)
gaps.py        what nobody covers: rows of queries     uncovered.py   gaps that take reading (untaken.py, unled.py)
impact.py      whom a change of a clause touches       clauses.py     what people call a clause
asked.py       questions of a log without an answer    covers.py      how far many lists of words have some words
lists.py       the words and measures of gaps.toml     said.py        what lines or a store say of duties
"""
