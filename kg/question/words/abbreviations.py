"""Short and misspelt forms of names, by rule: an ordered selection of a name's characters, or one character wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from operator import eq

from kg.question.words.vocabulary import cues

_LONG = 5
_OFFICE = "办公室"
_VERBS = cues("abbreviations")["verbs"]
_HAN = re.compile("[\u4e00-\u9fff]+")
_JOINT = re.compile(
    r"(?=$|[和与跟同、及,，。？?]|有|管|负责|承担|名下|的|那边|这边|一共|总共|共|都|手里|干|比|加|还是|差|相差|在|牵头|配合|帮|能|要|独|单)"
)


def within(short: str, name: str) -> bool:
    """Whether the characters of `short` stand in `name`, in this order."""
    at = -1
    for char in short:
        at = name.find(char, at + 1)
        if at < 0:
            return False
    return True


def find(text: str, names: tuple[str, ...]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """(start, end, names) of stretches that shorten or misspell names; several names where the short form does not tell."""
    taken = [False] * (len(text) + 1)
    ends, stems = _by_ends(names)
    for end in range(len(text), 1, -1):
        char = text[end - 1]
        if taken[end - 1] or not (char in ends or char in stems or char == _OFFICE[0]):
            continue
        found = _alike(text, end, ends.get(char, [])) or _cut(text, end, stems.get(char, [])) or _office(text, end, names)
        if found:
            start, meant = found
            taken[start:end] = [True] * (end - start)
            yield start, end, meant


@lru_cache(maxsize=100)
def _by_ends(names: tuple[str, ...]) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Names by their last character, and long ones by the last but one."""
    ends: dict[str, list[str]] = {}
    stems: dict[str, list[str]] = {}
    for name in names:
        ends.setdefault(name[-1], []).append(name)
        if len(name) >= _LONG:
            stems.setdefault(name[-2], []).append(name)
    return ends, stems


def _alike(text: str, end: int, names: list[str]) -> tuple[int, tuple[str, ...]] | None:
    """The longest stretch up to `end` that stands for one of `names`, which end as it does; no more than one letter of it is in none."""
    letters = set().union(*names)
    first = strange = 0
    for start in range(end - 1, max(0, end - max(map(len, names), default=0) - 1) - 1, -1):
        strange += text[start] not in letters
        if strange > 1:
            break
        first = start
    for start in range(first, end - 1):
        said = text[start:end]
        if text[start - 1 : start + 1] in _VERBS:
            continue  # 配合执法大队 is no 合执法大队
        if _HAN.fullmatch(said) and (meant := _meant(said, names)):
            return start, meant
    return None


def _cut(text: str, end: int, names: list[str]) -> tuple[int, tuple[str, ...]] | None:
    """The one of `names` that stands before `end` without its last letter."""
    cut = [name for name in names if text.endswith(name[:-1], 0, end) and _JOINT.match(text, end)]
    return (end - len(cut[0]) + 1, (cut[0],)) if len(cut) == 1 else None


def _office(text: str, end: int, names: tuple[str, ...]) -> tuple[int, tuple[str, ...]] | None:
    """The one office that is called so with 办 at the end: 党建办 for 党建工作办公室."""
    if text[end - 1] != _OFFICE[0] or not _JOINT.match(text, end):
        return None
    offices = {name.removesuffix(_OFFICE): name for name in names if name.endswith(_OFFICE) and len(name) > _LONG}
    for start in range(max(0, end - 6), end - 2):
        said = text[start : end - 1]
        meant = [name for stem, name in offices.items() if stem.startswith(said[0]) and within(said, stem)]
        if _HAN.fullmatch(said) and len(meant) == 1:
            return start, (meant[0],)
    return None


def _meant(said: str, names: list[str]) -> tuple[str, ...]:
    if len(said) == 2:
        meant = [name for name in names if name.endswith(said) and len(name) <= 5 and said[0] not in "公作理"]
    else:
        meant = [name for name in names if name != said and within(said, name)]
    if not meant and len(said) >= 4:
        meant = [name for name in names if len(name) >= 4 and _one_off(said, name)]
    return tuple(meant)


def _one_off(said: str, name: str) -> bool:
    """Whether one character is wrong, missing, doubled, or two neighbours are exchanged."""
    if len(said) == len(name):
        if sum(map(eq, said, name)) < len(name) - 2:
            return False
        wrong = [n for n, (a, b) in enumerate(zip(said, name, strict=True)) if a != b]
        swapped = (
            len(wrong) == 2 and wrong[1] == wrong[0] + 1 and said[wrong[0]] == name[wrong[1]] and said[wrong[1]] == name[wrong[0]]
        )
        return len(wrong) == 1 or swapped
    longer, shorter = (said, name) if len(said) > len(name) else (name, said)
    return len(longer) == len(shorter) + 1 and any(longer[:n] + longer[n + 1 :] == shorter for n in range(1, len(longer)))
