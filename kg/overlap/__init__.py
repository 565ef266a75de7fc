"""Graph and model -> where the duties of departments overlap and what nobody covers. What is found is for people to decide.

The borders stand here, each step in a room of its own; imports go down this list.

report/        findings, gaps and duties -> matrices, pictures and the report for people
pairs/         facts and model -> the overlaps, pair by pair, with score, kind and proofs
gaps/          facts and model -> what nobody takes up or leads; rows of queries and questions -> gaps told to people
impact/        what people call a clause -> whom a change of it touches
wording/       a duty's name -> its acts, objects and fields, and how alike two names are
statements.py  findings -> their graph, and back
reviews.py     decisions of people on findings
finding.py     what is found, as records
facts.py       what is compared of each duty
graph.py       what lines or a store say of duties
"""
