"""Two duties that overlap -> what may make that legitimate, and who should lead: what the words say, for people to decide."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kg.overlap.finding import Kind
from kg.overlap.pairs.analysed import Analysed, audits, parts_apart, scopes_apart
from kg.overlap.wording.align import Alignment
from kg.overlap.wording.phrases import lexicon

_UNDECIDED = "无法判断：名称和职责边界都看不出谁主谁次，请由机构编制部门认定。"
_Lead = tuple[Analysed, Analysed, str]  # who should lead, who should assist, and why


def legitimate(left: Analysed, right: Analysed, match: Alignment | None, names_other: bool, kind: Kind) -> str:
    """Why the two may well stand side by side; empty when nothing in the words says so. What is 重复 has no objects of its own."""
    reasons = []
    if left.facts.catalogue != right.facts.catalogue:
        reasons.append("分属不同机构，各在本机构范围内履职")
    if names_other:
        reasons.append("职责边界已写明与对方的分工")
    if match:
        ours, theirs = match.phrases
        if parts_apart(ours, theirs):
            reasons.append(f"环节不同：{_who(left)}侧重{'、'.join(ours.phases)}，{_who(right)}侧重{'、'.join(theirs.phases)}")
        if apart := scopes_apart(ours, theirs):
            reasons.append(f"范围不同：{_who(left)}对{'、'.join(apart[0])}，{_who(right)}对{'、'.join(apart[1])}")
    objects = _own_objects(left, right)
    if objects and not reasons and kind is not Kind.DUPLICATION:
        reasons.append(f"对象不同：{_who(left)}为“{objects[0]}”，{_who(right)}为“{objects[1]}”")
    return "；".join(reasons)


def proposal(left: Analysed, right: Analysed, homes: Mapping[str, Sequence[str]]) -> tuple[str, str]:
    """(sentence, IRI of the department that should lead; empty when undecided).

    In this order: the roles that the boundaries print; a duty that only takes part; one that audits the other; the department to
    which most duties under the shared clause or responsibility belong (`homes`: clause or responsibility -> their departments).
    """
    led = next(_by_words(left, right), None) or next(_by_clauses(left, right, homes), None)
    if not led:
        return _UNDECIDED, ""
    one, other, reason = led
    return f"建议{_who(one)}主办、{_who(other)}协办：{reason}。", next(iter(one.facts.department_iris), "")


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
                reason = f"所依据的同一条款（主要职责）下，{_who(one)}承担 {max(counts)} 项，{_who(other)}承担 {min(counts)} 项"
                yield one, other, reason


def _who(one: Analysed) -> str:
    return f"{one.facts.department}（{one.facts.number}）"


def _own_objects(left: Analysed, right: Analysed) -> tuple[str, str] | None:
    """The longest item of each that the other has not, when both have one."""
    texts = [[item.text for phrase in one.phrases for item in phrase.items] for one in (left, right)]
    own = [[text for text in texts[n] if text not in texts[1 - n]] for n in (0, 1)]
    return (max(own[0], key=len), max(own[1], key=len)) if own[0] and own[1] else None
