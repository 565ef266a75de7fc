"""text, tokens and atoms -> the query of a construction that words of its own tell.

A share, a mean, what is alike, main responsibilities, what overlaps, two parts of a department side by side.
"""

from __future__ import annotations

from kg.question.algebra import Query
from kg.question.constructions import alike, couples, mains, namesakes, overlapping, portion, quickest, sides
from kg.question.constructions.read import Understood
from kg.question.mentions.token import Token
from kg.question.words.lexicon import Lexicon


def asked(said: str, tokens: list[Token], understood: Understood, lexicon: Lexicon) -> Query | None:
    """The query; None for other questions. `understood` is what the reader made of it."""
    atoms, query = understood.atoms, understood.query
    return (
        overlapping.asked(said, tokens, atoms, understood.wanted)
        or couples.asked(said, atoms)
        or namesakes.asked(said, tokens, atoms, lexicon)
        or alike.asked(tokens, atoms)
        or portion.reached(said, query, atoms)
        or portion.average(said, query, tokens)
        or (sides.asked(said, atoms) if lexicon.parts else None)
        or portion.asked(said, query, tokens, atoms)
        or quickest.asked(said, tokens, atoms, lexicon.values)
        or mains.asked(said, query, atoms)
    )
