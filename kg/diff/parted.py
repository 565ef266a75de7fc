"""Matched duties -> what an added one may have been cut from, and a removed one may have gone into: a hint, given only where the words show it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set
from difflib import SequenceMatcher

from kg.diff.forms import plain
from kg.diff.match import Pair
from kg.records import Duty

_MOST = 0.75  # of a name has to come from the whole, and half of the sentences where the name does not
_WORD, _SENTENCE = 2, 8
_ENDS = re.compile(r"[。；;\n]")


def related(pairs: Sequence[Pair]) -> dict[int, tuple[str, ...]]:
    """id() of a duty that is added or removed -> the numbers, in the other version, of the duties whose words it has, or that have its words.

    A merger is a split told backwards.
    """
    found: dict[int, tuple[str, ...]] = {}
    for way in (pairs, [(now, was) for was, now in pairs]):
        come = [now for was, now in way if now and not was]
        said = Counter(one for was, _ in way if was for one in _sentences(was))
        best: dict[int, tuple[int, str]] = {}
        for whole, kept in way:
            parts = _parts(whole, kept, come, said) if whole else []
            for part, shared in parts:
                if whole and shared > best.get(id(part), (0, ""))[0]:
                    best[id(part)] = shared, whole.number
            if not kept and parts:
                found.setdefault(id(whole), tuple(part.number for part, _ in parts))
        for one, (_, number) in best.items():
            found.setdefault(one, (number,))
    return found


def _parts(whole: Duty, kept: Duty | None, come: Sequence[Duty], said: Counter[str]) -> list[tuple[Duty, int]]:
    """Those that come with words that the whole had and has no longer, and how many; of one that is gone at least two.

    What it had counts where its name lost it, or where it is a sentence that no other duty said.
    """
    here = plain(whole.title)
    covers = {id(one): _made_of(here, plain(one.title)) for one in come}
    stayed = _covered(here, plain(kept.title)) if kept else set[int]()
    lost = {one for one in _sentences(whole) - (_sentences(kept) if kept else set()) if said[one] == 1}
    parts = []
    for one in come:
        others = stayed.union(*(places for other, places in covers.items() if other != id(one)))
        shared = covers[id(one)] - others
        named = len(shared) if any(place + 1 in shared for place in shared) else 0
        own = _sentences(one)
        told = sum(map(len, own & lost)) if 2 * len(own & lost) >= len(own) else 0
        if named or told:
            parts.append((one, named + told))
    return parts if kept or len(parts) > 1 else []


def _made_of(whole: str, part: str) -> set[int]:
    """The places of the whole that a part covers; none where most of the part is not of the whole."""
    if 2 * len(_pairs(part) & _pairs(whole)) < len(_pairs(part)):  # which is quick to see
        return set()
    found = _covered(whole, part)
    return found if part and len(found) >= _MOST * len(part) else set()


def _covered(whole: str, part: str) -> set[int]:
    """The places of the whole whose characters a part has in common with it, words at least."""
    blocks = SequenceMatcher(None, whole, part, autojunk=False).get_matching_blocks()
    return {place for block in blocks if block.size >= _WORD for place in range(block.a, block.a + block.size)}


def _pairs(text: str) -> Set[str]:
    return {text[n : n + 2] for n in range(len(text) - 1)}


def _sentences(duty: Duty) -> Set[str]:
    """What it answers for and how it goes about it, sentence by sentence; short ones are every duty's."""
    texts = (field.text for field in duty.item.fields if field.kind in ("accountability", "workflow"))
    return {said for text in texts for one in _ENDS.split(text) if len(said := plain(one)) >= _SENTENCE}
