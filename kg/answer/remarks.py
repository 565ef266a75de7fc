"""What is said beside an exact answer: how a number was counted, what each reading gives, why nothing was found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from kg import query as queries
from kg.answer import exact, terms
from kg.answer.card import plain
from kg.query.blocks import block
from kg.question.algebra import Among, Count, Exists, Groups, Mains, Many, Mean, Pairs, Portion, Query, Quickest, Reaches, Values
from kg.question.condition import Akin, All, Contains, Has, Not, Term
from kg.question.structure import by_parts, counted, instead, made_of, partly
from kg.store import Store

_FEW = 12  # values that are told beside an answer


def said(query: Query, store: Store) -> str:
    """The value of an answer in words."""
    return plain(exact.value(query, store)["value"])


def part_by_part(query: Query, items: object, store: Store) -> str:
    """What a number of `items` becomes when each sub-item counts for itself, and when those of one name count once; empty where that is the same."""
    if not isinstance(query, Count) or not isinstance(query.of, Values) or query.of.dimension != "item":
        return ""
    parts = by_parts(query.of)
    each, whole = (exact.value(Count(replace(parts, dimension=one)), store)["value"] for one in ("duty", "whole"))
    said = f"；子项逐一计为 {each} 项" if each != items else ""
    return said + (f"；同名的子项合计一项则为 {whole} 项" if whole not in (items, each) else "")


def uncompared(query: Query, rows: Any, store: Store) -> str:
    """That printed terms could not be compared, and how many duties print none; empty where there is nothing to say."""
    if isinstance(query, Pairs) and query.by == "duty" and "|" in query.of and not query.only:
        return _lacking(query, store)
    if not isinstance(query, Quickest):
        return ""
    return (
        "；各项不都是同一单位的数，不能比较，逐项给出原文" if not terms.extreme([row[1] for row in rows], query.pick) else ""
    ) + _lacking(query, store)


def _lacking(query: Quickest | Pairs, store: Store) -> str:
    """How many of the duties print nothing of what is listed; empty where all do."""
    print_it = exact.duties_of(Exists(All((query.where, Has(query.of)))), store, ())
    lacking = len(exact.duties_of(Exists(query.where), store, ())) - len(print_it)
    return f"；另有 {lacking} 项没有写明{block(query.of).says}" if lacking else ""


def undecided(query: Query, store: Store) -> str:
    """The duties that state several terms, not all of which are as is said; empty where there are none."""
    values = counted(query)
    if not isinstance(values, Values) or not any(isinstance(part, Term) for part in made_of(values.where)):
        return ""
    told = said(Values("duty", partly(values.where)), store)
    return f"；{told} 写了几个期限，不都如此，没有计入" if told else ""


def portioned(query: Query, store: Store) -> str:
    """The numbers behind a share, a mean, or what a number was said to be; empty for other questions."""
    if isinstance(query, Many):
        return f"；实有 {exact.value(Count(query.of), store)['value']} {block(query.of.dimension).unit}"
    if isinstance(query, Reaches):
        shown = exact.value(query.portion, store)["value"]
        return f"；实为 {shown}{portioned(query.portion, store)}"
    if isinstance(query, Mean):
        sizes = exact.value(Groups(query.by, query.of, query.where), store)["value"]
        return f"；{len(sizes)} {block(query.by).unit}合计 {sum(size for _, size in sizes)} {block(query.of).unit}"
    if not isinstance(query, Portion):
        return ""
    part, whole = (exact.value(Count(Values(query.dimension, side)), store)["value"] for side in (query.part, query.whole))
    return f"；{whole} 项中的 {part} 项"


def complaints(query: Query, complains: bool) -> str:
    """That a telephone or a mailbox is the one for complaints, where nobody complains; empty for other questions.

    `complains`: also where `unserved` says so already.
    """
    told = isinstance(query, Values) and query.dimension in ("phone", "mailbox", "supervision") and not complains
    return "；这是监督举报用的，本目录未公布办事电话" if told else ""


def second(query: Query, store: Store) -> str:
    """What a second sentence asks of the same duties, and its answer; empty where the catalogue says nothing of it."""
    values = counted(query)
    told = said(query, store) if isinstance(values, Values) else ""
    return f"；另问的{block(values.dimension).says}：{told}" if told and isinstance(values, Values) else ""


def unmarked(query: Query, found: object, store: Store) -> str:
    """That only printed leads count, and what it comes to where who acts leads what nobody is said to; empty where it is the same."""
    if not any(getattr(part, name, "") == "lead" for part in made_of(query) for name in ("dimension", "by", "of")):
        return ""
    wider = exact.value(instead(query, "lead", "leading"), store)["value"]
    if wider == found:
        return ""
    shown = plain(wider) if not isinstance(wider, list) or len(wider) <= _FEW else ""
    rest = (
        plain([one for one in wider if one not in found])
        if isinstance(wider, list) and isinstance(found, list) and not shown
        else ""
    )
    said = f"为 {shown or (rest and f'另加 {rest}') or '没有'}"
    return f"；这里只算标明牵头的；没有标明牵头的算其实施机构牵头，则{said}"


def vacuous(query: Query, store: Store) -> str:
    """That words which are denied of a field stand in it nowhere, so that the denial leaves nothing out; empty for other questions."""
    denied = [part.inner for part in made_of(query) if isinstance(part, Not)]
    texts = [one.where if isinstance(one, Akin) else one for one in denied]
    nowhere = [one for one in texts if isinstance(one, Contains) and not exact.duties_of(Exists(one), store, ())]
    said = "、".join(dict.fromkeys(queries.condition(one) for one in nowhere))
    return f"；没有一项的{said}，这个条件没有排除任何一项" if said else ""


def idle(query: Query, store: Store) -> str:
    """The main responsibilities that no duty takes up, where those with the fewest are asked for; empty for other questions."""
    if (
        not isinstance(query, Groups)
        or query.by != "responsibility"
        or query.where != All()
        or query.pick in ("max", "desc", "top")
    ):
        return ""
    named = said(Mains("responsibility", idle=True), store)
    return f"；没有职责事项的主要职责 {named} 不在其中" if named else ""


def numbered(query: Query, store: Store) -> str:
    """The printed number of a document of which it is asked whether it is of a kind; empty for other questions."""
    if not isinstance(query, Among) or query.named.dimension != "document":
        return ""
    numbers = said(Values("document-number", query.named, of=query.named.terms), store)
    return f"；其文号为{numbers}" if numbers else ""


def reading_by_reading(names: Sequence[str], meant: Sequence[Query], store: Store) -> str:
    """What each reading of a name that fits several things gives; empty where there is one."""
    if len(names) < 2:
        return ""
    each = (f"若指{name}，{said(one, store)}" for name, one in zip(names, meant, strict=True))
    return f"。问句中的名称可有几种理解：{'；'.join(each)}"


SERVICE = "办事电话"


def unserved(said: str) -> str:
    """A reading with, before it, that the contacts that are given are for complaints."""
    return f"本目录未公布{SERVICE}，所列供监督举报用；{said}"


def called(dimension: str) -> str:
    """What a dimension is called; "" for none."""
    return block(dimension).says if dimension else ""


def unwritten(asked: str | Query, *, others: bool = False) -> str:
    """That a catalogue does not say something, in words; or that the duties asked of do not, where `others` do.

    `asked` is a dimension, or a query for its values.
    """
    dimension = asked.dimension if isinstance(asked, Values) else str(asked)
    return f"{'所问职责事项' if others else '目录'}未写明{block(dimension).says}"


def emptied(query: Query, store: Store) -> list[str]:
    """Why nothing was found: the catalogue does not say, or condition by condition how many duties each of them leaves."""
    asked = query.dimension if isinstance(query, Values) else "duty"
    if asked not in ("duty", "department") and not _is_narrowed(query) and exact.duties_of(query, store, ()):
        others = exact.value(Count(Values("duty", Has(asked))), store)["value"]
        return [unwritten(asked, others=bool(others))]
    where = exact.condition_of(query)
    parts = where.parts if isinstance(where, All) else (where,) if where is not None else ()
    parts = tuple(part for part in parts if part != All())
    counted = [(queries.condition(part), len(list(store.select(queries.duties(part))))) for part in parts]
    return [f"没有符合的结果：{'；'.join(f'单看“{said}”有 {count} 项' for said, count in counted)}"] if counted else []


def _is_narrowed(query: Query) -> bool:
    """Whether values are asked for that some duties have and others have not."""
    return isinstance(query, Values) and bool(query.never or query.but or query.also or query.without)
