"""Legal bases: the text of an 法定依据 cell -> the clauses that it cites, each with its document, number, issuer and the words quoted."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from kg.meaning import clauses
from kg.meaning import document_numbers as numbers
from kg.meaning.clauses import NUMERAL, clause_label
from kg.records import LegalBasis
from kg.script import as_printed, simplified
from kg.text import normal

_TITLE = re.compile("《([^《》]*(?:《[^《》]*》[^《》]*)*)》")
_QUOTED = re.compile("“[^“”]*(?:“[^“”]*”[^“”]*)*”?")
_OWN = "第[^，。；、《》＃]{1,12}?条(?:第[^，。；、《》＃]{1,8}?[款项])*"
_OF_ITSELF = re.compile(rf"本(?:法|条例|办法|规定|细则|规则|章程|规范|决定){_OWN}(?:(?:[、和及或]|以及){_OWN})*")
_TITLE_OR_QUOTED = re.compile(f"{_TITLE.pattern}|{_QUOTED.pattern}")
_SHORT = re.compile("[（(][^（）()]*简称[“《]([^《》“”]{2,30})[》”]")
_NUMERAL = NUMERAL.partition("{")[0]
_IN_ONE = re.compile(rf"《[^《》]{{1,120}}》|[（(][^（）()《》]{{1,40}}[）)]|第(?:\s*{_NUMERAL}){{1,24}}\s*[条款项目]")
_CUT = re.compile(r"\s*\n\s*")
_ISSUER = re.compile(r"^[（(]([^（）()]*)")


@lru_cache(maxsize=16384)
def legal_bases(text: str) -> tuple[LegalBasis, ...]:
    """The clauses an 法定依据 cell cites, in printed order; clauses inside quotation marks are not citations.

    A document without clause gives one basis; a cell that names neither gives none. Of more than MOST they are one more, for whoever refuses them.
    """
    body = normal(_whole(text))
    plain = simplified(body)
    found = _legal_bases(plain)
    return found if plain == body else tuple(_as_printed(one, plain, body) for one in found)


def _whole(text: str) -> str:
    """The text without the line breaks within titles, brackets and numbers of clauses, as a cell has them that was cut from a PDF: 第十|五条."""
    return _IN_ONE.sub(lambda found: _CUT.sub("", found[0]), text) if "\n" in text else text


def _as_printed(one: LegalBasis, plain: str, body: str) -> LegalBasis:
    """A basis read in simplified characters, with its words as they are printed."""
    document, number, issuer, quote = (
        as_printed(part, plain, body) for part in (one.document, one.document_number, one.issuer, one.quote)
    )
    return replace(one, document=document, document_number=number, issuer=issuer, quote=quote)


def _legal_bases(body: str) -> tuple[LegalBasis, ...]:
    masked = _masked(body)
    titles = [title for title in _TITLE.finditer(masked) if not masked.endswith("简称", 0, title.start())]
    known = {short[1]: title[1] for title in titles if (short := _SHORT.match(body, title.end()))}
    if not titles:
        return tuple(_clauses("", masked, body)) if clauses.cites(masked) or numbers.cites(masked) else ()
    found: list[LegalBasis] = []
    before = numbers.leading(masked[: titles[0].start()])
    for title, following in zip(titles, [*titles[1:], None], strict=True):
        end = following.start() if following else len(body)
        stretch = masked[title.end() : end]
        ahead = numbers.leading(stretch) if following else ""
        end -= len(ahead) if ahead != stretch else 0
        found.extend(
            _clauses(known.get(title[1], title[1]), masked[title.end() : end], body[title.end() : end], numbers.number(before))
        )
        before = ahead if ahead != stretch else ""
        if len(found) > clauses.MOST:
            break
    return tuple(found[: clauses.MOST + 1])


def _masked(body: str) -> str:
    """The text with what it quotes blanked, of the same length; a quoted word inside a document's title stays.

    So are clauses of 本法, which only a law's own words name.
    """
    quoted = _TITLE_OR_QUOTED.sub(lambda m: m[0] if m[1] is not None else "＃" * len(m[0]), body)
    return _OF_ITSELF.sub(lambda m: "＃" * len(m[0]), quoted)


@lru_cache(maxsize=16384)
def is_citation(text: str) -> bool:
    """Whether a cell reads as a legal basis: it opens with a document, or cites a clause or a document number outside quotes."""
    masked = _masked(simplified(normal(_whole(text))))
    opens = re.match(r"^(?:[一二三四五六七八九十0-9]+[.、．]\s*|依据|根据|按照)?《", masked)
    return bool(
        numbers.cites(masked) or (_TITLE.search(masked) and (opens or clauses.cites(masked))) or re.match("第.{1,4}条", masked)
    )


def _clauses(title: str, masked: str, body: str, before: str = "") -> list[LegalBasis]:
    """The clauses cited in the stretch of text behind one document title (masked: quotes blanked, same length); its number may stand `before`."""
    bracket = _ISSUER.match(body.strip())
    number = numbers.number(masked) or before
    issuer = _issuer(bracket[1] if bracket else "", number)
    refs = clauses.references(masked)
    quotes = [(m.start(), m[0].strip("“”")) for m in _QUOTED.finditer(body)]
    if not refs:
        return [LegalBasis(title, number, issuer, quote=quotes[0][1] if quotes else "")] if title or number else []
    bases = []
    for n, ref in enumerate(refs):
        until = refs[n + 1].at if n + 1 < len(refs) else len(body)
        quote = next((q for start, q in quotes if ref.at < start < until), "")
        article, paragraph, item, point = ref.levels
        bases.append(LegalBasis(title, number, issuer, article, paragraph, item, clause_label(*ref.levels), quote, point))
    return bases


def _issuer(bracket: str, number: str) -> str:
    parts = [p for p in re.split("[，,、；]", bracket) if p and not numbers.number(f"（{p}）") and p not in number]
    return parts[0] if parts and not re.search(r"[\d《]|修[正订]|通过|施行|简称", parts[0]) else ""
