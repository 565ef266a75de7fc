"""Parts of departments that are said in several words: 一项牵头的都没有, 帮谁干活, 被别人叫去配合, 没写牵头的, 除了自己的还参与哪些."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.question.condition import Has, Not
from kg.question.mentions.token import Found
from kg.question.words import parts

_BODY = "(?:部门|单位|科室|处室|股室|机构|科|处|股|室)"
_DUTIES = "(?:职责|事项|工作|任务|活儿?)"
_NEVER = f"(?:哪|谁|几)[^\0,。?]{{{{0,8}}}}?(?P<no>连?一[项件个条次]){{}}(?P<behind>(?:了|过)?的?{_DUTIES}?[都也](?:没有?|未|无)(?:过)?)"
_FOR_WHOM = f"帮(?:谁|哪[些几一]?个?{_BODY}?)(?P<role>的忙|忙|干活儿?|做事|办事|干事)"
_WHO_HELPS = f"(?:谁|哪[些个几]个?{_BODY}?)(?:来|去|能|要|会|给)*(?P<role>帮(?:忙|它|他|把手|着[干做办])?)(?=[?。的呢]|$)"
_CALLED_IN = f"(?P<before>被(?:别的?|其他|其它|人家?|别人)?{_BODY}?(?:叫|请|拉|喊|抽|找)(?:去|来|过去|过来)?)(?P<role>配合|协助|帮忙|打下手)"
_UNPRINTED = "(?:没有?|未)(?:写|标|注|印|列|填|载)(?:明|有|了|出|清)?{}(?=的|[,、。?]|$|又|也|且|而|有)"
_OWN = f"(?:自己|自家|本[科股处室部])(?:牵头|负责|承担|名下|管)?的?(?:那[几些]项)?{_DUTIES}?"
_BESIDES_OWN = f"(?P<before>除(?:了|去|开)?{_OWN}(?:以外|之外|外)?,?还(?:要|得|会)?)(?P<role>参与|参加|配合|协助)(?:了|过)?"


def find(text: str, role: str, leads: str) -> Iterator[Found]:
    """("role", dimension, …) of such words, with what denies them; that duties print none of a part is a condition on them.

    `role` is the pattern of a part, `leads` the dimension of those who lead.
    """
    for match in re.finditer(_NEVER.format(role), text):
        yield "sign", "not", *match.span("no")
        yield "role", _dimension(match["role"], leads), *match.span("role")
        yield "filler", "words", *match.span("behind")
    for match in re.finditer(_UNPRINTED.format(role), text):
        if dimension := _dimension(match["role"], leads):
            yield "mention", Not(Has(dimension)), *match.span()
    for match in (*re.finditer(_FOR_WHOM, text), *re.finditer(_WHO_HELPS, text)):
        yield "role", "support", *match.span("role")
    for pattern, dimension in ((_CALLED_IN, "support"), (_BESIDES_OWN, "helping")):
        for match in re.finditer(pattern, text):
            yield "filler", "words", *match.span("before")
            yield "role", dimension, *match.span("role")


def _dimension(said: str, leads: str) -> str:
    found = parts.dimension(said)
    return leads if found == "lead" else found
