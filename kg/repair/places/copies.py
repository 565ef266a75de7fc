"""Texts of one duty copied into another's table, told by words of a name that its own table never uses."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import chain

from kg import meaning
from kg.records import Document, Field, Finding, Item, Severity
from kg.repair.evidence.homes import CONDUCT
from kg.repair.where import of_field, standing
from kg.text import bare, pairs_of, squeeze

_LEAST, _FEW, _RARE, _COMMON, _EVIDENCE = 12, 3, 0.1, 0.25, 1
_PARTICLES = frozenset("的了和与及或在是")
_HANDLING = frozenset(("申请", "审核", "审批", "受理", "审查", "办理", "核准", "核发", "确认"))
_Columns = dict[str, list[tuple[Item, Field]]]
_Shared = tuple[str, list[tuple[Item, Field]], list[int]]
_ENOUGH, _TOGETHER, _ALIKE, _FAR, _SEVERAL = 8, 3, 0.3, 1.5, 2
_MANY, _LONG = 20, 15  # texts of a column, characters of one


def copied(document: Document) -> Iterator[Finding]:
    """A text that stands in two or three duties and belongs to another.

    That is told by words of that one's name, by what duties of its type say, or by what else that one says. Where each type of
    power has a text of its own, one of another type is a copy.
    """

    @cache
    def tables() -> Counter[str]:
        texts = (squeeze("\n".join(field.text for field in item.fields)) for item in document.items)
        return Counter(chain.from_iterable(map(pairs_of, texts)))

    columns = _columns(document)
    once = list(_shared_once(columns))
    found = list(_by_words(document, columns, tables))
    yield from found
    told = {(number, one.field) for one in found for number in one.duties}
    for one in (*_by_formula(document, columns), *_by_type(document, once), *_by_rest(once, tables), *_by_itself(once)):
        if told.isdisjoint(about := {(number, one.field) for number in one.duties}):
            told |= about
            yield one


def _by_words(document: Document, columns: _Columns, tables: Callable[[], Counter[str]]) -> Iterator[Finding]:
    """A text that stands in two or three duties, but for marks, and has words of another's name that its own duty never uses.

    In none of the columns in which duties share their texts as a rule.
    """
    names = {id(item): squeeze(_name(item)) for item in document.items}
    groups: dict[tuple[str, str], list[tuple[Item, Field]]] = defaultdict(list)
    for label, cells in columns.items():
        for item, field in [] if _is_formula(cells) else cells:
            groups[label, bare(field.text)].append((item, field))
    several = {key: group for key, group in groups.items() if 2 <= len(group) <= _FEW}
    if not several:
        return
    texts: dict[str, list[str]] = defaultdict(list)
    for (label, _), group in groups.items():
        texts[label].append(squeeze(group[0][1].text))
    rares = {label: _Rare([*names.values()], of_label, tables()) for label, of_label in texts.items()}
    for (label, _), group in several.items():
        rare = rares[label]
        for item, field in group:
            words, other = _foreign(field, item, [one for one, _ in group if one is not item], names, rare)
            if words:
                message = f"“{field.label}”与 {other.number} 的相同，其中的“{'、'.join(words)}”合于该项而不合于本项，疑为误抄。"
                yield Finding("copied-text", Severity.WARNING, (item.number,), label, of_field(item, field), message)


def _is_formula(cells: list[tuple[Item, Field]]) -> bool:
    """Whether a column has a few texts that duties share, as what each type of power is called to account for: then a shared one is no copy.

    Rows of one item count once.
    """
    holders: dict[str, set[str]] = defaultdict(set)
    for item, field in cells:
        holders[bare(field.text)].add(item.number)
    shared = [numbers for numbers in holders.values() if len(numbers) > 1]
    return len(shared) > 1 and 3 * sum(map(len, shared)) >= sum(map(len, holders.values()))


def _by_formula(document: Document, columns: _Columns) -> Iterator[Finding]:
    """The text of another type of power amid duties of one, where all duties of a type have one text but for this; only the first in a column."""
    types = {id(item): meaning.by_kind(item).get("type", "") for item in document.items}
    for label, cells in columns.items():
        of_type: dict[str, Counter[str]] = defaultdict(Counter)
        for item, field in cells if _is_formula(cells) else ():
            of_type[types[id(item)]][bare(field.text)] += 1
        formula = {kind: texts.most_common(1)[0][0] for kind, texts in of_type.items() if kind and texts.total() > 1}
        odd = [n for n, (i, f) in enumerate(cells) if formula.get(types[id(i)], "") not in ("", bare(f.text))]
        around = (
            [types[id(cells[n][0])] for n in range(odd[0] - 1, odd[0] + 2) if n in range(len(cells))] if len(odd) == 1 else []
        )
        if len(around) < _TOGETHER or len(set(around)) > 1:
            continue
        item, field = cells[odd[0]]
        other = next((kind for kind, text in formula.items() if text == bare(field.text)), "")
        if other:
            message = f"“{label}”与“{other}”各项的相同，“{around[0]}”其余各项却是另一种写法，疑为误抄。"
            yield Finding("copied-text", Severity.WARNING, (item.number,), label, of_field(item, field), message)


def _by_type(document: Document, once: Sequence[_Shared]) -> Iterator[Finding]:
    """The one text of a column that two duties have, of two types of power: a copy where it reads like those of the other type."""
    types = {id(item): meaning.by_kind(item).get("type", "") for item in document.items}
    for label, cells, shared in once:
        near = {n: _nearness(n, shared, cells, types) for n in shared}
        copy, own = sorted(shared, key=lambda n: near[n])
        (item, field), (other, _) = cells[copy], cells[own]
        if types[id(item)] != types[id(other)] and near[own] >= max(_ALIKE, _FAR * near[copy]):
            message = f"“{label}”与 {other.number} 的相同，其余各项都不相同；读来像“{types[id(other)]}”而不像“{types[id(item)]}”，疑为误抄。"
            yield Finding("copied-text", Severity.WARNING, (item.number,), label, of_field(item, field), message)


def _by_rest(once: Sequence[_Shared], tables: Callable[[], Counter[str]]) -> Iterator[Finding]:
    """The one text of a column that two duties have: a copy where nothing else of the duty speaks as it does.

    None of the other fields there has a telling word of it, and those of the other duty have several.
    """
    for label, cells, shared in once:
        if cells[0][1].kind == "workflow":  # duties of unlike matters go the same way
            continue
        few = max(_FEW, len(cells) * _COMMON)
        telling = [p for p in pairs_of(squeeze(cells[shared[0]][1].text)) if tables()[p] <= few and not _says_nothing(p)]
        said = {n: _joined([pair for pair in telling if pair in _rest(*cells[n])]) for n in shared}
        copy, own = sorted(shared, key=lambda n: len(said[n]))
        (item, field), (other, _) = cells[copy], cells[own]
        if not said[copy] and len(said[own]) >= _SEVERAL:
            words = "、".join(said[own])
            message = f"“{label}”与 {other.number} 的相同，其余各项都不相同；其中的“{words}”该项别处也有，本项没有，疑为误抄。"
            yield Finding("copied-text", Severity.WARNING, (item.number,), label, of_field(item, field), message)


def _by_itself(once: Sequence[_Shared]) -> Iterator[Finding]:
    """The one long text of a column of many that two duties of other names have, told of both: nothing says which is the copy."""
    for label, cells, shared in once:
        (item, field), (other, its) = (cells[n] for n in shared)
        long = cells[0][1].kind == "accountability" and len(squeeze(field.text)) >= _LONG
        if long and len(cells) >= _MANY and squeeze(_name(item)) != squeeze(_name(other)):
            message = f"“{label}”与 {item.number} 的一字不差，其余各项都不相同，请核对是否误抄。"
            yield Finding("copied-text", Severity.WARNING, (other.number, item.number), label, of_field(other, its), message)


def _shared_once(columns: _Columns) -> Iterator[_Shared]:
    """The columns in which only one text stands twice, in two duties: label, cells, and the places of the two."""
    for label, cells in columns.items():
        groups: dict[str, list[int]] = defaultdict(list)
        for n, (_, field) in enumerate(cells):
            groups[bare(field.text)].append(n)
        shared = [group for group in groups.values() if len(group) > 1]
        if len(cells) >= _ENOUGH and len(shared) == 1 and len(shared[0]) == 2:
            yield label, cells, shared[0]


def _nearness(n: int, shared: list[int], cells: list[tuple[Item, Field]], types: dict[int, str]) -> float:
    """What part of a text at most stands in that of another duty of the same type, by pairs of characters."""
    pairs = set(pairs_of(squeeze(cells[n][1].text)))
    peers = (field for m, (item, field) in enumerate(cells) if m not in shared and types[id(item)] == types[id(cells[n][0])])
    return max((len(pairs & set(pairs_of(squeeze(field.text)))) / len(pairs) for field in peers), default=0.0) if pairs else 0.0


def _columns(document: Document) -> _Columns:
    """The texts of some length in the columns that say how duties are done, as printed."""
    columns: _Columns = defaultdict(list)
    for item in document.items:
        for field in standing(item):
            if field.kind in CONDUCT and len(squeeze(field.text)) >= _LEAST:
                columns[field.label].append((item, field))
    return columns


class _Rare:
    """Which words tell duties apart: those in few names, in few texts of a column, and not in every other table."""

    def __init__(self, names: list[str], texts: list[str], tables: Counter[str]) -> None:
        self._counted = [
            (Counter(pair for name in names for pair in pairs_of(name)), max(_FEW, len(names) * _RARE)),
            (Counter(pair for text in texts for pair in pairs_of(text)), max(_FEW, len(texts) * _RARE)),
            (tables, max(_FEW, len(names) * _COMMON)),
        ]

    def __call__(self, pair: str) -> bool:
        return all(counts[pair] <= few for counts, few in self._counted)


def _foreign(field: Field, item: Item, others: list[Item], names: dict[int, str], rare: _Rare) -> tuple[list[str], Item]:
    """The words of a field that are in another duty's name and in nothing else of this item, when few of its own are.

    What the item quotes does not count: one clause speaks of the matters of many duties.
    """
    own = names[id(item)]
    text = squeeze(field.text)
    rest = _rest(item, field)
    pairs = {pair for pair in pairs_of(text) if rare(pair)}
    for other in others:
        there = names[id(other)]
        words = [pair for pair in pairs_of(there) if pair in pairs and pair not in rest and not _says_nothing(pair)]
        mine = [pair for pair in pairs_of(own) if pair in pairs and pair not in there]
        if len(words) >= _EVIDENCE and len(words) >= 2 * len(mine):
            return [_trimmed(word, own) for word in _joined(words)], other
    return [], item


def _rest(item: Item, field: Field) -> str:
    """What an item says but for a text, and for what it quotes."""
    text = squeeze(field.text)
    return squeeze("".join(f.text for f in item.fields if f.kind != "basis" and squeeze(f.text) != text))


def _says_nothing(pair: str) -> bool:
    """Whether two characters are no word of a matter: they hold a particle, or say how any matter is handled."""
    return pair in _HANDLING or bool(_PARTICLES & set(pair))


def _joined(pairs: list[str]) -> list[str]:
    """Pairs that overlap, as the words they came from."""
    words: list[str] = []
    for pair in pairs:
        if words and words[-1][-1] == pair[0]:
            words[-1] += pair[1]
        else:
            words.append(pair)
    return words


def _trimmed(word: str, own: str) -> str:
    """A word without the characters at its ends that the own name has as well."""
    while len(word) > 2 and word[0] in own:
        word = word[1:]
    while len(word) > 2 and word[-1] in own:
        word = word[:-1]
    return word


def _name(item: Item) -> str:
    return meaning.printed_name(item) or (item.contents.name.text if item.contents else "")
