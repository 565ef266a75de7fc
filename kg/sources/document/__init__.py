"""The blocks or the text of a file in; out comes the Document. Here it is decided what is a list, a contents table, an information table.

reading.py     blocks -> Document               txt.py         plain text -> Document
titles.py      titles and dates                 noted.py       what is said of rows
listing.py     plain text that is a list        unread.py      what is not read, and what is said about it
kinds.py       what each label means, beside every field
exported.py    tables that this program has written
"""
