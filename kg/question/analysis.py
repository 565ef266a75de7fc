"""The whole way of a question once: plain form, tokens, conditions, what is asked for, query, and what is unknown in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.question.algebra import All, Count, Exists, Has, Is, Pairs, Query, Some, Values
from kg.question.conditions import around, called, citing, having, joined, narrowing, played, quoting
from kg.question.conditions.atom import Atom
from kg.question.constructions import particular, saying, whether
from kg.question.constructions.frame import OF_DOCUMENTS
from kg.question.constructions.read import Understood, read
from kg.question.mentions import bodies
from kg.question.mentions.phrases import field_words
from kg.question.mentions.scan import scan
from kg.question.mentions.token import Token
from kg.question.route import score, strange, subject, told, unread, unstated
from kg.question.structure import anywhere, by_items
from kg.question.wanted import beside, columns, field, spoken
from kg.question.words.columns import CONTACT, MAIL, OWN, PAID, in_words, is_contact
from kg.question.words.lexicon import Lexicon
from kg.question.words.plain import plain
from kg.question.words.vocabulary import cues

_WHO_ARE_YOU = re.compile("你(?:是谁|叫)")  # chit-chat with the program, though 谁 and 名字 are words of queries
_PARTS = ("leading", "support", "joint")
_REWARD, _REWARDED = re.compile("|".join(cues("reward")["asked"])), cues("reward")["matter"][0]
_SEVERAL = re.compile("(?:哪[几些]|多少|(?<![第好])几)(?:项|条|件|样)?(?:职[责权](?:事项)?|事项|权力|(?<=[项条件样])(?=[?。]?$))")
_GRIEVANCE = cues("grievance")["said"]
_TELLS = 2  # letters from which what is left may tell of a matter
_MOST = 40  # conditions in one question; more are no question but noise, and more than a query should hold


@dataclass(frozen=True, slots=True)
class Analysis:
    """How a question reads as a query: its tokens, conditions and query, and what is unknown or unexplained in it.

    `field` is the dimension that a question about a matter asks for; `choices` are the readings of a name that fits several things.
    `told` is a matter and what it is asked whether of its duty; `sure` is what no word is left of. `spoken` is what is asked in everyday
    words, which the printed fields of the matter tell; `beside` are fields of one duty that are asked for together;
    `unstated` is what is asked of a department and no catalogue states; `unserved` a telephone that is not for complaints, where none is printed.
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
    beside: tuple[str, ...] = ()
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
        return bool(self.field or self.beside or self.empty or self.told or _REWARD.search(self.bodiless))

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
        asking = [t.text for t in words if t.text and (t.kind != "asks" or "举报" not in t.text)]
        left = re.sub("|".join(map(re.escape, asking)) or "$^", " ", "".join(t.text for t in self.tokens))
        left = _REWARD.sub(_REWARDED, left)
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
        return (
            subject.dropped(self.query, self.tokens)
            or subject.unused(self.query, self.tokens)
            or self.unread
            or subject.unheard(self.query, self.tokens)
        )

    @property
    def several(self) -> bool:
        """Whether it is duties that are asked for, in the plural: what is found for one matter is no answer to that."""
        duties = self.query.of if isinstance(self.query, Count) else self.query
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
        if self.told or (two and sum(map(len, self.rest)) >= _TELLS) or (isinstance(self.query, Values) and self._of_matter):
            return False
        if isinstance(self.query, Exists) and isinstance(self.query.where, Is) and self.query.where.dimension == "type":
            return (
                len("".join(self.rest)) < _TELLS or score.score(self.features) > 0
            )  # the 城 of 城管有没有行政裁决 tells of no matter
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


