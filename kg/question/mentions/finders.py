"""text + Lexicon -> mentions: the stretches of a question that name things of the graph, as conditions on duties."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from operator import itemgetter

from kg.question.algebra import AnyOf, Contains, Is
from kg.question.mentions import bodies, coded, numbers, paid, phrases, roles, titles, types, values
from kg.question.mentions.token import Found
from kg.question.words import abbreviations
from kg.question.words.lexicon import Lexicon
from kg.question.words.plain import NUMERAL, number
from kg.question.words.vocabulary import words

_START = itemgetter(2)
_FIGURE = re.compile(r"\d")
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*")
_LATIN = re.compile("[A-Za-z]{3}")
_DOCUMENT_NUMBER = re.compile(
    r"[\u4e00-\u9fff]{0,8}[〔\[【(]\s*((?:19|20)\d{2})\s*[〕\]】)]\s*第?(\d+)号(?:文件?)?|(?<![\d第])(\d{1,4})号文件?"
)
_DUTY = r"\d{1,3}(?:\.\d{1,3}){1,2}"
_UNITLESS = r"(?![\d.]|\s*[万亿千百元块%％‰月日天倍折米级寸岁克吨斤]|[A-Za-z])"
_RANGE = rf"(?<![\d.A-Za-z])({_DUTY})(?:项|条)?(?:到|至|-|~|—|–)第?({_DUTY}){_UNITLESS}(?:项|条|号)?(?:之间)?"
_NUMBER = rf"(?:序号|编号|职权编码)?(?:为|是)?第?(?<![\d.A-Za-z])({_DUTY}){_UNITLESS}(?:号职责|项职责|这一项|这项职责|这项|这条|号|项|条)?"
_SPOKEN = re.compile(
    rf"(?:序号|编号)?(?:为|是)?第?(?<![\d.A-Za-z-])({NUMERAL})(?:点|[-_。·．、之—–])({NUMERAL})(?![\d-]|分|半|钟|左右|[月日人岁天年个页款家])(?:号职责|项职责|这一项|这项|这条|号|项|条)?"
)
_MEETING = re.compile(
    "(?:党委|常委|党组|主席|局长|院长|主任|理事|党工委|行政|办公|班子|领导班子|全体|职工代表|代表|委员|区长|镇长|厅长|市长|书记|党政联席|联席){1,2}(?:扩大)?(?:办公)?(?:会议|会|大会)"
)
_DOCUMENTS = ("文件", "方案", "办法", "规定", "通知", "条例", "意见", "文号")
_WHO_ISSUED = "(?:是|由)?(?:什么|哪个|哪家|哪一家|哪一个|哪级|哪一级|何)(?:机关|单位|部门|机构)?(?:印发|制发|颁发|下发|发布|颁布|出台|制定|发的|发出|出的|印的)的?文?"
_ISSUED = "印发|制发|发布|颁布|下发|发出|出台|制定|发|出"
_ELSEWHERE = "[\u4e00-\u9fff]{1,10}?(?:局|委员会|管委会|政府|街道办事处|街道办|街道|法院|检察院|联合会|残联|妇联|派出所|司法所|卫生院|消防队|救援站|村委会|居委会)"
_OUTSIDER = re.compile(
    f"(?:涉及到?|牵涉到?|提到了?|提及|会同|联合|需要?(?:和|与|跟|同))(?P<name>{_ELSEWHERE})(?:等部门)?(?:一起|共同|协同|的?配合)?(?=的|[,。?？]|$|有)"
    f"|(?:和|与|跟|同)(?P<akin>{_ELSEWHERE})(?:有关系?|相关|有关联|打交道)|需要?(?:由|请)?(?P<helps>{_ELSEWHERE})(?:来|的)?(?:配合|协助|参与|协同)"
)
_DEPARTMENTS = re.compile("(哪一?个|哪些?|每一?个|各个?)([科股处队])(?![室技目研学普理罚分置方级长员票份东市伍列])")
_SHORT_PHONE = re.compile(r"(?<![\d.])\d{5,6}(?![\d.])")  # such as 12345; only one that the catalogue prints
_PHONE = re.compile(r"(?<![\d.])(?:0\d{2,3}-?)?\d{7,11}(?!\d)")


def find(text: str, lexicon: Lexicon) -> Iterator[Found]:
    """(kind, value, start, end) of every mention; what one finder has taken the next ones do not see."""
    free = text
    for finder in _FINDERS:
        for kind, value, start, end in sorted(finder(free, lexicon), key=_START):
            if "\0" not in free[start:end]:
                yield kind, value, start, end
                free = free[:start] + "\0" * (end - start) + free[end:]


def _places(text: str, word: str) -> Iterator[int]:
    """Where `word` stands in `text`, without overlap."""
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + len(word))


def _mailboxes(text: str, lexicon: Lexicon) -> Iterator[Found]:
    if not _LATIN.search(text):
        return
    known = {name.lower(): name for name in lexicon.kind("mailbox")}
    for match in _EMAIL.finditer(text):
        said = match[0].lower()
        name = known.get(said) or next((full for low, full in known.items() if low.startswith(said)), match[0])
        yield "mention", Is("mailbox", (name,), name), match.start(), match.end()
    for part in sorted({ending for low in known for ending in _endings(low.partition("@")[2])}, key=len, reverse=True):
        ending = [name for low, name in known.items() if low.endswith(part)]
        for match in re.finditer(rf"(?i)(?<![A-Za-z0-9.@])@?{re.escape(part)}(?![A-Za-z0-9@.])", text):
            yield "mention", Is("mailbox", tuple(ending), "、".join(ending)), match.start(), match.end()
    for low, name in known.items():
        for match in re.finditer(rf"(?i)(?<![A-Za-z0-9.@]){re.escape(low.partition('@')[0])}(?![A-Za-z0-9@])", text):
            yield "mention", Is("mailbox", (name,), name), match.start(), match.end()


def _endings(domain: str) -> list[str]:
    """A domain and its parent domains of two labels at least."""
    labels = domain.split(".")
    return [".".join(labels[n:]) for n in range(max(len(labels) - 1, 1))]


def _columns(text: str, lexicon: Lexicon) -> Iterator[Found]:
    if lexicon.values:
        yield from paid.find(text, lexicon.values)
        yield from values.whether(text, lexicon.values)
        yield from values.find(text, lexicon.values)


def _titles(text: str, lexicon: Lexicon) -> Iterator[Found]:
    yield from titles.find(text, lexicon.kind("document"))


def _document_numbers(text: str, lexicon: Lexicon) -> Iterator[Found]:
    """Numbers with a year in brackets; orders and decrees (国务院令第279号) as documents print them."""
    for name, keys in lexicon.kind("document-number").items():
        at = text.find(name)
        if at >= 0 and not _DOCUMENT_NUMBER.fullmatch(name):
            yield "mention", Is("document", keys, name), at, at + len(name)
    for match in _DOCUMENT_NUMBER.finditer(text):
        year, serial, alone = match.groups()
        ending = re.compile(rf"{year}\D{{1,2}}第?{serial}号$" if year else rf"\D{alone}号$")
        known = [(name, keys) for name, keys in lexicon.kind("document-number").items() if ending.search(name)]
        if known or year:
            keys = tuple(key for _, found in known for key in found)
            yield "mention", Is("document", keys, known[0][0] if known else match[0]), match.start(), match.end()


def _numbers(text: str, lexicon: Lexicon) -> Iterator[Found]:
    duties = lexicon.kind("duty")
    if _FIGURE.search(text):
        yield from _printed(text, duties)
    for match in _SPOKEN.finditer(text):
        name = f"{number(match[1])}.{number(match[2])}"
        if name in duties:
            yield "mention", Is("duty", duties[name], name), match.start(), match.end()


def _printed(text: str, duties: Mapping[str, tuple[str, ...]]) -> Iterator[Found]:
    """Numbers of duties as catalogues print them: from one to another, or one."""
    for match in re.finditer(_RANGE, text):
        low, high = _rank(match[1]), _rank(match[2])
        inside = sorted((name for name in duties if low <= _rank(name) <= high), key=_rank)
        terms = tuple(key for name in inside for key in duties[name])
        yield "mention", Is("duty", terms, f"{match[1]} 至 {match[2]}"), match.start(), match.end()
    for match in re.finditer(_NUMBER, text):
        yield "mention", Is("duty", duties.get(match[1], ()), match[1]), match.start(), match.end()


def _rank(number_: str) -> list[int]:
    return [int(part) for part in number_.split(".") if part.isdecimal()]


def _phones(text: str, lexicon: Lexicon) -> Iterator[Found]:
    if not _FIGURE.search(text):
        return
    known = {re.sub(r"\D", "", name): name for name in lexicon.kind("phone")}
    for match in _SHORT_PHONE.finditer(text):
        if match[0] in known:
            yield "mention", Is("phone", (known[match[0]],), known[match[0]]), match.start(), match.end()
    for match in _PHONE.finditer(text):
        name = known.get(re.sub(r"\D", "", match[0]), match[0])
        yield "mention", Is("phone", (name,), name), match.start(), match.end()


def _departments(text: str, lexicon: Lexicon) -> Iterator[Found]:
    known = lexicon.departments
    for name in sorted(known, key=len, reverse=True):
        for at in _places(text, name):
            yield "mention", Is("department", known[name], name), at, at + len(name)


def _bodies(text: str, lexicon: Lexicon) -> Iterator[Found]:
    if lexicon.several:
        yield from bodies.find(text, lexicon.bodies)
        yield from bodies.any_of(text)


def _kinds_of_departments(text: str, _: Lexicon) -> Iterator[Found]:
    """Departments by their last character: 哪个科管低保, 每个股各几项."""
    for match in _DEPARTMENTS.finditer(text):
        yield "sign", "which" if match[1][0] == "哪" else "each", match.start(1), match.end(1)
        yield "noun", "department", match.start(2), match.end(2)


def _short_departments(text: str, lexicon: Lexicon) -> Iterator[Found]:
    known = {name: keys for name, keys in lexicon.departments.items() if keys}
    for start, end, names in abbreviations.find(text, tuple(known)):
        if words().get(text[start:end], ("", ""))[1] == "department":
            continue  # 科室 is any department, though one be called 各相关科室
        parts = [Is("department", known[name], name) for name in names]
        yield ("mention", parts[0], start, end) if len(parts) == 1 else ("choice", AnyOf(tuple(parts)), start, end)


def _word_phrases(text: str, lexicon: Lexicon) -> Iterator[Found]:
    for finder in (phrases.anchored, phrases.containing):
        for condition, start, end in finder(text, lexicon):
            yield "mention", condition, start, end


def _meetings(text: str, lexicon: Lexicon) -> Iterator[Found]:
    for form, stem in lexicon.meetings.items():
        for at in _places(text, form):
            yield "mention", Contains("workflow", stem), at, at + len(form)
    for match in _MEETING.finditer(text):
        if match[0] not in ("委员会", "什么会议", "哪个会议", "哪些会议", "上会议"):
            yield "meeting", Contains("workflow", match[0].removesuffix("议")), match.start(), match.end()


def _quoted(text: str, lexicon: Lexicon) -> Iterator[Found]:
    """What stands in quotation marks: a department, a state of duties ("独立实施"), else a word of a name."""
    departments = lexicon.departments
    for match in re.finditer("“([^“”]{1,40})”(?:字样|二字|两字|两个字|三个字|四个字|一词|这个词|的字眼)?", text):
        said = match[1]
        kind, value = words().get(said, ("", ""))
        if said in departments:
            yield "mention", Is("department", departments[said], said), match.start(), match.end()
        elif kind in ("state", "noun"):
            yield kind, value, match.start(), match.end()
        else:
            yield "word", said, match.start(), match.end()


def _counts(text: str, _: Lexicon) -> Iterator[Found]:
    yield from phrases.counts(text)


def _whether(text: str, _: Lexicon) -> Iterator[Found]:
    """A verb asked for and denied at once: 写没写, 经不经."""
    for match in re.finditer("([^有是能要需管归在对属好\0])[没不]\\1", text):
        yield "sign", "yesno", match.start(), match.end()


def _lost_fields(text: str, _: Lexicon) -> Iterator[Found]:
    """Which column lost its value: 因错行而丢掉的是哪一栏内容."""
    if re.search("丢|缺|漏|没了|空", text):
        for match in re.finditer("哪(?:一个|一|个)?(?:栏目?|字段)(?:的)?(?:内容|值)?", text):
            yield "asks", "missing-field", match.start(), match.end()


def _issued_by(text: str, lexicon: Lexicon) -> Iterator[Found]:
    """The documents that somebody gave out: 国务院办公厅发的文件, 市委办公室印发的."""
    for match in re.finditer(f"(?:由|是)?(?:{_ISSUED})的?(?=文|通知|意见|规定|办法|条例|有|$)", text):
        for who, keys in lexicon.issuers.items():
            start = match.start() - len(who)
            if start >= 0 and text.startswith(who, start):
                yield "mention", Is("document", keys, f"{who}{match[0].removesuffix('的')}"), start, match.end()


def _outsiders(text: str, _: Lexicon) -> Iterator[Found]:
    """A body that is none of the base's and that texts may name: 哪些职责涉及区民政局."""
    if "职" in text or "事项" in text:
        for match in _OUTSIDER.finditer(text):
            yield "mention", Contains("any", match["name"] or match["akin"] or match["helps"]), match.start(), match.end()


