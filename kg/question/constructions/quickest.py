"""tokens -> Quickest: which duty is done soonest or takes longest, by the printed term (哪个行政许可办得最快, 办理时限最长的是哪项)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kg.question.algebra import Quickest
from kg.question.conditions.atom import Atom, together
from kg.question.mentions.token import Token
from kg.question.words import columns

_SUPERLATIVE = re.compile(
    "(?:办[得结理完]?|出证|[批审][得]?|审[批核]|时限|时间|期限|用时|等得?|天数)(?:的)?(?:时限|时间|期限|天数)?(?:是|要)?最(?P<how>快|短|少|慢|长|久)"
    "|最(?P<soon>快|慢)(?:能|可以)?(?:办|批|拿|出|审|(?:的?(?:是|有)?哪))"
)
_PICK = {"快": "min", "短": "min", "少": "min", "慢": "max", "长": "max", "久": "max"}
_SAID = re.compile("(?:工作日|[天日用时需得等能给个批审拿证出快慢要])*")


def asked(said: str, tokens: Sequence[Token], atoms: Sequence[Atom], printed: Iterable[str]) -> Quickest | None:
    """The question for the duty of the shortest or longest term, where a column of `printed` labels is for terms and no matter is told."""
    found = _SUPERLATIVE.search(said)
    if not found or not any(t.kind == "sign" and t.value == "which" for t in tokens):
        return None
    duties = any(t.value == "duty" or getattr(t.value, "dimension", "") == "type" for t in tokens)
    told = "".join(t.text for t in tokens if t.kind == "rest")
    labels = [label for label in printed if (sort := columns.sort_of(label)) and sort.name == "time"]
    if not duties or not labels or not _SAID.fullmatch(told):
        return None
    chosen = [label for label in labels if label[:2] in said] or labels
    where = together([a for a in atoms if not a.dimension.startswith(columns.OWN)])
    return Quickest(columns.OWN + chosen[0], where, _PICK[found["how"] or found["soon"]])
