"""Values that stand where they do not belong: another column's kind of value, another duty's text, no department, no contact."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import chain, combinations
from operator import add

from kg import meaning
from kg.labels import kind_of
from kg.meaning import DEPARTMENT
from kg.records import Department, Document, Field, Finding, Item, Severity, Status
from kg.repair.kinds import CONTRADICTS, Kinds, form
from kg.repair.where import of_field
from kg.text import bare, is_wordless, normal, squeeze

_MISFIT, _FITS_THERE = -1.4, 1.2
_CONDUCT = ("workflow", "documents", "accountability")
_LEAST, _FEW, _RARE, _COMMON, _EVIDENCE = 12, 3, 0.1, 0.25, 1
_SAME = 6
_ALONE = re.compile("(?:由)?([^，。；、]{2,20}?)(?:单独)?(?:负责)?独立实施")
_CITES = re.compile(
    r"《[^《》]*(?:《[^《》]*》[^《》]*)*》|[（(][^（）()]*[）)]|第[\d零〇一二三四五六七八九十百]+[条款项](?:之[一二三四五六七八九十]+)?"
)
_RUN = re.compile("[\u4e00-\u9fff]+")
_PARTICLES = frozenset("的了和与及或在是")
_WORDED = ("name", "basis", "boundary", *_CONDUCT)
_NONE = frozenset(["无", "暂无", "/", "-", "—", "——"])


def misplaced(document: Document, kinds: Kinds) -> Iterator[Finding]:
    """A value that reads as another column's: by its form, or because its words are those of that column in the other tables.

    Where the very same text stands in that column of other tables, the more usual place is right; of two, the remaining
    tables say which. `kinds` are those of the document.
    """
    holders: dict[tuple[str, str], list[Item]] = defaultdict(list)
    for item in document.items:
        for field in item.fields:
            holders[field.label, field.text].append(item)
    cited = Counter(field.label for item in document.items for field in item.fields if _only_cites(field))
    for item in document.items:
        own = kinds.without(item)
        same = {found.field: found for found in _twice(item, own)}
        yield from same.values()
        for field in _standing(item):
            other = "" if field.label in same else _typed_elsewhere(field, item, own, cited)
            if not other and field.label not in same:
                other = _belongs(field, item, own)
                here, there = holders[field.label, field.text], holders[other, field.text]
                if other and len(here) > len(there) > 0:
                    continue
                if other and len(here) == len(there) and not _nearer(other, field, kinds.without(*here, *there)):
                    continue
            if not other and kind_of(field.label) in _WORDED and is_wordless(field.text) and field.text not in _NONE:
                message = f"“{field.label}”中只有数字、日期或期限：{_short(field.text)}"
                yield _finding("misplaced-value", Severity.WARNING, item, field, message)
            if other:
                message = f"“{field.label}”中的内容像是“{other}”：{_short(field.text)}"
                yield _finding("misplaced-value", Severity.WARNING, item, field, message)


def copied(document: Document) -> Iterator[Finding]:
    """A text that stands in two or three duties, but for marks, and has words of another's name that its own duty never uses."""
    names = {id(item): squeeze(_name(item)) for item in document.items}
    groups: dict[tuple[str, str], list[tuple[Item, Field]]] = defaultdict(list)
    for item in document.items:
        for field in _standing(item):
            text = squeeze(field.text)
            if kind_of(field.label) in _CONDUCT and len(text) >= _LEAST:
                groups[field.label, bare(text)].append((item, field))
    texts: dict[str, list[str]] = defaultdict(list)
    for (label, _), group in groups.items():
        texts[label].append(squeeze(group[0][1].text))
    tables = Counter(pair for item in document.items for pair in _pairs(squeeze("\n".join(f.text for f in item.fields))))
    rares = {label: _Rare([*names.values()], of_label, tables) for label, of_label in texts.items()}
    for (label, _), group in groups.items():
        if not 2 <= len(group) <= _FEW:
            continue
        rare = rares[label]
        for item, field in group:
            words, other = _foreign(field, item, [one for one, _ in group if one is not item], names, rare)
            if words:
                message = f"“{field.label}”与 {other.number} 的相同，其中的“{'、'.join(words)}”合于该项而不合于本项，疑为误抄。"
                yield _finding("copied-text", Severity.WARNING, item, field, message)


