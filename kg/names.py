"""record -> IRI, and what an IRI so made says by itself. Pure: the same record, base and slug table always give the same IRI.

ASCII only; numbers stay strings. What others have to know from an IRI (its catalogue, the kind of a field, 条款项目 of a clause) they ask here.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from kg.records import Duty, Item, LegalBasis, Place, Source
from kg.text import digits

BASE = "https://w3id.org/duty-kg"
SHARED = (
    f"{BASE}/id/graph/shared"  # the named graph of what several catalogues may speak of: legal documents, clauses, other bodies
)
_UNITS = {"条": "art", "款": "para", "项": "item", "目": "point"}  # of a clause -> how its part of the IRI begins
_CATALOGUE, _FIELD = "/id/cat/", "/id/scheme/field-"
_SLUG = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]{0,118}[A-Za-z0-9])?")
_CLAUSE = re.compile("/(?:id/legal/[^/]+|unnamed-legal-document)/([^/]+)$")
_UNSAFE = re.compile(r"[^A-Za-z0-9.-]+")
_PLAIN = frozenset(tomllib.loads(files("kg").joinpath("names.toml").read_text("utf-8"))["plain"])


@dataclass(frozen=True, slots=True)
class Names:
    """The IRIs of one catalogue. `slugs` maps a Chinese name (see `needed` and `laws`) to its ASCII slug."""

    catalogue_slug: str
    slugs: Mapping[str, str]

    @property
    def catalogue(self) -> str:
        """The catalogue itself."""
        return f"{BASE}{_CATALOGUE}{self.catalogue_slug}"

    def graph(self, part: str) -> str:
        """A named graph of the catalogue: "data", "source" or "findings"; what it says of things that are not its own stands in SHARED."""
        return f"{self.catalogue}/graph/{part}"

    @property
    def organisation(self) -> str:
        """The body whose duties these are."""
        return f"{self.catalogue}/org"

    def responsibility(self, number: str) -> str:
        """A main responsibility by its number."""
        return f"{self.catalogue}/responsibility/{safe(number) if number.isascii() else _digest(number)}"

    @property
    def area(self) -> str:
        """The administrative area to which the catalogue applies."""
        return f"{self.catalogue}/area"

    @property
    def agent(self) -> str:
        """The software that reads documents and repairs them."""
        return f"{BASE}/id/agent/duty-kg"

    def body(self, name: str) -> str:
        """A body outside the catalogue, such as a superior or the issuer of a legal document."""
        return f"{BASE}/id/org/{_common(name)}"

    def meeting(self, name: str) -> str:
        """A meeting that approves workflows."""
        return f"{self.catalogue}/meeting/{_digest(name)}"

    def document_type(self, name: str) -> str:
        """A kind of document that duties require."""
        return f"{self.catalogue}/document-type/{_digest(name)}"

    def duty(self, item: Item, occurrence: int = 1) -> str:
        """A duty item by its number and sub-item; the second item with the same number gets "-2"."""
        key = safe(f"{item.number}.{self.slugs[item.subitem]}" if item.subitem else item.number)
        return f"{self.catalogue}/duty/{key}" + (f"-{occurrence}" if occurrence > 1 else "")

    def department(self, name: str) -> str:
        """A department of the body by its name."""
        return f"{self.catalogue}/dept/{self.slugs[name]}"

    def field(self, label: str, kind: str) -> str:
        """The concept of a row label: of the common scheme where its kind is known, else the catalogue's own."""
        if kind != "other":
            return f"{BASE}{_FIELD}{kind}"
        return f"{self.catalogue}/field/{self.slugs[label]}"

    def legal(self, basis: LegalBasis) -> str:
        """A legal document, by its title or else its number; by both where others have its title; one that is not named belongs to the catalogue alone."""
        if not (basis.document or basis.document_number):
            return f"{self.catalogue}/unnamed-legal-document"
        slug = self.slugs.get(_edition_key(basis.document, edition(basis.document_number))) or self.slugs[_legal_key(basis)]
        return f"{BASE}/id/legal/{slug}"

    def clause(self, basis: LegalBasis) -> str:
        """The cited 条/款/项/目 of a legal document; the document itself where no clause is cited."""
        parts = zip(_UNITS.values(), (basis.article, basis.paragraph, basis.item, basis.point), strict=True)
        path = ".".join(f"{prefix}{safe(value)}" for prefix, value in parts if value)
        return f"{self.legal(basis)}/{path}" if path else self.legal(basis)

    def contact(self, mailboxes: tuple[str, ...], phones: tuple[str, ...]) -> str:
        """A supervision contact, shared by the duties that print the same addresses and numbers."""
        return f"{self.catalogue}/contact/{_digest('|'.join((*mailboxes, *phones)))}"

    def source(self, source: Source) -> str:
        """The source document, by the hash of its bytes."""
        return f"{BASE}/id/src/{source.sha256[:12]}"

    def table(self, source: Source, number: int) -> str:
        """An information table of the source document, counted from 1."""
        return f"{self.source(source)}/t{number}"

    def cell(self, source: Source, place: Place) -> str:
        """A cell of the source document: by table and row, else by its line; the lines above a table of a Word file share one."""
        if place.table and place.cell:
            return f"{self.source(source)}/t{place.table}.{place.cell}"
        if place.table and place.row:
            return f"{self.source(source)}/t{place.table}.r{place.row}"
        if place.table and not place.line:
            return f"{self.source(source)}/t{place.table}.above"
        return f"{self.source(source)}/line{place.line or 0}"

    def sentence(self, source: Source, text: str) -> str:
        """A sentence of the source document that stands in no table, by its words: several may stand above one table."""
        return f"{self.source(source)}/text/{_digest(text)}"


