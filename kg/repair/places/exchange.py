"""Two values of one row in each other's place: each fits the other's column by its kind, and not its own.

They change places.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import replace
from itertools import combinations, pairwise
from operator import sub

from kg import meaning
from kg.meaning.contacts import is_all, is_label
from kg.records import Contacts, Field, Finding, Item, Repair, Severity, Status
from kg.repair.evidence.homes import CONDUCT, FITS, LASTING
from kg.repair.evidence.kinds import FITS_THERE, MISFIT, Kinds
from kg.repair.where import in_place, of_field
from kg.text import is_wordless, shortened, squeeze

_CONTACT, _TERM, _STEPS = "contact", "term", "steps"
_WANTED = {"supervision": _CONTACT, "department": "department", "basis": "basis", "workflow": _STEPS}
_DAYS = re.compile("[\\d一二三四五六七八九十百]+个?(?:工作日|自然日|日|天|月|小时)(?:之内|以内|内)?")
_BETTER, _RATHER, _MAY_BE, _UNEASY = 0.4, 1.0, -0.9, -1.0
_SENTENCE, _COUNTING = 8, ("number", "code")  # a code made otherwise than the rest slips with others or not at all
_LONG, _ACTING, _WORDS = 4, ("department", "body"), ("name", "other", *CONDUCT)
_STEP_END, _LONGEST, _FEWEST = re.compile("[、，,；;。→\n]|[-—–]+>?"), 14, 3


def mend(item: Item, kinds: Kinds, free: Set[str]) -> tuple[Item, list[Finding]]:
    """The item with two exchanged values in their own places, and the misplaced-value finding; unchanged where none are, or more than two may be.

    A telephone, a term, a department and clauses are told by their form, what a column says again and again by its words; others only where one of these has their place. `kinds` are those of all other items, `free` the labels that may stand without a value.
    """
    here = _here(item)
    fits = [(field, kinds.fit(field, field.text)) for field in here]
    cells = [(field, kind, _kind(field.text, kinds)) for field in here if (kind := _wanted(field))]
    worded = [field for field in here if field.kind in (*CONDUCT, "boundary")]
    other = [field for field in here if field.kind == "other" and kinds.is_learned(field.label)]
    named = _type_named(here, kinds)
    if named:
        return exchanged(item, [named])
    plain = all(kind == found or (kind == _STEPS and not found) for _, kind, found in cells) and max(len(worded), len(other)) < 2
    if plain and all(fit > _UNEASY for _, fit in fits):
        return item, []
    pairs = [(one[0], two[0]) for one, two in combinations(cells, 2) if _fits(one, two, kinds) and _fits(two, one, kinds)]
    if pairs and all(_is_sure(field, item, kinds) for pair in pairs for field in pair):
        return exchanged(item, pairs)
    pairs = pairs or _worded_for_form(here, kinds)
    pairs = pairs or [pair for pair in combinations(worded, 2) if _read(*pair, kinds)]
    pairs = pairs or [pair for pair in combinations(other, 2) if _learned(*pair, kinds) or _learned(*pair[::-1], kinds)]
    pairs = pairs or _all_crossed(fits, kinds, _RATHER)
    return exchanged(item, [pair for pair in pairs if not _slipped(pair, item, fits, kinds, free)])


def strange(item: Item, kinds: Kinds, free: Set[str]) -> tuple[Item, list[Finding]]:
    """The same where nothing has slipped: a value may be strange to the whole column in which it stands, and the other one not quite."""
    fits = [(field, kinds.fit(field, field.text)) for field in _here(item)]
    pairs = _all_crossed(fits, kinds, _MAY_BE)
    if len(pairs) == 1 and _slipped(pairs[0], item, fits, kinds, free):
        return item, [_finding(item, *pairs[0], applied=False)]
    return exchanged(item, pairs)


def _type_named(here: Sequence[Field], kinds: Kinds) -> tuple[Field, Field] | None:
    """The type and the name of a duty where a type of power stands for the name (行政奖励), and for the type what is none."""
    types, names = ([field for field in here if field.kind == kind] for kind in ("type", "name"))
    if len(types) != 1 or len(names) != 1 or squeeze(names[0].text) == squeeze(types[0].text):
        return None
    named = kinds.typed(names[0].text) == "type"
    is_none = not kinds.typed(types[0].text) and not kinds.is_usual(types[0]) and len(squeeze(types[0].text)) > _LONG
    return (types[0], names[0]) if named and is_none else None


def _is_sure(field: Field, item: Item, kinds: Kinds) -> bool:
    """Whether the kind of a value is beyond doubt: it has a form of its own, or another duty has this department."""
    found = _kind(field.text, kinds)
    return bool(found) and (found != "department" or kinds.names_department(field.text, item))


def _slipped(pair: tuple[Field, Field], item: Item, fits: Sequence[tuple[Field, float]], kinds: Kinds, free: Set[str]) -> bool:
    """Whether two values rather stand in wrong places since several have slipped.

    Then a value is lacking, printed twice, side by side with itself, or out of place beside them.
    """
    rest = [field for field in item.fields if field not in pair]
    texts = [squeeze(field.text) for field in pair]
    bounds = [text for text in texts if kinds.typed(text) == "department"]  # who acts may be all that a boundary says
    return (
        any(not field.value and field.label not in free for field in rest)
        or any(squeeze(f.text) in texts and not (f.kind == "boundary" and squeeze(f.text) in bounds) for f in rest if f.value)
        or any(fit <= _UNEASY for field, fit in fits if field not in pair and field.kind not in _COUNTING)
        or any(
            one.text == other.text and len(squeeze(one.text)) >= _LONG and one.kind != other.kind for one, other in pairwise(rest)
        )
    )


def _here(item: Item) -> list[Field]:
    """The fields with a value that no repair has brought from another place."""
    return [field for field in item.fields if field.value and (field.status is Status.AS_PRINTED or in_place(field))]


def _all_crossed(fits: Sequence[tuple[Field, float]], kinds: Kinds, enough: float) -> list[tuple[Field, Field]]:
    """The pairs of values that are crossed; only those can be that do not fit where they stand, one of them not at all."""
    if all(fit > _UNEASY for _, fit in fits):
        return []
    pairs = [pair for pair in combinations((field for field, fit in fits if fit <= 0), 2) if _crossed(*pair, kinds, enough)]
    return [pair for pair in pairs if not _doubtful(pair, fits, kinds)]


def _doubtful(pair: tuple[Field, Field], fits: Sequence[tuple[Field, float]], kinds: Kinds) -> bool:
    """Whether who acts may not be told by the last character alone (金融知识下乡): another value may be the department as well, or names one where it stands."""
    acting = [field for field in pair if field.kind in _ACTING]
    if not acting or any(kinds.typed(field.text) != "department" for field in pair if field.kind not in _ACTING):
        return False
    if any(map(_names_bodies, (field.text for field in acting))):
        return True
    return any(field not in pair and field.kind in _WORDS and kinds.typed(field.text) == "department" for field, _ in fits)


def _names_bodies(text: str) -> bool:
    named = meaning.departments(text)
    return bool(named) and all(meaning.is_body(one.name) for one in named)


def exchanged(item: Item, pairs: Sequence[tuple[Field, Field]]) -> tuple[Item, list[Finding]]:
    """The item with the values of the one pair in each other's place, and the finding; unchanged where there are more."""
    if len(pairs) != 1:
        return item, []
    ((first, second),) = pairs
    values = {id(first): second.value, id(second): first.value}
    fields = (replace(f, value=values[id(f)], status=Status.MOVED) if id(f) in values else f for f in item.fields)
    return replace(item, fields=tuple(fields)), [_finding(item, first, second)]


