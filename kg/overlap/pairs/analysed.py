"""A duty with the analysis of its name, and what sets two of them apart whatever they have in common."""

from __future__ import annotations

from dataclasses import dataclass

from kg.overlap.facts import Facts
from kg.overlap.wording.phrases import Cut, Phrase, lexicon, phrases

VAGUE_ACTS = frozenset({"管理", "建设", "指导", "服务", "参与"})


@dataclass(frozen=True, slots=True)
class Analysed:
    """A duty with the analysis of its name: its acts and, in order, the parts played and the fields of administration."""

    facts: Facts
    phrases: tuple[Phrase, ...]
    fields: tuple[str, ...]
    acts: frozenset[str]
    phases: tuple[str, ...]

    @classmethod
    def of(cls, facts: Facts, cut: Cut, body: str) -> Analysed:
        """A duty of the `body` that publishes; `cut` cuts text into words."""
        named = phrases(facts.name, cut, body)
        acts = frozenset(act for phrase in named for act in phrase.acts)
        phases = tuple(dict.fromkeys(phase for phrase in named for phase in phrase.phases))
        return cls(facts, named, lexicon().fields_of(facts.name, cut), acts, phases)


def audits(left: Analysed, right: Analysed) -> bool:
    """Whether one of the two audits and the other manages what is audited."""
    known = lexicon()
    return any(one.acts & known.audits and known.audited & set(other.fields) for one, other in ((left, right), (right, left)))


def parts_apart(ours: Phrase, theirs: Phrase) -> bool:
    """Whether the parts played (决策, 指导, 实施 …) in two phrases differ, where both say so."""
    return bool(ours.phases) and bool(theirs.phases) and not set(ours.phases) & set(theirs.phases)


def scopes_apart(ours: Phrase, theirs: Phrase) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Whom or what level each phrase is about, when both say so and no word of one is in a word of the other."""
    mine, yours = _scope(ours), _scope(theirs)
    return (mine, yours) if mine and yours and not any(a in b or b in a for a in mine for b in yours) else None


def _scope(phrase: Phrase) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for item in phrase.items for word in item.scope if len(word) > 1))
