"""The whole way of a question once: plain form, tokens, conditions, what is asked for, query, and what is unknown in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.question.algebra import Query, Some, Values
from kg.question.analysis import Analysis
from kg.question.condition import All, Contains, Is
from kg.question.conditions import around, called, cast, citing, having, joined, narrowing, numbered, played, quoting
from kg.question.conditions.atom import Atom
from kg.question.constructions import particular, saying, single, whether
from kg.question.constructions.read import Understood, read
from kg.question.dimensions import those
from kg.question.mentions import bodies
from kg.question.mentions.phrases import field_words
from kg.question.mentions.scan import scan
from kg.question.mentions.token import Token, names
from kg.question.route import strange, told, unread, unstated
from kg.question.structure import by_items, counted, within
from kg.question.wanted import beside, columns, field, second, spoken
from kg.question.words import parts
from kg.question.words.columns import CONTACT, MAIL, OWN, PAID, in_words, is_contact
from kg.question.words.lexicon import Lexicon
from kg.question.words.plain import plain

_CLOSING = "[^,。?]{{2}}{}(?:(?<=单位|部门)|部门|单位|科室|处室|股室|机构|主体)[?。]?$"
_WHO_ARE_YOU = re.compile("你(?:是谁|叫)")  # chit-chat with the program, though 谁 and 名字 are words of queries


@dataclass(frozen=True, slots=True)
class _Placed:
    """The tokens of a question once their neighbours have changed them, and what is said beside its conditions of what it asks for."""

    tokens: list[Token]
    plays: tuple[cast.Play, ...]
    limit: Is | None
    absent: tuple[str, ...]
    by_parts: bool

    def whole(self, query: Query, atoms: tuple[Atom, ...]) -> Query:
        """A query with the part that is said of what it asks for; items counted once where nobody wants each sub-item counted."""
        limited = called.of(citing.of(query, self.limit), self.tokens)
        return self.counted(cast.of(limited, self.plays, atoms))

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
    if whole := _asked_whole(said, lexicon):
        return Analysis(tokens=tuple(tokens), query=whole, structured=True, sure=True)
    of_kind = citing.whether(tokens, lexicon.kind("document-number"))
    placed = _placed(tokens, lexicon)
    understood = read(placed.tokens)
    told_whole = of_kind or saying.asked(said, placed.tokens, understood.atoms, field_words(lexicon))
    query, sure = _query(said, placed, understood, lexicon, chats=bool(_WHO_ARE_YOU.search(text)), told_whole=told_whole)
    query = _as_printed(query, text, lexicon) if query else None
    wanted, holds = _wanted(said, placed, understood, query, lexicon)
    given = any(a.dimension == "duty" for a in understood.atoms)
    named = query.dimension if given and isinstance(query, Values) else wanted
    return Analysis(
        tokens=tuple(placed.tokens),
        atoms=understood.atoms,
        query=query,
        rest=understood.rest,
        unknown=() if of_kind else _unknown(said, placed, understood, lexicon),
        structured=understood.structured,
        field=wanted,
        choices=tuple((name, placed.whole(meant, understood.atoms)) for name, meant in _choices(placed.tokens)) if query else (),
        told=holds,
        sure=sure,
        spoken=spoken.asked(said, named, lexicon.values),
        unread=_unread(query, placed, understood, lexicon) if query and not told_whole else "",
        beside=beside.asked(placed.tokens),
        second=second.asked(query, understood.wanted, placed.tokens, understood.atoms) if query else None,
        unstated=unstated.asked(tokens, lexicon.values),
        unserved=field.unserved(tokens, lexicon.contact),
    )


def _asked_whole(said: str, lexicon: Lexicon) -> Query | None:
    """The query of a question that is told as a whole: whether there is a department of a name, which body is above one."""
    if there := called.exists(said, lexicon):
        return there
    return Values("superior", All()) if bodies.asks_superior(said, lexicon.bodies) else None


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
    tokens = numbered.placed(tokens)
    tokens = joined.placed(tokens)
    by_parts = any(token.kind == "parts" for token in tokens) or not lexicon.kind("item")
    return _Placed(tokens, plays, limit, absent, by_parts)


def _query(
    said: str, placed: _Placed, understood: Understood, lexicon: Lexicon, *, chats: bool, told_whole: Query | None
) -> tuple[Query | None, bool]:
    """The query, None for none, and whether it is certain: a particular construction, else what the reader made of it."""
    tokens, atoms = placed.tokens, understood.atoms
    if found := told_whole or particular.asked(said, tokens, understood, lexicon):
        return placed.counted(cast.played(found, "leading", "lead") if lexicon.carrying else found), True
    sure = _of_body(tokens, understood)
    if not understood.query or not (atoms or sure or (understood.structured and not chats)):
        return None, sure
    query = _columned(placed.whole(understood.query, atoms), tokens, lexicon)
    query = single.meant(query, tokens, understood.wanted)
    query = cast.sharing(query) if lexicon.stated else query
    query = single.own_contacts(query, said, parts=bool(lexicon.carrying or lexicon.parts))
    if not understood.rest and isinstance(query, Values) and (query.but or query.also):
        sure = True  # departments by all the parts that they play or never play, and nothing else
    if isinstance(query, Values) and query.dimension == "step" and any(a.dimension == "duty" for a in atoms):
        query = replace(query, dimension="workflow")  # in the order in which they are printed
    return query, sure


def _wanted(
    said: str, placed: _Placed, understood: Understood, query: Query | None, lexicon: Lexicon
) -> tuple[str, told.Told | None]:
    """The field that a question about a matter asks for, and what it is asked whether of the matter's duty."""
    tokens = placed.tokens
    wanted = _served(field.asked(said, tokens, understood.wanted, lexicon), tokens, lexicon)
    part = query.dimension if isinstance(query, Values) else ""
    if part not in (*those("acting"), *those("played")) and not part.startswith(parts.PRINTED):
        part = next(
            (play.role for play in placed.plays if re.search(_CLOSING.format(re.escape(play.said)), said)), ""
        )  # …审核机构
    wanted = wanted or ("leading" if part == "lead" else part)  # of one duty, who carries it out alone leads it
    printed = lexicon.parts
    whether = told.asked(tokens, understood.atoms, lexicon.things, parts=printed) if understood.rest else None
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


