"""Fill the wordings of analytic.toml from a catalogue document and compute what is right, without any code under test.

Only the tab layout of the document is read here, with a reader of its own; a row shift of the bundled document is undone by
looking for the row that holds a citation.
"""

from __future__ import annotations

import itertools
import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
LABELS = ("名称", "法定依据", "实施机构", "职责边界", "运行流程", "运行要件", "责任事项", "监督方式")
HAN = "零一二三四五六七八九"


@dataclass
class Duty:
    """One duty: what the contents and the table say."""

    number: str
    listed: str
    page: str
    responsibility: str
    fields: dict[str, str] = field(default_factory=dict)
    shifted: bool = False

    def __getitem__(self, label: str) -> str:
        return self.fields.get(label, "")

    @property
    def departments(self) -> list[str]:
        """The departments of 实施机构."""
        return [part for part in re.split("[、，,；;\n]", self["实施机构"]) if part]

    @property
    def clauses(self) -> list[str]:
        """The clauses cited before the quotation."""
        cited = re.sub("“[^”]*”?", "", self["法定依据"])
        return re.findall("第[一二三四五六七八九十百]+条(?:第[一二三四五六七八九十]+款)?", cited)


def han(number: int) -> str:
    """A number below 100 in Chinese."""
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else f"{HAN[tens]}十"
    return head + (HAN[ones] if ones else "") or HAN[0]


def tidy(text: str) -> str:
    """White space put in order."""
    lines = (re.sub(r"[ \t\u3000\xa0]+", " ", line).strip() for line in text.split("\n"))
    return re.sub(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])", "", "\n".join(line for line in lines if line))


def read(text: str) -> list[Duty]:
    """The duties of a document in tab layout."""
    head, *tables = re.split(r"(?m)^([\d.]+)（职责事项名称）信息表$", text)
    cells = [c for c in (tidy(cell) for cell in re.split(r"\n(?=\t)", head)) if c]
    found: dict[str, Duty] = {}
    current = ""
    for n, cell in enumerate(cells):
        if re.fullmatch(r"\d+\.\d+", cell):
            if n >= 2 and cells[n - 2].isdecimal() and not cells[n - 1].isdecimal() and len(cells[n - 1]) > 6:
                current = cells[n - 2]
            found[cell] = Duty(cell, cells[n + 1], cells[n + 2], current)
    for number, body in zip(tables[::2], tables[1::2], strict=True):
        found[number].fields = _fields(body)
        _unshift(found[number])
    return list(found.values())


def _fields(body: str) -> dict[str, str]:
    fields: dict[str, str] = {}
    label = ""
    for line in body.split("\n"):
        if line.startswith("\t") and line.strip() in ("序号", *LABELS) and fields.get(label, "-").strip():
            label = line.strip()
            fields[label] = ""
        elif label:
            fields[label] += "\n" + line
    return {label: tidy(value).strip('"') for label, value in fields.items()}


def _unshift(duty: Duty) -> None:
    """Move the rows up again where a citation stands one row too low."""
    if duty["法定依据"] or not duty["实施机构"].startswith("《"):
        return
    order = LABELS[1:-1]
    for label, below in itertools.pairwise(order):
        duty.fields[label] = duty[below]
    duty.fields[order[-1]] = ""
    duty.shifted = True


@dataclass(frozen=True)
class Question:
    """A filled wording with its gold answer."""

    kind: str
    question: str
    answer_type: str
    gold: Any
    held: bool


