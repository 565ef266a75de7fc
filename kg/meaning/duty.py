"""An item -> the duty, with all its cells understood; and what its cells say by their kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg import parts
from kg.labels import is_helper, says_nothing, usual_kind
from kg.meaning import clauses
from kg.meaning.bases import legal_bases
from kg.meaning.conduct import approvers, boundary, documents, sides, steps
from kg.meaning.contacts import contacts
from kg.meaning.departments import departments, is_body
from kg.records import Department, Duty, Item, Side
from kg.text import is_wordless, normal


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
    return "" if says_nothing(name) or name == "无子项" else name
