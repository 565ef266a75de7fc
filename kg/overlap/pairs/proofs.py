"""Two duties -> what they share by their cells: clause, responsibility, document, meeting, contact, texts, boundaries, matters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from kg.overlap.facts import Facts
from kg.overlap.finding import Proof, Reason

CELLS = {"accountability": "责任事项", "workflow": "运行流程"}


class Shared:
    """What things are called, and how usual each cell text is: words that every duty has prove nothing."""

    def __init__(self, duties: Sequence[Facts], labels: Mapping[str, str]) -> None:
        self._labels = labels
        self._texts = {one.iri: _texts(one) for one in duties}
        self._usual = Counter((one.catalogue, text) for one in duties for text in {*self._texts[one.iri].values()})
        self._duties = Counter(one.catalogue for one in duties)

    def proofs(self, left: Facts, right: Facts) -> list[Proof]:
        """Every structural proof for the two, without weights."""
        same_body = left.catalogue == right.catalogue
        found = [self._things(Reason.CLAUSE, "同一条款", left.clauses, right.clauses)]
        if same_body:
            if left.responsibility and left.responsibility == right.responsibility:
                label = self._labels.get(left.responsibility, "")
                found.append(Proof(Reason.RESPONSIBILITY, f"同一主要职责：{label}", (left.responsibility,)))
            found.append(_common(Reason.DOCUMENT, "同一运行要件", left.documents, right.documents))
            found.append(_common(Reason.APPROVER, "同一批准会议", left.approvers, right.approvers))
            found.append(self._things(Reason.CONTACT, "同一监督渠道", left.contacts, right.contacts))
            found.append(self._same_cells(left, right))
            found.append(_boundaries(left, right))
        matters = shared_matters(left, right)
        if matters:
            named = "、".join(label for _, label in matters)
            found.append(Proof(Reason.MATTER, f"同一事项：{named}", tuple(iri for iri, _ in matters)))
        return [proof for proof in found if proof]

    def same_cells(self, left: Facts, right: Facts) -> dict[str, float]:
        """The kinds of cells whose texts are identical, with how rare the text is: 1 when only these two have it, to 0 for all."""
        ours, theirs = self._texts[left.iri], self._texts[right.iri]
        return {kind: self._rarity(left, text) for kind, text in ours.items() if theirs.get(kind) == text}

    def _same_cells(self, left: Facts, right: Facts) -> Proof | None:
        names = [CELLS[kind] for kind in self.same_cells(left, right)]
        return Proof(Reason.TEXT, f"文字相同的栏目：{'、'.join(names)}") if names else None

    def _things(self, kind: Reason, what: str, left: Sequence[str], right: Sequence[str]) -> Proof | None:
        both = [thing for thing in left if thing in right]
        named = [self._labels[thing] for thing in both if thing in self._labels]
        return Proof(kind, f"{what}：{'、'.join(named)}" if named else what, tuple(both)) if both else None

    def _rarity(self, duty: Facts, text: str) -> float:
        count, every = self._usual[duty.catalogue, text], self._duties[duty.catalogue]
        return 1 - (count - 2) / (every - 2) if every > 2 else 1.0


def names_other(left: Facts, right: Facts) -> bool:
    """Whether the boundary of one duty names a department of the other."""
    return any(d in left.cell("boundary") for d in right.departments) or any(
        d in right.cell("boundary") for d in left.departments
    )


def shared_matters(left: Facts, right: Facts) -> list[tuple[str, str]]:
    """The matters that two share, each once: (IRI, label or the longest term that stands in both names)."""
    both = sorted((matter for matter in left.matters if matter in right.matters), key=lambda matter: len(matter[1]))
    return sorted(dict(both).items())


def _common(kind: Reason, what: str, left: Sequence[str], right: Sequence[str]) -> Proof | None:
    both = [text for text in left if text in right]
    return Proof(kind, f"{what}：{'、'.join(both)}") if both else None


def _boundaries(left: Facts, right: Facts) -> Proof | None:
    if names_other(left, right):
        return Proof(Reason.NAMED, f"职责边界提到对方：{left.cell('boundary')}；{right.cell('boundary')}")
    if left.boundary == right.boundary == "independent" and set(left.clauses) & set(right.clauses):
        return Proof(Reason.INDEPENDENT, f"职责边界都写独立实施：{left.cell('boundary')}；{right.cell('boundary')}")
    return None


def _texts(duty: Facts) -> dict[str, str]:
    """The comparable texts of a duty by the kind of their cell."""
    return {kind: text for kind in CELLS if (text := duty.cell(kind))}
