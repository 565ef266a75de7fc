"""Duties -> those whose name only guides, pushes or takes part in something that nobody is said to do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from index.encoder import Encoder
from kg.overlap.facts import Facts
from kg.overlap.finding import Gap, GapKind
from kg.overlap.gaps.guide import guide
from kg.overlap.wording.align import Aligner
from kg.overlap.wording.covers import Covers
from kg.overlap.wording.phrases import Cut, lexicon, phrases, words_of
from kg.parts import LEADING, SPOKEN

_NAMED_LEAD = re.compile("|".join(word for word in LEADING if word in SPOKEN))  # and not 主管部门
_BRACKETS = re.compile("[（(][^（）()]*[）)]")
_LEAD = re.compile("(?:组|委|部|办|局|处|科|室|会|院|队|部门|领导|机关)$")


def unled(duties: Sequence[Facts], body: str, cut: Cut, encoder: Encoder) -> Iterator[Gap]:
    """The phrases of names that only move others or only take part, where nobody is said to do the work.

    Nobody: neither the boundary nor the phrase names a lead or a doer, and no other duty of the body has the words behind a verb
    that is not vague. `duties` are those of one catalogue; its publisher, whose names are in `body`, is no other doer.
    """
    names = [phrases(_BRACKETS.sub("", duty.name), cut, body) for duty in duties]
    firm = [(n, words_of([phrase])) for n, name in enumerate(names) for phrase in name if not Opening.of(phrase.text)]
    covers = Covers(Aligner(names, encoder), [words for _, words in firm])
    in_charge = {n for n, words in firm if words}
    for n, (duty, name) in enumerate(zip(duties, names, strict=True)):
        if _NAMED_LEAD.search(duty.cell("boundary")):
            continue
        for phrase in name:
            opening, words = Opening.of(phrase.text), words_of([phrase])
            if (
                not opening
                or (n in in_charge and not opening.joins)
                or opening.doer(body)
                or not any(map(lexicon().specific, words))
            ):
                continue
            shares = covers.shares(words).mean(axis=1)
            if shares.max(initial=0.0) < guide("vague")["covered"]:
                nearest = duties[firm[int(shares.argmax())][0]].iri if shares.any() else ""
                who = "主办" if opening.joins else "去做"
                said = f"{duty.number}（{duty.department}）对“{opening.what}”只写“{opening.verbs}”，由谁{who}没有写"
                yield Gap(GapKind.UNLED, duty.iri, duty.iri, phrase.text, said, nearest)


@dataclass(frozen=True, slots=True)
class Opening:
    """How a phrase with nothing but vague verbs opens: the verbs, whether they join the work of others, and what follows."""

    verbs: str
    joins: bool
    what: str

    @classmethod
    def of(cls, text: str) -> Opening | None:
        """The opening of `text`; None where a verb stands there that puts somebody in charge."""
        match = _opening().match(text)
        return cls(match[1], bool(re.match(_any("joining"), match[1])), match[2]) if match else None

    def doer(self, body: str) -> bool:
        """Whether the words behind the verbs name who does the work (指导基层工会开展法律监督) or who leads it (协助派驻纪检组)."""
        match = _done().match(self.what)
        who = match[1] if match else self.what
        if self.joins:
            return bool(_LEAD.search(who))
        ours = any(who.startswith(name) or name.endswith(who) for name in body.split())
        return not ours and (bool(match) or (not self.verbs.startswith("推") and bool(_named().match(self.what))))


@cache
def _opening() -> re.Pattern[str]:
    verbs = f"{_any('moving')}|{_any('joining')}"
    return re.compile(rf"(?:{_any('before')})*((?:{verbs})(?:(?:和|与|、|并)?(?:{verbs}))*)(?!协调)(.{{3,}})")


@cache
def _done() -> re.Pattern[str]:
    """Somebody, then what he does."""
    return re.compile(rf"(.{{2,24}}?)(?:参与|{_any('doing')})(?=.{{2}})")


@cache
def _named() -> re.Pattern[str]:
    """Somebody who can do work stands at the beginning."""
    return re.compile(rf".{{0,8}}?(?:{_any('doers')})")


@cache
def _any(key: str) -> str:
    return "|".join(sorted(guide("vague")[key].split(), key=len, reverse=True))
