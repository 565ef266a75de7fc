"""duty-kg overlaps: where the duties of departments overlap, for people and for programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.base import KnowledgeBase
from kg.cli import gaps as nobodys
from kg.cli import tables
from kg.cli.options import Base, OneCatalogue, Output, Quiet, emit, notice, opened_or_built, typed
from kg.errors import UsageError
from kg.names import safe

if TYPE_CHECKING:
    from kg.overlap.finding import Kind, Overlap


class Form(StrEnum):
    """Formats of `overlaps`."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"


_HEAD = (
    "类型",
    "分值",
    "职责一",
    "部门一",
    "名称一",
    "职责二",
    "部门二",
    "名称二",
    "依据",
    "合理性",
    "主办协办建议",
    "认定状态",
    "认定说明",
    "机构一",
    "机构二",
)
Types = Annotated[list[str] | None, typer.Option("--type", help="Only this type: 重复, 交叉 or 分散; may be repeated.")]
Marks = Annotated[
    list[str] | None,
    typer.Option("--mark", help="Decide about a finding, e.g. 11.1,11.3=已认定 (待认定, 已认定, 不成立); may be repeated."),
]
Gaps = Annotated[bool, typer.Option("--gaps", help="List what nobody covers instead.")]
Asked = Annotated[
    str, typer.Option("--questions", help="With --gaps: also what of this file of questions (a log of `serve`) nothing answers.")
]
Report = Annotated[
    Path | None, typer.Option("--html", readable=False, help="Write the whole report, with pictures, to this file instead.")
]


def overlaps(
    form: Annotated[Form, typer.Option("--format", help="How to print.")] = Form.TEXT,
    types: Types = None,
    top: Annotated[int, typer.Option("--top", min=0, help="How many findings to list at most; 0: all.")] = 0,
    mark: Marks = None,
    note: Annotated[str, typer.Option("--note", help="Why the marked findings were decided so.")] = "",
    gaps: Gaps = False,
    questions: Asked = "",
    html: Report = None,
    catalogue: OneCatalogue = "",
    output: Output = None,
    base: Base = None,
    quiet: Quiet = False,
) -> None:
    """Report where duties of different departments overlap: 重复, 交叉 or 分散, with proofs and a proposal."""
    wanted = _kinds(types or [])
    if gaps and (types or top):
        raise UsageError(
            "--gaps 列出全部空白，不与 --type、--top 同用。", hint="重叠发现才分类型、排先后；只看一个目录请用 --catalogue。"
        )
    kb = opened_or_built(base, quiet)
    kb.refuse_unknown(catalogue)
    for one in mark or []:
        _mark(kb, one, note, quiet)
    if html:
        emit(kb.report().encode(), html)
        notice(f"报告：{html}", quiet)
        return
    if gaps:
        emit(nobodys.written(kb, form, questions, catalogue), output)
        return
    found = [one for one in kb.overlaps() if one.kind in wanted and _of(one, catalogue)]
    found = found[:top] if top else found
    if form is Form.TEXT:
        emit(_text(found, _bodies(kb), whole=bool(types or top)).encode(), output)
        return
    emit(_workbook(kb, found) if form is Form.XLSX else _written(kb, found, form), output)


def _of(one: Overlap, catalogue: str) -> bool:
    """Whether a duty of the catalogue takes part; of any for none."""
    return not catalogue or safe(catalogue) in {side.catalogue for side in one.duties}


def _bodies(kb: KnowledgeBase) -> dict[str, str]:
    """Catalogue -> the name of its body, with the slug where two have one name."""
    named = {slug: one.publisher or one.title for slug, one in kb.published.items()}
    often = Counter(named.values())
    return {slug: name if often[name] == 1 else f"{name}（{slug}）" for slug, name in named.items()}


def _kinds(types: list[str]) -> list[Kind]:
    """The kinds of these names, all for none. Raises UsageError for another name, which would read as no overlaps."""
    from kg.overlap.finding import Kind

    known = {kind.label: kind for kind in Kind}
    for name in map(typed, types):
        if name not in known:
            raise UsageError(f"没有“{name}”这一类重叠。", hint=f"可用的类型：{'、'.join(known)}。")
    return [known[str(typed(name))] for name in types] or list(Kind)


