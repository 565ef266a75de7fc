"""In: the facts of all duties, and a model. Out: the overlaps, best first, each with score, kind, proofs and proposal.

find.py        all of it, pair by pair
rules.py       score, kind, reason, proposal (weights.toml)
features.py    what speaks for an overlap
proofs.py      what the cells of two duties share
candidates.py  the pairs worth judging
near.py        near pairs of many vectors
"""
