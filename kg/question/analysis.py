"""The whole way of a question once: plain form, tokens, conditions, what is asked for, query, and what is unknown in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.question.algebra import All, Exists, Has, Is, Query, Values, by_items
from kg.question.conditions import citing, having, joined, narrowing, played, quoting
from kg.question.conditions.atom import Atom
from kg.question.constructions import quickest, sides
from kg.question.constructions.frame import OF_DOCUMENTS
from kg.question.constructions.read import Understood, read
from kg.question.mentions import bodies
from kg.question.mentions.scan import scan
from kg.question.mentions.token import Token
from kg.question.route import score, strange, subject, told, unread
from kg.question.wanted import columns, field, spoken
from kg.question.words.columns import OWN, PAID, in_words, is_contact
from kg.question.words.lexicon import Lexicon
from kg.question.words.plain import plain
from kg.question.words.vocabulary import cues

_WHO_ARE_YOU = re.compile("你(?:是谁|叫)")  # chit-chat with the program, though 谁 and 名字 are words of queries
_PARTS = ("leading", "support", "joint")
_DECREE = re.compile("(?:是不是|是否是?|属不属于|算不算|是|属于)(?:一[部个])?[\u4e00-\u9fff]{0,10}令(?:吗|么|吧)?[?。]?$")
_GRIEVANCE = cues("grievance")["said"]
_TELLS = 2  # letters from which what is left may tell of a matter
_MOST = 40  # conditions in one question; more are no question but noise, and more than a query should hold


@dataclass(frozen=True, slots=True)
class Analysis:
    """How a question reads as a query: its tokens, conditions and query, and what is unknown or unexplained in it.

    `field` is the dimension that a question about a matter asks for; `choices` are the readings of a name that fits several things.
    `told` is a matter and what it is asked whether of its duty; `sure` is what no word is left of. `spoken` is what is asked in everyday
    words, which the printed fields of the matter tell.
    """

    tokens: tuple[Token, ...]
    atoms: tuple[Atom, ...]
    query: Query | None
    rest: tuple[str, ...]
    unknown: tuple[str, ...]
    structured: bool
    field: str = ""
    choices: tuple[tuple[str, Query], ...] = ()
    told: told.Told | None = None
    sure: bool = False
    spoken: spoken.Spoken = spoken.NOTHING
    unread: str = ""

    @property
    def _of_matter(self) -> bool:
        """Whether it is a matter's clauses in a law that are asked for (反家暴那一项在反家庭暴力法里是哪几条), or who else has to do with it."""
        if len("".join(self.rest)) < _TELLS:
            return False
        beside = bool(self.spoken.besides) and all(atom.dimension == "department" for atom in self.atoms)
        return beside or bool(self.documents and isinstance(self.query, Values) and self.query.dimension == "duty")

    @property
    def bodiless(self) -> str:
        """The question without the names of bodies, which many texts have and which tell of no matter."""
        return "".join(" " if token.kind == "body" else token.text for token in self.tokens)

    @property
    def given(self) -> tuple[str, ...]:
        """The duty that is given by its number, or its sub-items; none where anything else is a condition."""
        beside = self.spoken.besides or self.spoken.alone
        others = [
            a for a in self.atoms if a.dimension != "duty" and not (beside and a.dimension in (*_PARTS, "department", "sole"))
        ]
        numbers = [a.condition for a in self.atoms if a.dimension == "duty" and not a.negated]
        return numbers[0].terms if len(numbers) == 1 and not others and isinstance(numbers[0], Is) else ()

    @property
    def partly(self) -> bool:
        """Whether the matter is only a part of the question."""
        return bool(self.field or self.empty or self.told)

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
        values = (self.field, kind, *field.ALSO.get(kind, ()))
        words = [t for t in self.tokens if t.value in values or (t.kind == "sign" and t.value == "which")]
        words += [t for t in self.tokens if kind == "code" and t.kind == "noun" and t.text.endswith(field.CODES)]
        asking = [t.text for t in words if t.text and (t.kind != "asks" or "举报" not in t.text)]
        left = re.sub("|".join(map(re.escape, asking)) or "$^", " ", "".join(t.text for t in self.tokens))
        return re.sub("|".join(_GRIEVANCE), " ", left) if kind in ("phone", "mailbox", "supervision") else left

    @property
    def documents(self) -> tuple[str, ...]:
        """The legal documents whose clauses a question about a matter asks for, as in 涉路施工许可依据公路法哪几条."""
        named = [a.condition for a in self.atoms if a.dimension == "document" and not a.negated and isinstance(a.condition, Is)]
        return tuple(term for one in named for term in one.terms) if self.field in OF_DOCUMENTS else ()

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
        return subject.dropped(self.query, self.tokens) or subject.unused(self.query, self.tokens) or self.unread

    @property
    def quotes(self) -> bool:
        """Whether words in quotation marks are read as words to look for, and nothing says that text is spoken of."""
        return quoting.quotes(self.tokens) and not quoting.of_text("".join(token.text for token in self.tokens))

    @property
    def features(self) -> dict[str, float]:
        """What tells a question for a query from one about a matter."""
        return score.features(self.tokens, self.atoms, structured=self.structured, query=self.query is not None)

    @property
    def certain(self) -> bool:
        """Whether the question is one for a query and not for a search."""
        if self.query is None or len(self.atoms) > _MOST:
            return False
        if self.unknown or self.sure:
            return True
        if self.told or (isinstance(self.query, Values) and self._of_matter):
            return False
        if isinstance(self.query, Exists) and isinstance(self.query.where, Is) and self.query.where.dimension == "type":
            return (
                len("".join(self.rest)) < _TELLS or score.score(self.features) > 0
            )  # the 城 of 城管有没有行政裁决 tells of no matter
        if isinstance(self.query, Values) and subject.of_all(self.query):
            enough = 1 if self.query.dimension == "department" else 2  # the 审 of 经审会 is all that is left of a matter
            if self.rest and (sum(map(len, self.rest)) >= enough or subject.told(self.tokens) >= enough):
                return False  # of all duties, and a matter beside it
        if any((isinstance(a.condition, Is) and a.dimension == "duty") or a.condition == Has("subitem") for a in self.atoms):
            return True
        return score.score(self.features) > 0