class Catalogue:
    """The duties of a document and the slots that questions about it are filled with."""

    def __init__(self, duties: list[Duty], meeting: tuple[str, str], word: str, found: tuple[str, str], lost: str) -> None:
        """`meeting`: as asked and as printed; `word` of a name; `found`: label and word; `lost`: a label missing somewhere."""
        self.duties = duties
        self.meeting, self.word, self.found, self.lost = meeting, word, found, lost
        self.departments = list(dict.fromkeys(d for duty in duties for d in duty.departments))
        self.sizes = Counter(d for duty in duties for d in duty.departments)

    def numbers(self, test: Callable[[Duty], bool]) -> list[str]:
        """The numbers of the duties that pass."""
        return [duty.number for duty in self.duties if test(duty)]

    def on(self, clause: str) -> list[str]:
        """The departments of the duties on a clause."""
        return list(dict.fromkeys(d for duty in self.duties if clause in duty.clauses for d in duty.departments))

    def of(self, department: str) -> list[str]:
        """The clauses of a department's duties."""
        return list(dict.fromkeys(c for duty in self.duties if department in duty.departments for c in duty.clauses))

    def slots(self, n: int) -> dict[str, Any]:
        """The n-th filling: everything differs from filling to filling as far as the catalogue allows."""
        ranked = [name for name, _ in self.sizes.most_common()]
        d = self.departments[n % len(self.departments)]
        bigger, smaller = next((a, b) for a in ranked[n % 2 :] for b in ranked[::-1] if self.sizes[a] > self.sizes[b])
        shared = [c for c in dict.fromkeys(c for duty in self.duties for c in duty.clauses) if len(self.on(c)) > 1]
        clauses = [c for c in dict.fromkeys(c for duty in self.duties for c in duty.clauses) if "款" in c and self._plain(c)]
        clause = clauses[(n * 3) % len(clauses)]
        duty = self.duties[(n * 7 + 3) % len(self.duties)]
        meet = [(a, b) for c in shared for a in self.on(c) for b in self.on(c) if a != b]
        return {
            "d": d,
            "s": d[:1] + d[2:3] + d[-1] if len(d) > 4 else d,
            "n": duty.number,
            "duty": duty,
            "c": clause,
            "p": clause[clause.index("条第") + 2 : -1],
            "r": str(duty.responsibility),
            "page": duty.page,
            "w": self.word,
            "f": self.found[0],
            "x": self.found[1],
            "l": self.lost,
            "a": self.meeting[0],
            "mail": next(m for m in dict.fromkeys(_mails(x) for x in self.duties)) if n % 2 else _mails(self.duties[-1]),
            "k": sorted(set(self.sizes.values()))[-2],
            "bigger": bigger,
            "smaller": smaller,
            "meet": meet[n % len(meet)] if meet else None,
            "shared": next((c for c in shared[n % max(len(shared), 1) :] if self._plain(c) and "款" in c), None),
        }

    def _plain(self, clause: str) -> bool:
        """Whether no other document or article has a paragraph of this number."""
        paragraph = clause[clause.index("条第") + 1 :] if "条第" in clause else clause
        documents = {
            m
            for duty in self.duties
            if clause in duty.clauses
            for m in re.findall("《[^》]*》", re.sub("“[^”]*”?", "", duty["法定依据"]))
        }
        return len(documents) == 1 and len({c for duty in self.duties for c in duty.clauses if c.endswith(paragraph)}) == 1


def _mails(duty: Duty) -> str:
    return next(iter(re.findall(r"[\w.]+@[\w.-]+[a-z]", duty["监督方式"])), "")


def _phones(duty: Duty) -> list[str]:
    return re.findall(r"(?<![\w@-])(?:0\d{2,3}-)?\d{7,8}(?!\d)", duty["监督方式"])


def _title(duty: Duty) -> str:
    return re.findall("《([^》]*)》", duty["法定依据"])[0]


def _number(duty: Duty) -> str:
    return re.findall(r"[\u4e00-\u9fff]+〔\d{4}〕\d+号", re.sub("“[^”]*”?", "", duty["法定依据"]))[0]


