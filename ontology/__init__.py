"""What things mean: the vocabulary, its schemes, the thesaurus of matters and the named queries. Python only opens them."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

IRI = "https://w3id.org/duty-kg/ontology"


@cache
def prefixes() -> dict[str, str]:
    """Prefix -> namespace IRI, in the order in which exports declare them."""
    return tomllib.loads(files("ontology").joinpath("prefixes.toml").read_text("utf-8"))


def expand(name: str) -> str:
    """The IRI of a prefixed name: "duty:DutyItem" -> "https://w3id.org/duty-kg/ontology#DutyItem"."""
    prefix, _, local = name.partition(":")
    return prefixes()[prefix] + local


def short(iri: str) -> str:
    """The prefixed name of an IRI, with the longest namespace that fits; else the IRI."""
    fitting = [(space, prefix) for prefix, space in prefixes().items() if iri.startswith(space) and iri != space]
    return f"{max(fitting)[1]}:{iri.removeprefix(max(fitting)[0])}" if fitting else iri


@cache
def version() -> str:
    """The version of the vocabulary."""
    found = re.search(rb'owl:versionInfo "([^"]+)"', turtle("duty"))
    return found[1].decode() if found else ""


@cache
def usage() -> dict[str, dict[str, list[str]]]:
    """Which properties the things of each class have (`classes`), and what the terms of others are used for, in Chinese and English (`terms`)."""
    return tomllib.loads(files("ontology").joinpath("usage.toml").read_text("utf-8"))


def turtle(name: str) -> bytes:
    """The bytes of one of the Turtle files: "duty", "schemes", "graphs", "matters" or "shapes"."""
    return files("ontology").joinpath(f"{name}.ttl").read_bytes()


@cache
def queries() -> tuple[str, ...]:
    """The names of the named queries, sorted."""
    return tuple(sorted(file.name.removesuffix(".rq") for file in files("ontology").joinpath("queries").iterdir()))


@cache
def query(name: str) -> str:
    """The SPARQL text of a named query (`queries/NAME.rq`), its header of comments included."""
    return files("ontology").joinpath("queries", f"{name}.rq").read_text("utf-8")


def head(name: str) -> dict[str, str]:
    """What the header of a named query says: its `question`, other `wording`s of it, the `parameter` that narrows it; all but the first may be missing."""
    return dict(re.findall(r"(?m)^# (\w+): (.+)$", query(name)))


def context() -> bytes:
    """The JSON-LD context of the data."""
    return files("ontology").joinpath("context.jsonld").read_bytes()


def profile(name: str) -> str:
    """The SPARQL CONSTRUCT text of a profile (`profiles/NAME.rq`): the base in other people's terms."""
    return files("ontology").joinpath("profiles", f"{name}.rq").read_text("utf-8")
