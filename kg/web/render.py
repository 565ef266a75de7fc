"""Templates -> HTML, everything escaped, each page with the names of the catalogues it speaks for."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

import jinja2

from kg.answer import DutyAnswer, Evidence
from kg.base import KnowledgeBase
from kg.card import REASONS
from kg.question import LONGEST, understand
from kg.text import normal


def folder(name: str) -> Path:
    """A folder of this package, wherever it is installed."""
    return Path(str(files("kg.web"))) / name


class Renderer:
    """The pages' common frame: catalogues, example questions, and the filters of the templates."""

    def __init__(self, base: KnowledgeBase, examples: Sequence[str] = ()) -> None:
        self._environment = jinja2.Environment(
            loader=jinja2.FunctionLoader(lambda name: (folder("templates") / name).read_text("utf-8")),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        catalogues = base.manifest["catalogues"]
        self._environment.globals.update(
            catalogues=catalogues,
            built=base.manifest["built"][:10],
            examples=list(examples) or _examples([entry["slug"] for entry in catalogues]),
            longest=LONGEST,
            reasons=REASONS,
        )
        self._environment.filters.update(normal=normal, percent=percent, plain=plain, place=place, handle=handle)

    def page(self, template: str, **values: Any) -> str:
        """The HTML of one template; `q` and `catalogue` fill the ask box."""
        return self._environment.get_template(template).render({"q": "", "catalogue": "", **values})


def percent(score: float) -> str:
    """A probability as people say it; what is not nothing never reads 0 %."""
    return f"{score:.0%}" if score >= 0.01 else "不到 1%"


def plain(value: object) -> str:
    """A typed answer's value as one text."""
    return "、".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def place(evidence: Evidence) -> str:
    """Where in its document a field is written, "" where that is not known."""
    table = f"第 {evidence.table} 张表" if evidence.table is not None else ""
    row = f"第 {evidence.row} 行" if evidence.row is not None else ""
    return f"第 {evidence.line} 行" if evidence.line is not None else table + row


def handle(duty: DutyAnswer) -> str:
    """A question that leads to this duty: its number where numbers are understood, else its name."""
    return duty.number if understand(duty.number).numbers == (duty.number,) else duty.name[:LONGEST]


def _examples(slugs: Sequence[str]) -> list[str]:
    """The first three example questions of the catalogues `slugs`."""
    said: dict[str, list[str]] = tomllib.loads(folder("examples.toml").read_text("utf-8"))
    return [question for slug in slugs for question in said.get(slug, [])][:3]
