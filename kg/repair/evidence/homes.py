"""Which kinds of values may stand in which columns, and how well: clauses in 实施依据, hardly in 责任事项, never in 承办机构."""

from __future__ import annotations

import re

from kg.labels import is_post, of_posts
from kg.meaning.contacts import is_label
from kg.records import Field
from kg.repair.evidence.forms import form, make_of

FITS, CONTRADICTS, NEARLY = 3.0, -2.0, 2.0
CONDUCT = ("workflow", "documents", "accountability")
WORDED = ("name", *CONDUCT, "boundary", "other")
LASTING = re.compile("(?:时限|期限)(?:[（(].*[）)])?$")
_NO_WORDS = {"basis": CONTRADICTS / 2, "supervision": CONTRADICTS / 2}
# columns whose values have no words of their own, with what certainly is none of theirs, by its kind
FREE: dict[str, dict[str, float]] = {
    **dict.fromkeys(("code", "type", "subitem", "body", "page"), _NO_WORDS),
    "responsibility": {},
}
AT_HOME = (("code", "number"), ("body", "department"), ("type", "type"))
# a value of a kind that its form gives away, and how well it stands in columns of each kind; in others it contradicts
ACCEPTS: dict[str, dict[str, float]] = {
    "number": {"number": FITS, "other": 0.0},
    "department": {"other": 0.0},
    "type": {"other": 0.0},
    "basis": {"basis": FITS, "documents": 0.0, "name": 0.0, "accountability": -0.5, "workflow": -0.5, "other": 0.0},
    "supervision": {"supervision": FITS, "workflow": -0.5, "boundary": -0.5, "other": 0.0},
    "boundary": {"boundary": FITS, "department": -1.0, "other": 0.0},
}


def may_reach(field: Field) -> bool:
    """Whether telephone numbers may stand in a field: that of its kind, or one whose label speaks of them."""
    return field.kind == "supervision" or is_label(field.label)


def reaches(field: Field) -> bool:
    """Whether they are what stands there, and no department or name beside them."""
    return field.kind in ("supervision", "other") and may_reach(field)


def says_itself(label: str, kind: str, text: str) -> bool:
    """Whether a label says itself that such a value stands there: posts beside 责任人, clauses beside 追责情形及依据, a term beside 法定时限."""
    if of_posts(label) and all(map(is_post, re.split("[、，\n]", text.strip()))):
        return True
    if "依据" in label and kind in WORDED:
        return form(text) == "basis"
    return kind == "other" and LASTING.search(label) is not None and make_of(text) == "/term"
