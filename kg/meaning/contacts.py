"""A 监督方式 cell -> e-mail addresses and telephone numbers, and what looks like one of them and is none.

Telephones keep their extension (68219300转806) and lose blanks inside the number; a short number behind one continues it
(68219300、301). Fax numbers, postcodes, QQ and WeChat numbers, web addresses, dates and times are no telephones.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from kg.records import Contacts
from kg.text import normal, squeeze

WAYS = "电话|热线|邮箱|信箱"
_LABEL = re.compile(f"(?:{WAYS})$")
_ALL = re.compile(rf"(?:[^，。；]{{0,8}}(?:{WAYS})[：:]?)?[A-Za-z\d_@.()（）+转-]{{5,40}}")
_EMAIL = re.compile(r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_DASH = r"[-—–―－‐]"
_COUNTRY = r"(?:(?:\+|00)86|86(?=-))[- ]?"
_AREA = rf"(?:\(0\d{{2,3}}\) ?|0\d{{2,3}} ?{_DASH}{{0,2}} ?)"
_HALVES = r"(?!(?:19|20)\d{2}[ -](?:19|20)\d{2})[2-9]\d{2,3}(?: |-(?!(?:19|20)\d{2}))\d{4}"
_LOCAL = rf"(?:[2-9]\d{{6,7}}|{_HALVES})"
_LANDLINE = rf"(?:{_COUNTRY}\(?0?\d{{2,3}}\)?[- ]?{_LOCAL}|{_AREA}(?:\d{{7,8}}|\d{{3,4}}[- ]\d{{3,4}}|(?:1\d{{4}}|96\d{{3,4}})(?!\d))|{_LOCAL})"
_MOBILE = rf"(?:{_COUNTRY})?(?:1[3-9]\d{{9}}|1[3-9]\d[- ]\d{{4}}[- ]\d{{4}})"
_TOLL_FREE = r"[48]00[- ]?(?:\d{3}[- ]?\d{4}|\d{4}[- ]?\d{3}|\d[- ]\d{3}[- ]\d{3})"
_EMERGENCY = "1(?:1[02479]|20|22)"
_SERVICE = (
    rf"(?:1\d{{4}}|9[56]\d{{3,4}}|(?:(?<=电话)|(?<=热线)|(?<=电话:)|(?<=热线:)){_EMERGENCY}|(?:(?<=短号)|(?<=短号:))\d{{3,6}})"
)
_COUNTED = "(?![元件户万亿吨米亩个名次年月日条款项室楼号岁%‰])"
_EXTENSION = rf"(?:\s?(?:转接?|分机号?|ext\.?|[xX#*])[: ]?\d{{1,6}}|{_DASH}\d{{1,6}})?"
_PHONE = re.compile(
    rf"(?<![\dA-Za-z@.-])(?:{_MOBILE}|{_TOLL_FREE}|{_LANDLINE}|{_SERVICE}){_COUNTED}{_EXTENSION}(?![\dA-Za-z@]|[-.]\d)"
)
_TWO = re.compile(r"(?<=\d{7})-(?=[2-9]\d{6,7}(?!\d))")
_TEL = re.compile(r"(?<![A-Za-z])[Tt][Ee][Ll][.:]?(?=[\d+(])")
_SHORT = re.compile(r"\s?[、,/]\s?(\d{2,4})(?=\s*(?:$|[、,;/。)\n]|转|分机))")
_NUMBERS = rf"(?:{_PHONE.pattern}|\d{{5,12}})"
_NOT_BOTH = "(?<!电话[/、及和(])(?<!手机[/、及和(])"
_ELSE = re.compile(
    rf"{_NOT_BOTH}传真(?:号码|电话|机|号)?[:\s]*{_NUMBERS}(?:[、,/]\s?{_NUMBERS})*"
    rf"|(?<!电话)(?<!手机)\(传真\)[:\s]*{_NUMBERS}|{_NUMBERS}\s?\(传真\)"
    rf"|{_NOT_BOTH}(?:QQ|qq|微信)(?:公众|工作)?[群号]?(?:号码?)?[:\s]*[A-Za-z0-9_-]{{5,20}}"
    r"|(?:邮编|邮政编码|邮码)[:\s]*\d{6}(?!\d)|\(\d{6}\)|(?<=[号楼层室厅院路街])[\s,]*\d{6}(?!\d)|[工警证编]号[:\s]*\w+"
    r"|https?://[!-~]+|www\.[!-~]+"
    r"|(?:19|20)\d{2}(?:年|[-./]\d{1,2}[-./]\d{1,2})|\d{1,2}:\d{2}(?:\s*[-—–~至到]\s*\d{1,2}:\d{2})?"
)
_SUSPECT = re.compile(
    r"[\w.+-]{0,64}@[\w.-]*|(?<=箱)[:\s]*[A-Za-z0-9][A-Za-z0-9._#＃-]{0,64}\.(?:com|cn|net|org)(?![\w./-])|(?<![\d年])\d[\d －—-]{3,}\d[A-Za-z\d-]{0,20}"
)


@lru_cache(maxsize=16384)
def contacts(text: str) -> Contacts:
    """E-mail addresses and telephone numbers of a 监督方式 cell, in printed order, without repetition."""
    return _read(text)[0]


def is_label(label: str) -> bool:
    """Whether a label names a way to reach somebody: 咨询电话, 局长信箱."""
    return _LABEL.search(label) is not None


def is_named(text: str) -> bool:
    """Whether a text speaks of a way to reach somebody."""
    return re.search(WAYS, text) is not None


def is_all(text: str) -> bool:
    """Whether a text is a contact and nothing else: 监督电话：0571-8821345."""
    return contacts(text) != Contacts() and _ALL.fullmatch(squeeze(text)) is not None


def suspect(text: str) -> str:
    """What in the cell looks like an address or a number and is none, with what runs into it, parted by 、; "" for nothing."""
    return "、".join(found[0].strip(": \n") for found in _SUSPECT.finditer(_read(text)[1]))


@lru_cache(maxsize=16384)
def _read(text: str) -> tuple[Contacts, str]:
    """The contacts, and the text with everything understood blanked."""
    body = unicodedata.normalize("NFKC", normal(text))
    mailboxes = dict.fromkeys(_EMAIL.findall(body))
    rest = _ELSE.sub(" ", _TEL.sub("", _TWO.sub("、", _EMAIL.sub(" ", body))))
    phones: dict[str, None] = {}
    last, left, at = "", [], 0
    while found := _PHONE.search(rest, at):
        last = _plain(found[0])
        phones[last] = None
        left.append(rest[at : found.start()])
        at = found.end()
        while short := _SHORT.match(rest, at):
            phones[short[1] if re.fullmatch(_EMERGENCY, short[1]) else _beside(last, short[1])] = None
            at = short.end()
    return Contacts(tuple(mailboxes), tuple(phones)), " ".join([*left, rest[at:]])


def _plain(printed: str) -> str:
    """The number as one writes it: one kind of hyphen, and no blanks but one behind the area code."""
    number = re.sub(rf" ?{_DASH}+ ?", "-", printed.strip())
    area = re.match(r"(?:\(0\d{2,3}\)|0\d{2,3}) ", number)
    return (area[0] if area else "") + number[area.end() if area else 0 :].replace(" ", "")


def _beside(last: str, short: str) -> str:
    """The number that continues the one before it: 68219300、301 -> 68219301."""
    whole = re.sub(r"(?:转接?|分机号?|ext\.?|[xX#]).*$", "", last)
    return whole[: -len(short)] + short
