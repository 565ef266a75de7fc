"""Questions that ask whether: whether there is such a duty or group, whether all are so, whether there is only one value."""

from __future__ import annotations

from kg.question.algebra import All, Every, Exists, Groups, Is, Not, Numbers, One, Query, Some, Values
from kg.question.conditions.atom import together
from kg.question.constructions.frame import DISTRIBUTED
from kg.question.constructions.rank import Ranked
from kg.question.wanted.targets import Target
from kg.question.words.vocabulary import cues

_ALIKE = cues("read")["alike"]


class Whether(Ranked):
    """A question that may ask whether."""

    def existence(self) -> Query | None:
        """Whether there is a group of a kind, or only one value; such questions need no condition."""
        grouped = (self._whether_some() or self._whether_one()) if "yesno" in self.signs else None
        self.structured |= grouped is not None
        return grouped

    def yes_or_no(self) -> Query | None:
        """Questions that ask whether."""
        if "yesno" not in self.signs or not self.atoms or self._asks_more():
            return None
        pair = self.pair()
        if pair and self.signs & {"shared", "same"} and pair[2] != "duty":
            return None
        held = [a for a in self.atoms if a.dimension == "department"]
        others = [a for a in self.atoms if a.dimension != "department"]
        if "only" in self.signs and held and others:
            return Every(together(others), together(held))
        if self.signs & {"shared", "same"} and any(
            t.kind == "noun" and t.value in ("name", "contents-name") for t in self.tokens
        ):
            return Every(self.where(), Not(Is("finding", ("wording-differs",), "名称不一致")))
        if "several" in self.signs:
            return Exists(All((self.where(), Numbers("department", ">", 1))))
        universal = [t for t in self.tokens if t.kind == "sign" and t.value == "all"]
        if universal:
            at = universal[-1].start
            before = [a for a in self.atoms if a.start < at]
            after = [a for a in self.atoms if a.start > at]
            if after:
                return Every(together(before), together(after))
        return Exists(self.where())

    def _asks_more(self) -> bool:
        """Whether something else is asked for, or to be listed, beside whether: 不是一家独占的吧，请把部门列出来."""
        whether = next(t for t in self.tokens if t.kind == "sign" and t.value == "yesno")
        lists = any(t.kind == "sign" and t.value == "list" and t.start > whether.end for t in self.tokens)
        marks = [t.start for t in self.tokens if t.kind == "mark" and t.start > whether.end]
        again = any(t.kind == "sign" and t.value == "which" and marks and t.start > marks[0] for t in self.tokens)
        return lists or again or any(t.asked and t.start != whether.end for t in self.wanted)

    def _whether_some(self) -> Query | None:
        """Whether there is a group of this kind: 有没有部门只承担一项职责."""
        n = next(n for n, t in enumerate(self.tokens) if t.kind == "sign" and t.value == "yesno")
        several = next((m for m, t in enumerate(self.tokens) if m > n and t.kind == "sign" and t.value == "several"), None)
        held = [a.dimension for a in self.atoms if a.dimension in DISTRIBUTED and a.dimension not in ("duty", "department")]
        if several and held and self.tokens[several + 1 : several + 2] and self.tokens[several + 1].value == "department":
            return Some(Groups(held[0], "department", self.where(), ">", 1))
        noun = next((t for t in self.tokens[n + 1 :] if t.kind in ("noun", "unit", "asks") and t.value in DISTRIBUTED), None)
        ranks = any(t.kind in ("compared", "exact") or t.value in ("several", "single") for t in self.tokens[n + 1 :])
        if noun is None or not ranks:
            return None
        asked, self.wanted = self.wanted, [Target(noun.value, False, noun.start, True)]
        ranked = self.ranking()
        self.wanted = asked
        if isinstance(ranked, Values):
            return Exists(ranked.where) if ranked.dimension == "duty" else None
        return Some(ranked) if isinstance(ranked, Groups) else None

    def _said_alike(self) -> bool:
        """Whether what all have is said to be alike: 监督电话都一样吗."""
        return any(t.value == "shared" and t.text in _ALIKE for t in self.tokens)

    def _whether_one(self) -> Query | None:
        """Whether all have the same: 所有职责都依据同一个文件吗."""
        if "all" not in self.signs or not (self.signs & {"same", "single"} or self._said_alike()) or self.pair():
            return None
        nouns = [t.value for t in self.tokens if t.kind in ("noun", "unit") and t.value in (*DISTRIBUTED, "basis")]
        named = [noun for noun in nouns if noun != "duty"]
        return One(named[-1], self.where()) if named else None
