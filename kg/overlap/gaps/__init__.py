"""In: the facts of all duties and a model, or a store, or questions. Out: what nobody covers, as findings or told to people.

reading.py  the gaps that take reading, found once, when a base is built
untaken.py  parts of clauses that no duty takes up
unled.py    duties of which nobody is in charge
holes.py    clauses and main responsibilities left out of a numbering
sides.py    sides of boundaries that nothing in the catalogue answers
listed.py   every kind of gap in a store, told to people: rows of the queries gap-*.rq
asked.py    questions that nothing answers, by kind
guide.py    the words and measures of gaps.toml
"""
