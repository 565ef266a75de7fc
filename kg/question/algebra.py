"""What an analytic question wants of the duties that meet its conditions (condition.py).

Fields that hold a dimension are called `dimension`, `by` or `of`, and no others: by these names a part that departments play is put in.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.question.condition import Condition, Is


@dataclass(frozen=True, slots=True)
class Part:
    """What duties that meet `where` have as a dimension: the departments that assist in a power of one kind."""

    dimension: str
    where: Condition


@dataclass(frozen=True, slots=True)
class Values:
    """The values of a dimension over the duties that meet `where`; `without` are left out.

    Where `of` is given, only values that are one of these things or belong to these legal documents count. Where `never` is given, so are values of duties that meet it: the departments none of whose duties …
    Values must be in each of `also` and in none of `but`: departments that lead here, assist there and never carry out alone.
    """

    dimension: str
    where: Condition
    without: tuple[str, ...] = ()
    without_said: str = ""
    never: Condition | None = None
    of: tuple[str, ...] = ()
    also: tuple[Part, ...] = ()
    but: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Mains:
    """The main responsibilities of a catalogue, as a dimension, whether a duty takes them up or not.

    `idle`: those alone that none does; `counts`: each with the number of its duties. `of` are the catalogues whose they are, none for all.
    """

    dimension: str
    idle: bool = False
    counts: bool = False
    of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Count:
    """How many values."""

    of: Values | Groups | Shared | Mains


@dataclass(frozen=True, slots=True)
class Shared:
    """The values of a dimension that each of the conditions has a duty for."""

    dimension: str
    each: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Groups:
    """For each value of `by` the number of different values of `of`.

    `pick`: "max", "min", "top" and "bottom" (the `value` largest or smallest), "nth" or "nth-least" (the `value`-th from above or below), "tied" (those that share their number with another), "ends" (those with most and those with least), an operator (=, <, >, <=, >=) with `value`, or "" for all;
    `pick` "desc" and "asc" give all of them, from most to least or the other way. `only` keeps some keys of `by`, `without` leaves some out;
    `show`: "table", "keys" or "number".
    """

    by: str
    of: str
    where: Condition
    pick: str = ""
    value: int = 0
    only: Is | None = None
    show: str = "table"
    without: Is | None = None


@dataclass(frozen=True, slots=True)
class Pairs:
    """A table: each value of `by` with each value of `of`, or with the smallest ("min") or largest ("max") number among them."""

    by: str
    of: str
    where: Condition
    only: Is | None = None
    pick: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """How many more values `left` has than `right` ("more-by"), or fewer ("less-by"); "diff": how far they are apart."""

    dimension: str
    left: Condition
    right: Condition
    sign: str


@dataclass(frozen=True, slots=True)
class Sides:
    """How many values the duties of `left` have and how many those of `right`, side by side."""

    dimension: str
    left: Condition
    right: Condition


@dataclass(frozen=True, slots=True)
class Portion:
    """What share of the values that the duties of `whole` have those of `part` have, in percent."""

    dimension: str
    part: Condition
    whole: Condition


@dataclass(frozen=True, slots=True)
class Spread:
    """How many more values of `of` the largest value of `by` has than the smallest."""

    by: str
    of: str
    where: Condition


@dataclass(frozen=True, slots=True)
class Quickest:
    """The duties of the shortest ("min") or longest ("max") printed term `of` among those that meet `where`, each with its term.

    All of them where the terms are not plain numbers of one unit.
    """

    of: str
    where: Condition
    pick: str


@dataclass(frozen=True, slots=True)
class Apart:
    """The cells in which the duties that meet `where` are not alike, label by label, each with what every duty prints there."""

    where: Condition


@dataclass(frozen=True, slots=True)
class Among:
    """Whether things that are named are all of a kind: `of` are the things of the kind."""

    named: Is
    of: Is


@dataclass(frozen=True, slots=True)
class Exists:
    """Whether a duty meets `where`."""

    where: Condition


@dataclass(frozen=True, slots=True)
class Some:
    """Whether a group is as `groups` says; `none`: whether no group is."""

    groups: Groups
    none: bool = False


@dataclass(frozen=True, slots=True)
class Many:
    """Whether there are so many values: `operator` is =, <, >, <= or >=."""

    of: Values | Mains
    operator: str
    value: int


@dataclass(frozen=True, slots=True)
class Mean:
    """How many different values of `of` a value of `by` has on average."""

    by: str
    of: str
    where: Condition


@dataclass(frozen=True, slots=True)
class Reaches:
    """Whether a share is =, <, >, <= or >= `percent` of a hundred."""

    portion: Portion
    operator: str
    percent: int


@dataclass(frozen=True, slots=True)
class One:
    """Whether the duties that meet `where` have one and the same value of the dimension; `different`: several."""

    dimension: str
    where: Condition
    different: bool = False


@dataclass(frozen=True, slots=True)
class Every:
    """Whether every duty that meets `where` meets `holds` too."""

    where: Condition
    holds: Condition


@dataclass(frozen=True, slots=True)
class More:
    """Whether `left` has `operator` than `right` many values of the dimension."""

    dimension: str
    left: Condition
    right: Condition
    operator: str


@dataclass(frozen=True, slots=True)
class Meets:
    """Whether the conditions of `shared` have a common value; `none`: whether they have none."""

    shared: Shared
    none: bool = False


@dataclass(frozen=True, slots=True)
class Alike:
    """Whether each of the conditions of `shared` has the same values, all of them; `different`: whether one has others."""

    shared: Shared
    different: bool = False


Asked = Among | Exists | Some | Meets  # what SPARQL answers with yes or no
Compared = One | Every | More | Many | Reaches | Alike  # what is told by a row
Selected = (
    Values | Mains | Count | Shared | Groups | Pairs | Difference | Sides | Portion | Spread | Mean | Quickest | Apart | Compared
)
Query = Asked | Selected
