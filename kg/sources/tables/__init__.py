"""Rows of tables in; out come items: a row of a list each, or all rows of an information table.

lists.py       rows under a header              information.py rows of label and value
unmerged.py    merged cells that were undone    slips.py       labels that are misspelt, or none
rejoined.py    rows cut by line breaks          relabelled.py  labels printed twice, one for another
faults.py      rows that say more or less than their table has room for
stated.py      headings that print another number of items than stand below
"""
