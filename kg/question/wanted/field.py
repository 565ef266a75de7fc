"""tokens -> field: which field of a duty a question about a matter asks for ("工会经费收缴依据哪几条"), "" for who is in charge.

Beside a duty's number a field's name is enough; beside a matter, words like 材料 and 责任 may belong to the matter itself,
怎么办 asks for help and not for a workflow, and 打电话 is part of a story.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from kg.labels import KIND_OF
from kg.question.dimensions import those
from kg.question.mentions.token import Token, names
from kg.question.wanted import columns
from kg.question.wanted.interrogated import CITES, PLACES
from kg.question.wanted.target import Target
from kg.question.wanted.targets import NEED, SPEAKS
from kg.question.words.columns import SAYS_ITSELF
from kg.question.words.lexicon import Lexicon
from kg.question.words.vocabulary import complaint, cues

_FIELDS = (
    *(*those("document"), "quote", "responsibility", "responsibility-text", "page"),
    *("workflow", "step", "documents", "accountability", "boundary", "supervision"),
    *("subitem", "type", "body"),
)
_CONTACTS = those("contact")
CODES, NUMBERS, _NTH = (cues("field")[name] for name in ("codes", "numbers", "nth"))
ALSO = {
    "supervision": _CONTACTS,
    "phone": ("supervision",),
    "documents": ("document",),
    "mail": ("mailbox",),
}  # whose words may ask for a field too
_CLOSING = (*_FIELDS, "mailbox")
_BARE = ("workflow", "mailbox", "document-number")  # at the end of a question even without 的 before them
_COMPLAINT = complaint("says", "watched", "discontent", "opinion")
_BLAMES = re.compile("追责|问责|追究")
_OFFICIAL = complaint("says", "watched", "heads")
_STEPS = re.compile("流程|程序|步|环节|手续")
_CLAUSE = re.compile("(?:哪一?|哪几|第几)[条款]")
_REACHED = "联系方式"
_SPOKEN_IN = re.compile(f"(?:{'|'.join(PLACES)})[^,。?]?(?:{'|'.join(SPEAKS)})")
_NEAR, _BETWEEN = 9, 5  # tokens behind a law, and letters between it and the word that asks for its clauses
_WHERE = cues("field")["where"]
_STORY = cues("telephone")["story"]


def asked(said: str, tokens: Sequence[Token], wanted: Sequence[Target], lexicon: Lexicon) -> str:
    """The dimension that is asked for: a column of the catalogue's own, one that nothing prints, or a known kind of field."""
    return (
        (columns.asked(tokens, wanted) if lexicon.columns else "")
        or columns.unprinted(said)
        or columns.unprinted_fee(said, lexicon.values)
        or column(_kind(tokens, wanted), tokens, lexicon.fields)
    )


def _kind(tokens: Sequence[Token], wanted: Sequence[Target]) -> str:
    """The kind that is asked for by name: workflow in 办厂务公开要走什么程序, document-number in …，文号是？."""
    said = [t for t in tokens if t.kind not in ("mark", "filler") and t.value != "all"]
    found = (
        _code(tokens, wanted)
        or _contact(tokens, wanted)
        or _spoken_in(tokens)
        or _of_law(tokens)
        or _named(tokens)
        or _closing(tokens, said)
        or _phrase(tokens, said)
        or _beside(tokens, wanted)
    )
    if found not in ("document", "basis", "clause") or not _CLAUSE.search("".join(t.text for t in tokens)):
        return found
    both = any(target.asked and target.dimension == "document" for target in wanted)  # 依据哪部法规第几条
    return "citation" if both else "basis" if found == "document" else found


def _code(tokens: Sequence[Token], wanted: Sequence[Target]) -> str:
    """The number or code of a duty: …的职权编码, …的编码是什么; not of the document or the telephone that is spoken of beside it."""
    if not any(t.dimension in ("duty", "code") for t in wanted):
        return ""
    nouns = [t for t in tokens if t.kind in ("noun", "asks")]
    other = any(t.value in ("document", "document-number", "phone", "responsibility") for t in nouns)
    if not other and _number(tokens):
        return "duty"
    coded = [n for n, t in enumerate(tokens) if t.kind == "noun" and t.text.endswith(CODES)]
    whole = any(not tokens[n + 1 :] or tokens[n + 1].kind != "rest" for n in coded)  # and not the 代码 of 信用代码证
    return "code" if not other and whole else ""


def _number(tokens: Sequence[Token]) -> bool:
    """Whether the place of a duty in the list is asked for: …那项编号多少, …写在第几项."""
    if any(t.kind == "asks" and t.value == "duty" and any(word in t.text for word in _NTH) for t in tokens):
        return True
    n = next((n for n, t in enumerate(tokens) if t.kind == "noun" and t.text in NUMBERS), -1)
    return n > 0 and _only_asks(tokens[n + 1 :])


def _only_asks(behind: Iterable[Token]) -> bool:
    """Whether what stands behind a name asks for it and says nothing more."""
    return all(t.kind in ("mark", "filler") or t.value in ("which", "howmany") for t in behind)


