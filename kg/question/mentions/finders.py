"""Which finder looks first: text + Lexicon -> the stretches of a question that name things of the graph, as conditions on duties."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from operator import itemgetter

from kg.findings import KINDS
from kg.question.condition import Contains, Is
from kg.question.mentions import (
    anchored,
    approved,
    around,
    articles,
    bare,
    being,
    bodies,
    called,
    citing,
    coded,
    compared,
    contacts,
    deadlines,
    departments,
    documents,
    duties,
    exercising,
    filled,
    numbers,
    ordinal,
    paid,
    parted,
    phrases,
    roles,
    stepped,
    titles,
    types,
    values,
)
from kg.question.mentions.token import Found, places
from kg.question.words.columns import briefly, had, whereabouts
from kg.question.words.lexicon import Lexicon
from kg.question.words.plain import NUMERAL, number, plain
from kg.question.words.vocabulary import cues, words

_START = itemgetter(2)
_FINDINGS = {plain(kind.zh): f"finding-{code}" for code, kind in KINDS.items()}
_MATTERS = frozenset(cues("handled")["matters"])
_HANDLED = {name: "|".join(words) for name, words in cues("handled").items()}
_WHO, _DOES = f"(?:{_HANDLED['who']})", f"(?:来|在|去)?(?:{_HANDLED['does']})"
_WHO_HANDLES = re.compile(
    f"(?:{_HANDLED['polite']})?(?:(?P<what>[^的]{{2,10}}?)(?:的?(?:事|事情|事儿))?(?:是|该|应该|应|要|得)*(?:(?:由|归|属|属于)?{_WHO}{_DOES}?|找{_WHO}|(?:由|归){_WHO})|{_WHO}{_DOES}(?P<behind>[^的]{{2,10}}?))(?:的|呢|啊|呀|吗)*[?？。]?"
)
_ALL_OF_THEM = re.compile(
    f"(?:在|这|那|全部|所有|一共|总共)*(?<![前后哪])(?P<n>{NUMERAL})[个家]?(?:部门|科室|处室|股室|单位|机构|内设机构)(?:里面|里头|里|当中|之中|中间|中|内)(?=[,，]?(?:承担|负责|职责|职权|事项|数量|任务|活儿?|[^,，。\0]{{0,4}}(?:哪|谁|什么)))"
)
_MEETING = re.compile(f"(?:{'|'.join(cues('meetings')['who'])}){{1,2}}(?:扩大)?(?:办公)?(?:会议|会|大会)")
_NO_MEETINGS = cues("meetings")["none"]


def find(text: str, lexicon: Lexicon) -> Iterator[Found]:
    """(kind, value, start, end) of every mention; what one finder has taken the next ones do not see."""
    free = text
    for finder in _FINDERS:
        for kind, value, start, end in sorted(finder(free, lexicon), key=_START):
            if "\0" not in free[start:end]:
                yield kind, value, start, end
                free = free[:start] + "\0" * (end - start) + free[end:]


def _columns(text: str, lexicon: Lexicon) -> Iterator[Found]:
    if lexicon.values:
        yield from paid.find(text, lexicon.values)
        yield from values.whether(text, lexicon.values)
        yield from values.compared(text, lexicon.values)
        yield from values.placed(text, lexicon.values, lexicon.departments)
        yield from values.find(text, lexicon.values)
        yield from approved.find(text, lexicon.values)
        yield from (("noun", name, start, end) for find_ in (briefly, had) for name, start, end in find_(text, lexicon.values))


def _whereabouts(text: str, lexicon: Lexicon) -> Iterator[Found]:
    yield from (("asks", name, start, end) for name, start, end in whereabouts(text, lexicon.values))


def _titles(text: str, lexicon: Lexicon) -> Iterator[Found]:
    yield from titles.find(text, lexicon.kind("document"))


def _bodies(text: str, lexicon: Lexicon) -> Iterator[Found]:
    yield from bodies.find(text, lexicon.bodies, lexicon.places)
    if lexicon.several:
        yield from bodies.any_of(text, len(lexicon.catalogues))


def _word_phrases(text: str, lexicon: Lexicon) -> Iterator[Found]:
    yield from anchored.find(text, phrases.field_words(lexicon))
    yield from phrases.containing(text, lexicon)


def _handled(text: str, lexicon: Lexicon) -> Iterator[Found]:
    """A matter that words of asking would hide, where the question is who sees to it and no more: 会议由谁负责, 谁管统计, 职工代表大会找谁."""
    match = _WHO_HANDLES.fullmatch(text)
    said = match and (match["what"] or match["behind"])
    if match and said and (said in _MATTERS or said in lexicon.meetings or _MEETING.fullmatch(said)):
        start = match.start("what" if match["what"] else "behind")
        yield "rest", said, start, start + len(said)


def _meetings(text: str, lexicon: Lexicon) -> Iterator[Found]:
    for form, stem in lexicon.meetings.items():
        for at in places(text, form):
            yield "mention", Contains("workflow", stem), at, at + len(form)
    for match in _MEETING.finditer(text):
        if match[0] not in _NO_MEETINGS:
            yield "meeting", Contains("workflow", match[0].removesuffix("议")), match.start(), match.end()


def _quoted(text: str, lexicon: Lexicon) -> Iterator[Found]:
    """What stands in quotation marks: a department, a state of duties ("独立实施"), else a word of a name."""
    known = lexicon.departments
    for match in re.finditer("“([^“”]{1,40})”(?:字样|二字|两字|两个字|三个字|四个字|一词|这个词|的字眼)?", text):
        said = match[1]
        kind, value = words().get(said) or (("state", _FINDINGS[said]) if said in _FINDINGS else ("", ""))
        if said in known:
            yield "mention", Is("department", known[said], said), match.start(), match.end()
        elif kind in ("state", "noun"):
            yield kind, value, match.start(), match.end()
        else:
            yield "word", said, match.start(), match.end()


def _findings(text: str, _: Lexicon) -> Iterator[Found]:
    """What findings are called wherever they are shown (findings.toml); what people call them besides is in words.toml."""
    for name, value in _FINDINGS.items():
        yield from (("state", value, at, at + len(name)) for at in places(text, name) if f"“{name}”" not in text)


def _among(text: str, lexicon: Lexicon) -> Iterator[Found]:
    """All departments by their number, of which one is asked for (七个部门里，哪个…); ("filler", "some", …) where there are not so many."""
    for match in _ALL_OF_THEM.finditer(text):
        known = {key for keys in lexicon.departments.values() for key in keys}
        kind, value = ("noun", "department") if number(match["n"]) == len(known) else ("filler", "some")
        yield kind, value, match.start(), match.end()


def _whether(text: str, _: Lexicon) -> Iterator[Found]:
    """A verb asked for and denied at once: 写没写, 经不经."""
    for match in re.finditer("([^有是能要需管归在对属好\0])[没不]\\1", text):
        yield "sign", "yesno", match.start(), match.end()


def _lost_fields(text: str, _: Lexicon) -> Iterator[Found]:
    """Which column lost its value: 因错行而丢掉的是哪一栏内容."""
    if re.search("丢|缺|漏|没了|空", text):
        for match in re.finditer("哪(?:一个|一|个)?(?:栏目?|字段)(?:的)?(?:内容|值)?", text):
            yield "asks", "missing-field", match.start(), match.end()


def _watched(text: str, _: Lexicon) -> Iterator[Found]:
    """Who watches what is named just beside it: 谁监督待遇保障科, 基金监管科归谁监督; elsewhere 监督 is part of a matter."""
    for match in re.finditer("(?:由|归|受)?谁来?监督(?=\0)|(?<=\0)(?:由|归|受)谁来?监督", text):
        yield "asks", "supervision", match.start(), match.end()


_FINDERS: tuple[Callable[[str, Lexicon], Iterator[Found]], ...] = (
    _handled,
    contacts.mailboxes,
    exercising.find,
    filled.find,
    ordinal.find,
    articles.find,
    stepped.find,
    bare.find,
    _columns,
    _findings,
    citing.numbered,
    citing.kinds,
    citing.staffing,
    called.find,
    deadlines.find,
    _word_phrases,
    being.find,
    _titles,
    documents.issued_by,
    documents.numbers,
    citing.decrees,
    documents.which,
    citing.parts,
    coded.find,
    duties.find,
    stepped.asked,
    numbers.responsibilities,
    numbers.clauses,
    numbers.pages,
    around.find,
    contacts.phones,
    _quoted,
    compared.find,
    types.parts,
    types.items,
    parted.find,
    _meetings,
    departments.find,
    _bodies,
    departments.outsiders,
    types.find,
    departments.of_kind,
    departments.shortened,
    _whereabouts,
    roles.find,
    _watched,
    documents.issuers,
    _lost_fields,
    _whether,
    _among,
    phrases.counts,
)
