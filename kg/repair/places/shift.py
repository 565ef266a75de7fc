"""Rows of a table whose values slipped down or up: found by what kind of value stands where, put back under their labels."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass, replace

from kg import meaning
from kg.labels import GUESSES, is_helper
from kg.meaning import subitem
from kg.records import Field, Finding, Item, Repair, Severity, Status
from kg.repair.evidence.forms import make_of
from kg.repair.evidence.homes import FITS, NEARLY, WORDED
from kg.repair.evidence.kinds import Kinds
from kg.repair.where import of_field
from kg.text import is_mark_only, squeeze

ENOUGH = 2.0
_REPEATED, _ONCE_MORE = 4.0, 1.0
_UNEASY, _STRANGE = -1.0, -0.9
_CLEAR, _KEPT, _EMPTIED = 1.1, 0.8, 1.5
_AT_ALL = 0.1
_LONG = 5
_UNNAMED = "无栏名的一格"
_OBJECT, _SERVED = re.compile(GUESSES["object"]), re.compile(GUESSES["served"])
_DISTANCES = (1, -1, 2, -2)


@dataclass(frozen=True, slots=True)
class Shift:
    """Values of rows first+distance … last+distance belong to the labels of rows first … last (0-based)."""

    first: int
    last: int
    distance: int
    gain: float
    sure: bool = True


def mend(item: Item, kinds: Kinds, free: Set[str] = frozenset()) -> tuple[Item, list[Finding]]:
    """The item with a displaced block of values moved back, and the row-shift finding; unchanged when nothing slipped.

    `kinds` are those of all other items, `free` the labels that may stand without a value.
    """
    if len(item.fields) < 3:
        return item, []
    found = _find(item, kinds, free)
    if found is None:
        return item, []
    if not found.sure:
        return item, [_finding(item, found)]
    used = 1 if found.last + found.distance >= len(item.fields) else 0
    fields = _moved(item, found)
    sub = next((f.text for f in fields if f.kind == "subitem" and f.status is not Status.AS_PRINTED), item.subitem)
    return replace(item, fields=fields, beyond=item.beyond[used:], subitem=subitem(sub)), [_finding(item, found)]


def _find(item: Item, kinds: Kinds, free: Set[str]) -> Shift | None:
    """The block move that makes values fit their labels best, if it is clearly better than the table as printed."""
    texts = [f.text for f in item.fields]
    if not item.beyond and all(text.strip() and kinds.fit(f, text) > _UNEASY for f, text in zip(item.fields, texts, strict=True)):
        return None
    texts += [cell.text for cell in item.beyond[:1]]
    fit = [[kinds.fit(f, text) for text in texts] for f in item.fields]
    fit += [[0.0] * len(texts) for _ in item.beyond[:1]]
    idle, needed = _idle(item, fit), _needed(item, free)
    moves = ((a, b, d) for a, b, d in _blocks(len(item.fields), len(texts)) if a != b or (a, d) not in idle)
    candidates = [Shift(a, b, d, _gain(texts, fit, a, b, d) - _lacking(needed, a, b, d)) for a, b, d in moves]
    ranked = sorted(candidates, key=lambda s: (round(s.gain, 1), s.last - s.first), reverse=True)
    if not ranked:
        return None
    best = ranked[0]
    if best.gain + _lacking(needed, best.first, best.last, best.distance) < max(ENOUGH, _exchange(fit, len(item.fields), NEARLY)):
        return None
    doubtful = [other for other in ranked[1:] if _may_be(best, other, item, kinds, fit)]
    meant = [field.text for field in _moved(item, best)] if doubtful else []
    sure = all([field.text for field in _moved(item, other)] == meant for other in doubtful)
    sure = sure and not _is_guess(best, item, kinds, fit)
    return replace(best, sure=sure and best.gain - _exchange(fit, len(item.fields), _AT_ALL) >= _CLEAR)


def _exchange(fit: list[list[float]], labels: int, enough: float) -> float:
    """How much better two values would fit in each other's place, where both do well `enough`: then nothing may have slipped."""
    pairs = ((a, b) for a in range(labels) for b in range(a) if min(fit[a][b], fit[b][a]) >= enough)
    return max((fit[a][b] + fit[b][a] - fit[a][a] - fit[b][b] for a, b in pairs), default=0.0)


