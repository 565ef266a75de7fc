"""What the bodies that a question names make of it: departments and duties of one body, comparisons of several, or a stranger."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from kg.question.condition import AnyOf, Is
from kg.question.mentions.bodies import find
from kg.question.mentions.token import Token
from kg.question.words.bodies import is_place
from kg.question.words.vocabulary import cues

_CUES = cues("narrowing")
_STRANGER = (
    "(?:^|[,。?和与跟、及\0])(?:请问|想问|查一下|查查)?(?P<name>(?![^,。?]{0,3}[哪几每各这那本]|[两二三四五]个)(?:(?![给让被把向对由找叫请托])[\u4e00-\u9fff]){1,12}?"
    "(?:局|委员会|管委会|[健改建]委|政府|街道办事处|街道办|街道|联合会|[^职给让被把向对由找叫请托]工会|残联|妇联|法院|检察院|公司|医院|学校|大学|水利站|图书馆|中心))"
    "(?=(?:的|一共|总共|共有|共|都有|有|承担|负责|管|下设|设|内设)|[和与跟、及]\0)"
)


def placed(tokens: list[Token], bodies: Mapping[str, str]) -> tuple[list[Token], tuple[str, ...]]:
    """The tokens with what the named bodies restrict, and the names of bodies that are none of `bodies` (catalogue -> name).

    A body before a department narrows it (区交通局办公室); where the question is of one catalogue a body narrows nothing more.
    """
    read, strange = list(tokens), []
    for n, token in enumerate(tokens):
        if token.kind != "body":
            continue
        keys = tuple(key for key in token.value if key in bodies)
        if not keys:
            strange.append(token.text)
        elif (behind := _department_behind(tokens, n)) and len(keys) == 1:
            read[n] = replace(token, kind="filler")
            read[behind] = replace(tokens[behind], value=_of(tokens[behind].value, keys[0], token.text))
        elif 1 < len(keys) == len(bodies) and is_place(token.text):
            read[n] = replace(token, kind="filler")  # all that are asked of are there
        elif len(bodies) > 1:
            parts = tuple(Is("authority", (key,), bodies[key]) for key in keys)
            single = len(parts) == 1
            read[n] = replace(token, kind="mention" if single else "choice", value=parts[0] if single else AnyOf(parts))
    return read, tuple(strange)


def _department_behind(tokens: list[Token], n: int) -> int:
    """The place of the department that the body at `n` alone stands before; 0 for none."""
    joined = n > 1 and tokens[n - 1].value in ("and", "or", "、") and tokens[n - 2].kind == "body"
    m = n + 2 if n + 1 < len(tokens) and tokens[n + 1].text == "的" else n + 1
    department = m < len(tokens) and tokens[m].kind in ("mention", "choice") and _is_department(tokens[m].value)
    return m if department and not joined else 0


def _is_department(value: Any) -> bool:
    one = value.parts[0] if isinstance(value, AnyOf) else value
    return isinstance(one, Is) and one.dimension == "department"


def _of(value: Is | AnyOf, catalogue: str, body: str) -> Is | AnyOf:
    """A department, or each that it may be, as far as it is one of the catalogue's."""
    meant = [one for one in (value.parts if isinstance(value, AnyOf) else (value,)) if isinstance(one, Is)]
    kept = [(one, tuple(term for term in one.terms if term.startswith(f"{catalogue}/"))) for one in meant]
    parts = [replace(one, terms=terms, said=f"{body}{one.said}") for one, terms in kept if terms]
    return (
        AnyOf(tuple(parts))
        if len(parts) > 1
        else parts[0]
        if parts
        else replace(meant[0], terms=(), said=f"{body}{meant[0].said}")
    )


def acting(tokens: Sequence[Token]) -> tuple[str, ...]:
    """The catalogues of the one body that is asked about as the one that acts: 城管局哪个科管低保, 民政局管不管路灯; none where it is only spoken of."""
    for token, first, second in zip(tokens, tokens[1:], [*tokens[2:], None], strict=False):
        if token.kind != "body":
            continue
        asks = second if first.text in _CUES["of"] else first
        which = first.kind == "sign" and first.value == "which" and second is not None and second.value == "department"
        if which or (asks is not None and (asks.text in _CUES["does"] or (asks.kind == "asks" and asks.value == "department"))):
            return tuple(token.value)
    return ()


def stranger(text: str, tokens: Iterable[Token], known: Mapping[str, tuple[str, ...]]) -> str:
    """A body whose duties are asked for and that is none of `known` (区教育局有多少项职责), where nothing else is left unexplained."""
    rest = [token.text for token in tokens if token.kind == "rest"]
    for token in tokens:
        text = text[: token.start] + "\0" * len(token.text) + text[token.end :] if token.kind == "body" else text
    names = (match["name"] for match in re.finditer(_STRANGER, text))
    absent = [name for name in names if not any(form in name for form in known) and not any(find(name, known, {}))]
    return next((name for name in absent if all(part in name for part in rest)), "")
