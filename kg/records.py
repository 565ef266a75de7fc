"""What a catalogue says: the plain records that travel from station to station.

document -> `Document` of `Item`s (cells as printed) -> repaired -> `Catalogue` of `Duty`s (cells understood).
Every number is a string: 11.1 and 11.10 are different duties.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from kg.place import Place as Place  # noqa: PLC0414 - one of the records, for whoever needs others too


@dataclass(frozen=True, slots=True)
class Cell:
    """One table cell: every character as printed, and where its text begins."""

    text: str
    place: Place


class Status(StrEnum):
    """How a field came by its value."""

    AS_PRINTED = "as-printed"
    MOVED = "moved"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Field:
    """The value of one label of one duty.

    `kind` is what sort of value stands there in this document (labels.toml): name, basis, department, …, or "other" where nobody says.
    `printed` is the cell that stands beside the label in the document (None: no such row);
    `value` is the cell whose text the field has after repair (None: missing). They differ only where `status` is moved or missing.
    """

    label: str
    kind: str
    printed: Cell | None
    value: Cell | None
    status: Status = Status.AS_PRINTED

    @property
    def text(self) -> str:
        """The value after repair, verbatim; empty when missing."""
        return self.value.text if self.value else ""


@dataclass(frozen=True, slots=True)
class Responsibility:
    """A main responsibility (主要职责) of the body."""

    number: str
    text: Cell


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """An item's row in the contents table or in an index: its number (and where that stands), name, page, main responsibility.

    `fields` are the cells of a row that says more: code, type, department.
    """

    number: str
    place: Place
    name: Cell
    page: str = ""
    responsibility: str = ""
    subitem: str = ""
    fields: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """One duty item as the document has it: its contents entry, its information table, or both.

    `beyond` are the cells of its row, or behind its last row, that stand under no label; `above` is the number of the main responsibility that a heading over it is;
    `headed` are the labels of fields that its own table does not print, whose values are headings over it: a type of power, a department.
    """

    number: str
    contents: ContentsEntry | None
    table: int | None = None
    heading: Cell | None = None
    fields: tuple[Field, ...] = ()
    subitem: str = ""
    beyond: tuple[Cell, ...] = ()
    above: str = ""
    headed: tuple[str, ...] = ()

    @property
    def responsibility(self) -> str:
        """The number of its main responsibility, as the contents or a heading has it; "" for none."""
        return (self.contents.responsibility if self.contents else "") or self.above

    @property
    def across(self) -> bool:
        """Whether most cells stand side by side in one row, as in a list; those of merged cells stand above."""
        places = [field.printed.place for field in self.fields if field.printed]
        rows = Counter((place.line, place.table, place.row) for place in places)
        return len(places) > 1 and 2 * max(rows.values()) > len(places)

    def field(self, label: str) -> Field | None:
        """The field printed under `label`, or None."""
        return next((f for f in self.fields if f.label == label), None)

    def text(self, label: str) -> str:
        """The text of `label` after repair; empty when missing."""
        found = self.field(label)
        return found.text if found else ""


@dataclass(frozen=True, slots=True)
class Source:
    """The document itself. `name` is the file name only; no path ever enters the graph."""

    name: str
    sha256: str
    encoding: str
    path: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Document:
    """A catalogue document read into cells. `labels` are the row labels its tables use, in their usual order.

    `dated` is the date on its cover (YYYY-MM or YYYY-MM-DD), "" where it prints none;
    `noted` are the findings that only its reader can make: what its layout repeats, hides or leaves without a label;
    `kinds` are these labels, and those of all fields, with the kind of value that stands under them in this document;
    `ticked` are what stands in columns that are departments, by label and text, with the part that it means: 财务科, ○, 配合;
    `wholes` are those that cannot be asked for alone with what they are in full, the label over them before them: 法定 is 办理时限（法定）;
    `offices` are the sentences that list the departments of the body (内设机构：…).
    """

    source: Source
    title: Cell
    responsibilities: tuple[Responsibility, ...]
    items: tuple[Item, ...]
    labels: tuple[str, ...]
    noted: tuple[Finding, ...] = ()
    dated: str = ""
    kinds: Mapping[str, str] = field(default_factory=dict)
    wholes: tuple[tuple[str, str], ...] = ()
    ticked: tuple[tuple[str, str, str | None], ...] = ()
    offices: tuple[Cell, ...] = ()


class Severity(StrEnum):
    """SHACL's three severities: cannot be published / publishable with a mark / a matter of style."""

    VIOLATION = "violation"
    WARNING = "warning"
    INFO = "info"

    @property
    def label(self) -> str:
        """The Chinese name: 错误, 警告 or 提示."""
        return {"violation": "错误", "warning": "警告", "info": "提示"}[self.value]


