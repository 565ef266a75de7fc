"""What was pasted into a cell and is none of its text: the same text once more, the label of the row below, the foot or head of a printed page.

It is read without, and what is printed is kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from kg.records import Cell, Document, Field, Finding, Item, Repair, Severity
from kg.repair.evidence.homes import CONDUCT
from kg.repair.inplace import mended
from kg.repair.where import within
from kg.text import is_mark_only, label, shortened, squeeze

_TEXTS = ("name", "basis", "boundary", *CONDUCT)
_NO_TEXTS = ("number", "code", "page")
_SHORTEST, _SENTENCE, _LABEL, _TITLE, _TAIL = 4, 10, 4, 6, 40
_HAN, _WORD = re.compile("[\u4e00-\u9fff]"), re.compile(r"\S")
_PART = re.compile(r"[^。；;\n]+[。；;]*\s*|[。；;\s]+")
_DASHES = "[-—–－―]"
_PAGES = r"第\s?\d{1,4}\s?页\s?[,，/／、]?\s?共\s?\d{1,4}\s?页|共\s?\d{1,4}\s?页\s?[,，/／、]?\s?第\s?\d{1,4}\s?页"
_FOOT = rf"(?<![（(]){_DASHES}*[^\S\n]*(?:{_PAGES})[^\S\n]*{_DASHES}*(?![)）])|{_DASHES}\s?第\s?\d{{1,4}}\s?页\s?{_DASHES}"
_FOOTS = re.compile(_FOOT)
_ALONE = re.compile(rf"{_DASHES}\s?\d{{1,3}}\s?{_DASHES}|第\s?\d{{1,4}}\s?页|{_PAGES}")
_LAST = re.compile(r"(?:\n|[。；;.]|\s)[^\S\n]*([^\s。；;]{2,12})[^\S\n]*$")
_GOES_ON = re.compile(r"[^。；;\s]$")


def mend(document: Document) -> tuple[Document, list[Finding]]:
    """The document without them, and a finding for each cell and sort."""
    labels = frozenset(one for one in document.labels if len(one) >= _LABEL)
    head = squeeze(document.title.text)
    page = _pages(head if len(head) >= _TITLE else "")

    def judge(item: Item, field: Field, cell: Cell) -> tuple[str, list[Finding]] | None:
        found: list[Finding] = []
        text = cell.text
        for what, read in (
            ("夹着印出来的页码或页眉", page),
            ("末尾多了栏名", lambda text: _without_label(text, item, field, labels)),
            ("同一段文字印了两遍", lambda text: once(text, field.kind)),
        ):
            left = read(text) if field.kind not in _NO_TEXTS else text
            if left != text:
                found.append(_finding(item, field, cell, what, text, left))
                text = left
        return (text, found) if found else None

    return mended(document, judge)


def _finding(item: Item, field: Field, cell: Cell, what: str, text: str, left: str) -> Finding:
    taken = taken_out(text, left)
    message = f"“{field.label}”中{what}：{shortened(taken)}；按去掉以后的文字读，原文保留。"
    repair = Repair("applied", (taken,), ())
    return Finding("stray-text", Severity.WARNING, (item.number,), field.label, within(cell, taken), message, repair)


def taken_out(text: str, left: str) -> str:
    """What of a text is no longer there, from the first character to the last that is not."""
    at = next((n for n, (a, b) in enumerate(zip(text, left, strict=False)) if a != b), len(left))
    rest = len(left) - at
    behind = next((n for n in range(rest) if text[-1 - n] != left[-1 - n]), rest)
    return text[at : len(text) - behind].strip()


def _pages(title: str) -> Callable[[str], str]:
    """What takes the feet of pages out of a text, and the lines that are the title of the document, which stands at their head."""

    def read(text: str) -> str:
        if "页" in text and _FOOTS.search(text):
            left = _foot(title).sub("", text)
            text = left if left != text and left.strip() and not is_mark_only(left) else text
        lined = "\n" in text and ("页" in text or title[:_TITLE] in text or re.search(_DASHES, text))
        return _without_lines(text, title) if lined else text

    return read


@lru_cache(maxsize=16)
def _foot(title: str) -> re.Pattern[str]:
    """The foot of a page, with the title of the document, "" for none, before or behind it."""
    before, behind = (rf"(?:{re.escape(title)}\s*)?", rf"(?:\s*{re.escape(title)})?") if title else ("", "")
    return re.compile(rf"[^\S\n]*{before}(?:{_FOOT}){behind}[^\S\n]*")


def _is_margin(line: str, title: str) -> bool:
    """Whether a line is but the number of a page, behind the title of the document or not, or this title."""
    said = line.strip()
    numbers = (said, said.removeprefix(title).lstrip())
    return bool(title and said == title) or any(map(_ALONE.fullmatch, numbers))


def _without_lines(text: str, title: str) -> str:
    """A text without its lines in the margin of a page, joined again where one stood in the middle of a sentence."""
    kept: list[str] = []
    gone = False
    lines = text.split("\n")
    if not any(_is_margin(line, title) for line in lines):
        return text
    for line in lines:
        if _is_margin(line, title):
            gone = True
        elif gone and not line.strip():
            continue
        elif gone and kept and _GOES_ON.search(before := "\n".join(kept).rstrip()):
            kept, gone = [before + line.lstrip()], False
        else:
            kept.append(line)
            gone = False
    left = "\n".join(kept).rstrip("\n")
    return left if left.strip() else text


def _without_label(text: str, item: Item, field: Field, labels: frozenset[str]) -> str:
    """A text without the label at its end: that of the next row, or on a line of its own another long one."""
    end = max(0, len(text) - _TAIL)
    last = _LAST.search(text, end)
    said = label(last[1]) if last else ""
    if not last or said == label(field.label):
        return text
    names = [one.label for one in item.fields]
    at = names.index(field.label)
    following = names[at + 1] if at + 1 < len(names) else ""
    own = "\n" in last[0]
    if said == label(following) or (own and said in labels and said in names):
        left = text[: last.start(1)].rstrip()
        return left if _HAN.search(left) else text
    return text


@lru_cache(maxsize=4096)
def once(text: str, kind: str) -> str:
    """A text without what stands there twice in a row: all of it, or sentences."""
    said = squeeze(text)
    half = _halved(said)
    if half and len(_HAN.findall(said[:half])) >= _SHORTEST and not _halved(said[:half]):
        end = [at.end() for at in _WORD.finditer(text)]
        if len(end) == len(said):
            left = text[: end[half - 1]]
            return left if kind in _TEXTS or not text[len(left) :].startswith("\n") else text
    return _without_again(text) if kind in _TEXTS else text


def _halved(said: str) -> int:
    """How long a text is that stands there twice, with the mark between the two; 0 for none."""
    half, odd = divmod(len(said), 2)
    if not half:
        return 0
    if not odd:
        return half if said[:half] == said[half:] else 0
    return half + (said[half] not in "；;、，,/") if said[:half] == said[half + 1 :] and said[half] in "；;、，,/。" else 0


def _without_again(text: str) -> str:
    """A text without the sentences that only repeat those right before them."""
    parts = _PART.findall(text)
    said = [part.strip().rstrip("。；;") for part in parts]
    if len(set(said)) == len(said):
        return text
    at = _again(said)
    return "".join([*parts[: at[0]], *parts[at[1] :]]).rstrip() if at else text


def _again(said: Sequence[str]) -> tuple[int, int] | None:
    """From where to where sentences repeat those right before them."""
    for start, one in enumerate(said):
        for again in (n for n in range(start + 1, len(said)) if said[n] == one):
            run = said[start:again]
            if run == list(said[again : again + len(run)]) and len(_HAN.findall("".join(run))) >= _SENTENCE:
                return again, again + len(run)
    return None
