"""text + Lexicon -> tokens: what the words mention, the words of asking around it, and what is left over.

Comes in: plain text and the Lexicon of the base. Goes out: tokens that cover every letter; a mention's value is a condition on duties.

scan.py      the tokens, in order
finders.py   which finder looks first; finders of departments, contacts, documents, meetings
numbers.py   main responsibilities, clauses, pages           coded.py   duties by their codes
titles.py    legal documents by title                        types.py   kinds of powers, sub-items
phrases.py   a word in a field, a number of things           roles.py   who leads and who assists
"""
