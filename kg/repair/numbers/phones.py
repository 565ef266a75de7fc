"""Telephone numbers with letters for the digits that look like them (27l8338), those that a spreadsheet has made numbers of (5932286120 for 0593-2286120), and mailboxes in full width (a＠b.cn).

They are read as meant where only one thing can be, and what is printed is kept.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from kg import meaning
from kg.records import Cell, Document, Field, Finding, Item, Repair, Severity
from kg.repair.evidence.homes import reaches
from kg.repair.inplace import mended
from kg.repair.where import within

_LETTERS = "lIOoОо|丨"
_FOR_DIGITS = str.maketrans(dict.fromkeys("OoОо", "0") | dict.fromkeys("lI|丨", "1"))
_MIXED = re.compile(rf"(?<![\w@./+-])(?=[\d-]*[{_LETTERS}])(?=(?:\D*\d){{5}})[\d{_LETTERS}][\d{_LETTERS}-]{{6,12}}(?![\w@.])")
_LETTER = re.compile(f"[{_LETTERS}]")
_PRINTED = re.compile(r"(?<!\d)0(10|2\d|[3-9]\d{2})(-?)(\d{7,8})(?!\d)")
_WIDE = "＠．＿＋－Ａ-Ｚａ-ｚ０-９"
_MAILBOX = re.compile(rf"[\w.%+{_WIDE}-]{{1,64}}[@＠][\w.{_WIDE}-]{{3,64}}", re.ASCII)
_BARE = re.compile(r"(?<![\w@./+-])(\d{7,12})(?:\.0)?(?![\w@.-])")


def mend(document: Document) -> tuple[Document, list[Finding]]:
    """The document with such numbers as they are dialled, and a finding for each."""
    cells = [f.value for item in document.items for f in item.fields if f.value and reaches(f)]
    areas: Counter[tuple[str, str, int]] = Counter()
    for text in {cell.text for cell in cells if not _BARE.fullmatch(cell.text.strip())}:
        areas.update((area, dash, len(local)) for area, dash, local in _PRINTED.findall(text))

    def judge(item: Item, field: Field, cell: Cell) -> tuple[str, list[Finding]] | None:
        if not reaches(field):
            return None
        read = _in_digits(cell.text) | _dialled(cell.text, areas) | _narrow(cell.text)
        text = cell.text
        for odd, number in read.items():
            text = text.replace(odd, number)
        return (text, [_finding(item, field, cell, odd, number) for odd, number in read.items()]) if read else None

    return mended(document, judge)


def _in_digits(text: str) -> dict[str, str]:
    """The numbers of a text with letters in them, with what they are in digits: whole ones of one telephone."""
    if not _LETTER.search(text):
        return {}
    found = {}
    for odd in _MIXED.findall(text):
        number = odd.translate(_FOR_DIGITS)
        if meaning.contacts(f"电话：{number}").phones == (number,):
            found[odd] = number
    return found


def _dialled(text: str, areas: Counter[tuple[str, str, int]]) -> dict[str, str]:
    """The numbers of a text that lack the 0 of an area code which others of the document have, or have a decimal place."""
    found = {}
    for match in _BARE.finditer(text):
        known = Counter(
            {made: n for made, n in areas.items() if match[1].startswith(made[0]) and len(match[1]) == len(made[0]) + made[2]}
        )
        if known and not meaning.contacts(match[1]).phones:
            area, dash, _ = known.most_common(1)[0][0]
            found[match[0]] = f"0{area}{dash}{match[1][len(area) :]}"
        elif match[0] != match[1] and meaning.contacts(match[1]).phones == (match[1],):
            found[match[0]] = match[1]
    return found


def _narrow(text: str) -> dict[str, str]:
    """The mailboxes of a text in full width, with what they are: nobody can write to one as it is printed."""
    found = {}
    for odd in _MAILBOX.findall(text):
        mailbox = unicodedata.normalize("NFKC", odd)
        if mailbox != odd and meaning.contacts(mailbox).mailboxes == (mailbox,):
            found[odd] = mailbox
    return found


def _finding(item: Item, field: Field, cell: Cell, odd: str, number: str) -> Finding:
    if "@" in number:
        why = "用了全角字符，照抄发不出邮件"
    else:
        why = "有字母混在数字里" if _LETTER.search(odd) else "像是被表格软件当作数值"
    message = f"“{field.label}”中的“{odd}”{why}，按“{number}”读，原文保留，请核对。"
    repair = Repair("applied", (odd,), (number,))
    return Finding("bad-contact", Severity.WARNING, (item.number,), field.label, within(cell, odd), message, repair)
