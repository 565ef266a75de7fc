"""Values that are not made like the others of their column.

Codes that lost zeros or have letters for digits, telephones a digit short, a type of power that is none.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import groupby

from kg import meaning
from kg.labels import TYPES
from kg.records import Document, Field, Finding, Item, Severity
from kg.repair.evidence.alike import swapped
from kg.repair.evidence.forms import form
from kg.repair.numbers import powers, types
from kg.repair.where import of_field
from kg.text import digits, is_wordless, one_apart, shortened, squeeze

_ENOUGH, _SHARE, _FEW = 8, 0.9, 2
_SEVERAL = 5
_LETTER = re.compile(r"[^\W\d_]")
FOR_DIGITS = str.maketrans(dict.fromkeys("OoОоΟο〇", "0") | dict.fromkeys("IlІ丨|", "1"))  # Latin, Cyrillic, Greek
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?[Ee][+-]?\d{1,3}")
_DIGIT, _DIGITS = re.compile(r"\d"), re.compile(r"\d+")
_TYPE = re.compile("|".join(TYPES))
_PHONE = re.compile(r"(?:(?:(?:\+|00)?86-?\(?0?|\(?0)(\d{2,3})\)?[- ]?)?(\d{7,8})")
_LOCAL = 8


def odd(document: Document) -> Iterator[Finding]:
    """Everything in a column of codes, telephones or types of power that is not made like the rest of it."""
    columns: dict[str, list[tuple[Item, Field]]] = defaultdict(list)
    for item in document.items:
        for field in item.fields:
            if field.value:
                columns[field.label].append((item, field))
    for cells in columns.values():
        if cells[0][1].kind == "code":
            yield from _codes(cells)
        elif cells[0][1].kind == "type":
            yield from _types(cells)
            told = types.contradicted(cells) or list(_interrupted(cells))
            yield from (*told, *powers.named(cells, told))
    yield from _phones(columns)
    yield from _domains(columns)
    yield from _exchanged(columns)


def _codes(cells: list[tuple[Item, Field]]) -> Iterator[Finding]:
    texts = {digits(field.text) for _, field in cells}
    makes = Counter(_make(text) for text in texts)
    usual, often = makes.most_common(1)[0] if makes else ((), 0)
    shapes = Counter(map(_shape, texts))
    strict = len(texts) >= _ENOUGH and often >= _SHARE * len(texts)
    told: set[str] = set()
    for item, field in cells:
        code = digits(field.text)
        if code in told:
            continue
        told.add(code)
        if _SCIENTIFIC.fullmatch(code) and not _SCIENTIFIC.fullmatch(next(iter(texts - {code}), "")):
            why = "是表格软件的科学记数，原有数字已丢失"
        elif meant := _in_digits(code, shapes):
            why = f"在其他编码都是数字的地方有字母，疑为 {meant}"
        elif strict and len(texts) - often <= _FEW and _short_of(_make(code), usual, texts):
            why = f"比其他编码（如 {min(t for t in texts if _make(t) == usual)}）少 {sum(_runs(usual)) - sum(_runs(_make(code)))} 位数字，可能丢了开头的 0 或漏了一位"
        else:
            continue
        yield _finding("bad-code", item, field, f"“{field.label}”{code} {why}。")


def _in_digits(code: str, shapes: Counter[str]) -> str:
    """A code with digits for the letters that look like them, where the others of its shape have digits (CF-O13); "" where it has none such."""
    for shape, often in shapes.most_common():
        if often < _SEVERAL or shapes[_shape(code)] > _FEW:
            break
        pairs = zip(code, shape, strict=True) if len(code) == len(shape) else ()
        meant = "".join(char.translate(FOR_DIGITS) if place == "0" else char for char, place in pairs)
        if meant and meant != code and _shape(meant) == shape:
            return meant
    return ""


def _shape(code: str) -> str:
    """Where a code has letters, and where digits."""
    return _LETTER.sub("A", _DIGIT.sub("0", code))


def _make(code: str) -> tuple[str, ...]:
    """How a code is made: its marks and letters, and how long its runs of digits are."""
    return (_DIGITS.sub("0", code), *(str(len(run)) for run in _DIGITS.findall(code)))


def _runs(make: tuple[str, ...]) -> list[int]:
    return [int(length) for length in make[1:]]


def _short_of(make: tuple[str, ...], usual: tuple[str, ...], texts: set[str]) -> bool:
    """Whether a code lacks digits in runs that the usual ones fill up with zeros, or that are long."""
    if make[0] != usual[0] or make == usual:
        return False
    pairs = list(zip(_runs(make), _runs(usual), strict=True))
    padded = [
        any(runs[n].startswith("0") for text in texts if _make(text) == usual and (runs := _DIGITS.findall(text)))
        for n in range(len(pairs))
    ]
    return all(short <= full and (short == full or full >= 6 or pad) for (short, full), pad in zip(pairs, padded, strict=True))


def _types(cells: list[tuple[Item, Field]]) -> Iterator[Finding]:
    duties: dict[str, set[str]] = defaultdict(set)
    for item, field in cells:
        duties[squeeze(field.text)].add(item.number)
    known = {text for text in duties if _TYPE.search(text)}
    usual = [text for text in duties if text in known or len(duties[text]) >= _FEW + 1]
    plain = sum(len(duties[text]) for text in known) >= _SEVERAL
    told: set[str] = set()
    for item, field in cells:
        text = squeeze(field.text)
        if text in usual or text in told or len(duties[text]) > 1:
            continue
        told.add(text)
        meant = next((one for one in (*usual, *TYPES) if len(text) > 3 and (one_apart(text, one) or swapped(text, one))), "")
        if meant:
            yield _finding("inconsistent-name", item, field, f"“{field.label}”写法不一：“{text}”疑为“{meant}”。")
        elif plain and (
            meaning.is_department(field.text) or form(field.text) in ("basis", "supervision", "number") or is_wordless(field.text)
        ):
            yield _finding("misplaced-value", item, field, f"“{field.label}”中的“{shortened(field.text)}”不是职权类型。")


def _interrupted(cells: list[tuple[Item, Field]]) -> Iterator[Finding]:
    """One type alone amid rows of another, where every type's rows stand together otherwise."""
    runs: list[tuple[str, list[tuple[Item, Field]]]] = [
        (text, list(run)) for text, run in groupby(cells, key=lambda cell: squeeze(cell[1].text))
    ]
    lone = [
        n
        for n in range(1, len(runs) - 1)
        if runs[n - 1][0] == runs[n + 1][0] and len({item.number for item, _ in runs[n][1]}) == 1
    ]
    kinds = {text for text, _ in runs if _TYPE.search(text)}
    if len(lone) != 1 or len(kinds) < 3 or runs[lone[0]][0] not in kinds:
        return
    at = lone[0]
    if len(runs) - 2 == len({text for n, (text, _) in enumerate(runs) if n != at}):
        item, field = runs[at][1][0]
        if squeeze(field.text)[-2:] in squeeze(meaning.printed_name(item)):
            return  # the name says so too: 对…的处罚
        message = f"“{field.label}”为“{runs[at][0]}”，前后各项却都是“{runs[at + 1][0]}”，其余各类都排在一处，请核对。"
        yield _finding("misplaced-value", item, field, message)


