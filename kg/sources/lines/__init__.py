"""Lines that say label and value in, of a text or of paragraphs in Word; out come tables of one label and its values a row.

grid.py        cells that begin with a tab      labelled.py    lines that begin with a label
dressed.py     labels with brackets or ordinals margins.py     lines that belong to no table
starts.py      where each table begins          written.py     the tables that such lines make
tails.py       what stands below the last table
piped.py       tables in Markdown
paragraphs.py  the same for a Word document
"""
