"""tokens -> what is alike: whether two duties share a field, which duties have the same text as one, which texts several have."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.question.algebra import Alike, Apart, Count, Exists, Groups, Meets, One, Pairs, Query, Shared, Values
from kg.question.condition import All, Condition, Is, Repeated, Same
from kg.question.conditions.atom import Atom, stretch, things, together
from kg.question.dimensions import those
from kg.question.mentions.token import Token
from kg.question.words.columns import CONTACT, OWN
from kg.question.words.vocabulary import cues

_CUES = cues("alike")
_SAME, _UNLIKE = "|".join(_CUES["same"]), "|".join(_CUES["unlike"])
_SOME_SAME = re.compile(  # something in common, and not all
    f"(?:有没有|有无|是否有|是不是有|存在|有|共)[^,。?]{{0,6}}?(?:{_SAME})|(?:引用|援引|引|依据|用到|用)(?:了|着|过|的是|的)?(?:同|相同的|一样的)"
)
_APART = re.compile("分属|分归|各归")
_ASKS = re.compile("吗|么[?。]?$|是不是|是否|对不对|有没有|[?]$|不一样[?。]?$|没有[?。]?$")
_WHETHER = re.compile("是不是|是否|(?<=一样)不一样|(?<=相同)不相同|(?<=一致)不一致")
_WITH = re.compile(f"(?:跟|和|与|同|像)\0[^,。?]{{0,8}}?(?:{_SAME})|(?:{_SAME})于?\0")
_WHOSE = re.compile(
    f"\0[^,。?]{{0,12}}?(?:{_SAME})(?:自|了|的)*(?:是)?(?:哪|谁)|\0[^,。?]{{0,12}}?(?:跟|和|与|同)(?:哪|谁|什么|别的|其[他它])[^,。?]{{0,8}}?(?:{_SAME})"
)
_GROUPS, _MANY = re.compile("哪几组|几组|分组|各组|分别是哪"), re.compile("几组|多少组")
_TEXTS = (*those("text", but=("basis", "quote", "responsibility-text")), "clause", "document", "department", "phone", "mailbox")
_SHARED = ("department", "clause", "document", "mailbox", "phone", "meeting", "page")  # of which a duty may have several
_HOW_UNLIKE = re.compile(f"(?:{'|'.join(_CUES['how-unlike'])})")
_ALL_OF_THEM = re.compile(
    "\0(?:的)?(?:之间|两项|这两项)?(?:相比|比较|对比)?(?:起来)?(?:,)?(?:都)?(?:有|在|是)?(?:哪|什么|啥|何|区别|差别|差异|不同|不一样|比较)"
)
_PUT_BESIDE = re.compile("^(?:请|帮我|麻烦)*(?:对比|比较|对照|比对)|(?:对比|比对|对照|比较一下|比一比)(?:一下|看看)?[?。]?$")
_WEIGHS = re.compile("[多少更几哪谁长短快慢]|是不是|是否|一样|[吗么]")
_PRINTED = {
    "clause": "basis-text",
    "basis": "basis-text",
    "document": "basis-text",
    "department": "department-text",
}  # as it is printed in full
_ONE_LAW = re.compile(f"(?:{_SAME})的?(?:一?[部个份])?(?:法律|法规|法|文件|条例)(?!条|律?依据|定|规依据)")
_OUT = re.compile("除[了开去]?[^,。?]{1,16}?(?:以外|之外|外|,)")


def asked(tokens: Sequence[Token], atoms: Sequence[Atom]) -> Query | None:
    """The query of a question for what is alike; None for other questions."""
    numbers = things(atoms, "duty")
    told = "".join("\0" if t.kind == "mention" and t.value in numbers else t.text for t in tokens)
    field = _field(tokens, told)
    if any(stretch(one) for one in numbers):
        return None
    if len(numbers) > 1:
        law = bool(_ONE_LAW.search(told))
        field, said = ("document", ("finding", "document")) if law else (field, ("finding",))  # 照抄 is a finding, too
        beside = [a for a in atoms if a.condition not in numbers and a.dimension not in said]
        return _compared(told, numbers, field) if not beside else None
    others = together([a for a in atoms if a.condition not in numbers])
    if len(numbers) == 1:
        return _like(told, numbers[0], others, field)
    return _repeated(told, others, field) if field in _TEXTS and field not in _SHARED else None


def _field(tokens: Sequence[Token], told: str) -> str:
    """The one field that is spoken of, those left out of a comparison passed over; "" for none or several."""
    out = _OUT.search(told)
    left = out[0] if out else ""
    said = [(t.value[2] if t.kind == "exact" else t.value, t.text) for t in tokens if t.kind in ("noun", "unit", "exact")]
    nouns = [
        value
        for value, text in said
        if (value in (*_TEXTS, "basis", "page", "meeting") or str(value).startswith((OWN, CONTACT))) and text not in left
    ]
    named = dict.fromkeys("clause" if value == "basis" else str(value) for value in nouns)
    return next(iter(named)) if len(named) == 1 else ""


def _compared(told: str, numbers: Sequence[Is], field: str) -> Query | None:
    """Whether duties given by number are alike in a field: 11.7和11.9的运行要件一样不一样, 9.1和9.2分属不同部门."""
    unlike = re.search(_UNLIKE, _WHETHER.sub("", told))
    if apart := _apart(told, numbers, field):
        return apart
    if not field or not _ASKS.search(told) or not (unlike or re.search(_SAME, told)):
        return None
    if field in _SHARED or "|" in field:
        shared = Shared(field, tuple(numbers))
        if _APART.search(told) or (not unlike and _SOME_SAME.search(told)):
            return Meets(shared, none=bool(unlike))
        return Alike(shared, different=bool(unlike))
    return One(field, together([Atom(one, False, "duty") for one in numbers]), different=bool(unlike))


def _apart(told: str, numbers: Sequence[Is], field: str) -> Query | None:
    """In what duties given by number differ: in a field that is spoken of (2.1和2.2的依据有什么不同), else in all of them (有哪些地方不一样)."""
    beside = bool(_PUT_BESIDE.search(told)) and not _WEIGHS.search(told)
    if not beside and not _HOW_UNLIKE.search(told):
        return None
    both = together([Atom(one, False, "duty") for one in numbers])
    if field:
        return Pairs("duty", _PRINTED.get(field, field), both)
    return Apart(both) if beside or _ALL_OF_THEM.search(told) else None


def _like(told: str, number: Is, others: Condition, field: str) -> Query | None:
    """The duties that are like one given by its number: 运行流程跟1.1一模一样的还有哪些, 12.5的责任事项抄了哪一项的."""
    if not field or field == "page" or not (_WITH.search(told) or _WHOSE.search(told)):
        return None
    same = Same(field, number.terms, number.said)
    where = same if others == All() else All((same, others))
    if _ASKS.search(told) and not re.search("哪|谁|几|多少", told):
        return Exists(where)
    return Count(Values("duty", where)) if re.search("(?<!哪)几[项个]|多少", told) else Values("duty", where)


def _repeated(told: str, others: Condition, field: str) -> Query | None:
    """The texts that several duties have: 哪几组职责的责任事项是重复的, 有没有运行流程完全一样的职责."""
    if not re.search(f"(?:{_SAME})的?", told) or re.search(_UNLIKE, told) or re.search("一样多|一样长", told):
        return None
    repeated = Repeated(field)
    where = repeated if others == All() else All((repeated, others))
    if re.search("有没有|有无|是否有|是不是有|有[^,。?]*吗", told):
        return Exists(where)
    if _MANY.search(told) and "哪" not in told:
        return Count(Groups(field, "duty", others, ">", 1, show="keys"))
    if _GROUPS.search(told):
        return Pairs(field, "duty", where)
    if re.search("几项|多少", told):
        return Count(Values("duty", where))
    return Values("duty", where) if re.search("哪", told) else None
