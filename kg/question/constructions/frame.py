"""One question taken apart: its tokens without the mentions, its conditions, and what it asks for."""

from __future__ import annotations

from kg.question.algebra import (
    All,
    Condition,
    Count,
    Is,
    Not,
    Pairs,
    Query,
    Values,
)
from kg.question.conditions.atom import Atom, together
from kg.question.mentions.token import Token
from kg.question.wanted.targets import Target

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
_MEMBERS = ("department", "clause", "document", "responsibility", "mailbox", "phone", "meeting")
_NAMED = {
    "clause": "quote",
    "responsibility": "responsibility-text",
    "finding": "duty",
}  # what 名称 asks of what is mentioned alone
_WHOLLY = ("清一色", "一律", "全部", "全都", "全数", "全是", "都是", "通通", "统统", "无一例外", "全", "均", "悉数")
OF_DOCUMENTS = ("document", "document-number", "issuer", "clause", "basis")
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


class Frame:
    """What every construction looks at: tokens, signs, conditions and targets."""

    def __init__(self, tokens: list[Token], atoms: list[Atom], wanted: list[Target]) -> None:
        self.tokens = tokens
        self.atoms = atoms
        self.signs = {token.value for token in tokens if token.kind == "sign"}
        self.wanted = wanted or self._implied()
        formed = self.signs & _STRUCTURE or any(t.kind in ("compared", "top", "nth", "nth-least") for t in tokens)
        self.structured = bool(wanted and (formed or any(t.asked for t in wanted)))

    @property
    def target(self) -> Target | None:
        """What is asked for in the first place."""
        return self.wanted[0] if self.wanted else None

    def where(self, *, but: str = "") -> Condition:
        """All conditions; those on the dimension `but` left out."""
        return together([atom for atom in self.atoms if atom.dimension != but])

    def pair(self) -> tuple[Is, Is, str] | None:
        """Two things of one dimension that are not negated, in printed order."""
        if len(self.atoms) < 2:
            return None
        for dimension in (*DISTRIBUTED, *(a.dimension for a in self.atoms if "|" in a.dimension)):
            same = [a.condition for a in self.atoms if a.dimension == dimension and not a.negated and isinstance(a.condition, Is)]
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
        listed = any(t.kind == "sign" and t.text.startswith(("哪些", "哪几", "哪一些")) for t in self.tokens)
        if listed and dimensions <= {"clause", "responsibility"}:
            return [Target("duty", False, 0, False)]
        if which and not listed and dimensions == {"document"} and self._numbers_of_documents():
            return [Target("document", False, 0, True)]
        if which and dimensions == {"clause"} and not any(t.kind in ("noun", "unit") for t in self.tokens):
            return [Target("quote", False, 0, True)]
        if which and dimensions == {"responsibility"}:
            return [Target("responsibility-text", False, 0, True)]
        if "duty" in dimensions and not which:
            return [Target("department", False, 0, False)]
        return [Target("duty", "howmany" in self.signs, 0, False)]

    def _numbers_of_documents(self) -> bool:
        """Whether documents are named by their numbers alone, and nothing else is: 民政部令第66号是什么."""
        said = [atom.condition.said for atom in self.atoms if isinstance(atom.condition, Is)]
        nouns = any(t.kind in ("noun", "unit", "rest") for t in self.tokens)
        return not nouns and bool(said) and all(one.endswith("号") for one in said)

    def _fields_wanted(self) -> list[str]:
        """The fields asked for of duties that are given by number."""
        dimensions = dict.fromkeys(t.dimension for t in self.wanted if t.dimension not in ("duty", "any"))
        return [one for one in dimensions if one != "name"] or list(dimensions)

    def _which_name(self) -> str:
        """Whether a name is that of the table, that of the contents, or both of them."""
        if not any(t.kind == "noun" and t.value == "catalogue" for t in self.tokens):
            return "name"
        return "wordings" if any(t.text in ("信息表", "表里", "表内", "表格") for t in self.tokens) else "contents-name"

    def _whole(self, target: Target) -> Query | None:
        """The things all of whose duties are so: 职责清一色用这个信箱的部门, 职责全部依据第七款的是哪个部门; None where none is asked for."""
        whole = next((t for t in self.tokens if t.kind == "sign" and t.value == "all" and t.text in _WHOLLY), None)
        if whole is None or target.dimension not in _MEMBERS or any(a.negated for a in self.atoms):
            return None
        before = next((t for t in reversed(self.tokens) if t.end <= whole.start and t.kind != "filler"), None)
        holds = [a for a in self.atoms if a.start >= whole.end]
        if before is None or before.value != "duty" or not holds:
            return None
        rest = together([a for a in self.atoms if a.start < whole.end])
        values = Values(target.dimension, rest, never=Not(together(holds)))
        return Count(values) if target.count else values

    def documents(self, dimension: str) -> tuple[str, ...]:
        """The legal documents whose number, clauses … are asked for, where no other duties of theirs are: 23号是什么文件, 2.4依据公路法哪几条."""
        named = [a.condition for a in self.atoms if a.dimension == "document" and not a.negated and isinstance(a.condition, Is)]
        duties = any(t.kind == "noun" and t.value == "duty" for t in self.tokens)
        if dimension not in OF_DOCUMENTS or duties or self.signs & {"other", "shared", "same"}:
            return ()
        return tuple(term for one in named for term in one.terms)

    def finish(self, target: Target, where: Condition) -> Query:
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
        if dimension == "name" and numbers:
            dimension = self._which_name()
        if dimension == "name" and self.atoms and not numbers:
            only = {a.dimension for a in self.atoms}
            dimension = _NAMED.get(min(only), dimension) if len(only) == 1 else dimension
            if only == {"department"} and any(t.kind == "asks" and t.value == "name" for t in self.tokens):
                dimension = "duty"  # 办公室是干什么的
        if target.count and dimension in ("page", "name"):
            return Values("page", where) if dimension == "page" else Count(Values("duty", where))
        with_it = [a for a in self.atoms if a.dimension == "department" and not a.negated and isinstance(a.condition, Is)]
        if (
            dimension == "department"
            and target.asked
            and len(with_it) == 1
            and len(self.atoms) > 1
            and self.signs & {"shared", "and", "other", "same"}
        ):
            known = with_it[0].condition
            assert isinstance(known, Is)
            return Values(dimension, self.where(but=dimension), known.terms, known.said)
        if whole := self._whole(target):
            return whole
        never = [a for a in self.atoms if a.negated and a.dimension not in (dimension, "has")]
        if never and dimension in _MEMBERS and not numbers:
            rest = [a for a in self.atoms if a not in never]
            refused = together([Atom(a.condition, False, a.dimension) for a in never])
            values = Values(dimension, together(rest), never=refused)
            return Count(values) if target.count else values
        without = [a for a in self.atoms if a.dimension == dimension and a.negated and isinstance(a.condition, Is)]
        if without and dimension != "duty" and isinstance(where, All | Not | Is):
            where = self.where(but=dimension)
            terms = tuple(term for a in without if isinstance(a.condition, Is) for term in a.condition.terms)
            values = Values(dimension, where, terms, "、".join(a.condition.said for a in without if isinstance(a.condition, Is)))
        elif numbers and not target.count and len(two := self._fields_wanted()) > 1:
            return Pairs(two[0], two[1], where)
        else:
            many = numbers and isinstance(numbers[0].condition, Is) and (len(numbers) > 1 or len(numbers[0].condition.terms) > 1)
            if many and dimension == "page":
                return Pairs("duty", dimension, where)
            values = Values(dimension, where, of=self.documents(dimension))
        return Count(values) if target.count else values
