"""Duties of one catalogue -> holes in what is numbered: clauses that nobody cites though their neighbours are cited, and main
responsibilities without a duty.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from kg.meaning.numerals import chinese
from kg.overlap.facts import Facts
from kg.overlap.finding import Gap, GapKind

_STEP = re.compile(r"(.*)[./](para|item)(\d+)$")
_NUMERAL = re.compile(r"[一二三四五六七八九十百零]+(?=[）)]?[款项]?$)")
_FEWEST = 3


def uncited(duties: Sequence[Facts], labels: Mapping[str, str], assigned: frozenset[str]) -> Iterator[Gap]:
    """The paragraphs between cited ones of a document that gives the body its tasks which no duty cites.

    Only where at least three are cited, and more than not: else the catalogue cites them here and there, and a hole says nothing.
    """
    citing: dict[tuple[str, str], dict[int, tuple[str, Facts]]] = defaultdict(dict)
    every = {clause for duty in duties for clause in duty.clauses}
    for duty in duties:
        for clause in duty.clauses:
            if clause in assigned and (step := _STEP.match(clause)) and step[1] not in every:
                citing[step[1], step[2]].setdefault(int(step[3]), (clause, duty))
    for (whole, _), cited in citing.items():
        missing = [n for n in range(min(cited), max(cited)) if n not in cited]
        if len(cited) < _FEWEST or len(missing) >= len(cited):
            continue
        for n in missing:
            clause, duty = cited[max(known for known in cited if known < n)]
            words = _NUMERAL.sub(chinese(str(n)), labels.get(clause, clause))
            said = f"{words}没有一项职责引用，而它前后的都有职责引用；原文不在目录里，它交给了谁请对照文件核对"
            yield Gap(GapKind.UNCITED, whole, duty.iri, words, said)


def empty(duties: Sequence[Facts], labels: Mapping[str, str]) -> Iterator[Gap]:
    """The main responsibilities under which no duty stands: those that the catalogue prints, and those left out between others."""
    above = f"{duties[0].home}/responsibility/"
    used = {duty.responsibility: duty for duty in reversed(duties) if duty.responsibility}
    numbered = {int(n): duty for iri, duty in used.items() if (n := iri.removeprefix(above)).isdecimal()}
    printed = {int(n): iri for iri in labels if (n := iri.removeprefix(above)).isdecimal()}
    if not numbered or len(numbered) < len(used):
        return
    for number in range(1, max({*numbered, *printed}) + 1):
        if number not in numbered:
            seen = numbered[min(numbered, key=lambda known: (abs(known - number), known))]
            iri = printed.get(number, "")
            said = (
                f"主要职责 {number}（{labels[iri]}）下没有一项职责" if iri else f"主要职责的编号缺 {number}：目录里没有它的职责"
            )
            yield Gap(GapKind.EMPTY, iri or seen.home, seen.iri, labels[iri] if iri else str(number), said)