def _exchanged(columns: dict[str, list[tuple[Item, Field]]]) -> Iterator[Finding]:
    """A bare telephone beside another label, where the column of telephones has in the same row what is none."""
    bare = {label: [bool(_bare_phone(field.text)) for _, field in cells] for label, cells in columns.items()}
    for label, phones in bare.items():
        if len(phones) < _ENOUGH or sum(phones) < _SHARE * len(phones):
            continue
        for item, field in (cell for cell, is_phone in zip(columns[label], phones, strict=True) if not is_phone):
            others = (f for f in item.fields if f.value and f.label != label and sum(bare[f.label]) == 1 and _bare_phone(f.text))
            other = next(others, None)
            found = meaning.contacts(field.text)
            if other and not (found.phones or found.mailboxes):
                message = f"“{other.label}”中的内容像是“{label}”：{shortened(other.text)}；两栏的内容疑为对调。"
                yield _finding("misplaced-value", item, other, message)


def _bare_phone(text: str) -> str:
    found = meaning.contacts(text).phones
    return found[0] if len(found) == 1 and is_wordless(text) else ""


def _phones(columns: dict[str, list[tuple[Item, Field]]]) -> Iterator[Finding]:
    """A local number of seven digits where the others of its area have eight, or of eight behind an area code whose others have seven.

    One place never has both.
    """
    cells = [(i, f) for column in columns.values() for i, f in column if f.kind == "supervision" or "电话" in f.label]
    lengths: dict[str, Counter[int]] = defaultdict(Counter)
    found: list[tuple[Item, Field, str, str, int]] = []
    for item, field in cells:
        for phone in meaning.contacts(field.text).phones:
            if match := _PHONE.fullmatch(phone):
                lengths[match[1] or ""][len(match[2])] += 1
                found.append((item, field, phone, match[1] or "", len(match[2])))
    for item, field, phone, area, length in found:
        odd, usual = lengths[area][length], lengths[area].total() - lengths[area][length]
        if odd > _FEW or usual < max(_SEVERAL, odd * 10):
            continue
        if length < _LOCAL:
            yield _finding("bad-contact", item, field, f"“{phone}”少一位：其他电话都是 {_LOCAL} 位。")
        elif area:
            yield _finding("bad-contact", item, field, f"“{phone}”多一位：区号 0{area} 的其他电话都是 {length - 1} 位。")


def _domains(columns: dict[str, list[tuple[Item, Field]]]) -> Iterator[Finding]:
    """A mailbox whose domain differs from the usual one by a character or in its last part alone: gov.com for gov.cn."""
    cells = [(i, f) for column in columns.values() for i, f in column if f.kind == "supervision"]
    found = [(i, f, box, box.partition("@")[2].lower()) for i, f in cells for box in meaning.contacts(f.text).mailboxes]
    duties: dict[str, set[str]] = defaultdict(set)
    for item, _, _, domain in found:
        duties[domain].add(item.number)
    often = [domain for domain, numbers in duties.items() if len(numbers) >= _SEVERAL]
    for item, field, box, domain in found:
        usual = next((o for o in often if o != domain and _alike(domain, o)), "") if len(duties[domain]) == 1 else ""
        if usual:
            yield _finding("bad-contact", item, field, f"“{box}”的域名疑为 {usual}。")


def _alike(domain: str, usual: str) -> bool:
    return bool(one_apart(domain, usual)) or domain.rpartition(".")[0] == usual.rpartition(".")[0]


def _finding(code: str, item: Item, field: Field, message: str) -> Finding:
    return Finding(code, Severity.WARNING, (item.number,), field.label, of_field(item, field), message)
