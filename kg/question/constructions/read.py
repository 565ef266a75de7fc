"""tokens -> Query: what is asked for, under which conditions, and how it is counted, grouped or compared."""

from __future__ import annotations

from dataclasses import dataclass

from kg.question.algebra import Count, Difference, Exists, Groups, Meets, More, Pairs, Query, Shared, Some, Spread, Values
from kg.question.condition import Akin, All, Condition, Is, Same
from kg.question.conditions import atoms as conditions
from kg.question.conditions.atom import Atom, all_of, stretch, together
from kg.question.constructions.frame import DESCRIBES, DISTRIBUTED, distributed
from kg.question.constructions.whether import Whether
from kg.question.dimensions import those
from kg.question.mentions.token import Token
from kg.question.wanted.target import Target
from kg.question.wanted.targets import targets
from kg.question.words.vocabulary import cues

_CUES = cues("read")


@dataclass(frozen=True, slots=True)
class Understood:
    """A query, or None where the tokens make none; `rest` is what no word of it explains."""

    query: Query | None
    atoms: tuple[Atom, ...]
    rest: tuple[str, ...]
    structured: bool
    wanted: tuple[Target, ...] = ()


def read(tokens: list[Token]) -> Understood:
    """The query that the tokens of a question make."""
    atoms, left = conditions.atoms(tokens)
    rest = tuple(token.text for token in left if token.kind == "rest")
    wanted = targets(left, atoms)
    reader = _Reader(left, atoms, wanted)
    query = reader.query()
    return Understood(query, tuple(atoms), rest, reader.structured, tuple(wanted))