def _mark(kb: KnowledgeBase, text: str, note: str, quiet: bool) -> None:
    from kg.overlap import reviews

    first, second, review = reviews.parse(text)
    fits = [
        one
        for one in kb.overlaps()
        if {first, second} <= {name for side in one.duties for name in _names(side.catalogue, side.number)}
    ]
    if len(fits) != 1:
        why = "没有这样一条重叠发现" if not fits else "有几条这样的重叠发现"
        raise UsageError(
            f"{why}：{text}", hint=f"序号照目录所印；有几份目录时写作 目录/序号，如 {kb.manifest['catalogues'][0]['slug']}/11.1。"
        )
    reviews.record(kb.folder.parent, fits[0], review, note)
    notice(f"{first} 与 {second}：{review.label}", quiet)
    if fits[0].note and not note:
        kept = "沿用" if fits[0].review is review else "不再显示（reviews.jsonl 里还有）"
        notice(f"  原来的说明{kept}：{fits[0].note}", quiet)


def _names(catalogue: str, number: str) -> tuple[str, str]:
    return number, f"{catalogue}/{number}"


def _written(kb: KnowledgeBase, found: list[Overlap], form: Form) -> bytes:
    if form is Form.JSON:
        return (tables.dump([one.json() for one in found]) + "\n").encode()
    bodies = _bodies(kb)
    return tables.commas(_HEAD, [_row(one, bodies) for one in found])


def _workbook(kb: KnowledgeBase, found: list[Overlap]) -> bytes:
    """The findings and the matrices, each a sheet."""
    from kg.export.tables import workbook

    sheets = {matrix.name: matrix.table() for matrix in kb.matrices()}
    bodies = _bodies(kb)
    return workbook({"重叠": (_HEAD, [_scored(one, bodies) for one in found]), **sheets})


def _scored(one: Overlap, bodies: Mapping[str, str]) -> tuple[str | float, ...]:
    """The row of a finding with its score as a number."""
    kind, _, *rest = _row(one, bodies)
    return kind, round(one.score, 3), *rest


def _row(one: Overlap, bodies: Mapping[str, str]) -> tuple[str, ...]:
    first, second = one.duties
    return (
        one.kind.label,
        f"{one.score:.3f}",
        first.number,
        first.department,
        first.title,
        second.number,
        second.department,
        second.title,
        "；".join(proof.text for proof in one.proofs),
        one.legitimate,
        one.proposal,
        one.review.label,
        one.note,
        bodies[first.catalogue],
        bodies[second.catalogue],
    )


def _text(found: list[Overlap], bodies: Mapping[str, str], whole: bool) -> str:
    """The findings for people; those that are hardly any are only counted, unless the `whole` list is wanted."""
    told = [one for one in found if whole or not one.weak]
    lines = [line for number, one in enumerate(told, 1) for line in _told(number, one, bodies)]
    counted = {label: sum(one.kind.label == label for one in told) for label in ("重复", "交叉", "分散")}
    lines.append("，".join(f"{label} {count}" for label, count in counted.items()))
    if few := len(found) - len(told):
        lines.append(
            f"另有 {few} 条分散的分值不到 0.10（只在同一条款或同一主要职责下，名称几乎没有共同之处），未列出：用 --type 分散 列出。"
        )
    return "\n".join(lines) + "\n"


def _told(number: int, one: Overlap, bodies: Mapping[str, str]) -> Iterator[str]:
    """The lines about one finding; where there are several bodies, with their names."""
    from kg.overlap.finding import Reason

    sides = [(f"{bodies[side.catalogue]} " if len(bodies) > 1 else "") + side.department for side in one.duties]
    heads = " ／ ".join(f"{side.number} {name}" for side, name in zip(one.duties, sides, strict=True))
    yield f"{number}. [{one.kind.label}] {heads}　分值 {one.score:.2f}　{one.review.label}"
    yield from (f"   {side.title}" for side in one.duties)
    yield f"   依据：{'；'.join(proof.text for proof in one.proofs if proof.weight or proof.kind is Reason.WORDS)}"
    for label, text in (("可能合理", one.legitimate), ("建议", one.proposal), ("认定说明", one.note)):
        if text:
            yield f"   {label}：{text}"
