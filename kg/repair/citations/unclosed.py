"""A text -> titles and quotations that lack a mark: 《…促进法第六条 is never closed, 人民调解法》第三条 never opened, “…场所。；《…法》第十八条 goes on quoting."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from kg.meaning.clauses import NUMERAL
from kg.repair.citations.laws import ENDS
from kg.repair.citations.slips import Slip

TITLE = re.compile(f"(?:{ENDS})(?:[（(](?:试行|暂行|草案)[）)])?$")
_CLAUSE = rf"第\s{{0,3}}{NUMERAL}\s{{0,3}}(?:条|第)"
_EDITION = r"[（(][^（）()]{0,40}?(?:\d|修[正订])[^（）()]{0,40}[）)]"
_ENDS = re.compile(rf"(?:{_EDITION}\s{{0,3}})?{_CLAUSE}|{_EDITION}|[》《。；;：:“”\n]|$")
_STARTS = re.compile("[《》。；;：:“”，,\n]|[条款项目]、")
_BEFORE = re.compile(
    r"^(?:\s|\d{1,2}[.．、]|[（(][一二三四五六七八九十\d]{1,2}[）)]|[一二三四五六七八九十]{1,2}、|依据|根据|按照|依照|参照|以及|[和及与、]|[①-⑳])+"
)
_COUNTRY, _LONGEST, _FARTHEST = "中华人民共和国", 60, 500
_WRONG = "\"＂'’‘"
_QUOTES, _MARKS = re.compile("[条款项目](?:规定)?[：:]"), re.compile("[《》“”\n]")
_MOST = 20  # of a cell that has more no mark is told
_CLOSERS, _OPENERS = "〉>＞」』", "〈<＜「『"
_COUNTED = r"(?:(?:\d{1,2}[.．、]|[（(][一二三四五六七八九十\d]{1,2}[）)])?\s{0,5})"
_DOCUMENT = rf"《[^《》“”。；\n]{{2,60}}》(?:[（(][^（）()]{{0,40}}[）)])?\s{{0,3}}{_CLAUSE}"
_GO_ON = (
    re.compile(rf"([。；;！])\s{{0,5}}[；;]?\s{{0,5}}{_COUNTED}{_DOCUMENT}"),
    re.compile(rf"([。！])\s{{0,3}}[；;]\s{{0,3}}{_CLAUSE}"),  # no sentence of a law ends with 。；
    re.compile(rf"(\n)\s{{0,5}}{_COUNTED}{_DOCUMENT}"),
)
_CITES = re.compile(rf"》[^《》“”]{{0,40}}{_CLAUSE}")


def slips(text: str, known: Callable[[str], bool]) -> Iterator[Slip]:
    """Each such mark, put where it belongs if the title is a known one, or can be nothing else."""
    if "《" in text or "》" in text:
        opened, closed = _unmatched(text, "《", "》")
        for at in opened[:_MOST]:
            yield from _unclosed(text, at, known)
        for at in closed[:_MOST]:
            yield from _unopened(text, at, known)
    if text.count("“") != text.count("”"):
        opened, closed = _unmatched(text, "“", "”")
        for at in opened[:_MOST]:
            yield from _unquoted(text, at)
        for at in closed[:_MOST]:
            yield from _unbegun(text, at)


def _unmatched(text: str, open_: str, close: str) -> tuple[list[int], list[int]]:
    """Where marks stand that nothing closes, or opens; a title in which a clause is cited before a sentence ends is two broken ones."""
    opened: list[int] = []
    closed: list[int] = []
    for found in re.finditer(f"[{open_}{close}]", text):
        if found[0] == open_:
            opened.append(found.start())
        elif not opened:
            closed.append(found.start())
        elif open_ == "《" and _is_two(text[opened[-1] + 1 : min(found.start(), opened[-1] + _FARTHEST)]):
            closed.append(found.start())
            break
        else:
            opened.pop()
    return opened, closed


def _is_two(inside: str) -> bool:
    return re.search(f"{_CLAUSE}[^《》]*[。；;\n]", inside) is not None


def _unclosed(text: str, at: int, known: Callable[[str], bool]) -> Iterator[Slip]:
    """A title ends before its clause or number, or before the sentence does; one that the cell breaks off in is not told here."""
    if text.startswith("《《", at):
        yield Slip(at, at + 1, "", text[at : at + 8], "“《”印了两遍")
        return
    end = _ENDS.search(text, at + 1)
    title = text[at + 1 : end.start()].rstrip("、和及与 ") if end else ""
    if end is None or not title or end.start() == len(text) or len(title) > _LONGEST:
        return
    shown, stop = text[at : end.end()].rstrip(), at + 1 + len(title)
    if title[-1] in _CLOSERS:
        yield Slip(stop - 1, stop, "》", shown, f"“{shown}”的书名号没有写对，疑为《{title[:-1]}》")
    elif TITLE.search(title) or known(title):
        yield Slip(stop, stop, "》", shown, f"“{shown}”缺后书名号，疑为《{title}》")
    elif end[0].startswith("第"):
        yield Slip(at, at, None, shown, f"“{shown}”缺后书名号")


def _unopened(text: str, at: int, known: Callable[[str], bool]) -> Iterator[Slip]:
    """A title begins where a sentence, a list or a line does, or with the name of the country."""
    if text.startswith("》》", at - 1):
        yield Slip(at, at + 1, "", text[max(0, at - 8) : at + 1], "“》”印了两遍")
        return
    before = text[max(0, at - _LONGEST) : at]
    start = max((found.end() for found in _STARTS.finditer(before)), default=0)
    title = before[start:]
    title = title[title.rfind(_COUNTRY) :] if _COUNTRY in title else _BEFORE.sub("", title)
    if not title or not (TITLE.search(title) or known(title)):
        return
    begin, wrong = at - len(title), title[0] in _OPENERS
    meant = title[1:] if wrong else title
    shown = text[begin : at + 1]
    yield Slip(begin, begin + wrong, "《", shown, f"“{shown}”缺前书名号，疑为《{meant}》")


def _unquoted(text: str, at: int) -> Iterator[Slip]:
    """A quotation ends before the next document or clause that is cited at the beginning of a sentence; one of several paragraphs opens each of them.

    Where nothing says how far it goes, that clauses stand behind it is told alone: they may be quoted, or not.
    """
    end = min((_end(found) for form in _GO_ON if (found := form.search(text, at))), default=0)
    inside = text[at + 1 : end] if end else "“"
    if inside.startswith("“") or "\n“" in inside or inside.count("“") != inside.count("”"):
        if "\n“" not in text[at:] and text.count("“", at + 1) == text.count("”", at) and _CITES.search(text, at):
            shown = text[at : at + 9]
            yield Slip(at, at, None, shown, f"“{shown.lstrip('“')}”起的引文缺后引号，其后的条款在不在引文之内说不准")
        return
    begin = end - (text[end - 1] in _WRONG)  # … 场所。"；《…
    shown = text[max(0, end - 8) : end]
    if not inside and text[end - 1] == "“":
        yield Slip(at, at + 1, "”", shown, f"“{shown}”末尾的前引号应为后引号")
    elif inside:
        yield Slip(begin, end, "”", shown, f"“{shown.lstrip('“')}”之后缺后引号，后面引的文件和条款不在引文之内")


def _end(found: re.Match[str]) -> int:
    """Where a quotation ends before what goes on: behind its full stop, before any other mark."""
    return found.end(1) if found[1] in "。！" else found.start()


def _unbegun(text: str, at: int) -> Iterator[Slip]:
    """A quotation begins behind the colon after its clause."""
    before = text[max(0, at - _FARTHEST) : at]
    colon = max((found.end() for found in _QUOTES.finditer(before)), default=-1)
    if 0 <= colon < len(before) and not _MARKS.search(before, colon):
        begin = at - len(before) + colon
        shown = text[begin - 3 : begin + 5]
        yield Slip(begin, begin, "“", shown, f"“{shown}”中缺前引号")
