"""Store and model -> the overlaps between duties of different departments, best first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from index import words
from index.encoder import Encoder
from kg.overlap import rules
from kg.overlap.align import Aligner, Alignment
from kg.overlap.candidates import candidates
from kg.overlap.facts import Facts, bodies, gather, labels
from kg.overlap.finding import Kind, Overlap, Proof, Reason, Side
from kg.overlap.phrases import Cut, phrases
from kg.overlap.proofs import Shared, names_other
from kg.overlap.rules import Judged
from kg.progress import Progress, quiet
from kg.store import Store

_FEATURE_OF = {
    Reason.CLAUSE: "clause",
    Reason.RESPONSIBILITY: "responsibility",
    Reason.TEXT: "copied",
    Reason.NAMED: "names-other",
    Reason.MATTER: "matter",
    Reason.WORDS: "strength",
    Reason.PHRASES: "covered",
    Reason.ACT: "act",
}


@cache
def cutter() -> Cut:
    """The words of jieba with its own dictionary, as a function that cuts names into words."""
    tokenizer = words.general()

    def cut(text: str) -> list[str]:
        return list(tokenizer.cut(text, HMM=False))

    return cut


def find(store: Store, encoder: Encoder, progress: Progress = quiet) -> list[Overlap]:
    """Every finding about the duties in `store`, best first; the same store and model always give the same list."""
    duties = gather(store)
    names = bodies(store)
    judged = [Judged(one, phrases(one.name, cutter(), names.get(one.catalogue, ""))) for one in duties]
    analysis = _Analysis(judged, Shared(duties, labels(store)), encoder)
    pairs = candidates(duties, encoder.encode([one.name for one in duties]), progress=progress)
    found = (analysis.judge(judged[left], judged[right]) for left, right in pairs)
    return sorted((one for one in found if one), key=lambda one: (-one.score, one.iri))


class _Analysis:
    """What one run needs to judge a pair."""

    def __init__(self, judged: Sequence[Judged], shared: Shared, encoder: Encoder) -> None:
        self._judged = judged
        self._shared = shared
        self._aligner = Aligner([one.phrases for one in judged], encoder)
        self._homes: dict[str, list[str]] = defaultdict(list)
        self._matters = Counter(matter for one in judged for matter in one.facts.matters)
        for one in judged:
            for thing in {*one.facts.clauses, one.facts.responsibility} - {""}:
                self._homes[thing].extend(one.facts.department_iris)

    def judge(self, left: Judged, right: Judged) -> Overlap | None:
        """The finding about two duties, or None."""
        match = self._aligner.align(left.phrases, right.phrases)
        proofs = self._shared.proofs(left.facts, right.facts)
        features = self.features(left, right, match, proofs)
        kind = rules.kind(features, left, right, match)
        if kind is None:
            return None
        proposal, lead = rules.proposal(left, right, self._homes) if kind is not Kind.FRAGMENTATION else ("", "")
        return Overlap(
            iri=finding_iri(left.facts, right.facts),
            kind=kind,
            score=round(rules.score(features), 4),
            duties=(_side(left.facts), _side(right.facts)),
            proofs=tuple(_weighted([*proofs, *_semantic(match, left, right)], rules.parts(features))),
            legitimate=rules.legitimate(left, right, match, names_other(left.facts, right.facts)),
            proposal=proposal,
            lead=lead,
        )

    def features(self, left: Judged, right: Judged, match: Alignment | None, proofs: Sequence[Proof]) -> rules.Features:
        """What the score is computed from."""
        kinds = {proof.kind for proof in proofs}
        matters = [matter for matter in left.facts.matters if matter in right.facts.matters]
        return {
            "strength": match.mass * (match.both + match.inside) / 2 if match else 0.0,
            "covered": match.covered if match else 0.0,
            "matter": sum(2 / self._matters[matter] for matter in matters),
            "clause": float(Reason.CLAUSE in kinds and left.facts.catalogue == right.facts.catalogue),
            "responsibility": float(Reason.RESPONSIBILITY in kinds),
            "act": float(bool((left.acts & right.acts) - rules.VAGUE_ACTS)),
            "copied": max(self._shared.same_cells(left.facts, right.facts).values(), default=0.0)
            if Reason.TEXT in kinds
            else 0.0,
            "names-other": float(Reason.NAMED in kinds),
        }


def finding_iri(left: Facts, right: Facts) -> str:
    """The IRI of a finding, made of those of the two duties: it stays when the base is built anew."""
    base, _, ours = left.iri.partition("/id/cat/")
    theirs = right.iri.partition("/id/cat/")[2]
    if left.catalogue == right.catalogue:
        theirs = theirs.rpartition("/duty/")[2]
    return f"{base}/id/overlap/{ours}--{theirs}".replace("/duty/", "/")


def _side(facts: Facts) -> Side:
    return Side(facts.iri, facts.number, facts.catalogue, facts.name, facts.departments)


def _semantic(match: Alignment | None, left: Judged, right: Judged) -> Iterator[Proof]:
    if match:
        yield Proof(Reason.WORDS, "、".join(ours if ours == theirs else f"{ours}～{theirs}" for ours, theirs in match.words))
        yield Proof(Reason.PHRASES, f"{match.phrases[0].text} ⇔ {match.phrases[1].text}")
    acts = [act for phrase in left.phrases for act in phrase.acts if act in right.acts]
    if acts:
        yield Proof(Reason.ACT, f"同类活动：{'、'.join(dict.fromkeys(acts))}")


def _weighted(proofs: Sequence[Proof], parts: Mapping[str, float]) -> Iterator[Proof]:
    """The proofs with what their features add to the score."""
    for proof in proofs:
        yield replace(proof, weight=parts.get(_FEATURE_OF.get(proof.kind, ""), 0.0))
