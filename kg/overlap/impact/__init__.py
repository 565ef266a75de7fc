"""In: what people call a clause. Out: whom a change of it touches: duties, departments, workflows, meetings, the clauses beside it.

touched.py  whom it touches
clauses.py  which clauses are meant
"""
