"""What kinds of documents and words like 只 make of a question: a condition on duties, or a limit on the documents asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from kg.question.algebra import Among, Count, Groups, Pairs, Query, Values
from kg.question.condition import All, Is, Numbers
from kg.question.mentions.token import Token, names, silent
from kg.question.words import documents

_ASKS = ("which", "howmany", "each")
_BETWEEN = ("unit", "filler", "exact")
_ALONE = ("这", "一", "个", "部", "份", "文件", "依据", "法律", "法规", "规定", "项", "的")
_AND = ("和", "与", "及", "以及", "、", "跟")
_SOLELY = ("只", "仅", "光是", "唯一")
_FAR, _NEAR = 14, 6  # tokens
_NO_OTHER = re.compile(
    "(?:为|作为|做)?(?:依据)?(?:的)?[,、]?(?P<no>(?:并|且|而|也|又|再)*(?:没有?|未|不|从未)(?:再)?(?:引用|援引|引|依据|涉及|用到?|靠|凭|写|提到?|列)?(?:了|过)?(?:任何)?"
    "(?:其他|其它|别的|另外的?|其余)的?(?:文件|法律法规|法律|法规|依据|规定|条款|东西)?)(?:的|$|[,?。])"
)
_BESIDES = re.compile(
    "(?:以外|之外|外)?[,、]?(?:(?:并|而)?且|还|另外?|也|又|再|同时|并|,)*(?P<verb>引用|援引|引|依据|涉及|用到?|靠|凭|写|提到?|列|有)?(?:了|过|着|到)?(?:其他|其它|别的|另外的?|其余|另外)的?"
    "(?:文件|法律法规|法律|法规|依据|规定|条款|东西)"
)  # 除了三定规定还引了别的文件, 引了三定规定又引了别的文件
_CITING = re.compile("(?P<more>不(?:只|止|光|仅|单)(?:是|仅)?)?(?:引用|援引|引|依据|写|用|有)(?:了|过|着|到)?$")
_ORDER = re.compile("[\u4e00-\u9fff]{1,10}令")  # somebody's order, of a kind that the base cites or not
_OTHER = ("其他", "其它", "别的", "另外的", "另外", "其余")


def placed(tokens: list[Token]) -> tuple[list[Token], Is | None]:
    """The tokens with each kind of documents as a condition, or as the noun that is asked for; and what then limits that noun.

    A document alone (只引用安全生产法) is a condition of its own, and a clause beside its document is one of that document.
    """
    read, limit = list(tokens), None
    for n, token in enumerate(tokens):
        if token.kind == "kind":
            if n and read[n - 1].kind in ("exact", "compared") and read[n - 1].value[2] == "document":
                operator, value, _ = read[n - 1].value
                read[n - 1] = silent(read[n - 1])
                if not _asked(tokens, n):
                    read[n] = replace(token, kind="mention", value=Numbers("document", operator, value, token.value))
                    continue
            described = token.text.endswith("的") and _value(tokens, n + 1) == "document"
            if described or _asked(tokens, n):
                limit = token.value
                read[n] = silent(token) if described else replace(token, kind="noun", value="document")
            else:
                read[n] = replace(token, kind="mention", value=_others(read, n))
        elif token.kind == "word" and token.text.startswith("《"):
            _cited(read, n)  # a document that nothing cites
        elif names(token, "document"):
            if not _cited(read, n):
                _only(read, n)
                _no_other(read, n)
                _besides(read, n)
            _clauses(read, n)
    return read, limit


def of(query: Query, limit: Is | None) -> Query:
    """`query` with the documents that it asks for limited to a kind; as it is where it asks for none."""
    if limit is None:
        return query
    if isinstance(query, Count) and isinstance(inner := of(query.of, limit), Values | Groups):
        return Count(inner)
    if isinstance(query, Values) and query.dimension in ("document", "document-number", "issuer"):
        return replace(query, of=limit.terms)
    if isinstance(query, Groups | Pairs) and query.by == "document":
        return replace(query, only=limit)
    return query


def whether(tokens: Sequence[Token], numbers: documents.Names) -> Among | Values | None:
    """Whether a document is of a kind (城市公厕管理办法是不是国务院令), where nothing else is said; `numbers` are those of the base.

    A decree is known by its number: of a document that is printed without one the number is asked for, which says so.
    """
    said = [t for t in tokens if t.kind not in ("filler", "mark", "exact")]
    first, others = said[0] if said else None, [t for t in said[1:] if t.value != "yesno"]
    if first is None or not others or len(others) == len(said) - 1 or not names(first, "document"):
        return None
    name = "".join(t.text for t in others)
    if others[-1].kind == "kind" and all(t.kind == "unit" for t in others[:-1]):
        kind = others[-1].value
    elif _ORDER.fullmatch(name) and all(t.kind in ("rest", "kind", "noun", "unit") for t in others):
        kind = Is("document", documents.orders(name, numbers), name)
    else:
        return None
    if name.endswith("令") and not any(set(first.value.terms) & set(keys) for keys in numbers.values()):
        return Values("document-number", first.value, of=first.value.terms)
    return Among(first.value, kind)


def _asked(tokens: Sequence[Token], n: int) -> bool:
    """Whether the kind at `n` is what is asked for: 哪几部国家法律, 每部国务院令, …的国家法律是哪一部."""
    before = next((t for t in reversed(tokens[:n]) if t.kind not in _BETWEEN), None)
    if before is not None and before.kind == "sign" and before.value in _ASKS and tokens[n].start - before.end <= 2:
        return True
    behind = [t for t in tokens[n + 1 :] if t.kind != "filler" or t.text == "的"][:3]
    asks = next((m for m, t in enumerate(behind) if t.kind == "sign" and t.value in _ASKS), None)
    if asks is None or any(t.text == "的" for t in behind[:asks]):
        return False
    return not (asks + 1 < len(behind) and behind[asks + 1].value == "duty")


def _others(tokens: list[Token], n: int) -> Any:
    """The kind at `n`, without the documents that are named beside it where others are spoken of; a condition beside theirs."""
    kind: Is = tokens[n].value
    if n == 0 or not any(word in tokens[n - 1].text for word in _OTHER):
        return kind
    named = {term for t in tokens if names(t, "document") for term in _terms(t.value)}
    tokens[n - 1] = silent(tokens[n - 1])
    return All((replace(kind, terms=tuple(term for term in kind.terms if term not in named), said=f"其他{kind.said}"),))


def _cited(tokens: list[Token], n: int) -> bool:
    """引了《…》的: the verb says nothing more; 不止引用《…》的: another document too, which is told by True."""
    before = tokens[max(n - _NEAR, 0) : n]
    found = _CITING.search("".join(t.text for t in before))
    start = tokens[n].start - len(found[0]) if found else tokens[n].start
    if found is None or any(t.kind == "mention" for t in before if t.end > start):
        return False
    for m in range(n - len(before), n):
        if tokens[m].start >= start and (found["more"] or tokens[m].kind == "rest"):
            tokens[m] = silent(tokens[m])
    if found["more"] and isinstance(tokens[n].value, Is):
        tokens[n] = replace(tokens[n], value=All((tokens[n].value, Numbers("document", ">", 1))))
    return bool(found["more"])


def _only(tokens: list[Token], n: int) -> None:
    """只有《…》这一个文件, 只引用了《…》: no other document."""
    before = range(n - 1, max(n - 4, -1), -1)
    only = next((m for m in before if tokens[m].text.startswith(_SOLELY)), None)
    crossed = only is not None and any(t.kind in ("mark", "mention") for t in tokens[only:n])
    if only is None or crossed:
        return
    tokens[only] = silent(tokens[only])
    named, last = [tokens[n].value], n
    while last + 2 < len(tokens) and tokens[last + 1].text in _AND and names(tokens[last + 2], "document"):
        last += 2
        named.append(tokens[last].value)
        tokens[last - 1], tokens[last] = (silent(t) for t in tokens[last - 1 : last + 1])
    tokens[n] = replace(tokens[n], value=All((*named, Numbers("document", "=", len(named)))))
    for m in range(last + 1, min(last + 6, len(tokens))):
        if tokens[m].text == "的" or not all(char in "".join(_ALONE) for char in tokens[m].text):
            break
        tokens[m] = silent(tokens[m])


def _no_other(tokens: list[Token], n: int) -> None:
    """…、没引别的文件的 behind a document: no other document, however the first is introduced."""
    places, said = [], ""
    for m in range(n + 1, min(n + _FAR, len(tokens))):
        if tokens[m].kind == "mention":
            break
        places.append((len(said), m))
        said += tokens[m].text
    if not (found := _NO_OTHER.match(said)):
        return
    for at, m in places:
        if found.start("no") <= at < found.end("no"):
            tokens[m] = silent(tokens[m])
    if isinstance(tokens[n].value, Is):
        tokens[n] = replace(tokens[n], value=All((tokens[n].value, Numbers("document", "=", 1))))


def _besides(tokens: list[Token], n: int) -> None:
    """除了《…》还引了别的文件, 引了《…》又引了别的文件: that document and another, and not every one but it."""
    except_ = [m for m in range(max(n - 2, 0), n) if tokens[m].value == "except"]
    said = "".join(t.text for t in tokens[n + 1 : n + _FAR])
    found = _BESIDES.match(said)
    if not isinstance(tokens[n].value, Is) or not found or not (except_ or found["verb"]):
        return
    end = tokens[n].end + found.end()
    for m in (*except_, *(m for m in range(n + 1, len(tokens)) if tokens[m].end <= end)):
        tokens[m] = replace(tokens[m], kind="filler", value="words")
    tokens[n] = replace(tokens[n], value=All((tokens[n].value, Numbers("document", ">", 1))))


def _clauses(tokens: list[Token], n: int) -> None:
    """A clause that stands directly behind its document is one of that document."""
    m = n + 2 if _text(tokens, n + 1) in ("的", "里", "中") else n + 1
    if m >= len(tokens) or not names(tokens[m], "clause"):
        return
    documents = tuple(f"{term}/" for term in _terms(tokens[n].value))
    terms = tuple(term for term in tokens[m].value.terms if term.startswith(documents))
    tokens[m] = replace(tokens[m], value=replace(tokens[m].value, terms=terms)) if terms else tokens[m]


def _terms(value: Any) -> tuple[str, ...]:
    one = value.parts[0] if isinstance(value, All) else value
    return one.terms if isinstance(one, Is) else ()


def _value(tokens: Sequence[Token], n: int) -> Any:
    return tokens[n].value if n < len(tokens) else None


def _text(tokens: Sequence[Token], n: int) -> str:
    return tokens[n].text if n < len(tokens) else ""
