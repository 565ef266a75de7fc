"""cells -> meaning: what the words of one cell say (departments, clauses, contacts, steps). Pure functions of text.

The duties of a catalogue print the same words again and again, so each text is read once.

departments.py  who acts, in which role               conduct.py      boundary, steps, meetings, documents
clauses.py      条, 款, 项, 目 that are cited         contacts.py     mailboxes and telephones
numbers.py      numbers of documents (文号)           pointers.py     words that only point elsewhere
outside.py      cutting outside of titles and quotes  bounds.py       how much a cell may say
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from kg import parts
from kg.labels import BODIES, HEADS, PUBLISHED, is_helper, usual_kind
from kg.meaning import clauses, numbers
from kg.meaning.bounds import bounded as bounded
from kg.meaning.clauses import arabic as arabic
from kg.meaning.clauses import clause_label as clause_label
from kg.meaning.conduct import approvers as approvers
from kg.meaning.conduct import boundary as boundary
from kg.meaning.conduct import documents as documents
from kg.meaning.conduct import sides as sides
from kg.meaning.conduct import steps as steps
from kg.meaning.contacts import contacts as contacts
from kg.meaning.contacts import suspect as suspect
from kg.meaning.departments import departments as departments
from kg.meaning.departments import is_body as is_body
from kg.meaning.departments import is_department as is_department
from kg.meaning.pointers import is_pointer as is_pointer
from kg.records import Department, Duty, Item, LegalBasis, Side
from kg.script import as_printed, simplified
from kg.text import is_wordless, normal

_TITLE = re.compile("《([^《》]*(?:《[^《》]*》[^《》]*)*)》")
_QUOTED = re.compile("“[^“”]*(?:“[^“”]*”[^“”]*)*”?")
_OWN = "第[^，。；、《》＃]{1,12}?条(?:第[^，。；、《》＃]{1,8}?[款项])*"
_OF_ITSELF = re.compile(rf"本(?:法|条例|办法|规定|细则|规则|章程|规范|决定){_OWN}(?:(?:[、和及或]|以及){_OWN})*")
_TITLE_OR_QUOTED = re.compile(f"{_TITLE.pattern}|{_QUOTED.pattern}")
_SHORT = re.compile("[（(][^（）()]*简称[“《]([^《》“”]{2,30})[》”]")
_ISSUER = re.compile(r"^[（(]([^（）()]*)")
_EDITION = re.compile(r"\s*[（(][^（）()]*[）)]$")
_NO_SUBITEM = frozenset(("/", "\\", "-", "—", "——", "无", "无子项"))
_DOCUMENT = re.compile(
    "(?:(?:(?:部门|政府|行政)?(?:权力|权责|责任|职责|职权)(?:[和与及、]?责任)?(?:事项)?)?总?(?:清单|目录))+(?:[和与及、][^，。]{1,12}(?:清单|目录))?$"
)


def duty(item: Item, ticked: Sequence[tuple[str, str, str | None]] = ()) -> Duty:
    """The item with its cells understood; the name is the table's, else (or where that is a mere date or number) the one in the contents.

    `ticked` are the columns of a matrix: label, what stands there, and the part that it means.
    """
    cells = by_kind(item)
    listed = item.contents.name.text if item.contents else ""
    return Duty(
        item=item,
        name=_name(normal(cells.get("name", "")), normal(listed)),
        departments=_ticked(item, ticked) if ticked else _who(item),
        legal=legal_bases(_basis(item)),
        boundary=boundary(cells.get("boundary", "")),
        sides=sides(cells.get("boundary", "")) or shares(item),
        steps=steps(cells.get("workflow", "")),
        documents=documents(cells.get("documents", "")),
        approvers=approvers(cells.get("workflow", "")),
        contacts=contacts(cells.get("supervision", "")),
    )


def _who(item: Item) -> tuple[Department, ...]:
    """The departments of all columns that say who does it, a column's label giving the role (牵头科室, 配合科室).

    Where none does but those that help, the exercising bodies too; where the section is blank, the body over it (责任单位 beside 责任科室).
    """
    own = [field for field in item.fields if field.kind == "department" and not is_helper(field.label)]
    blank = not any(departments(field.text) for field in own)
    found: dict[str, Department] = {}
    for field in item.fields:
        acting = not own or (blank and usual_kind(field.label) == "department")
        if field.kind == "department" or (field.kind == "body" and acting):
            for one in departments(field.text):
                found.setdefault(one.name, replace(one, role=one.role or parts.of_label(field.label)))
    return tuple(found.values())


def shares(item: Item) -> tuple[Side, ...]:
    """What each of several departments does, where as many lines say so beside as many lines of departments: rows of one matter."""
    told = next((field.text.strip().split("\n") for field in item.fields if field.kind == "boundary" and field.value), [])
    columns = (field.text.strip().split("\n") for field in item.fields if field.kind == "department" and field.value)
    acting = next((lines for lines in columns if 1 < len(lines) == len(told) and all(map(is_body, lines))), [])
    return tuple(Side(normal(body), normal(words)) for body, words in zip(acting, told, strict=False))


def _ticked(item: Item, ticked: Sequence[tuple[str, str, str | None]]) -> tuple[Department, ...]:
    """The departments whose columns are ticked off, those that lead first, before those of other columns."""
    meant = {(label, text): Department(label, part) for label, text, part in ticked}
    found = [meant[key] for field in item.fields if (key := (field.label, field.text.strip())) in meant]
    found.sort(key=lambda one: one.role not in parts.LEADING)
    named: dict[str, Department] = {}
    for one in (*found, *_who(item)):
        named.setdefault(one.name, one)
    return tuple(named.values())


def _basis(item: Item) -> str:
    """The text of the columns of legal bases; a clause in a column of its own goes with the document beside it."""
    texts = [field.text for field in item.fields if field.kind == "basis" and field.text.strip()]
    if len(texts) == 2 and texts[1].lstrip().startswith("第") and not clauses.cites(normal(texts[0])):
        titles, cited = (text.strip().split("\n") for text in texts)
        each = len(titles) == len(cited) and all(one.lstrip().startswith("第") for one in cited)
        return "\n".join(map("".join, zip(titles, cited, strict=True))) if each else normal(texts[0]) + normal(texts[1])
    return "\n".join(texts)


def _name(printed: str, listed: str) -> str:
    return listed if listed and is_wordless(printed) else printed


_BEHIND = rf"(?=(?:{'|'.join((*PUBLISHED['words'], *HEADS['titles']))}))"
_BODY, _PLACE = "|".join((*BODIES["names"], *BODIES["publishers"])), "|".join(PUBLISHED["places"])
_OF_BODY, _OF_PLACE = re.compile(rf".{{1,40}}(?:{_BODY}){_BEHIND}"), re.compile(rf".{{1,20}}?(?:{_PLACE}){_BEHIND}")
_IS_BODY = re.compile(rf"(?:{_BODY}|{_PLACE})$")


def titled(title: str) -> str:
    """The body that a document's title names: 某区水务局权责清单（2024年版） is of 某区水务局."""
    whole = _EDITION.sub("", title)
    body = _DOCUMENT.sub("", whole)
    found = _OF_BODY.match(whole) or (None if _IS_BODY.search(body) else _OF_PLACE.match(whole))
    return found[0] if found and len(found[0]) < len(body) else body


