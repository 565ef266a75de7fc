"""What a question was found to say: its tokens, conditions, query, what it asks for, and what is unknown in it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.question.algebra import Count, Exists, Pairs, Query, Values
from kg.question.condition import All, Has, Is
from kg.question.conditions import having, narrowing, quoting
from kg.question.conditions.atom import Atom, things
from kg.question.constructions.frame import OF_DOCUMENTS
from kg.question.dimensions import those
from kg.question.mentions.token import Token
from kg.question.route import score, subject, told
from kg.question.structure import anywhere, counted
from kg.question.wanted import field, spoken
from kg.question.words.vocabulary import cues

_REWARD, _REWARDED = re.compile("|".join(cues("reward")["asked"])), cues("reward")["matter"][0]
_POINTING = re.compile("|".join(cues("pointing")["words"]))
_SEVERAL = re.compile("(?:哪[几些]|多少|(?<![第好])几)(?:项|条|件|样)?(?:职[责权](?:事项)?|事项|权力|(?<=[项条件样])(?=[?。]?$))")
_WHOLE = re.compile("目录|清单|全部|所有|一共|总共|总计|合计|各|每")
_GRIEVANCE = cues("grievance")["said"]
_TELLS = 2  # letters from which what is left may tell of a matter
_MOST = 40  # conditions in one question; more are no question but noise, and more than a query should hold


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """How a question reads as a query: its tokens, conditions and query, and what is unknown or unexplained in it.

    `field` is the dimension that a question about a matter asks for; `choices` are the readings of a name that fits several things.
    `told` is a matter and what it is asked whether of its duty; `sure` is what no word is left of. `spoken` is what is asked in everyday
    words, which the printed fields of the matter tell; `beside` are fields of one duty that are asked for together;
    `second` is what a second sentence asks of the same duties; `unstated` is what is asked of a department and no catalogue states; `unserved` a telephone that is not for complaints, where none is printed.
    """

    tokens: tuple[Token, ...]
    atoms: tuple[Atom, ...] = ()
    query: Query | None
    rest: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    structured: bool
    field: str = ""
    choices: tuple[tuple[str, Query], ...] = ()
    told: told.Told | None = None
    sure: bool = False
    spoken: spoken.Spoken = spoken.NOTHING
    unread: str = ""
    beside: tuple[str, ...] = ()
    second: Query | None = None
    unstated: str = ""
    unserved: bool = False

    @property
    def _of_matter(self) -> bool:
        """Whether it is a matter's clauses in a law that are asked for (反家暴那一项在反家庭暴力法里是哪几条), or who else has to do with it."""
        if len("".join(self.rest)) < _TELLS:
            return False
        beside = bool(self.spoken.besides) and all(atom.dimension == "department" for atom in self.atoms)
        return beside or bool(self.documents and isinstance(self.query, Values) and self.query.dimension == "duty")

    @property
    def _counts_of_matter(self) -> bool:
        """Whether it is asked how many documents a matter rests on, and not all duties: 加处罚款依据几部法."""
        values = self.query.of if isinstance(self.query, Count) else None
        of_all = isinstance(values, Values) and values.where == All() and values.dimension in OF_DOCUMENTS
        return of_all and subject.told(self.tokens) >= _TELLS and not _WHOLE.search(self.bodiless)

    @property
    def ordinal(self) -> tuple[str, int | str] | None:
        """The field of which one step or item is asked for and its place, -1 for the last, or what that step is (公示是第几步).

        None for other questions.
        """
        place = next((t.value for t in self.tokens if t.kind == "ordinal"), None)
        kind = self.field.partition("|")[0]
        if place is None or not (kind in those("printed") or self.given):
            return None
        return self.field if kind in those("printed") else "workflow", place

    @property
    def bodiless(self) -> str:
        """The question without the names of bodies, which many texts have and which tell of no matter."""
        return "".join(" " if token.kind == "body" else token.text for token in self.tokens)

    @property
    def given(self) -> tuple[str, ...]:
        """The duty that is given by its number, or its sub-items; none where anything else is a condition."""
        beside = self.spoken.besides or self.spoken.alone
        allowed = ("duty", "department", "sole", *those("acting")) if beside else ("duty",)
        others = [a for a in self.atoms if a.dimension not in allowed]
        numbers = [a.condition for a in self.atoms if a.dimension == "duty" and not a.negated]
        return numbers[0].terms if len(numbers) == 1 and not others and isinstance(numbers[0], Is) else ()

    @property
    def partly(self) -> bool:
        """Whether the matter is only a part of the question."""
        return bool(self.field or self.ordinal or self.beside or self.empty or self.told or _REWARD.search(self.bodiless))

    @property
    def matter(self) -> str:
        """The question without the words that ask for a field; to report something (向谁举报) says what the matter is, too.

        "" where it says no matter at all.
        """
        if self.empty:
            return ""
        if self.told:
            return self.told.matter
        kind = self.field.partition("|")[0]
        values = (self.field, kind, *field.ALSO.get(kind, ()), *self.beside)
        words = [t for t in self.tokens if t.value in values or (t.kind == "sign" and t.value == "which")]
        if kind == "duty":
            words = [t for t in words if t.kind != "noun" or t.text in field.NUMBERS]  # a duty is no number
        words += [t for t in self.tokens if kind == "code" and t.kind == "noun" and t.text.endswith(field.CODES)]
        words += [t for t in self.tokens if t.kind == "ordinal"]
        asking = [t.text for t in words if t.text and (t.kind != "asks" or "举报" not in t.text)]
        left = re.sub("|".join(map(re.escape, asking)) or "$^", " ", "".join(t.text for t in self.tokens))
        left = _POINTING.sub(" ", _REWARD.sub(_REWARDED, left))
        return re.sub("|".join(_GRIEVANCE), " ", left) if kind in ("phone", "mailbox", "supervision") else left

    @property
    def documents(self) -> tuple[str, ...]:
        """The legal documents whose clauses a question about a matter asks for, as in 涉路施工许可依据公路法哪几条."""
        named = things(self.atoms, "document") if self.field in OF_DOCUMENTS else []
        return tuple(term for one in named for term in one.terms)

    @property
    def empty(self) -> bool:
        """Whether the question asks for something and does not say of what: 归谁管, 需要什么材料."""
        return subject.missing(self.query, self.tokens)

    @property
    def acting(self) -> tuple[str, ...]:
        """The catalogues of the body that is asked about as the one that acts."""
        return narrowing.acting(self.tokens)

    @property
    def dropped(self) -> str:
        """What is said of the duties asked for that the query does not know; "" for nothing."""
        return self._unread or subject.unheard(self.query, self.tokens)

    @property
    def idle(self) -> bool:
        """Whether the question is for the departments that have no duties, and for nothing else."""
        asked_of_all = subject.of_all(self.query) == "department"
        return asked_of_all and not self._unread and bool(subject.unheard(self.query, self.tokens))

    @property
    def _unread(self) -> str:
        step = next((t.text for t in self.tokens if t.kind == "ordinal"), "")
        if step and not self.given:
            return step
        return subject.dropped(self.query, self.tokens) or subject.unused(self.query, self.tokens) or self.unread

    @property
    def several(self) -> bool:
        """Whether it is duties that are asked for, in the plural: what is found for one matter is no answer to that."""
        duties = counted(self.query)
        return isinstance(duties, Values) and duties.dimension in ("duty", "item") and bool(_SEVERAL.search(self.bodiless))

    @property
    def quotes(self) -> bool:
        """Whether words in quotation marks are read as words to look for, and nothing says that text is spoken of."""
        return quoting.quotes(self.tokens) and not quoting.of_text("".join(token.text for token in self.tokens))

    @property
    def complains(self) -> bool:
        """Whether the question speaks of complaints, or of what they are for."""
        return having.complains(self.tokens)

    @property
    def anywhere(self) -> Query | None:
        """The query with quoted words looked for in all fields; None where none is, or where names are spoken of."""
        names = any(token.kind == "noun" and token.value in ("name", "contents-name") for token in self.tokens)
        words = [token.value for token in self.tokens if token.kind == "word"]
        wider: Query | None = anywhere(self.query, words) if words and not names else None
        return wider if wider != self.query else None

    @property
    def features(self) -> dict[str, float]:
        """What tells a question for a query from one about a matter."""
        return score.features(self.tokens, self.atoms, structured=self.structured, query=self.query is not None)

    @property
    def certain(self) -> bool:
        """Whether the question is one for a query and not for a search."""
        if self.query is None or len(self.atoms) > _MOST:
            return False
        if self.unknown or self.sure or (isinstance(self.query, Exists) and any(a.dimension == "page" for a in self.atoms)):
            return True
        two = isinstance(self.query, Pairs) and self.query.where == All()  # fields of a matter, and not of every duty
        if (
            self.told
            or self._counts_of_matter
            or (two and sum(map(len, self.rest)) >= _TELLS)
            or (isinstance(self.query, Values) and self._of_matter)
        ):
            return False
        if isinstance(self.query, Exists) and isinstance(self.query.where, Is) and self.query.where.dimension == "type":
            # the 城 of 城管有没有行政裁决 tells of no matter
            return len("".join(self.rest)) < _TELLS or score.score(self.features) > 0
        if isinstance(self.query, Values) and subject.of_all(self.query):
            enough = 1 if self.query.dimension == "department" else 2  # the 审 of 经审会 is all that is left of a matter
            if self.rest and (sum(map(len, self.rest)) >= enough or subject.told(self.tokens) >= enough):
                return False  # of all duties, and a matter beside it
        if self.beside and self.rest and not self.atoms:
            return False  # fields of one matter: 接待外宾的活，流程和要件分别怎么规定
        if any(
            (isinstance(a.condition, Is) and a.dimension == "duty") or a.dimension == "place" or a.condition == Has("subitem")
            for a in self.atoms
        ):
            return True
        return score.score(self.features) > 0
