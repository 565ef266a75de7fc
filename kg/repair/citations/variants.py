"""One document cited in two ways: its number (文号) printed otherwise in one duty than in the others, its title with a slip."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg import meaning
from kg.records import Cell, Document, Finding, Repair, Severity
from kg.repair import where
from kg.repair.citations import laws
from kg.repair.evidence.alike import Alike, swapped
from kg.repair.evidence.wording import LIKELY, SURE, broken, differing, doubled, sounds_like
from kg.repair.inplace import read_as
from kg.repair.where import within
from kg.text import one_apart, squeeze

_OPEN, _CLOSE = re.compile("[〔﹝\\[【(〈﹙]"), re.compile("[〕﹞\\]】)〉﹚]")
_EDITION = re.compile("[（(][^（）()]*[）)]$")
_COUNTRY = re.compile("^中华人民共和国")
_YEAR = re.compile(r"\((?:19|20)\d\d\)")
_SHORTEST, _LONG, _TWO = 3, 8, 2
_FAMILY = 10  # titles that differ from so many others in one character are told apart by it: 第1号规定, 第2号规定
_AREA = re.compile("^.{1,8}?[省市州盟县区旗]")
_KIND = re.compile(f"(?:{laws.ENDS})$")
_AREAS = frozenset("山陕")


@dataclass(frozen=True, slots=True)
class _Citation:
    """A document as one cell cites it."""

    title: str
    number: str
    duty: str
    label: str
    cell: Cell


@dataclass(frozen=True, slots=True)
class _Miscited:
    """What some cells of one duty print for a number or title, what it should be, and whether that is certain."""

    here: list[_Citation]
    printed: str
    meant: str
    message: str
    sure: bool


def inconsistent(document: Document) -> Iterator[Finding]:
    """A number or title that one duty alone has, where two others at least cite the same document in the usual form, and a title that is a national law's with a slip.

    Numbers count as the same but for a slip when one digit differs or two have changed places, or the year alone. Titles do when two characters have changed
    places, one sounds like the other, one is missing from a long title, or both bear the same number: 河南 and 河北, 村民 and 居民 are two things.
    """
    for one in _miscited(document):
        yield _finding(one, None)


def mend(document: Document) -> tuple[Document, list[Finding]]:
    """The document with what is certain read as meant: the year of a number that all others have, the title of what bears the same number, of a national law, or of what alone has words."""
    made: dict[int, Cell] = {}
    found = []
    for one in _miscited(document):
        if one.sure and (put := _put_right(one, made)):
            made |= put
            found.append(_finding(one, Repair("applied", (one.printed,), (one.meant,))))
    return read_as(document, made), found


def _put_right(one: _Miscited, made: dict[int, Cell]) -> dict[int, Cell]:
    """The cells with the words as meant, none where one has them not as they are read."""
    printed = re.compile(r"\s*".join(map(re.escape, one.printed)))
    cells = {id(citation.cell): made.get(id(citation.cell), citation.cell) for citation in one.here}
    put = {
        key: replace(cell, text=printed.sub(lambda _: one.meant, cell.text))
        for key, cell in cells.items()
        if printed.search(cell.text)
    }
    return put if len(put) == len(cells) else {}


def _miscited(document: Document) -> Iterator[_Miscited]:
    cited = list(_citations(document))
    yield from _numbers(cited)
    yield from _titles(cited)


def _citations(document: Document) -> Iterator[_Citation]:
    for item, field, cell in where.cells(document):
        if "《" not in cell.text:
            continue
        for basis in dict.fromkeys((b.document, b.document_number) for b in meaning.legal_bases(field.text)):
            title = _EDITION.sub("", squeeze(basis[0]))
            if title:
                yield _Citation(title, basis[1], item.number, field.label, cell)


def _numbers(cited: list[_Citation]) -> Iterator[_Miscited]:
    by_title: dict[str, dict[str, list[_Citation]]] = defaultdict(lambda: defaultdict(list))
    for one in cited:
        if one.number:
            by_title[one.title][_plain(one.number)].append(one)
    for title, numbers in by_title.items():
        others = Alike((number for number, there in numbers.items() if len(there) > 1), lambda number: _YEAR.sub("", number))
        for number, here in numbers.items():
            usual = max((n for n in others.of(number) if _near(number, n)), key=lambda n: len(numbers[n]), default="")
            if usual and _rare(here, numbers[usual]):
                printed, right = here[0].number, numbers[usual][0].number
                message = f"文号写法不一：《{title}》此处为“{printed}”，其余 {len(numbers[usual])} 处为“{right}”"
                year = len(numbers) == _TWO and _YEAR.sub("", number) == _YEAR.sub("", usual)
                yield _Miscited(here, printed, right, message, year)


def _titles(cited: list[_Citation]) -> Iterator[_Miscited]:
    by_title: dict[str, list[_Citation]] = defaultdict(list)
    by_name: dict[str, list[_Citation]] = defaultdict(list)
    for one in cited:
        by_title[one.title].append(one)
        for name in {one.title, laws.plain(one.title)}:
            by_name[name].append(one)
    others = Alike(by_name)
    for title, here in by_title.items():
        plain = laws.plain(title)
        if len(plain) < _SHORTEST or laws.is_law(title):
            continue
        names = dict.fromkeys((title, plain))
        near = [(name, t) for name in names for t in others.of(name)]
        slips = [(name, t) for name, t in near if _slip(name, t, here, by_name[t])] if len(near) < _FAMILY else []
        name, usual = max(slips, key=lambda pair: len(by_name[pair[1]]), default=(title, ""))
        law = laws.meant(title)
        if usual:
            message = f"文件名称写法不一：《{title}》疑为《{by_name[usual][0].title}》（另有 {len(by_name[usual])} 处）"
            sure = law.endswith(usual) if law else _is_sure(name, usual, here, by_name[usual])
            yield _Miscited(here, title, title.removesuffix(name) + usual, message, sure)
        elif law:
            yield _Miscited(here, title, law, f"没有《{title}》这部法律，疑为《{law}》", sure=True)


def _is_sure(title: str, usual: str, here: list[_Citation], there: list[_Citation]) -> bool:
    """Whether a title with a slip can be no other document: one that others cite twice at least, with the same number, or in words where it has none.

    One decree may amend 航道管理条例 and 河道管理条例.
    """
    if not _rare(here, there):
        return False
    numbers = [{_plain(one.number) for one in those if _YEAR.search(_plain(one.number))} for those in (here, there)]
    words = broken(title, usual) if _may_tell(title, usual) else 0.0
    return not numbers[0].isdisjoint(numbers[1]) or words >= SURE or _is_none(title, usual)


def _rare(here: list[_Citation], there: list[_Citation]) -> bool:
    """Whether one duty alone writes so, and at least two cells write otherwise, and more of them."""
    return len({one.duty for one in here}) == 1 and len(there) >= 2 and len(there) > len(here)


def _near(one: str, other: str) -> bool:
    """Whether two numbers of documents differ as by a slip in their digits."""
    if re.sub(r"\d+", "0", one) != re.sub(r"\d+", "0", other):
        return False
    return bool(one_apart(one, other)) or swapped(one, other) or (_YEAR.sub("", one) == _YEAR.sub("", other))


def _slip(title: str, usual: str, here: list[_Citation], there: list[_Citation]) -> bool:
    """Whether a title is another one with a slip: by its words alone, where these tell; by what is likely, where the other is usual."""
    other = one_apart(title, usual)
    words = broken(title, usual) if other and not other.isdecimal() and _may_tell(title, usual) else 0.0
    if not _rare(here, there):
        few = len({one.duty for one in here}) <= max(1, len(there))
        return few and (words >= SURE or (len(here) <= len(there) and _is_none(title, usual)))
    if swapped(title, usual):
        return True
    if not other or set(other) <= _AREAS:
        return False
    if {_plain(one.number) for one in here if one.number} & {_plain(one.number) for one in there if one.number}:
        return True
    if words >= LIKELY or _is_none(title, usual):
        return True
    if len(title) != len(usual):
        return len(laws.plain(usual)) >= _LONG and len(title) < len(usual)
    return sounds_like(other)


def _is_none(title: str, usual: str) -> bool:
    """Whether no document has such a title, where another has one with one other character: what ends it is no kind of document, or names no country."""
    if doubled(title, usual):
        return True
    if not one_apart(title, usual):
        return False
    country = _COUNTRY.match(usual)
    ends = len(title) == len(usual) and title[:-1] == usual[:-1] and _KIND.search(usual) and not _KIND.search(title)
    return bool(ends or (country and differing(title, usual) < country.end()))


def _may_tell(title: str, usual: str) -> bool:
    """Whether words tell two titles apart: not the names of their areas, which need not be words, nor the kind of document (管理法, 管理办法)."""
    areas = filter(None, map(_AREA.match, (title, usual)))
    kinds = {found[0] if (found := _KIND.search(one)) else "" for one in (title, usual)}
    at = differing(title, usual)
    return len(kinds) == 1 and at > 0 and not any(at < area.end() for area in areas)


def _plain(number: str) -> str:
    """A number as it is compared: one kind of brackets, no white space."""
    return _CLOSE.sub(")", _OPEN.sub("(", unicodedata.normalize("NFKC", re.sub(r"\s", "", number))))


def _finding(one: _Miscited, repair: Repair | None) -> Finding:
    duties, first = tuple(dict.fromkeys(citation.duty for citation in one.here)), one.here[0]
    message = f"{one.message}，{'按此读，原文保留' if repair else '请核对'}。"
    place = within(first.cell, one.printed)
    return Finding("inconsistent-name", Severity.WARNING, duties, first.label, place, message, repair)
