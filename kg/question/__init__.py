"""text -> Question: what a question mentions and what it asks for, before anything is looked up."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from kg.errors import UsageError
from kg.question import narrowing, route
from kg.question.algebra import All, Count, Has, Is, Query, Values
from kg.question.atom import Atom
from kg.question.lexicon import Lexicon
from kg.question.plain import plain
from kg.question.read import Understood, read
from kg.question.scan import Token, scan

LONGEST = 2000
DEPARTMENT = re.compile("[\u4e00-\u9fff]{1,7}(?:部|科|处|室|股|办|中心|党委|大队|支队)")
_WHO_ARE_YOU = re.compile("你(?:是谁|叫)")  # chit-chat with the program, though 谁 and 名字 are words of queries
_BY_NAME = ("clause", "basis", "document", "document-number", "issuer", "responsibility", "responsibility-text", "page")
_FIELDS = (*_BY_NAME, "quote", "workflow", "documents", "accountability", "boundary", "mailbox", "supervision", "step")
_CLOSING = ("document-number", "issuer", "document", "mailbox", "workflow", "documents", "accountability")
_COMPLAINS = ("举报", "投诉", "监督")
_OF_BODIES = ("duty", "department", "clause", "document", "responsibility")
_MOST = 40  # conditions in one question; more are no question but noise, and more than a query should hold
_NUMBER = re.compile(
    r"(?<![\d.A-Za-z])(\d{1,3}(?:\.\d{1,3}){1,2})(?![\d.]|\s*[万亿千百元块%％‰月日天倍折米级寸岁克吨斤]|[A-Za-z])"
)


@dataclass(frozen=True, slots=True)
class Question:
    """A question as asked, the duty numbers in it, the kind of field it asks for ("": who is in charge), and its matter."""

    text: str
    numbers: tuple[str, ...]
    asks: str
    matter: str


def understand(text: str) -> Question:
    """Read a question. Lone surrogates, which no output could carry, become U+FFFD."""
    text = text.encode("utf-8", "replace").decode("utf-8")
    folded = unicodedata.normalize("NFKC", text)
    numbers = tuple(dict.fromkeys(_NUMBER.findall(folded)))
    asks, matter = _field(text)
    return Question(text, numbers, asks, matter)


@dataclass(frozen=True, slots=True)
class Analysis:
    """How a question reads as a query: its tokens, conditions and query, and what is unknown or unexplained in it.

    `field` is the dimension that a question about a matter asks for; `choices` are the readings of a name that fits several things.
    """

    tokens: tuple[Token, ...]
    atoms: tuple[Atom, ...]
    query: Query | None
    rest: tuple[str, ...]
    unknown: tuple[str, ...]
    structured: bool
    field: str = ""
    choices: tuple[tuple[str, Query], ...] = ()

    @property
    def matter(self) -> str:
        """The question without the words that ask for a field."""
        asking = [t.text for t in self.tokens if t.value == self.field or (t.kind == "sign" and t.value == "which")]
        return re.sub("|".join(map(re.escape, asking)) or "$^", " ", "".join(t.text for t in self.tokens))

    @property
    def features(self) -> dict[str, float]:
        """What tells a question for a query from one about a matter."""
        return route.features(self.tokens, self.atoms, structured=self.structured, query=self.query is not None)

    @property
    def certain(self) -> bool:
        """Whether the question is one for a query and not for a search."""
        if self.query is None or len(self.atoms) > _MOST:
            return False
        if self.unknown:
            return True
        if isinstance(self.query, Values) and self.query == Values(self.query.dimension, All()):
            enough = 1 if self.query.dimension == "department" else 2  # the 审 of 经审会 is all that is left of a matter
            if sum(map(len, self.rest)) >= enough:
                return False  # of all duties, and a matter beside it
        if any((isinstance(a.condition, Is) and a.dimension == "duty") or a.condition == Has("subitem") for a in self.atoms):
            return True
        return route.score(self.features) > 0


def analyse(text: str, lexicon: Lexicon) -> Analysis:
    """Read a question as a query over the things that `lexicon` names."""
    said = plain(text)
    tokens, absent = narrowing.placed(scan(said, lexicon), lexicon.authorities) if lexicon.several else (scan(said, lexicon), ())
    understood = read(tokens)
    asked = understood.atoms or (understood.structured and not _WHO_ARE_YOU.search(text))
    query = understood.query if asked else None
    unnamed = (a.condition.said for a in understood.atoms if isinstance(a.condition, Is) and not a.condition.terms)
    unknown = (*unnamed, *absent, *_strange_department(tokens, understood, said, lexicon))
    field = _asked_field(tokens, understood)
    choices = tuple(_choices(tokens)) if query else ()
    return Analysis(tuple(tokens), understood.atoms, query, understood.rest, unknown, understood.structured, field, choices)


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


def _asked_field(tokens: list[Token], understood: Understood) -> str:
    """The field that a question about a matter asks for by name, as in 办厂务公开要走什么程序; 怎么办 asks for help, not for a field."""
    said = {token.start: token.kind for token in tokens}
    closing = [t for t in tokens if t.kind not in ("filler", "mark")][-2:]
    complains = any(word in token.text for token in tokens for word in _COMPLAINS)
    last = closing[-1] if closing and closing[-1].kind == "noun" else None
    if last and last.value in (*_CLOSING, *(["phone"] if complains else [])):
        return str(last.value)  # as in …，文号是？
    if any(t.kind == "noun" and t.value == "mailbox" for t in closing):
        return "mailbox"
    asking = any(t.kind == "sign" and t.value == "which" for t in tokens)
    if any(
        t.value == "mailbox"
        and (
            (t.kind == "noun" and asking)
            or (t.kind == "asks" and (t.text[1:2] == "箱" or t.text.endswith(("哪", "哪儿", "哪里", "谁"))))
        )
        for t in tokens
    ):
        return "mailbox"
    if any(t.text.startswith(_COMPLAINS) for t in tokens) and any(t.asked and t.dimension == "phone" for t in understood.wanted):
        return "phone"  # the only telephone numbers of a catalogue are those for complaints
    for target in understood.wanted:
        if target.asked and target.dimension in (_BY_NAME if said[target.start] == "asks" else _FIELDS):
            return target.dimension
    return ""


def _strange_department(tokens: list[Token], understood: Understood, said: str, lexicon: Lexicon) -> tuple[str, ...]:
    """What stands where a department or a body should, in a question for what it has, and is none of this base's."""
    meant = understood.query.of if isinstance(understood.query, Count) else understood.query
    if understood.atoms or not understood.structured or not isinstance(meant, Values) or meant.dimension not in _OF_BODIES:
        return ()
    told = tuple(token.text for token in tokens if token.kind == "rest")
    if meant.dimension == "duty" and len(told) == 1 and DEPARTMENT.fullmatch(told[0]):
        return told
    body = narrowing.stranger(said, tokens, lexicon.bodies)
    return (body,) if body else ()


def refuse_unreadable(text: str) -> None:
    """Raises UsageError for a question longer than 2,000 characters or with lone surrogates."""
    if len(text) > LONGEST:
        raise UsageError(f"问题有 {len(text)} 个字，超过 {LONGEST} 字。", hint="请用几句话说明要办的事。")
    if any("\ud800" <= char <= "\udfff" for char in text):
        raise UsageError("问题中有无法识别的字符（编码损坏）。", hint="请检查终端或文件的编码，应为 UTF-8。")


def _field(text: str) -> tuple[str, str]:
    for kind, words in _asks():
        for word in words:
            if word in text:
                rest = text.replace(word, " ").strip(" ，,。？?、的")
                return kind, rest or text
    return "", text


@cache
def _asks() -> tuple[tuple[str, tuple[str, ...]], ...]:
    data = tomllib.loads(files("kg").joinpath("question", "asks.toml").read_text("utf-8"))
    return tuple((entry["kind"], tuple(sorted(entry["words"], key=len, reverse=True))) for entry in data["asks"])
