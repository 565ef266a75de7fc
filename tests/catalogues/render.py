"""Render invented duty catalogues as text, with injected defects and gold data.

A body (``bodies/*.json``) becomes a `Document`: the rows of the contents table
and of the information tables.  An injector is a pure function from document to
document that damages one place and notes what a reader must find there.
`render` writes the text, resolves the notes to line numbers and returns both::

    body = load_body("songling-disabled")
    result = render(body, shift_down("2.4", "法定依据", "责任事项"))
    result.text, result.gold["defects"]

Line numbers are 1-based and count line endings only (``\\n``, ``\\r\\n`` or
``\\r``); a form feed does not end a line.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal, TypedDict

BODIES = Path(__file__).parent / "bodies"
NUMBER, NAME = "序号", "名称"
HEADING = "{}（职责事项名称）信息表"
ODD_SPACES = {
    "leading-ideographic": "\u3000",
    "ideographic-inside": "\u3000\u3000",
    "run": " " * 24,
    "short-run": " " * 4,
    "no-break": "\u00a0",
    "em-space": "\u2003",
    "zero-width": "\u200b",
}


class Responsibility(TypedDict):
    """A main responsibility (主要职责)."""

    number: str
    text: str


class Duty(TypedDict):
    """A duty item; `fields` holds the labels after 序号 and 名称, in table order."""

    number: str
    responsibility: str
    name: str
    page: int
    fields: dict[str, str]


class Body(TypedDict):
    """One invented catalogue."""

    title: str
    publisher: str
    responsibilities: list[Responsibility]
    duties: list[Duty]


class Record(TypedDict):
    """One information table: values after repair, and values as printed."""

    number: str
    fields: dict[str, str]
    printed: dict[str, str]


class ContentsRow(TypedDict):
    """One row of the contents table as printed."""

    number: str
    responsibility: str
    name: str
    page: int


class Defect(TypedDict):
    """A defect that must be found. `line` is the line to report.

    `lines` holds all lines that show the defect, `kind` tells variants of one
    code apart, `lost` names the labels whose value cannot be recovered.
    """

    code: str
    number: str
    field: str
    line: int
    lines: list[int]
    kind: str
    lost: list[str]


class Tolerated(TypedDict):
    """A finding that a reader may report as a consequence of an injected defect."""

    code: str
    number: str


class Gold(TypedDict):
    """What a correct reader gets out of the rendered text."""

    title: str
    responsibilities: dict[str, str]
    contents: list[ContentsRow]
    records: list[Record]
    defects: list[Defect]
    tolerated: list[Tolerated]


# A place in the document: (kind, duty, label). Kinds: "item" (label is "number"
# or "name"), "heading", "label", "value" (first line), "value-end" (last line).
# The duty is named by its original number, which no injector changes.
Anchor = tuple[str, str, str]


@dataclass(frozen=True)
class Item:
    """A row of the contents table."""

    duty: str
    number: str
    responsibility: str
    name: str
    page: int


@dataclass(frozen=True)
class Row:
    """A row of an information table; `value` None prints no value line."""

    label: str
    value: str | None


@dataclass(frozen=True)
class Table:
    """An information table as printed, and its values after repair."""

    duty: str
    number: str
    rows: tuple[Row, ...]
    repaired: Mapping[str, str]
    displaced: bool = False


@dataclass(frozen=True)
class Note:
    """A defect whose lines are not known yet; the first anchor gives `line`."""

    code: str
    number: str
    field: str
    anchors: tuple[Anchor, ...]
    kind: str = ""
    lost: tuple[str, ...] = ()


@dataclass(frozen=True)
class Document:
    """A catalogue ready to be rendered."""

    title: str
    responsibilities: Mapping[str, str]
    items: tuple[Item, ...]
    tables: tuple[Table, ...]
    notes: tuple[Note, ...] = ()
    tolerated: tuple[tuple[str, str], ...] = ()


Injector = Callable[[Document], Document]


@dataclass(frozen=True)
class Layout:
    """Variations of layout that must not change what is read."""

    newline: Literal["\n", "\r\n", "\r"] = "\n"
    encoding: Literal["utf-8", "utf-8-sig", "utf-16", "gb18030"] = "utf-8"
    final_newline: bool = True
    extra_blank: int = 0
    """Additional blank lines between the rows of the information tables."""
    loose_cells: bool = False
    """Contents cells with empty paragraphs after or before their text."""
    contents_tail: bool = True
    """An empty tab-indented line between the contents and the first table."""
    between: Literal["", "form-feed", "form-feed-glued", "page-header"] = ""
    """What stands between two tables besides the blank lines."""


@dataclass(frozen=True)
class Rendered:
    """A rendered catalogue: the text, its encoded form, and the gold data."""

    text: str
    data: bytes
    gold: Gold


# ---------------------------------------------------------------- bodies


def body_names() -> list[str]:
    """Return the names of all bodies."""
    return sorted(path.stem for path in BODIES.glob("*.json"))


def load_body(name: str) -> Body:
    """Read the body called `name`."""
    body: Body = json.loads((BODIES / f"{name}.json").read_text(encoding="utf-8"))
    return body


def labels_of(body: Body) -> list[str]:
    """Return the labels of the information tables of `body`, in order."""
    return [NUMBER, NAME, *body["duties"][0]["fields"]]


def paragraphs(text: str) -> list[str]:
    """Split a value into its non-empty paragraphs, the form to compare values in."""
    return [line for line in text.split("\n") if line]


def compact(text: str) -> str:
    """Drop all white space, to compare a value whose spaces were injured."""
    return "".join(text.replace("\u200b", "").split())


def build(body: Body) -> Document:
    """Turn a body into an undamaged document."""
    duties = body["duties"]
    return Document(
        title=body["title"],
        responsibilities={r["number"]: r["text"] for r in body["responsibilities"]},
        items=tuple(_item(duty) for duty in duties),
        tables=tuple(_table(duty) for duty in duties),
    )


def _item(duty: Duty) -> Item:
    """Return the contents row of a duty."""
    number = duty["number"]
    return Item(number, number, duty["responsibility"], duty["name"], duty["page"])


def _table(duty: Duty) -> Table:
    """Return the information table of a duty."""
    number = duty["number"]
    values = {NUMBER: number, NAME: duty["name"], **duty["fields"]}
    rows = tuple(Row(label, value) for label, value in values.items())
    return Table(number, number, rows, values)


# ---------------------------------------------------------------- access


def _find_table(doc: Document, duty: str) -> Table:
    """Return the table of a duty (by its original number)."""
    for table in doc.tables:
        if table.duty == duty:
            return table
    raise ValueError(f"no table {duty}")


def _find_item(doc: Document, duty: str) -> Item:
    """Return the contents row of a duty (by its original number)."""
    for item in doc.items:
        if item.duty == duty:
            return item
    raise ValueError(f"no contents item {duty}")


def _value(table: Table, label: str) -> str:
    """Return the printed value of a label that must have one."""
    for row in table.rows:
        if row.label == label and row.value:
            return row.value
    raise ValueError(f"{table.duty} has no value for {label}")


def _span(table: Table, first: str, last: str) -> list[str]:
    """Return the labels from `first` to `last`, at least two."""
    labels = [row.label for row in table.rows]
    span = labels[labels.index(first) : labels.index(last) + 1]
    if len(span) < 2 or NUMBER in span:
        raise ValueError(f"cannot move values from {first} to {last}")
    return span


def _put_table(doc: Document, new: Table) -> Document:
    """Replace the table of the same duty."""
    tables = tuple(new if t.duty == new.duty else t for t in doc.tables)
    return replace(doc, tables=tables)


def _put_item(doc: Document, new: Item) -> Document:
    """Replace the contents row of the same duty."""
    items = tuple(new if i.duty == new.duty else i for i in doc.items)
    return replace(doc, items=items)


def _put_values(table: Table, values: Mapping[str, str | None]) -> Table:
    """Replace printed values of a table."""
    rows = (Row(r.label, values.get(r.label, r.value)) for r in table.rows)
    return replace(table, rows=tuple(rows))


def _lose(table: Table, *labels: str) -> Table:
    """Mark values as not recoverable."""
    return replace(table, repaired={**table.repaired, **dict.fromkeys(labels, "")})


def _note(doc: Document, note: Note) -> Document:
    """Add a defect to be found."""
    return replace(doc, notes=(*doc.notes, note))


def _tolerate(doc: Document, *pairs: tuple[str, str]) -> Document:
    """Add findings that may follow from an injected defect."""
    return replace(doc, tolerated=(*doc.tolerated, *pairs))


def _tolerate_name(doc: Document, number: str, labels: Iterable[str]) -> Document:
    """Allow wording-differs when the printed 名称 was touched."""
    return _tolerate(doc, ("wording-differs", number)) if NAME in labels else doc


# ---------------------------------------------------------------- moved rows


def shift_down(number: str, from_label: str, to_label: str, junk: str = '"') -> Injector:
    """Move the values `from_label`..`to_label` one row down.

    `junk` (a mark, or "" for an empty cell) is left at `from_label`; the value
    of `to_label` is lost; later labels stay correct.
    Find: row-shift, field `from_label`, at the line of that value.
    """
    return lambda doc: _shift(doc, number, (from_label, to_label), junk, down=True)


def shift_up(number: str, from_label: str, to_label: str) -> Injector:
    """Move the values after `from_label` up to `to_label` one row up.

    The value of `from_label` is overwritten and lost, `to_label` is left empty.
    Find: row-shift, field `from_label`, at the line of that value.
    """
    return lambda doc: _shift(doc, number, (from_label, to_label), "", down=False)


def _shift(doc: Document, number: str, ends: tuple[str, str], junk: str, *, down: bool) -> Document:
    """Move values by one row and note the row-shift."""
    table = _find_table(doc, number)
    span = _span(table, *ends)
    if table.displaced or any(number in _duties(n) for n in doc.notes):
        raise ValueError("move rows before any other injury of the same table")
    values = [_value(table, label) for label in span]
    moved = [junk, *values[:-1]] if down else [*values[1:], ""]
    lost = span[-1] if down else span[0]
    new = _put_values(_lose(table, lost), dict(zip(span, moved, strict=True)))
    anchors = tuple(("value", number, label) for label in span)
    kind = "down" if down else "up"
    note = Note("row-shift", number, span[0], anchors, kind, (lost,))
    doc = _note(_put_table(doc, replace(new, displaced=True)), note)
    doc = _tolerate(doc, ("missing-value", number), ("stray-mark", number))
    return _tolerate_name(doc, number, span)


def _duties(note: Note) -> set[str]:
    """Return the duties whose tables a note points to."""
    return {duty for kind, duty, _ in note.anchors if kind != "item"}


# ---------------------------------------------------------------- absent parts


def empty_value(number: str, label: str, *, keep_line: bool = True) -> Injector:
    """Empty a value; without `keep_line` the value line is absent as well.

    Find: missing-value at the value line, or at the label line without one.
    """

    def inject(doc: Document) -> Document:
        table = _find_table(doc, number)
        _value(table, label)
        new = _put_values(_lose(table, label), {label: "" if keep_line else None})
        anchor = ("value" if keep_line else "label", number, label)
        kind = "empty-line" if keep_line else "no-line"
        note = Note("missing-value", table.number, label, (anchor,), kind, (label,))
        return _tolerate_name(_note(_put_table(doc, new), note), number, [label])

    return inject


def drop_row(number: str, label: str) -> Injector:
    """Leave a whole row out of a table.

    Find: missing-row at the heading of the table.
    """

    def inject(doc: Document) -> Document:
        table = _find_table(doc, number)
        _value(table, label)
        rows = tuple(row for row in table.rows if row.label != label)
        new = replace(_lose(table, label), rows=rows)
        anchor = ("heading", number, "")
        note = Note("missing-row", table.number, label, (anchor,), "", (label,))
        return _tolerate_name(_note(_put_table(doc, new), note), number, [label])

    return inject


def drop_table(number: str) -> Injector:
    """Leave an information table out.

    Find: item-without-table at the number in the contents table.
    """

    def inject(doc: Document) -> Document:
        _find_table(doc, number)
        tables = tuple(table for table in doc.tables if table.duty != number)
        anchors = (("item", number, "number"), ("item", number, "name"))
        note = Note("item-without-table", number, "", anchors)
        return _note(replace(doc, tables=tables), note)

    return inject


def drop_contents_item(number: str) -> Injector:
    """Leave a row out of the contents table; not the only row of its responsibility.

    Find: table-without-item at the heading of the table.
    """

    def inject(doc: Document) -> Document:
        gone = _find_item(doc, number)
        items = tuple(item for item in doc.items if item.duty != number)
        if all(item.responsibility != gone.responsibility for item in items):
            raise ValueError(f"{number} is the only item of its responsibility")
        note = Note("table-without-item", number, "", (("heading", number, ""),))
        return _note(replace(doc, items=items), note)

    return inject


# ---------------------------------------------------------------- wording, marks


def contents_wording(number: str, new_name: str) -> Injector:
    """Print another name in the contents table than in the information table.

    Find: wording-differs at the name in the contents, the table's name, or both.
    """
    return lambda doc: _reword(doc, number, new_name, "wording")


def contents_full_stop(number: str) -> Injector:
    """Add a full stop to the name in the contents table, or remove the one there.

    Find: wording-differs, kind "full-stop", as for `contents_wording`.
    """

    def inject(doc: Document) -> Document:
        name = _find_item(doc, number).name
        other = name.removesuffix("。") if name.endswith("。") else name + "。"
        return _reword(doc, number, other, "full-stop")

    return inject


def _reword(doc: Document, number: str, name: str, kind: str) -> Document:
    """Print `name` in the contents table and note the difference."""
    item = _find_item(doc, number)
    if name == item.name:
        raise ValueError("the name is the same")
    anchors = (("item", number, "name"), ("value", number, NAME))
    note = Note("wording-differs", item.number, NAME, anchors, kind)
    return _note(_put_item(doc, replace(item, name=name)), note)


Where = Literal["start", "end", "line", "contents"]


def stray_mark(number: str, label: str, mark: str = '"', where: Where = "start") -> Injector:
    """Add a stray mark to a value: "start", "end", or on a "line" of its own after it.

    With `where` "contents" (label 名称) the mark starts the name in the contents.
    Find: stray-mark at the line with the mark.
    """
    if where == "contents":
        return lambda doc: _mark_contents(doc, number, mark)

    def inject(doc: Document) -> Document:
        table = _find_table(doc, number)
        text = _value(table, label)
        marked = {"start": mark + text, "end": text + mark, "line": f"{text}\n{mark}"}
        doc = _put_table(doc, _put_values(table, {label: marked[where]}))
        anchor = ("value" if where == "start" else "value-end", number, label)
        note = Note("stray-mark", table.number, label, (anchor,), where)
        return _tolerate_name(_note(doc, note), number, [label])

    return inject


def _mark_contents(doc: Document, number: str, mark: str) -> Document:
    """Put a stray mark before a name in the contents table."""
    item = _find_item(doc, number)
    doc = _put_item(doc, replace(item, name=mark + item.name))
    note = Note("stray-mark", item.number, NAME, (("item", number, "name"),), "contents")
    return _tolerate_name(_note(doc, note), number, [NAME])


def odd_space(number: str, label: str, kind: str) -> Injector:
    """Put an odd space of one of the `ODD_SPACES` kinds into a value.

    Kinds that start with "leading" stand before the text.  The others stand in
    place of the first paragraph break, or inside the first paragraph without one.
    Find: odd-space at the first line of the value.
    """
    space = ODD_SPACES[kind]

    def inject(doc: Document) -> Document:
        table = _find_table(doc, number)
        text = _value(table, label)
        spaced = space + text if kind.startswith("leading") else _space_inside(text, space)
        doc = _put_table(doc, _put_values(table, {label: spaced}))
        note = Note("odd-space", table.number, label, (("value", number, label),), kind)
        return _tolerate_name(_note(doc, note), number, [label])

    return inject


def _space_inside(text: str, space: str) -> str:
    """Put `space` at the first paragraph break, comma or list mark, or mid-text."""
    for mark, kept in (("\n\n", ""), ("\n", ""), ("，", "，"), ("、", "、")):
        if mark in text:
            return text.replace(mark, kept + space, 1)
    half = len(text) // 2
    return text[:half] + space + text[half:]


# ---------------------------------------------------------------- numbers


def duplicate_number(number: str, as_number: str, where: Literal["both", "contents", "table"] = "both") -> Injector:
    """Print a duty under the number of an earlier one.

    Find: duplicate-number for `as_number` at the later place (the number in the
    contents, the heading of the table; `lines` has the earlier place as well).
    With "contents" it is found for `number`: the table tells which number is meant. With
    "table" the contents still have the number at the table's place: it is to be repaired.
    """

    def inject(doc: Document) -> Document:
        order = [item.duty for item in doc.items]
        if order.index(as_number) >= order.index(number):
            raise ValueError("give the number of an earlier duty")
        if where != "table":
            doc = _renumber_item(doc, number, as_number, found=number if where == "contents" else as_number)
        if where != "contents":
            doc = _renumber_table(doc, number, as_number, repaired=where == "table")
        return _tolerate(doc, ("wording-differs", as_number))

    return inject


def _renumber_item(doc: Document, number: str, new: str, *, found: str) -> Document:
    """Print another number in the contents table; `found` is the number in the finding."""
    doc = _put_item(doc, replace(_find_item(doc, number), number=new))
    anchors = (("item", number, "number"), ("item", new, "number"))
    return _note(doc, Note("duplicate-number", found, NUMBER, anchors, "contents"))


def _renumber_table(doc: Document, number: str, new: str, *, repaired: bool) -> Document:
    """Print another number in the heading and the first row of a table; `repaired`: the old one can be restored."""
    table = _find_table(doc, number)
    meant = {**table.repaired, NUMBER: number if repaired else new}
    table = _put_values(replace(table, number=new, repaired=meant), {NUMBER: new})
    anchors = (("heading", number, ""), ("heading", new, ""))
    note = Note("duplicate-number", new, NUMBER, anchors, "table")
    return _note(_put_table(doc, table), note)


# ---------------------------------------------------------------- rendering


@dataclass
class _Page:
    """Lines written so far, and where the anchors are."""

    lines: list[str] = field(default_factory=list)
    places: dict[Anchor, int] = field(default_factory=dict)

    def write(self, *lines: str) -> None:
        """Add lines."""
        self.lines.extend(lines)

    def mark(self, kind: str, duty: str, label: str = "") -> None:
        """Remember that an anchor is the line written last."""
        self.places[(kind, duty, label)] = len(self.lines)


def render(body: Body, *injectors: Injector, layout: Layout | None = None) -> Rendered:
    """Render a body with the given defects, applied in order."""
    doc = build(body)
    for inject in injectors:
        doc = inject(doc)
    return render_document(doc, layout or Layout())


def render_document(doc: Document, layout: Layout) -> Rendered:
    """Render a document in a layout."""
    page = _Page()
    _write_contents(page, doc, layout)
    for index, table in enumerate(doc.tables):
        _write_table(page, table, layout, _separator(doc, layout) if index else [])
    while not layout.final_newline and not page.lines[-1]:
        page.lines.pop()
    text = layout.newline.join(page.lines)
    return Rendered(text, text.encode(layout.encoding), _gold(doc, page))


def _write_contents(page: _Page, doc: Document, layout: Layout) -> None:
    """Write the title and the contents table."""
    page.write(doc.title, "", "\t序号", "\t主要职责", "\t职责事项", "")
    page.write("\t", "\t", "\t序号", "\t名称", "\t页码", "")
    seen: set[str] = set()
    for index, item in enumerate(doc.items):
        loose = layout.loose_cells and index % 4 == 2
        _write_responsibility(page, doc, item, seen, layout)
        page.write("\t" + item.number)
        page.mark("item", item.duty, "number")
        page.write(*(["\t", "", item.name] if loose else ["\t" + item.name]))
        page.mark("item", item.duty, "name")
        page.write(*(["", ""] if loose else []), f"\t{item.page}", "")
    page.write(*(["", "\t", ""] if layout.contents_tail else []))


def _write_responsibility(page: _Page, doc: Document, item: Item, seen: set[str], layout: Layout) -> None:
    """Write the first two cells of a contents row, empty after the first row."""
    number = item.responsibility
    if number in seen:
        page.write("\t", "\t")
        return
    seen.add(number)
    page.write("\t" + number, "\t" + doc.responsibilities[number])
    page.write(*(["", ""] if layout.loose_cells else []))


def _separator(doc: Document, layout: Layout) -> list[str]:
    """Return the lines between two tables besides the usual blank lines."""
    if layout.between == "form-feed":
        return ["\f"]
    return [doc.title, "", ""] if layout.between == "page-header" else []


def _write_table(page: _Page, table: Table, layout: Layout, before: list[str]) -> None:
    """Write an information table."""
    glue = "\f" if layout.between == "form-feed-glued" else ""
    page.write("", *before, glue + HEADING.format(table.number))
    page.mark("heading", table.duty)
    page.write("")
    for row in table.rows:
        page.write("\t" + row.label)
        page.mark("label", table.duty, row.label)
        _write_value(page, table.duty, row)
        page.write("", *[""] * layout.extra_blank)


def _write_value(page: _Page, duty: str, row: Row) -> None:
    """Write the value line of a row and its continuation lines."""
    if row.value is None:
        return
    first, *rest = row.value.split("\n")
    page.write("\t" + first)
    page.mark("value", duty, row.label)
    page.write(*rest)
    page.mark("value-end", duty, row.label)


# ---------------------------------------------------------------- gold


def _gold(doc: Document, page: _Page) -> Gold:
    """Return the gold data of a rendered document."""
    return {
        "title": doc.title,
        "responsibilities": dict(doc.responsibilities),
        "contents": [_contents_row(item) for item in doc.items],
        "records": [_record(table) for table in doc.tables],
        "defects": [_defect(note, page) for note in doc.notes],
        "tolerated": [{"code": c, "number": n} for c, n in doc.tolerated],
    }


def _contents_row(item: Item) -> ContentsRow:
    """Return the gold form of a contents row."""
    return {
        "number": item.number,
        "responsibility": item.responsibility,
        "name": item.name,
        "page": item.page,
    }


def _record(table: Table) -> Record:
    """Return the gold form of a table."""
    printed = {row.label: row.value or "" for row in table.rows}
    return {"number": table.number, "fields": dict(table.repaired), "printed": printed}


def _defect(note: Note, page: _Page) -> Defect:
    """Resolve the places of a note to lines."""
    lines = [page.places[anchor] for anchor in note.anchors]
    return {
        "code": note.code,
        "number": note.number,
        "field": note.field,
        "line": lines[0],
        "lines": lines,
        "kind": note.kind,
        "lost": list(note.lost),
    }
