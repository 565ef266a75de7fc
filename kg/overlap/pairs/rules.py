"""Features and likelihood of two duties -> the kind of their overlap. The rules are documented here.

The first that holds; but duties of different bodies that have only in common what every body does for itself (its money, staff,
papers) are no finding:
1. 重复: the likelihood passes, the best matching phrases do the same to the same thing, and neither the parts played
   (决策, 指导, 实施, 监督, 参与) nor the scopes (机关, 基层 …) set them apart; or the likelihood is very high, the two play one
   part, neither audits the other, and they have an object in common as far as they name one.
2. 交叉: the likelihood passes; and always where the best matching phrases use different powers (许可, 检查, 处罚), make plans of
   different levels, or name one thing first and then what has no word in common (农村饮水工程的水费, 农村饮水工程的水质).
3. 分散: the two share a clause or a main responsibility of one body; or they are not far from an overlap and share a matter of
   the thesaurus, or do the same in one field that cuts across offices.
Else there is no finding.
"""

from __future__ import annotations

from kg.overlap.finding import Kind
from kg.overlap.pairs.analysed import VAGUE_ACTS, aspects_apart, parts_apart, plans_apart, powers_apart, scopes_apart
from kg.overlap.pairs.score import Features, threshold
from kg.overlap.wording.align import Alignment
from kg.overlap.wording.phrases import lexicon

_MUCH_THE_SAME, _INSIDE = 0.45, 0.75
_WORTH_A_LOOK, _SURELY = 0.1, 0.93


def kind(features: Features, chance: float, match: Alignment | None) -> Kind | None:
    """The kind of a pair with this likelihood, or None where it is no finding."""
    if features["inner"]:
        return None
    if chance >= threshold():
        if match and any(apart(*match.phrases) for apart in (powers_apart, plans_apart, aspects_apart)):
            return Kind.CROSSING
        surely = chance >= _SURELY and features["same-part"] and not features["objects-apart"]
        alike = (
            match
            and _same_act(match)
            and _same_thing(match)
            and not (parts_apart(*match.phrases) or scopes_apart(*match.phrases))
        )
        return Kind.DUPLICATION if surely or alike else Kind.CROSSING
    scattered = features["clause"] or features["responsibility"]
    scattered = scattered or ((features["matter"] or features["elsewhere"]) and chance >= _WORTH_A_LOOK)
    return Kind.FRAGMENTATION if scattered else None


def _same_act(match: Alignment) -> bool:
    """Whether the best matching phrases do the same: the same acts, and at least one, where those that say little do not count."""
    ours, theirs = (frozenset(phrase.acts) for phrase in match.phrases)
    return ours - VAGUE_ACTS == theirs - VAGUE_ACTS and bool(ours & theirs)


def _same_thing(match: Alignment) -> bool:
    """Whether they do it to the same: the items say much the same, or one is inside the other, and not by acts alone."""
    return (match.both >= _MUCH_THE_SAME or match.inside >= _INSIDE) and any(
        word not in lexicon().acts for word, _ in match.words
    )
