"""records -> records + findings: what is wrong with a document, and the repairs that need no guess.

What is put right, in this order:

markup.py      marks of web pages
dated.py       codes that Excel has taken for dates
pasted.py      texts printed twice in a row, labels of the next row and feet of pages in a cell
garbled.py     characters lost in a conversion
phones.py      telephones with letters, or without the 0 that a spreadsheet has taken
lost.py        marks that stand for nothing (#REF!), words that only point elsewhere
doubled.py     marks of clauses printed twice
citing.py      clauses, titles and quotations that lack a mark (clausal.py, unclosed.py), impossible years
citations.py   one document cited in two ways
codes.py       codes that do not count on                     coded.py       types beside another type's code
mains.py       main responsibilities with another's number
numbers.py     numbers that two tables bear
counted.py     cells of 序号 that bear another's number
marks.py       stray marks and odd white space
acting.py      a body and its departments in each other's column
filled.py      telephones that a spreadsheet has counted up
slipped.py     a column of a list that slipped over some rows
exchange.py    two values of a row in each other's place
shift.py       values that slipped down or up
rows.py        values, rows and tables that are not there

What is only looked at:

names.py       names in contents and table                     listed.py      rows of an index beside their tables
broken.py      names that break off
unfinished.py  texts that break off, steps that are gone
drafts.py      remarks and blanks of a draft
copies.py      texts copied from other duties                borrowed.py    a basis of the row beside
again.py       rows overwritten by the row above            stretched.py   merged cells drawn a row too far
crossed.py     texts of two duties in each other's place
values.py      values in a wrong place                         columns.py     values made unlike their column's
bodies.py      one body under two names                        mapped.py      a clause of another main responsibility
lone.py        a section that fits no other duty               reached.py     a section with another one's telephone
roles.py       roles that contradict themselves                foreign.py     another body where this one acts
referred.py    items pointed to that are not there, pages out of order

What they judge by:

kinds.py       what kind of value a text is                    alike.py       texts that differ by a slip
learned.py     what the tables teach of their columns          wording.py     which way of writing has words in it
homes.py       which kinds may stand in which columns          called.py      names with a slip amid other words
inplace.py     cells read otherwise, in place
forms.py       how a text is made by itself                    where.py       where a word stands in its cell
laws.py        which titles are national laws                  slips.py       stretches of cells read as meant
telling.py     words that tell rows apart
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace

from kg.findings import KINDS
from kg.records import Cell, Document, Finding, Item
from kg.repair import (
    acting,
    again,
    bodies,
    borrowed,
    broken,
    citations,
    citing,
    coded,
    codes,
    columns,
    copies,
    counted,
    crossed,
    dated,
    doubled,
    drafts,
    exchange,
    filled,
    foreign,
    garbled,
    listed,
    lone,
    lost,
    mains,
    mapped,
    marks,
    markup,
    names,
    numbers,
    pasted,
    phones,
    reached,
    referred,
    roles,
    rows,
    shift,
    slipped,
    stretched,
    unfinished,
    values,
)
from kg.repair.kinds import Kinds

_LOOKS = (
    names.compare,
    names.responsibilities,
    broken.names,
    unfinished.texts,
    unfinished.steps,
    listed.codes,
    listed.subitems,
    numbers.differing,
    numbers.recounted,
    again.copied,
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
    reached.departments,
    stretched.departments,
    lone.departments,
    citations.inconsistent,
    columns.odd,
    codes.uncounted,
    numbers.skipped,
    referred.items,
    referred.pages,
)
_MENDS = (
    markup.mend,
    garbled.mend,
    pasted.mend,
    phones.mend,
    dated.mend,
    doubled.mend,
    citing.mend,
    citations.mend,
    mains.mend,
    codes.mend,
    coded.mend,
    numbers.mend,
    counted.mend,
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
    document = lost.mend(document)
    for mend in _MENDS:
        document, found = mend(document)
        findings += found
    named = [one for one in findings if one.code in _ABOUT_NAMES]
    findings += marks.stray_and_space(document)
    free = rows.optional(document)
    document, slid = slipped.mend(document, free)
    kinds = Kinds.of(document)
    items, changed, homed = [], False, set()
    exchanged: dict[tuple[str, int], Cell] = {}
    for one in document.items:
        item = exchange.shared(one, exchanged)
        mended, moved = _put_back(item, kinds.without(one), free) if item.table is not None else (item, [])
        exchanged.update(exchange.moves(mended, moved))
        homed |= {cell.place for cell in item.beyond if cell not in mended.beyond}
        whole, missing = rows.complete(rows.gathered(mended), document, free)
        items.append(whole)
        findings += [*moved, *_apart(missing, whole, moved, slid)]
        changed = changed or bool(moved or missing)
    repaired = replace(document, items=tuple(exchange.shared(item, exchanged) for item in items))
    findings += [found for found in document.noted if found.code != "extra-cell" or found.place not in homed]
    findings += [*rows.unread(repaired.items), *rows.unmatched(repaired)]
    doubtful = {number for found in findings if found.code == "row-shift" and not found.repair for number in found.duties[:1]}
    findings += slid
    looked = [*lost.placeholders(repaired), *drafts.left_in(repaired), *garbled.lost(repaired)]
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


def _apart(missing: list[Finding], item: Item, moved: list[Finding], slid: list[Finding]) -> list[Finding]:
    """The missing values that are no part of a shift in a list which nobody could put right: it leaves blank what slipped away."""
    if not item.across:
        return missing
    away = {(number, one.field) for one in slid if not one.repair for number in one.duties}
    missing = [one for one in missing if (item.number, one.field) not in away]
    left = next((one.field for one in moved if one.code == "row-shift" and not one.repair), "")
    labels = [field.label for field in item.fields]
    displaced = labels[labels.index(left) :] if left in labels else []
    return [one for one in missing if one.code != "missing-value" or one.field not in displaced]


def _put_back(item: Item, kinds: Kinds, free: Set[str]) -> tuple[Item, list[Finding]]:
    """The item with what stands in a wrong place under its own label: two values first, for a move may lose what an exchange keeps."""
    for mend in (exchange.mend, shift.mend, exchange.strange):
        mended, found = mend(item, kinds, free)
        if found:
            return mended, found
    return item, []
