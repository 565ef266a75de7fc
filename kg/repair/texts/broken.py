"""Names of duties that break off: in the middle of a word, before a bracket closes, or before what all others of their sort end with."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from kg import meaning
from kg.records import Document, Field, Finding, Item, Severity
from kg.repair.evidence.wording import cut
from kg.repair.where import of_field
from kg.text import shortened, squeeze

_FEWEST, _END, _SHORTEST, _MANY, _AROUND = 5, 2, 6, 300, 8
_TAILS = ((3, 1), (2, 2))  # how many of its last characters go on alike elsewhere, and how often
_GOES_ON = re.compile("[、，,：:及]$|(?<![共平饱温缓谐总])和$|(?<![参给赋])与$|或$")
_WHOLE = re.compile("的..$")
_CHINESE = re.compile("[\u4e00-\u9fff]")
_BRACKETS = ("（）", "()", "《》", "“”", "〔〕")
_Named = tuple[Item, Field, str]


def names(document: Document) -> Iterator[Finding]:
    """A name that is no whole one, of those that no contents have; nothing where several are so, for then they are printed so."""
    named = _named(document)
    odd = {n: "末尾像是还有下文" for n, (_, _, name) in enumerate(named) if _goes_on(name)}
    odd |= {n: f"同类各项都以“{end}”结尾" for n, end in _without_end(named).items() if n not in odd}
    if not odd and len(named) <= _MANY:
        odd = {n: f"“{word}”只印了一半" for n, word in _within_words(named, document).items()}
    if len(odd) == 1:
        ((n, why),) = odd.items()
        item, field, name = named[n]
        message = f"“{field.label}”像是没有写完：{shortened(name)}；{why}，请对照原件核对。"
        yield Finding("missing-value", Severity.WARNING, (item.number,), field.label, of_field(item, field), message)


def _named(document: Document) -> list[_Named]:
    seen: set[int] = set()
    found = []
    for item in document.items:
        field = next((one for one in item.fields if one.kind == "name" and one.value), None)
        if field and not item.contents and id(field.value) not in seen:
            seen.add(id(field.value))
            found.append((item, field, squeeze(field.text)))
    return found


def _goes_on(name: str) -> bool:
    """Whether a name ends as none does: with a comma, with 和, or before a bracket closes."""
    opened = any(name.count(pair[0]) > name.count(pair[1]) for pair in _BRACKETS if pair[0] != pair[1])
    return len(name) > _END and (opened or _GOES_ON.search(name) is not None)


def _without_end(named: Sequence[_Named]) -> dict[int, str]:
    """The one name of a type of power and a first character (对…) without the end of all others (处罚), by its place: that end."""
    ends = Counter(name[-_END:] for _, _, name in named)
    sorts: dict[tuple[str, str], list[int]] = defaultdict(list)
    for n, (item, _, name) in enumerate(named):
        sorts[meaning.by_kind(item).get("type", ""), name[:1]].append(n)
    found = {}
    for places in sorts.values():
        usual, often = Counter(named[n][2][-_END:] for n in places).most_common(1)[0]
        if len(places) >= _FEWEST and often == len(places) - 1:
            n, name = next((n, named[n][2]) for n in places if named[n][2][-_END:] != usual)
            if ends[name[-_END:]] == 1 and len(name) >= _SHORTEST and not _WHOLE.search(name):
                found[n] = usual
    return found


def _within_words(named: Sequence[_Named], document: Document) -> dict[int, str]:
    """The names whose last characters always go on with one and the same elsewhere, by their places: the word that they make with it."""
    ends = Counter(name[-_END:] for _, _, name in named)
    lone = [
        (n, name)
        for n, (_, _, name) in enumerate(named)
        if ends[name[-_END:]] == 1 and len(name) >= _SHORTEST and _CHINESE.match(name[-1])
    ]
    text = "\n".join(squeeze(field.text) for item in document.items for field in item.fields) if lone else ""
    found = {}
    for n, name in lone:
        word = next(filter(None, (_word(name, text, size, often) for size, often in _TAILS)), "")
        if word:
            found[n] = word
    return found


def _word(name: str, text: str, size: int, often: int) -> str:
    """The word that a name breaks off in, by what follows its last characters elsewhere; "" where it is a whole one."""
    following = Counter(text[at.end() : at.end() + 1] for at in re.finditer(re.escape(name[-size:]), text))
    further = {char: times for char, times in following.items() if _CHINESE.match(char)}
    ends = following.total() - sum(further.values())
    if len(further) != 1 or sum(further.values()) < often or ends > text.count(name):
        return ""
    char, near = next(iter(further)), name[-_AROUND:]
    last = len(near) - 1
    alone = cut(near + char).alone
    return near[-1] + char if last in cut(near).alone and alone.isdisjoint((last, last + 1)) else ""
