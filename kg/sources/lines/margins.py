"""Lines of a text that belong to none of its tables: bare page numbers, strokes, and notes between two tables or below the last."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.sources.headings.heads import heading_number
from kg.sources.headings.notes import is_note
from kg.sources.lines.labelled import parted

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
        if _PAGE.fullmatch(line) and not waits(above):
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
            wanted = found[1] in _DASHES and waits(above)
            result[n] = line if wanted and line.count(found[1]) < _LONG_RULE else ""
        above = line if line.strip() else above
    return result


def _begins_table(line: str) -> bool:
    """Whether a line is the heading of an information table, or begins with the label of its number."""
    if heading_number(line):
        return not line.startswith("\t")
    found = parted(line)
    return found is not None and found.kind == "number"


def waits(line: str) -> bool:
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
