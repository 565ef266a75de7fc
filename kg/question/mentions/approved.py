"""Who approves a duty, said by what they do (要报市政府审批的, 由馆党组批准的), where a column of the catalogue says who does."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kg.question.condition import Condition, Has, Is
from kg.question.mentions.token import Found
from kg.question.words.columns import OWN, approves, filled, sort_of

_TO = "(?:上报|呈报|报送|报请|报经|须经|提请|提交|报|经|由|归|送|请|找|交|得)"
_NEED = "(?:是|需要|需|须|应当|应该|应|要|得|必须)?"
_WHETHER = "(?P<asks>要不要|是不是|用不用|需不需要|需不需|该不该|是否需要|是否要|是否|会不会)?"
_NO = "(?P<no>不是|并非|不用|不必|不需要?|无需|无须|不须|不应|不要|不由|不归|不报|不经|没有?)?"
_BY = "(?:来|去|负责|进行|最终|最后|集体|研究|会议|讨论)*"
_ENDS = "(?=(?:过|通过)?(?:的|了的|[,。?]|$|吗|么|吧|几|哪|多少|有|职[责权]|事项|但|却|而|且|并|又|也|、))"
_ANYBODY = "(?:报|经|由)?(?:任何人|任何机构|任何部门|谁|别人|上级|上面|有人)?(?:来|去)?"
_ANY = f"(?:(?P<no>不用|不必|不需要?|无需|无须|没有?|不){_ANYBODY}|(?:需要?|要|须|必须|应当)(?!不)(?:报|经)?(?:上级|上面|有人)?)"
_APPROVED = f"{_ANY}(?:审批|批准|审定|核准|报批)"
_OTHER = "[^,。?的谁哪什几多\0]{2,12}?"
_OF_DUTIES = "(?=的(?:职[责权]|事项|权力|有[几哪多]|[几哪]))"
_OF_ONE = "(?<=\\d)(?:这?一?项)?(?P<said>{})(?=[吗么吧]?[?。]?$)"
_AT_END = "(?:职[责权](?:事项)?|事项)(?:中|里|里面)?(?:有|是)?(?P<said>{})(?=[?。]?$)"


def find(text: str, values: Mapping[str, Mapping[str, str]]) -> Iterator[Found]:
    """("mention", condition, start, end) of each, with ("sign", "not", start, end) before one that is denied. `values` are label -> values -> as printed."""
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