def _fits(cell: tuple[Field, str, str], other: tuple[Field, str, str], kinds: Kinds) -> bool:
    """Whether a value is of the kind that the other's column has, and not of its own column's."""
    (field, own, found), (there, wanted, its) = cell, other
    if own in (wanted, found):
        return False
    return found == wanted or (wanted == _STEPS and not found and bool(its) and _is_steps(field.text, there.label, kinds))


def _worded_for_form(here: Sequence[Field], kinds: Kinds) -> list[tuple[Field, Field]]:
    """The pairs of a term or telephone in a column of words, to which it is strange, and a sentence in the column for such values: rather one of that column than of any other."""
    conduct = [field for field in here if field.kind in CONDUCT]
    strays = [(field, found) for field in conduct if (found := _kind(field.text, kinds)) in (_TERM, _CONTACT)]
    return [
        (field, there)
        for field, found in strays
        if kinds.fit(field, field.text) <= _UNEASY
        for there in here
        if _wanted(there) == found and _is_sentence(there.text, kinds)
        if field.label == max((one.label for one in conduct), key=lambda label: kinds.likeness(label, there.text))
    ]


def _is_sentence(text: str, kinds: Kinds) -> bool:
    """Whether a text has words, and neither a form of its own nor a way to reach somebody."""
    return len(squeeze(text)) >= _SENTENCE and not (
        kinds.typed(text) or _kind(text, kinds) or meaning.contacts(text) != Contacts()
    )