def _is_guess(best: Shift, item: Item, kinds: Kinds, fit: list[list[float]]) -> bool:
    """Whether only a few words, or the last character of a name that no other duty has, say where one value belongs: 周一闭馆 reads like a body.

    Or a value would come to stand beside a label of no kind, and the one of its own kind would be empty.
    """
    texts = [*(field.text for field in item.fields), *(cell.text for cell in item.beyond)]
    after = _moved(item, best)
    emptied = {field.kind for field, old in zip(after, item.fields, strict=True) if old.value and not field.value}
    if any(one.kind == "other" and one.status is Status.MOVED and kinds.typed(one.text) in emptied for one in after):
        return True
    if best.first != best.last:
        return False
    there, text = item.fields[best.first], texts[best.first + best.distance]
    if there.kind in ("department", "body"):
        return not kinds.names_department(text, item)
    return there.kind in WORDED and fit[best.first][best.first + best.distance] < NEARLY and not kinds.tells(there, text)


def _may_be(best: Shift, other: Shift, item: Item, kinds: Kinds, fit: list[list[float]]) -> bool:
    """Whether another move may be meant as well: it fits nearly as well, or leaves at the end of the block what may stand where it is printed.

    Nearly is less where the other only moves more, for then what is in doubt stays as printed.
    """
    lead, alike = best.gain - other.gain, best.distance == other.distance
    if alike and other.first <= best.first and best.last <= other.last:
        return lead < _KEPT
    if lead < _CLEAR or not (alike and best.first <= other.first and other.last <= best.last):
        return lead < _CLEAR
    kept = [row for row in range(best.first, best.last + 1) if not other.first <= row <= other.last]
    return other.gain > 0 and all(_may_stay(item, row, best.distance, kinds, fit) for row in kept)


def _may_stay(item: Item, row: int, distance: int, kinds: Kinds, fit: list[list[float]]) -> bool:
    """Whether a value that would move may stand where it is printed: it fits there too, or only the words of a few tables say that it does not."""
    if row + distance >= len(item.fields):
        return False
    there, here, kept = item.fields[row], item.fields[row + distance], fit[row + distance][row + distance]
    if there.kind == "department" and here.kind == "boundary":
        return kept > 0 and not kinds.names_department(here.text, item)
    if there.kind in WORDED and here.kind not in (*WORDED, "department", "basis", "supervision"):
        return kept >= 0 and fit[row][row + distance] < NEARLY  # a code made otherwise than the rest is no name for that
    if not (there.kind in WORDED and here.kind in WORDED):
        return False
    made = (
        fit[row][row + distance] >= FITS and make_of(here.text) != ""
    )  # a telephone beside 备注, where all others are beside 联系电话
    return kept > 0 or not (made or kinds.tells(there, here.text))


def _blocks(labels: int, texts: int) -> Iterator[tuple[int, int, int]]:
    """The moves of `texts` to `labels`: one text may stand beyond the last label."""
    for distance in _DISTANCES:
        for first in range(max(0, -distance), labels):
            for last in range(first, min(labels, texts - distance)):
                yield first, last, distance


def _idle(item: Item, fit: list[list[float]]) -> set[tuple[int, int]]:
    """The moves, by target and distance, of one value that stands where it may to who acts: to 参与部门, blank where nobody does, or of 用人单位 from 检查对象."""
    served = [_OBJECT.search(field.label) is not None and _SERVED.search(field.text.strip()) is not None for field in item.fields]
    pairs = (
        (n, d) for n in range(len(item.fields)) for d in _DISTANCES if 0 <= n + d < len(item.fields) and fit[n + d][n + d] >= 0
    )
    return {
        (n, d)
        for n, d in pairs
        if is_helper(item.fields[n].label) or (served[n + d] and item.fields[n].kind in ("department", "body"))
    }


