"""A duty with the analysis of its name, and what sets two of them apart whatever they have in common."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from functools import cached_property

from kg.overlap.facts import Facts
from kg.overlap.wording.phrases import Cut, Item, Phrase, lexicon, phrases, words_of

_LEAD = 4
VAGUE_ACTS = frozenset({"管理", "建设", "指导", "服务", "参与"})


@dataclass(frozen=True)
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

    @cached_property
    def words_of_acts(self) -> dict[str, list[str]]:
        """Act -> the words by which the name speaks of it, in order."""
        found: dict[str, list[str]] = {}
        for word in words_of(self.phrases):
            if known := lexicon().acts.get(word):
                found.setdefault(known[0], []).append(word)
        return found


def audits(left: Analysed, right: Analysed) -> bool:
    """Whether one of the two audits and the other manages what is audited."""
    known = lexicon()
    return any(one.acts & known.audits and known.audited & set(other.fields) for one, other in ((left, right), (right, left)))


Two = tuple[tuple[str, ...], tuple[str, ...]]


def parts_apart(ours: Phrase, theirs: Phrase) -> Two | None:
    """The parts played (决策, 指导, 实施 …) in two phrases, where both say so and none is common."""
    return _unlike(ours.parts, theirs.parts)


def powers_apart(ours: Phrase, theirs: Phrase) -> Two | None:
    """The powers of the state (许可, 检查, 处罚, 征收) used in two phrases, where both say so and none is common."""
    return _unlike(ours.powers, theirs.powers)


def plans_apart(ours: Phrase, theirs: Phrase) -> Two | None:
    """The levels of the plans that two phrases make, where one is a special plan and the other is for the whole."""
    return ((ours.level,), (theirs.level,)) if ours.level and theirs.level and ours.level != theirs.level else None


def aspects_apart(ours: Phrase, theirs: Phrase) -> Two | None:
    """What two phrases do with one thing that both name first (农村饮水工程的水费, 农村饮水工程的水质), where they have no word in common."""
    leads = [(lead, a, b) for a in ours.items for b in theirs.items if len(lead := _lead(a, b)) >= _LEAD]
    if not leads:
        return None
    lead, *items = max(leads, key=lambda found: len(found[0]))
    tails = [item.text.partition(lead)[2].removeprefix("的") for item in items]
    words = [[w for w in item.words if w in tail and w not in lexicon().common] for item, tail in zip(items, tails, strict=True)]
    alike = any(a in b or b in a for a in words[0] for b in words[1])
    return ((f"“{tails[0]}”",), (f"“{tails[1]}”",)) if all(words) and not alike else None


def _lead(ours: Item, theirs: Item) -> str:
    """The whole words with which two items begin, each from its first word for a thing on; "" for too short a beginning."""
    texts = (ours.named, theirs.named)
    if texts[0][:_LEAD] != texts[1][:_LEAD]:
        return ""
    lead = "".join(a for a, _ in itertools.takewhile(lambda both: both[0] == both[1], zip(*texts, strict=False)))
    for word, text in [(word, text) for item, text in zip((ours, theirs), texts, strict=True) for word in reversed(item.words)]:
        place = text.find(word)
        if 0 <= place < len(lead) < place + len(word):
            lead = lead[:place]
    return lead


def scopes_apart(ours: Phrase, theirs: Phrase) -> Two | None:
    """Whom or what level each phrase is about, when both say so and no word of one is in a word of the other."""
    mine, yours = ours.scope, theirs.scope
    return (mine, yours) if mine and yours and not any(a in b or b in a for a in mine for b in yours) else None


def _unlike(ours: tuple[str, ...], theirs: tuple[str, ...]) -> Two | None:
    return (ours, theirs) if ours and theirs and not set(ours) & set(theirs) else None
