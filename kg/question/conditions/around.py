"""What stands behind or before something that is given by its number, or which sub-item of a duty is meant.

Duties in the order of the catalogue, clauses and main responsibilities by number.
"""

from __future__ import annotations

from dataclasses import replace

from kg.question.condition import Beside, Condition, Is
from kg.question.mentions import parted
from kg.question.mentions.token import Token, silent
from kg.question.words.lexicon import Lexicon
from kg.question.words.plain import number

_SIDES = {"after": "后", "before": "前"}


def placed(tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    """The tokens; a number with what stands beside it is one condition. Beside anything else such words say nothing of that."""
    read: list[Token] = []
    for token in tokens:
        if token.kind == "part":
            _part(read, token, lexicon)
        elif token.kind != "beside":
            read.append(token)
        elif read and (value := _value(read[-1].value, token, lexicon)):
            read[-1] = replace(read[-1], kind="mention", value=value, text=read[-1].text + token.text, end=token.end)
        else:
            read.append(silent(token))
    return read


def _part(read: list[Token], token: Token, lexicon: Lexicon) -> None:
    """Makes the duty just before a token the sub-item of it that the token says; whose it is behind anything else nobody knows."""
    before = read[-1] if read else token
    if meant := parted.meant(before.value, token, before.text, lexicon):
        read[-1] = replace(before, kind="mention", value=meant, text=before.text + token.text, end=token.end)
    else:
        read.append(replace(token, kind="mention", value=Is("duty", (), f"这样说的{token.text}")))


def _value(named: object, token: Token, lexicon: Lexicon) -> Condition | None:
    """The condition of a name and what stands beside it; None where it has no place in an order."""
    side, many, also = token.value
    if not isinstance(named, Is):
        return None
    said = f"{named.said} 之{_SIDES[side]}{f'的 {many} 项' if many else ''}{'（含本身）' if also else ''}"
    if named.dimension == "duty":
        return Beside(named.terms, said, side, many, also) if named.terms else None
    if named.dimension == "clause":
        places = _clauses(named, lexicon)
    elif named.dimension == "responsibility":
        known = lexicon.kind("responsibility")
        places = {key: n for name, keys in known.items() if (n := number(name.strip("()（）第、."))) for key in keys}
    else:
        return None
    own = [places[term] for term in named.terms if term in places]
    if not own:
        return None
    beyond = {key: n - own[0] if side == "after" else own[0] - n for key, n in places.items()}
    terms = tuple(key for key, far in beyond.items() if (far > 0 and (not many or far <= many)) or (also and far == 0))
    return Is(named.dimension, terms, said)


def _clauses(named: Is, lexicon: Lexicon) -> dict[str, int]:
    """The paragraphs of the articles that the named ones are of, each with its place."""
    of = {(c.document, c.parts.get("条")) for c in lexicon.clauses if c.iri in named.terms}
    alike = [c for c in lexicon.clauses if (c.document, c.parts.get("条")) in of and "项" not in c.parts]
    return {c.iri: int(c.parts["款"]) for c in alike if c.parts.get("款", "").isdecimal()}
