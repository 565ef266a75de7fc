"""Spoken + a duty -> the typed answer that its own printed fields and departments give; nothing where no field tells what is asked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kg.answer import brief, exact
from kg.answer.duties import DutyAnswer, Evidence
from kg.answer.fields import fields_of
from kg.labels import says_nothing
from kg.meaning.conduct import documents, steps
from kg.query.blocks import block
from kg.question.wanted.spoken import Kind, Spoken
from kg.question.words.abbreviations import within
from kg.question.words.parts import dimension
from kg.question.words.plain import plain
from kg.store import Store
from kg.text import normal

_BLAMES = re.compile("追责|问责|追究|情形")
_ITEMS = re.compile(r"^\s*[（(]?(?:\d+|[一二三四五六七八九十]+)[.、．)）]")  # how a text of numbered items begins
_SEVERAL = 2  # steps from which a text is one of steps
_AFTER = 20  # more than any text shares with a question


@dataclass(frozen=True, slots=True)
class FieldAnswer:
    """What a duty tells: the typed answer, the names of the fields that prove it, what is said of it, and the named query for it."""

    value: dict[str, Any]
    fields: tuple[str, ...]
    reading: str
    query: str = "who-handles"


def told(spoken: Spoken, question: str, duties: Sequence[DutyAnswer], store: Store, *, kinds: bool = True) -> FieldAnswer | None:
    """What `duties` (one, or the sub-items of one) tell of what is asked; `kinds`: whether their texts are looked at, too."""
    first = duties[0]
    bodies = tuple(dict.fromkeys(place["name"] for one in duties for place in one.places))
    if spoken.placed and (page := exact.field("page", first.alone, store)["value"]):
        return FieldAnswer({"type": "table", "value": [[first.number, page]]}, (), "给出其序号和页码")
    if spoken.alone and bodies:
        if not any(within(spoken.alone, plain(name)) for name in bodies):
            return None
        return FieldAnswer({"type": "boolean", "value": len(bodies) == 1}, ("department",), "看是否只有一个实施机构")
    if spoken.besides:
        return _besides(spoken.besides, bodies, first, store)
    if spoken.roles:
        return _parts(spoken.roles, duties, store)
    cells = [cell for one in duties for cell in _telling(spoken.kinds, question, one)] if kinds else []
    texts = list(dict.fromkeys(_brief(spoken.kinds, question, cell, first.title) for cell in cells))
    if not texts:
        return None
    labels = tuple(dict.fromkeys(cell.field for cell in cells))
    value = {"type": "text", "value": texts[0] if len(texts) == 1 else texts}
    return FieldAnswer(value, labels, f"说到所问内容的是{'、'.join(labels)}", "evidence")


def _besides(said: tuple[str, ...], bodies: tuple[str, ...], duty: DutyAnswer, store: Store) -> FieldAnswer | None:
    """The departments of a duty but those that are said, by name or by their part (除了牵头的); None where nobody has that part, or nobody else is printed."""
    parts = [part for one in said if (part := dimension(one))]
    played = [name for part in parts for name in exact.field(part, duty.alone, store)["value"]]
    left = [name for name in bodies if name not in played and not any(within(one, plain(name)) for one in said)]
    if parts and not (played and left):
        return None  # a boundary may name others
    return FieldAnswer({"type": "departments", "value": left}, ("department",), "问到的机构除外")


def ordinal(field: str, place: int | str, duty: DutyAnswer, store: Store) -> FieldAnswer | None:
    """One step or item of a field of a duty, empty where there are not so many, or the place of the one that says something.

    None where the field is not made of several.
    """
    text = exact.field(field, duty.alone, store)["value"]
    pieces = _pieces(field, text) if isinstance(text, str) else ()
    if len(pieces) < _SEVERAL:
        return None
    of, unit = f"{duty.number} 的{block(field).says}", "步" if field == "workflow" else "项"
    if isinstance(place, str):
        return _place_of(place, pieces, f"{of}有 {len(pieces)} {unit}", fields_of(field))
    said = f"{of}有 {len(pieces)} {unit}，给出其中{f'最后一{unit}' if place < 0 else f'第 {place} {unit}'}"
    found = pieces[place - 1] if 0 < place <= len(pieces) else pieces[-1] if place < 0 else ""
    said = said if found else f"{of}只有 {len(pieces)} {unit}"
    return FieldAnswer({"type": "text", "value": found}, fields_of(field), said, "evidence")


def _place_of(what: str, pieces: Sequence[str], said: str, fields: tuple[str, ...]) -> FieldAnswer:
    """The place of the one step that says something, empty where none or several do."""
    found = [n for n, piece in enumerate(pieces, 1) if what in piece]
    if len(found) == 1:
        return FieldAnswer({"type": "count", "value": found[0]}, fields, f"{said}，给出含“{what}”的是第几步", "evidence")
    named = f"其中第 {'、'.join(map(str, found))} 步都含“{what}”" if found else f"没有一步含“{what}”"
    return FieldAnswer({"type": "text", "value": ""}, fields, f"{said}，{named}", "evidence")


def _pieces(field: str, text: str) -> Sequence[str]:
    """The steps of a workflow, the documents that are needed, the numbered items or the sentences of another text."""
    if field == "workflow" or (field != "documents" and _ITEMS.search(text)):
        return steps(text)
    return documents(text) if field == "documents" else [one for one in re.split("[；;。\n]", text) if one.strip()]


def beside(dimensions: Sequence[str], duty: DutyAnswer, store: Store) -> FieldAnswer:
    """Several fields of one duty as one row, in the order in which they are asked for; one that is not stated is empty."""
    row = [exact.field(dimension, duty.alone, store)["value"] for dimension in dimensions]
    cells = [one if isinstance(one, int) else "、".join(map(str, one)) if isinstance(one, list) else str(one) for one in row]
    unsaid = [block(dimension).says for dimension, cell in zip(dimensions, cells, strict=True) if cell == ""]
    said = f"一并给出其{'、'.join(block(dimension).says for dimension in dimensions)}"
    said += f"；目录未写明{'、'.join(unsaid)}" if unsaid else ""
    return FieldAnswer({"type": "table", "value": [cells]}, fields_of(*dimensions), said, "evidence")


def unsaid(spoken: Spoken) -> str:
    """What is not stated where no field of a duty tells what is surely asked for, in words; "" where that is not sure."""
    return "、".join(kind.called for kind in spoken.kinds if kind.called)


def _brief(kinds: Sequence[Kind], question: str, cell: Evidence, matter: str) -> str:
    """The clause of a field that tells how long, where nothing else is asked and it is certain which; else the whole text."""
    sure = [kind for kind in kinds if not kind.overlap]
    says = sure[0].says if len(sure) == 1 and sure[0].brief else None
    return (brief.brief(question, cell.text, says, matter) if says else "") or normal(cell.text)


def _parts(roles: Iterable[str], duties: Sequence[DutyAnswer], store: Store) -> FieldAnswer | None:
    """The departments with the parts that are asked for, those in charge first."""
    found = [name for role in roles for one in duties for name in exact.field(role, one.alone, store)["value"]]
    known = {place["name"] for one in duties for place in one.places}
    named = [name for name in dict.fromkeys(found) if name in known]
    return FieldAnswer({"type": "departments", "value": named}, ("department",), "牵头的在前") if named else None


def _telling(kinds: Sequence[Kind], question: str, duty: DutyAnswer) -> list[Evidence]:
    """As few fields as tell of every kind of asking that any field tells of; a kind that only words hint at asks for no field more."""
    left = {kind.name: _ranked(kind, question, duty) for kind in kinds}
    left = {name: cells for name, cells in left.items() if cells}
    sure = {kind.name for kind in kinds if not kind.overlap} & set(left) or set(left)
    chosen: list[Evidence] = []
    while sure:
        points: dict[Evidence, float] = {}
        for cells in left.values():
            for cell, score in cells:
                points[cell] = points.get(cell, 0.0) + 10 + score
        wanted = next(iter(name for name in left if name in sure))
        best = max((cell for cell, _ in left[wanted]), key=lambda cell: points[cell])
        chosen.append(best)
        left = {name: cells for name, cells in left.items() if best not in [cell for cell, _ in cells]}
        sure &= set(left)
    return chosen


def _ranked(kind: Kind, question: str, duty: DutyAnswer) -> list[tuple[Evidence, float]]:
    """The fields of a duty that tell of a kind of asking, with what speaks for each."""
    found: list[tuple[Evidence, float]] = []
    asked = brief.pairs(question) - brief.pairs(duty.title)
    for place, one in enumerate(kind.fields):
        for cell in _cells(one, duty):
            clauses = brief.CLAUSE.findall(normal(cell.text))
            near = [
                len(asked & brief.pairs(said)) for said in clauses if not kind.says or one in kind.whole or kind.says.search(said)
            ]
            if near and max(near) >= kind.overlap:
                found.append((cell, max(near) - place / 10 if kind.nearest else -_AFTER * place))
    return found


def _cells(field: str, duty: DutyAnswer) -> Iterator[Evidence]:
    """The printed fields of a kind; what officials answer for tells nothing of what they do, and is "blame"."""
    for cell in duty.evidence:
        kind = "blame" if _BLAMES.search(cell.field) else cell.kind or "own"
        if kind == field and not says_nothing(cell.text):
            yield cell