def _contact(tokens: Sequence[Token], wanted: Sequence[Target]) -> str:
    """A mailbox or a telephone number; the only ones that a catalogue has are those for complaints."""
    complains = any(_COMPLAINT.search(t.text) for t in tokens)
    contacts = [t for t in tokens if t.kind == "noun" and t.value in _CONTACTS]
    official = {str(t.value) for t in contacts if complains or _OFFICIAL.match(t.text)}
    if len(official) > 1:
        return "supervision"
    asking = any(t.kind == "sign" and t.value == "which" for t in tokens)
    for token in tokens:
        writes = token.kind == "asks" and (
            token.text[1:2] == "箱" or "哪个" in token.text or token.text.endswith(("哪", "哪儿", "哪里", "谁"))
        )
        if token.value == "mailbox" and (writes or (token.kind == "noun" and asking)):
            return "mailbox"
    told = {t.start for t in tokens if t.text in _STORY and not any("号" in other.text for other in tokens)}
    asks = any(t.asked and t.dimension == "phone" and t.start not in told for t in wanted)
    return "phone" if complains and asks else next(iter(official), "")


def _spoken_in(tokens: Sequence[Token]) -> str:
    """The field in whose text something is said to stand: …的要件里引用了哪部法律."""
    for n, token in enumerate(tokens):
        behind = "".join(t.text for t in tokens[n + 1 :])
        if token.kind == "noun" and token.value in those("printed") and _SPOKEN_IN.match(behind):
            return str(token.value)
    return ""


def unserved(tokens: Sequence[Token], printed: str) -> bool:
    """Whether a telephone for those who have a matter to see to is asked for, and no catalogue prints one: 宣传网络部的办公电话.

    `printed` is the dimension of such contacts, "" for none; who complains asks for another.
    """
    if printed or any(_COMPLAINT.search(t.text) or _OFFICIAL.match(t.text) for t in tokens):
        return False
    named = [n for n, t in enumerate(tokens) if t.kind in ("noun", "asks") and (t.value == "phone" or t.text == _REACHED)]
    return bool(named) and _only_asks(tokens[named[-1] + 1 :])


def _of_law(tokens: Sequence[Token]) -> str:
    """The clauses of a law that is named just before they are asked for: 反家暴法里是哪几条, 违反城市绿化条例哪条哪款."""
    for n, token in enumerate(tokens):
        behind = "".join("\0" if t.kind == "mark" else t.text for t in tokens[n + 1 : n + _NEAR])
        if names(token, "document") and re.match(
            f"(?!的)[^\0]{{0,{_BETWEEN}}}?(?:哪一?|哪几|第几|几)(?:条(?!职|事|权)|款)", behind
        ):
            return "basis"
    return ""


def _named(tokens: Sequence[Token]) -> str:
    """A field under the label that catalogues print, wherever it stands: 责任事项，原文给我看看."""
    for token in tokens:
        label = token.kind == "noun" and token.text in KIND_OF and len(token.text) >= SAYS_ITSELF and token.value in _FIELDS
        if (label and (token.value != "documents" or "要件" in token.text)) or token.text == "页码":
            return str(token.value)
    return ""


def _closing(tokens: Sequence[Token], said: Sequence[Token]) -> str:
    """The field whose name ends the question; a short name needs a 的 before it: 涉路施工许可的依据."""
    last = said[-1] if said else None
    if last is None or last.kind != "noun" or last.value not in _CLOSING or last.text == _REACHED:
        return ""
    n = tokens.index(last)
    joined = n > 0 and (tokens[n - 1].text.endswith("的") or tokens[n - 1].kind in ("mention", "mark"))
    return str(last.value) if joined or last.value in _BARE or len(last.text) >= SAYS_ITSELF else ""


def _phrase(tokens: Sequence[Token], said: Sequence[Token]) -> str:
    """A field that a phrase of its own asks for: 要准备哪些材料, 在第几页, 找谁投诉."""
    for token in tokens:
        plea = token.value == "workflow" and not _STEPS.search(token.text)
        story = token.value == "supervision" and (
            not _COMPLAINT.search(token.text) or (token.text.startswith("怎") and token is not said[-1])
        )
        if token.kind == "asks" and token.value in _FIELDS and not plea and not story:
            return str(token.value)
    return ""


def _beside(tokens: Sequence[Token], wanted: Sequence[Target]) -> str:
    """A field whose name stands beside an interrogative: 流程是什么, 什么流程, 依据哪几条."""
    for target in wanted:
        sign = next((t for t in tokens if t.start == target.start and t.kind == "sign"), None)
        if not target.asked or target.dimension not in _FIELDS or sign is None:
            continue
        cites = CITES if target.dimension == "basis" else ()
        near = [t for t in tokens if (t.value == target.dimension or t.text in cites) and _joined(t, sign, tokens)]
        if near:
            needed = target.dimension == "document" and any(t.text in NEED for t in tokens)
            return "documents" if needed else target.dimension
    return ""


def _joined(name: Token, sign: Token, tokens: Sequence[Token]) -> bool:
    """Whether nothing but words without meaning stands between a field's name and the interrogative."""
    low, high = sorted((name, sign), key=lambda token: token.start)
    between = [t for t in tokens if low.end <= t.start < high.start]
    placed = low is name and (name.kind == "unit" or (name.value in ("document", "documents") and sign.text in _WHERE))
    return not placed and all(t.kind not in ("mark", "rest", "mention") or names(t, "document") for t in between)


def column(kind: str, tokens: Sequence[Token], labels: Mapping[str, str]) -> str:
    """The column meant where a base has several of one kind (责任事项 and 追责情形): "kind|label"; else the kind as it is."""
    named = next((t.text for t in tokens if t.kind == "noun" and t.value == kind and t.text in labels), "")
    if not named and kind == "accountability" and any(t.kind == "asks" and _BLAMES.search(t.text) for t in tokens):
        named = next((label for label in labels if KIND_OF.get(label) == kind and label.endswith("情形")), "")  # 怎么追责
    several = sum(KIND_OF.get(label) == kind for label in labels) > 1
    return f"{kind}|{named}" if kind in those("printed") and named and several else kind