@dataclass(frozen=True, slots=True)
class _Placed:
    """The tokens of a question once their neighbours have changed them, and what is said beside its conditions of what it asks for."""

    tokens: list[Token]
    plays: tuple[played.Play, ...]
    limit: Is | None
    absent: tuple[str, ...]
    by_parts: bool

    def whole(self, query: Query, atoms: tuple[Atom, ...]) -> Query:
        """A query with the part that is said of what it asks for; items counted once where nobody wants each sub-item counted."""
        limited = called.of(citing.of(query, self.limit), self.tokens)
        return self.counted(played.of(limited, self.plays, atoms))

    def counted(self, query: Query) -> Query:
        """A query that counts items, or each of their sub-items where somebody wants that."""
        return query if self.by_parts else by_items(query)


def analyse(text: str, lexicon: Lexicon, *, marks: bool = True) -> Analysis:
    """Read a question as a query over the things that `lexicon` names; without `marks` as if it had no quotation marks."""
    said, tokens = _scanned(text, lexicon, marks=marks)
    if turned := whether.turned(said):
        asked = analyse(turned.said, lexicon, marks=marks)
        if isinstance(asked.query, Some):
            return replace(asked, query=replace(asked.query, none=turned.none), sure=True)
    if there := called.exists(said, lexicon):
        return Analysis(tuple(tokens), (), there, (), (), True, sure=True)
    if bodies.asks_superior(said, lexicon.bodies):
        return Analysis(tuple(tokens), (), Values("superior", All()), (), (), True, sure=True)
    of_kind = citing.whether(tokens, lexicon.kind("document-number"))
    placed = _placed(tokens, lexicon)
    understood = read(placed.tokens)
    query, sure = _query(said, placed, understood, lexicon, chats=bool(_WHO_ARE_YOU.search(text)), of_kind=of_kind)
    choices = tuple((name, placed.whole(meant, understood.atoms)) for name, meant in _choices(placed.tokens)) if query else ()
    given = isinstance(query, Values) and any(a.dimension == "duty" for a in understood.atoms)
    wanted, holds = _wanted(said, placed.tokens, understood, query, lexicon)
    named = query.dimension if given and isinstance(query, Values) else wanted
    heard = spoken.asked(said, named, lexicon.values)
    unknown = () if of_kind else _unknown(said, placed, understood, lexicon)
    left = ""
    if query and not of_kind and not saying.asked(said, placed.tokens, understood.atoms, field_words(lexicon)):
        left = unread.unread(query, placed.tokens, understood.atoms, placed.plays, placed.limit, roles=bool(lexicon.kind("role")))
    read_ = tuple(placed.tokens), understood.atoms, query, understood.rest, unknown, understood.structured
    never = unstated.asked(tokens, lexicon.values)
    return Analysis(
        *read_,
        wanted,
        choices,
        holds,
        sure,
        heard,
        left,
        beside.asked(placed.tokens),
        never,
        field.unserved(tokens, lexicon.contact),
    )


def _placed(tokens: list[Token], lexicon: Lexicon) -> _Placed:
    """What neighbours make of the tokens, from the bodies that are named to what several things come to."""
    absent: tuple[str, ...] = ()
    tokens = around.placed(tokens, lexicon)
    if lexicon.several:
        tokens, absent = narrowing.placed(tokens, lexicon.authorities)
    if lexicon.values:
        tokens = having.placed(tokens, lexicon.contact)
    tokens, plays = played.placed(tokens)
    tokens, limit = citing.placed(tokens)
    tokens = joined.placed(tokens)
    by_parts = any(token.kind == "parts" for token in tokens) or not lexicon.kind("item")
    return _Placed(tokens, plays, limit, absent, by_parts)


def _query(
    said: str, placed: _Placed, understood: Understood, lexicon: Lexicon, *, chats: bool, of_kind: Query | None
) -> tuple[Query | None, bool]:
    """The query, None for none, and whether it is certain: a particular construction, else what the reader made of it."""
    tokens, atoms = placed.tokens, understood.atoms
    if found := of_kind or particular.asked(said, tokens, understood, lexicon):
        return placed.counted(found), True
    sure = _of_body(tokens, understood)
    if not understood.query or not (atoms or sure or (understood.structured and not chats)):
        return None, sure
    query = _columned(placed.whole(understood.query, atoms), tokens, lexicon)
    if not understood.rest and isinstance(query, Values) and (query.but or query.also):
        sure = True  # departments by all the parts that they play or never play, and nothing else
    if isinstance(query, Values) and query.dimension == "step" and any(a.dimension == "duty" for a in atoms):
        query = replace(query, dimension="workflow")  # in the order in which they are printed
    return query, sure


