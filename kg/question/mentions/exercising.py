"""Who exercises a power, behind the label of that column: 行使主体是县水务局的, 行使主体不是本局的; a body named elsewhere is whose catalogue is meant."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kg.labels import KIND_OF
from kg.question.condition import Is
from kg.question.mentions.token import Found
from kg.question.mentions.values import ALL, ASKS
from kg.question.words.abbreviations import within
from kg.question.words.lexicon import Lexicon
from kg.question.words.plain import one_of

_IS = "(?:一栏)?(?:都|均)?(?P<none>不是|并非|不为|不属于?|非)?(?:写的是|填的是|写明|是|为|属于)?"
_BODY = "(?:政府|[局委办厅院会站所府]|中心|部门|大队|支队)"
_ENDS = "(?=”?(?:的(?!吗|么|呢)|[,。?]|$|有哪|有几|有多少|共|一共|事项|职[责权]|权力))"


def find(text: str, lexicon: Lexicon) -> Iterator[Found]:
    """("mention", condition, start, end) of each, with ("sign", "not", start, end) before one that is denied, or "all" before what all are said to be."""
    forms = lexicon.exercising
    labels = [label for label, kind in {**KIND_OF, **lexicon.labels}.items() if kind == "body" and label in text]
    said = [form for form in forms if form in text]
    if not labels:
        return
    whether = f"(?P<whether>是不是|是否)?{ALL}“?(?P<said>[^,。?]{{1,20}}?{_BODY})(?=”?(?(whether)[?。]?$|{ASKS}))"
    for match in re.finditer(f"(?:{one_of(labels)}){whether}", text):
        if match["whether"]:
            yield "sign", "yesno", *match.span("whether")
        yield "filler", "words", match.start(), match.start("whether" if match["whether"] else "all")
        yield "sign", "all", *match.span("all")
        yield "mention", Is("body", _meant(match["said"], forms), match["said"]), match.end("all"), match.end()
    if not said:
        return
    for match in re.finditer(f"(?:{one_of(labels)}){_IS}“?(?P<said>{one_of(said)}){_ENDS}", text):
        condition = Is("body", forms[match["said"]], match["said"])
        if match["none"]:
            yield "sign", "not", match.start(), match.end("none")
        yield "mention", condition, match.end("none") if match["none"] else match.start(), match.end()


def _meant(said: str, forms: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """What is printed of the one body that a name means, in full or contracted (县住建局); none where several are meant."""
    known = forms.get(said) or tuple(
        dict.fromkeys(key for form, keys in forms.items() if said[-1] == form[-1] and within(said, form) for key in keys)
    )
    return known if len(known) == 1 else ()
