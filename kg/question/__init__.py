"""text -> Analysis: what a question mentions and what it asks for, before anything is looked up.

A question goes through the rooms from top to bottom; each imports from itself and from those above it alone.

algebra.py      what a question means: the language in which this folder ends and kg/query begins
condition.py    what it says of the duties that it means
dimensions.py   what the dimensions of queries have in common
structure.py    all that a query is made of, and the same query with items counted or over fewer duties
words/          what words can mean: in everyday questions, as names of columns, as names in one base
mentions/       text -> tokens: what it mentions, the words of asking around that, and what is left over
conditions/     tokens -> atoms: which mentions restrict the duties, which are denied, what bodies, roles and quotation marks say
wanted/         tokens -> targets: what is asked for, of duties that a query finds or of the one that a search finds
constructions/  tokens, atoms and targets -> Query: how it is counted, grouped, compared
route/          Query and tokens -> a query's question or a matter's, and what no answer could know
analysis.py     what a question was found to say
analysing.py    the whole way once
"""
