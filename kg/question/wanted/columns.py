"""The column of a catalogue's own that a question asks for, and one that it asks for and that nothing prints."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from kg.question.mentions.token import Token
from kg.question.wanted.target import Target
from kg.question.words import fees
from kg.question.words.columns import OWN, SAYS_ITSELF, labels_of, sort_of, sorts
from kg.question.words.plain import one_of

_NEAR = 6  # letters between a word that chooses a column and the one that asks for it


def chosen(dimension: str, tokens: Sequence[Token]) -> str:
    """Of several columns of one sort the one that a word beside the asking one chooses: 承诺几天办完, 法定最多几天; else all of them."""
    labels = labels_of(dimension)
    sort = sort_of(labels[0]) if len(labels) > 1 else None
    asking = next((t for t in tokens if t.value == dimension), None)
    if sort is None or asking is None:
        return dimension
    text = "".join(t.text for t in tokens)
    near = text[max(0, asking.start - _NEAR) : asking.end]
    cues = [part for part, words_ in sort.cues.items() if any(re.search(f"{word}(?!代表|节)", near) for word in words_)]
    fit = [label for label in labels if any(part in label for part in cues)]
    return dimension.partition("|")[0] + "|" + "|".join(fit or labels)


def asked(tokens: Sequence[Token], wanted: Iterable[Target]) -> str:
    """The column that a question asks for, "" for none.

    In everyday words, under a long label anywhere, under a short one where it stands last or beside 什么.
    """
    last = next((t for t in reversed(tokens) if t.kind not in ("mark", "filler")), None)
    beside = [target.dimension for target in wanted if target.asked]
    named: list[str] = []
    for token in tokens:
        names = token.kind in ("noun", "asks") and "|" in str(token.value)
        tells = token.kind == "asks" or len(token.text) >= SAYS_ITSELF or token is last or token.value in beside
        if names and tells:
            named.append(chosen(str(token.value), tokens))
    alike = [
        one
        for one in named
        if one.startswith(OWN) and (sort := sort_of(one.split("|")[1])) and sort is sort_of(named[0].split("|")[1])
    ]
    labels = dict.fromkeys(label for one in alike for label in labels_of(one))
    return OWN + "|".join(labels) if len(alike) > 1 else next(iter(named), "")


def unprinted(text: str) -> str:
    """The column that a question ends in asking for and that no catalogue of the base prints; "" for none. Contacts have other words."""
    found = _unprinted().search(text)
    return OWN + found[1] if found else ""


@cache
def _unprinted() -> re.Pattern[str]:
    labels = one_of(label for sort in sorts() if sort.name != "contact" for label in sort.labels)
    return re.compile(f"(?<=.)({labels})(?:是|有|写|为)?(?:什么|多少|多久|多长|谁|哪些|哪里)?[?。]?$")


def unprinted_fee(text: str, printed: Iterable[str]) -> str:
    """The column that a question ends in asking for where no label of `printed` is for fees; "" for none."""
    if "费" not in text and "钱" not in text:
        return ""
    bare = text.rstrip("?。呢啊呀")
    asks = bare.endswith(fees.sort().gratis) or re.search(
        f"(?<![能以求不])(?:{'|'.join(fees.sort().whether)}|{fees.OTHER})$", bare
    )
    return OWN + "是否收费" if asks and not fees.dimension(printed) else ""
