"""Features of two duties -> score, kind, what may make the overlap legitimate, and who should lead. The rules are documented here.

Likelihood: the logistic of the weighted features of weights.toml, fitted to labelled pairs (tests/overlap). It estimates how
likely two people who read both names would call the pair 重复 or 交叉. The score, by which findings are ranked, is
the chance that it is one or worth a look for something else, whatever the words say: a duty alone among those of another
department, an audit beside what it audits, and the same work in one field where no clause shows it.

Kind, the first that holds; but duties of different bodies that have only in common what every body does for itself (its money,
staff, papers) are no finding:
1. 重复: the likelihood passes, the best matching phrases do the same to the same thing, and neither the parts played
   (决策, 指导, 实施, 监督, 参与) nor the scopes (机关, 基层 …) set them apart; or the likelihood is very high, the two play one
   part, neither audits the other, and they have an object in common as far as they name one.
2. 交叉: the likelihood passes.
3. 分散: the two share a clause or a main responsibility of one body; or they are not far from an overlap and share a matter of
   the thesaurus, or do the same in one field that cuts across offices.
Else there is no finding.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from kg.overlap.facts import Facts
from kg.overlap.finding import Kind
from kg.overlap.wording.align import Alignment
from kg.overlap.wording.phrases import Cut, Phrase, lexicon, phrases

UNDECIDED = "无法判断：名称和职责边界都看不出谁主谁次，请由机构编制部门认定。"
_MUCH_THE_SAME, _INSIDE = 0.45, 0.75
_WORTH_A_LOOK, _SURELY = 0.1, 0.93
VAGUE_ACTS = frozenset({"管理", "建设", "指导", "服务", "参与"})
Features = dict[str, float]


@dataclass(frozen=True, slots=True)
class Judged:
    """A duty with the analysis of its name: its acts and, in order, the parts played and the fields of administration."""

    facts: Facts
    phrases: tuple[Phrase, ...]
    fields: tuple[str, ...]
    acts: frozenset[str]
    phases: tuple[str, ...]

    @classmethod
    def of(cls, facts: Facts, cut: Cut, body: str) -> Judged:
        """A duty of the `body` that publishes; `cut` cuts text into words."""
        named = phrases(facts.name, cut, body)
        acts = frozenset(act for phrase in named for act in phrase.acts)
        phases = tuple(dict.fromkeys(phase for phrase in named for phase in phrase.phases))
        return cls(facts, named, lexicon().fields_of(facts.name, cut), acts, phases)


@cache
def _fit() -> dict[str, Any]:
    return tomllib.loads(files("kg.overlap.pairs").joinpath("weights.toml").read_text("utf-8"))


@cache
def weights(*kinds: str) -> dict[str, float]:
    """Feature -> weight of the log-odds: "fitted" to labelled pairs, "given" by hand; for "attention" the chance of being worth a look."""
    return {name: weight for kind in kinds for name, weight in _fit()[kind].items()}


def measured() -> dict[str, list[float]]:
    """What the rules are worth on labelled pairs: "kappa" of the judges over four labels and over two; "held-out", "shipped" and
    each label with the number of pairs, then precision and recall, each followed by the ends of its interval.
    """
    return dict(_fit()["measured"])


def parts(features: Features) -> dict[str, float]:
    """What each feature adds to the log-odds of the score; features that add nothing are left out.

    What draws attention is a chance that the pair is worth a look: the strongest of it leaves only its share of what the
    likelihood leaves, and is put as log-odds, so that all parts add up.
    """
    every = weights("fitted", "given").items()
    added = {name: part for name, weight in every if (seen := features[name]) and (part := round(weight * seen, 3))}
    worth, name = max([(weight, name) for name, weight in weights("attention").items() if features[name]], default=(0.0, ""))
    if not worth:
        return added
    chance = likelihood(added)
    return added | {name: round(_log_odds(1 - (1 - chance) * (1 - worth)) - _log_odds(chance), 3)}


def score(parts: Mapping[str, float]) -> float:
    """How much a pair deserves attention, in [0, 1]: the likelihood, and more for what is worth a look anyway."""
    return _logistic(sum(parts.values()))


def likelihood(parts: Mapping[str, float]) -> float:
    """How likely the pair is 重复 or 交叉 by what the words say, in [0, 1]."""
    attention = weights("attention")
    return _logistic(sum([added for name, added in parts.items() if name not in attention]))


def _log_odds(chance: float) -> float:
    near = min(chance, 1 - 1e-9)
    return math.log(near / (1 - near))


def _logistic(log_odds: float) -> float:
    return 1 / (1 + math.exp(-_fit()["intercept"] - log_odds))


def kind(features: Features, chance: float, match: Alignment | None) -> Kind | None:
    """The kind of a pair with this likelihood, or None where it is no finding."""
    if features["inner"]:
        return None
    if chance >= _fit()["threshold"]:
        surely = chance >= _SURELY and features["same-part"] and not features["objects-apart"]
        alike = match and same_act(match) and same_thing(match) and not _apart(match)
        return Kind.DUPLICATION if surely or alike else Kind.CROSSING
    scattered = features["clause"] or features["responsibility"]
    scattered = scattered or ((features["matter"] or features["elsewhere"]) and chance >= _WORTH_A_LOOK)
    return Kind.FRAGMENTATION if scattered else None


def audits(left: Judged, right: Judged) -> bool:
    """Whether one of the two audits and the other manages what is audited."""
    known = lexicon()
    return any(one.acts & known.audits and known.audited & set(other.fields) for one, other in ((left, right), (right, left)))


def same_act(match: Alignment) -> bool:
    """Whether the best matching phrases do the same: the same acts, and at least one, where those that say little do not count."""
    ours, theirs = (frozenset(phrase.acts) for phrase in match.phrases)
    return ours - VAGUE_ACTS == theirs - VAGUE_ACTS and bool(ours & theirs)


def same_thing(match: Alignment) -> bool:
    """Whether they do it to the same: the items say much the same, or one is inside the other, and not by acts alone."""
    return (match.both >= _MUCH_THE_SAME or match.inside >= _INSIDE) and any(
        word not in lexicon().acts for word, _ in match.words
    )


def _apart(match: Alignment) -> bool:
    """Whether the parts played or the scopes of the best matching phrases set them apart."""
    return _parts_apart(*match.phrases) or bool(scopes_apart(*match.phrases))


def _parts_apart(ours: Phrase, theirs: Phrase) -> bool:
    return bool(ours.phases) and bool(theirs.phases) and not set(ours.phases) & set(theirs.phases)


def scopes_apart(ours: Phrase, theirs: Phrase) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Whom or what level each phrase is about, when both say so and no word of one is in a word of the other."""
    mine, yours = _scope(ours), _scope(theirs)
    return (mine, yours) if mine and yours and not any(a in b or b in a for a in mine for b in yours) else None


