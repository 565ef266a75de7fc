"""Legal documents by their number or by who gave them out, and who did so being asked for; by title see titles.py."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.question.condition import Is
from kg.question.mentions.token import Found
from kg.question.words.lexicon import Lexicon

_DOCUMENT_NUMBER = re.compile(
    r"[\u4e00-\u9fff]{0,8}[〔\[【(]\s*((?:19|20)\d{2})\s*[〕\]】)]\s*第?(\d+)号(?:文件?)?|(?<![\d第])(\d{1,4})号文件?"
)
_UNBRACKETED = re.compile(
    r"(?P<head>[\u4e00-\u9fff]{2,8}?)[-(\[]?(?P<year>(?:19|20)\d{2})(?:年|[-— ])?(?:第)?[)\]]?(?P<serial>\d{1,4})号(?:文件?)?"
)
_DOCUMENTS = ("文件", "方案", "办法", "规定", "通知", "条例", "意见", "文号")
_BEARS = "对应|对应着|是|即|就|指|说|代表|为|叫|属于|的"
_WHICH = "(?:哪[一几]?[部个份项种]?|什么|啥)(?:行政法规|地方性法规|法律法规|法律|法规|条例|办法|规定|规章|细则|规则|决定|通知|意见|方案|标准|法)"
_WHO_ISSUED = "(?:是|由)?(?:什么|哪个|哪家|哪一家|哪一个|哪级|哪一级|何)(?:机关|单位|部门|机构)?(?:印发|制发|颁发|下发|发布|颁布|出台|制定|发的|发出|出的|印的)的?文?"
_ISSUED = "印发|制发|发布|颁布|下发|发出|出台|制定|发|出"


def numbers(text: str, lexicon: Lexicon) -> Iterator[Found]:
    """Numbers with a year in brackets; orders and decrees (国务院令第279号) as documents print them."""
    for name, keys in lexicon.kind("document-number").items():
        at = text.find(name)
        if at >= 0 and not _DOCUMENT_NUMBER.fullmatch(name):
            yield "mention", Is("document", keys, name), at, at + len(name)
    for match in _UNBRACKETED.finditer(text):
        for name, keys in lexicon.kind("document-number").items():
            if re.search(rf"^{match['head']}\D{{0,2}}{match['year']}\D{{1,2}}第?{match['serial']}号$", name):
                yield "mention", Is("document", keys, name), match.start(), match.end()
    for match in _DOCUMENT_NUMBER.finditer(text):
        year, serial, alone = match.groups()
        ending = re.compile(rf"{year}\D{{1,2}}第?{serial}号$" if year else rf"\D{alone}号$")
        known = [(name, keys) for name, keys in lexicon.kind("document-number").items() if ending.search(name)]
        if known or year:
            keys = tuple(key for _, found in known for key in found)
            yield "mention", Is("document", keys, known[0][0] if known else match[0]), match.start(), match.end()


def which(text: str, _: Lexicon) -> Iterator[Found]:
    r"""Which document bears the number that is named just before (\0), and nothing more: 国务院令第701号对应哪部条例, 是哪个办法."""
    for match in re.finditer(f"(?<=\0)(?:所|的)?(?:{_BEARS})*(?P<asks>{_WHICH})[呢啊呀]?[?。]?$", text):
        yield "asks", "document", *match.span("asks")


def issued_by(text: str, lexicon: Lexicon) -> Iterator[Found]:
    """The documents that somebody gave out: 国务院办公厅发的文件, 市委办公室印发的."""
    for match in re.finditer(f"(?:由|是)?(?:{_ISSUED})的?(?=文|通知|意见|规定|办法|条例|有|$)", text):
        for who, keys in lexicon.issuers.items():
            start = match.start() - len(who)
            if start >= 0 and text.startswith(who, start):
                yield "mention", Is("document", keys, f"{who}{match[0].removesuffix('的')}"), start, match.end()


def issuers(text: str, _: Lexicon) -> Iterator[Found]:
    """Who gave out a document: 是什么机关印发的."""
    named = any(word in text for word in _DOCUMENTS)
    for match in re.finditer(_WHO_ISSUED if named else f"(?<=\0)(?:{_WHO_ISSUED})", text):
        yield "asks", "issuer", match.start(), match.end()