def implausible(document: Document) -> Iterator[Finding]:
    """A department that does not read as one and that no other duty names, or is not the one that implements alone by the boundary."""
    named = Counter(d.name for item in document.items for d in _departments(item))
    for item in document.items:
        yield from _contradicted(item, named)
        for field in _standing(item):
            if kind_of(field.label) != "department":
                continue
            odd = [d.name for d in meaning.departments(field.text) if not DEPARTMENT.match(d.name) and named[d.name] < 2]
            odd += [squeeze(field.text)] if is_wordless(field.text) else []
            if odd and form(field.text) not in ("basis", "supervision"):
                yield _finding("implausible-department", Severity.WARNING, item, field, f"“{'、'.join(odd)}”不像是机构名称。")


def _contradicted(item: Item, named: Counter[str]) -> Iterator[Finding]:
    """A department beside a boundary by which another one, that some duty names, implements alone (独立实施)."""
    fields = {kind_of(field.label): field for field in reversed(_standing(item))}
    if not {"department", "boundary"} <= fields.keys():
        return
    alone = _ALONE.match(squeeze(fields["boundary"].text))
    own = [d.name for d in meaning.departments(fields["department"].text)]
    plain = bool(own) and all(DEPARTMENT.match(name) for name in own)
    if alone and plain and named[alone[1]] and not any(name in alone[1] or alone[1] in name for name in own):
        message = f"“{'、'.join(own)}”与“{fields['boundary'].label}”不合：该栏写明由“{alone[1]}”独立实施。"
        yield _finding("implausible-department", Severity.WARNING, item, fields["department"], message)


def contacts(document: Document) -> Iterator[Finding]:
    """A contact with something like an address or a telephone number that is none, or with neither; what is usual here is none."""
    usual = Counter(squeeze(f.text) for item in document.items for f in item.fields if kind_of(f.label) == "supervision")
    for item in document.items:
        for field in item.fields:
            text = squeeze(field.text) if field.status is Status.AS_PRINTED else ""
            if not text or kind_of(field.label) != "supervision" or text in _NONE or usual[text] >= _FEW:
                continue
            found, odd = meaning.contacts(field.text), meaning.suspect(field.text)
            if odd:
                yield _finding("bad-contact", Severity.WARNING, item, field, f"“{odd}”不是有效的信箱或电话。")
            elif not (found.mailboxes or found.phones) and re.search("电话|信箱|邮箱|热线", field.text):
                yield _finding("bad-contact", Severity.WARNING, item, field, f"没有有效的信箱或电话：{_short(field.text)}")


def boundaries(document: Document) -> Iterator[Finding]:
    """A boundary that neither says how the duty is shared nor names a body."""
    for item in document.items:
        for field in _standing(item):
            said = kind_of(field.label) != "boundary" or meaning.boundary(field.text) != "unstated"
            if not said and not meaning.is_department(field.text) and "负责" not in field.text:
                message = f"“{field.label}”没有说明由谁实施：{_short(field.text)}"
                yield _finding("unstated-boundary", Severity.INFO, item, field, message)


def _standing(item: Item) -> list[Field]:
    """The fields of a table that no repair has touched and that have a value."""
    moved = any(field.status is Status.MOVED and kind_of(field.label) != "number" for field in item.fields)
    return [] if moved else [field for field in item.fields if field.value]


def _typed_elsewhere(field: Field, item: Item, kinds: Kinds, cited: Counter[str]) -> str:
    """The label whose kind of value the form of this one gives away; "" when it gives none away, or its own."""
    kind, typed = kind_of(field.label), kinds.typed(field.text)
    if typed == "department" and kind in ("basis", "supervision") and kinds.names_department(field.text, item):
        home = typed
    elif typed in ("basis", "supervision") and kind in ("department", "number", "supervision", "basis"):
        home = typed if typed != kind and kinds.fit(field.label, field.text) <= CONTRADICTS else ""
    else:
        home = "basis" if _only_cites(field) and cited[field.label] < _FEW else ""
    return next((f.label for f in item.fields if kind_of(f.label) == home), "") if home else ""


