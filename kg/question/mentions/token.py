"""A token of a question, and what a finder finds before it is one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kg.question.condition import Is

Found = tuple[str, object, int, int]  # kind, value, start and end of a token
_ENDS = ",，。;；:：?？!！—"  # of a sentence or a part of one


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch of the question. `kind` is "mention" (value: a condition), a class of words.toml, or "rest"."""

    kind: str
    value: Any
    text: str
    start: int
    end: int


def silent(token: Token) -> Token:
    """The token as a word that says nothing: what it said has been taken up."""
    return replace(token, kind="filler", value="words")


def names(token: Token, dimension: str) -> bool:
    """Whether a token mentions things of a dimension by their names or numbers."""
    return token.kind == "mention" and isinstance(token.value, Is) and token.value.dimension == dimension


def following(tokens: Sequence[Token], n: int) -> Token | None:
    """What follows the token at `n`, fillers passed over."""
    return next((t for t in tokens[n + 1 :] if t.kind != "filler"), None)


def places(text: str, word: str) -> Iterator[int]:
    """Where `word` stands in `text`, without overlap."""
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + len(word))


def sentences(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """The tokens between the marks that part sentences."""
    part: list[Token] = []
    for token in tokens:
        if token.kind == "mark" and token.value in _ENDS:
            yield part
            part = []
        else:
            part.append(token)
    yield part
