"""Store -> Lexicon: the names and numbers that questions about this base can mention, each with its IRIs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import ontology
from kg.labels import KIND_OF
from kg.names import catalogue_of, clause_parts, kind_of_field
from kg.parts import of_label, role
from kg.question.dimensions import those
from kg.question.words import codes, columns, documents
from kg.question.words.bodies import distinctive, forms
from kg.question.words.plain import plain
from kg.question.words.vocabulary import Vocabulary, cues, words
from kg.store import Store

_TWO_NAMES = re.compile(r"([\u4e00-\u9fff]{2,})\(([\u4e00-\u9fff]+[部科处室股办队])\)")
_INNER = re.compile("[（(]([一-鿿]{3,12})[）)]$")  # 责任（责任依据）: of two header rows
_ISSUED = re.compile("([\u4e00-\u9fff]{3,20}?)关于")
_HAD = ("basis", "phone", "mailbox", "supervision", "boundary", "subitem", "workflow", "documents", "accountability")
_HELP = ("support", "joint")
_NAMED = 4  # letters of a name that stands in no story
_HELPERS, _BRIEF, _WHOLE = (cues("lexicon")[one] for one in ("helpers", "brief", "whole"))
_CLASSES = cues("lexicon")["classes"]
_OF_LISTS = ("type", "body", "code")  # kinds that only power lists print: there other labels of them are known too
_VALUES = """
SELECT DISTINCT ?field ?value WHERE {
  VALUES ?field { %s } ?cell duty:field ?field ; prov:value ?value . FILTER(STRLEN(STR(?value)) <= %d)
}
"""


@dataclass(frozen=True, slots=True)
class Clause:
    """A cited clause: its IRI, label, the document it stands in, and 条, 款, 项, 目 as in its IRI."""

    iri: str
    label: str
    document: str
    parts: Mapping[str, str]


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Names of each kind -> their IRIs."""

    names: Mapping[str, Mapping[str, tuple[str, ...]]]
    clauses: tuple[Clause, ...]
    fields: Mapping[str, str]
    bodies: Mapping[str, tuple[str, ...]]  # forms of the names of all bodies -> their catalogues
    places: Mapping[str, tuple[str, ...]]  # places of some of the bodies -> their catalogues
    values: Mapping[str, Mapping[str, str]]  # columns of the catalogues' own -> short values in plain form -> as printed

    @classmethod
    def of(cls, store: Store, catalogues: tuple[str, ...] = ()) -> Lexicon:
        """What can be mentioned about `store`, or about some catalogues of it; departments of the others have names and no IRI."""
        names: dict[str, dict[str, tuple[str, ...]]] = {}
        bodies, areas = list[tuple[str, str]](), list[tuple[str, str]]()
        for row in store.select(ontology.query("names")):
            bodies += [(row["name"], row["key"])] if row["kind"] in ("catalogue", "body") else []
            areas += [(row["name"], row["key"])] if row["kind"] in ("authority", "area") else []
            known = names.setdefault(row["kind"], {})
            if not _of(row["key"], catalogues):
                known |= {row["name"]: known.get(row["name"], ())} if row["kind"] == "department" else {}
                continue
            known[row["name"]] = tuple(dict.fromkeys((*known.get(row["name"], ()), row["key"])))
        clauses = tuple(
            Clause(row["key"], row["label"], row["document"], clause_parts(row["key"]))
            for row in store.select(ontology.query("cited-clauses"))
        )
        printed = [row for row in store.select(ontology.query("field-labels")) if _of(row["field"], catalogues)]
        fields = {_full(row): row["field"] for row in printed}
        names["exercising"] = {value: (value,) for value in _exercising(printed, store)}
        return cls(names, clauses, fields, forms(bodies), distinctive(areas), _values(printed, store))

    def kind(self, name: str) -> Mapping[str, tuple[str, ...]]:
        """The names of one kind."""
        return self.names.get(name, {})

    @cached_property
    def several(self) -> bool:
        """Whether the base has more than one catalogue, however many are asked of."""
        return len({key for keys in self.bodies.values() for key in keys}) > 1

    @cached_property
    def catalogues(self) -> dict[str, str]:
        """The catalogues asked of: IRI -> title."""
        return {key: title for title, keys in self.kind("catalogue").items() for key in keys}

    @cached_property
    def authorities(self) -> dict[str, str]:
        """The bodies asked of: IRI of the catalogue -> name."""
        return {key: name for name, keys in self.kind("authority").items() for key in keys}

    @cached_property
    def departments(self) -> dict[str, tuple[str, ...]]:
        """Names of departments as questions have them -> IRIs; 办公室（规划财务科） is also 办公室 and 规划财务科 where no other is."""
        printed: dict[str, tuple[str, ...]] = {}
        for name, keys in self.kind("department").items():  # 公路管理科（会审） is 公路管理科 too
            printed[plain(name)] = tuple(dict.fromkeys((*printed.get(plain(name), ()), *keys)))
        parts: dict[str, dict[str, None]] = {}
        for name, keys in printed.items():
            if found := _TWO_NAMES.fullmatch(name):
                for part in found.groups():
                    parts.setdefault(part, {}).update(dict.fromkeys(keys))
        return {**{part: tuple(keys) for part, keys in parts.items()}, **printed}

    @cached_property
    def exercising(self) -> dict[str, tuple[str, ...]]:
        """Forms of the names of those who exercise powers -> what is printed in that column."""
        return forms((plain(printed), printed) for printed in self.kind("exercising"))

    @cached_property
    def document_kinds(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """(pattern of what is said, the documents that are meant) of each kind of documents."""
        return tuple(documents.kinds(self.kind("document"), self.kind("document-number")))

    @cached_property
    def document_heads(self) -> tuple[str, ...]:
        """How the numbers of cited documents begin: 栖政办发."""
        return documents.heads(self.kind("document-number"))

    @cached_property
    def issuers(self) -> dict[str, tuple[str, ...]]:
        """Who gave out cited documents, as the catalogue says or as a title says (国务院办公厅关于…) -> the documents."""
        found = {name: dict.fromkeys(keys) for name, keys in self.kind("issuer").items()}
        for title, keys in self.kind("document").items():
            if of := _ISSUED.match(title):
                found.setdefault(of[1], {}).update(dict.fromkeys(keys))
        return {name: tuple(keys) for name, keys in found.items()}

    @cached_property
    def codes(self) -> dict[str, tuple[str, ...]]:
        """The numbers and codes of duties in the form in which they are compared -> their IRIs."""
        return codes.table(self.kind("duty"))

    @cached_property
    def code_ends(self) -> frozenset[str]:
        """The ends of codes, whether one code has them or several, in the form in which they are compared."""
        return frozenset(codes.ends(self.kind("duty")))

    @cached_property
    def makes(self) -> frozenset[str]:
        """How the codes of the base are made."""
        return frozenset(map(codes.make, self.kind("duty")))

    @cached_property
    def subitems(self) -> tuple[str, ...]:
        """The duties that are sub-items, in document order."""
        places = sorted(self.kind("subitem-place").items(), key=lambda place: int(place[0]))
        return tuple(key for _, keys in places for key in keys)

    @cached_property
    def labels(self) -> dict[str, str]:
        """Row labels -> dimension: the known kinds by their kind, others as columns of the catalogue's own."""
        kinds = {label: _kind(label, field) for label, field in self.fields.items()}
        kinds = {label: kind or columns.OWN + label for label, kind in kinds.items() if kind != "number"}
        inner = {match[1]: kind for label, kind in kinds.items() if (match := _INNER.search(label))}
        return {**{label: kind for label, kind in inner.items() if label not in KIND_OF}, **kinds}

    @cached_property
    def classes(self) -> dict[str, Mapping[str, str]]:
        """Columns of the catalogue's own that say of what class a duty is (服务类别): dimension -> classes in plain form -> as printed."""
        return {columns.OWN + label: known for label, known in self.values.items() if label.endswith(_CLASSES) and known}

    @cached_property
    def carrying(self) -> tuple[str, ...]:
        """The labels of columns of those who carry out, where another column has those who help them (承办科室, 协办科室); () elsewhere."""
        bodies = {label: of_label(label) for label, kind in self.labels.items() if kind == "department"}
        helped = any(role(part) in _HELP for part in bodies.values())
        return tuple(label for label, part in bodies.items() if role(part) not in _HELP) if helped else ()

    @cached_property
    def parts(self) -> bool:
        """Whether catalogues print which part departments play: beside their names, or in the boundaries of duties."""
        return bool(self.kind("role") or self.kind("side"))

    @property
    def stated(self) -> bool:
        """Whether boundaries alone say who takes part: beside names with their parts they say no more than how the work is shared."""
        return bool(self.kind("side") and not self.kind("role"))

    @cached_property
    def columns(self) -> bool:
        """Whether there are labels that stand for a column alone and not for a kind."""
        return any("|" in dimension for dimension in self.labels.values())

    @cached_property
    def things(self) -> dict[str, str]:
        """What a duty may be said to have, under names that stand in no story -> its dimension; columns that nothing prints too."""
        nouns = {word: value for word, (kind, value) in words().items() if kind == "noun" and value in _HAD}
        own = {label: columns.OWN + label for sort in columns.sorts() for label in sort.labels}
        printed = {word: value for word, (_, value) in columns.words(self.values).items()}
        roles = dict.fromkeys(_HELPERS, "support") if self.parts else {}
        known = {**nouns, **own, **printed, **self.labels, **roles}
        return {
            word: value
            for word, value in known.items()
            if (len(word) >= _NAMED or word in _BRIEF) and (value in _HAD or "|" in value or value == "support")
        }

    @cached_property
    def contact(self) -> str:
        """The dimension of the contacts that are printed for those who have a matter to see to; "" for none."""
        return columns.contact(self.values)

    @cached_property
    def meetings(self) -> dict[str, str]:
        """The forms in which meetings are spoken of, without the bodies in front, longest first: what stands for each in a workflow."""
        bodies = sorted((*self.kind("body"), *self.kind("catalogue")), key=len, reverse=True)
        spoken: dict[str, str] = {}
        for name in self.kind("meeting"):
            core = name
            for body in bodies:
                core = core.removeprefix(body)
            stem = core.removesuffix("议")
            if len(stem) >= 3:
                spoken |= {f"{stem}议": stem, stem: stem}
                if stem.endswith("办公会"):
                    spoken.setdefault("办公会议", stem)
                    spoken.setdefault("办公会", stem)
                elif stem.endswith("会"):
                    spoken.setdefault(stem[:-1], stem[:-1])
        return dict(sorted(spoken.items(), key=lambda form: -len(form[0])))

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words of asking, with labels of the catalogue's own and the names of catalogues and bodies (which narrow nothing
        where there is one).
        """
        printed = {dimension for dimension in self.labels.values() if dimension in _OF_LISTS}
        others = {label: kind for label, kind in KIND_OF.items() if kind in printed}
        labels = {
            label: ("noun", kind) for label, kind in {**others, **self.labels}.items() if label not in words() or kind == "body"
        }
        approving = next((kind for label, kind in self.labels.items() if columns.approves(label)), "")
        labels |= columns.approving(approving) | columns.words(self.values)
        if len(self.classes) == 1 and not self.kind("type"):
            labels |= {word: ("noun", next(iter(self.classes))) for word in _CLASSES if word not in labels}
        if self.kind("item") and not self.kind("responsibility"):
            labels |= dict.fromkeys(_WHOLE, ("noun", "duty"))
        single = () if self.several else ("catalogue", "body")
        bodies = {name: ("body", keys) for kind in single for name, keys in self.kind(kind).items()}
        return Vocabulary.of({**words(), **labels, **bodies})


def _of(iri: str, catalogues: tuple[str, ...]) -> bool:
    """Whether something belongs to no catalogue alone, or to one of these (to any where none is given)."""
    return not catalogues or catalogue_of(iri) in ("", *catalogues)


def _kind(label: str, field: str) -> str:
    """The known kind of a label; "kind|label" for one that is of a kind without being a known label of it, "" for a column of its own."""
    kind = kind_of_field(field)
    if kind == "body":
        return kind  # whatever its label is elsewhere: 责任单位 over 责任科室 exercises
    return KIND_OF.get(label) or (f"{kind}|{label}" if kind in those("printed") else kind)


def _values(printed: list[dict[str, str]], store: Store) -> dict[str, dict[str, str]]:
    """The short values of the columns that are of no known kind, label by label; no query where there is no such column."""
    own = {row["field"]: _full(row) for row in printed if not _kind(_full(row), row["field"])}
    found: dict[str, dict[str, str]] = {label: {} for label in own.values()}
    fields = " ".join(f"<{field}>" for field in own)
    for row in store.select(_VALUES % (fields, columns.LONGEST)) if own else ():
        found[own[row["field"]]][plain(row["value"])] = row["value"]
    return found


def _exercising(printed: list[dict[str, str]], store: Store) -> list[str]:
    """The values of the columns of who exercises a power."""
    fields = " ".join(sorted({f"<{row['field']}>" for row in printed if kind_of_field(row["field"]) == "body"}))
    return [row["value"] for row in store.select(_VALUES % (fields, columns.LONGEST))] if fields else []


def _full(row: Mapping[str, str]) -> str:
    """A printed label, with the one over it where it cannot be asked for alone (办理时限（法定））."""
    return row.get("whole", row["label"])
