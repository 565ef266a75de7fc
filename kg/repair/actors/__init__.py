"""What is wrong with those who act: bodies, their departments, who leads. All is only looked at.

bodies.py      one body under two names
abbreviated.py a section by a shorter name
amid.py        names with a slip amid other words
spaced.py      a section's name with a blank inside
foreign.py     another body where this one acts
roles.py       roles that contradict themselves
lone.py        a section that fits no other duty
reached.py     a section with another one's telephone
"""
