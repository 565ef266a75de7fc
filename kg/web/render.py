"""Templates -> HTML, everything escaped, in Chinese or English, each page with the names of the catalogues it speaks for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

import jinja2
from markupsafe import Markup

import ontology
from kg.answer import Evidence
from kg.answer.card import REASONS, plain, referred, rests_on
from kg.base import KnowledgeBase
from kg.export import vocabulary
from kg.names import BASE, catalogue_of
from kg.overlap.facts import homes
from kg.overlap.report.marked import marked
from kg.place import Place
from kg.question.words.plain import LONGEST
from kg.text import normal
from kg.web import accept, tongues
from kg.web.columns import columns, complaints
from kg.web.english import told, words
from kg.web.picture import clipped, room
from kg.web.reach import reach

if TYPE_CHECKING:
    from fastapi import Request

_STYLE = re.compile(r"<style>(.*?)</style>", re.S)


def folder(name: str) -> Path:
    """A folder of this package, wherever it is installed."""
    return Path(str(files("kg.web"))) / name


_OFFERED = 3  # example questions


@dataclass(frozen=True, slots=True)
class _Visit:
    """What a request says of its page: the language, the one `chosen` in the address ("" for none), its path and its other parameters."""

    lang: str
    chosen: str
    path: str
    given: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, request: Request) -> _Visit:
        """What `request` says."""
        chosen = request.query_params.get("lang", "")
        given = tuple(pair for pair in request.query_params.multi_items() if pair[0] != "lang")
        return cls(accept.language(request.headers.get("accept-language", ""), chosen), chosen, request.url.path, given)

    def to(self, address: str) -> str:
        """An address of this site that keeps the language chosen."""
        return _in_language(address, self.chosen)

    def narrowed(self, name: str, value: str) -> str:
        """The address of this page with another value of a parameter, "" for none."""
        kept = {**dict(self.given), name: value}
        return self.to(f"{self.path}?{urlencode({k: v for k, v in kept.items() if v})}")

    def in_language(self, language: str) -> str:
        """The address of this page in a language."""
        return _in_language(f"{self.path}?{urlencode(self.given)}" if self.given else self.path, language)


def _in_language(address: str, language: str) -> str:
    if not language or not address.startswith("/"):
        return address
    place, mark, anchor = address.partition("#")
    return f"{place}{'&' if '?' in place else '?'}lang={language}{mark}{anchor}"


def environment() -> jinja2.Environment:
    """Where the templates of this package are found; everything is escaped."""
    return jinja2.Environment(
        loader=jinja2.FunctionLoader(lambda name: (folder("templates") / name).read_text("utf-8")),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def written(templates: jinja2.Environment, template: str, request: Request, values: Mapping[str, Any]) -> str:
    """The HTML of one template in the language of the request, which its links keep."""
    visit = _Visit.of(request)
    lang = visit.lang
    said = words() if lang == "en" else {}
    common = {
        "to": visit.to,
        "place": partial(place, said=said),
        "place_of": lambda row: _where(row.get("line"), row.get("table"), row.get("row"), said),
        "facet_link": visit.narrowed,
        "other_language": visit.in_language("zh" if lang == "en" else "en"),
        "t": lambda text: told(text, lang),
        "lang": lang,
        "chosen": visit.chosen,
        "path": visit.path,
    }
    html = templates.get_template(template).render({**common, **values})
    return tongues.marked(html) if lang == "en" else html


class Renderer:
    """The pages' common frame: catalogues, example questions, and the filters of the templates."""

    def __init__(self, base: KnowledgeBase, examples: Sequence[str] = (), version: str = "") -> None:
        self._environment = environment()
        catalogues = base.manifest["catalogues"]
        self._laws = laws(base)
        self._environment.globals.update(
            catalogues=catalogues,
            bodies=bodies(base),
            law=self.law,
            built=base.manifest["built"][:10],
            examples=list(examples) or [one for entry in catalogues for one in entry.get("examples", ())][:_OFFERED],
            longest=LONGEST,
            reasons=REASONS,
            referred=referred,
            version=version,
        )
        self._environment.filters.update(
            zip=zip,
            normal=normal,
            percent=_percent,
            plain=plain,
            rests_on=rests_on,
            clipped=clipped,
            room=room,
            told=told,
            page=self.page_of,
            lit=_lit,
            home=catalogue_of,
            columns=columns,
            complaints=complaints,
            reach=reach,
            short=ontology.short,
        )

    def page(self, template: str, request: Request, **values: Any) -> str:
        """The HTML of one template in the language of the request; `q` and `catalogue` fill the ask box."""
        blank = {"q": "", "catalogue": "", "kept": False, "alternates": ""}
        return written(self._environment, template, request, {**blank, **values})

    def page_of(self, iri: str) -> str:
        """The address of the page about an IRI of this base; "" for any other IRI."""
        if iri.startswith(f"{BASE}/id/"):
            return "/page/" + quote(iri.removeprefix(f"{BASE}/id/"))
        return "/ontology#" + quote(iri.partition("#")[2]) if iri.startswith(f"{ontology.IRI}#") else ""

    def law(self, clause: str) -> str:
        """The document of a clause, to stand before its article; "" where that need not be said."""
        title = self._laws.get(clause.rpartition("/")[0], "")
        return f"《{title}》" if title else ""

    def vocabulary(self, request: Request) -> bytes:
        """The page of the vocabulary, in both languages, below the way back in that of the request; its style in a file of its own as the content policy wants."""
        page = _STYLE.sub('<link rel="stylesheet" href="/ontology.css">', vocabulary.page().decode())
        page = page.replace("</head>", '<link rel="icon" href="/static/icon.svg" type="image/svg+xml">\n</head>', 1)
        return page.replace("<body>", f"<body>\n{self.page('home.html', request)}", 1).encode()


def bodies(base: KnowledgeBase) -> dict[str, str]:
    """What tells the catalogues of a base apart, by slug: the body of each, or the title where a body has several; {} for one alone."""
    known = base.published
    often = Counter(one.publisher for one in known.values())
    told = {slug: one.publisher if often[one.publisher] == 1 else one.title for slug, one in known.items()}
    return told if len(known) > 1 else {}


def laws(base: KnowledgeBase) -> dict[str, str]:
    """The titles of the documents that duties rest on, by IRI; {} where it is the same for all and need not be said."""
    known = {iri: title for iri, title in homes(base.store).items() if not catalogue_of(iri)}
    return known if len(known) > 1 else {}


@cache
def vocabulary_style() -> str:
    """The style of the vocabulary's page."""
    found = _STYLE.search(vocabulary.page().decode())
    return found[1] if found else ""


def _lit(text: str, heard: Sequence[str]) -> Markup:
    """`text` with the words of `heard` marked, single letters left alone."""
    return marked(text, [word for word in heard if len(word) > 1])


def _percent(score: float) -> str:
    """A probability as people say it; what is not nothing never reads 0 %."""
    return f"{score:.0%}" if score >= 0.01 else "不到 1%"


def place(where: Evidence | Place, said: Mapping[str, str]) -> str:
    """Where in its document something is written, in Chinese or in the words `said`; "" where that is not known."""
    return _where(where.line, where.table, where.row, said)


def _where(line: object, table: object, row: object, said: Mapping[str, str]) -> str:
    if line is not None:
        return said.get("第 {0} 行", "第 {0} 行").format(line)
    parts = [
        said.get("表 {0}", "表 {0}").format(table) if table is not None else "",
        said.get("第 {0} 行格", "第 {0} 行").format(row) if row is not None else "",
    ]
    return " ".join(filter(None, parts))
