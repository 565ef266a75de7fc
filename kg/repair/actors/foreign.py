"""Another body where the body itself acts: as the one who exercises one of its powers, and with an organ that decides in its procedure."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from kg import meaning
from kg.labels import BODIES
from kg.records import Document, Field, Finding, Item, Severity
from kg.repair.evidence.alike import one_slip
from kg.repair.evidence.homes import CONDUCT
from kg.repair.where import of_field, standing, within
from kg.text import pairs_of, squeeze

_ENOUGH, _NEARLY_ALL = 8, 0.9
_AREA = re.compile("^.*[省市区县旗州盟](?=..)")
_ORGANS = "理事会|主席团|主席办公会|主席会议?|执委会|常委会|党组会?|党委会?|局长办公会|主任办公会|局务会|委务会"
_DECIDES = re.compile(
    rf"(?:提请|报请|报经|提交|报|经|由)[省市区县旗州盟镇]?((?:{'|'.join(BODIES['abbreviated'])})|[\u4e00-\u9fff]{{2,8}}?[局委办])(?:{_ORGANS})"
    "(?:研究|审定|审议|审核|审批|讨论|批准|同意|通过|决定)"
)


def acting(document: Document) -> Iterator[Finding]:
    """A body alone in one row where one other acts in all others: its sections are that one's there, and nothing in the row is its own business."""
    rows = [(item, field, _named(field)) for item in document.items for field in standing(item) if field.kind == "body"]
    acts: dict[str, set[str]] = defaultdict(set)
    for item, _, names in rows:
        for name in names:
            acts[name].add(item.number)
    numbers = {item.number for item, *_ in rows}
    usual = max(acts, key=lambda name: len(acts[name]), default="")
    if len(numbers) < _ENOUGH or len(acts[usual]) < max(_NEARLY_ALL * len(numbers), len(numbers) - 2):
        return
    sections = {name for item, _, names in rows if usual in names for name in _sections(item)}
    for item, field, names in rows:
        own = _sections(item)
        if (
            len(names) == 1
            and own
            and own <= sections
            and acts[names[0]] == {item.number}
            and _is_other(names[0], usual, item, document)
        ):
            message = f"“{field.label}”为“{names[0]}”，其余各项都是“{usual}”，本项的“{'、'.join(sorted(own))}”也在其列，请核对。"
            yield _finding(item, field, Severity.WARNING, message, names[0])


def _is_other(name: str, usual: str, item: Item, document: Document) -> bool:
    """Whether a name is that of another body of the place, of whose business neither the row nor the title says anything."""
    if name[-1] != usual[-1] or not meaning.is_body(name) or name in usual or usual in name or one_slip(name, usual):
        return False
    rest = "".join([document.title.text, *(field.text for field in item.fields if field.kind != "body")])
    business = pairs_of(_AREA.sub("", name)[:-1])
    return name[0] == usual[0] and bool(business) and not any(pair in rest for pair in business)


def organs(document: Document) -> Iterator[Finding]:
    """An organ of another body that decides in a procedure (提请区残联理事会审定), where the document names that body nowhere else."""
    cells = [(item, field) for item in document.items for field in standing(item) if field.kind in CONDUCT]
    found = [(item, field, match) for item, field in cells for match in _DECIDES.finditer(squeeze(field.text))]
    if not found:
        return
    text = "".join([document.title.text, *(field.text for item in document.items for field in item.fields)])
    whose = Counter(match[1] for *_, match in found)
    for item, field, match in found:
        if whose[match[1]] == text.count(match[1]) == 1 and match[1][0] not in document.title.text:
            message = f"“{field.label}”中由“{match[1]}”的机构作决定，别处都没有提到它，疑为照抄他单位的文字，请核对。"
            yield _finding(item, field, Severity.INFO, message, match[1])


def _sections(item: Item) -> set[str]:
    return {name for field in item.fields if field.kind == "department" and field.value for name in _named(field)}


def _named(field: Field) -> list[str]:
    return [one.name for one in meaning.departments(field.text)]


def _finding(item: Item, field: Field, severity: Severity, message: str, name: str) -> Finding:
    place = within(field.printed, name) if field.printed else of_field(item, field)
    return Finding("implausible-department", severity, (item.number,), field.label, place, message)