def _belongs(field: Field, item: Item, kinds: Kinds) -> str:
    """The label whose words these are more than those of its own, by far; "" when it stands where it should."""
    if kind_of(field.label) not in _CONDUCT or kinds.typed(field.text) or kinds.likeness(field.label, field.text) > _MISFIT:
        return ""
    others = {f.label: kinds.likeness(f.label, field.text) for f in item.fields if kind_of(f.label) in _CONDUCT}
    best = max(others, key=lambda label: others[label])
    return best if best != field.label and others[best] >= _FITS_THERE else ""


def _nearer(label: str, field: Field, kinds: Kinds) -> bool:
    """Whether the words of a value are more those of the column `label` than of its own."""
    return kinds.likeness(label, field.text) > kinds.likeness(field.label, field.text)


def _only_cites(field: Field) -> bool:
    """Whether the cell of a workflow or of responsibilities holds clauses of laws and nothing else; a column of bases may."""
    if kind_of(field.label) not in ("workflow", "accountability") or "依据" in field.label or "第" not in field.text:
        return False
    return "《" in field.text and not bare(_CITES.sub("", squeeze(field.text)))


def _twice(item: Item, kinds: Kinds) -> Iterator[Finding]:
    """A text that stands in two fields of different kind of one duty: it fits one of them less."""
    fields = [field for field in _standing(item) if kind_of(field.label) in _CONDUCT and len(squeeze(field.text)) >= _SAME]
    for first, second in combinations(fields, 2):
        if kind_of(first.label) == kind_of(second.label) or bare(first.text) != bare(second.text):
            continue
        right, wrong = sorted((first, second), key=lambda field: kinds.likeness(field.label, field.text), reverse=True)
        message = f"“{wrong.label}”与“{right.label}”的内容相同，疑为误填：{_short(wrong.text)}"
        yield _finding("misplaced-value", Severity.WARNING, item, wrong, message)


class _Rare:
    """Which words tell duties apart: those in few names, in few texts of a column, and not in every other table."""

    def __init__(self, names: list[str], texts: list[str], tables: Counter[str]) -> None:
        self._counted = [
            (Counter(pair for name in names for pair in _pairs(name)), max(_FEW, len(names) * _RARE)),
            (Counter(pair for text in texts for pair in _pairs(text)), max(_FEW, len(texts) * _RARE)),
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
    rest = squeeze("".join(f.text for f in item.fields if kind_of(f.label) != "basis" and squeeze(f.text) != text))
    pairs = {pair for pair in _pairs(text) if rare(pair)}
    for other in others:
        there = names[id(other)]
        words = [pair for pair in _pairs(there) if pair in pairs and pair not in rest and not _PARTICLES & set(pair)]
        mine = [pair for pair in _pairs(own) if pair in pairs and pair not in there]
        if len(words) >= _EVIDENCE and len(words) >= 2 * len(mine):
            return [_trimmed(word, own) for word in _joined(words)], other
    return [], item


def _pairs(text: str) -> list[str]:
    """The pairs of Chinese characters of a text, in order, each once."""
    return list(dict.fromkeys(chain.from_iterable(map(add, run, run[1:]) for run in _RUN.findall(text))))


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


def _departments(item: Item) -> tuple[Department, ...]:
    return meaning.departments(meaning.by_kind(item).get("department", ""))


def _name(item: Item) -> str:
    return meaning.by_kind(item).get("name", "") or (item.contents.name.text if item.contents else "")


def _short(text: str) -> str:
    words = normal(text).replace("\n", " ")
    return words if len(words) <= 40 else words[:40] + "…"


def _finding(code: str, severity: Severity, item: Item, field: Field, message: str) -> Finding:
    return Finding(code, severity, (item.number,), field.label, of_field(item, field), message)
