"""tokens -> Query: what is asked for, under which conditions, and how it is counted, grouped or compared."""

from __future__ import annotations

from dataclasses import dataclass

from kg.question import conditions
from kg.question.algebra import (
    All,
    AnyOf,
    Compares,
    Condition,
    Count,
    Difference,
    Every,
    Exists,
    Extreme,
    Groups,
    Has,
    Is,
    Meets,
    More,
    Not,
    Numbers,
    Pairs,
    Query,
    Same,
    Shared,
    Values,
)
from kg.question.conditions import Atom
from kg.question.scan import Token
from kg.question.target import Target, targets

TEXTS = ("name", "contents-name", "workflow", "documents", "accountability", "boundary", "quote", "responsibility-text")
_STRUCTURE = {
    "which",
    "howmany",
    "each",
    "list",
    "count-suffix",
    "several",
    "single",
    "table",
    "most",
    "least",
    "longest",
    "shortest",
}
_DISTRIBUTED = ("duty", "department", "clause", "responsibility", "document", "mailbox", "phone", "page", "meeting")
_COUNTED = ("documents", "step", "department", "clause", "document", "mailbox", "phone")


@dataclass(frozen=True, slots=True)
class Understood:
    """A query, or None where the tokens make none; `rest` is what no word of it explains."""

    query: Query | None
    atoms: tuple[Atom, ...]
    rest: tuple[str, ...]
    structured: bool


def read(tokens: list[Token]) -> Understood:
    """The query that the tokens of a question make."""
    atoms, left = conditions.atoms(tokens)
    rest = tuple(token.text for token in left if token.kind == "rest")
    wanted = targets(left, atoms)
    reader = _Reader(left, atoms, wanted)
    query = reader.query()
    return Understood(query, tuple(atoms), rest, reader.structured)


