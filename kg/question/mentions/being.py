"""text -> what is said to stand in a field, without a verb of writing: 要件是会议纪要的职责, 需要领导批示的有几项."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.question.condition import Contains, Not
from kg.question.mentions.token import Found
from kg.question.words.lexicon import Lexicon
from kg.question.words.plain import one_of
from kg.question.words.vocabulary import cues, words

_FIELDS = ("accountability", "workflow", "documents")  # texts; what boundaries and contacts are is said in other ways
_CUES = cues("being")
_OF = "的(?=(?:全部|所有)?(?:{})|(?:都|一共|总共)?(?:有|共|是|归|属于|由)?(?:哪|几|多少|谁)|[,。?]|$)"
_ASKS = "什么怎哪几谁多少吗啥吧咋何"


def find(text: str, lexicon: Lexicon) -> Iterator[Found]:
    """Conditions "the text of this field contains these words", where duties are spoken of by them."""
    end = _OF.format("|".join(_CUES["duties"]))
    named = {**{word: value for word, (kind, value) in words().items() if kind == "noun"}, **lexicon.labels}
    fields = one_of(word for word, value in named.items() if value in _FIELDS)
    said = f"“?(?P<word>[^的,。?{_ASKS}“”\0]{{2,16}})”?"
    for match in re.finditer(f"(?P<field>{fields})(?:一栏|栏)?(?P<not>不)?(?:是|为){said}{end}", text):
        if re.search(_CUES["never"][0], match["word"]) or words().get(match["word"], ("",))[0] == "state":
            continue
        holds = Contains(named[match["field"]], match["word"])
        yield "mention", Not(holds) if match["not"] else holds, match.start(), match.end()
    if "documents" not in lexicon.labels.values():
        return  # no column says what is needed, and none would be a wrong answer
    papers = f"(?:带上?|交|提供|提交|出示|签订?|签署|填写?|开具|出具|报送|上报|附上?)?(?P<word>[^的,。?{_ASKS}\0]{{0,8}}(?:{'|'.join(_CUES['papers'])}))"
    needs = f"(?P<said>(?P<not>不)?(?:{'|'.join(_CUES['needs'])})有?{papers}"
    which = f"(?:哪[些几]|多少|几)[^,。?]{{0,2}}(?:{'|'.join(_CUES['duties'])})(?:事项)?(?:都|要)?{needs})(?=[,。?]|$)"
    which_needs = f"(?:哪[些几一]?[项个件条]?(?:{'|'.join(_CUES['duties'])})?)(?:都|需?要交?|需要?|在用|用到?|要用)+的?[?。]?$"
    wanted = f"^(?P<said>(?P<not>\0)?(?P<word>[^的,。?{_ASKS}\0]{{0,6}}(?:{'|'.join(_CUES['papers'])}))是?)(?={which_needs})"
    for match in (*re.finditer(f"{needs}{end})", text), *re.finditer(which, text), *re.finditer(wanted, text)):
        holds = Contains("documents", match["word"])
        yield "mention", Not(holds) if match["not"] else holds, match.start("said"), match.end("said")