def _wanted(
    said: str, tokens: list[Token], understood: Understood, query: Query | None, lexicon: Lexicon
) -> tuple[str, told.Told | None]:
    """The field that a question about a matter asks for, and what it is asked whether of the matter's duty."""
    wanted = _served(field.asked(said, tokens, understood.wanted, lexicon), tokens, lexicon)
    if isinstance(query, Values) and query.dimension in _PARTS:
        wanted = wanted or query.dimension
    parts = bool(lexicon.kind("role"))
    whether = told.asked(tokens, understood.atoms, lexicon.things, parts=parts) if understood.rest else None
    if understood.rest and not whether and not any(a.dimension == "duty" for a in understood.atoms):
        whether = told.says(said, field_words(lexicon))
    if whether and whether.dimension.startswith(PAID):
        if wanted:
            whether = None  # 办证带什么照片，要交钱么：the answer is to what is asked first
        else:
            wanted = whether.dimension.replace(PAID, OWN, 1)
    return "workflow" if wanted == "step" else wanted, whether  # in the order in which they are printed


def _unknown(said: str, placed: _Placed, understood: Understood, lexicon: Lexicon) -> tuple[str, ...]:
    """The names in a question that nothing in the base answers to."""
    unnamed = (a.condition.said for a in understood.atoms if isinstance(a.condition, Is) and not a.condition.terms)
    kinds = (placed.limit.said,) if placed.limit and not placed.limit.terms else ()  # documents of a kind that nothing cites
    return (*unnamed, *kinds, *placed.absent, *strange.names(said, placed.tokens, understood, lexicon))


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
    kind = field.column(query.dimension, tokens, lexicon.fields)
    numbered = any(token.kind == "mention" and getattr(token.value, "dimension", "") == "duty" for token in tokens)
    return replace(query, dimension=columns.chosen(_served(kind, tokens, lexicon) if numbered else kind, tokens))


def _served(dimension: str, tokens: list[Token], lexicon: Lexicon) -> str:
    """The address for letters of a duty: that for those who have a matter to see to, unless somebody complains; another dimension as it is."""
    asks = dimension == "mailbox" and lexicon.contact and not having.complains(tokens)
    return lexicon.contact.replace(CONTACT, MAIL, 1) if asks else dimension


def _of_body(tokens: list[Token], understood: Understood) -> bool:
    """Whether a question names a body and what is asked of it, and nothing more: 区城市管理局的监督电话."""
    named = not understood.rest and not understood.atoms and any(token.kind == "body" for token in tokens)
    return named and any(t.dimension in ("phone", "mailbox", "supervision") or is_contact(t.dimension) for t in understood.wanted)


def named_catalogues(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The catalogues (IRIs) of all bodies that a question names, in a base of several; none where it names none.

    A place that is named elsewhere in it says which of several is meant (永丰区的民宿文旅局管吗).
    """
    if not lexicon.several:
        return ()
    named = [token for token in scan(plain(text), lexicon) if token.kind == "body"]
    where = {key for token in named if token.text in lexicon.places for key in token.value}
    bodies = [token.value for token in named if token.text not in lexicon.places] or [tuple(where)]
    return tuple(dict.fromkeys(key for keys in bodies for key in ([one for one in keys if one in where] or keys)))


def _choices(tokens: list[Token]) -> Iterator[tuple[str, Query]]:
    """The first name that fits several things, read as each of them."""
    choice = next((token for token in tokens if token.kind == "choice"), None)
    for meant in choice.value.parts if choice else ():
        query = read([replace(t, kind="mention", value=meant) if t is choice else t for t in tokens]).query
        if query:
            yield meant.said, query
