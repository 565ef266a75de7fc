"""Names of bodies that stand with a slip amid other words: where each stands, and what it is a slip of."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg import meaning
from kg.records import Cell
from kg.repair.evidence.wording import LIKELY, SURE, broken, differing, doubled, sounds_like
from kg.text import one_apart

_MOST, _SHORTEST, _SHORT, _LONGEST, _AROUND = 300, 3, 4, 40, 4
_LONG, _OFTEN, _SELDOM, _TITLE = 5, 3, 2, 100
_WORDS = re.compile("[\u4e00-\u9fff]+")
_TO, _FROM = re.compile("[\u4e00-\u9fff]*$"), re.compile("[\u4e00-\u9fff]*")
_JOINING = frozenset("和与及暨的")
_CLAUSE, _ACTS = (
    re.compile("(?:^|[，。；：、\\s]|(?<![自理缘])由)$"),
    re.compile("(?:单独|独立)?(?:负责|实施|牵头|承办|配合|协调|审批|会同)"),
)

Named = tuple[str, str, Cell]


@dataclass(frozen=True, slots=True)
class Slip:
    """A way of writing that is a name with a slip, and the cells in which it stands, each with its duty and label."""

    odd: str
    name: str
    cells: list[Named]


class Text:
    """Cells as one text, of which is known what stands where."""

    def __init__(self, cells: Iterable[Named]) -> None:
        self._cells = list(cells)
        self._begins: list[int] = []
        at = 0
        for _, _, cell in self._cells:
            self._begins.append(at)
            at += len(cell.text) + 1
        self.whole = "\n".join(cell.text for _, _, cell in self._cells)

    def cell(self, at: int) -> Named:
        """The cell at a place."""
        return self._cells[bisect_right(self._begins, at) - 1]

    def slips(self, names: Mapping[str, int], tells_apart: frozenset[str]) -> Iterator[Slip]:
        """The slips of names, each of which stands in the text so often beside what else speaks for it; the longest names first."""
        known = sorted((name for name in names if _SHORTEST <= len(name) <= _LONGEST and _WORDS.fullmatch(name)), key=len)
        known = known[::-1][:_MOST]
        right = bytearray(len(self.whole) + 1)  # a name may lack its last character at the very end
        for name in (one for one in known if names[one] >= _SELDOM):
            for at in _places(self.whole, name):
                right[at : at + len(name)] = b"\1" * len(name)
        for name in known:
            found: dict[str, list[int]] = defaultdict(list)
            for at, odd in _alike(self.whole, name):
                where = at + differing(odd, name)
                meant = right[where - 1 if doubled(odd, name) else where] and right[where]
                if not meant and names.get(odd, 0) < _SELDOM and _may_be(odd, name, tells_apart):
                    found[odd].append(at)
            for odd, starts in found.items():
                places = [at for at in starts if not self._is_cited(at, odd, name)]
                seldom = 0 < len(places) <= max(_SELDOM, names[name] // 10)
                if seldom and all(self._is_slip(at, odd, name, names[name]) for at in places):
                    yield Slip(odd, name, list(map(self.cell, places)))
                    for at in places:
                        right[at : at + len(odd)] = b"\1" * len(odd)

    def _is_cited(self, at: int, odd: str, name: str) -> bool:
        """Whether it stands in a title that is cited with the name as well: of titles is told as such."""
        start = self.whole.rfind("《", 0, at)
        title = self.whole[start : self.whole.find("》", at) + 1] if start >= 0 else ""
        return 0 < len(title) <= _TITLE and "》" not in title[:-1] and self.whole.count(title.replace(odd, name)) >= _OFTEN - 1

    def _is_slip(self, at: int, odd: str, name: str, times: int) -> bool:
        """Whether the name makes words of what stands there, and the way of writing does not; of a long name that is usual, whether it sounds like it."""
        before = _TO.search(self.whole[max(0, at - _AROUND) : at])
        after = _FROM.match(self.whole, at + len(odd), at + len(odd) + _AROUND)
        ahead, behind = before[0] if before else "", after[0] if after else ""
        if odd[-1] != name[-1]:
            begins = _CLAUSE.search(self.whole[max(0, at - 2) : at]) is not None
            if begins and _ACTS.match(behind):
                return True  # 财务料牵头
            if len(name) <= _SHORT:
                return False
        words, twice = broken(odd, name, ahead, behind), doubled(odd, name)
        likely = twice or (times >= _OFTEN and odd[-1] == name[-1])
        if words >= (LIKELY if likely else SURE):
            return True
        if len(name) < _LONG or times < _OFTEN:
            return False
        if twice and words == 0:
            return name not in odd  # 红十字会会员 has none too many
        return twice or (sounds_like(one_apart(odd, name)) and (odd[-1] == name[-1] or words > 0))


def _places(whole: str, part: str) -> Iterator[int]:
    at = whole.find(part)
    while at >= 0:
        yield at
        at = whole.find(part, at + 1)


def _alike(whole: str, name: str) -> Iterator[tuple[int, str]]:
    """What stands in a text that is a name with a slip in one half, and where."""
    half, size = len(name) // 2, len(name)
    found: dict[int, set[str]] = defaultdict(set)
    for long in (size, size + 1, *([size - 1] if size > _SHORTEST + 1 else [])):
        for start in _places(whole, name[:half]):
            found[start].add(whole[start : start + long])
        for middle in _places(whole, name[half:]):
            found[middle + size - half - long].add(whole[middle + size - half - long : middle + size - half])
    slips = {odd for odd in set().union(*found.values()) if one_apart(odd, name) and _WORDS.fullmatch(odd)}
    for at, odds in sorted(found.items()) if slips else ():
        for odd in odds & slips if at >= 0 else ():
            yield at, odd


def _may_be(odd: str, name: str, tells_apart: frozenset[str]) -> bool:
    """Whether a way of writing can be a slip: no other body's name, no part of one."""
    other = one_apart(odd, name)
    if odd[-1] != name[-1] and (len(odd) != len(name) or meaning.is_body(odd)):
        return False
    if odd[0] != name[0] and len(name) == _SHORTEST:
        return False
    if len(odd) > len(name):
        within = 0 < differing(odd, name) < len(odd) - 1
        return doubled(odd, name) or (within and len(name) > _SHORTEST and other not in tells_apart | _JOINING)
    if len(odd) < len(name):
        return odd[0] == name[0] and other not in tells_apart | _JOINING
    return not set(other) <= tells_apart