def by_kind(item: Item) -> dict[str, str]:
    """The texts of an item by the kind of their label; of two labels of one kind the first counts that says something."""
    texts: dict[str, str] = {}
    for field in item.fields:
        if not texts.get(field.kind, "").strip():
            texts[field.kind] = field.text
    return texts


def printed_name(item: Item) -> str:
    """The name that an item's table or row prints; "" for none."""
    return next((field.text for field in item.fields if field.kind == "name" and field.text.strip()), "")


def subitem(text: str) -> str:
    """The name of the sub-item that a cell says; "" where it says there is none."""
    name = normal(text)
    return "" if name in _NO_SUBITEM else name


@lru_cache(maxsize=16384)
def legal_bases(text: str) -> tuple[LegalBasis, ...]:
    """The clauses an 法定依据 cell cites, in printed order; clauses inside quotation marks are not citations.

    A document without clause gives one basis; a cell that names neither gives none. Of more than MOST they are one more, for whoever refuses them.
    """
    body = normal(text)
    plain = simplified(body)
    found = _legal_bases(plain)
    return found if plain == body else tuple(_as_printed(one, plain, body) for one in found)


def _as_printed(one: LegalBasis, plain: str, body: str) -> LegalBasis:
    """A basis read in simplified characters, with its words as they are printed."""
    document, number, issuer, quote = (
        as_printed(part, plain, body) for part in (one.document, one.document_number, one.issuer, one.quote)
    )
    return replace(one, document=document, document_number=number, issuer=issuer, quote=quote)


