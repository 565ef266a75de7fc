"""text + Lexicon -> tokens: what the words mention, the words of asking around that, and what is left over.

Comes in: a text in plain form and the Lexicon of the base. Goes out: tokens that cover every letter of it; the value of a "mention" is a
condition on duties. Each finder looks for one kind of name, and what one has taken the next ones do not see.

scan.py      the tokens, in order                    token.py    a token, and what a finder finds
finders.py   the finders, in their order; departments, contacts, meetings, numbers of duties and documents
coded.py     duties by their codes                   numbers.py  main responsibilities, clauses, pages
titles.py    legal documents by title                types.py    kinds of powers, sub-items
bodies.py    bodies, in a base of several            roles.py    who leads and who assists
values.py    printed values of columns               paid.py     what is to be paid for
phrases.py   a word in a field, a number of things
"""