@dataclass(frozen=True, slots=True)
class Repair:
    """What was done about a finding: values of the labels `origin` now stand under the labels `target`, or those of duties with other ones; or a number became another."""

    status: str
    origin: tuple[str, ...]
    target: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """A defect of the document. `code` is one of the design's codes, `message` is Chinese."""

    code: str
    severity: Severity
    duties: tuple[str, ...]
    field: str
    place: Place
    message: str
    repair: Repair | None = None


@dataclass(frozen=True, slots=True)
class Department:
    """A department and the role printed beside it (牵头, 配合 …), or None."""

    name: str
    role: str | None = None


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """One cited clause: document, its number (文号), issuer, 条/款/项 as Arabic numerals in strings, the words quoted; `point` is the 目."""

    document: str
    document_number: str = ""
    issuer: str = ""
    article: str = ""
    paragraph: str = ""
    item: str = ""
    label: str = ""
    quote: str = ""
    point: str = ""


@dataclass(frozen=True, slots=True)
class Contacts:
    """Where people complain (监督方式): e-mail addresses and telephone numbers, in printed order."""

    mailboxes: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a boundary: a body as printed (我局 too), and the words that say what it does."""

    body: str
    words: str


def titled(name: str, subitem: str | None) -> str:
    """The name of a duty, with the sub-item of the power that it is."""
    return f"{name}（{subitem}）" if subitem else name


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty item understood: the repaired item and what its cells mean."""

    item: Item
    name: str
    departments: tuple[Department, ...]
    legal: tuple[LegalBasis, ...]
    boundary: str
    steps: tuple[str, ...]
    documents: tuple[str, ...]
    approvers: tuple[str, ...]
    contacts: Contacts
    sides: tuple[Side, ...] = ()

    @property
    def number(self) -> str:
        """The duty's number as printed."""
        return self.item.number

    @property
    def title(self) -> str:
        """The name, with the sub-item's."""
        return titled(self.name, self.item.subitem)


@dataclass(frozen=True, slots=True)
class Body:
    """A public body outside the catalogue: its full name, and the short forms people use."""

    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class About:
    """What a catalogue.toml says about a catalogue; anything unknown stays empty.

    `kind` is what sort of body the publisher is (群团组织, 政府部门 …), `superiors` are the bodies it reports to;
    `examples` are questions that the start page offers; `links` is the Turtle of the matter-links.ttl beside it: which matters of the thesaurus lead to which duties;
    `questions` are those of the questions.jsonl beside it: duty number and question; `path` is where it was read.
    """

    slug: str = ""
    publisher: str = ""
    aliases: tuple[str, ...] = ()
    kind: str = ""
    superiors: tuple[Body, ...] = ()
    examples: tuple[str, ...] = ()
    area: str = ""
    issued: str = ""
    licence: str = ""
    origin: str = ""
    links: bytes = field(default=b"", repr=False)
    questions: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    path: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A whole catalogue after repair and reading."""

    document: Document
    about: About
    duties: tuple[Duty, ...]
    findings: tuple[Finding, ...]
