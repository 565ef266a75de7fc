"""Material and model -> the overlaps between duties of different departments, best first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from index.encoder import Encoder
from kg.names import BASE
from kg.overlap.facts import Facts, Material
from kg.overlap.finding import Kind, Overlap, Proof, Reason, Side
from kg.overlap.pairs import advice, rules, score
from kg.overlap.pairs.analysed import Analysed, audits, scopes_apart
from kg.overlap.pairs.candidates import candidates
from kg.overlap.pairs.features import Names, Seen, wording
from kg.overlap.pairs.proofs import Shared, shared_matters
from kg.overlap.wording.align import Aligner
from kg.overlap.wording.cut import cutter
from kg.overlap.wording.phrases import lexicon
from kg.progress import Progress, quiet

_FEATURES_OF = {
    Reason.CLAUSE: ("clause",),
    Reason.TEXT: ("copied",),
    Reason.NAMED: ("names-other",),
    Reason.MATTER: ("matter",),
    Reason.WORDS: ("strength",),
    Reason.PHRASES: ("items", "names"),
    Reason.ACT: ("elsewhere",),
    Reason.FIELD: ("aspect", "object", "same-work"),
    Reason.APART: ("objects-apart", "scopes-apart"),
    Reason.LONE: ("lone",),
    Reason.AUDIT: ("audit",),
}
_UNWORDED = ("items", "names", "strength")


def find_overlaps(material: Material, encoder: Encoder, progress: Progress = quiet) -> list[Overlap]:
    """Every finding about the duties of `material`, those inside a body first, then the best; the same material and model always give
    the same list. Duties of two bodies may well be alike, each for its own place: similar bodies would drown what each has of its own.
    """
    analysis = Analysis(material, encoder)
    pairs = candidates(analysis.duties, encoder.encode([one.name for one in analysis.duties]), progress=progress)
    found = (analysis.judge(left, right) for left, right in pairs)
    return sorted((one for one in found if one), key=lambda one: (one.between, -one.score, one.iri))


class Analysis:
    """What one run needs to judge a pair, given as places in `duties`."""

    def __init__(self, material: Material, encoder: Encoder) -> None:
        self.duties = material.duties
        publishers = material.publishers
        self._analysed = [Analysed.of(one, cutter(), publishers.get(one.catalogue, "")) for one in self.duties]
        self._superiors = material.superiors
        self._shared = Shared(self.duties, material.labels)
        self._aligner = Aligner([one.phrases for one in self._analysed], encoder, [one.catalogue for one in self.duties])
        self._names = Names(self._analysed, encoder)
        self._matters = Counter((one.catalogue, matter) for one in self.duties for matter in one.matters)
        self._homes: dict[str, list[str]] = defaultdict(list)
        for one in self.duties:
            for thing in one.roofs:
                self._homes[thing].extend(one.department_iris)

    def judge(self, left: int, right: int) -> Overlap | None:
        """The finding about two duties, or None."""
        if self._names.inner(left, right):
            return None  # as the rules say of this feature; seen first, since it is so of many
        ours, theirs = self._analysed[left], self._analysed[right]
        seen = self._seen(left, right)
        features = self._measured(left, right, seen)
        parts = score.parts(features)
        kind = rules.kind(features, score.likelihood(parts), seen.match)
        if kind is None:
            return None
        proofs = (*seen.shared, *_semantic(ours, theirs, seen, features))
        settled = kind is not Kind.FRAGMENTATION and self._under_one_roof(ours, theirs)
        legitimate = advice.legitimate(ours, theirs, seen, kind)
        proposal, lead = advice.proposal(ours, theirs, self._homes, legitimate) if settled else ("", "")
        return Overlap(
            iri=_finding_iri(ours.facts, theirs.facts),
            kind=kind,
            score=round(score.score(parts), 4),
            duties=(_side(ours.facts), _side(theirs.facts)),
            proofs=tuple(_weighted(proofs, parts)),
            legitimate=legitimate,
            proposal=proposal,
            lead=lead,
        )

    def _under_one_roof(self, left: Analysed, right: Analysed) -> bool:
        """Whether anybody could have one of the two lead the other: they are of one body, or of two that report to the same."""
        ours, theirs = left.facts.catalogue, right.facts.catalogue
        none: frozenset[str] = frozenset()
        return ours == theirs or bool(self._superiors.get(ours, none) & self._superiors.get(theirs, none))

    def features(self, left: int, right: int) -> score.Features:
        """What the score of two duties is computed from."""
        return self._measured(left, right, self._seen(left, right))

    def _seen(self, left: int, right: int) -> Seen:
        shared = self._shared.proofs(self.duties[left], self.duties[right])
        match = self._aligner.align(left, right)
        names = self._names
        return Seen(tuple(shared), match, names.items(left, right), names.fields(left, right), names.apart(left, right))

    def _measured(self, left: int, right: int, seen: Seen) -> score.Features:
        ours, theirs = self._analysed[left], self._analysed[right]
        kinds = {proof.kind for proof in seen.shared}
        copied = self._shared.same_cells(ours.facts, theirs.facts) if Reason.TEXT in kinds else {}
        at_home = ours.facts.catalogue == theirs.facts.catalogue
        under_one = at_home and bool(kinds & {Reason.CLAUSE, Reason.RESPONSIBILITY})
        said = wording(ours, theirs, seen)
        matters = shared_matters(ours.facts, theirs.facts) if Reason.MATTER in kinds else []
        return said | {
            "names": self._names.names(left, right),
            "inner": float(self._names.inner(left, right)),
            "lone": float(self._names.lone(left, right)),
            "audit": float(under_one and audits(ours, theirs)),
            "elsewhere": float(at_home and not under_one and bool(said["act"] and said["aspect"])),
            "matter": sum(2 / self._having(matter, ours.facts, theirs.facts) for matter in matters),
            "clause": float(Reason.CLAUSE in kinds and at_home),
            "responsibility": float(Reason.RESPONSIBILITY in kinds),
            "copied": max(copied.values(), default=0.0),
            "names-other": float(Reason.NAMED in kinds),
        }

    def _having(self, matter: tuple[str, str], left: Facts, right: Facts) -> int:
        """How many duties of the catalogues of two have the matter."""
        return sum(self._matters[catalogue, matter] for catalogue in {left.catalogue, right.catalogue})


def _semantic(ours: Analysed, theirs: Analysed, seen: Seen, features: score.Features) -> Iterator[Proof]:
    """What the names say, as proofs without weights."""
    if seen.match and seen.match.words:
        pairs = (mine if mine == yours else f"{mine}～{yours}" for mine, yours in seen.match.words)
        yield Proof(Reason.WORDS, "、".join(pairs))
    _, mine, yours = seen.items
    yield Proof(Reason.PHRASES, f"{mine} ⇔ {yours}")
    if ours.acts & theirs.acts:
        yield Proof(Reason.ACT, f"同类活动：{'、'.join(_acts(ours, theirs))}")
    if seen.fields:
        yield Proof(Reason.FIELD, f"同一领域：{'、'.join(_field(field, ours, theirs) for field in seen.fields)}")
    apart = (("对象不同", seen.apart), ("范围不同", scopes_apart(*seen.match.phrases) if seen.match else None))
    said = [f"{what}：{'、'.join(both[0])}／{'、'.join(both[1])}" for what, both in apart if both]
    if said:
        yield Proof(Reason.APART, "；".join(said))
    under = "同一条款" if set(ours.facts.clauses) & set(theirs.facts.clauses) else "同一主要职责"
    if features["lone"]:
        yield Proof(Reason.LONE, f"{under}下的其他职责都属于对方部门")
    if features["audit"]:
        yield Proof(Reason.AUDIT, f"{under}下，一方审计，另一方管理财务或资产")


def _acts(ours: Analysed, theirs: Analysed) -> Iterator[str]:
    """The acts of both in their own words: the kinds of acts are wider than their names (养护 and 运行 are of one kind)."""
    mine, yours = (one.words_of_acts for one in (ours, theirs))
    for act in (act for act in mine if act in yours):
        same = [word for word in mine[act] if word in yours[act]]
        yield "、".join(same) or f"{mine[act][0]}～{yours[act][0]}"


def _field(field: str, ours: Analysed, theirs: Analysed) -> str:
    """A field, and the words by which each of the two speaks of it where these are other words."""
    names = [one.facts.name for one in (ours, theirs)]
    words = dict.fromkeys(lexicon().word_of(field, name) for name in names)
    return field if all(field in name for name in names) else f"{field}（{'、'.join(words)}）"


def _finding_iri(left: Facts, right: Facts) -> str:
    """The IRI of a finding, made of those of the two duties: it stays when the base is built anew."""
    ours, theirs = (one.iri.rpartition("/duty/")[2] for one in (left, right))
    if left.catalogue != right.catalogue:
        theirs = f"{right.catalogue}/{theirs}"
    return f"{BASE}/id/overlap/{left.catalogue}/{ours}--{theirs}"


def _side(facts: Facts) -> Side:
    return Side(facts.iri, facts.number, facts.catalogue, facts.name, facts.departments)


def _weighted(proofs: Iterable[Proof], parts: Mapping[str, float]) -> Iterator[Proof]:
    """The proofs with what their features add to the score; what alike words add stands with the phrases where no words are shown."""
    said = tuple(proofs)
    worded = any(proof.kind is Reason.WORDS for proof in said)
    for proof in said:
        features = _FEATURES_OF.get(proof.kind, ()) if worded or proof.kind is not Reason.PHRASES else _UNWORDED
        added = round(sum([parts.get(feature, 0.0) for feature in features]), 3)
        yield Proof(proof.kind, proof.text, proof.things, added) if added else proof
