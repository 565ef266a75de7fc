"""The blocks or the text of a file in; out comes the Document. Here it is decided what is a list, a contents table, an information table.

reading.py     blocks -> Document               gathering.py   what has been read of them so far
txt.py         plain text -> Document           listing.py     plain text that is a list
titles.py      titles and dates                 noted.py       what is said of rows
kinds.py       what each label means            unread.py      what is not read, and what is said about it
exported.py    tables that this program has written
"""
