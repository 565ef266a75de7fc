"""Store and index -> overlaps and gaps between the duties of departments. What is found is for people to decide.

facts.py       what is compared of each duty           phrases.py     a name: its acts and objects (words.toml)
align.py       two names side by side                  proofs.py      what the cells of two duties share
pairs.py       near pairs of a large base              rules.py       score, kind, reason, proposal (weights.toml)
find.py        all of it                               statements.py  findings -> their graph, and back
finding.py     what is found, as records               reviews.py     decisions of people
matrix.py      who meets whom, under which clause      report.py      the report for people (pictures.py, templates/)
"""
