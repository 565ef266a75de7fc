"""A row or line in; out comes what it says of those below it: labels of columns, a type of power, who is in charge, a title.

header.py      which rows are a header          columns.py     its lines -> columns with their labels
explained.py   labels under others              guessed.py     columns under labels that nobody knows
ticked.py      columns ticked off               units.py       a body beside its own sections
approvers.py   those who approve beside those who act
heads.py       which heading a line, a row or the name of a sheet is
above.py       which headings hold for a row, and which lines of a document are headings at all
cover.py       the date and the titles of a document
labels.py      labels by themselves             numbers.py     numbers and ordinals before a text
notes.py       what stands in the margins and says nothing of any row
"""
