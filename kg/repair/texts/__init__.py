"""What is wrong inside one text, whatever column it stands in.

Put right:

markup.py      marks of web pages
garbled.py     characters lost in a conversion
pasted.py      texts printed twice in a row, labels of the next row and feet of pages in a cell
valueless.py   marks that stand for nothing (#REF!), words that only point elsewhere
marks.py       stray marks and odd white space

Only looked at:

broken.py      names that break off
unfinished.py  texts that break off, steps that are gone
drafts.py      remarks and blanks of a draft
"""