class _Reader(Whether):
    """The constructions, tried one after the other."""

    def query(self) -> Query | None:
        """The query, tried from the most particular construction to the plainest."""
        for attempt in (
            self._comparison,
            self._tied,
            self.existence,
            self.yes_or_no,
            self._table,
            self._akin,
            self.ranking,
            self._common,
            self._plain,
        ):
            found = attempt()
            if found is not None:
                return found
        return None

    def _comparison(self) -> Query | None:
        """Differences and comparisons of two things."""
        pair = self.pair()
        if not pair:
            return self._spread()
        left, right, dimension = pair
        others = [atom for atom in self.atoms if atom.dimension != dimension or atom.negated]
        sides = [together([*others, Atom(side, False, dimension)]) for side in (left, right)]
        what = self.counted()
        for sign in ("diff", "more-by", "less-by"):
            if sign in self.signs and "yesno" not in self.signs:
                return Difference(what, sides[0], sides[1], sign)
        picked = "max" if "most" in self.signs else "min" if "least" in self.signs else ""
        if picked and dimension == "duty" and (best := self.more_of(picked)):
            return best
        if not picked or dimension == "duty":
            return self._equal(what, sides, dimension)
        if "yesno" in self.signs and not any(t.asked and t.dimension == dimension for t in self.wanted):
            return More(what, sides[0], sides[1], ">" if picked == "max" else "<")
        only = all_of([a.condition for a in self.atoms if a.dimension == dimension and isinstance(a.condition, Is)])
        return Groups(dimension, what, together(others), picked, only=only, show="keys")

    def _spread(self) -> Query | None:
        """How far the most and the least are apart (最多的部门比最少的多几项), or two that the question does not name (两个信箱相差几项)."""
        ends = {"most", "least"} <= self.signs or any(t.kind == "exact" and t.value[1] == 2 for t in self.tokens)
        if not ends or not self.signs & {"diff", "more-by", "less-by"}:
            return None
        named = [str(t.value) for t in self.tokens if t.kind == "noun" and t.value in DISTRIBUTED]
        by = next((noun for noun in named if noun != "duty"), "department")
        of = next((noun for noun in named if noun != by), "duty")
        return Spread(by, of, self.where())

    def _tied(self) -> Query | None:
        """Things that have as many as another has: 有没有哪两个部门职责一样多, 哪几款的职责项数相同."""
        said = (t.value[2] if t.kind == "exact" else t.value for t in self.tokens if t.kind in ("noun", "unit", "exact"))
        named = [str(value) for value in said if value in DISTRIBUTED and value != "duty"]
        if not named or self.things(named[0]) or not self._as_many():
            return None
        self.structured = True
        tied = Groups(named[0], "duty", self.where(), "tied")
        return Some(tied) if "yesno" in self.signs else tied

    def _equal(self, what: str, sides: list[Condition], dimension: str) -> Query | None:
        if "yesno" in self.signs and self._as_many() and dimension != "duty":
            return More(what, sides[0], sides[1], "=")
        asked = any(t.asked and t.dimension != dimension for t in self.wanted)
        alike = self._said_the_same(dimension) or any(t.text in _CUES["letter-by-letter"] for t in self.tokens)
        if "yesno" not in self.signs or asked or not alike:
            return None
        noun = self.target.dimension if self.target and self.target.dimension != dimension else ""
        if noun == "duty" and (self._joined(dimension) or any(t.text in _CUES["at-once"] for t in self.tokens)):
            return Exists(All(tuple(sides)))
        noun = noun or next(
            (t.value for t in self.tokens if t.kind in ("noun", "unit") and t.value not in (dimension, "any")), ""
        )
        return Meets(Shared({"": "department", "basis": "clause", "duty": "clause"}.get(noun, noun), tuple(sides)))

    def _said_the_same(self, dimension: str) -> bool:
        """Whether something is said to be the same; that two duties both have something (6.1和6.2都有子项吗) is asked of each of them."""
        said = [t for t in self.tokens if t.kind == "sign" and t.value in ("shared", "same")]
        return any(dimension != "duty" or t.text not in _CUES["each-has"] for t in said)

    def _as_many(self) -> bool:
        """Whether two numbers are said to be the same."""
        counted = any(t.kind == "sign" and t.value in ("howmany", "count-suffix") for t in self.tokens)
        return any(
            t.kind == "sign" and (t.text in _CUES["as-many"] or (counted and t.text in _CUES["alike"])) for t in self.tokens
        )

    def _table(self) -> Query | None:
        """Each … with its …."""
        by, only = self._grouped_by()
        single = [a for a in self.atoms if a.dimension == "duty" and isinstance(a.condition, Is) and len(a.condition.terms) == 1]
        several = any(a.dimension == "duty" and isinstance(a.condition, Is) and len(a.condition.terms) > 1 for a in self.atoms)
        lists = any(t.text in _CUES["which"] for t in self.tokens) and not several
        listed = by == "duty" and not only and (len(single) == 1 or lists)
        if not by or listed or {"sum", "other"} <= self.signs:
            return None
        wanted = [t for t in self.wanted if t.dimension != by]
        order = next((str(t.value) for t in self.tokens if t.kind == "sorted"), "")
        counts = bool(self.signs & {"howmany", "count-suffix"}) or bool(order)
        if self.signs & {"most", "least"} or any(t.kind in ("top", "bottom") for t in self.tokens):
            return None
        where, without = self._but(by)
        if not wanted and not counts and by != "duty" and self._narrowed_behind(by):
            return Pairs(by, "duty", where, only=only)
        if not wanted:
            return Groups(by, "duty", where, order, only=only, without=without) if counts and by != "duty" else None
        target = wanted[0]
        told = not order and self.told_each(target)
        by = "heading" if told and by == "department" else by
        if (target.count or counts) and not told and by != "duty" and target.dimension != "page":
            return Groups(by, target.dimension, where, order, only=only, without=without)
        edge = {"opens": "min", "closes": "max"}.get(next((s for s in ("opens", "closes") if s in self.signs), ""), "")
        return Pairs(by, target.dimension, self.where(), only=only, pick=edge if target.dimension == "page" else "")

    def _grouped_by(self) -> tuple[str, Is | None]:
        """The dimension of which each value has a row, and what limits its values."""
        each = [n for n, token in enumerate(self.tokens) if token.kind == "sign" and token.value == "each" and not self._parts(n)]
        named = next((dimension for n in each if (dimension := self._named_by(n))), "")
        two = (
            named == "duty" and self.pair() and self.target and self.target.dimension in ("duty", "authority")
        )  # A和B的职责分别是哪些
        if named and not two:
            return named, None
        if self._with_theirs():
            return "duty", None
        if "table" in self.signs:
            return next((str(t.value) for t in self.tokens if t.kind == "noun" and t.value in DISTRIBUTED), ""), None
        pair = self.pair()
        counts = pair and pair[2] != "duty" and self.signs & {"howmany", "count-suffix"}  # 对比行政许可和行政处罚的项数
        compares = pair and (pair[2] == "authority" or counts) and any(t.text.startswith(_CUES["compares"]) for t in self.tokens)
        twice = "sum" not in self.signs and sum(t.kind == "sign" and t.text in _CUES["how-many"] for t in self.tokens) > 1
        if pair and (each or compares or twice):
            same = [a.condition for a in self.atoms if a.dimension == pair[2] and isinstance(a.condition, Is)]
            return pair[2], all_of(same)
        several = [one for one in self.things("responsibility") if len(one.terms) > 1]
        if each and several:
            return "responsibility", several[0]  # 第四项和第五项主要职责各有几项
        numbers = [a.condition for a in self.atoms if a.dimension == "duty" and isinstance(a.condition, Is)]
        return ("duty" if each and any(len(one.terms) > 1 for one in numbers) else ""), None

    def _narrowed_behind(self, by: str) -> bool:
        """Whether what each has is asked for without a noun, narrowed by what stands behind it: 各部门独立实施的分别是哪些."""
        at = max((t.start for t in self.tokens if t.kind == "noun" and t.value == by), default=-1)
        asks = any(t.text.startswith(_CUES["which-of"]) for t in self.tokens)
        return asks and at >= 0 and any(a.start > at for a in self.atoms)

    def _with_theirs(self) -> bool:
        """Whether duties are asked for and, joined to them, what each of them has: 宣传网络部的职责及其页码."""
        target, numbered = self.target, any(a.dimension == "duty" for a in self.atoms)
        nouns = [n for n, t in enumerate(self.tokens) if t.kind == "noun" and t.value != "catalogue"]
        if target is None or target.count or numbered or len(nouns) < len(("duty", "field")) or not self.atoms:
            return False
        first, second = (self.tokens[n] for n in nouns[-2:])
        said = "".join(t.text for t in self.tokens[nouns[-2] + 1 : nouns[-1]])
        theirs = any(said.endswith(word) for word in _CUES["theirs"]) or said.removesuffix("的").endswith(_CUES["theirs"])
        joins = theirs or (said in _CUES["with"] and second.value not in those("contact"))
        return first.value in ("duty", "code") and second.value == target.dimension and joins

    def _parts(self, n: int) -> bool:
        """Whether the word for each at `n` is a verb: 审批分几个子项, 救助分成哪几个子项."""
        behind = self.tokens[n + 1] if n + 1 < len(self.tokens) else None
        parts = any(t.kind == "noun" and t.value == "subitem" for t in self.tokens[n + 1 :])
        return (
            self.tokens[n].text == "分"
            and parts
            and behind is not None
            and (behind.value in ("which", "howmany") or behind.text in _CUES["into"])
        )

    def _named_by(self, n: int) -> str:
        """The dimension that the word for each at `n` distributes: 各部门, 逐款, 部门分别有几项; empty where it names none."""
        token, behind = self.tokens[n], self.tokens[n + 1] if n + 1 < len(self.tokens) else None
        if token.text == "按" and behind and behind.kind == "asks" and behind.value in DISTRIBUTED:
            return str(behind.value)
        if token.text == "按" and any(a.start == token.end for a in self.atoms):
            return ""  # by that which is named
        before = [str(t.value) for t in self.tokens[:n] if t.kind == "noun" and t.value in DISTRIBUTED]
        if token.text != "分" and self._asks_behind(n):
            before = before[:-1] if before and self._asks_value(n, before[-1]) else before
            return before[-1] if before else "duty"
        unit = str(behind.value) if behind and behind.kind == "unit" and token.text in _CUES["each"] else ""
        if unit in ("clause", "page"):
            return unit
        passed = ("all", "each")
        after = next(
            (
                t
                for t in self.tokens[n + 1 :]
                if t.kind not in ("filler", "unit") and not (t.kind == "sign" and t.value in passed)
            ),
            None,
        )
        if after and after.kind == "noun" and distributed(after.value):
            return str(after.value)
        return (before[-1] if before else "duty") if unit == "duty" else ""

    def _asks_value(self, n: int, noun: str) -> bool:
        """Whether a number that is printed is asked for behind the token at `n`, and not how many duties: 监督电话分别是多少."""
        asking = next((m for m, t in enumerate(self.tokens) if m > n and t.value == "howmany"), None)
        closes = asking is not None and all(t.kind in ("mark", "filler") for t in self.tokens[asking + 1 :])
        return closes and noun in those("contact")

    def _asks_behind(self, n: int) -> bool:
        """Whether an interrogative follows the token at once, as in 各是哪个部门 and 分别由谁."""
        behind = next((t for t in self.tokens[n + 1 :] if t.kind != "filler" and t.value != "there-is"), None)
        counts = any(t.kind == "noun" and t.value in DISTRIBUTED for t in self.tokens[:n]) and not self.pair()
        return behind is not None and (
            behind.kind == "asks" or (behind.kind == "sign" and behind.value in ("which", *(["howmany"] if counts else [])))
        )

    def _common(self) -> Query | None:
        """What two things have in common."""
        pair, target = self.pair(), self.target
        if not pair or not (self.signs & {"shared", "same", "all"} or self._joined(pair[2])):
            return None
        dimension = pair[2]
        same = [a for a in self.atoms if a.dimension == dimension and not a.negated]
        others = [a for a in self.atoms if a not in same]
        each = tuple(together([*others, atom]) for atom in same)
        wanted = target.dimension if target and target.dimension != dimension else "clause"
        if wanted == "duty":
            joined = self._joined(dimension)
            if not self.signs & {"shared", "same"} and not joined:
                return None
            if not joined and not any(t.text in _CUES["together"] for t in self.tokens):
                wanted = "clause"
            else:
                return self.finish(target or Target("duty", False, 0, False), All(each))
        wanted = "clause" if wanted == "basis" else wanted
        if "yesno" in self.signs and not any(t.asked for t in self.wanted):
            return Meets(Shared(wanted, each))
        return Count(Shared(wanted, each)) if target and target.count else Shared(wanted, each)

    def _joined(self, dimension: str) -> bool:
        """Whether departments do something with each other (A和B一起办的), or documents are all cited (A和B都引用的有哪几项)."""
        if dimension == "document":
            behind = max(a.start for a in self.atoms if a.dimension == dimension)
            return any(t.value == "all" and t.text in _CUES["both"] and t.start > behind for t in self.tokens)
        return dimension in ("department", *those("played")) and any(t.text in _CUES["jointly"] for t in self.tokens)

    def _plain(self) -> Query | None:
        """Values of what is asked for, or their number."""
        target = self.target
        if target is None:
            return None
        where = self._described() or self.where()
        if "other" in self.signs and (others := self._with_others(target)):
            return others
        like = next((a for a in self.atoms if a.dimension == "duty" and isinstance(a.condition, Is) and not a.negated), None)
        if (
            like
            and self.signs & {"same", "shared"}
            and isinstance(like.condition, Is)
            and target.dimension in ("duty", "department", "clause")
        ):
            where = self._alike(like, like.condition)
            return self.finish(target if target.dimension != "clause" else Target("duty", target.count, 0, True), where)
        return self.finish(target, where)

    def _described(self) -> Condition | None:
        """The duty alone, where one is given by number and a field of it is asked for: what else is said describes it."""
        numbers = [a for a in self.atoms if a.dimension == "duty" and not a.negated]
        told = [a for a in self.atoms if a not in numbers]
        named = all(a.dimension in DESCRIBES and not a.negated for a in told) and not any(stretch(a.condition) for a in numbers)
        asked = (
            self.target and self.target.dimension != "duty" and "yesno" not in self.signs and not self.signs & {"same", "shared"}
        )
        return together(numbers) if numbers and told and named and asked else None

    def _akin(self) -> Query | None:
        """The departments that share a clause (a document, a mailbox …) with one that is named."""
        target = self.target
        held = self.things("department")
        counted = [t.value[2] for t in self.tokens if t.kind in ("compared", "exact")]
        named = [t.value for t in self.tokens if t.kind in ("noun", "unit")]
        by = [value for value in (*named, *counted) if value in ("clause", "basis", "document", "mailbox", "phone", "meeting")]
        alike = by and len(held) == 1 and self.signs & {"same", "shared"}
        if target is None or target.dimension != "department" or not alike:
            return None
        dimension = "clause" if by[-1] == "basis" else str(by[-1])
        rest = [a for a in self.atoms if a.negated or a.condition not in held]
        values = Values("department", All((together(rest), Akin(dimension, held[0]))), held[0].terms, held[0].said)
        return Count(values) if target.count else values

    def _with_others(self, target: Target) -> Query | None:
        """The clauses of one department that others use too."""
        held = [a for a in self.atoms if a.dimension == "department" and not a.negated]
        behind = any((t.kind == "noun" and t.value == "department") or t.text in _CUES["others"] for t in self.tokens)
        if len(held) != 1 or target.dimension not in ("clause", "basis", "document", "mailbox") or not behind:
            return None
        rest = [a for a in self.atoms if a not in held]
        apart = Atom(held[0].condition, True, "department")
        dimension = "clause" if target.dimension == "basis" else target.dimension
        shared = Shared(dimension, (together([*rest, *held]), together([*rest, apart])))
        return Count(shared) if target.count else shared

    def _alike(self, like: Atom, given: Is) -> Condition:
        """The duties that share something with the one that is `given` by its number: what is said to be the same, else a clause."""
        same = [t for t in self.tokens if t.kind == "sign" and t.value in ("same", "shared")][-1]
        n = self.tokens.index(same)
        after = [t.value for t in self.tokens[n + 1 :] if t.kind in ("noun", "unit") and t.value not in ("any", "duty")]
        before = [t.value for t in self.tokens[:n] if t.kind == "noun" and t.value not in ("any", "duty")]
        noun = (after or before or ["clause"])[0]
        others = [a for a in self.atoms if a is not like]
        same_as = Same("clause" if noun == "basis" else noun, given.terms, given.said)
        return All((same_as, *([together(others)] if others else [])))
