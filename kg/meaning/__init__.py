"""cells -> meaning: what the words of one cell say (departments, clauses, contacts, steps). Pure functions of text.

The duties of a catalogue print the same words again and again, so each text is read once.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kg.labels import kind_of
from kg.meaning import clauses, numbers
from kg.meaning.clauses import arabic as arabic
from kg.meaning.clauses import clause_label as clause_label
from kg.meaning.contacts import contacts as contacts
from kg.meaning.contacts import suspect as suspect
from kg.records import Department, Duty, Item, LegalBasis
from kg.text import normal

_TITLE = re.compile("《([^《》]*(?:《[^《》]*》[^《》]*)*)》")
_QUOTED = re.compile("“[^“”]*(?:“[^“”]*”[^“”]*)*”?")
_TITLE_OR_QUOTED = re.compile(f"{_TITLE.pattern}|{_QUOTED.pattern}")
_ISSUER = re.compile(r"^[（(]([^（）()]*)")
_ROLES = ("牵头", "配合", "会同", "协助", "主办", "协办", "参与", "指导", "监督", "负责")
_DEPARTMENT_END = (
    "部|室|科|处|局|股|队|所|站|中心|办|党委|委员会|委|组|院|馆|支部|团委|工会|联合会|协会|大队|支队|总队|街道|办事处|集团|公司"
)
DEPARTMENT = re.compile(rf"^[\u4e00-\u9fffA-Za-z0-9（）()·]{{1,18}}?(?:{_DEPARTMENT_END})(?:[（(][\u4e00-\u9fff、]+[）)])?$")
_EDITION = re.compile(r"\s*[（(][^（）()]*[）)]$")
_DOCUMENTS = ("职责目录", "权责清单", "权力清单", "责任清单", "目录", "清单")
_BLANKS = re.compile(r"[^\S\n]+")
_STEP_END = re.compile(r"[，。；;\n]+")
_APPROVER = re.compile(
    r"(?:提请|报请|提交|报)?([\u4e00-\u9fff]{0,14}?(?:党组会议?|主席办公会议?|常委会议?|党委会议?|办公会议?|总工会会议|总会议|工会会议))"
)


def duty(item: Item) -> Duty:
    """The item with its cells understood; the name is the table's, else the one in the contents."""
    cells = by_kind(item)
    listed = item.contents.name.text if item.contents else ""
    return Duty(
        item=item,
        name=normal(cells.get("name", "")) or normal(listed),
        departments=departments(cells.get("department", "")),
        legal=legal_bases(cells.get("basis", "")),
        boundary=boundary(cells.get("boundary", "")),
        steps=steps(cells.get("workflow", "")),
        documents=documents(cells.get("documents", "")),
        approvers=approvers(cells.get("workflow", "")),
        contacts=contacts(cells.get("supervision", "")),
    )


def titled(title: str) -> str:
    """The body that a document's title names: 某区水务局权责清单（2024年版） is of 某区水务局."""
    name = _EDITION.sub("", title)
    for ending in _DOCUMENTS:
        name = name.removesuffix(ending)
    return name


def by_kind(item: Item) -> dict[str, str]:
    """The texts of an item by the kind of their label; of two labels of one kind the first counts."""
    return {kind_of(field.label): field.text for field in reversed(item.fields)}


@lru_cache(maxsize=16384)
def departments(text: str) -> tuple[Department, ...]:
    """The departments of an 实施机构 cell in printed order, each with the role printed beside it, or None.

    Understands "A", "A、B", "A牵头，B、C配合", "牵头：A；配合：B", "A（牵头）".
    """
    found: dict[str, Department] = {}
    rows = "；".join(filter(None, map(str.strip, text.split("\n"))))
    body = re.sub(r"(?<=[^，,；;。\n、由])会同", "，会同", _BLANKS.sub(_between, rows))
    for clause in re.split(r"[，,；;。]+|(?<=牵头|配合|主办|协办|协助)、", body):
        role, names = _role(normal(clause))
        for part in re.split(r"[、/]+|(?<=[部室科处局股])和|(?<=[部室科处局股])及", names):
            own_role, name = _bracketed_role(part)
            if name and name not in found:
                found[name] = Department(name, own_role or role)
    return tuple(found.values())


def _between(blank: re.Match[str]) -> str:
    """White space parts two departments when a department's name ends before it; inside of a name it means nothing."""
    return "、" if blank.string.endswith((*_DEPARTMENT_END.split("|"), "）", ")"), 0, blank.start()) else ""


@lru_cache(maxsize=16384)
def is_department(text: str) -> bool:
    """Whether a whole cell reads as department names and nothing else."""
    parts = [p for p in re.split(r"[、，,；;\n/\s]+", normal(text)) if p]
    return bool(parts) and len(parts) <= 6 and all(DEPARTMENT.match(_bracketed_role(_role(p)[1])[1]) for p in parts)