def _gain(texts: list[str], fit: list[list[float]], first: int, last: int, distance: int) -> float:
    """How much better the values fit after the move; 0 for one that would lose a text, and one that is printed once more elsewhere counts against it."""
    if any(fit[row][row + distance] <= _STRANGE or not texts[row + distance].strip() for row in (first, last)):
        return 0.0
    if first == last and fit[first][first + distance] <= 0:  # one value beside a label where anything may stand is no evidence
        return 0.0
    touched = _touched(first, last, distance)
    used = range(first + distance, last + distance + 1)
    before = sum(fit[row][row] for row in touched)
    after = sum(fit[row][row + distance] for row in range(first, last + 1))
    orphans = [squeeze(texts[row]) for row in touched if row not in used and texts[row].strip() and not is_mark_only(texts[row])]
    if set(orphans) - {squeeze(texts[row]) for row in used}:  # a move that would lose a text has not happened
        return 0.0
    return after - before - sum(_REPEATED if _may_be_twice(text) else _ONCE_MORE for text in orphans)


def _may_be_twice(text: str) -> bool:
    """Whether two labels of a table may well have this text: a department acts and is its own boundary."""
    return len(text) < _LONG or meaning.is_department(text)


def _needed(item: Item, free: Set[str]) -> list[bool]:
    """Which labels of a list have a value in all other duties; of tables none counts."""
    across = item.across
    return [across and field.label not in free for field in item.fields]


def _lacking(needed: list[bool], first: int, last: int, distance: int) -> float:
    """What counts against a move in a list that leaves labels without a value that all other duties have: the cell that was lost or put in is rather one that may be blank."""
    emptied = (row for row in _touched(first, last, distance) if not first <= row <= last and row < len(needed))
    return _EMPTIED * sum(needed[row] for row in emptied)


def _touched(first: int, last: int, distance: int) -> range:
    return range(min(first, first + distance), max(last, last + distance) + 1)


def _moved(item: Item, found: Shift) -> tuple[Field, ...]:
    fields = item.fields
    moved = list(fields)
    values = [*(field.value for field in fields), *item.beyond]
    for row in _touched(found.first, found.last, found.distance):
        if found.first <= row <= found.last:
            moved[row] = replace(fields[row], value=values[row + found.distance], status=Status.MOVED)
        elif row < len(fields):
            moved[row] = replace(fields[row], value=None, status=Status.MISSING)
    return tuple(moved)


def _finding(item: Item, found: Shift) -> Finding:
    fields = item.fields
    labels = [*(field.label for field in fields), *([_UNNAMED] if item.beyond else [])]
    origin = tuple(labels[row + found.distance] for row in range(found.first, found.last + 1))
    target = tuple(fields[row].label for row in range(found.first, found.last + 1))
    start = fields[min(found.first, found.first + found.distance)]
    sideways = item.across
    direction = ("右" if sideways else "下") if found.distance > 0 else ("左" if sideways else "上")
    what, unit = ("清单一行的内容错列", "列") if sideways else ("信息表内容错行", "行")
    message = (
        f"{what}：自“{start.label}”起整体{direction}移 {abs(found.distance)} {unit}，"
        f"“{'、'.join(origin)}”处印的内容应分别属于“{'、'.join(target)}”；"
        + ("已按内容类型归位，原文保留。" if found.sure else f"止于哪一{unit}两可，未作改动，请对照原件核对。")
    )
    repair = Repair("applied", origin, target) if found.sure else None
    return Finding("row-shift", Severity.VIOLATION, (item.number,), start.label, of_field(item, start), message, repair)
