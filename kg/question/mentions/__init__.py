"""text + Lexicon -> tokens: what the words mention, the words of asking around that, and what is left over.

Comes in: a text in plain form and the Lexicon of the base. Goes out: tokens that cover every letter of it; the value of a "mention" is a
condition on duties. Each finder looks for one kind of name, and what one has taken the next ones do not see.

scan.py      the tokens, in order                    token.py        a token, and what a finder finds
finders.py   which finder looks first; meetings, words in quotation marks, verbs asked for and denied at once
duties.py    duties by number                        coded.py        duties by their codes
titles.py    legal documents by title                documents.py    by their number or issuer
bodies.py    bodies, in a base of several            departments.py  departments, in full and shortened
contacts.py  mailboxes and telephones                numbers.py      main responsibilities, clauses, pages
types.py     kinds of powers, sub-items              roles.py        who leads and who assists
values.py    printed values of columns               paid.py         what is to be paid for
being.py     what a field is, papers that are needed        exercising.py  who exercises a power
filled.py    columns that are said not to be empty     grieved.py     where to complain of a given duty
ordinal.py   which step of a workflow is asked for      bare.py        documents cited without a clause
phrases.py   a word in a field, a number of things     citing.py       kinds of documents, decrees
stepped.py   how many steps a workflow has
anchored.py  how a text begins or ends               called.py       what departments are called
around.py    what stands before and behind it    articles.py    articles and paragraphs asked for at once
worded.py    parts that are said in several words
deadlines.py  what is done within so many days
parted.py    which sub-item of a duty            printed.py  parts without words of their own (审核)
compared.py  how many more, in which order       approved.py     who approves it, by what they do
"""
