"""text + Lexicon -> kinds of cited documents, decrees whose issuer is shortened, and 部 as the measure word of laws."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.question.condition import Is
from kg.question.mentions.token import Found
from kg.question.words import documents
from kg.question.words.lexicon import Lexicon
from kg.question.words.plain import NUMERAL, number

_TEXTS = re.compile("要件|材料|流程|责任|边界|原文")
_NEAR = 8  # letters between the name of a field and a word that is looked for in it
_PART = re.compile(
    "(?<=[几哪每各多少一两二三四五六七八九十这\\d])(?<!全)(?!(?<=哪)部(?:法|文件))部(?=\0|不同|依据|国|行政法规|地方性|法|文件|规|条例|办法|各|被|只|都|分别|[,。?？(]|$|呢|的)"
)
_MANY = re.compile(
    f"(?<![这哪每同另第])(?P<n>{NUMERAL})(?P<unit>部)(?P<more>以上|及以上|或以上)?(?=不同|国|行政法规|地方性|法|文件|规|\0)"
)
_CITED = "(?:(?<!哪)部(?:及?以上|或以上|以下)?(?:不同的?)?|哪[一几]部(?:不同的?)?|最[多少]的|哪些(?:不同的)?)(?P<what>(?:法律)?法规(?:和|及|与|、|以及)?(?:规章)?(?:和|及|与|、|以及)?(?:其他)?(?:规范性)?(?:文件)?)(?!要求|精神|规定|宣传|培训)"
_YEAR = re.compile(
    "(?P<year>(?:19|20)\\d\\d)年(?:度)?(?:出台|印发|制发|公布|发布|颁布|制定|下发|发)?(?:过)?的?(?:(?:规范性)?文件|规定|办法|法规)(?!要求|精神)"
)
_DECREE = re.compile("(?P<whose>[\u4e00-\u9fff]{2,8}?令)第?(?P<serial>\\d{1,4})号")


def kinds(text: str, lexicon: Lexicon) -> Iterator[Found]:
    """("kind", the documents of a kind, start, end) wherever a kind of documents is named."""
    for said, keys in lexicon.document_kinds:
        for match in re.finditer(said, text):
            if _TEXTS.search(text[max(0, match.start() - _NEAR) : match.start()]):
                continue  # words of another field
            if not keys and not re.search("国家|国务院", match[0]):
                continue  # the word of a matter: 公司要改规章制度
            yield "kind", Is("document", keys, match[0].removesuffix("的")), match.start(), match.end()


def numbered(text: str, lexicon: Lexicon) -> Iterator[Found]:
    """Documents by the year or the beginning of their numbers: 2021年出台的文件, 栖政办发文件."""
    years = _YEAR.finditer(text) if "年" in text else ()
    begun = (
        match
        for head in lexicon.document_heads
        if head in text
        for match in re.finditer(f"(?P<head>{head})(?:的?文件|文(?![件化字])|号)", text)
    )
    for match in (*years, *begun):
        head = match.groupdict().get("head")
        of = re.compile(f"{re.escape(head)}[〔\\[(]" if head else f"[〔\\[(]{match['year']}[〕\\])]")
        keys = [key for name, keys in lexicon.kind("document-number").items() if of.search(name) for key in keys]
        said = f"文号以{head}开头的文件" if head else f"文号为{match['year']}年的文件"
        yield "kind", Is("document", tuple(dict.fromkeys(keys)), said), match.start(), match.end()


def staffing(text: str, lexicon: Lexicon) -> Iterator[Found]:
    """The document that sets up the body: 三定规定, “三定”方案."""
    if "三定" not in text:
        return
    said, keys = documents.staffing(lexicon.kind("document"))
    for match in re.finditer(said, text):
        yield "mention", Is("document", keys, match[0]), match.start(), match.end()


def decrees(text: str, lexicon: Lexicon) -> Iterator[Found]:
    """Decrees under a short name of who gave them out: 住建部令第34号."""
    for match in _DECREE.finditer(text) if "令" in text else ():
        number, keys = documents.decree(match["whose"], match["serial"], lexicon.kind("document-number"))
        if keys:
            yield "mention", Is("document", keys, number), match.start(), match.end()


def parts(text: str, _: Lexicon) -> Iterator[Found]:
    """部 behind an interrogative or a number counts documents: 哪一部, 多少部不同的文件; what is counted so or most cited may be called 法规."""
    for match in re.finditer(_CITED, text):
        yield "noun", "document", match.start("what"), match.end("what")
    for match in _MANY.finditer(text):
        if (value := number(match["n"]) or 0) > 1:
            operator = ">=" if match["more"] else "="
            yield "compared" if match["more"] else "exact", (operator, value, "document"), match.start(), match.end()
    for match in _PART.finditer(text):
        yield "unit", "document", match.start(), match.end()
