"""Mailboxes and telephones that a question names, whole or in part."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.question.condition import Is
from kg.question.mentions.token import Found
from kg.question.words.lexicon import Lexicon
from kg.question.words.plain import one_of
from kg.question.words.vocabulary import words

_EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*")
_LATIN = re.compile("[A-Za-z]{3}")
_FIGURE = re.compile(r"\d")
_WHOSE_SHORT = re.compile(  # one that the catalogue does not print, where it is asked whose it is
    r"(?:电话|热线|号码)(?:号码?)?(?:是|为)(?P<after>\d{5,6})(?=[?。]?$)"
    r"|(?<![\d.])(?P<before>\d{5,6})(?=(?:这个号码?)?(?:是|归|属于?)(?:谁|哪)[^,。?]{0,8}(?:电话|热线|号码|的)[?。]?$)"
)
_SHORT_PHONE = re.compile(r"(?<![\d.])\d{5,6}(?![\d.])")  # such as 12345; only one that the catalogue prints
_PHONE = re.compile(r"(?<![\d.])(?:0\d{2,3}-?)?\d{7,11}(?!\d)")


def mailboxes(text: str, lexicon: Lexicon) -> Iterator[Found]:
    """Mailboxes of the base by address, by domain or by what stands before it; another address is named as it is."""
    if not _LATIN.search(text):
        return
    known = {name.lower(): name for name in lexicon.kind("mailbox")}
    for match in _EMAIL.finditer(text):
        said = match[0].lower()
        name = known.get(said) or next((full for low, full in known.items() if low.startswith(said)), match[0])
        yield "mention", Is("mailbox", (name,), name), match.start(), _called(text, match.end(), "mailbox")
    for part in sorted({ending for low in known for ending in _endings(low.partition("@")[2])}, key=len, reverse=True):
        ending = [name for low, name in known.items() if low.endswith(part)]
        for match in re.finditer(rf"(?i)(?<![A-Za-z0-9.@])@?{re.escape(part)}(?![A-Za-z0-9@.])", text):
            yield "mention", Is("mailbox", tuple(ending), "、".join(ending)), match.start(), match.end()
    for low, name in known.items():
        for match in re.finditer(rf"(?i)(?<![A-Za-z0-9.@]){re.escape(low.partition('@')[0])}(?![A-Za-z0-9@])", text):
            yield "mention", Is("mailbox", (name,), name), match.start(), match.end()


def _called(text: str, end: int, kind: str) -> int:
    """Where a contact ends with what it is called behind it: 65309957这个电话, 65309957这个号码."""
    nouns = one_of(word for word, meant in words().items() if meant == ("noun", kind))
    found = re.compile(f"[这那](?:一)?个(?:{nouns}|号码?|地址)").match(text, end)
    return found.end() if found else end


def _endings(domain: str) -> list[str]:
    """A domain and its parent domains of two labels at least."""
    labels = domain.split(".")
    return [".".join(labels[n:]) for n in range(max(len(labels) - 1, 1))]


def phones(text: str, lexicon: Lexicon) -> Iterator[Found]:
    """Telephones with any marks between their figures; short ones where the catalogue prints them."""
    if not _FIGURE.search(text):
        return
    known = {re.sub(r"\D", "", name): name for name in lexicon.kind("phone")}
    for match in _SHORT_PHONE.finditer(text):
        if match[0] in known:
            yield "mention", Is("phone", (known[match[0]],), known[match[0]]), match.start(), match.end()
    for match in _WHOSE_SHORT.finditer(text):
        number = match["after"] or match["before"]
        if number not in known:
            yield "mention", Is("phone", (), number), match.start(match.lastgroup or 0), match.end(match.lastgroup or 0)
    for match in _PHONE.finditer(text):
        figures = re.sub(r"\D", "", match[0])
        local = [printed for whole, printed in known.items() if printed.startswith("0") and printed.partition("-")[2] == figures]
        name = known.get(figures) or (local[0] if len(local) == 1 else match[0])
        yield "mention", Is("phone", (name,), name), match.start(), _called(text, match.end(), "phone")
