"""tokens, atoms and targets -> Query: how what is asked for is counted, grouped, ranked or compared.

Comes in: the tokens of a question. Goes out: `Understood`, its query None where the tokens make none. Each module stands on the one before.

frame.py    what every construction looks at; the plainest query, of the values of one dimension
rank.py     superlatives, ranks, numbers of members
sides.py    two parts of one department, side by side
portion.py  shares in percent
namesakes.py  departments of two bodies that have one name
couples.py  which two departments do something together
alike.py    what is alike in two duties, or in several
mains.py    main responsibilities themselves
saying.py   whether a field of a duty says something
quickest.py  the shortest and the longest printed term
single.py   what is meant of one thing that is named: its own contacts, the name of a sub-item
particular.py  the constructions that words of their own tell, tried one after the other
whether.py  questions that ask whether
read.py     comparisons, tables, what several have in common; the order in which all are tried
overlapping.py  where duties do the same, by the findings
"""
