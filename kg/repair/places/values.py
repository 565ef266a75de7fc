"""Values that stand where they do not belong: another column's kind of value, another duty's text, no department, no contact."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import combinations

from kg import meaning
from kg.labels import is_helper, is_post, of_posts, says_nothing
from kg.meaning.contacts import is_all, is_named
from kg.meaning.pointers import is_known_elsewhere
from kg.records import Department, Document, Field, Finding, Item, Severity, Status
from kg.repair.evidence.forms import form
from kg.repair.evidence.homes import CONDUCT, CONTRADICTS, reaches
from kg.repair.evidence.kinds import FITS_THERE, MISFIT, Kinds
from kg.repair.where import of_field, standing
from kg.text import bare, is_wordless, shortened, squeeze

_FEW = 3
_SAME, _SENTENCE, _SAID, _LIKELY, _NEARLY = 6, 16, 10, 0.6, 0.65
_ALONE = re.compile("(?:由)?([^，。；、]{2,20}?)(?:单独)?(?:负责)?独立实施")
_CITES = re.compile(
    r"《[^《》]*(?:《[^《》]*》[^《》]*)*》|[（(][^（）()]*[）)]|第[\d零〇一二三四五六七八九十百]+[条款项](?:之[一二三四五六七八九十]+)?"
)
_BY_WHOM = re.compile(
    "负责|由?(?:国家|省|市|州|县|区|乡|镇|街道|村)级(?:[:：]|[\u4e00-\u9fff]{2})|由[^，。；]{1,12}(?:局|委|办|部门|政府|街道|中心|队|科|股|室|站)"
    "|(?:^|[，。；：、\\s])[\u4e00-\u9fff]{0,12}(?:局|委|办|部门?|处|科室?|股|室|中心|政府|街道|镇|乡|所|站|队|院|协会|单位|窗口|公司|银行)(?:[\u4e00-\u9fff]{2}|[:：])"
)
_SCIENTIFIC = re.compile(r"(?<![\w.])\d\.\d+[Ee]\+?\d{1,2}(?![\w.])")
_LETTER, _SUFFIX = re.compile("[A-Za-z]"), "."
_WORDED = ("name", "basis", "boundary", *CONDUCT)


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
        for field in standing(item):
            other = "" if field.label in same else _typed_elsewhere(field, item, own, cited)
            if not other and field.label not in same:
                other = _belongs(field, item, own)
                here, there = holders[field.label, field.text], holders[other, field.text]
                if other and len(here) > len(there) > 0:
                    continue
                if other and len(here) == len(there) and not _nearer(other, field, kinds.without(*here, *there)):
                    continue
            if (
                not other
                and field.kind in _WORDED
                and is_wordless(field.text)
                and bare(field.text)
                and not says_nothing(field.text)
            ):
                message = f"“{field.label}”中只有数字、日期或期限：{shortened(field.text)}"
                yield _finding("misplaced-value", Severity.WARNING, item, field, message)
            if other:
                message = f"“{field.label}”中的内容像是“{other}”：{shortened(field.text)}"
                yield _finding("misplaced-value", Severity.WARNING, item, field, message)


def implausible(document: Document) -> Iterator[Finding]:
    """A department that does not read as one and that no other duty names, or is not the one that implements alone by the boundary."""
    named = Counter(d.name for item in document.items for d in _departments(item))
    for item in document.items:
        yield from _contradicted(item, named)
        whole = standing(item)
        for field in whole or (one for one in item.fields if one.value and one.status is Status.AS_PRINTED):
            if field.kind != "department" or (is_helper(field.label) and says_nothing(field.text)):
                continue
            odd = [d.name for d in meaning.departments(field.text) if not meaning.is_body(d.name) and named[d.name] < 2]
            odd = [name for name in odd if not (of_posts(field.label) and is_post(name))]
            odd += [squeeze(field.text)] if is_wordless(field.text) or meaning.is_pointer(field.text) else []
            if odd and form(field.text) not in ("basis", "supervision"):
                yield _finding("implausible-department", Severity.WARNING, item, field, f"“{'、'.join(odd)}”不像是机构名称。")


def _contradicted(item: Item, named: Counter[str]) -> Iterator[Finding]:
    """A department beside a boundary by which another one, that some duty names, implements alone (独立实施)."""
    fields = {field.kind: field for field in reversed(standing(item))}
    if not {"department", "boundary"} <= fields.keys():
        return
    alone = _ALONE.match(squeeze(fields["boundary"].text))
    own = [d.name for d in meaning.departments(fields["department"].text)]
    plain = bool(own) and all(map(meaning.is_body, own))
    if alone and plain and named[alone[1]] and not any(name in alone[1] or alone[1] in name for name in own):
        same = len(own) == 1 and own[0][:-1] == alone[1][:-1]  # 救护科 and 救护部 are one section, written in two ways
        code, what = ("inconsistent-name", "写法不一") if same else ("implausible-department", "不合")
        message = f"“{'、'.join(own)}”与“{fields['boundary'].label}”{what}：该栏写明由“{alone[1]}”独立实施。"
        yield _finding(code, Severity.WARNING, item, fields["department"], message)


def contacts(document: Document) -> Iterator[Finding]:
    """A contact (监督方式, 咨询电话) with something like an address or a telephone number that is none, or with neither; what is usual here is none, nor is a word of where they are made known."""
    usual = Counter(squeeze(f.text) for item in document.items for f in item.fields if f.kind == "supervision")
    for item in document.items:
        for field in item.fields:
            text = squeeze(field.text) if field.status is Status.AS_PRINTED else ""
            if not text or not reaches(field) or says_nothing(text) or usual[text] >= _FEW:
                continue
            found, odd = meaning.contacts(field.text), meaning.suspect(field.text)
            scientific = _SCIENTIFIC.search(field.text)
            if scientific:
                message = f"“{scientific[0]}”是表格软件的科学记数，原有号码已丢失。"
                yield _finding("bad-contact", Severity.WARNING, item, field, message)
            elif odd:
                letters = "".join(dict.fromkeys(_LETTER.findall(odd))) if "@" not in odd and _SUFFIX not in odd else ""
                why = f"，其中混有字母“{letters}”" if letters else ""
                yield _finding("bad-contact", Severity.WARNING, item, field, f"“{odd}”不是有效的信箱或电话{why}。")
            elif not (found.mailboxes or found.phones) and is_named(field.text) and not is_known_elsewhere(field.text):
                yield _finding("bad-contact", Severity.WARNING, item, field, f"没有有效的信箱或电话：{shortened(field.text)}")


def boundaries(document: Document) -> Iterator[Finding]:
    """A boundary that neither says how the duty is shared nor names a body, a merged one once."""
    seen: set[int] = set()
    for item in document.items:
        for field in standing(item):
            if id(field.value) in seen:
                continue
            seen.add(id(field.value))
            said = field.kind != "boundary" or meaning.boundary(field.text) != "unstated"
            told = said or meaning.is_department(field.text) or _BY_WHOM.search(field.text) or says_nothing(field.text)
            if not told and not meaning.shares(item):
                message = f"“{field.label}”没有说明由谁实施：{shortened(field.text)}"
                yield _finding("unstated-boundary", Severity.INFO, item, field, message)


def _typed_elsewhere(field: Field, item: Item, kinds: Kinds, cited: Counter[str]) -> str:
    """The label whose kind of value the form of this one gives away; "" when it gives none away, or its own."""
    kind, typed = field.kind, kinds.typed(field.text)
    if typed == "department" and kind in ("basis", "supervision", *CONDUCT) and kinds.names_department(field.text, item):
        home = typed
    elif typed == "supervision" and kind in CONDUCT:
        home = typed if is_all(field.text) else ""
    elif typed in ("basis", "supervision") and kind in ("department", "number", "supervision", "basis"):
        home = typed if typed != kind and kinds.fit(field, field.text) <= CONTRADICTS else ""
    else:
        home = "basis" if _only_cites(field) and cited[field.label] < _FEW else ""
    return next((f.label for f in item.fields if f.kind == home), "") if home else ""


def _belongs(field: Field, item: Item, kinds: Kinds) -> str:
    """The label whose words these are more than those of its own, by far; "" when it stands where it should."""
    if (
        field.kind not in CONDUCT
        or len(bare(field.text)) < _SAID
        or kinds.typed(field.text)
        or kinds.likeness(field.label, field.text) > MISFIT
    ):
        return ""
    others = {f.label: kinds.likeness(f.label, field.text) for f in item.fields if f.kind in CONDUCT}
    best = max(others, key=lambda label: others[label])
    enough = _LIKELY if kinds.closes_otherwise(field) else FITS_THERE
    return best if best != field.label and others[best] >= enough else ""


def _nearer(label: str, field: Field, kinds: Kinds) -> bool:
    """Whether the words of a value are more those of the column `label` than of its own."""
    return kinds.likeness(label, field.text) > kinds.likeness(field.label, field.text)


def _only_cites(field: Field) -> bool:
    """Whether the cell of a workflow or of responsibilities holds clauses of laws and nothing else; a column of bases may."""
    if field.kind not in ("workflow", "accountability", "boundary") or "依据" in field.label or "第" not in field.text:
        return False
    return "《" in field.text and not bare(_CITES.sub("", squeeze(field.text)))


def _twice(item: Item, kinds: Kinds) -> Iterator[Finding]:
    """A text that stands in two fields of different kind of one duty: it fits one of them less."""
    fields = [field for field in standing(item) if field.kind in (*CONDUCT, "boundary") and len(squeeze(field.text)) >= _SAME]
    for first, second in combinations(fields, 2):
        if first.kind == second.kind or _shares(first, second, kinds):
            continue
        if bare(first.text) != bare(second.text):
            yield from _again(item, first, second, kinds)
            continue
        right, wrong = sorted((first, second), key=lambda field: kinds.likeness(field.label, field.text), reverse=True)
        message = f"“{wrong.label}”与“{right.label}”的内容相同，疑为误填：{shortened(wrong.text)}"
        yield _finding("misplaced-value", Severity.WARNING, item, wrong, message)


def _again(item: Item, first: Field, second: Field, kinds: Kinds) -> Iterator[Finding]:
    """A text that says nearly the same as another field of its duty, whose words it has rather than its own column's."""
    for field, other in ((first, second), (second, first)):
        here, there = (kinds.likeness(one.label, field.text) for one in (field, other))
        if field.kind in CONDUCT and here <= -_LIKELY and there >= _LIKELY and _near(field.text, other.text):
            message = f"“{field.label}”与“{other.label}”的内容大同小异，像是“{other.label}”：{shortened(field.text)}"
            yield _finding("misplaced-value", Severity.WARNING, item, field, message)


def _near(one: str, other: str) -> bool:
    texts = bare(one), bare(other)
    return min(map(len, texts)) >= _SAID and SequenceMatcher(None, *texts, autojunk=False).ratio() >= _NEARLY


def _shares(first: Field, second: Field, kinds: Kinds) -> bool:
    """Whether one of two fields is a boundary that may well say what the other does: short, or with words of boundaries."""
    bounds = [field for field in (first, second) if field.kind == "boundary"]
    return any(len(squeeze(one.text)) < _SENTENCE or kinds.fit(one, one.text) > 0 for one in bounds)


def _departments(item: Item) -> tuple[Department, ...]:
    return meaning.departments(meaning.by_kind(item).get("department", ""))


def _finding(code: str, severity: Severity, item: Item, field: Field, message: str) -> Finding:
    return Finding(code, severity, (item.number,), field.label, of_field(item, field), message)
