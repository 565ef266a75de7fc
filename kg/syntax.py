"""The text of a SPARQL query -> its code without strings, and in Chinese what is wrong with it where the engine turns it down.

The engine names what it would have taken at the furthest place it got to: classes of characters, and for words the place behind them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

_SKIP = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^\'\\]|\\.|\'(?!\'\'))*\'\'\'|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|<[^<>"{}|^`\\\s]*>|#[^\n]*',
    re.S,
)
_FUNCTION = re.compile(r"custom function (<[^>]*>) is not supported")
_PLACE = re.compile(r"error at (\d+):(\d+): expected (?:one of )?(.*)", re.S)
_PROLOGUE = re.compile(r"\s*(?:(?:PREFIX\s+[^\s:]*:|BASE)\s+)*", re.I)
_DECLARED = re.compile(r"\bPREFIX\s+([^\s:]*):", re.I)
_NAMED = re.compile(r"(?<![\w?$:%.-])((?!_:)[^\W\d_][\w.-]*|):(?!//)[\w:.%\\-]*")
_DATASET = re.compile(r"(?<![\w?$:%@.\\-])FROM(?=\s)", re.I)
_WORD = re.compile(r"[A-Za-z]+|\S{1,20}")
_SENTENCE = re.compile(r"[A-Z]\w* (?:[\w()]+ ?){2,}")
_STARTS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH")
_CLOSES = {"(": ")", "{": "}", "[": "]"}
_KNOWN = {
    "The SELECT contains a variable that is unbound": "SELECT 里的变量既没有列在 GROUP BY 里，也没有聚合",
    "Duplicated variable name in SELECT": "SELECT 里有重名的变量",
    "IRI parsing failed": "它前面的 IRI 写得不对",
}


def masked(sparql: str) -> str:
    """`sparql` with its strings, IRIs and comments blanked out, every other character in its place."""
    return _SKIP.sub(lambda found: " " * len(found[0]), sparql)


def names_dataset(sparql: str) -> bool:
    """Whether a query says itself of which graphs its dataset is made (FROM, FROM NAMED)."""
    return "from" in sparql.casefold() and bool(_DATASET.search(masked(sparql)))


def wrong(sparql: str, problem: Exception, prefixes: Mapping[str, str], *, update: bool = False) -> str:
    """Why the engine turned down a query (or an `update`) with `problem`; `prefixes` need no declaration."""
    if found := _FUNCTION.search(str(problem)):
        return f"函数 {found[1]} 不支持：这里只有 SPARQL 1.1 的内置函数和 xsd: 的类型转换。"
    code = masked(sparql)
    told = (*(() if update else _started(code)), *_undeclared(code, prefixes), *_unbalanced(code))
    return next(iter(told), "") or _placed(sparql, str(problem))


def unsupported(problem: Exception) -> bool:
    """Whether the engine met a function that it does not have, which it tells as a failure of its own."""
    return bool(_FUNCTION.search(str(problem)))


def _started(code: str) -> Iterator[str]:
    """What is said of a text that does not begin as a query does."""
    prologue = _PROLOGUE.match(code)
    first = _WORD.match(code, prologue.end() if prologue else 0)
    word = first[0].upper() if first else ""
    if not first:
        yield "查询是空的。"
    elif word in _UPDATES:
        yield f"这里只读，不接受更新（{word}）。"
    elif word not in (*_STARTS, "PREFIX", "BASE"):
        yield f"查询应以 {'、'.join(_STARTS)} 之一开头，而不是 {first[0]}。"


def _undeclared(code: str, prefixes: Mapping[str, str]) -> Iterator[str]:
    declared = {*prefixes, *_DECLARED.findall(code)}
    for found in _NAMED.finditer(code):
        if found[1] not in declared:
            yield f"第 {_where(code, found.start())}：未声明的前缀 {found[1]}:"


def _unbalanced(code: str) -> Iterator[str]:
    opened: list[int] = []
    if quote := re.search("[\"']", code):
        yield f"第 {_where(code, quote.start())}：引号没有收尾。"
    for place, letter in enumerate(code):
        if letter in _CLOSES:
            opened.append(place)
        elif letter in _CLOSES.values() and not (opened and _CLOSES[code[opened.pop()]] == letter):
            yield f"第 {_where(code, place)}：“{letter}”没有配对的括号。"
            return
    if opened:
        yield f"第 {_where(code, opened[-1])}：“{code[opened[-1]]}”没有收尾，缺“{_CLOSES[code[opened[-1]]]}”。"


def _placed(sparql: str, problem: str) -> str:
    """Line, column and the words that stand there."""
    found = _PLACE.search(problem)
    if not found:
        return f"查询有误：{problem}"
    line, column, expected = int(found[1]), int(found[2]) - 1, found[3]
    sentence = _SENTENCE.search(expected)
    said = f"：{_KNOWN.get(sentence[0].strip(), sentence[0].strip())}" if sentence else ""
    if expected.isupper() and expected.isalpha():
        column -= len(expected)
    elif re.fullmatch('"[^"]+"', expected):
        said = f"：这里应为 {expected[1:-1]}"
    start = sum(len(row) + 1 for row in sparql.split("\n")[: line - 1]) + max(column, 0)
    near = sparql[start:].partition("\n")[0].strip()[:20]
    return f"第 {_where(sparql, start)}{f'“{near}”' if near else '（末尾）'}附近有误{said}。"


def _where(text: str, place: int) -> str:
    before = text[:place]
    return f"{before.count(chr(10)) + 1} 行第 {place - before.rfind(chr(10))} 列"
