"""Conditions on duties: what a question says of those that it means.

`dimension` always names a block of kg/query/blocks.toml; the terms of `Is` are IRIs or literals, as that block says.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Is:
    """The dimension has one of these terms; `said` is how the question and the reading name them. No terms: nothing is so named."""

    dimension: str
    terms: tuple[str, ...]
    said: str


@dataclass(frozen=True, slots=True)
class Contains:
    """The text of the dimension ("any": of any field) contains a word.

    `at`: the text starts ("start") or ends ("end") with it, is it ("whole"), or has it anywhere ("").
    """

    dimension: str
    word: str
    at: str = ""


@dataclass(frozen=True, slots=True)
class Compares:
    """The dimension, a number, is =, <, >, <= or >= `value`."""

    dimension: str
    operator: str
    value: int


@dataclass(frozen=True, slots=True)
class Has:
    """There is a value of the dimension at all."""

    dimension: str


@dataclass(frozen=True, slots=True)
class Numbers:
    """The duty has `operator value` different values of the dimension; where `of` is given, only those among its documents count."""

    dimension: str
    operator: str
    value: int
    of: Is | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """The dimension states a number of one of the `units` that is =, <, >, <= or >= `value`, and every such number is so.

    `mixed`: one that is so and one that is not.
    """

    dimension: str
    operator: str
    value: int
    units: tuple[str, ...]
    mixed: bool = False


@dataclass(frozen=True, slots=True)
class Repeated:
    """The duty has a value of the dimension that another duty has too."""

    dimension: str


@dataclass(frozen=True, slots=True)
class Same:
    """The duty shares a value of the dimension with the duties of `terms`, and is none of them."""

    dimension: str
    terms: tuple[str, ...]
    said: str


@dataclass(frozen=True, slots=True)
class Beside:
    """The duty stands "after" or "before" the duties of `terms` in their catalogue.

    The next `many` of them, 0 for all; `also`: and those of `terms`.
    """

    terms: tuple[str, ...]
    said: str
    side: str
    many: int = 0
    also: bool = False


@dataclass(frozen=True, slots=True)
class Akin:
    """The duty has a value of the dimension that a duty meeting `where` has too."""

    dimension: str
    where: Condition


@dataclass(frozen=True, slots=True)
class Best:
    """The duty's measure is largest ("max") or smallest ("min") among the duties that meet `where`.

    `how` the dimension is measured: "length", "count" or "value".
    """

    measure: str
    how: str
    pick: str
    where: Condition


@dataclass(frozen=True, slots=True)
class Not:
    """The inner condition does not hold."""

    inner: Condition


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds; no part: every duty."""

    parts: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part holds."""

    parts: tuple[Condition, ...]


Condition = Is | Contains | Compares | Has | Numbers | Term | Same | Repeated | Beside | Akin | Best | Not | All | AnyOf