def analyse(text: str, lexicon: Lexicon, *, marks: bool = True) -> Analysis:
    """Read a question as a query over the things that `lexicon` names; without `marks` as if it had no quotation marks."""
    said, tokens = _scanned(text, lexicon, marks=marks)
    if bodies.asks_superior(said, lexicon.bodies):
        return Analysis(tuple(tokens), (), Values("superior", All()), (), (), True, sure=True)
    tokens, absent = narrowing.placed(tokens, lexicon.authorities) if lexicon.several else (tokens, ())
    tokens = having.placed(tokens, lexicon.contact) if lexicon.values else tokens
    tokens, plays = played.placed(tokens)
    among = citing.whether(tokens)
    tokens, limit = citing.placed(tokens)
    tokens = joined.placed(tokens)
    understood = read(tokens)
    by_parts = any(token.kind == "parts" for token in tokens) or not lexicon.kind("item")

    def whole(query: Query) -> Query:
        """A query with the part that is said of what it asks for; items counted once where nobody wants each sub-item counted."""
        found = played.of(citing.of(query, limit), plays, understood.atoms)
        return found if by_parts else by_items(found)

    sure = _of_body(tokens, understood) or among is not None
    asked = understood.atoms or sure or (understood.structured and not _WHO_ARE_YOU.search(text))
    query = _columned(whole(understood.query), tokens, lexicon) if asked and understood.query else None
    if particular := among or _particular(query, said, tokens, understood, lexicon):
        query, sure = particular if by_parts else by_items(particular), True
    choices = tuple((name, whole(meant)) for name, meant in _choices(tokens)) if query else ()
    wanted = field.asked(said, tokens, understood.wanted, lexicon)
    if isinstance(query, Values) and query.dimension in _PARTS:
        wanted = wanted or query.dimension
    whether = told.asked(tokens, understood.atoms, lexicon.things, parts=bool(lexicon.kind("role"))) if understood.rest else None
    if whether and whether.dimension.startswith(PAID):
        if wanted:
            whether = None  # 办证带什么照片，要交钱么：the answer is to what is asked first
        else:
            wanted = whether.dimension.replace(PAID, OWN, 1)
    unnamed = (a.condition.said for a in understood.atoms if isinstance(a.condition, Is) and not a.condition.terms)
    unknown = () if among else (*unnamed, *absent, *strange.names(said, tokens, understood, lexicon))
    by_number = isinstance(query, Values) and any(a.dimension == "duty" for a in understood.atoms)
    if isinstance(query, Values) and by_number and query.dimension == "step":
        query = replace(query, dimension="workflow")
    wanted = "workflow" if wanted == "step" else wanted  # in the order in which they are printed
    heard = spoken.asked(said, query.dimension if by_number and isinstance(query, Values) else wanted)
    read_ = tuple(tokens), understood.atoms, query, understood.rest, unknown, understood.structured
    left = ""
    if query and not among:
        left = unread.unread(query, tokens, understood.atoms, plays, limit, roles=bool(lexicon.kind("role")))
    return Analysis(*read_, wanted, choices, whether, sure, heard, left)


