"""One question taken apart: its tokens without the mentions, its conditions, and what it asks for."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.question.algebra import Count, Pairs, Query, Values
from kg.question.condition import All, Condition, Is, Not, Numbers
from kg.question.conditions.atom import Atom, all_of, stretch, things, together
from kg.question.dimensions import those
from kg.question.mentions.token import Token
from kg.question.wanted.target import Target
from kg.question.words.columns import CONTACT, OWN
from kg.question.words.vocabulary import cues

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
_MEMBERS = ("department", "clause", "document", "responsibility", "mailbox", "phone", "meeting", "type")
_NAMED = {
    "clause": "quote",
    "responsibility": "responsibility-text",
    "finding": "duty",
}  # what 名称 asks of what is mentioned alone
_TEXT_OF = {"clause": "quote", "responsibility": "responsibility-text", "duty": "name"}  # what 内容 and 全文 ask of it
_CUES = cues("frame")
OF_DOCUMENTS = those("document")
_BESIDE = ("name", "duty", "catalogue")  # what may be named beside the documents of all duties
DESCRIBES = ("department", "word:workflow", "word:name")  # what may be said beside a duty's number and only describes it
DISTRIBUTED = (
    "duty",
    "department",
    "clause",
    "responsibility",
    "document",
    "mailbox",
    "phone",
    "page",
    "meeting",
    "authority",
    "type",
    "lead",
    "support",
    "joint",
)
_LAID_DOWN = re.compile(f"(?:{'|'.join(_CUES['laid-down'])})")
_WITH = re.compile(
    "(?:和|跟|与|同)\0[^,。?]{{0,6}}?(?:{0})|\0(?:都|会|经常)?(?:和|跟|与|同)(?:哪|谁|什么)[^,。?]{{0,8}}?(?:{0})".format(
        "|".join((*cues("joined")["together"], *cues("joined")["each-other"]))
    )
)


def distributed(value: object) -> bool:
    """Whether duties may be told apart by a dimension: one of the known kinds, or a column of the catalogue's own."""
    return value in DISTRIBUTED or str(value).startswith((OWN, CONTACT))


def _with_whom(tokens: list[Token], atoms: list[Atom]) -> bool:
    """Whether somebody does something together with the department that is named."""
    named = [(a.start, "\0") for a in atoms if a.dimension == "department"]
    return bool(_WITH.search("".join(text for _, text in sorted([*named, *((t.start, t.text) for t in tokens)]))))