def _scope(phrase: Phrase) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for item in phrase.items for word in item.scope if len(word) > 1))


def legitimate(left: Judged, right: Judged, match: Alignment | None, names_other: bool, kind: Kind) -> str:
    """Why the two may well stand side by side; empty when nothing in the words says so. What is 重复 has no objects of its own."""
    reasons = []
    if left.facts.catalogue != right.facts.catalogue:
        reasons.append("分属不同机构，各在本机构范围内履职")
    if names_other:
        reasons.append("职责边界已写明与对方的分工")
    if match:
        ours, theirs = match.phrases
        if _parts_apart(ours, theirs):
            reasons.append(f"环节不同：{_who(left)}侧重{'、'.join(ours.phases)}，{_who(right)}侧重{'、'.join(theirs.phases)}")
        if scopes_apart(ours, theirs):
            reasons.append(f"范围不同：{_who(left)}对{'、'.join(_scope(ours))}，{_who(right)}对{'、'.join(_scope(theirs))}")
    objects = _own_objects(left, right)
    if objects and not reasons and kind is not Kind.DUPLICATION:
        reasons.append(f"对象不同：{_who(left)}为“{objects[0]}”，{_who(right)}为“{objects[1]}”")
    return "；".join(reasons)


def proposal(left: Judged, right: Judged, homes: Mapping[str, Sequence[str]]) -> tuple[str, str]:
    """(sentence, IRI of the department that should lead; empty when undecided).

    In this order: the roles that the boundaries print; a duty that only takes part; one that audits the other; the department to
    which most duties under the shared clause or responsibility belong (`homes`: clause or responsibility -> their departments).
    """
    for one, other in ((left, right), (right, left)):
        if any(f"{name}牵头" in one.facts.cell("boundary") + other.facts.cell("boundary") for name in one.facts.departments):
            return _led(one, other, "职责边界已写明由其牵头")
    for one, other in ((left, right), (right, left)):
        if "参与" in other.phases and "参与" not in one.phases:
            return _led(one, other, f"{_who(other)}的名称只写参与、协助或配合")
    for one, other in ((left, right), (right, left)):
        if audits(one, other) and not one.acts & lexicon().audits:
            return _led(one, other, f"{_who(other)}的职责是审计监督，不宜主办被审计的事务")
    for thing in dict.fromkeys((*left.facts.clauses, left.facts.responsibility)):
        if thing and thing in (*right.facts.clauses, right.facts.responsibility):
            counts = [sum(d in one.facts.department_iris for d in homes.get(thing, ())) for one in (left, right)]
            if max(counts) >= 2 * min(counts) and counts[0] != counts[1]:
                one, other = (left, right) if counts[0] > counts[1] else (right, left)
                reason = f"所依据的同一条款（主要职责）下，{_who(one)}承担 {max(counts)} 项，{_who(other)}承担 {min(counts)} 项"
                return _led(one, other, reason)
    return UNDECIDED, ""


def _led(one: Judged, other: Judged, reason: str) -> tuple[str, str]:
    return f"建议{_who(one)}主办、{_who(other)}协办：{reason}。", next(iter(one.facts.department_iris), "")


def _who(one: Judged) -> str:
    return f"{one.facts.department}（{one.facts.number}）"


def _own_objects(left: Judged, right: Judged) -> tuple[str, str] | None:
    texts = [[item.text for phrase in one.phrases for item in phrase.items] for one in (left, right)]
    own = [[text for text in texts[n] if text not in texts[1 - n]] for n in (0, 1)]
    return (max(own[0], key=len), max(own[1], key=len)) if own[0] and own[1] else None
