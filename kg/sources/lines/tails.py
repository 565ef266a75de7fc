"""Lines below the last cell of a table that are no more of it: a signature, a colophon, a remark that stands apart."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from kg.labels import MARGINS, TYPES
from kg.sources.headings.cover import date
from kg.sources.headings.heads import heading_number, is_charged
from kg.sources.headings.notes import is_page
from kg.sources.lines.labelled import parted
from kg.sources.lines.margins import waits
from kg.text import squeeze

_LONGEST, _FAR, _MOST = 40, 2, 300
_SIGNED = 20  # lines of a signature, at most
_CLOSING = re.compile(rf"(?:{MARGINS['closing']})[。.]?")


def document_end(rows: Sequence[str]) -> int:
    """How many lines a document has before its signature or colophon, or a remark far below its last cell; all where it has none."""
    return min(_signed(rows), _apart(rows))


def contents_end(rows: Sequence[str]) -> int:
    """How many lines a contents table has before what stands below its last cell, a blank line between; all where other cells go on so."""
    tabbed = _tabbed(rows)
    lone = [n for n in range(tabbed[0], len(rows)) if _begins_part(rows, n, 1)] if tabbed else []
    return lone[0] if lone and lone[0] > tabbed[-1] else len(rows)


def _signed(rows: Sequence[str]) -> int:
    """The lines before a body and a date, or one of them, below a blank line at the end."""
    end = len(rows)
    while end and not rows[end - 1].strip():
        end -= 1
    top = end
    while top > end - _SIGNED and top and (_signs(rows[top - 1]) or not rows[top - 1].strip()):
        top -= 1
    first = next((n for n in range(top, end) if not (n and rows[n - 1].strip())), end)
    last = next((line for line in reversed(rows[:first]) if line.strip()), "")
    return first if first < end and last and not waits(last) else len(rows)


def _signs(line: str) -> bool:
    """Whether a line is that of a signature or colophon."""
    said = line.strip()
    if line.startswith("\t") or len(said) > _LONGEST:
        return False
    dated = next((n for n in range(len(said)) if date(said[n:])), -1)
    who = said[:dated].strip() if dated > 0 else said
    if dated == 0 or is_page(said) or _CLOSING.fullmatch(squeeze(said)):
        return True
    return is_charged(who) and squeeze(who) not in TYPES


def _apart(rows: Sequence[str]) -> int:
    """The lines before a text far below the last cell that begins with a tab; all where cells go on at such a distance elsewhere."""
    tabbed = _tabbed(rows)
    far = [n for n in range(tabbed[0], len(rows)) if _begins_part(rows, n, _FAR)] if tabbed else []
    if not far or far[-1] < tabbed[-1]:
        return len(rows)
    below_it = [at for at in (bisect_left(tabbed, n) for n in far) if at < len(tabbed)]
    gaps = Counter((tabbed[at - 1], tabbed[at]) for at in below_it)
    headings = {squeeze(rows[below]) for _, below in gaps}  # the label that begins each table below its heading
    if len(headings) > 1 or 2 * sum(count > 1 for count in gaps.values()) > len(gaps) > 0:
        return len(rows)
    first = next(n for n in far if n > tabbed[-1])
    return first if _is_remark(rows[first:]) else len(rows)


def _is_remark(rows: Sequence[str]) -> bool:
    """Whether lines are few and none of them is a row of a table, in whatever layout, or its heading."""
    said = [line for line in rows if line.strip()]
    return sum(map(len, said)) <= _MOST and not any("\t" in line or heading_number(line) or parted(line) for line in said)


def _tabbed(rows: Sequence[str]) -> list[int]:
    return [n for n, line in enumerate(rows) if line.startswith("\t") and line.strip()]


def _begins_part(rows: Sequence[str], n: int, blank: int) -> bool:
    """Whether a line without a tab has words, and so many blank lines or numbers of pages right above it."""
    above = rows[max(n - blank, 0) : n]
    if rows[n].startswith("\t") or not rows[n].strip() or is_page(rows[n]):
        return False
    return len(above) == blank and not any(line.strip() and not is_page(line) for line in above)
