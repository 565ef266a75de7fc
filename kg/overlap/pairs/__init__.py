"""In: the facts of all duties, and a model. Out: the overlaps, best first, each with score, kind, proofs and proposal.

overlaps.py    all of it, pair by pair
features.py    what speaks for an overlap
proofs.py      what the cells of two duties share
advice.py      what may make an overlap legitimate, who should lead
rules.py       which kind it is
score.py       how likely it is, how much attention it deserves (weights.toml)
analysed.py    a duty with the analysis of its name
candidates.py  the pairs worth judging
near.py        near pairs of many vectors
"""