class _Reader:
    """One question: its tokens without the mentions, the conditions, and what is asked for."""

    def __init__(self, tokens: list[Token], atoms: list[Atom], wanted: list[Target]) -> None:
        self.tokens = tokens
        self.atoms = atoms
        self.signs = {token.value for token in tokens if token.kind == "sign"}
        self.wanted = wanted or self._implied()
        formed = self.signs & _STRUCTURE or any(t.kind in ("compared", "top", "nth") for t in tokens)
        self.structured = bool(wanted and (formed or any(t.asked for t in wanted)))

    def query(self) -> Query | None:
        """The query, tried from the most particular construction to the plainest."""
        for attempt in (self._comparison, self._yes_or_no, self._table, self._ranking, self._common, self._plain):
            found = attempt()
            if found is not None:
                return found
        return None

    # ---- helpers

    @property
    def target(self) -> Target | None:
        """What is asked for in the first place."""
        return self.wanted[0] if self.wanted else None

    def where(self, *, but: str = "") -> Condition:
        """All conditions; those on the dimension `but` left out."""
        return conditions.together([atom for atom in self.atoms if atom.dimension != but])

    def pair(self) -> tuple[Is, Is, str] | None:
        """Two things of one dimension that are not negated, in printed order."""
        for dimension in _DISTRIBUTED:
            same = [a.condition for a in self.atoms if a.dimension == dimension and not a.negated and isinstance(a.condition, Is)]
            if len(same) >= 2:
                return same[0], same[1], dimension
        return None

    def counted(self, default: str = "duty") -> str:
        """What is counted in a comparison."""
        nouns = [t.value for t in self.tokens if t.kind == "noun" and t.value in ("duty", "clause", "department", "document")]
        pair = self.pair()
        return next((noun for noun in nouns if not pair or noun != pair[2]), default)

    def _implied(self) -> list[Target]:
        dimensions = {atom.dimension for atom in self.atoms}
        which = "which" in self.signs
        if not dimensions:
            return []
        listed = any(t.kind == "sign" and t.text.startswith(("哪些", "哪几", "哪一些")) for t in self.tokens)
        if listed and dimensions <= {"clause", "responsibility"}:
            return [Target("duty", False, 0, False)]
        if which and dimensions == {"clause"} and not any(t.kind in ("noun", "unit") for t in self.tokens):
            return [Target("quote", False, 0, True)]
        if which and dimensions == {"responsibility"}:
            return [Target("responsibility-text", False, 0, True)]
        if "duty" in dimensions and not which:
            return [Target("department", False, 0, False)]
        return [Target("duty", "howmany" in self.signs, 0, False)]

    # ---- constructions

    def _comparison(self) -> Query | None:
        """Differences and comparisons of two things."""
        pair = self.pair()
        if not pair:
            return None
        left, right, dimension = pair
        others = [atom for atom in self.atoms if atom.condition not in (left, right)]
        sides = [conditions.together([*others, Atom(side, False, dimension)]) for side in (left, right)]
        what = self.counted()
        for sign in ("diff", "more-by", "less-by"):
            if sign in self.signs and "yesno" not in self.signs:
                return Difference(what, sides[0], sides[1], sign)
        picked = "max" if "most" in self.signs else "min" if "least" in self.signs else ""
        if not picked or dimension == "duty":
            return self._equal(what, sides, dimension)
        if "yesno" in self.signs and not any(t.asked and t.dimension == dimension for t in self.wanted):
            return More(what, sides[0], sides[1], ">" if picked == "max" else "<")
        only = Is(
            dimension,
            tuple(t for a in self.atoms if a.dimension == dimension and isinstance(a.condition, Is) for t in a.condition.terms),
            "、".join(a.condition.said for a in self.atoms if a.dimension == dimension and isinstance(a.condition, Is)),
        )
        return Groups(dimension, what, conditions.together(others), picked, only=only, show="keys")

    def _equal(self, what: str, sides: list[Condition], dimension: str) -> Query | None:
        asked = any(t.asked and t.dimension != dimension for t in self.wanted)
        if "yesno" not in self.signs or asked or not self.signs & {"shared", "same"}:
            return None
        noun = self.target.dimension if self.target and self.target.dimension != dimension else ""
        noun = noun or next(
            (t.value for t in self.tokens if t.kind in ("noun", "unit") and t.value not in (dimension, "any")), ""
        )
        if dimension == "department" and noun in ("", "duty") and "一样多" in "".join(t.text for t in self.tokens):
            return More(what, sides[0], sides[1], "=")
        return Meets(Shared({"": "department", "basis": "clause", "duty": "clause"}.get(noun, noun), tuple(sides)))

    def _yes_or_no(self) -> Query | None:
        """Questions that ask whether."""
        if "yesno" not in self.signs or any(t.asked for t in self.wanted) or not self.atoms:
            return None
        several = next((t for t in self.tokens if t.kind == "sign" and t.value == "several"), None)
        pair = self.pair()
        if pair and self.signs & {"shared", "same"} and pair[2] != "duty":
            return None
        held = [a for a in self.atoms if a.dimension == "department"]
        others = [a for a in self.atoms if a.dimension != "department"]
        if "only" in self.signs and held and others:
            return Every(conditions.together(others), conditions.together(held))
        if self.signs & {"shared", "same"} and any(
            t.kind == "noun" and t.value in ("name", "contents-name") for t in self.tokens
        ):
            return Every(self.where(), Not(Is("finding", ("wording-differs",), "名称不一致")))
        if several and self.atoms:
            return Exists(All((self.where(), Numbers("department", ">", 1))))
        universal = [t for t in self.tokens if t.kind == "sign" and t.value == "all"]
        if universal:
            at = universal[-1].start
            before = [a for a in self.atoms if a.start < at]
            after = [a for a in self.atoms if a.start > at]
            if after:
                return Every(conditions.together(before), conditions.together(after))
        return Exists(self.where())

    def _table(self) -> Query | None:
        """Each … with its …."""
        by, only = self._grouped_by()
        if not by:
            return None
        wanted = [t for t in self.wanted if t.dimension != by]
        counts = bool(self.signs & {"howmany", "count-suffix"})
        if not wanted:
            return Groups(by, "duty", self.where(), only=only) if counts and by != "duty" else None
        target = wanted[0]
        if self.signs & {"most", "least"}:
            return None
        if (target.count or counts) and by != "duty":
            return Groups(by, target.dimension, self.where(), only=only)
        return Pairs(by, target.dimension, self.where(), only=only)

    def _grouped_by(self) -> tuple[str, Is | None]:
        for n, token in enumerate(self.tokens):
            if token.kind == "sign" and token.value == "each":
                if self._asks_behind(n):
                    before = [t.value for t in self.tokens[:n] if t.kind == "noun" and t.value in _DISTRIBUTED]
                    return before[-1] if before else "duty", None
                after = [
                    t
                    for t in self.tokens[n + 1 :]
                    if t.kind not in ("filler", "unit") and not (t.kind == "sign" and t.value in ("all", "each"))
                ][:1]
                if after and after[0].kind == "noun" and after[0].value in _DISTRIBUTED:
                    return after[0].value, None
                unit = self.tokens[n + 1] if n + 1 < len(self.tokens) else None
                if (
                    unit
                    and unit.kind == "unit"
                    and unit.value in ("clause", "page", "duty")
                    and token.text in ("每", "每一", "各", "按", "逐")
                ):
                    return unit.value, None
        if "table" in self.signs:
            nouns = [t for t in self.tokens if t.kind == "noun" and t.value in _DISTRIBUTED]
            return (nouns[0].value, None) if nouns else ("", None)
        pair = self.pair()
        if "each" in self.signs and pair:
            same = [a.condition for a in self.atoms if a.dimension == pair[2] and isinstance(a.condition, Is)]
            return pair[2], Is(pair[2], tuple(term for one in same for term in one.terms), "、".join(one.said for one in same))
        if "each" in self.signs and any(
            a.dimension == "duty" and isinstance(a.condition, Is) and len(a.condition.terms) > 1 for a in self.atoms
        ):
            return "duty", None
        return "", None

    def _asks_behind(self, n: int) -> bool:
        """Whether an interrogative follows the token at once, as in 各是哪个部门 and 分别由谁."""
        behind = next((t for t in self.tokens[n + 1 :] if t.kind != "filler"), None)
        return behind is not None and (behind.kind == "asks" or (behind.kind == "sign" and behind.value == "which"))

    def _ranking(self) -> Query | None:
        """Superlatives, and groups with a number of members."""
        target = self.target
        if target is None:
            return None
        superlative = next(
            (t for t in self.tokens if t.kind == "sign" and t.value in ("most", "least", "longest", "shortest", "last", "first")),
            None,
        )
        ranked = next((t for t in self.tokens if t.kind in ("top", "nth")), None)
        if ranked and ranked.kind == "nth" and ranked.value == 1 and target.dimension != "duty":
            return Groups(target.dimension, "duty", self.where(), "max", show="keys")
        if ranked and target.dimension != "duty":
            return Groups(target.dimension, "duty", self.where(), ranked.kind, ranked.value, show="keys")
        if superlative and (found := self._superlative(superlative, target)):
            return found
        compared = next((t for t in self.tokens if t.kind == "compared"), None) or next(
            (t for t in self.tokens if t.kind == "exact" and self._counts_members(t, target)), None
        )
        several = next((t for t in self.tokens if t.kind == "sign" and t.value in ("several", "single")), None)
        if not compared and not several and (shared := self._several_and_which()):
            return self._having(shared, "department", ">", 1)
        if compared:
            operator, value, unit = compared.value
            return self._having(target, unit or self._noun_near(compared, target.dimension), operator, value)
        if several:
            of = self._noun_near(several, target.dimension, "department")
            return self._having(target, of, ">" if several.value == "several" else "=", 1)
        return None

    def _several_and_which(self) -> Target | None:
        """In 同一款由几家分着干的都有哪些款 the 几 means several, for something else is asked for with 哪."""
        if any(t.dimension == "department" and t.count for t in self.wanted):
            return next((t for t in self.wanted if t.dimension in ("clause", "duty") and not t.count), None)
        return None

    def _counts_members(self, token: Token, target: Target) -> bool:
        """Whether a bare number ("三个部门") says how many members a group has."""
        n = self.tokens.index(token)
        follows = next((t for t in self.tokens[n + 1 :] if t.kind != "filler"), None)
        unit = token.value[2] or (follows.value if follows and follows.kind == "noun" else "")
        return bool(unit) and unit != target.dimension and not self.pair() and not (target.dimension == "duty" and unit == "duty")

    def _superlative(self, token: Token, target: Target) -> Query | None:
        pick = "max" if token.value in ("most", "longest", "last") else "min"
        others = [t for t in self.tokens if t.kind == "noun" and t.start < token.start and t.value != target.dimension]
        near = others[-1].value if others else ""
        if token.value in ("last", "first"):
            return Extreme("order", "value", pick, self.where()) if target.dimension in ("duty", "name") else None
        if token.value in ("longest", "shortest"):
            texts = [t.value for t in self.tokens if t.kind == "noun" and t.value in TEXTS]
            return Extreme(texts[0] if texts else "name", "length", pick, self.where())
        if target.dimension == "duty":
            if near == "page" or target.dimension == "page":
                return Extreme("page", "value", pick, self.where())
            return Extreme(near, "count", pick, self.where()) if near in _COUNTED else None
        if target.dimension not in _DISTRIBUTED:
            return None
        of = near if near in (*_DISTRIBUTED, *_COUNTED) else "duty"
        by = target.dimension
        if target.count and near in _DISTRIBUTED and near != "duty" and target.dimension == "duty":
            by, of = near, "duty"
        return Groups(by, of, self.where(), pick, show="keys")

    def _noun_near(self, token: Token, target: str, default: str = "duty") -> str:
        """The noun behind a number, else the one before it, that is not the target."""
        n = self.tokens.index(token)
        after = next((t for t in self.tokens[n + 1 :] if t.kind != "filler"), None)
        if after and after.kind in ("noun", "unit") and after.value in _DISTRIBUTED and after.value != target:
            return str(after.value)
        before = [
            t.value for t in self.tokens[:n] if t.kind == "noun" and t.value in (*_DISTRIBUTED, *_COUNTED) and t.value != target
        ]
        return str(before[-1]) if before else default

    def _having(self, target: Target, of: str, operator: str, value: int) -> Query | None:
        if of == "page":
            return self._finish(target, All((self.where(), Compares("page", operator, value))))
        if of == target.dimension:
            of = "department" if target.dimension in ("duty", "clause") else "duty"
        if target.dimension == "duty":
            return self._finish(target, All((self.where(), Numbers(of, operator, value))))
        if target.dimension not in _DISTRIBUTED:
            return None
        groups = Groups(target.dimension, of, self.where(), operator, value, show="keys")
        return Count(groups) if target.count else groups

    def _common(self) -> Query | None:
        """What two things have in common."""
        pair, target = self.pair(), self.target
        if not pair or not self.signs & {"shared", "same", "all"}:
            return None
        dimension = pair[2]
        same = [a for a in self.atoms if a.dimension == dimension and not a.negated]
        others = [a for a in self.atoms if a not in same]
        each = tuple(conditions.together([*others, atom]) for atom in same)
        wanted = target.dimension if target and target.dimension != dimension else "clause"
        if wanted == "duty":
            if not self.signs & {"shared", "same"}:
                return None
            if not any(t.text in ("共同", "同时", "既", "共享") for t in self.tokens):
                wanted = "clause"
            else:
                return self._finish(target or Target("duty", False, 0, False), All(each))
        wanted = "clause" if wanted == "basis" else wanted
        if "yesno" in self.signs and not any(t.asked for t in self.wanted):
            return Meets(Shared(wanted, each))
        return Count(Shared(wanted, each)) if target and target.count else Shared(wanted, each)

    def _plain(self) -> Query | None:
        """Values of what is asked for, or their number."""
        target = self.target
        if target is None:
            return None
        where = self.where()
        like = next((a for a in self.atoms if a.dimension == "duty" and isinstance(a.condition, Is) and not a.negated), None)
        if (
            like
            and self.signs & {"same", "shared"}
            and isinstance(like.condition, Is)
            and target.dimension in ("duty", "department", "clause")
        ):
            where = self._alike(like)
            return self._finish(target if target.dimension != "clause" else Target("duty", target.count, 0, True), where)
        return self._finish(target, where)

    def _alike(self, like: Atom) -> Condition:
        same = [t for t in self.tokens if t.kind == "sign" and t.value in ("same", "shared")][-1]
        n = self.tokens.index(same)
        after = [t.value for t in self.tokens[n + 1 :] if t.kind in ("noun", "unit") and t.value not in ("any", "duty")]
        before = [t.value for t in self.tokens[:n] if t.kind == "noun" and t.value not in ("any", "duty")]
        dimension = {"basis": "clause"}.get((after or before or ["clause"])[0], (after or before or ["clause"])[0])
        condition = like.condition
        assert isinstance(condition, Is)
        others = [a for a in self.atoms if a is not like]
        return All((Same(dimension, condition.terms, condition.said), *([conditions.together(others)] if others else [])))

    def _finish(self, target: Target, where: Condition) -> Query:
        """The values of the target under `where`; a negated condition on the target itself leaves values out."""
        dimension = target.dimension
        numbers = [a for a in self.atoms if a.dimension == "duty" and not a.negated]
        if (
            dimension == "duty"
            and numbers
            and not target.count
            and len(self.atoms) == len(numbers)
            and not self.signs & {"same", "shared"}
        ):
            dimension = "name"
        if dimension == "name" and self.atoms and not numbers:
            only = {a.dimension for a in self.atoms}
            dimension = "quote" if only == {"clause"} else "responsibility-text" if only == {"responsibility"} else dimension
        if target.count and dimension in ("page", "name"):
            return Values("page", where) if dimension == "page" else Count(Values("duty", where))
        without = [a for a in self.atoms if a.dimension == dimension and a.negated and isinstance(a.condition, Is)]
        if without and dimension != "duty" and isinstance(where, All | Not | Is):
            where = self.where(but=dimension)
            terms = tuple(term for a in without if isinstance(a.condition, Is) for term in a.condition.terms)
            values = Values(dimension, where, terms, "、".join(a.condition.said for a in without if isinstance(a.condition, Is)))
        elif len(self.wanted) > 1 and len({t.dimension for t in self.wanted}) > 1 and numbers and not target.count:
            return Pairs(self.wanted[0].dimension, self.wanted[1].dimension, where)
        else:
            many = numbers and isinstance(numbers[0].condition, Is) and (len(numbers) > 1 or len(numbers[0].condition.terms) > 1)
            if many and dimension == "page":
                return Pairs("duty", dimension, where)
            values = Values(dimension, where)
        return Count(values) if target.count else values


__all__ = ["AnyOf", "Has", "Understood", "read"]