def _unread(query: Query, placed: _Placed, understood: Understood, lexicon: Lexicon) -> str:
    """The first words of weight that no part of the query holds."""
    return unread.unread(query, placed.tokens, understood.atoms, placed.plays, placed.limit, roles=lexicon.parts)


def _scanned(text: str, lexicon: Lexicon, *, marks: bool) -> tuple[str, list[Token]]:
    """A question in plain form and its tokens; quotation marks that only set off a name are left out."""
    said = plain(in_words(text, lexicon.values))
    said = parts.as_led(said, lexicon.carrying) if lexicon.carrying else said
    said = said if marks else quoting.unmarked(said)
    said = parts.unmarked(said) if lexicon.parts else said
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
    numbered = any(names(token, "duty") for token in tokens)
    return replace(query, dimension=columns.chosen(_served(kind, tokens, lexicon) if numbered else kind, tokens))


def _as_printed(query: Query, text: str, lexicon: Lexicon) -> Query:
    """The query over duties beside whose departments a part is printed in these very words, where it is quoted so (标明“牵头”)."""
    values = counted(query)
    said = parts.marked(plain(text)) if lexicon.kind("role") and not lexicon.carrying else ""
    of_duties = isinstance(values, Values) and values.dimension in ("duty", "item")
    return within(query, Contains("department", said)) if said and of_duties else query


def _served(dimension: str, tokens: list[Token], lexicon: Lexicon) -> str:
    """The address for letters: unless somebody complains, that for those with a matter to see to; another dimension as it is."""
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