def _legal_bases(body: str) -> tuple[LegalBasis, ...]:
    masked = _masked(body)
    titles = [title for title in _TITLE.finditer(masked) if not masked.endswith("简称", 0, title.start())]
    known = {short[1]: title[1] for title in titles if (short := _SHORT.match(body, title.end()))}
    if not titles:
        return tuple(_clauses("", masked, body)) if clauses.cites(masked) or numbers.cites(masked) else ()
    found: list[LegalBasis] = []
    before = numbers.leading(masked[: titles[0].start()])
    for title, following in zip(titles, [*titles[1:], None], strict=True):
        end = following.start() if following else len(body)
        stretch = masked[title.end() : end]
        ahead = numbers.leading(stretch) if following else ""
        end -= len(ahead) if ahead != stretch else 0
        found.extend(
            _clauses(known.get(title[1], title[1]), masked[title.end() : end], body[title.end() : end], numbers.number(before))
        )
        before = ahead if ahead != stretch else ""
        if len(found) > clauses.MOST:
            break
    return tuple(found[: clauses.MOST + 1])


def _masked(body: str) -> str:
    """The text with what it quotes blanked, of the same length, and clauses of 本法, which only a law's own words name; a quoted word inside a document's title stays."""
    quoted = _TITLE_OR_QUOTED.sub(lambda m: m[0] if m[1] is not None else "＃" * len(m[0]), body)
    return _OF_ITSELF.sub(lambda m: "＃" * len(m[0]), quoted)


@lru_cache(maxsize=16384)
def is_citation(text: str) -> bool:
    """Whether a cell reads as a legal basis: it opens with a document, or cites a clause or a document number outside quotes."""
    masked = _masked(simplified(normal(text)))
    opens = re.match(r"^(?:[一二三四五六七八九十0-9]+[.、．]\s*|依据|根据|按照)?《", masked)
    return bool(
        numbers.cites(masked) or (_TITLE.search(masked) and (opens or clauses.cites(masked))) or re.match("第.{1,4}条", masked)
    )


def _clauses(title: str, masked: str, body: str, before: str = "") -> list[LegalBasis]:
    """The clauses cited in the stretch of text behind one document title (masked: quotes blanked, same length); its number may stand `before`."""
    bracket = _ISSUER.match(body.strip())
    number = numbers.number(masked) or before
    issuer = _issuer(bracket[1] if bracket else "", number)
    refs = clauses.references(masked)
    quotes = [(m.start(), m[0].strip("“”")) for m in _QUOTED.finditer(body)]
    if not refs:
        return [LegalBasis(title, number, issuer, quote=quotes[0][1] if quotes else "")] if title or number else []
    bases = []
    for n, ref in enumerate(refs):
        until = refs[n + 1].at if n + 1 < len(refs) else len(body)
        quote = next((q for start, q in quotes if ref.at < start < until), "")
        article, paragraph, item, point = ref.levels
        bases.append(LegalBasis(title, number, issuer, article, paragraph, item, clause_label(*ref.levels), quote, point))
    return bases


def _issuer(bracket: str, number: str) -> str:
    parts = [p for p in re.split("[，,、；]", bracket) if p and not numbers.number(f"（{p}）") and p not in number]
    return parts[0] if parts and not re.search(r"[\d《]|修[正订]|通过|施行|简称", parts[0]) else ""
