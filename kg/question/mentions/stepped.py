"""How many steps the workflows of duties have: 流程有6步的, 办理流程在6步以上的, 2.2分几步; what is said to be so many in a field."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.question.condition import Numbers
from kg.question.mentions.token import Found
from kg.question.words.lexicon import Lexicon
from kg.question.words.operators import BOUNDS, COMPARES, operator
from kg.question.words.plain import NUMERAL, number

_STEP = "(?:个?步骤|步|个?环节|道(?:程序|手续|工序|环节))"
_FLOW = "(?:(?:办理|运行|工作|办事)?流程|步骤|环节|程序)"
_BOUND = BOUNDS | {"多": ">"}
_HAS = "(?:要|得|需要?|有|是|为|在|共|一共|总共|都|走|分|分成|分为|包括|达到?|到|了|数|刚好|正好|只)*"
_MANY = f"{_FLOW}{_HAS}(?P<sign>{COMPARES})?{_HAS}(?<!第)(?P<n>{NUMERAL}){_STEP}(?P<bound>及?以上|或以上|及?以下|或以下|以内|之内|多)?"
_DONE_IN = f"(?<!第)(?P<n>{NUMERAL}){_STEP}(?:就|才|能|可以|要)*(?:办完|走完|办结|办好|做完|完成)(?=的)"  # 三步办完的
_HOW_MANY = f"\0(?:这一?项)?(?:的)?(?:办理|一般|总|又|要|得|需要?|有|是|共|一共|总共|走|分|分成|分为|拆成)*(?P<many>几|多少)(?P<step>{_STEP})(?=[呢啊]?[?。]?$)"


def find(text: str, lexicon: Lexicon) -> Iterator[Found]:
    """Conditions on the number of steps."""
    if "workflow" not in lexicon.labels.values() or not re.search(_STEP, text):
        return
    for match in (*re.finditer(_MANY, text), *re.finditer(_DONE_IN, text)):
        value, said = number(match["n"]), match.groupdict()
        sign = operator(said.get("sign")) or _BOUND.get((said.get("bound") or "").lstrip("及或"), "=")
        if value is not None:
            yield "mention", Numbers("step", sign, value), match.start(), match.end()


def asked(text: str, lexicon: Lexicon) -> Iterator[Found]:
    """The noun of what is counted, where it is asked how many steps a duty has that is named just before."""
    for match in re.finditer(_HOW_MANY, text) if "workflow" in lexicon.labels.values() else ():
        yield "filler", "words", match.start() + 1, match.start("many")
        yield "noun", "step", *match.span("step")
