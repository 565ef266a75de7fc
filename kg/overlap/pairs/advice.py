"""Two duties that overlap -> what may make that legitimate, and who should lead: what the words say, for people to decide."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kg.overlap.finding import Kind, Reason
from kg.overlap.pairs.analysed import Analysed, Two, aspects_apart, audits, parts_apart, plans_apart, powers_apart, scopes_apart
from kg.overlap.pairs.features import Seen
from kg.overlap.wording.phrases import lexicon

_UNDECIDED = "无法判断：名称和职责边界都看不出谁主谁次，请由机构编制部门认定。"
_IF_SO, _ELSE = "上述理由属实的，各按分工履职，不必另定主办；不属实的，", "由机构编制部门认定。"
_Lead = tuple[Analysed, Analysed, str]  # who should lead, who should assist, and why


def legitimate(left: Analysed, right: Analysed, seen: Seen, kind: Kind) -> str:
    """Why the two may well stand side by side; empty when nothing in the words says so. What is 重复 has no objects of its own."""
    reasons, match = [], seen.match
    if left.facts.catalogue != right.facts.catalogue:
        reasons.append("分属不同机构，各在本机构范围内履职")
    if any(proof.kind is Reason.NAMED for proof in seen.shared):
        reasons.append("职责边界已写明与对方的分工")
    if match:
        ours, theirs = match.phrases
        if apart := powers_apart(ours, theirs):
            reasons.append(_told("环节不同", "负责", (left, right), apart))
        elif apart := parts_apart(ours, theirs):
            reasons.append(_told("环节不同", "侧重", (left, right), apart))
        if apart := plans_apart(ours, theirs):
            reasons.append(_told("层次不同", "编制", (left, right), apart))
        if (apart := scopes_apart(ours, theirs)) and all(_scope(said) for said in apart):
            reasons.append(_told("范围不同", "对", (left, right), apart))
        if apart := aspects_apart(ours, theirs):
            reasons.append(_told("同一事项的不同方面", "为", (left, right), apart))
    if not reasons and (objects := _objects(left, right, seen, kind)):
        reasons.append(_told("对象不同", "为", (left, right), objects))
    return "；".join(reasons)


def proposal(left: Analysed, right: Analysed, homes: Mapping[str, Sequence[str]], reason: str) -> tuple[str, str]:
    """(sentence, IRI of the department that should lead; empty when undecided).

    In this order: the roles that the boundaries print; a duty that only takes part; one that audits the other; the department to
    which most duties under the shared clause or responsibility belong (`homes`: clause or responsibility -> their departments), but
    where there is a `reason` for which the two may stand side by side, only in case that it does not hold.
    """
    if led := next(_by_words(left, right), None):
        return f"{_lead(led)}。", next(iter(led[0].facts.department_iris), "")
    led = next(_by_clauses(left, right, homes), None)
    if reason:
        return f"{_IF_SO}{_lead(led) + '。' if led else _ELSE}", ""
    return (f"{_lead(led)}。", next(iter(led[0].facts.department_iris), "")) if led else (_UNDECIDED, "")


def _lead(led: _Lead) -> str:
    one, other, reason = led
    return f"建议{_who(one)}主办、{_who(other)}协办：{reason}"


def _by_words(left: Analysed, right: Analysed) -> Iterator[_Lead]:
    """What boundaries and names say of the two, the plainest first."""
    both_ways = ((left, right), (right, left))
    for one, other in both_ways:
        if any(f"{name}牵头" in one.facts.cell("boundary") + other.facts.cell("boundary") for name in one.facts.departments):
            yield one, other, "职责边界已写明由其牵头"
    for one, other in both_ways:
        if "参与" in other.phases and "参与" not in one.phases:
            yield one, other, f"{_who(other)}的名称只写参与、协助或配合"
    for one, other in both_ways:
        if audits(one, other) and not one.acts & lexicon().audits:
            yield one, other, f"{_who(other)}的职责是审计监督，不宜主办被审计的事务"


def _by_clauses(left: Analysed, right: Analysed, homes: Mapping[str, Sequence[str]]) -> Iterator[_Lead]:
    """Whose department has twice as many duties under what both stand under."""
    for thing in left.facts.roofs:
        if thing in right.facts.roofs:
            counts = [sum(d in one.facts.department_iris for d in homes.get(thing, ())) for one in (left, right)]
            if max(counts) >= 2 * min(counts) and counts[0] != counts[1]:
                one, other = (left, right) if counts[0] > counts[1] else (right, left)
                above = "所依据的同一条款" if thing in left.facts.clauses else "同一主要职责"
                reason = f"{above}下，{_who(one)}承担 {max(counts)} 项，{_who(other)}承担 {min(counts)} 项"
                yield one, other, reason


def _scope(words: Sequence[str]) -> bool:
    """Whether one of the words says whom or what level it is about: 旅游 in the name of a bureau for tourism is a scope of nothing."""
    return any(word in lexicon().scope for word in words)


def _told(what: str, verb: str, sides: tuple[Analysed, Analysed], apart: Two) -> str:
    """What sets two apart, as people read it."""
    return f"{what}：" + "，".join(f"{_who(one)}{verb}{'、'.join(said)}" for one, said in zip(sides, apart, strict=True))


def _who(one: Analysed) -> str:
    return f"{one.facts.department}（{one.facts.number}）"


def _objects(left: Analysed, right: Analysed, seen: Seen, kind: Kind) -> Two | None:
    """The objects of each, where none is the same: by their fields, or where no word for a thing is in both names.

    Of parts of one broad matter (分散) each has an object of its own: the longest item that the other has not.
    """
    if kind is Kind.FRAGMENTATION:
        return _own_items(left, right)
    if kind is Kind.DUPLICATION or seen.apart:
        return seen.apart if kind is Kind.CROSSING else None
    _, mine, yours = seen.items
    words = seen.match.words if seen.match else ()
    return None if any(map(lexicon().specific, [one for one, _ in words])) else ((f"“{mine}”",), (f"“{yours}”",))


def _own_items(left: Analysed, right: Analysed) -> Two | None:
    texts = [[item.text for phrase in one.phrases for item in phrase.items] for one in (left, right)]
    own = [[text for text in texts[n] if text not in texts[1 - n]] for n in (0, 1)]
    return ((f"“{max(own[0], key=len)}”",), (f"“{max(own[1], key=len)}”",)) if own[0] and own[1] else None
