"""records -> records + findings: what is wrong with a document, and the repairs that need no guess.

The order of the mends and looks stands below; what they are, in the rooms:

texts/         what is wrong inside one text
citations/     what is wrong with laws and documents that are cited
numbers/       what is wrong with numbers, codes and telephones
actors/        what is wrong with those who act
places/        values that are not where they belong
contents/      what contents and columns promise, and whether it is there
evidence/      what the rules judge by

where.py       where a word stands in its cell
inplace.py     cells read otherwise, in place

A room knows none of the others but evidence, as a contract in pyproject.toml says; each room's __init__ has the map of its modules.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace

from kg.findings import KINDS
from kg.records import Cell, Document, Finding, Item
from kg.repair.actors import abbreviated, bodies, foreign, lone, reached, roles, spaced
from kg.repair.citations import borrowed, doubled, malformed, mapped, variants
from kg.repair.contents import fused, listed, missing, names, referred, repeated
from kg.repair.evidence.kinds import Kinds
from kg.repair.numbers import codes, dated, filled, mains, miscounted, phones, serials, shared, types, unlike
from kg.repair.places import acting, copies, crossed, exchange, merged, overwritten, shift, slipped, stretched, values
from kg.repair.texts import broken, drafts, garbled, marks, markup, pasted, unfinished, valueless

_LOOKS = (
    names.compare,
    names.responsibilities,
    broken.names,
    unfinished.texts,
    unfinished.steps,
    listed.codes,
    listed.subitems,
    miscounted.differing,
    miscounted.recounted,
    overwritten.copied,
    repeated.duties,
    copies.copied,
    borrowed.bases,
    mapped.clauses,
    crossed.exchanged,
    roles.played,
    foreign.acting,
    foreign.organs,
    values.implausible,
    listed.departments,
    values.contacts,
    values.boundaries,
    bodies.inconsistent,
    abbreviated.departments,
    spaced.departments,
    reached.departments,
    stretched.departments,
    lone.departments,
    variants.inconsistent,
    unlike.odd,
    codes.uncounted,
    miscounted.skipped,
    referred.items,
    referred.pages,
)
_MENDS = (
    markup.mend,
    garbled.mend,
    pasted.mend,
    repeated.mend,
    fused.mend,
    phones.mend,
    dated.mend,
    doubled.mend,
    malformed.mend,
    variants.mend,
    mains.mend,
    codes.mend,
    types.mend,
    shared.mend,
    serials.mend,
    acting.mend,
    filled.mend,
)
_ABOUT_NAMES = {"implausible-department", "inconsistent-name"}


def repair(document: Document) -> tuple[Document, tuple[Finding, ...]]:
    """The document with what could be put right, and everything found on the way, in document order.

    Displaced and exchanged values stand under their labels again, doubled numbers are as the contents have them.
    No value is ever invented: what a shift overwrote stays missing and is reported.
    """
    findings: list[Finding] = []
    document = valueless.mend(document)
    for mend in _MENDS:
        document, found = mend(document)
        findings += found
    document = marks.mend(document)
    named = [one for one in findings if one.code in _ABOUT_NAMES]
    findings += marks.stray_and_space(document)
    free = missing.optional(document)
    document, slid = slipped.mend(document, free)
    kinds = Kinds.of(document)
    items, changed, homed = [], False, set()
    exchanged: dict[tuple[str, int], Cell | None] = {}
    for one in document.items:
        item = merged.shared(one, exchanged)
        mended, moved = _put_back(item, kinds.without(one), free) if item.table is not None else (item, [])
        exchanged.update(merged.moves(mended, moved))
        homed |= {cell.place for cell in item.beyond if cell not in mended.beyond}
        whole, lacking = missing.complete(missing.gathered(mended), document, free)
        items.append(whole)
        findings += [*moved, *_apart(lacking, whole, moved, slid)]
        changed = changed or bool(moved or lacking)
    repaired = replace(document, items=tuple(merged.shared(item, exchanged) for item in items))
    findings += [found for found in document.noted if found.code != "extra-cell" or found.place not in homed]
    findings += [*missing.unread(repaired.items), *missing.unmatched(repaired)]
    doubtful = {number for found in findings if found.code == "row-shift" and not found.repair for number in found.duties[:1]}
    findings += slid
    looked = [*valueless.placeholders(repaired), *drafts.left_in(repaired), *garbled.lost(repaired)]
    open_ends = [found for found in slid if not found.repair]
    elsewhere: set[tuple[tuple[str, ...], str]] = {
        ((number,), found.field) for found in [*looked, *open_ends] for number in found.duties
    }
    displaced = values.misplaced(repaired, Kinds.of(repaired) if changed or kinds.unlearned else kinds)
    looked += [found for found in displaced if (found.duties, found.field) not in elsewhere]
    elsewhere |= {(found.duties, found.field) for found in looked}
    for look in _LOOKS:
        looked += [one for one in look(repaired) if not _is_told(one, elsewhere) and not _is_again(one, [*named, *looked])]
    findings = [found for found in findings if not _is_mark_of(found, looked)]
    findings += [found for found in looked if KINDS[found.code].anywhere or doubtful.isdisjoint(found.duties[:1])]
    return repaired, tuple(
        sorted(findings, key=lambda f: (f.place.line or 0, f.place.table or 0, f.place.row or 0, f.code, f.duties))
    )


def _is_told(found: Finding, elsewhere: Set[tuple[tuple[str, ...], str]]) -> bool:
    """Whether it was told of before, or of two texts in each other's place whether anything is odd in one of the rows: then its words are not its own."""
    crossed = set(found.duties) if found.code == "misplaced-value" and len(found.duties) > 1 else set()
    return (found.duties, found.field) in elsewhere or any(not crossed.isdisjoint(duties) for duties, _ in elsewhere if crossed)


def _is_mark_of(found: Finding, looked: list[Finding]) -> bool:
    """Whether a stray mark is but the end of a text that breaks off there, or of a blank to be filled in (3.告知责任：, 8890****)."""
    told = ((one.code, one.duties, one.field) for one in looked) if found.code == "stray-mark" and not found.repair else ()
    return any(one == ("missing-value", found.duties, found.field) for one in told)


def _is_again(found: Finding, before: list[Finding]) -> bool:
    """Whether a department that nobody would expect there was told of before, or an exchange, or a code: a misspelt one stands in one duty alone as well, or in a title."""
    same = (one for one in before if (one.duties, one.field) == (found.duties, found.field))
    return any(
        {one.code, found.code} <= _ABOUT_NAMES or one.code == found.code in ("misplaced-value", "bad-code") for one in same
    )


def _apart(lacking: list[Finding], item: Item, moved: list[Finding], slid: list[Finding]) -> list[Finding]:
    """The missing values that are no part of a shift in a list which nobody could put right: it leaves blank what slipped away."""
    if not item.across:
        return lacking
    away = {(number, one.field) for one in slid if not one.repair for number in one.duties}
    lacking = [one for one in lacking if (item.number, one.field) not in away]
    left = next((one.field for one in moved if one.code == "row-shift" and not one.repair), "")
    labels = [field.label for field in item.fields]
    displaced = labels[labels.index(left) :] if left in labels else []
    return [one for one in lacking if one.code != "missing-value" or one.field not in displaced]


def _put_back(item: Item, kinds: Kinds, free: Set[str]) -> tuple[Item, list[Finding]]:
    """The item with what stands in a wrong place under its own label: two values first, for a move may lose what an exchange keeps."""
    for mend in (exchange.mend, shift.mend, exchange.strange):
        mended, found = mend(item, kinds, free)
        if found:
            return mended, found
    return item, []
