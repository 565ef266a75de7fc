"""Superlatives, ranks and numbers of members: the most, the longest, more than ten, the first three."""

from __future__ import annotations

from dataclasses import replace

from kg.question.algebra import Count, Groups, Query, Values
from kg.question.condition import All, Best, Compares, Has, Numbers
from kg.question.constructions.frame import DISTRIBUTED, Frame, distributed
from kg.question.dimensions import those
from kg.question.mentions.token import Token, following
from kg.question.wanted.target import Target
from kg.question.words.plain import number
from kg.question.words.vocabulary import cues

_TEXTS = those("text", but=("basis", "supervision"))  # which may be long or short: clauses and contacts are counted
_DIFFERENT = cues("rank")["different"]
_PLACED, _RANKS = cues("rank")["placed"], cues("rank")["ranks"]
_WHOSE = cues("read")["whose"]
_SUPERLATIVES = ("most", "least", "longest", "shortest", "last", "first")
_COUNTED = (*those("played"), "documents", "step", "department", "clause", "document", "mailbox", "phone")


class Ranked(Frame):
    """A question that may rank what it asks for."""

    def ranking(self) -> Query | None:
        """Superlatives, and groups with a number of members."""
        target = self.target
        if target is None:
            return None
        if target.dimension == "basis" and self.signs & {"most", "least"}:
            target = replace(target, dimension="clause")  # 引用最多的条款是哪一条
        if target.dimension in DISTRIBUTED and target.dimension != "duty" and (single := self._all_of_one(target)):
            return single
        ranked = next((t for t in self.tokens if t.kind in ("top", "bottom", "nth", "nth-least")), None)
        if ranked and (placed := self._ranked(ranked, target)):
            return placed
        superlative = next((t for t in self.tokens if t.kind == "sign" and t.value in _SUPERLATIVES), None)
        if target.dimension == "page" and (
            edge := next((t for t in self.tokens if t.kind == "sign" and t.value in ("opens", "closes")), None)
        ):
            where = self.where()
            return Values("page", All((where, Best("page", "value", "min" if edge.value == "opens" else "max", where))))
        best = (self._placed(superlative, target) or self._superlative(superlative, target)) if superlative else None
        return best or self._members(target)

    def more_of(self, picked: str) -> Query | None:
        """Which of the duties that are given has most of something (6.2和6.3，哪一项的依据条款更多); None where that itself is asked for."""
        at = next(n for n, t in enumerate(self.tokens) if t.value in ("most", "least"))
        which = next((t for t in self.tokens[:at] if t.value in ("which", "department")), None)
        nouns = [t for t in self.tokens[:at] if t.kind == "noun" and t.value in (*_COUNTED, "basis")]
        behind = [t for t in self.tokens[at + 1 :] if t.kind not in ("mark", "filler") and t.value != "diff"]
        if which is None or not nouns or behind or "yesno" in self.signs:
            return None
        first, last = sorted((which, nouns[-1]), key=lambda token: token.start)
        between = "".join(t.text for t in self.tokens if first.end <= t.start < last.start)
        if (between not in ("", "是") and last is which) or (last is not which and not between.endswith(_WHOSE)):
            return None
        measure = "clause" if nouns[-1].value == "basis" else str(nouns[-1].value)
        self.structured = True
        return Values("duty", All((self.where(), Best(measure, "count", picked, self.where()))))

    def _ranked(self, token: Token, target: Target) -> Query | None:
        """What has a rank (排名第二的部门, 前三名), or how many duties it has (排名第二的部门有几项职责)."""
        show = "keys"
        if target.dimension == "duty":
            if target.count and target.start >= token.start:
                show = "table" if token.kind in ("top", "bottom") else "number"
            target = self._ranked_things(target)
        if target.dimension == "duty":
            return None
        kind = "bottom" if token.kind == "top" and "least" in self.signs else token.kind  # 最少的前三名
        best = kind == "nth" and token.value == 1
        pick, value = ("max", 0) if best else (kind, token.value)
        near = self._noun_before(token, target)
        of = near if near in DISTRIBUTED and near != target.dimension else "duty"
        where, without = self._but(target.dimension)
        return Groups(target.dimension, of, where, pick, value, show=show, without=without)

    def _ranked_things(self, target: Target) -> Target:
        """What the first so many are of, where the number of duties is what they are ranked by: 职责数量排前三的处室."""
        named = [str(t.value) for t in self.tokens if t.kind == "noun" and distributed(t.value) and t.value != "duty"]
        return Target(named[0], False, target.start, True) if named else target

    def _members(self, target: Target) -> Query | None:
        """What has so many members: the clauses of three departments, the departments with more than ten duties."""
        compared = next((t for t in self.tokens if t.kind == "compared"), None) or next(
            (t for t in self.tokens if t.kind == "exact" and self._counts_members(t, target)), None
        )
        several = next((t for t in self.tokens if t.kind == "sign" and t.value in ("several", "single")), None)
        if not compared and not several and (shared := self._several_and_which()):
            return self._having(shared, "department", ">", 1)
        if compared:
            operator, value, unit = compared.value
            if self._of_subitems(compared, target):
                groups = Groups("whole", "subitem", All((self.where(), Has("subitem"))), operator, value, show="keys")
                return Count(groups) if target.count else groups
            return self._having(target, unit or self._noun_near(compared, target.dimension), operator, value)
        if several:
            of = self._noun_near(several, target.dimension, "department")
            return self._having(target, of, ">" if several.value == "several" else "=", 1)
        return None

    def _all_of_one(self, target: Target) -> Query | None:
        """Groups that have one value only: 职责全都依据同一款的部门."""
        same = next((t for t in self.tokens if t.kind == "sign" and t.value in ("same", "single", "only")), None)
        if same is None or "all" not in self.signs or self.pair() or "yesno" in self.signs:
            return None
        behind = [t.value for t in self.tokens if t.start >= same.end and t.kind in ("noun", "unit") and t.value in DISTRIBUTED]
        of = next((str(value) for value in behind if value not in (target.dimension, "duty")), "")
        return Groups(target.dimension, of, self.where(), "=", 1, show="keys") if of else None

    def _several_and_which(self) -> Target | None:
        """In 同一款由几家分着干的都有哪些款 the 几 means several, for something else is asked for with 哪."""
        if any(t.dimension == "department" and t.count for t in self.wanted):
            return next((t for t in self.wanted if t.dimension in ("clause", "duty") and not t.count), None)
        return None

    def _counts_members(self, token: Token, target: Target) -> bool:
        """Whether a bare number ("三个部门") says how many members a group has."""
        n = self.tokens.index(token)
        follows = next((t for t in self.tokens[n + 1 :] if not _passed(t)), None)
        unit = token.value[2] or (follows.value if follows and follows.kind in ("noun", "unit") else "")
        if not unit and not (follows and follows.kind != "mark"):  # 责任科室写了三个
            before = next((t for t in reversed(self.tokens[:n]) if t.kind != "filler" and t.value != "has"), None)
            unit = str(before.value) if before and before.kind == "noun" and before.value in (*DISTRIBUTED, *_COUNTED) else ""
        return bool(unit) and unit != target.dimension and not self.pair() and not (target.dimension == "duty" and unit == "duty")

    def _superlative(self, token: Token, target: Target) -> Query | None:
        if token.value in ("most", "least") and (size := self._size_of_best(token, target)):
            return size
        pick = "max" if token.value in ("most", "longest", "last") else "min"
        if token.value in ("last", "first"):
            measure = "page" if token.text.endswith("页") else "order"
            return self._best(measure, "value", pick, target)
        if token.value in ("longest", "shortest"):
            if target.dimension == "department" and not any(t.kind == "noun" and t.value == "department" for t in self.tokens):
                target = replace(target, dimension="duty")  # 谁 is the duty whose text is longest
            text = self._longest_text(target)
            if text == "department":
                best = Best(text, "length", pick, self.where())
                return Values("department", best)
            return self._best(text, "length", pick, target)
        near = self._noun_before(token, target)
        if target.dimension == "duty" and near in DISTRIBUTED and self._most_duties(token):
            target, near = replace(target, dimension=near), "duty"  # 部门里职责最多的是哪个
        if near == "subitem" and target.dimension == "duty":
            return Groups("whole", "subitem", All((self.where(), Has("subitem"))), pick, show="keys")
        if (target.dimension == "duty" or self._duty_behind(token)) and near in ("page", *_COUNTED):
            return self._best(near, "value" if near == "page" else "count", pick, target)
        if target.dimension == "duty" or not distributed(target.dimension):
            return None
        both = {t.value for t in self.tokens if t.kind == "sign" and t.text.startswith("最")} >= {"most", "least"}
        of = self._member_behind(token, target) or (near if near in (*DISTRIBUTED, *_COUNTED) else "duty")
        where, without = self._but(target.dimension)
        several = self._so_many(target)
        pick = "ends" if both else {"max": "top", "min": "bottom"}[pick] if several else pick
        return Groups(target.dimension, of, where, pick, several, show="table" if both else "keys", without=without)

    def _most_duties(self, token: Token) -> bool:
        """Whether duties are what there is most of: 职责 directly before 最多."""
        before = next((t for t in reversed(self.tokens[: self.tokens.index(token)]) if t.kind != "filler"), None)
        return before is not None and before.kind in ("noun", "unit") and before.value == "duty"

    def _so_many(self, target: Target) -> int:
        """How many of the largest are asked for (职责最多的三个部门); 0 where no number says so."""
        exact = [t.value[1] for t in self.tokens if t.kind == "exact" and not self._counts_members(t, target)]
        which = [number(t.text[1:]) or 0 for t in self.tokens if t.value == "which" and len(t.text) > 1]  # 哪三个部门职责最多
        return next((n for n in (*exact, *which) if n > 1), 0)

    def _placed(self, token: Token, target: Target) -> Query | None:
        """Whose duty stands last or first in the catalogue (哪个部门的职责最靠后); by numbers of duties where 排名 says so."""
        if not token.text.startswith(_PLACED) or "page" in (self._noun_before(token, target), target.dimension):
            return None
        behind = token.text.startswith(_PLACED[0])
        if not any(t.text in _RANKS for t in self.tokens):
            return self._best("order", "value", "max" if behind else "min", target)
        where, without = self._but(target.dimension)
        return Groups(target.dimension, "duty", where, "min" if behind else "max", show="keys", without=without)

    def _longest_text(self, target: Target) -> str:
        if target.dimension == "department" and any(t.kind == "noun" and t.value == "name" for t in self.tokens):
            return target.dimension if not any(t.kind == "noun" and t.value == "duty" for t in self.tokens) else "name"
        texts = [str(t.value) for t in self.tokens if t.kind == "noun" and t.value in _TEXTS]
        return texts[0] if texts else "responsibility-text" if target.dimension == "responsibility" else "name"

    def _noun_before(self, token: Token, target: Target) -> str:
        """The noun, or measure word with 数, nearest before a superlative."""
        before = [t for t in self.tokens if t.start < token.start and t.value != target.dimension]
        others = [
            t
            for n, t in enumerate(before)
            if t.kind == "noun"
            or (t.kind == "unit" and t.value != "any" and (t.end == token.start or self._counted_unit(before[n + 1 :])))
        ]
        return str(others[-1].value) if others else ""

    def _member_behind(self, token: Token, target: Target) -> str:
        """What there is most of, where it follows at once: 被最多部门共用的款."""
        behind = next((t for t in self.tokens if t.start == token.end and t.kind in ("noun", "unit")), None)
        return str(behind.value) if behind and behind.value in DISTRIBUTED and behind.value != target.dimension else ""

    def _size_of_best(self, token: Token, target: Target) -> Query | None:
        """How many the group with most has: 职责最多的部门承担了几项."""
        n = self.tokens.index(token)
        head = next((t for t in self.tokens[n + 1 :] if t.kind == "noun" and t.value in DISTRIBUTED), None)
        if not target.count or head is None or head.value == target.dimension or head.start > target.start:
            return None
        pick = "max" if token.value == "most" else "min"
        which = any(t.dimension == head.value and t.asked and not t.count for t in self.wanted)
        return Groups(str(head.value), target.dimension, self.where(), pick, show="table" if which else "number")

    def _counted_unit(self, behind: list[Token]) -> bool:
        """Whether 数 follows a measure word, as in 款数."""
        return bool(behind) and behind[0].kind == "sign" and behind[0].value == "count-suffix"

    def _best(self, measure: str, how: str, pick: str, target: Target) -> Query:
        """What is asked for of the duties of the largest or smallest measure; who asks for the measure itself or a name wants the duty."""
        where = self.where()
        best = Best(measure, how, pick, where)
        dimension = "duty" if target.dimension in (measure, "name") else target.dimension
        return Values(dimension, best if where == All() else All((where, best)))

    def _duty_behind(self, token: Token) -> bool:
        """Whether the superlative belongs to the duties whose other fields are asked for: 要件最多的职责归哪个部门."""
        n = self.tokens.index(token)
        behind = following(self.tokens, n)
        return behind is not None and behind.kind in ("noun", "unit") and behind.value == "duty"

    def _of_subitems(self, token: Token, target: Target) -> bool:
        """Whether sub-items are counted: 子项超过2个的职权, 有3个以上子项的."""
        n = self.tokens.index(token)
        beside = [
            *[t for t in self.tokens[:n] if t.kind == "noun"][-1:],
            *[t for t in self.tokens[n + 1 :] if t.kind == "noun"][:1],
        ]
        return target.dimension == "duty" and any(t.value == "subitem" for t in beside)

    def _noun_near(self, token: Token, target: str, default: str = "duty") -> str:
        """The noun behind a number, else the one before it, that is not the target."""
        n = self.tokens.index(token)
        after = next((t for t in self.tokens[n + 1 :] if not _passed(t)), None)
        if after and after.kind in ("noun", "unit") and after.value in DISTRIBUTED and after.value != target:
            return str(after.value)
        if after and (after.kind, after.value) == ("noun", "basis"):
            return "clause"  # 引了两个依据的
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
        if not distributed(target.dimension):
            return None
        groups = Groups(target.dimension, of, self.where(), operator, value, show="keys")
        return Count(groups) if target.count else groups


def _passed(token: Token) -> bool:
    """Whether a token between a number and what it counts is passed over: 两个不同的信箱."""
    return token.kind == "filler" or (token.kind in ("state", "sign") and token.text.startswith(_DIFFERENT))