def catalogue_of(iri: str) -> str:
    """The slug of the catalogue to which alone something belongs; "" for what catalogues share, such as legal documents."""
    return iri.partition(_CATALOGUE)[2].partition("/")[0]


def is_sentence(iri: str) -> bool:
    """Whether a cell is a sentence outside of tables."""
    return "/text/" in iri


def kind_of_field(iri: str) -> str:
    """The known kind of a field; "" for a catalogue's own."""
    return iri.partition(_FIELD)[2]


def clause_parts(iri: str) -> dict[str, str]:
    """条, 款, 项 and 目 of a clause as far as it has them; none for the document itself."""
    found = _CLAUSE.search(iri)
    parts = found[1].split(".") if found else ()
    return {unit: part.removeprefix(prefix) for unit, prefix in _UNITS.items() for part in parts if part.startswith(prefix)}


def needed(duties: tuple[Duty, ...], others: Iterable[str]) -> list[str]:
    """Every Chinese name of a thing of the catalogue's own that needs a slug, in order of first appearance: departments, sub-items, and these."""
    departments = [department.name for duty in duties for department in duty.departments]
    parts = [duty.item.subitem for duty in duties]
    return [name for name in dict.fromkeys([*departments, *others, *parts]) if name]


def laws(duties: tuple[Duty, ...], known: Mapping[str, str]) -> dict[str, str]:
    """The slugs of the legal documents that duties cite: those of their titles, whoever cites them.

    `known` are the slugs of the catalogue: where another edition has the slug of a title, they say which one the title has here.
    """
    cited = dict.fromkeys(_legal_key(basis) for duty in duties for basis in duty.legal)
    return {key: known[key] if _is_of(known.get(key, ""), key) else _common(key) for key in cited if key}


def _legal_key(basis: LegalBasis) -> str:
    """What identifies a legal document: its title, else its number."""
    return basis.document or basis.document_number


def edition(number: str) -> str:
    """What of a document's number (文号) tells editions of one title apart, its figures: 第31号 and 总局令第31号 are one; "" for none."""
    return "-".join(re.findall(r"\d+", digits(number)))


