"""What is wrong with numbers, codes, the types that codes stand for, and telephones.

dated.py       codes that Excel has taken for dates
codes.py       codes that do not count on
types.py       types of power beside another type's code
mains.py       main responsibilities with another's number
shared.py      numbers that two tables bear
serials.py     cells of 序号 that bear another's number
phones.py      telephones with letters, or without the 0 that a spreadsheet has taken
filled.py      telephones that a spreadsheet has counted up

Only looked at:

miscounted.py  numbers that contradict their heading or the count of their list
powers.py      names that end as those of another type of power
unlike.py      codes, types, telephones and mailboxes made unlike their column's
"""
