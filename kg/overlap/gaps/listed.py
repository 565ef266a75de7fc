"""What nobody covers: the named queries gap-*.rq, each row told to people with the cell that shows it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg import query
from kg.names import catalogue_of, kind_of_field
from kg.overlap.facts import homes
from kg.store import Store


@dataclass(frozen=True, slots=True)
class _Kind:
    """A named query and how its rows are told: what each is about, the sentence, and the field that shows it.

    `alike` is how those with the same text in that field are told in one sentence, where there are too many to be told apart.
    """

    title: str
    subject: str
    sentence: str
    field: str
    alike: str = ""


_LONG, _AROUND = 90, 24
_KINDS = {
    "gap-untaken-words": _Kind("条款中没有职责承接的内容", "{clauseLabel}", "{message}", "basis"),
    "gap-uncited-clauses": _Kind("前后都有职责引用、自己没有职责引用的条款", "{words}", "{message}", "basis"),
    "gap-empty-responsibilities": _Kind("没有职责的主要职责", "{words}", "{message}", ""),
    "gap-no-department": _Kind("没有写实施机构的职责", "{number}", "{number} 没有写由哪个部门实施", "name"),
    "gap-idle-departments": _Kind("没有职责的部门", "{departmentName}", "{departmentName}没有一项职责", ""),
    "gap-nobody-in-charge": _Kind("只写指导、推动、参与或配合而无人主办的职责", "{number}", "{message}", "name"),
    "gap-unknown-bodies": _Kind("职责边界写到而目录里没有的机构", "{number}", "{message}", "boundary"),
    "gap-no-counterpart": _Kind("写明共同办理而对方没有相应职责的职责", "{number}", "{message}", "boundary"),
    "gap-missing-conduct": _Kind(
        "没有责任事项、监督方式、运行流程或法定依据的职责", "{number}", "{number} 没有{missing}", "name"
    ),
    "gap-meeting-differs": _Kind(
        "运行要件与运行流程对不上的职责",
        "{number}",
        "{number} 的运行流程由“{meeting}”批准，运行要件里没有这个会议的文件，或写的是另一个会议：{documents}",
        "workflow",
    ),
    "gap-one-duty": _Kind("只承担一项职责的部门", "{departmentName}", "{departmentName}只有 {only} 一项", "department"),
    "gap-unstated-boundary": _Kind(
        "职责边界没有写明与谁怎样分工的职责",
        "{number}",
        "{number} 的职责边界没有写明与谁怎样分工",
        "boundary",
        "只写“{text}”：{subjects}",
    ),
}


@dataclass(frozen=True, slots=True)
class GapRow:
    """One gap as people read it: what it is about, the sentence, the cell that shows it with its place, what comes nearest, and the
    name of the body.
    """

    subject: str
    catalogue: str
    duty: str
    said: str
    field: str
    text: str
    place: Mapping[str, str]
    nearest: str
    body: str = ""

    @property
    def quoted(self) -> str:
        """The longest words that the sentence quotes from the cell; empty where it quotes none."""
        return max((words for words in re.findall("“([^“”]+)”", self.said) if words in self.text), key=len, default="")

    @property
    def shown(self) -> str:
        """The text of the cell, or of a long one what stands around the words quoted."""
        if len(self.text) <= _LONG:
            return self.text
        start = self.text.find(self.quoted)
        low, high = max(0, start - _AROUND), start + max(len(self.quoted), _LONG - 2 * _AROUND) + _AROUND
        return ("…" if low else "") + self.text[low:high] + ("…" if high < len(self.text) else "")

    @property
    def where(self) -> str:
        """The place of the cell in words: the file and its line, or table and row where the file has no lines."""
        keys = ("line",) if "line" in self.place else ("table", "row")
        says = {"line": "第 {} 行", "table": "表 {}", "row": "第 {} 行"}
        return " ".join([self.place.get("source", ""), *(says[key].format(self.place[key]) for key in keys if key in self.place)])

    def json(self) -> dict[str, Any]:
        """As plain data."""
        evidence = {"field": self.field, "text": self.text, **self.place}
        return {
            "subject": self.subject,
            "catalogue": self.catalogue,
            "duty": self.duty,
            "message": self.said,
            "evidence": evidence if self.field else None,
            "nearest": self.nearest or None,
        }


@dataclass(frozen=True, slots=True)
class Gaps:
    """One kind of gap: its name, which is that of the query that finds it where one does, what it is, and each of them."""

    name: str
    title: str
    found: tuple[GapRow, ...]

    @property
    def query(self) -> str:
        """The named query that lists the same; empty where none can."""
        return self.name if self.name in _KINDS else ""

    @property
    def brief(self) -> bool:
        """Whether those that show the same words are told in one sentence."""
        return bool(self.query and _KINDS[self.query].alike)

    @property
    def lines(self) -> tuple[str, ...]:
        """The gaps as sentences: one each, or one for all that show the same words."""
        alike = _KINDS[self.query].alike if self.query else ""
        several = len({one.catalogue for one in self.found}) > 1
        groups: dict[tuple[str, str], list[GapRow]] = defaultdict(list)
        for one in self.found:
            groups[one.catalogue, one.text if alike else one.said].append(one)
        return tuple(
            (f"{told[0].body or catalogue}：" if several else "") + (_together(alike, text, told) if alike else text)
            for (catalogue, text), told in groups.items()
        )

    def json(self) -> dict[str, Any]:
        """As plain data."""
        return {"query": self.query or None, "title": self.title, "gaps": [one.json() for one in self.found]}


def _together(alike: str, text: str, told: Sequence[GapRow]) -> str:
    """One sentence for all that show the same words, or none."""
    subjects = "、".join(one.subject for one in told)
    return alike.format(text=text, subjects=subjects) if text else f"没有写：{subjects}"


def gaps(store: Store) -> tuple[Gaps, ...]:
    """Every kind of gap in the base, in the order of importance; a kind of which there is none is empty."""
    rows = {name: list(store.select(query.whole(name))) for name in _KINDS}
    cells = _cells(store, {row["duty"] for found in rows.values() for row in found if "duty" in row})
    numbers = {row["duty"]: row["number"] for row in store.select(query.whole("duty-by-number"))}
    bodies = {slug: name for thing, name in homes(store).items() if (slug := catalogue_of(thing))}
    return tuple(
        Gaps(name, kind.title, tuple(_told(row, kind, cells, numbers, bodies) for row in rows[name]))
        for name, kind in _KINDS.items()
    )


_Cells = Mapping[str, Mapping[str, dict[str, str]]]


def _told(row: Mapping[str, str], kind: _Kind, cells: _Cells, numbers: Mapping[str, str], bodies: Mapping[str, str]) -> GapRow:
    duty = row.get("duty", "")
    home = catalogue_of(duty or row.get("thing") or row["department"])
    cell = cells.get(duty, {}).get(kind.field, {}) if duty else row  # of a department the row says where it is listed
    return GapRow(
        subject=kind.subject.format_map(row),
        catalogue=home,
        duty=numbers.get(duty, ""),
        said=kind.sentence.format_map(row),
        field=cell.get("label", ""),
        text=cell.get("text", ""),
        place={key: cell[key] for key in ("source", "line", "table", "row") if key in cell},
        nearest=row.get("nearestNumber", ""),
        body=bodies.get(home, ""),
    )


def _cells(store: Store, duties: set[str]) -> _Cells:
    """Duty -> kind of field -> its cell as evidence.rq gives it."""
    found: dict[str, dict[str, dict[str, str]]] = defaultdict(dict)
    for row in store.select(query.of_duties("evidence", sorted(duties))):
        found[row["duty"]][kind_of_field(row["field"])] = row
    return found
