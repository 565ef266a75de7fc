"""Items, and the rows of contents tables and overviews in; out comes each duty once, with its number and all that is said of it.

table.py       rows of a contents table         sections.py    main responsibilities over information tables
matching.py    which row lists which table      join.py        contents rows and tables put together
overview.py    overviews among the items        parts.py       main rows and their sub-items
counting.py    numbers that nobody printed
"""
