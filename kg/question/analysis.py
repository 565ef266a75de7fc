"""The whole way of a question once: plain form, tokens, conditions, what is asked for, query, and what is unknown in it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.errors import UsageError
from kg.question.algebra import All, Count, Has, Is, Query, Values, by_items
from kg.question.conditions import narrowing, played, quoting
from kg.question.conditions.atom import Atom
from kg.question.constructions.frame import OF_DOCUMENTS
from kg.question.constructions.read import Understood, read
from kg.question.mentions.scan import Token, scan
from kg.question.route import score as route
from kg.question.route import subject, told
from kg.question.wanted import field as fields
from kg.question.words import bodies, columns, fees
from kg.question.words.lexicon import Lexicon
from kg.question.words.plain import plain

LONGEST = 2000
DEPARTMENT = re.compile("[\u4e00-\u9fff]{1,7}(?:部|科|处|室|股|办|中心|党委|大队|支队)")
LAW = re.compile("(?:法|条例|办法|规定|细则|规则|章程)$")
_LAW_NAME = 12  # letters of a law's name in a question that says no matter beside it
_WHO_ARE_YOU = re.compile("你(?:是谁|叫)")  # chit-chat with the program, though 谁 and 名字 are words of queries
_OF_BODIES = ("duty", "department", "clause", "document", "responsibility")
_MOST = 40  # conditions in one question; more are no question but noise, and more than a query should hold


@dataclass(frozen=True, slots=True)
class Analysis:
    """How a question reads as a query: its tokens, conditions and query, and what is unknown or unexplained in it.

    `field` is the dimension that a question about a matter asks for; `choices` are the readings of a name that fits several things.
    `told` is a matter and what it is asked whether of its duty; `sure` is what no word is left of.
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
        values = (self.field, kind, *fields.ALSO.get(kind, ()))
        words = [t for t in self.tokens if t.value in values or (t.kind == "sign" and t.value == "which")]
        words += [t for t in self.tokens if kind == "code" and t.kind == "noun" and t.text.endswith(fields.CODES)]
        asking = [t.text for t in words if t.text and (t.kind != "asks" or "举报" not in t.text)]
        return re.sub("|".join(map(re.escape, asking)) or "$^", " ", "".join(t.text for t in self.tokens))

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
        return subject.dropped(self.query, self.tokens) or columns.unused(self.query, self.tokens)

    @property
    def quotes(self) -> bool:
        """Whether words in quotation marks are read as words to look for, and nothing says that text is spoken of."""
        return quoting.quotes(self.tokens) and not quoting.of_text("".join(token.text for token in self.tokens))

    @property
    def features(self) -> dict[str, float]:
        """What tells a question for a query from one about a matter."""
        return route.features(self.tokens, self.atoms, structured=self.structured, query=self.query is not None)

    @property
    def certain(self) -> bool:
        """Whether the question is one for a query and not for a search."""
        if self.query is None or len(self.atoms) > _MOST:
            return False
        if self.unknown or self.sure:
            return True
        if self.told:
            return False
        if isinstance(self.query, Values) and subject.of_all(self.query):
            enough = 1 if self.query.dimension == "department" else 2  # the 审 of 经审会 is all that is left of a matter
            if self.rest and (sum(map(len, self.rest)) >= enough or subject.told(self.tokens) >= enough):
                return False  # of all duties, and a matter beside it
        if any((isinstance(a.condition, Is) and a.dimension == "duty") or a.condition == Has("subitem") for a in self.atoms):
            return True
        return route.score(self.features) > 0


