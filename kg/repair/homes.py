"""Which kinds of values may stand in which columns, and how well: clauses in 实施依据, hardly in 责任事项, never in 承办机构."""

from __future__ import annotations

FITS, CONTRADICTS, NEARLY = 3.0, -2.0, 2.0
CONDUCT = ("workflow", "documents", "accountability")
WORDED = ("name", *CONDUCT, "boundary", "other")
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