Gold = Callable[[Catalogue, dict[str, Any]], Any]
GOLD: dict[str, Gold] = {
    "duties-of-department": lambda c, s: c.numbers(lambda x: s["d"] in x.departments),
    "count-of-department": lambda c, s: c.sizes[s["d"]],
    "most-duties": lambda c, _: [d for d in c.departments if c.sizes[d] == max(c.sizes.values())],
    "fewest-duties": lambda c, _: [d for d in c.departments if c.sizes[d] == min(c.sizes.values())],
    "total-duties": lambda c, _: len(c.duties),
    "total-departments": lambda c, _: len(c.departments),
    "department-of-duty": lambda _, s: s["duty"].departments,
    "clause-of-duty": lambda _, s: s["duty"].clauses,
    "document-of-duty": lambda _, s: _title(s["duty"]),
    "number-of-document": lambda _, s: _number(s["duty"]),
    "duties-on-clause": lambda c, s: c.numbers(lambda x: s["c"] in x.clauses),
    "departments-on-clause": lambda c, s: c.on(s["c"]),
    "shared-clauses": lambda c, _: [k for k in dict.fromkeys(k for x in c.duties for k in x.clauses) if len(c.on(k)) > 1],
    "common-clauses": lambda c, s: [k for k in c.of(s["d"]) if k in c.of(s["e"])],
    "other-departments-on-clause": lambda c, s: [d for d in c.on(s["c"]) if d != s["d"]],
    "mailbox-of-duty": lambda _, s: [_mails(s["duty"])],
    "phone-of-duty": lambda _, s: _phones(s["duty"]),
    "duties-by-mailbox": lambda c, s: c.numbers(lambda x: _mails(x) == s["mail"]),
    "workflow-of-duty": lambda _, s: s["duty"]["运行流程"],
    "documents-of-duty": lambda _, s: s["duty"]["运行要件"],
    "accountability-of-duty": lambda _, s: s["duty"]["责任事项"],
    "approved-by": lambda c, _: c.numbers(lambda x: c.meeting[1] in x["运行流程"]),
    "duties-of-responsibility": lambda c, s: c.numbers(lambda x: x.responsibility == s["r"]),
    "responsibility-of-duty": lambda _, s: s["duty"].responsibility,
    "word-in-name": lambda c, s: c.numbers(lambda x: s["w"] in x["名称"]),
    "word-in-field": lambda c, s: c.numbers(lambda x: s["x"] in x[s["f"]]),
    "independent": lambda c, _: c.numbers(lambda x: "独立" in x["职责边界"]),
    "row-shift": lambda c, _: c.numbers(lambda x: x.shifted),
    "wording-differs-count": lambda c, _: len(c.numbers(lambda x: x.listed.strip('"') != x["名称"])),
    "lacks-field": lambda c, s: c.numbers(lambda x: not x[s["l"]]),
    "difference": lambda c, s: c.sizes[s["d"]] - c.sizes[s["e"]],
    "page-of-duty": lambda _, s: int(s["duty"].page),
    "duty-on-page": lambda c, s: c.numbers(lambda x: x.page == s["page"]),
    "list-departments": lambda c, _: c.departments,
    "duties-each-department": lambda c, _: [[d, c.sizes[d]] for d in c.departments],
    "longest-name": lambda c, _: c.numbers(lambda x: len(x["名称"]) == max(len(y["名称"]) for y in c.duties)),
    "department-and-clause": lambda c, s: c.numbers(lambda x: s["d"] in x.departments and s["c"] in x.clauses),
    "not-of-department": lambda c, s: len(c.numbers(lambda x: s["d"] not in x.departments)),
    "is-department-of-duty": lambda _, s: s["d"] in s["duty"].departments,
    "larger": lambda c, s: [max((s["d"], s["e"]), key=lambda d: c.sizes[d])],
    "more-than": lambda c, s: [d for d in c.departments if c.sizes[d] > s["k"]],
    "clauses-of-department": lambda c, s: c.of(s["d"]),
    "name-of-duty": lambda _, s: s["duty"]["名称"],
    "sum-of-two": lambda c, s: len(c.numbers(lambda x: {s["d"], s["e"]} & set(x.departments))),
}
_ADJUST: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "common-clauses": lambda s: {"d": s["meet"][0], "e": s["meet"][1]},
    "other-departments-on-clause": lambda s: {"c": s["shared"], "p": s["shared"][s["shared"].index("条第") + 2 : -1]},
    "difference": lambda s: {"d": s["bigger"], "e": s["smaller"]},
    "larger": lambda s: {"d": s["smaller"], "e": s["bigger"]},
    "sum-of-two": lambda s: {"d": s["bigger"], "e": s["smaller"]},
}


def questions(catalogue: Catalogue, skip: tuple[str, ...] = ()) -> Iterator[Question]:
    """Every wording of every kind that the catalogue has matter for."""
    data = tomllib.loads((HERE / "analytic.toml").read_text("utf-8"))
    for entry in data["kind"]:
        if entry["name"] in skip:
            continue
        for n, wording in enumerate([*entry["wordings"], *entry["held"]]):
            slots = catalogue.slots(n)
            slots |= _ADJUST.get(entry["name"], lambda _: {})(slots)
            if entry["name"] == "other-departments-on-clause":
                slots["d"] = catalogue.on(slots["c"])[0]
            if entry["name"] == "department-and-clause":
                slots["d"] = catalogue.on(slots["c"])[0]
            gold = GOLD[entry["name"]](catalogue, slots)
            filled = wording.format(**{key: value for key, value in slots.items() if isinstance(value, str | int)})
            yield Question(entry["name"], filled, entry["type"], gold, n >= len(entry["wordings"]))


def bundled(source: Path) -> Catalogue:
    """The bundled catalogue with words that its tables hold."""
    return Catalogue(read(source.read_text("utf-8")), ("党组会议", "党组会"), "农民工", ("责任事项", "机制健全"), "责任事项")
