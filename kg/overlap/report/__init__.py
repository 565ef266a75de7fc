"""In: duties, findings and gaps. Out: matrices of who meets whom, and the report for people in one HTML file.

page.py      the report (templates/)
marked.py    text with some words marked
pictures.py  where everything in a picture stands
matrix.py    who meets whom, and who works under which clause
"""
