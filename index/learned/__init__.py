"""What questions teach. In: questions, of the catalogue itself and of other bodies. Out: how far a question means each passage, or none.

taught.py     a catalogue's own questions: a map from a question to passages and to "elsewhere"
lessons.py    how the map sees a text
logistic.py   how the map is found
strangers.py  how near a question is to what nobody here does
parlance.py   what people say for the words of official names (../parlance/)
initiative.py whose act a question asks for, and a duty is (../initiative/)
elsewhere.py  the questions of other bodies (../bodies.tsv) and idle talk (../chitchat.txt)
"""
