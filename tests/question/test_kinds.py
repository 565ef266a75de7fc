"""Every kind of query has all that a kind needs: a new one that lacks a part fails here or in mypy, and not before whoever asks."""

from __future__ import annotations

from dataclasses import fields
from typing import get_args

import pytest

import kg
from kg.answer import exact
from kg.query import reading, sparql
from kg.question import algebra, condition
from kg.question.algebra import (
    Alike,
    Among,
    Apart,
    Asked,
    Count,
    Difference,
    Every,
    Exists,
    Groups,
    Mains,
    Many,
    Mean,
    Meets,
    More,
    One,
    Pairs,
    Portion,
    Query,
    Quickest,
    Reaches,
    Selected,
    Shared,
    Sides,
    Some,
    Spread,
    Values,
)
from kg.question.condition import All, Has, Is
from kg.question.structure import by_items, made_of, within

ALL, HAS = All(), Has("boundary")
SHARED, GROUPS = Shared("department", (HAS, ALL)), Groups("department", "duty", HAS)
SAMPLES: tuple[Query, ...] = (
    Values("duty", HAS),
    Count(Values("duty", HAS)),
    SHARED,
    GROUPS,
    Mains("responsibility", idle=True),
    Pairs("department", "duty", HAS),
    Difference("duty", HAS, ALL, "diff"),
    Sides("duty", HAS, ALL),
    Portion("duty", HAS, ALL),
    Spread("department", "duty", HAS),
    Quickest("workflow", HAS, "min"),
    Apart(HAS),
    One("department", HAS),
    Every(ALL, HAS),
    Many(Values("duty", HAS), ">", 1),
    Mean("department", "duty", HAS),
    Reaches(Portion("duty", HAS, ALL), ">=", 50),
    More("duty", HAS, ALL, "<"),
    Among(Is("catalogue", (), "甲"), Is("catalogue", (), "乙")),
    Exists(HAS),
    Some(GROUPS),
    Meets(SHARED),
    Alike(SHARED),
)


def test_no_kind_is_forgotten() -> None:
    """Four modules were named by mypy for a new kind, a dozen others were found by accident."""
    assert {type(one) for one in SAMPLES} == set(get_args(Query)) == {*get_args(Asked), *get_args(Selected)}


@pytest.mark.parametrize("query", SAMPLES, ids=lambda query: type(query).__name__)
def test_every_kind_is_read_and_answered(query: Query, base: kg.KnowledgeBase) -> None:
    """Its SPARQL asks where it is answered with yes or no, its answer has a type, and it can be narrowed and counted by items."""
    text = sparql(query)
    assert text.lstrip().startswith("ASK") is isinstance(query, Asked)
    assert exact.answer(query, base.store, {}).type in ("duties", "departments", "count", "boolean", "text", "table")
    narrower = by_items(within(query, Is("catalogue", tuple(base._names(()).catalogues), "这本目录")))
    assert reading(narrower, "这本目录")
    assert list(made_of(narrower))


def test_fields_that_hold_a_dimension_are_called_so() -> None:
    """A part that departments play is put in place of "department" by the names of fields: what else holds text has another name."""
    both = [*vars(condition).values(), *vars(algebra).values()]
    kinds = {one for one in both if isinstance(one, type) and one.__module__ in (condition.__name__, algebra.__name__)}
    texts = {field.name for kind in kinds for field in fields(kind) if field.type == "str"}
    assert texts - {"dimension", "by", "of"} == {
        "said",
        "word",
        "at",
        "operator",
        "measure",
        "how",
        "pick",
        "without_said",
        "show",
        "sign",
        "side",
    }
    assert all(field.type == "str" for kind in kinds for field in fields(kind) if field.name in ("dimension", "by"))
