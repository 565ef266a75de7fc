"""Lines of a text that belong to none of its tables: bare page numbers, and notes between two tables or below the last."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.labels import TYPES
from kg.sources.headings.cover import date
from kg.sources.headings.heads import heading_number, is_charged
from kg.sources.headings.notes import is_note
from kg.sources.lines.labelled import parted
from kg.text import squeeze

_PAGE = re.compile(r"[ \u3000]*\d{1,3}\s*")
_RULE = re.compile(r"[ \u3000]*([-－—–─━=＝*＊_＿~～#])(?:[ \u3000]*\1){2,}\s*")
_DASHES, _LONG_RULE = "-－—–─━", 8


def cleared(rows: Sequence[str]) -> list[str]:
    """The lines with those of the margins blanked.

    A number stands between blank lines, and goes on with a line that ends in a colon or in a label.
    """
    rows = ruled(rows)
    result, above = list(rows), ""
    for n, line in enumerate(rows):
        if _PAGE.fullmatch(line) and not _waits(above):
            beside = (*rows[max(n - 1, 0) : n], *rows[n + 1 : n + 2])
            result[n] = line if any(one.strip() for one in beside) else ""
        above = line if line.strip() else above
    return _without_notes(result) if any(map(is_note, rows)) else result


def ruled(rows: Sequence[str]) -> list[str]:
    """The lines with those blanked that are nothing but a stroke drawn with marks (－－－－, ====), as between two records.

    Few dashes below a label that waits for its value may be that value.
    """
    result, above = list(rows), ""
    for n, line in enumerate(rows):
        if found := _RULE.fullmatch(line):
            waits = found[1] in _DASHES and _waits(above)
            result[n] = line if waits and line.count(found[1]) < _LONG_RULE else ""
        above = line if line.strip() else above
    return result


def signed(rows: Sequence[str]) -> int:
    """How many lines a document has before its signature: a body and a date, or one of them, below a blank line at the end; all where it has none."""
    end = len(rows)
    while end and not rows[end - 1].strip():
        end -= 1
    top = end
    while top and (_signs(rows[top - 1]) or not rows[top - 1].strip()):
        top -= 1
    first = next((n for n in range(top, end) if not (n and rows[n - 1].strip())), end)
    last = next((line for line in reversed(rows[:first]) if line.strip()), "")
    return first if first < end and last and not _waits(last) else len(rows)


def _signs(line: str) -> bool:
    """Whether a line is that of a signature."""
    return not line.startswith("\t") and (bool(date(line)) or (is_charged(line) and squeeze(line) not in TYPES))


def _begins_table(line: str) -> bool:
    """Whether a line is the heading of an information table, or begins with the label of its number."""
    if heading_number(line):
        return not line.startswith("\t")
    found = parted(line)
    return found is not None and found.kind == "number"


def _waits(line: str) -> bool:
    """Whether a line wants something after it."""
    found = None if line.startswith("\t") else parted(line)
    return line.rstrip().endswith(("：", ":")) or (found is not None and not found.rest)


def _without_notes(rows: list[str]) -> list[str]:
    """From the last line up: a note is blanked where no further row of its table stands below, to its end or that of the document."""
    within, last, end = False, True, len(rows)
    for n in reversed(range(len(rows))):
        line = rows[n]
        if line.startswith("\t") or _begins_table(line) or parted(line):
            within, last, end = bool(line.strip()) and not _begins_table(line), False, n
        elif not within and is_note(line) and not (n and rows[n - 1].strip()):
            stop = end if last else next((k for k in range(n, end) if not rows[k].strip()), end)
            rows[n:stop] = [""] * (stop - n)
            end = n
    return rows