def _read(one: Field, other: Field, kinds: Kinds) -> bool:
    """Whether the words of each of two texts are not those of its own column, and by far rather those of the other's."""
    if any(kinds.typed(field.text) for field in (one, other)):
        return False
    here = [kinds.likeness(field.label, field.text) for field in (one, other)]
    if max(here) > MISFIT:
        return False
    there = [kinds.likeness(other.label, one.text), kinds.likeness(one.label, other.text)]
    return max(there) >= FITS_THERE and min(map(sub, there, here)) >= FITS_THERE


def _crossed(one: Field, other: Field, kinds: Kinds, enough: float) -> bool:
    """Whether a value is surely of the other's column and that one surely not: a department beside 责任事项 and sentences beside 承办科室.

    The other one fits where this stands `enough`; or, where no other row has anything like this there, need not be strange: clauses beside 检查方式.
    """
    there = kinds.fit(other, one.text), kinds.fit(one, other.text)
    if there[0] < there[1]:
        (one, other), there = (other, one), there[::-1]
    sure = there[0] >= FITS and kinds.fit(other, other.text) <= _UNEASY and kinds.fit(one, one.text) <= 0
    return sure and there[1] >= enough and (enough >= _RATHER or kinds.is_strange(one))


def _learned(one: Field, other: Field, kinds: Kinds) -> bool:
    """Whether a text is by far rather one of the other's column, and that text none of its own.

    Of these columns nobody knows words beforehand: an address beside 办理时限, 当场办结 beside 办理地点.
    """
    if any(is_wordless(field.text) or kinds.typed(field.text) or kinds.is_usual(field) for field in (one, other)):
        return False
    here, there = kinds.likeness(one.label, one.text), kinds.likeness(other.label, one.text)
    better = kinds.likeness(one.label, other.text) - kinds.likeness(other.label, other.text)
    return here <= MISFIT and there >= FITS_THERE and better >= _BETTER and kinds.likeness(other.label, other.text) < 0


def _wanted(field: Field) -> str:
    """The kind of value that belongs in a column; "" where words do, or nobody knows."""
    if field.kind != "other":
        return _WANTED.get(field.kind, "")
    return _CONTACT if is_label(field.label) else _TERM if LASTING.search(field.label) else ""


def _kind(text: str, kinds: Kinds) -> str:
    """What a value is by its form alone, or since other duties have the same department; "" for words."""
    said = squeeze(text)
    if _DAYS.fullmatch(said):
        return _TERM
    if is_all(text):
        return _CONTACT
    typed = kinds.typed(text)
    return typed if typed in ("department", "basis") else ""


def _is_steps(text: str, label: str, kinds: Kinds) -> bool:
    """Whether a text is a row of short steps, with words like those of the column of steps, and no row of bodies."""
    parts = [part for part in _STEP_END.split(squeeze(text)) if part]
    if len(parts) < _FEWEST or max(map(len, parts)) > _LONGEST or 2 * sum(map(meaning.is_body, parts)) >= len(parts):
        return False
    return kinds.likeness(label, text) > 0


def _finding(item: Item, first: Field, second: Field, *, applied: bool = True) -> Finding:
    message = (
        f"“{first.label}”中的内容像是“{second.label}”：{shortened(first.text)}；“{second.label}”中的像是“{first.label}”："
        f"{shortened(second.text)}；"
        + ("两栏的内容对调，已按内容类型归位，原文保留。" if applied else "疑为错位，未作改动，请对照原件核对。")
    )
    repair = Repair("applied", (first.label, second.label), (second.label, first.label)) if applied else None
    return Finding("misplaced-value", Severity.WARNING, (item.number,), first.label, of_field(item, first), message, repair)
