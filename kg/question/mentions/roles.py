"""Who leads and who assists: 综合执法大队牵头几项, 2.1谁牵头, 由公路养护科配合的; only in a base whose catalogues print such roles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.question.mentions.numbers import Found
from kg.question.words.lexicon import Lexicon

_ROLE = "(?P<lead>牵头|主办|主责)|(?P<support>(?<!需)(?<!需要)(?:配合|协办|协助))|(?P<joint>会同)"
_LINK = "(?:的|来|是|为|作为|所|主要|只|仅|单独|共同|一共|总共|共|都){0,2}"
_PLACES = (
    f"\0{_LINK}(?:{_ROLE})",
    f"(?:谁|部门|单位|科室?|处室?|股室?|大队|中心|机构|哪家|几家)(?:来|是|在|共同|一起)?(?:{_ROLE})",
    f"(?:{_ROLE})(?=的?(?:部门|单位|科室|处室|机构|主体)|的?(?:是|为)?(?:谁|哪|\0)|的?(?:职责|事项|职权|有[几哪多]|[几哪]|多少|最[多少])|的?$)",
)


def find(text: str, lexicon: Lexicon) -> Iterator[Found]:
    """("role", dimension, start, end) of each word that says which part a department plays, beside a department, an interrogative or duties."""
    if not lexicon.kind("role"):
        return
    found = {
        (m.start(m.lastgroup), m.end(m.lastgroup)): m.lastgroup for one in _PLACES for m in re.finditer(one, text) if m.lastgroup
    }
    for (start, end), role in found.items():
        yield "role", role, start, end
