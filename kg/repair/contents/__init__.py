"""What a document's contents, indexes, columns and pointers promise, and whether it is there.

missing.py     values, rows and tables that are not there
names.py       names in contents and table
listed.py      rows of an index beside their tables
referred.py    items pointed to that are not there, pages out of order
"""
