"""Duties said to have so many departments or documents, whatever is asked of them (有两家承办机构的职权，列出编码; 承办机构有两个的职权)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.question.condition import Numbers
from kg.question.mentions.token import Token, names, silent
from kg.question.words.vocabulary import cues

_OF = {"department": "department", "document": "document", "clause": "clause", "basis": "clause"}  # what duties have several of
_CUES = cues("numbered")
_DUTIES, _JOINED = ("duty", "code"), ("shared", "all", "there-is", "sum")
_CLAUSE = re.compile(
    f"(?:{'|'.join(sorted(_CUES['done'], key=len, reverse=True))})*(?:{'|'.join(_CUES['doing'])})(?:了|过)?[、,]"
)
_ARE = ("是", "都是", "就是")
_ASKED = 2  # tokens from that 的 to what asks, where 有 stands between
_NEAR = 5  # tokens from a number to the 的 that closes what is said of duties


def placed(tokens: Sequence[Token]) -> list[Token]:
    """The tokens, each such number as a condition and the noun that it counts as a word of no meaning."""
    read = list(tokens)
    for n, token in enumerate(tokens):
        if token.kind not in ("exact", "compared") or token.value[2] not in ("", *_OF.values()):
            continue
        noun = _noun_behind(tokens, n)
        noun = _noun_before(tokens, n) if noun is None else noun
        if noun is None:
            continue
        operator, value, unit = token.value
        of = _OF[unit if noun == n else str(tokens[noun].value)]
        for m in (*range(n + 1, noun), noun, _introduction(tokens, n) if of in ("document", "clause") else noun):
            read[m] = silent(tokens[m])
        read[n] = replace(token, kind="mention", value=Numbers(of, operator, value))
    return read


def _noun_behind(tokens: Sequence[Token], n: int) -> int | None:
    """The place of the noun that the number at `n` counts and that describes duties: 由·两家·机构·共同承办·的·职权.

    That of the number where its measure word counts (两家·共办·的·职权); None for none.
    """
    noun = next((m for m in range(n + 1, len(tokens)) if tokens[m].kind != "filler"), n)
    if tokens[noun].kind == "unit" and [t.value for t in tokens[noun + 1 : noun + 2]] == [tokens[noun].value]:
        noun += 1  # 一·部·文件
    named = tokens[noun].value in _OF
    counted = noun if named else n
    if not (named or tokens[n].value[2] == "department") or not _describes(tokens, counted):
        return None
    had = "".join(t.text for t in tokens[max(n - 2, 0) : n]).rstrip("了过着").endswith(_CUES["having"])
    done = any(t.text in _CUES["done"] for t in tokens[counted + 1 : counted + _NEAR])
    return counted if done or (named and (had or tokens[n].kind == "compared")) else None


def _noun_before(tokens: Sequence[Token], n: int) -> int | None:
    """The place of the noun before the number at `n` that says how many of it duties have: 承办机构·有·两个·的·职权; None for none."""
    noun = next((m for m in range(n - 1, -1, -1) if tokens[m].kind not in ("filler", "sign")), None)
    if noun is None or tokens[noun].value not in _OF or not _describes(tokens, n):
        return None
    between = "".join(t.text for t in tokens[noun + 1 : n])
    return noun if not between or between.removesuffix("了").endswith(_CUES["having"]) else None


def _introduction(tokens: Sequence[Token], n: int) -> int:
    """The place of the noun that says where the documents are that the number at `n` counts (依据·里·有·两个·文件·的), else `n`."""
    for m in range(n - 1, -1, -1):
        if (tokens[m].kind, tokens[m].value) == ("noun", "basis"):
            return m
        if tokens[m].kind != "filler" and tokens[m].value != "there-is":
            break
    return n


def _describes(tokens: Sequence[Token], n: int) -> bool:
    """Whether what ends soon behind `n` is said of duties (…的职权, …的行政处罚, …、引了《…》的), and of no part that departments play."""
    if _CLAUSE.match("".join(t.text for t in tokens[n + 1 : n + _NEAR])) and any(t.text == "的" for t in tokens[n + 1 :]):
        return True  # 两个以上科室参与、依据只有一部的
    for m in range(n + 1, min(n + _NEAR, len(tokens) - 1)):
        token, behind = tokens[m], tokens[m + 1]
        if token.text == "的":
            kind = behind.kind == "mention" and getattr(behind.value, "dimension", "") == "type"
            there = behind.value == "there-is" or behind.text in _ARE
            asked = there and m + _ASKED < len(tokens) and tokens[m + _ASKED].value in ("which", "howmany")
            theirs = names(behind, "department") and any(t.value in _DUTIES for t in tokens[m + 2 : m + 4])
            whole = [t.kind for t in tokens[m + 2 : m + 3]] != ["noun"]  # and not 两个部门的·职责·依据
            return kind or asked or theirs or (behind.kind == "noun" and behind.value in _DUTIES and whole)
        if token.value == "role" or (token.kind not in ("filler", "unit") and token.value not in _JOINED):
            return False
    return False