def editions(
    duties: tuple[Duty, ...], known: Mapping[str, str], elsewhere: Mapping[str, str]
) -> tuple[dict[str, str], dict[str, str]]:
    """Slugs of documents that share their title with one of another number, and the edition that each slug of a title alone stands for.

    `known` are the slugs of the catalogue, which stay as they are unless they are those of another edition; `elsewhere` are the editions
    for which the slugs of titles stand in the catalogues beside it. The first edition has the slug of the title, where that is free.
    """
    found, stands = dict[str, str](), dict[str, str]()
    for title, cited in _cited(duties).items():
        main = next((one for one in cited if _edition_key(title, one) not in known), "")
        other = elsewhere.get(title, main)
        if main and known.get(title, _common(title)) == _common(title) and not _same(main, other):
            found[title] = _edition_slug(title, main)
        elif main:
            stands[title] = main
        for one in cited:
            if one != main:
                key = _edition_key(title, one)
                kept = known[key] if _is_of(known.get(key, ""), title) else _edition_slug(title, one)
                found[key] = _common(title) if title in elsewhere and _same(one, other) else kept
    return found, {title: one for title, one in stands.items() if known.get(title, _common(title)) == _common(title)}


def stands_for_title(iri: str, title: str) -> bool:
    """Whether a legal document has the IRI of its title alone."""
    return iri == f"{BASE}/id/legal/{_common(title)}"


def _cited(duties: tuple[Duty, ...]) -> dict[str, list[str]]:
    """Title -> the editions of it that duties cite, in order of first appearance."""
    found: dict[str, list[str]] = {}
    for basis in (basis for duty in duties for basis in duty.legal):
        one = edition(basis.document_number)
        if basis.document and one and not any(_same(one, other) for other in found.setdefault(basis.document, [])):
            found[basis.document].append(one)
    return found


def _same(one: str, other: str) -> bool:
    """Whether two numbers may be of one edition: 第31号 is 2022年第31号."""
    first, second = set(one.split("-")), set(other.split("-"))
    return first <= second or second <= first


def _edition_key(title: str, edition: str) -> str:
    return f"{title}（{edition}）" if title and edition else ""


def _edition_slug(title: str, edition: str) -> str:
    return f"{_common(title)}--{edition}"


def _is_of(slug: str, name: str) -> bool:
    """Whether a slug is made of a name, as slugs of what is shared now are, or of an edition of it."""
    return slug == _common(name) or slug.startswith(f"{_common(name)}--")


def mint(names: list[str], known: Mapping[str, str]) -> dict[str, str]:
    """Slugs for `names`: the known ones kept, new ones from pinyin, two names never sharing one."""
    slugs = {name: known[name] for name in names if name in known}
    taken = set(known.values())
    for name in names:
        if name not in slugs:
            slug = _pinyin(name)
            slugs[name] = slug if slug not in taken else f"{slug}-{_digest(name)}"
            taken.add(slugs[name])
    return slugs


def _common(name: str) -> str:
    """The slug of something that several catalogues may name: of its name alone, so that it is everywhere the same, and of no other name.

    市容条例 and 市融条例 sound alike, so pinyin alone will not do.
    """
    return _pinyin(name) if name in _PLAIN else f"{_pinyin(name)}-{_digest(name)}"


@lru_cache(maxsize=16384)
def _pinyin(name: str) -> str:
    """An ASCII slug of a Chinese name: 权益保障部 -> quan-yi-bao-zhang-bu."""
    from pypinyin import lazy_pinyin

    slug = safe("-".join(lazy_pinyin(name, errors=lambda text: text.lower())))
    return slug[:120].strip("-.") or _digest(name)


def safe(text: str) -> str:
    """`text` with everything an IRI path segment need not escape kept, and the rest turned into hyphens."""
    segment = _UNSAFE.sub("-", text).strip("-")
    return segment if segment.strip(".") else _digest(text)  # "." and ".." lead elsewhere


def is_slug(text: object) -> bool:
    """Whether something may stand for a catalogue in IRIs and folders; `catalogues` is the name of their own table in slugs.json."""
    return isinstance(text, str) and _SLUG.fullmatch(text) is not None and text != "catalogues"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
