"""Parts that a base prints beside departments and that have no words of their own (审核, 指导): 谁审核的, 审核机构, 法制股审核的职权."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.question.mentions.token import Found
from kg.question.words import parts
from kg.question.words.lexicon import Lexicon

_BODY = "(?:部门|单位|科室|处室|股室|机构|主体)"
_WHO = f"(?:谁|哪一?[个家些]?(?:{_BODY}|[科处股室])|哪家|几个{_BODY})(?:来|去|在|是|负责|参与)?"
_LINK = "(?:来|负责|主要|只|仅|所){0,3}"
_IN_DUTIES = "(?:职[责权]|事项|工作)(?:里面?|中|上)(?:是|做|当|来|负责|主要|只|仅){0,3}"
_ENDS = "(?=了?的?(?:[,。?]|$)|的(?:是|有)|由?谁)"
_OF_DUTIES = "(?=(?:了|过)?的(?:职[责权]|事项|权力|行政|处罚|许可|检查|强制|有|是|[?。]?$)|(?:了|过)?(?:哪[些几]|几项|多少))"
_PLACES = (f"{_WHO}{{}}{_ENDS}", f"{{}}(?={_BODY})", f"\0{_LINK}{{}}{_OF_DUTIES}", f"{_IN_DUTIES}{{}}(?=的|[,。?]|$)")


def find(text: str, lexicon: Lexicon) -> Iterator[Found]:
    """("role", the part, start, end): beside who is asked for, before a word for departments, behind one that is named.

    Elsewhere such words belong to a matter.
    """
    for word in words(text, lexicon):
        for place in _PLACES:
            for match in re.finditer(place.replace("{}", f"(?P<role>{re.escape(word)})"), text):
                yield "role", parts.PRINTED + word, *match.span("role")


def words(text: str, lexicon: Lexicon) -> list[str]:
    """Those of such words that a text has, longest first."""
    return sorted((word for word in lexicon.kind("role") if word in text and not parts.dimension(word)), key=len, reverse=True)