def _issuers(text: str, _: Lexicon) -> Iterator[Found]:
    """Who gave out a document: 是什么机关印发的."""
    if not any(word in text for word in _DOCUMENTS):
        return
    for match in re.finditer(_WHO_ISSUED, text):
        yield "asks", "issuer", match.start(), match.end()


def _watched(text: str, _: Lexicon) -> Iterator[Found]:
    """Who watches what is named just beside it: 谁监督待遇保障科, 基金监管科归谁监督; elsewhere 监督 is part of a matter."""
    for match in re.finditer("(?:由|归|受)?谁来?监督(?=\0)|(?<=\0)(?:由|归|受)谁来?监督", text):
        yield "asks", "supervision", match.start(), match.end()


_FINDERS: tuple[Callable[[str, Lexicon], Iterator[Found]], ...] = (
    _mailboxes,
    _columns,
    _word_phrases,
    _titles,
    _issued_by,
    _document_numbers,
    coded.find,
    _numbers,
    numbers.responsibilities,
    numbers.clauses,
    numbers.pages,
    _phones,
    _quoted,
    types.parts,
    types.items,
    _meetings,
    _departments,
    _bodies,
    _outsiders,
    types.find,
    _kinds_of_departments,
    _short_departments,
    roles.find,
    _watched,
    _issuers,
    _lost_fields,
    _whether,
    _counts,
)
