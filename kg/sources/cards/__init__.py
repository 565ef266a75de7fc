"""Tables as people lay out cards and forms in; out come tables of one label and its values a row.

layout.py      several labels a row             stacked.py     labels above their values
captioned.py   below captions, one card below another           beside.py      one card beside another
forms.py       labels in the first column alone, with ordinals, or behind the title of a group
"""
