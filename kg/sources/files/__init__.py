"""A file in; out comes what it holds: its text, or paragraphs and tables (`kg.sources.blocks`). Nobody here knows what a duty is.

readers.py     the formats that can be read
recognise.py   what a file is, and what to do about one that cannot be read
decode.py      bytes -> text                    package.py     Office packages before they are opened
docx.py        Word -> blocks                   xlsx.py        Excel -> blocks
separated.py   csv -> blocks
bounded.py     Office files are opened in a process of its own       worker.py      that process
trailing.py    workbooks without the formatted rows below their last one
shown.py       a cell of Excel -> its text     unseen.py      hidden rows and columns
worked.py      formulas that number the rows, without results
numbering.py   numbers that Word prints before paragraphs by itself
"""