def _particular(query: Query | None, said: str, tokens: list[Token], understood: Understood, lexicon: Lexicon) -> Query | None:
    """A question for the number of a decree, or for the shortest or longest term; None for others."""
    decree = _decree(query, said) if isinstance(query, Exists) else None
    if lexicon.kind("role") and (two := sides.asked(said, understood.atoms)):
        return two
    return decree or quickest.asked(said, tokens, understood.atoms, lexicon.values)


def _decree(query: Exists, said: str) -> Query | None:
    """The number of a document of which it is asked whether it is somebody's order: …办法是不是国务院令."""
    one = query.where
    if isinstance(one, Is) and one.dimension == "document" and one.terms and _DECREE.search(said):
        return Values("document-number", one, of=one.terms)
    return None


def _scanned(text: str, lexicon: Lexicon, *, marks: bool) -> tuple[str, list[Token]]:
    """A question in plain form and its tokens; quotation marks that only set off a name are left out."""
    said = plain(in_words(text, lexicon.values))
    said = said if marks else quoting.unmarked(said)
    tokens = scan(said, lexicon)
    if quoting.quotes(tokens) and not quoting.literal(tokens, said):
        said = quoting.unmarked(said)
        tokens = scan(said, lexicon)
    return said, tokens


def _columned(query: Query, tokens: list[Token], lexicon: Lexicon) -> Query:
    """The query for the column that is meant, where a base has several of one kind or one sort."""
    if not isinstance(query, Values):
        return query
    return replace(query, dimension=columns.chosen(field.column(query.dimension, tokens, lexicon.fields), tokens))


def _of_body(tokens: list[Token], understood: Understood) -> bool:
    """Whether a question names a body and what is asked of it, and nothing more: 区城市管理局的监督电话."""
    named = not understood.rest and not understood.atoms and any(token.kind == "body" for token in tokens)
    return named and any(t.dimension in ("phone", "mailbox", "supervision") or is_contact(t.dimension) for t in understood.wanted)


def named_catalogues(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The catalogues (IRIs) of all bodies that a question names, in a base of several; none where it names none."""
    if not lexicon.several:
        return ()
    return tuple(dict.fromkeys(key for token in scan(plain(text), lexicon) if token.kind == "body" for key in token.value))


def _choices(tokens: list[Token]) -> Iterator[tuple[str, Query]]:
    """The first name that fits several things, read as each of them."""
    choice = next((token for token in tokens if token.kind == "choice"), None)
    for meant in choice.value.parts if choice else ():
        query = read([replace(t, kind="mention", value=meant) if t is choice else t for t in tokens]).query
        if query:
            yield meant.said, query
