"""Who approves a duty, said by what they do (要报市政府审批的, 由馆党组批准的), where a column of the catalogue says who does."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kg.question.condition import Condition, Has, Is
from kg.question.mentions.token import Found
from kg.question.words.columns import OWN, approves, filled, sort_of
from kg.question.words.vocabulary import cues

_CUES = {name: "|".join(words) for name, words in cues("approved").items()}
_TO, _NEED, _BY = f"(?:{_CUES['to']})", f"(?:{_CUES['need']})?", f"(?:{_CUES['by']})*"
_WHETHER, _NO = f"(?P<asks>{_CUES['whether']})?", f"(?P<no>{_CUES['no']})?"
_ENDS = f"(?=(?:过|通过)?(?:{_CUES['ends']}))"
_ANYBODY = f"(?:报|经|由)?(?:{_CUES['anybody']})?(?:来|去)?"
_ANY = f"(?:(?P<no>{_CUES['none']}){_ANYBODY}|(?:{_CUES['must']})(?!不)(?:报|经)?(?:{_CUES['above']})?)"
_APPROVED = f"{_ANY}(?:{_CUES['done']})"
_OTHER = "[^,。?的谁哪什几多\0]{2,12}?"
_OF_DUTIES = f"(?=的(?:{_CUES['duties']}))"
_OF_ONE = "(?<=\\d)(?:这?一?项)?(?P<said>{})(?=[吗么吧]?[?。]?$)"
_AT_END = "(?:职[责权](?:事项)?|事项)(?:中|里|里面)?(?:有|是)?(?P<said>{})(?=[?。]?$)"


def find(text: str, values: Mapping[str, Mapping[str, str]]) -> Iterator[Found]:
    """("mention", condition, start, end) of each, with ("sign", "not", start, end) before one that is denied.

    `values` are label -> values -> as printed.
    """
    label = next(filter(approves, values), "")
    sort = sort_of(label) if label else None
    if sort is None:
        return
    known, done = values[label], f"{_BY}(?:{'|'.join(sort.done)})"
    for form in sorted((one for one in known if one in text and len(one) > 1), key=len, reverse=True):
        for match in re.finditer(f"{_WHETHER}{_NEED}{_NO}{_NEED}{_TO}?{re.escape(form)}{done}{_ENDS}", text):
            yield from _said(Is(OWN + label, (known[form],), form), match, match.span())
    for match in re.finditer(f"{_NEED}{_TO}(?P<said>{_OTHER}){done}{_OF_DUTIES}", text):
        if match["said"] not in known:
            yield "mention", Is(OWN + label, (), f"“{match['said']}”"), *match.span()
    for match in re.finditer(f"{_APPROVED}{_OF_DUTIES}", text):
        yield from _said(Has(filled(OWN + label)), match, match.span())
    for pattern in (_AT_END, _OF_ONE):
        for match in re.finditer(pattern.format(_APPROVED), text):
            yield from _said(Has(filled(OWN + label)), match, match.span("said"))


def _said(condition: Condition, match: re.Match[str], span: tuple[int, int]) -> Iterator[Found]:
    """A condition, behind the sign that denies it or asks whether it holds."""
    start, end = span
    for group, sign in (("asks", "yesno"), ("no", "not")):
        if match.groupdict().get(group):
            yield "sign", sign, start, match.end(group)
            start = match.end(group)
    yield "mention", condition, start, end
