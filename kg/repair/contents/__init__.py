"""What a document's contents, indexes, columns and pointers promise, and whether it is there.

fused.py       two values in one cell, one behind its label
missing.py     values, rows and tables that are not there
names.py       names in contents and table
listed.py      rows of an index beside their tables
repeated.py    duties that are there twice (one pasted under its own number counts once)
referred.py    items pointed to that are not there, pages out of order
"""
