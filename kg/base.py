"""KnowledgeBase: one generation opened. ask, search, sparql, overlaps, export, show, check, stats."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index import Found, SearchError
from kg import generation, hits, query
from kg.answer import Answer, DutyAnswer, Published
from kg.answer.duties import duties
from kg.errors import BaseError, UsageError
from kg.names import catalogue_of, safe
from kg.query import recorded
from kg.question.words.bodies import Meant, meant
from kg.question.words.plain import refuse_unreadable
from kg.store import Result, Store

if TYPE_CHECKING:
    import rdflib

    from index.search import Index
    from kg.overlap.finding import Overlap
    from kg.overlap.gaps.listed import Gaps
    from kg.overlap.impact.touched import Impact
    from kg.overlap.report.matrix import Matrix
    from kg.question.analysis import Analysis
    from kg.question.words.lexicon import Lexicon

_KEPT_DUTIES = 2_000
_KEPT_LEXICONS = 100


def _refuse_none(top: int) -> None:
    """Raise UsageError where no duty is to be listed: -1 would leave out the last."""
    if top < 1:
        raise UsageError(f"top 应为 1 以上的整数，给出的是 {top}。")


class KnowledgeBase:
    """A built base, read-only. Pins the generation that was current when it was opened."""

    def __init__(self, base: Path) -> None:
        """Open the current generation in the folder `base`.

        Raises BaseError when there is none, or when a file is missing or altered.
        """
        self.folder = generation.current(base)
        self.manifest: dict[str, Any] = generation.verify(self.folder)
        self.store = Store.open(self.folder / "store")
        self._read: dict[str, DutyAnswer] = {}
        self._lexicons: dict[tuple[str, ...], Lexicon] = {}

    @cached_property
    def index(self) -> Index:
        """The search index, opened at first use. Raises BaseError when it cannot be."""
        from index.search import Index

        try:
            return Index(self.folder / "index")
        except SearchError as problem:
            raise BaseError(f"索引无法打开：{problem}", where=str(self.folder), hint="请重新运行 duty-kg build。") from problem

    def ask(self, question: str, *, top: int = 10, catalogue: str = "") -> Answer:
        """Who handles the matter of `question`: answered, candidates, or abstained with a reason.

        `top` duties are listed at most; `catalogue` narrows to one catalogue, by its slug or its body's name. Raises UsageError for a question
        of more than 2,000 characters or with lone surrogates, for an unknown catalogue, and for a `top` below 1.
        """
        from kg.answer import asked  # 0.4 s, and nothing else needs it

        started = time.perf_counter()
        _refuse_none(top)
        refuse_unreadable(question)
        catalogue = self.slug_of(catalogue)
        lexicon = self._lexicon(question, catalogue)
        narrow = 0 < len(lexicon.catalogues) < len(self.manifest["catalogues"])
        scope = asked.Scope(
            store=self.store,
            lexicon=lexicon,
            narrow=narrow,
            published=self.published,
            listed=self._listed,
            search=lambda text, most: self._found_for(text, most, catalogue, question),
            gained=self._gained,
            top=top,
        )
        found = asked.answer(question, scope)
        return found.of_base(round((time.perf_counter() - started) * 1000, 3), self.published)

    def analyse(self, question: str, catalogue: str = "") -> Analysis:
        """How `question` reads as a query: mentions, conditions and query, whether or not it is one."""
        from kg.question.analysing import analyse

        return analyse(question, self._lexicon(question, catalogue))

    def _lexicon(self, question: str, catalogue: str) -> Lexicon:
        """The names that a question can mention: of the catalogue chosen, else of those whose bodies it names, else of all."""
        if catalogue or len(self.manifest["catalogues"]) == 1:
            return self._names((catalogue,) if catalogue else ())
        from kg.question.analysing import named_catalogues

        named = named_catalogues(question, self._names(()))
        return self._names(tuple(sorted(catalogue_of(iri) for iri in named)))

    def _names(self, catalogues: tuple[str, ...]) -> Lexicon:
        """The names in some catalogues, or in all, read once."""
        if catalogues not in self._lexicons:
            if len(self._lexicons) >= _KEPT_LEXICONS:
                self._lexicons.clear()
            from kg.question.words.lexicon import Lexicon

            self._lexicons[catalogues] = Lexicon.of(self.store, catalogues)
        return self._lexicons[catalogues]

    def search(self, text: str, *, top: int = 10, catalogue: str = "") -> Found:
        """The duties nearest to `text`, best first, with calibrated scores and the features behind them. Raises UsageError as `ask`."""
        _refuse_none(top)
        catalogue = self.slug_of(catalogue)
        refuse_unreadable(text)
        return self._found_for(text, top, catalogue, "")

    def _found_for(self, text: str, top: int, catalogue: str, question: str) -> Found:
        """The duties nearest to `text`, the matter of a `question`: of the catalogue chosen, else of the place or body named there."""
        bodies = {slug: (one.publisher, one.area) for slug, one in self.published.items()}
        said = Meant(frozenset((catalogue,))) if catalogue else meant(text, bodies)
        said = said if said.named or not question else meant(question, bodies)
        if not said.named:
            return self.index.search(text, top)
        whole = self.index.search(text, len(self.index))
        whole = hits.of_catalogues(whole, set(bodies) - said.others)
        kept = hits.of_catalogues(whole, said.named)
        if not catalogue and not hits.about_as_good(kept, whole):
            kept = whole
        return Found(kept.hits[:top], whole.mentions)

    def _gained(self, text: str, matters: Sequence[tuple[str, Sequence[str]]]) -> list[float]:
        """As `Index.gained`; the index is opened where it is asked."""
        return self.index.gained(text, matters)

    def rows(self, found: Found) -> list[dict[str, Any]]:
        """The hits of a search with number, name and departments of each, and the features that brought it."""
        return hits.listed(found, self.store)

    def sparql(self, text: str) -> Result:
        """The result of a read-only SPARQL query over all graphs, in terms of pyoxigraph: row["name"].value. Raises QueryError."""
        return self.store.query(text)

    def named(self, name: str, *given: str) -> Result:
        """The result of a named query, narrowed to what is `given` (IRIs, texts, numbers of duties). Raises UsageError."""
        from kg.query.named import narrowed

        return self.sparql(narrowed(self.store, name, given))

    def queries(self) -> list[dict[str, str]]:
        """The named queries: name, the question each answers, other wordings of it, and what it can be narrowed to."""
        from kg.query.named import gallery

        return gallery()

    def overlaps(self) -> list[Overlap]:
        """Where duties of different departments overlap, best first, each with what people have decided about it by now."""
        from kg.overlap import reviews

        return reviews.applied(self._found, reviews.read(self.folder.parent))

    @cached_property
    def _found(self) -> list[Overlap]:
        """The overlaps as they were when the base was built."""
        from kg.overlap import statements

        return statements.read(self.store)

    def matrices(self) -> tuple[Matrix, ...]:
        """Counts of overlaps between departments, and of duties by clause and department and by responsibility and department."""
        from kg.overlap.facts import Material, homes
        from kg.overlap.report.matrix import matrices

        material = Material.read(self.store)
        return matrices(material.duties, material.labels, self.overlaps(), homes(self.store))

    def gaps(self, asked: Iterable[str] = ()) -> tuple[Gaps, ...]:
        """What nobody covers: parts of clauses not taken up, duties without lead, conduct or boundary, meetings that differ.

        With the questions `asked` (none: no such list), such as those of a question log, also the ones that nothing answers, by kind.
        """
        from kg.overlap.gaps import listed

        found, given = listed.gaps(self.store), tuple(asked)
        return (*found, self._unanswered(given)) if given else found

    def _unanswered(self, asked: Iterable[str]) -> Gaps:
        from index.encoder import open_encoder
        from kg.overlap.gaps.asked import gaps, unanswered

        return gaps(unanswered(asked, self.ask), open_encoder(self.index.about["model"]))

    def impacts(self, clause: str) -> tuple[Impact, ...]:
        """Whom a change touches, for each clause that `clause` may mean: one, or several where the document must be said too.

        Raises UsageError when no duty cites such a clause.
        """
        from kg.overlap.impact.touched import impacts

        refuse_unreadable(clause)
        return impacts(self.store, clause)

    def report(self) -> str:
        """The analysis of overlaps and gaps as one HTML file for people, with pictures; it needs no network."""
        from kg.overlap.report.page import Content, html

        return html(Content.of(self.store, self.overlaps(), self.gaps()))

    def export(self, form: str = "turtle", *, catalogue: str = "", resource: str = "", profile: str = "") -> bytes:
        """The base, one catalogue (slug) or one resource (IRI or duty number) in a format of `kg.export`, or a profile of the base.

        Raises UsageError for a format, profile, catalogue or resource that is not known.
        """
        self.refuse_unknown(catalogue)
        if resource and ":" not in resource:
            numbered = self._by_number((resource,), catalogue)
            if len(numbered) != 1:
                raise UsageError(
                    f"{'有几项' if numbered else '没有'}职责的序号是 {resource}。", hint="请给出 IRI，或用 --catalogue 指定目录。"
                )
            resource = numbered[0]
        from kg import export

        return export.export(self.store, form, catalogue="" if resource else catalogue, resource=resource, profile=profile)

    def dataset(self) -> rdflib.Dataset:
        """A copy of everything as an rdflib Dataset, named graphs kept, the union as default graph."""
        from kg.export.rdf import dataset

        return dataset(self.export("nquads"))

    def show(self, what: str, catalogue: str = "") -> list[dict[str, str]]:
        """What the graph says of an IRI or of the duties with a number (in one catalogue, by its slug): rows resource, property, value.

        Raises UsageError when nothing is known about it.
        """
        import pyoxigraph as ox

        refuse_unreadable(what)
        if what.startswith(("http://", "https://", "urn:")):
            try:
                terms = [ox.NamedNode(what)]
            except ValueError as problem:
                raise UsageError(f"不是合法的 IRI：{what}") from problem
        else:
            self.refuse_unknown(catalogue)
            terms = [ox.NamedNode(iri) for iri in self._by_number((what,), catalogue)]
        rows = list(self.store.select(query.narrowed("describe", "resource", terms))) if terms else []
        if not rows:
            raise UsageError(f"知识库里没有 {what}。", hint="请给出职责序号（如 8.6）或本知识库的 IRI。")
        return rows

    def cells(self, iri: str) -> list[dict[str, str]]:
        """The fields of a duty with their text, status and place: the rows of evidence.rq, then of missing-values.rq."""
        return [*self._cells([iri]), *self.store.select(query.of_duties("missing-values", [iri]))]

    def about(self) -> list[dict[str, str]]:
        """What is known about each catalogue: the rows of about.rq."""
        return list(self.store.select(query.whole("about")))

    def slug_of(self, catalogue: str) -> str:
        """The slug of the catalogue with this slug, or of the only one of the body with this name; "" for "". Raises UsageError."""
        fits = [slug for slug, one in self.published.items() if catalogue == one.publisher] if catalogue else []
        if len(fits) == 1:
            return fits[0]
        self.refuse_unknown(catalogue)
        return catalogue

    def refuse_unknown(self, catalogue: str) -> None:
        """Raise UsageError, with the catalogues that there are, unless `catalogue` is the slug of one or empty."""
        if not catalogue:
            return
        known = [entry["slug"] for entry in self.manifest["catalogues"]]
        if safe(catalogue) not in known:
            raise UsageError(f"知识库里没有目录 {catalogue}。", hint=f"已有的目录：{'、'.join(known)}。")

    def findings(self) -> list[dict[str, str]]:
        """The defects recorded for all catalogues: the rows of findings.rq, one for each duty that a finding is about."""
        return list(self.store.select(query.whole("findings")))

    def check(self) -> list[dict[str, Any]]:
        """All that is wrong with the base, as `duty-kg check` prints it: defects, catalogues nobody has described, shapes violated."""
        from kg import check

        return check.of_store(self.store, {entry["slug"]: entry["source"] for entry in self.manifest["catalogues"]})

    def stats(self) -> dict[str, Any]:
        """Counts of everything in the base."""
        return {
            "generation": self.folder.name,
            "built": self.manifest["built"],
            "model": self.manifest["model"],
            "quads": len(self.store),
            "catalogues": self.manifest["catalogues"],
            "departments": [
                {"catalogue": row["catalogue"], "name": row["departmentName"], "duties": int(row["duties"])}
                for row in self.store.select(query.whole("departments"))
            ],
            "findings": dict(Counter(one.finding.code for one in recorded.findings(self.store))),
        }

    def _listed(self, ranked: Sequence[tuple[str, float]]) -> tuple[DutyAnswer, ...]:
        """The duties of `ranked` (IRI, score) in that order; what the graph says of a duty is read once and kept."""
        missing = [iri for iri, _ in ranked if iri not in self._read]
        if missing:
            if len(self._read) >= _KEPT_DUTIES:
                self._read.clear()
                missing = [iri for iri, _ in ranked]
            rows = self.store.select(query.of_duties("who-handles", missing))
            for duty in duties([(iri, 0.0) for iri in missing], rows, self._cells(missing)):
                self._read[duty.iri] = duty
        read = self._read
        return tuple(read[iri].scored(score) for iri, score in ranked if iri in read)

    @cached_property
    def published(self) -> dict[str, Published]:
        """The catalogues of the base as answers name them, by slug."""
        rows = self.about()
        return {
            row["catalogue"]: Published(
                row["catalogue"], row["title"], row["publisher"], row.get("issued", ""), row.get("area", "")
            )
            for row in rows
        }

    def catalogues_with(self, numbers: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """The slugs of the catalogues that have a duty of each number; a number that none has is left out."""
        found: dict[str, dict[str, None]] = {}
        for row in self.store.select(query.by_number(numbers)) if numbers else ():
            found.setdefault(row["number"], {})[catalogue_of(row["duty"])] = None
        return {number: tuple(slugs) for number, slugs in found.items()}

    def _by_number(self, numbers: tuple[str, ...], catalogue: str) -> list[str]:
        if not numbers:
            return []
        rows = self.store.select(query.by_number(numbers))
        return [row["duty"] for row in rows if catalogue in ("", catalogue_of(row["duty"]))]

    def _cells(self, iris: list[str]) -> list[dict[str, str]]:
        return list(self.store.select(query.of_duties("evidence", iris)))
