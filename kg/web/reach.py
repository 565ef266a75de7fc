"""A text with e-mail addresses and telephone numbers -> the same text, in which each can be written to or called with a tap."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

_MAIL = r"(?P<mail>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
_AREA = r"[(（]?0\d{2,3}[)）]?[-－—–− ]?"
_DATE = r"(?:19|20)\d\d(?:0[1-9]|1[0-2])[0-3]\d(?!\d)"
_PHONE = rf"(?<![\d-])(?!{_DATE})(?P<phone>(?:{_AREA})?[2-9]\d{{6,7}}|1[3-9]\d{{9}}|[48]00-?\d{{3}}-?\d{{4}}|12\d{{3}}|110|119|120)(?![\d-])"
_REACHED = re.compile(f"{_MAIL}|{_PHONE}", re.ASCII)


def reach(text: str) -> Markup:
    """`text`, escaped, with a link on each address and number. Only for what is printed as a contact: numbers of documents look alike."""
    parts, done = [], 0
    for match in _REACHED.finditer(text):
        kind = "mailto" if match["mail"] else "tel"
        where = match["mail"] or re.sub(r"\D", "", match["phone"])
        parts.append(f'{escape(text[done : match.start()])}<a href="{kind}:{escape(where)}">{escape(match[0])}</a>')
        done = match.end()
    return Markup("".join(parts)) + escape(text[done:])