class Frame:
    """What every construction looks at: tokens, signs, conditions and targets."""

    def __init__(self, tokens: list[Token], atoms: list[Atom], wanted: list[Target]) -> None:
        self.tokens = tokens
        self.atoms = atoms
        self.signs = {token.value for token in tokens if token.kind == "sign"}
        self.wanted = wanted or self._implied()
        formed = self.signs & _STRUCTURE or any(t.kind in ("compared", "top", "bottom", "nth", "nth-least") for t in tokens)
        self.structured = bool(wanted and (formed or any(t.asked for t in wanted) or self._of_documents_alone()))

    @property
    def target(self) -> Target | None:
        """What is asked for in the first place."""
        return self.wanted[0] if self.wanted else None

    def _of_documents_alone(self) -> bool:
        """Whether nothing but what the duties rest on is named, and the document is asked for: 法定依据的文件全称."""
        nouns = [t.value for t in self.tokens if t.kind == "noun"]
        bare = all(t.kind in ("noun", "filler", "mark") for t in self.tokens) and not self.atoms
        return bare and len(nouns) > 1 and self.wanted[0].dimension in OF_DOCUMENTS and set(nouns) <= {*OF_DOCUMENTS, *_BESIDE}

    def where(self, *, but: str = "") -> Condition:
        """All conditions; those on the dimension `but` left out."""
        return together([atom for atom in self.atoms if atom.dimension != but])

    def _but(self, dimension: str) -> tuple[Condition, Is | None]:
        """The conditions on the duties, and which of the things that are counted or listed are left out (除综合执法大队外)."""
        left = [a for a in self.atoms if a.dimension == dimension and a.negated and isinstance(a.condition, Is)]
        named = [a.condition for a in left if isinstance(a.condition, Is)]
        if not named:
            return self.where(), None
        return together([a for a in self.atoms if a not in left]), all_of(named)

    def things(self, dimension: str) -> list[Is]:
        """The things of a dimension that are named and not denied, in printed order."""
        return things(self.atoms, dimension)

    def told_each(self, target: Target) -> bool:
        """Whether what each has is asked for, and not how many (各科室的电话分别是多少)."""
        told = target.dimension in (*those("contact"), "supervision") or target.dimension.startswith((CONTACT, OWN))
        return told and not target.count and "count-suffix" not in self.signs

    def pair(self) -> tuple[Is, Is, str] | None:
        """Two things of one dimension that are not negated, in printed order."""
        if len(self.atoms) < 2:
            return None
        for dimension in (*DISTRIBUTED, *(a.dimension for a in self.atoms if "|" in a.dimension)):
            same = self.things(dimension)
            if len(same) >= 2:
                return same[0], same[1], dimension
        return None

    def counted(self, default: str = "duty") -> str:
        """What is counted in a comparison."""
        nouns = [
            t.value
            for t in self.tokens
            if t.kind in ("noun", "unit") and t.value in ("duty", "clause", "department", "document", "page")
        ]
        nouns.sort(key=lambda value: value != "page")
        pair = self.pair()
        return next((noun for noun in nouns if not pair or noun != pair[2]), default)

    def _implied(self) -> list[Target]:
        dimensions = {atom.dimension for atom in self.atoms}
        which = "which" in self.signs
        if not dimensions:
            return []
        listed = any(t.kind == "sign" and t.text.startswith(_CUES["listed"]) for t in self.tokens)
        if listed and dimensions <= {"clause", "responsibility"}:
            return [Target("duty", False, 0, False)]
        if which and not listed and dimensions == {"document"} and self._numbers_of_documents():
            return [Target("document", False, 0, True)]
        bare = which and dimensions == {"clause"} and not any(t.kind in ("noun", "unit") for t in self.tokens)
        if bare or ("clause" in dimensions and dimensions <= {"clause", "document"} and self._asks_what_is_laid_down()):
            return [Target("quote", False, 0, True)]
        if which and dimensions == {"responsibility"}:
            return [Target("responsibility-text", False, 0, True)]
        dimensions = dimensions - {"document"} if "clause" in dimensions else dimensions
        if len(dimensions) == 1 and (text := _TEXT_OF.get(min(dimensions))) and self._asks_for_words():
            return [Target(text, False, 0, True)]
        if "duty" in dimensions and not which and not any(stretch(a.condition) for a in self.atoms):
            return [Target("department", False, 0, False)]
        return [Target("duty", "howmany" in self.signs, 0, False)]

    def _asks_what_is_laid_down(self) -> bool:
        """Whether it is asked what a clause says, and nothing else: 民法典第七条规定了什么, 是怎么规定的."""
        said = "".join(t.text for t in self.tokens if t.kind != "mark")
        return bool(_LAID_DOWN.fullmatch(said))

    def _asks_for_words(self) -> bool:
        """Whether what stands last are the words of the thing that is named: 第十款的内容, 主要职责第2条的全文."""
        said = [t for t in self.tokens if t.kind not in ("mark", "rest") and t.text not in _CUES["aside"]]
        return bool(said) and said[-1].start > max(a.start for a in self.atoms) and said[-1].text in _CUES["words"]

    def _numbers_of_documents(self) -> bool:
        """Whether documents are named by their numbers alone, and nothing else is: 民政部令第66号是什么."""
        said = [atom.condition.said for atom in self.atoms if isinstance(atom.condition, Is)]
        nouns = any(t.kind in ("noun", "unit", "rest") for t in self.tokens)
        return not nouns and bool(said) and all(one.endswith("号") for one in said)

    def _fields_wanted(self) -> list[str]:
        """The fields asked for of duties that are given by number."""
        dimensions = dict.fromkeys(t.dimension for t in self.wanted if t.dimension not in ("duty", "any"))
        if "clause" in dimensions:
            dimensions.pop("basis", None)  # the same, told more closely
        return [one for one in dimensions if one != "name"] or list(dimensions)

    def _which_name(self) -> str:
        """Whether a name is that of the table, that of the contents, or both of them."""
        if not any(t.kind == "noun" and t.value == "catalogue" for t in self.tokens):
            return "name"
        return "wordings" if any(t.text in _CUES["table"] for t in self.tokens) else "contents-name"

    def _whole(self, target: Target) -> Query | None:
        """The things all of whose duties are so: 职责清一色用这个信箱的部门, 职责全部依据第七款的是哪个部门; None where none is asked for."""
        whole = next((t for t in self.tokens if t.kind == "sign" and t.value == "all" and t.text in _CUES["wholly"]), None)
        if whole is None or target.dimension not in _MEMBERS or any(a.negated for a in self.atoms):
            return None
        before = next((t for t in reversed(self.tokens) if t.end <= whole.start and t.kind != "filler"), None)
        holds = [a for a in self.atoms if a.start >= whole.end]
        if before is None or before.value != "duty" or not holds:
            return None
        rest = together([a for a in self.atoms if a.start < whole.end])
        values = Values(target.dimension, rest, never=Not(together(holds)))
        return Count(values) if target.count else values

    def _exclusive(self, target: Target) -> Query | None:
        """What has to do with one thing alone: 只由办公室承办的事项, 只承担行政许可的科室, 只被处罚引用的文件; None where nothing says so."""
        only = [a for a in self.atoms if a.only and not a.negated and isinstance(a.condition, Is)]
        if len(only) != 1 or "yesno" in self.signs or len(self.things(only[0].dimension)) > 1:
            return None
        one, rest = only[0], [a for a in self.atoms if a is not only[0]]
        if target.dimension in _MEMBERS and target.dimension != one.dimension:
            values = Values(target.dimension, self.where(), never=together([*rest, replace(one, negated=True)]))
        elif target.dimension == "duty" and one.dimension == "department" and isinstance(one.condition, Is):
            values = Values(
                "duty", together([*rest, replace(one, condition=replace(one.condition, dimension="sole"), dimension="sole")])
            )
        elif (
            target.dimension == "duty"
            and one.dimension in ("clause", "document", *those("contact"))
            and len(self._terms(one)) == 1
        ):
            values = Values("duty", All((self.where(), Numbers(one.dimension, "=", 1))))
        else:
            return None
        return Count(values) if target.count else values

    def _terms(self, one: Atom) -> tuple[str, ...]:
        return one.condition.terms if isinstance(one.condition, Is) else ()

    def documents(self, dimension: str) -> tuple[str, ...]:
        """The legal documents whose number, clauses … are asked for, where no other duties of theirs are: 23号是什么文件, 2.4依据公路法哪几条.

        Of what is quoted, the clauses: a duty that rests on several quotes each.
        """
        if dimension == "quote":
            documents = [f"{term}/" for one in self.things("document") for term in one.terms]
            clauses = [term for one in self.things("clause") for term in one.terms]
            return tuple(one for one in clauses if not documents or one.startswith(tuple(documents)))
        duties = any(t.kind == "noun" and t.value == "duty" for t in self.tokens)
        if dimension not in OF_DOCUMENTS or duties or self.signs & {"other", "shared", "same"}:
            return ()
        return tuple(term for one in self.things("document") for term in one.terms)

    def finish(self, target: Target, where: Condition) -> Query:
        """The values of the target under `where`; a negated condition on the target itself leaves values out."""
        numbers = [a for a in self.atoms if a.dimension == "duty" and not a.negated]
        dimension = self._dimension(target, numbers)
        if "part" in (t.dimension for t in self.wanted):
            return Pairs("department", "part", where)
        if dimension == "page" and not numbers and self._pages_counted(target):
            return Count(Values("page", where))
        if target.count and dimension in ("page", "name"):
            return Values("page", where) if dimension == "page" else Count(Values("duty", where))
        if found := self._beside(target, dimension) or self._whole(target) or self._exclusive(target):
            return found
        values = None if numbers else self._never(dimension)
        values = values or self._without(dimension, where)
        if values is None:
            if numbers and not target.count and len(two := self._fields_wanted()) > 1:
                return Pairs(two[0], two[1], where)
            one = numbers[0].condition if numbers else None
            if dimension == "page" and isinstance(one, Is) and (len(numbers) > 1 or len(one.terms) > 1):
                return Pairs("duty", dimension, where)
            values = Values(dimension, where, of=self.documents(dimension))
        return Count(values) if target.count else values

    def _pages_counted(self, target: Target) -> bool:
        """Whether it is asked how many pages there are, and not which: 一共占了多少页."""
        asking = next((n for n, t in enumerate(self.tokens) if t.start == target.start), 0)
        before = "".join(t.text for t in self.tokens[:asking])
        return self.tokens[asking].text in _CUES["pages"] and before.endswith(_CUES["covers"])

    def _dimension(self, target: Target, numbers: list[Atom]) -> str:
        """The dimension of a target, a name being that of what is mentioned."""
        dimension = target.dimension
        alone = bool(numbers) and len(self.atoms) == len(numbers)
        if dimension == "duty" and alone and not target.count and not self.signs & {"same", "shared"}:
            dimension = "name"
        if dimension != "name" or not self.atoms:
            return dimension
        if numbers:
            return self._which_name()
        only = {a.dimension for a in self.atoms}
        if (
            len(only) == 1
            and only <= {"department", *those("contact")}
            and any(t.kind == "asks" and t.value == "name" for t in self.tokens)
        ):
            return "duty"  # 办公室是干什么的
        only = only - {"document"} if "clause" in only else only  # 50号文第六款讲的啥
        return _NAMED.get(min(only), dimension) if len(only) == 1 else dimension

    def _beside(self, target: Target, dimension: str) -> Query | None:
        """The departments that do something with the one that is named, which is left out: 和办公室一起办这些事的是谁, 哪些部门跟办公室合作."""
        known = self.things("department")
        given = any(a.dimension == "duty" for a in self.atoms)
        joined = self.signs & {"shared", "and", "other", "same"} if given else _with_whom(self.tokens, self.atoms)
        if dimension != "department" or not target.asked or len(known) != 1 or (given and len(self.atoms) < 2) or not joined:
            return None
        where = self.where(but=dimension) if given else self.where()
        values = Values(dimension, where, known[0].terms, known[0].said)
        return Count(values) if target.count else values

    def _never(self, dimension: str) -> Values | None:
        """The things none of whose duties are as something denied says: 哪些部门没有引用第七款."""
        never = [a for a in self.atoms if a.negated and a.dimension not in (dimension, "has")]
        if not never or dimension not in _MEMBERS:
            return None
        refused = together([Atom(a.condition, False, a.dimension) for a in never])
        return Values(dimension, together([a for a in self.atoms if a not in never]), never=refused)

    def _without(self, dimension: str, where: Condition) -> Values | None:
        """The values but for those that are denied themselves: 除办公室外的部门."""
        without = [a.condition for a in self.atoms if a.dimension == dimension and a.negated and isinstance(a.condition, Is)]
        if not without or dimension == "duty" or not isinstance(where, All | Not | Is):
            return None
        left_out = all_of(without)
        return Values(dimension, self.where(but=dimension), left_out.terms, left_out.said)
