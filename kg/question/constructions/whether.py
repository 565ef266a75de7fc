"""Questions that ask whether: whether there is such a duty or group, whether all are so, whether there is only one value."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.question.algebra import Every, Exists, Groups, Many, One, Query, Some, Values
from kg.question.condition import All, Has, Is, Not, Numbers
from kg.question.conditions.atom import together
from kg.question.constructions.frame import DISTRIBUTED, distributed
from kg.question.constructions.rank import Ranked
from kg.question.dimensions import those
from kg.question.mentions.token import Token, following
from kg.question.wanted.target import Target
from kg.question.words.columns import filled
from kg.question.words.vocabulary import cues

_AMONG = re.compile("(?:的)?(?:职责|职权|事项)*(?:里面?|当?中|之中)")
_NONE = re.compile(
    "^(?P<lead>[^,。?]{0,8}?)(?:没有|没)(?:任何)?(?:哪)?(?:一?个)(?P<rest>[^,。?]+?)(?:,)?(?:吧|吗|对吗|对吧|是吗|是吧|对不对)[?。]?$"
)
_AT_ALL = re.compile(
    "^(?P<lead>[^,。?]{0,8}?)(?:有没有|有无|是否有|是不是有|存在|有)(?:哪|任何|一)?(?:个)?(?P<thing>[^,。?有]{1,6}?)(?:是)?[一1][项条个件]?(?:职责|职权|事项)?[也都](?:没有?|不)(?:的|承担|负责)?(?:吗|么)?[?。]?$"
)
_HAVE = re.compile(
    "(?:全部|所有)?(?:都|均|全都|全)(?:已经?|已|要|需要?|须)?(?:有|写了?|写明了?|写上了?|标明?了?|注明了?|印了?|印有|填了?|列了?|载明了?|公布了?)(?:有|了|着)?"
)
_EVERY = ("所有", "所有的", "全部", "每", "每一", "每个", "每一项")
_IS_IT = ("是不是", "是否", "是否是")
_ALIKE, _EACH_HAS = cues("read")["alike"], cues("read")["each-has"]


@dataclass(frozen=True, slots=True)
class Turned:
    """A question put as one for whether there is such a thing; `none`: it asks whether there is none."""

    said: str
    none: bool


def turned(said: str) -> Turned | None:
    """没有一个部门职责多于15项吧 and 有没有部门一项职责都没有 as questions that ask for a number; None for others."""
    if match := _NONE.match(said):
        return Turned(f"{match['lead']}有没有{match['rest']}", True)
    if match := _AT_ALL.match(said):
        return Turned(f"{match['lead']}有没有{match['thing']}的职责少于1项", False)
    return None


class Whether(Ranked):
    """A question that may ask whether."""

    def existence(self) -> Query | None:
        """Whether there is a group of a kind, or only one value; such questions need no condition."""
        grouped = (self._whether_some() or self._whether_one()) if "yesno" in self.signs else None
        self.structured |= grouped is not None
        return grouped

    def yes_or_no(self) -> Query | None:
        """Questions that ask whether."""
        if "yesno" not in self.signs or self._asks_more():
            return None
        if have := self._all_have():
            return have
        if not self.atoms:
            return self._of_all()
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
        counted = self._so_many_duties() or self._so_many_departments()
        return self._not_of_duty() or counted or self._universal() or Exists(self.where())

    def _not_of_duty(self) -> Every | None:
        """Whether a duty given by its number has nothing to do with a department: 办公室不是6.2的牵头科室吧."""
        given = [a for a in self.atoms if a.negated and a.dimension == "duty"]
        others = [a for a in self.atoms if a not in given]
        if len(given) != 1 or not others or any(a.negated or a.dimension not in those("part") for a in others):
            return None
        return Every(given[0].condition, Not(together(others)))

    def _universal(self) -> Every | None:
        """Whether all duties that are so are as is said behind 都."""
        universal = [t for t in self.tokens if t.kind == "sign" and (t.value == "all" or self._each_has(t))]
        if len(self.atoms) == 1 and self.atoms[0].dimension in those("contact") and self._of_every_duty(universal):
            return Every(All(), self.where())  # 这个电话是不是所有事项共用
        if universal:
            at = universal[-1].start
            before = [a for a in self.atoms if a.start < at]
            after = [a for a in self.atoms if a.start > at]
            if after:
                return Every(together(before), together(after))
        return None

    def _each_has(self, sign: Token) -> bool:
        """Whether a word says that several duties, given by their numbers, have something each: 6.1和6.2都有子项吗."""
        numbers = [a for a in self.atoms if a.dimension == "duty" and not a.negated and a.start < sign.start]
        return sign.text in _EACH_HAS and len(numbers) > 1

    def _of_every_duty(self, universal: list[Token]) -> bool:
        """Whether all duties are named behind the only condition."""
        every = next((t for t in universal if t.text in _EVERY and t.start > self.atoms[0].start), None)
        noun = following(self.tokens, self.tokens.index(every)) if every else None
        return noun is not None and noun.value == "duty"

    def _all_have(self) -> Every | None:
        """Whether all duties have a field filled in: 是不是每一项职责都写了咨询电话, 办公室的职责都有办理时限吗."""
        signs = [n for n, t in enumerate(self.tokens) if t.kind == "sign" and (t.value == "all" or t.text == "都有")]
        every = signs[-1] if signs else -1
        noun = next((t for t in self.tokens[every + 1 :] if t.kind == "noun"), None) if every >= 0 else None
        if (
            noun is None
            or not (noun.value in those("printed") or "|" in str(noun.value))
            or any(a.start > noun.start for a in self.atoms)
        ):
            return None
        between = "".join(t.text for t in self.tokens[every:] if t.start < noun.start)
        self.structured |= bool(found := _HAVE.fullmatch(between))
        return Every(self.where(), Has(filled(str(noun.value)))) if found else None

    def _of_all(self) -> Many | None:
        """Whether there are so many duties at all, where nothing else is spoken of."""
        others = any(t.kind in ("noun", "asks") and t.value not in ("duty", "catalogue") for t in self.tokens)
        many = None if others else self._so_many_duties()
        self.structured |= many is not None
        return many

    def _so_many_duties(self) -> Many | None:
        """Whether there are so many duties: 办公室14项对吗, 机关党委只有一项职责吗; what is said to be all (这三项都归…) is no number."""
        said = [t for t in self.tokens if t.kind in ("exact", "compared") and t.value[2] in ("duty", "")]
        behind = following(self.tokens, self.tokens.index(said[0])) if said else None
        of_duties = said and (said[0].value[2] == "duty" or (behind is not None and behind.value == "duty"))
        if len(said) != 1 or not of_duties or "all" in self.signs or any(a.dimension == "duty" for a in self.atoms):
            return None
        rest = "".join(t.text for t in self.tokens if t.start >= said[0].end)
        if _AMONG.match(rest):
            return None  # 57项职责里还有…吗
        operator, value, _ = said[0].value
        return Many(Values("duty", self.where()), operator, value)

    def _so_many_departments(self) -> Many | None:
        """Whether what is named has so many departments: 6.2是不是有两个责任科室, 第七款有两家部门在用吗."""
        said = [t for t in self.tokens if t.kind in ("exact", "compared") and t.value[2] in ("department", "")]
        behind = following(self.tokens, self.tokens.index(said[0])) if said else None
        counted = bool(said) and (said[0].value[2] == "department" or self._of_departments(said[0], behind))
        held = {a.dimension for a in self.atoms}
        if len(said) != 1 or not counted or not held & {"duty", "clause", "document"} or held & {*those("part"), "place"}:
            return None
        operator, value, _ = said[0].value
        return Many(Values("department", self.where()), operator, value)

    def _of_departments(self, number: Token, behind: Token | None) -> bool:
        """Whether a number is one of departments: 两个·科室, 责任科室·只有一个·吗."""
        if behind is not None and behind.kind == "noun":
            return bool(behind.value == "department")
        before = next((t for t in reversed(self.tokens) if t.end <= number.start and t.kind != "filler"), None)
        return before is not None and before.value == "department"

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
        if one := self._of_thing(n, noun.value):
            return one
        ranked = Ranked(self.tokens, self.atoms, [Target(noun.value, False, noun.start, True)]).ranking()
        if isinstance(ranked, Values):
            return Exists(ranked.where) if ranked.dimension == "duty" else None
        return Some(ranked) if isinstance(ranked, Groups) else None

    def _of_thing(self, n: int, counted: str) -> Many | None:
        """Whether a thing that is named before has so many of something: 第九款是不是只有一个部门在用."""
        held = [a for a in self.atoms if a.start < self.tokens[n].start and not a.negated]
        many = next((t for t in self.tokens[n + 1 :] if t.kind == "compared"), None)
        thing = len(held) == 1 == len(self.atoms) and held[0].dimension in ("clause", "document", "responsibility")
        if not thing or many is None or self.tokens[n].text not in _IS_IT or counted == held[0].dimension:
            return None
        behind = following(self.tokens, self.tokens.index(many))
        if behind is None or behind.value != counted:
            return None
        return Many(Values(counted, self.where()), many.value[0], many.value[1])

    def _said_alike(self) -> bool:
        """Whether what all have is said to be alike: 监督电话都一样吗."""
        return any(t.value == "shared" and t.text in _ALIKE for t in self.tokens)

    def _whether_one(self) -> Query | None:
        """Whether all have the same: 所有职责都依据同一个文件吗."""
        if "all" not in self.signs or not (self.signs & {"same", "single"} or self._said_alike()) or self.pair():
            return None
        nouns = [t.value for t in self.tokens if t.kind in ("noun", "unit") and (distributed(t.value) or t.value == "basis")]
        named = [noun for noun in nouns if noun != "duty"]
        return One(named[-1], self.where()) if named else None
