"""Superlatives, ranks and numbers of members: the most, the longest, more than ten, the first three."""

from __future__ import annotations

from kg.question.algebra import (
    All,
    Best,
    Compares,
    Count,
    Groups,
    Numbers,
    Query,
    Values,
)
from kg.question.frame import DISTRIBUTED, Frame
from kg.question.scan import Token
from kg.question.target import Target

TEXTS = ("name", "contents-name", "workflow", "documents", "accountability", "boundary", "quote", "responsibility-text")
_COUNTED = ("documents", "step", "department", "clause", "document", "mailbox", "phone")


class Ranked(Frame):
    """A question that may rank what it asks for."""

    def ranking(self) -> Query | None:
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
            return self._best("order", "value", pick, target) if target.dimension in ("duty", "name") else None
        if token.value in ("longest", "shortest"):
            texts = [t.value for t in self.tokens if t.kind == "noun" and t.value in TEXTS]
            return self._best(texts[0] if texts else "name", "length", pick, target)
        if target.dimension == "duty" or self._duty_behind(token):
            if near == "page":
                return self._best("page", "value", pick, target)
            if near in _COUNTED:
                return self._best(near, "count", pick, target)
            if target.dimension == "duty":
                return None
        if target.dimension not in DISTRIBUTED:
            return None
        of = near if near in (*DISTRIBUTED, *_COUNTED) else "duty"
        by = target.dimension
        if target.count and near in DISTRIBUTED and near != "duty" and target.dimension == "duty":
            by, of = near, "duty"
        return Groups(by, of, self.where(), pick, show="keys")

    def _best(self, measure: str, how: str, pick: str, target: Target) -> Query:
        """What is asked for of the duties of the largest or smallest measure; who asks for the measure itself or a name wants the duty."""
        where = self.where()
        best = Best(measure, how, pick, where)
        dimension = "duty" if target.dimension in (measure, "name") else target.dimension
        return Values(dimension, best if where == All() else All((where, best)))

    def _duty_behind(self, token: Token) -> bool:
        """Whether the superlative belongs to the duties whose other fields are asked for: 要件最多的职责归哪个部门."""
        n = self.tokens.index(token)
        behind = next((t for t in self.tokens[n + 1 :] if t.kind != "filler"), None)
        return behind is not None and behind.kind in ("noun", "unit") and behind.value == "duty"

    def _noun_near(self, token: Token, target: str, default: str = "duty") -> str:
        """The noun behind a number, else the one before it, that is not the target."""
        n = self.tokens.index(token)
        after = next((t for t in self.tokens[n + 1 :] if t.kind != "filler"), None)
        if after and after.kind in ("noun", "unit") and after.value in DISTRIBUTED and after.value != target:
            return str(after.value)
        before = [
            t.value for t in self.tokens[:n] if t.kind == "noun" and t.value in (*DISTRIBUTED, *_COUNTED) and t.value != target
        ]
        return str(before[-1]) if before else default

    def _having(self, target: Target, of: str, operator: str, value: int) -> Query | None:
        if of == "page":
            return self.finish(target, All((self.where(), Compares("page", operator, value))))
        if of == target.dimension:
            of = "department" if target.dimension in ("duty", "clause") else "duty"
        if target.dimension == "duty":
            return self.finish(target, All((self.where(), Numbers(of, operator, value))))
        if target.dimension not in DISTRIBUTED:
            return None
        groups = Groups(target.dimension, of, self.where(), operator, value, show="keys")
        return Count(groups) if target.count else groups
