"""Who leads and who assists: 综合执法大队牵头几项, 2.1谁牵头, 由公路养护科牵头或配合的; only in a base whose catalogues print such roles."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from kg.question.condition import All, AnyOf, Condition, Has, Is, Not, Numbers
from kg.question.mentions import printed, worded
from kg.question.mentions.token import Found
from kg.question.words import parts
from kg.question.words.lexicon import Lexicon
from kg.question.words.plain import NUMERAL

_LINK = (
    "(?:的|来|是|为|作为|标明|标注|注明|写明|印明|标为|列为|写为|标成|写成|所|主要|只|仅|共同|一共|总共|共|都|又|也|均|独){0,2}"
)
_BODY = "(?:部门|单位|科室|处室|股室|机构|主体|科|处|股|室|方)"
_OTHER = "(?:任何|其他|其它|别的|另外的?|别人的?|旁的)"
_ALL = ("都算", "也算", "均算", "算上")
_ASKED = "(?:是|为|有|叫)?(?:谁|哪|什么|几|多少)"
_DEED = "(?:过|了)?(?:\0|事项|职[责权]|行政|处罚|许可|检查|强制|任何|别的|其他|其它|别人)"
_HAVING = "(?<!有)(?<!没)(?P<no>没有?|无|不设|未设|不带)?(?P<verb>(?:设|配|安排|带|含)?(?:有|了)|设|配|带|含|存在)?"
_NO_OTHER = (
    f"(?<!有)(?:没有|没|无|(?P<needs>不用|不要|不必|不需要?|无需|无须|用不着|不靠|不找)){_OTHER}{{1,2}}{_BODY}?(?:来|再|也|一起){{0,2}}"
    "(?:参与|参加|配合|协助|会同|协同|插手|介入|搭手|搭把手|帮忙|帮把手|出力|帮衬|打下手)(?:(?:或者?|和|、|及|也不|又不|,不)(?:参与|参加|配合|协助|会同|协同))*"
)
_ONE = "(?:只|仅|就)(?:有|由|归|涉及)?一(?:个|家)(?:责任|承办|实施|负责)?(?:部门|单位|科室?|处室?|股室?|机构)"
_NO_HELP = (
    "(?<!有)(?:没有?|无)(?:任何)?(?:人|谁|哪家|哪个(?:部门|科室?))(?:来|去|在|能|给|跟着|一起|帮着)*"
    "(?:配合|协助|协办|会同|帮忙|搭手|搭把手|帮把手|帮衬|打下手)(?:过|它|他)?(?=的|[,、。?]|又|也|且|而|$)"
)
_ALONE = AnyOf(  # what a boundary states, where there is one: one department may be named and others be needed all the same
    (Is("boundary-kind", ("independent",), "独立实施"), All((Has("sole"), Not(Has("boundary")))))
)
_BY_ITSELF = (
    "\0(?:来|在|是)?(?P<said>(?:单独|独自|独家|一家(?:单独|独自)?)(?:承办|承担|负责|办理|实施|办|管|干))(?=[的、,]|且|又|也)"
)
_ALWAYS = re.compile("(?:从来?|始终|一直|一贯|向来)(?:都|就|也)?$")
_UNLED = "(?:没有?|未)(?:区?分|说|写|标|注|讲|明确|指定|规定|定)(?:清楚?|明|出)?(?:到底|究竟)?(?:是|由)?(?:谁|哪家|哪[一个]?个?(?:部门|科室?|股室?|处室?|单位))(?:来|是)?(?:牵头|主办|为主|主责)"
_UNMARKED = "(?<!有)(?:没有?|无|未|不带)(?:牵头|主办)的?(?:标注|标记|标识|字样)"
_NO_PARTS = (  # said of duties, and so at the beginning of a clause: 不分牵头配合, 既没有牵头也没有配合
    f"(?:^|(?<=[,(、;。?]))(?:既|也)?(?:不(?:区?分|标|写|设|说)|没有?(?:区?分|标明?|写明?|设)?|未(?:区?分|标明?|写明?|设)|无)(?:谁|哪家)?(?:牵头|主办){_BODY}?"
    f"(?:[和与、或,]|还是|以及|也|又|并|且)*(?:没有?|未|不|无)?(?:区?分|标明?|写明?|设)?(?:谁|哪家)?(?:配合|协办){_BODY}?(?=[,)、的。?]|$)"
)
_OTHERS = f"(?:[,、]|并|且|而|同时)?(?:又|还|也)?(?:由|有|让|要)?{_OTHER}{_BODY}(?:来|也|去|在)?{{}}(?=的|[,、])"
_HELPED = f"(?:由|有|让|要|需要?|得|请)?{_OTHER}{_BODY}?(?:来|也|去|在|一起|共同){{{{0,2}}}}(?=(?:{{}})(?:过|了)?\0)"  # 要别的股配合执法大队
_CAPACITY = f"(?:(?:{_BODY}|者|人)?的?(?:身份|角色|名义)(?!还是)|方(?=[的有是,、。?]|$))"  # behind a part: 以牵头身份, 作为配合方
_EACH = re.compile("的?(?:职责|事项|职权)?(?:各(?!自?(?:类|种|科|部|处|股|项))|分别)")
_BUT = "(?:以外|之外|外)?,?"
_BESIDES = f"除(?:了|去|开)?(?P<role>牵头|主办)(?:的?(?:那[个家])?{_BODY}{_BUT}(?:还有)?|的?(?:那[个家])?{_BUT}还有(?=谁|哪[个些家几]*(?:{_BODY})))"
_WITH_OTHER = f"(?P<role>会同){_OTHER}{_BODY}(?:一起|共同)?(?:承办|办理|实施|开展|办|做|干)?(?=的)"


def find(text: str, lexicon: Lexicon) -> Iterator[Found]:
    """("role", dimension, start, end) of each word for the part that a department plays.

    Where none is printed, a department that does something by itself is the only one of a duty.
    It stands beside a department, an interrogative or duties; elsewhere it belongs to a matter.
    That duties have departments of a part (设了配合科室的, 没有会同单位的), or no other department, is a condition on them.
    """
    if not lexicon.parts:
        yield from (("mention", Numbers("department", "=", 1), *match.span("said")) for match in re.finditer(_BY_ITSELF, text))
        return
    role = f"(?P<role>{parts.pattern()})"
    taken: list[range] = []
    leads = "leading" if lexicon.carrying else "lead"  # in a column of their own no word says that they lead
    party = "party" if lexicon.stated else "department"  # with those that a boundary names
    others = printed.words(text, lexicon)
    conditions = (("mention", *found) for found in (*_helped(text, role, others), *_conditions(text, role, leads)))
    for one in itertools.chain(conditions, worded.find(text, role, leads), printed.find(text, lexicon)):
        yield one
        taken.append(range(*one[2:]))
    yield from _beside(text, role)
    found = {match.span("role"): match for place in _places(role) for match in re.finditer(place, text)}
    for (start, end), match in found.items():
        dimension = parts.dimension(match["role"]) and (
            "department" if match[0].endswith(_ALL) else parts.dimension(match["role"])
        )
        if dimension == "department" and _EACH.match(text, end):
            continue  # 各科室牵头、配合各几项: not the duties of both together
        if dimension and not any(start in one for one in taken):
            dimension = {"lead": leads, "department": party}.get(dimension, dimension)
            yield ("noun", "part", start, end) if "还是" in text[start:end] else ("role", dimension, start, end)


def _beside(text: str, role: str) -> Iterator[Found]:
    """Words beside a part that say no more of it: 除牵头单位外, 要别的股, 以牵头身份, 各是什么角色."""
    for match in re.finditer(_BESIDES, text):
        yield "filler", "words", match.start(), match.start("role")
        yield "role", "helping", *match.span("role")
        yield "filler", "words", match.end("role"), match.end()
    for match in re.finditer(_HELPED.format(parts.spoken("support", "joint")), text):
        yield "filler", "words", match.start(), match.end()
    for match in re.finditer(f"{role}(?P<as>{_CAPACITY})", text):
        yield "filler", "words", *match.span("as")
    for match in re.finditer(parts.called(), text):
        yield "noun", "part", match.start(), match.end()


def _conditions(text: str, role: str, leads: str) -> Iterator[tuple[Condition, int, int]]:
    """Where duties are said to have departments of a part, or no other department."""
    alone = Has("sole") if re.search(f"{parts.spoken(parts.SOLE)}|{_ONE}", text) else _ALONE  # 一家干的、不用别人搭手: said twice
    for match in re.finditer(_NO_OTHER, text):
        one = alone if match["needs"] else Numbers("department", "=", 1)
        always = _ALWAYS.search(text[: match.start()])  # 哪个科室从来不用别人配合: of none of whose duties it is not so
        yield Not(Not(one)) if always else one, *match.span()
    for match in re.finditer(_NO_HELP, text):
        yield Not(Has("helping")), *match.span()
    for match in re.finditer(_NO_PARTS, text):
        if "分" in match[0] and "\0" in text:
            continue  # 拥军科的事项，不分牵头配合: whichever part it plays
        yield All((Not(Has("lead")), Not(Has("helping")))), *match.span()
    for match in re.finditer(f"{_UNLED}|{_UNMARKED}", text):
        yield Not(Has(leads)), *match.span()
    known: list[range] = []
    for match in (
        *re.finditer(f"{_HAVING}{_OTHER}?{role}{_BODY}(?=的|[,、]|也|又|且|而)(?!{_ASKED})", text),
        *re.finditer(_WITH_OTHER, text),
    ):
        said = match.groupdict()
        if (dimension := parts.dimension(match["role"])) and (said.get("no") or said.get("verb") or "verb" not in said):
            has = Has(leads if dimension == "lead" else dimension)
            yield Not(has) if said.get("no") else has, *match.span()
            known.append(range(*match.span()))
    for match in re.finditer(_OTHERS.format(role), text):
        if (dimension := parts.dimension(match["role"])) and not any(match.start("role") in one for one in known):
            yield Has(dimension), *match.span()


def _helped(text: str, role: str, printed_: Sequence[str]) -> Iterator[tuple[Condition, int, int]]:
    """Where duties are said to have others of one part or of one that is printed alone (别的股室配合或审核的)."""
    if not printed_:
        return
    one = f"(?P<more>{'|'.join(map(re.escape, printed_))})"
    for match in re.finditer(
        _OTHERS.format(f"(?:{role}(?:或者?|和|与|、|以?及))?{one}").replace("[,、])", "[,、]|[?。]?$)"), text
    ):
        has = Has(parts.PRINTED + match["more"])
        dimension = parts.dimension(match["role"]) if match["role"] else ""
        yield AnyOf((Has(dimension), has)) if dimension else has, *match.span()


def _places(role: str) -> tuple[str, ...]:
    """Where such words say a part and do not belong to a matter."""
    return (
        f"\0{_LINK}{role}(?:都算上?|也算上?|均算)?",
        f"(?:谁|部门|单位|科室?|处室?|股室?|大队|中心|机构|哪家|几家)(?:来|是|在|共同|一起|,)?(?:都|也|又|各自|各|只|仅|光)?{role}",
        f"{role}(?=的?(?:部门|单位|科室|处室|股室|机构|主体)|的?(?:是|为)?(?:谁|哪|\0)|(?:(?:承办|办理|实施|办)?的)?(?:职责|事项|职权|有[几哪多]|[几哪]|多少|(?:[做干办]?得|任务|工作|次数|数量?|项数|条数)?(?:最[多少]|(?:排|居|位列|位居|列)第))|的?(?:[)]|$))",
        f"(?=.{{2,4}}还是){role}(?=[?。]?$)",
        f"(?:既|又|也|还|从未|从没有?|从来没有?|从来不|从不|没有?|未曾?|不曾|但|当过?|担任过?|不由|不是由|不归|[多少]){role}(?={_DEED}|[,、]|几|多少|又|也|且)",
        f"(?<!牵头(?=不牵头))(?<!参与(?=不参与))(?<!参加(?=不参加))(?<!配合(?=不配合))不{role}(?=[,、的]|也|又|且|[?。]?$)",
        f"(?:只|仅|光)(?:是|做|当)?{role}(?=过?(?:[,、的不]|别|其他|从|[?。]?$))",
        f"{role}(?:都算上?|也算上?|均算)",
        f"{role}(?={_CAPACITY})",
        f"{role}(?=了|过)?(?=(?:超过|不到|至少|不足|多于|少于|达到?|有)?{NUMERAL}[项条件])",
    )