@lru_cache(maxsize=16384)
def legal_bases(text: str) -> tuple[LegalBasis, ...]:
    """The clauses an 法定依据 cell cites, in printed order; clauses inside quotation marks are not citations.

    A document without clause gives one basis; a cell that names neither gives none.
    """
    body = normal(text)
    masked = _masked(body)
    titles = list(_TITLE.finditer(masked))
    if not titles:
        return tuple(_clauses("", masked, body)) if clauses.cites(masked) or numbers.cites(masked) else ()
    found: list[LegalBasis] = []
    before = numbers.leading(masked[: titles[0].start()])
    for title, following in zip(titles, [*titles[1:], None], strict=True):
        end = following.start() if following else len(body)
        stretch = masked[title.end() : end]
        ahead = numbers.leading(stretch) if following else ""
        end -= len(ahead) if ahead != stretch else 0
        found.extend(_clauses(title[1], masked[title.end() : end], body[title.end() : end], numbers.number(before)))
        before = ahead if ahead != stretch else ""
    return tuple(found)


def _masked(body: str) -> str:
    """The text with what it quotes blanked, of the same length; a quoted word inside a document's title stays."""
    return _TITLE_OR_QUOTED.sub(lambda m: m[0] if m[1] is not None else "＃" * len(m[0]), body)


@lru_cache(maxsize=16384)
def is_citation(text: str) -> bool:
    """Whether a cell reads as a legal basis: it opens with a document, or cites a clause or a document number outside quotes."""
    masked = _masked(normal(text))
    opens = re.match(r"^(?:[一二三四五六七八九十0-9]+[.、．]\s*|依据|根据|按照)?《", masked)
    return bool(
        numbers.cites(masked) or (_TITLE.search(masked) and (opens or clauses.cites(masked))) or re.match("第.{1,4}条", masked)
    )


@lru_cache(maxsize=16384)
def boundary(text: str) -> str:
    """One of "independent" (独立实施), "joint" (牵头, 配合, 会同 … or several bodies), or "unstated"."""
    body = normal(text)
    if "独立" in body:
        return "independent"
    if any(role in body for role in ("牵头", "配合", "会同", "协办", "共同", "联合")):
        return "joint"
    return "joint" if len(departments(body)) > 1 and ("负责" in body or is_department(body)) else "unstated"


@lru_cache(maxsize=16384)
def steps(text: str) -> tuple[str, ...]:
    """The steps of a 运行流程 cell: its clauses, in order."""
    return tuple(part.strip() for part in _STEP_END.split(normal(text)) if part.strip())


@lru_cache(maxsize=16384)
def documents(text: str) -> tuple[str, ...]:
    """The documents a 运行要件 cell names: its enumeration, in order."""
    return tuple(part.strip() for part in re.split(r"[、，。；;\n]+", normal(text)) if part.strip())


@lru_cache(maxsize=16384)
def approvers(text: str) -> tuple[str, ...]:
    """The meetings that approve a workflow (党组会议, 主席办公会, …), in printed order."""
    return tuple(dict.fromkeys(m.group(1) for m in _APPROVER.finditer(normal(text))))


def _role(clause: str) -> tuple[str | None, str]:
    joined = re.match("^(会同|配合|协助)([^：:]+)$", clause.strip())
    if joined:
        return joined[1], joined[2]
    for role in filter(clause.__contains__, _ROLES):
        for pattern in (rf"^{role}(?:部门|单位|科室)?[：:](.+)$", rf"^(?:由|会同)?(.+?){role}(?:实施|落实|办理)?$"):
            match = re.match(pattern, clause.strip())
            if match:
                return role, match[1]
    return None, re.sub("^由|独立实施$", "", clause.strip())


def _bracketed_role(name: str) -> tuple[str | None, str]:
    match = re.match(rf"^(.+?)[（(]({'|'.join(_ROLES)})(?:部门|单位)?[）)]$", name.strip())
    return (match[2], match[1]) if match else (None, name.strip())


def _clauses(title: str, masked: str, body: str, before: str = "") -> list[LegalBasis]:
    """The clauses cited in the stretch of text behind one document title (masked: quotes blanked, same length); its number may stand `before`."""
    bracket = _ISSUER.match(body.strip())
    number = numbers.number(masked) or before
    issuer = _issuer(bracket[1] if bracket else "", number)
    refs = clauses.references(masked)
    quotes = [(m.start(), m[0].strip("“”")) for m in _QUOTED.finditer(body)]
    if not refs:
        return [LegalBasis(title, number, issuer, quote=quotes[0][1] if quotes else "")] if title or number else []
    bases = []
    for n, ref in enumerate(refs):
        until = refs[n + 1].at if n + 1 < len(refs) else len(body)
        quote = next((q for start, q in quotes if ref.at < start < until), "")
        article, paragraph, item, point = ref.levels
        bases.append(LegalBasis(title, number, issuer, article, paragraph, item, clause_label(*ref.levels), quote, point))
    return bases


def _issuer(bracket: str, number: str) -> str:
    parts = [p for p in re.split("[，,、；]", bracket) if p and not numbers.number(f"（{p}）") and p not in number]
    return parts[0] if parts and not re.search(r"\d{4}年|修[正订]|通过|施行|以下简称", parts[0]) else ""
