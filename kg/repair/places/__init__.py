"""Values that are not where they belong: in another row, column or duty.

Put back:

shift.py       values that slipped down or up
slipped.py     a column of a list that slipped over some rows
exchange.py    two values of a row in each other's place
acting.py      a body and its departments in each other's column
merged.py      the same in every row that has the cell

Only looked at:

values.py      values in a wrong place
overwritten.py rows overwritten by the row above
stretched.py   merged cells drawn a row too far
crossed.py     texts of two duties in each other's place
copies.py      texts copied from other duties
"""
