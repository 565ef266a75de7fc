"""text -> tokens: what a question mentions, the words of asking around it, and what is left over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.question.condition import Is
from kg.question.mentions import finders, grieved
from kg.question.mentions.token import Token
from kg.question.words.lexicon import Lexicon
from kg.question.words.vocabulary import Vocabulary, cues

_CALLS, _COMPLAINT = cues("scan")["calls"], cues("complaint")["says"]


def scan(text: str, lexicon: Lexicon) -> list[Token]:
    """The tokens of a plain text, in order; together they cover every letter of it."""
    tokens: list[Token] = []
    free = list(text)
    for kind, value, start, end in finders.find(text, lexicon):
        tokens.append(Token(kind, value, text[start:end], start, end))
        free[start:end] = "\0" * (end - start)
    tokens.extend(_words("".join(free), lexicon.vocabulary))
    return _numbered(grieved.placed(_complained(_closed(sorted(tokens, key=lambda token: token.start)))))


def _closed(tokens: list[Token]) -> list[Token]:
    """A 没有 at the end of a question without interrogative asks whether, as in 有重合没有."""
    n = next((n for n in range(len(tokens) - 1, -1, -1) if tokens[n].kind != "mark"), -1)
    asks = any(t.kind == "asks" or (t.kind == "sign" and t.value in ("which", "howmany")) for t in tokens)
    if n < 1 or asks or tokens[n].text not in ("没有", "没") or tokens[n - 1].kind in ("mention", "word"):
        return tokens
    return [*tokens[:n], replace(tokens[n], kind="sign", value="yesno"), *tokens[n + 1 :]]


def _complained(tokens: list[Token]) -> list[Token]:
    """我想投诉办公室 asks where to complain of it: who says nothing but that and a department wants no list of duties."""
    read = [token for token in tokens if token.kind not in ("filler", "mark")]
    said = [n for n, token in enumerate(tokens) if token.kind == "filler" and token.text in _COMPLAINT]
    departments = bool(read) and all(isinstance(token.value, Is) and token.value.dimension == "department" for token in read)
    if not departments or len(said) != 1 or tokens[said[0]].start > read[0].start:
        return tokens
    return [replace(token, kind="asks", value="supervision") if n == said[0] else token for n, token in enumerate(tokens)]


def _numbered(tokens: list[Token]) -> list[Token]:
    """A number that is asked for (编号, 几号) is that of the main responsibility or the telephone just named, else of a duty."""
    named = "phone" if any(token.text.startswith(_CALLS) for token in tokens) else ""
    read: list[Token] = []
    for token in tokens:
        number = token.kind == "noun" and token.value == "number"
        read.append(replace(token, value=named if named in ("responsibility", "phone") else "duty") if number else token)
        named = str(token.value) if token.kind == "noun" and not number else named
    return read


def _words(text: str, known: Vocabulary) -> Iterator[Token]:
    at = rest = 0
    while at < len(text):
        word = known.longest(text, at)
        if not word and text[at].isalnum():
            at += 1
            continue
        if at > rest:
            yield _rest(text, rest, at)
        if word:
            kind, value = known.words[word]
            yield Token("rest" if kind == "matter" else kind, value, word, at, at + len(word))
        elif text[at] != "\0" and not text[at].isspace():
            yield Token("mark", text[at], text[at], at, at + 1)
        at = rest = at + (len(word) or 1)
    if at > rest:
        yield _rest(text, rest, at)


def _rest(text: str, start: int, end: int) -> Token:
    return Token("rest", text[start:end], text[start:end], start, end)
