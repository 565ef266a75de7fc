"""What people call a clause -> the clauses it may mean among those that duties cite."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg import query
from kg.names import clause_parts
from kg.question.words.plain import NUMERAL, number, plain
from kg.store import Store
from kg.text import digits

_UNITS = ("条", "款", "项")  # that people say
_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause that duties cite, a larger part that holds it, or the whole document, for which the label is its title.

    `twin`: whether another document has the same title, so that only the number tells them apart.
    """

    iri: str
    label: str
    document: str
    title: str
    document_number: str
    twin: bool = False

    @property
    def said(self) -> str:
        """The clause with its document, in words."""
        title = f"《{self.title}》" if self.title else self.document_number
        title += f"（{self.document_number or '未注文号'}）" if self.twin else ""
        return title if self.iri == self.document else f"{title}{self.label}"

    def fits(self, said: Mapping[str, str]) -> bool:
        """Whether the clause has the numbers of the units said, and nothing below the last of them: 第九款 fits 第二条第九款."""
        own = clause_parts(self.iri)
        return bool(own) and [*own][-1] == [*said][-1] and said.items() <= own.items()

    def json(self) -> dict[str, str]:
        """As plain data."""
        return {"label": self.label, "document": self.title, "document_number": self.document_number, "iri": self.iri}


def known(store: Store) -> list[Clause]:
    """Every clause that duties cite, the parts and documents that hold one, each once, in the order of the documents."""
    rows = {row["part"]: row for row in reversed(list(store.select(query.whole("cited-parts"))))}
    titles = {(row["document"], row.get("title", "")) for row in rows.values()}
    often = Counter(title for _, title in titles if title)
    found = [
        Clause(
            row["part"],
            row.get("label", row.get("title", "")),
            row["document"],
            row.get("title", ""),
            row.get("number", ""),
            often[row.get("title", "")] > 1,
        )
        for row in rows.values()
    ]
    return sorted(
        found, key=lambda one: (one.document, [int(part) for part in re.findall(r"\d+", one.iri.removeprefix(one.document))])
    )


def meant(text: str, known: Sequence[Clause]) -> tuple[list[Clause], list[Clause]]:
    """The clauses that `text` may mean, and those among which it was looked for: of the document that it names, else all."""
    exact = [clause for clause in known if clause.iri == text.strip()]
    if exact:
        return exact, exact
    asked = plain(text)
    said = {unit: str(number(found[1])) for unit in _UNITS if (found := re.search(f"第?[(]?({NUMERAL})[)]?{unit}", asked))}
    rest = re.sub(f"第?[(]?{NUMERAL}[)]?[条款项]", "", asked).strip("《》 ，的")
    within = [one for one in known if rest in one.title or rest == plain(one.document_number)] if rest else list(known)
    within = [one for one in within if one.document_number and digits(one.document_number) in digits(text)] or within
    if not said:
        return [one for one in within if rest and one.iri == one.document], within
    return [one for one in within if one.fits(said)], within


def there(known: Sequence[Clause]) -> str:
    """What there is, in a few words: the clauses of a document, the titles of several."""
    documents = list(dict.fromkeys(one.title or one.document_number for one in known))
    labels = (
        [one.label for one in known if one.iri != one.document] if len(documents) == 1 else [f"《{one}》" for one in documents]
    )
    return "、".join(labels[:_SHOWN]) + (f"等 {len(labels)} 个" if len(labels) > _SHOWN else "")
