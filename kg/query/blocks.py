"""The named building blocks of queries (blocks.toml), ready to be put together under any variable names."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

import pyoxigraph as ox

import ontology
from kg.errors import QueryError
from kg.question.words import columns, fees, parts

_FIELD = "?duty duty:fieldValue ?cell . ?cell duty:field {field} ; prov:value ?value . BIND(?value AS ?key)"
_LABELLED = (  # IN, not VALUES: inside EXISTS the engine would go through all cells of such a label for every duty
    "?duty duty:fieldValue ?cell . ?cell duty:field/skos:prefLabel ?label ; prov:value ?printed . FILTER(?label IN ({labels}))"
)
_SHOWN = "BIND(STR(?printed) AS ?value)"
_TELLS = f"FILTER(!REGEX(STR(?printed), {ox.Literal(columns.BLANK)}))"
_FILLED = f"FILTER(!REGEX(STR(?printed), {ox.Literal(columns.NOTHING)}))"
_PAID = "BIND(IF(REGEX(STR(?printed), {free}), {no}, {yes}) AS ?value)"
_ADDRESS = "[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+([.][A-Za-z0-9-]+)+"
_MAIL = f'FILTER(REGEX(STR(?printed), "{_ADDRESS}")) BIND(REPLACE(STR(?printed), "^.*?({_ADDRESS}).*$", "$1", "s") AS ?value)'
_STATED = (  # what a boundary says of the body's own departments, where nothing is printed beside those that act
    "?duty duty:boundaryText ?told ; dct:isPartOf/dct:publisher/org:hasUnit ?key . ?key skos:prefLabel ?value . "
    "FILTER NOT EXISTS {{ ?duty cv:hasParticipation/duty:printedRole ?printed }} FILTER({})"
)
_PLAYED = "?duty cv:hasParticipation ?part . ?part duty:printedRole {} ; cv:hasParticipant ?key . ?key skos:prefLabel ?value ."
_IN_BOUNDARIES = {  # that such a department has this part there
    "party": 'CONTAINS(STR(?told), STR(?value)) && REGEX(STR(?told), CONCAT("(^|[，。；、：和与]|由)", STR(?value)))',
    "lead": 'CONTAINS(STR(?told), CONCAT(STR(?value), "牵头")) && REGEX(STR(?told), CONCAT("(^|[，。；、：]|由)", STR(?value), "牵头"))',
    "support": (
        'CONTAINS(STR(?told), STR(?value)) && (REGEX(STR(?told), CONCAT("(^|[，。；、：]|由)", STR(?value), "(配合|协助|协办)")) || '
        '(CONTAINS(STR(?told), "牵头") && REGEX(STR(?told), CONCAT("(^|[，。；、])", STR(?value), "[^牵]"))))'
    ),
}
_INSTEAD = {  # what is given where such a column is empty, and how that is said
    columns.CONTACT: ("phone", "（未印的为监督电话）"),
    columns.MAIL: ("mailbox", "中的邮箱（未印的为监督信箱）"),
}
_VARIABLE = re.compile(r"\?([a-z]+)")
_TERM = re.compile(r"(?<![\w<:/])(duty|scheme):([A-Za-z][\w-]*)")


@dataclass(frozen=True, slots=True)
class Block:
    """A dimension of duties: its pattern, its Chinese name and measure word, its answer type, whether its keys are literals."""

    name: str
    pattern: str
    says: str
    unit: str
    type: str
    literal: bool
    link: str = ""
    document: str = ""

    def under(self, suffix: str, duty: str = "duty") -> str:
        """The pattern with every variable but the duty renamed: ?key -> ?key{suffix}."""
        return _VARIABLE.sub(lambda m: f"?{duty}" if m[1] == "duty" else f"?{m[1]}{suffix}", self.pattern)

    def term(self, value: str) -> str:
        """A key of this dimension as a typed term."""
        return str(ox.Literal(value) if self.literal else ox.NamedNode(value))


@cache
def block(name: str) -> Block:
    """The block of a dimension; "kind|label" is the column of that label among several of a kind, "column|label" one of no known kind.

    Raises QueryError for another name.
    """
    known = _known()
    if name in known:
        return known[name]
    kind, narrowed, label = name.partition("|")
    if name.startswith(parts.PRINTED):
        return Block(name, _PLAYED.format(ox.Literal(label, language="zh")), f"{label}机构", "个", "departments", literal=False)
    if narrowed and kind in known:
        return _of_label(known[kind], name, label)
    if labels := columns.labels_of(name):
        return _of_columns(name, labels)
    raise QueryError(f"没有名为 {name} 的查询构件。", hint=f"可用的构件：{'、'.join(known)}。")


def _of_label(kind: Block, name: str, label: str) -> Block:
    """The column of one label among several of a kind; of a duty that prints no such label any of them."""
    same = str(ox.Literal(label))
    named = f"?duty duty:fieldValue/duty:label ?other . FILTER(STR(?other) = {same})"
    only = f"?cell duty:label ?label . FILTER(STR(?label) = {same} || NOT EXISTS {{ {named} }})"
    return replace(kind, name=name, pattern=f"{kind.pattern} {only}", says=label)


def _of_columns(name: str, labels: tuple[str, ...]) -> Block:
    """Columns of no known kind: what is printed in them or, as the dimension says, what that tells (kg/question/words/columns.py)."""
    told_as = name.partition("|")[0] + "|"
    cells = _LABELLED.format(labels=", ".join(str(ox.Literal(one, language="zh")) for one in labels))
    shown = {columns.FILLED: f"{_FILLED} {_SHOWN}", columns.PAID: _paid(), columns.MAIL: _MAIL}.get(told_as, _SHOWN)
    pattern, says = f"{cells} {shown} BIND(?value AS ?key)", "是否收费" if told_as == columns.PAID else "、".join(labels)
    if told_as in _INSTEAD:
        other, remark = _INSTEAD[told_as]
        missing = f"FILTER NOT EXISTS {{ {_VARIABLE.sub(_other, pattern)} }}"
        pattern, says = f"{{ {pattern} }} UNION {{ {_known()[other].pattern} {missing} }}", says + remark
    return Block(name, pattern, says, "个", "contact" if columns.is_contact(name) else "text", literal=True)


def _paid() -> str:
    """What a cell says of whether something is to be paid, where it says anything."""
    free, no, yes = map(str, map(ox.Literal, (fees.free(), fees.NO, fees.YES)))
    return f"{_TELLS} {_PAID.format(free=free, no=no, yes=yes)}"


def _other(match: re.Match[str]) -> str:
    """A variable of the same name, but for the duty, in a pattern of its own."""
    return match[0] if match[1] == "duty" else f"{match[0]}other"


def check(sparql: str) -> None:
    """Raises QueryError for a query that uses a term which the ontology does not declare, naming the allowed ones."""
    declared = _declared()
    for prefix, local in _TERM.findall(sparql):
        if f"{prefix}:{local}" not in declared:
            allowed = "、".join(sorted(term for term in declared if term.startswith(prefix)))
            raise QueryError(f"查询用了本体中没有的词：{prefix}:{local}。", hint=f"可用的词：{allowed}。")


@cache
def _known() -> dict[str, Block]:
    data = tomllib.loads(files("kg").joinpath("query", "blocks.toml").read_text("utf-8"))
    return {name: _block(name, entry) for name, entry in data.items()}


def _block(name: str, entry: dict[str, str | bool]) -> Block:
    pattern = str(entry.get("block") or _FIELD.format(field=f"scheme:field-{entry['field']}"))
    if "boundary" in entry:
        pattern = f"{{ {pattern} }} UNION {{ {_STATED.format(_IN_BOUNDARIES[str(entry['boundary'])])} }}"
    return Block(
        name,
        pattern,
        str(entry["says"]),
        str(entry["unit"]),
        str(entry["type"]),
        bool(entry.get("literal") or "field" in entry),
        str(entry.get("link", "")),
        str(entry.get("document", "")),
    )


@cache
def _declared() -> frozenset[str]:
    terms = re.findall(r"(?m)^:(\w+)\s+a ", ontology.turtle("duty").decode())
    concepts = re.findall(r"(?m)^scheme:([\w-]+)\s+a ", ontology.turtle("schemes").decode())
    return frozenset([*(f"duty:{term}" for term in terms), *(f"scheme:{concept}" for concept in concepts)])
