"""Running texts that break off, and numbered steps that are gone or say nothing: told by what the other texts of the column do."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.labels import DRAFTS
from kg.meaning import numerals
from kg.records import Document, Field, Finding, Item, Severity
from kg.repair.evidence.homes import CONDUCT
from kg.repair.evidence.wording import cut
from kg.repair.where import of_field, standing
from kg.text import is_wordless, squeeze

_FEWEST, _FEW, _SHORTEST, _TAIL, _SHOWN = 5, 1, 6, 8, 12
_MOST, _HABIT, _CLOSING = 0.8, 0.9, "。；;！!”’）)】"
_SENTENCES = (*CONDUCT, "boundary")
_CHINESE = re.compile("[\u4e00-\u9fff]")
_ENDS = frozenset(DRAFTS["ends"])
_SET_PHRASE = re.compile("(.).\\1.$|(.)..?\\2$")  # 即来即办, 应保尽保
_OPENED = (("“", "”"), ("（(", "）)"), ("《", "》"), ("〔［【﹝", "〕］】﹞"))
_WORD = re.compile(r"\w")
_CLAUSE = re.compile("第[零〇一二三四五六七八九十百\\d]+条")
_ORDINALS = (
    re.compile(r"(?:^|(?<=[。；;，,：:\n]))\s*(\d{1,2})[.、．](?!\d)"),
    re.compile(r"(?:^|(?<=[。；;，,：:\n]))\s*[（(](\d{1,2})[）)]"),
    re.compile(r"(?:^|(?<=[。；;，,：:\n]))\s*([①-⑳])"),
    re.compile(r"(?:^|(?<=[。；;\n]))\s*[（(]([一二三四五六七八九十]{1,3})[）)]"),
    re.compile(r"(?:^|(?<=[。；;\n]))\s*([一二三四五六七八九十]{1,3})、"),
    re.compile(r"(?:^|(?<=[。；;，,：:\n]))\s*第([一二三四五六七八九十]{1,3})步"),
)
_NAMED_ONLY = re.compile(r"[^：:。；;\n]{0,10}[：:]?\s*")
_Cell = tuple[Item, Field]
_Steps = list[tuple[int, str]]


def texts(document: Document) -> Iterator[Finding]:
    """What breaks off: before a mark closes, or without the mark that all other texts of its column close with."""
    for label, cells in _columns(document).items():
        kind = cells[0][1].kind
        broken = {n: why for n, (_, field) in enumerate(cells) if (why := _opened(field.text))}
        if kind in _SENTENCES:
            broken |= {n: why for n, why in _unclosed([field.text for _, field in cells]).items() if n not in broken}
        for n, why in broken.items() if len(broken) <= _few(cells) else ():
            item, field = cells[n]
            message = f"“{label}”像是没有写完，止于“{squeeze(field.text)[-_SHOWN:]}”：{why}，请对照原件核对。"
            yield _finding(item, field, message)


def steps(document: Document) -> Iterator[Finding]:
    """A number that the steps of a text leave out, and a step of which nothing stands there but its name, where the others of the column have all theirs."""
    for label, cells in _columns(document).items():
        if cells[0][1].kind not in CONDUCT:
            continue
        counted = [(cell, found) for cell in cells if len(found := numbered(cell[1].text)) > 1]
        odd = [(cell, why) for cell, found in counted if (why := _gap(found) or _nothing(found))]
        if len(counted) - len(odd) < max(2, len(odd)) or len(odd) > _few(cells):
            continue
        for (item, field), why in odd:
            yield _finding(item, field, f"“{label}”的步骤不全：{why}，请对照原件核对。")


def _columns(document: Document) -> dict[str, list[_Cell]]:
    """The texts under each label that has running ones, a merged cell once."""
    seen: set[int] = set()
    columns: dict[str, list[_Cell]] = defaultdict(list)
    for item in document.items:
        for field in standing(item):
            if field.kind in (*_SENTENCES, "basis") and id(field.value) not in seen:
                seen.add(id(field.value))
                columns[field.label].append((item, field))
    return columns


def _few(cells: Sequence[_Cell]) -> int:
    """How many texts of a column may be slips; more than that are a way of writing."""
    return _FEW + len(cells) // 20


def _opened(text: str) -> str:
    """Why a text breaks off that ends, without a mark, behind a bracket or quotation mark that is still open; "" for any other."""
    body = text.rstrip()
    if not body or not _WORD.match(body[-1]):
        return ""
    for opening, closing in _OPENED:
        at = max(map(body.rfind, opening))
        if at > max(map(body.rfind, closing)) and not (opening == "《" and _CLAUSE.search(body, at)):
            return f"“{body[at]}”之后没有“{closing[opening.index(body[at])]}”"
    return ""


def _unclosed(column: Sequence[str]) -> dict[int, str]:
    """The texts without a mark at their end where the others have one, by their places: those that stop within a word, or alone end otherwise than all."""
    said = [squeeze(text) for text in column]
    open_ = [n for n, text in enumerate(said) if _CHINESE.match(text[-1:])]
    closed = len(said) - len(open_)
    if closed < _FEWEST or closed < _MOST * len(said):
        return {}
    others = f"其余 {closed} 格"
    long = [n for n in open_ if len(said[n]) >= _SHORTEST and not is_wordless(said[n])]
    found = {n: f"{others}都以标点结尾，这里停在半个词上" for n in long if _breaks(said[n])}
    last = Counter(text.rstrip(_CLOSING)[-1:] for n, text in enumerate(said) if n not in open_)
    habit, often = last.most_common(1)[0]
    if len(open_) == 1 and often >= max(_FEWEST, _HABIT * closed):
        found |= {n: f"{others}几乎都以“{habit}”和标点结尾" for n in long if said[n][-1] != habit}
    return found


def _breaks(text: str) -> bool:
    """Whether a text ends within a word: its last character is none by itself."""
    near = text[-_TAIL:]
    return near[-1] not in _ENDS and len(near) - 1 in cut(near).alone and not _SET_PHRASE.search(near)


def numbered(text: str) -> _Steps:
    """The steps of a text that begins with the first of them: their numbers, and what they say."""
    body = text.strip()
    for form in _ORDINALS:
        if form.match(body):
            marks = list(form.finditer(body))
            ends = [mark.start() for mark in marks[1:]] + [len(body)]
            found = [(numerals.counted(mark[1]), body[mark.end() : end]) for mark, end in zip(marks, ends, strict=True)]
            return found if found[0][0] == 1 else []
    return []


def _gap(found: _Steps) -> str:
    """The one place where numbers that count on otherwise leave some out."""
    pairs = [(one, other) for (one, _), (other, _) in pairwise(found)]
    gaps = [(one, other) for one, other in pairs if other != one + 1]
    if len(gaps) != 1 or len(found) <= 2 or not 1 < gaps[0][1] - gaps[0][0] <= 3:
        return ""
    one, other = gaps[0]
    return f"由第 {one} 步跳到第 {other} 步，缺第 {'、'.join(map(str, range(one + 1, other)))} 步"


def _nothing(found: _Steps) -> str:
    """The one step that has no more than a name, where all others say what is done."""
    bare = [
        n
        for n, (_, said) in enumerate(found)
        if not _CHINESE.search(said) or (said.strip()[-1] in "：:" and _NAMED_ONLY.fullmatch(said))
    ]
    return f"第 {found[bare[0]][0]} 步没有内容" if len(bare) == 1 else ""


def _finding(item: Item, field: Field, message: str) -> Finding:
    return Finding("missing-value", Severity.WARNING, (item.number,), field.label, of_field(item, field), message)
