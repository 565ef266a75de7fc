"""Answer -> what a person reads on the terminal: the department first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kg.text import normal

if TYPE_CHECKING:
    from kg.answer.answer import Answer, Published
    from kg.answer.duties import DutyAnswer, Evidence

_SENTENCE = re.compile("[；，]|公布")
_PROOF = 60  # letters of a field that prove a yes or no
_NOTHING = 0.05  # a score below it says that a duty has nothing to do with the question
_UNWRITTEN = "目录未写明"
REASONS = {
    "out_of_scope": "这不像是本目录所列机构的职责。",
    "not_in_catalogue": "问的事项听得懂，但本目录里没有找到有把握的对应职责。",
    "unclear": "没看懂要办什么事，请换个说法，写明具体事项。",
}


def card(answer: Answer) -> str:
    """The answer as Chinese text of several lines."""
    return "\n".join(_lines(answer))


def _lines(answer: Answer) -> Iterator[str]:
    if answer.status == "abstained":
        yield from _refusal(answer)
    elif answer.status == "candidates" and answer.kind == "query":
        yield from _queried(answer)
    elif answer.status == "candidates":
        yield from _candidates(answer)
    else:
        yield from _answered(answer)
    yield from _catalogues(answer)
    words = list(dict.fromkeys(f"“{m.word}”→{m.matter}" for m in answer.mentions if not m.authority))
    if words and answer.status != "abstained":
        yield f"理解：{'，'.join(words)}"


def _answered(answer: Answer) -> Iterator[str]:
    if answer.kind == "query" and (len(answer.duties) != 1 or _beyond_one_duty(answer)):
        yield from _queried(answer)
        return
    first = answer.duties[0]
    yield from _unstated(answer)
    names = "、".join(place["name"] + (f"（{place['role']}）" if place["role"] else "") for place in answer.departments)
    yield _of_body(answer, first) + (names or "（目录未注明实施机构）")
    if answer.answer and answer.answer["type"] not in ("departments", "duties"):
        yield f"答：{plain(answer.answer['value']) or _UNWRITTEN}{_proven(answer)}"
    yield f"职责：{first.number} {first.title}"
    yield from _details(first, answer.answer["value"] if answer.answer else None, answer.proofs)
    others = [
        f"{duty.number}（{_of_body(answer, duty)}{'、'.join(duty.departments)}）"
        for duty in answer.duties[1:4]
        if duty.score >= _NOTHING
    ]
    if others:
        yield f"也可看：{'；'.join(others)}"
    if answer.kind == "query":
        yield f"查询：{answer.reading}"
    else:
        yield f"把握：{first.score:.0%}"


def _unstated(answer: Answer) -> Iterator[str]:
    """First of all, what is asked for and not stated; contacts that are given instead are for complaints."""
    instead = answer.answer is not None and answer.answer["type"] == "contact"
    if answer.unstated:
        yield f"{answer.unsaid}{'，下列供监督举报用' if instead else ''}。"


def _of_body(answer: Answer, duty: DutyAnswer) -> str:
    """The body before its department, where the base holds catalogues of several."""
    known = answer.catalogues.get(duty.catalogue)
    return f"{known.publisher} " if known and len(answer.catalogues) > 1 else ""


def rests_on(answer: Answer) -> list[Published]:
    """The catalogues that an answer rests on."""
    shown = dict.fromkeys(duty.catalogue for duty in _shown(answer))
    return [answer.catalogues[slug] for slug in shown if slug in answer.catalogues]


def _catalogues(answer: Answer) -> Iterator[str]:
    """The catalogues that an answer rests on, and when each was published."""
    known = rests_on(answer)
    if known:
        yield "依据" + "、".join(
            f"《{one.title}》（{f'{one.issued} 发布' if one.issued else '发布日期未注明'}）" for one in known
        )


def _shown(answer: Answer) -> Sequence[DutyAnswer]:
    """The duties that the text is about."""
    if answer.status == "abstained":
        return ()
    if answer.status == "candidates":
        return [duty for n, duty in enumerate(answer.duties[:3]) if not n or duty.score >= _NOTHING]
    return answer.duties if answer.kind == "query" else answer.duties[:1]


def _beyond_one_duty(answer: Answer) -> bool:
    return answer.answer is not None and answer.answer["type"] in ("boolean", "table", "duties")


def _queried(answer: Answer) -> Iterator[str]:
    """An exact answer: the value, what was understood, and the duties it rests on with their lines."""
    yield from _unstated(answer)
    value = answer.answer["value"] if answer.answer else None
    if isinstance(value, list) and value and isinstance(value[0], list):
        yield from ("  ".join(map(str, row)) for row in value)
    else:
        yield f"答：{_said(value)}"
    yield f"查询：{answer.reading}"
    for duty in answer.duties:
        printed = next((e.place for e in duty.evidence if e.kind == "name" and e.place), "")
        place = (
            f"（{_of_body(answer, duty)}{'、'.join(duty.departments) or '未注明实施机构'}{f'，{printed}' if printed else ''}）"
        )
        yield f"  {duty.number} {duty.title}{place}"


def _proven(answer: Answer) -> str:
    """What is printed where an answer is yes or no, in brackets."""
    if answer.answer is None or answer.answer["type"] != "boolean" or not answer.proofs:
        return ""
    return f"（{'；'.join(f'{one.field}：{_short(normal(one.text))}' for one in answer.proofs)}）"


def _short(text: str) -> str:
    return text if len(text) <= _PROOF else text[:_PROOF] + "…"


def _said(value: object) -> str:
    return "没有" if value == [] else plain(value) or _UNWRITTEN


def _details(duty: DutyAnswer, said: object, proofs: Sequence[Evidence]) -> Iterator[str]:
    """Clauses, boundary, contacts, and where all this, the value `said` and what proves it stand."""
    for clause in duty.clauses:
        number = f"（{clause.document_number}）" if clause.document_number else ""
        quote = f"：“{clause.quote}”" if clause.quote else ""
        yield f"依据：《{clause.document}》{number}{clause.label}{quote}"
    if duty.boundary:
        yield f"边界：{normal(duty.boundary)}"
    yield from (f"{label}：{normal(contact)}" for label, contact in duty.services)
    contacts = "，".join([*(f"信箱 {m}" for m in duty.mailboxes), *(f"电话 {p}" for p in duty.phones)])
    if contacts:
        yield f"监督举报：{contacts}（对办理不满意时用{'' if duty.services else '；本目录未公布办事电话'}）"
    shown = [*(said if isinstance(said, list) else [said]), *(contact for _, contact in duty.services)]
    places = [
        f"{e.field} {e.place}" + _moved(e.field, e.printed_under)
        for e in duty.evidence
        if e.place and (e.kind in ("name", "department", "basis") or e.text in shown or normal(e.text) in shown or e in proofs)
    ]
    if places:
        yield f"出处：{duty.evidence[0].source}，{'；'.join(places)}"


def _moved(field: str, printed_under: str) -> str:
    return f"（原文印在“{printed_under}”处，已归位）" if printed_under and printed_under != field else ""


def _candidates(answer: Answer) -> Iterator[str]:
    yield from _unstated(answer)
    yield "拿不准，可能是下面几项之一："
    for duty in _shown(answer):
        yield f"  {_of_body(answer, duty)}{'、'.join(duty.departments)} · {duty.number} {duty.title}（{duty.score:.0%}）"
    if answer.answer and answer.answer["type"] not in ("departments", "duties"):
        yield f"若指第一项，答：{plain(answer.answer['value']) or _UNWRITTEN}{_proven(answer)}"


def usually(authority: str) -> tuple[str, str, str]:
    """Who usually handles a matter as the end of a sentence: what stands before the authority, the authority, what stands behind it.

    Some are a sentence by themselves: 不属于公共机构职责, and 证券公司；监管由证券监督管理机构负责.
    """
    if authority.startswith("不"):
        return "", authority, "。"
    if _SENTENCE.search(authority):
        return "：", authority, "，以当地规定为准。"
    return "一般由", authority, "办理，以当地规定为准。"


def referred(answer: Answer) -> tuple[str, str, str]:
    """Who has the matter of a refused question, as `usually`; where the catalogue prints it, its words (`Answer.printed`) go on behind."""
    authority = answer.referral["authority"] if answer.referral else ""
    return ("由", authority, "办理：") if answer.printed else usually(authority)


def _refusal(answer: Answer) -> Iterator[str]:
    if answer.unstated:
        yield f"{answer.unsaid}，答不了这个问题。"
        return
    yield f"本目录答不了这个问题：{REASONS[answer.reason or 'unclear']}"
    if answer.kind == "query":
        yield f"查询：{answer.reading}。"
    if answer.referral:
        yield f"“{answer.referral['matter']}”{''.join(referred(answer))}{answer.printed and f'{answer.printed}。'}"
    if answer.duties:
        near = "；".join(f"{d.number} {d.title}（{d.score:.0%}）" for d in answer.duties[:2])
        yield f"最接近的职责：{near}"


def plain(value: object) -> str:
    """The value of a typed answer as one text."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if not isinstance(value, list | tuple):
        return str(value)
    return "、".join(" ".join(map(str, one)) if isinstance(one, list | tuple) else str(one) for one in value)