def analyse(text: str, lexicon: Lexicon, *, marks: bool = True) -> Analysis:
    """Read a question as a query over the things that `lexicon` names; without `marks` as if it had no quotation marks."""
    said = plain(text) if marks else quoting.unmarked(plain(text))
    tokens = scan(said, lexicon)
    if quoting.quotes(tokens) and not quoting.literal(tokens, said):
        said = quoting.unmarked(said)
        tokens = scan(said, lexicon)
    if bodies.asks_superior(said, lexicon.bodies):
        return Analysis(tuple(tokens), (), Values("superior", All()), (), (), True, sure=True)
    tokens, absent = narrowing.placed(tokens, lexicon.authorities) if lexicon.several else (tokens, ())
    tokens = columns.placed(tokens, lexicon.contact) if lexicon.values else tokens
    tokens, plays = played.placed(tokens)
    understood = read(tokens)
    sure = _of_body(tokens, understood)
    asked = understood.atoms or sure or (understood.structured and not _WHO_ARE_YOU.search(text))
    by_parts = any(token.kind == "parts" for token in tokens) or not lexicon.kind("item")
    query = _counted(played.of(understood.query, plays, understood.atoms), by_parts) if asked and understood.query else None
    unnamed = (a.condition.said for a in understood.atoms if isinstance(a.condition, Is) and not a.condition.terms)
    strange = _strange_department(tokens, understood, said, lexicon) or _strange_law(tokens, understood)
    unknown = (*unnamed, *absent, *strange)
    asked_for = columns.asked(tokens, understood.wanted) if lexicon.columns else ""
    asked_for = (
        asked_for
        or columns.unprinted(said)
        or fees.unprinted(said, lexicon.values)
        or fields.column(fields.asked(tokens, understood.wanted), tokens, lexicon.fields)
    )
    if isinstance(query, Values) and (column := fields.column(query.dimension, tokens, lexicon.fields)) != query.dimension:
        query = replace(query, dimension=column)
    if isinstance(query, Values):
        query = replace(query, dimension=columns.chosen(query.dimension, tokens))
    choices = (
        tuple((name, _counted(played.of(meant, plays, understood.atoms), by_parts)) for name, meant in _choices(tokens))
        if query
        else ()
    )
    if isinstance(query, Values) and query.dimension in ("leading", "support", "joint"):
        asked_for = asked_for or query.dimension
    whether = told.asked(tokens, understood.atoms, lexicon.things, parts=bool(lexicon.kind("role"))) if understood.rest else None
    if whether and whether.dimension.startswith(columns.PAID) and asked_for:
        whether = None  # 办证带什么照片，要交钱么：the answer is to what is asked first
    elif whether and whether.dimension.startswith(columns.PAID):
        asked_for = whether.dimension.replace(columns.PAID, columns.OWN, 1)
    read_ = tuple(tokens), understood.atoms, query, understood.rest, unknown, understood.structured
    return Analysis(*read_, asked_for, choices, whether, sure)


def _of_body(tokens: list[Token], understood: Understood) -> bool:
    """Whether a question names a body and what is asked of it, and nothing more: 区城市管理局的监督电话."""
    named = not understood.rest and not understood.atoms and any(token.kind == "body" for token in tokens)
    return named and any(
        t.dimension in ("phone", "mailbox", "supervision") or columns.is_contact(t.dimension) for t in understood.wanted
    )


def _counted(query: Query, by_parts: bool) -> Query:
    """The query, items counted once where there are sub-items and nobody wants each of them counted."""
    return query if by_parts else by_items(query)


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


def _strange_department(tokens: list[Token], understood: Understood, said: str, lexicon: Lexicon) -> tuple[str, ...]:
    """What stands where a department or a body should, in a question for what it has, and is none of this base's."""
    meant = understood.query.of if isinstance(understood.query, Count) else understood.query
    if understood.atoms or not understood.structured or not isinstance(meant, Values) or meant.dimension not in _OF_BODIES:
        return ()
    told = tuple(token.text for token in tokens if token.kind == "rest")
    if meant.dimension == "duty" and len(told) == 1 and DEPARTMENT.fullmatch(told[0]):
        return told
    above = next((name for name in lexicon.kind("superior") if re.search(f"(?:^|[,。?]){name}(?:的|有|负责|承担|管)", said)), "")
    if above:
        return (above,)
    body = narrowing.stranger(said, tokens, lexicon.bodies)
    return (body,) if body else ()


def _strange_law(tokens: list[Token], understood: Understood) -> tuple[str, ...]:
    """The law before an article (劳动法第四十八条) that nothing in the base cites, where duties or their departments are asked for."""
    if not understood.structured or sum(map(len, understood.rest)) > _LAW_NAME:
        return ()
    for token, behind in itertools.pairwise(tokens):
        article = isinstance(behind.value, Is) and behind.value.dimension == "clause" and behind.value.terms
        if token.kind == "rest" and article and LAW.search(token.text):
            return (token.text,)
    return ()


def refuse_unreadable(text: str) -> None:
    """Raises UsageError for a question longer than 2,000 characters or with lone surrogates."""
    if len(text) > LONGEST:
        raise UsageError(f"问题有 {len(text)} 个字，超过 {LONGEST} 字。", hint="请用几句话说明要办的事。")
    try:
        text.encode()
    except UnicodeEncodeError as problem:
        raise UsageError("问题中有无法识别的字符（编码损坏）。", hint="请检查终端或文件的编码，应为 UTF-8。") from problem
