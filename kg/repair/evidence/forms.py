"""A text alone -> how it is made: its form, its make, the traits that it is recognised by. What columns usually have is no matter here."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from kg import meaning
from kg.meaning.contacts import WAYS
from kg.text import bare, is_wordless, squeeze

_ENOUGH, _SHORT, _LONGEST_NUMBER = 4000, 40, 16
_DATE = re.compile(r"(?:19|20)\d\d\s*[-./年]\s*\d")
_CONTACT = re.compile(rf"(?:{WAYS}|传真|手机)[：:]?\s*[\w+@.-]*[\dA-Za-z]")
_LONGEST_LIST, _SEVERAL = 150, 2
_PARTED, _BRACKETED = re.compile("[，,。；;：:]"), re.compile("[（(][^（）()]*[）)]")
_LETTERS = re.compile("[A-Za-z]+")
_NUMBER = re.compile(r"\d{1,4}|\d+(?:\.\d+)+|\(?[一二三四五六七八九十]{1,3}\)?")
_MARKS, _MANY = "、，；→。", 4
_CLAUSE_END = re.compile("[、，。；;→\n]|[-—–]+>?|\\d+[.、．]")


@lru_cache(maxsize=16384)
def form(text: str) -> str:
    """The kind that the form of a text alone gives away, or ""; departments have no such form."""
    if _NUMBER.fullmatch(unicodedata.normalize("NFKC", text.strip())):
        return "number"
    if "独立实施" in text:
        return "boundary"
    if meaning.is_citation(text):
        return "basis"
    found = meaning.contacts(text)
    return "supervision" if found.mailboxes or found.phones or _CONTACT.match(squeeze(text)) else ""


@lru_cache(maxsize=1024)
def traits(text: str) -> tuple[str, ...]:
    """What a text is recognised by, a long one by its beginning.

    Its character pairs, how its clauses begin and end, which marks part them, how many there are, how it closes.
    """
    body = squeeze(text[:_ENOUGH])
    pairs = [body[i : i + 2] for i in range(len(body) - 1)]
    clauses = [clause for clause in _CLAUSE_END.split(body) if clause]
    edges = [edge for clause in clauses for edge in (f"^{clause[:2]}", f"{clause[-1]}$")]
    shape = [f"#{mark}" for mark in _MARKS if mark in body] + [f"#{min(len(clauses), _MANY)}", f"{body[-1:]}."]
    return (*pairs, *edges, *edges, *shape)


@lru_cache(maxsize=16384)
def names_several(text: str) -> bool:
    """Whether a text names several bodies and says nothing else; where commas part them, what part each of them has."""
    named = meaning.departments(text) if len(text) <= _LONGEST_LIST else ()
    if len(named) < _SEVERAL or not all(meaning.is_body(one.name) for one in named):
        return False
    return all(one.role for one in named) or not _PARTED.search(_BRACKETED.sub("", text))


def is_spoilt_contact(text: str) -> bool:
    """Whether a short text has an address or a telephone with a slip in it: where these stand it is at home, as what it was meant to be."""
    return len(squeeze(text)) <= _SHORT and bool(meaning.suspect(text))


def figures(text: str) -> str:
    """How a short text with digits is made: 46-06 and 46-12 are alike, and KY-02 and JX-01; "" for any other text."""
    said = squeeze(text)
    return _LETTERS.sub("A", re.sub(r"\d+", "0", said)) if len(said) <= _LONGEST_NUMBER and re.search(r"\d", said) else ""


@lru_cache(maxsize=16384)
def closing(text: str) -> str:
    """The last character of a text, but for marks."""
    return bare(text)[-1:]


@lru_cache(maxsize=16384)
def make_of(text: str) -> str:
    """How a short value is made: a contact, a number, a date, a term, a name of a department; "" for words."""
    found = form(text)
    if found in ("supervision", "number", "basis"):
        return f"/{found}"
    if is_wordless(text):
        return "/date" if _DATE.search(text) else "/term"
    return "/department" if meaning.is_department(text) and len(squeeze(text)) <= _SHORT else ""
