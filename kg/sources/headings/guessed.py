"""Columns of lists under labels that nobody knows: what kind of value stands there, by the words of the label and by the values."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from kg.labels import ASIDE, EVERYDAY, GUESSES, NAME_OF, POSTS, is_helper, is_post, of_posts, usual_kind
from kg.meaning import is_citation, is_department
from kg.records import Finding, Item, Place, Severity
from kg.sources.blocks import Block, Paragraph, Row, Table, distinct, filled
from kg.sources.headings.columns import WHO, Column, is_foreign
from kg.sources.headings.header import Header, cell_of, columns_of, of_catalogue
from kg.sources.headings.notes import is_total
from kg.sources.headings.numbers import is_number
from kg.sources.known import kind_of
from kg.text import label, squeeze

_TITLE, _NO_TITLE = re.compile(GUESSES["title"]), re.compile(GUESSES["no_title"])
_STRANGE, _DUTY = re.compile(GUESSES["strange"]), re.compile(GUESSES["duty"])
_WHO, _SECTION, _NOT_WHO, _ONCE = (re.compile(GUESSES[key]) for key in ("who", "section", "not_who", "once"))
_EACH = tuple(GUESSES["each"])
_COUNTED, _DEPUTIES = re.compile(GUESSES["counted"]), re.compile(GUESSES["deputies"])
_PLANNED = re.compile(GUESSES["planned"])
_PARTS = re.compile("[、，,；;/\\n]+")
_NAMES = [re.compile(pattern) for pattern in GUESSES["names"]]
_LONGEST_TITLE, _LONGEST_LABEL, _SHORTEST_NAME = 60, 16, 3
_FEWEST_COLUMNS, _FEWEST_ROWS, _TOP = 3, 2, 6
_HALF, _NEARLY = 0.5, 0.9

Values = Mapping[str, Sequence[str]]


def kinds(blocks: Sequence[Block]) -> dict[str, str]:
    """The kinds of labels in the lists of a document: who acts, and on what basis.

    Where a title says that it is a catalogue, also of names: a list needs a column of names that do not repeat, beside one that cites documents, or one of bodies
    where a title or its label speaks of duties.
    """
    titled, duties = told(blocks)
    planned = _is_planned(blocks)
    found: dict[str, str] = {}
    counted = False
    for head, below in (one for block in blocks if isinstance(block, Table) for one in lists(block.rows)):
        if is_list(head) or ((titled or _has_deputies(head)) and not any(map(_STRANGE.search, _telling(head)))):
            shared = (head.first("tick") is not None and not planned) or _has_deputies(head)
            found = {**_of_list(head, below, duties or shared), **found}
            found |= {text: kind for text, kind in _of_posts(head.labels if duties else ()).items() if kind == "number"}
            counted = counted or bool(head.first("number") or head.first("code"))
    if counted:  # 窗口号 is no number of duties where another list has those
        found = {text: kind for text, kind in found.items() if kind != "number" or text in POSTS}
    return {**posts(blocks), **found}


def posts(blocks: Sequence[Block]) -> dict[str, str]:
    """The kinds of labels in cards that describe posts, or whose names may be those of anything (任务名称), below a title of duties."""
    cards = [block for block in blocks if isinstance(block, Table)] if all(told(blocks)) else []
    rows = [[cells for cells in map(distinct, card.rows) if len(cells) > 1] for card in cards]
    labels = [[label(one.text) for row in card for one in row[::2]] for card in rows]
    plain = [] if _is_planned(blocks) else labels
    found = {text: "name" for card in plain if _acted(card) for text in card if text in EVERYDAY and kind_of(text) == "name"}
    return found | {text: kind for card in labels for text, kind in _of_posts(card).items()}


def told(blocks: Sequence[Block]) -> tuple[bool, bool]:
    """Whether titles say that a document is a catalogue, and that it is one of duties."""
    titles = [squeeze(text) for text in _titles(blocks)]
    titled = any(map(_TITLE.search, titles)) and not any(map(_NO_TITLE.search, titles))
    return titled, any(map(_DUTY.search, titles))


def _is_planned(blocks: Sequence[Block]) -> bool:
    """Whether a title is that of a plan: what stands below it are tasks of a year or a campaign."""
    return any(map(_PLANNED.search, _titles(blocks)))


def of_cards(items: Sequence[Item], labels: Sequence[str]) -> dict[str, str]:
    """The same for information tables: who acts and on what basis, where no label of the document says so."""
    known = {kind_of(text) for text in labels if not is_helper(text)}
    values = {text: [item.text(text).strip() for item in items] for text in labels}
    unknown = [text for text in labels if kind_of(text) == "other" and text not in ASIDE]
    basis = "" if "basis" in known else _basis(values, unknown)
    who = "" if known & {"department", "body"} else _who(values, [text for text in unknown if text != basis], _WHO)
    who = who or ("" if known & set(WHO) else _post(values))
    return {text: kind for text, kind in ((basis, "basis"), (who, "department")) if text}


def finding(found: Mapping[str, str]) -> Iterator[Finding]:
    """That labels have been read by what stands under them."""
    if said := "，".join(
        f"“{text}”读作“{NAME_OF[kind]}”" for text, kind in found.items() if kind in NAME_OF and usual_kind(text) != kind
    ):
        message = f"有的栏名不在已知之列，按内容{said}；不对时请用 --mapping 说明。"
        yield Finding("unknown-label", Severity.INFO, (), "", Place(), message)


def _titles(blocks: Iterable[Block]) -> Iterator[str]:
    """The short lines above the first table, the names of sheets, and rows of one text at the top of a table."""
    above = True
    for block in blocks:
        texts: list[str] = []
        if isinstance(block, Paragraph):
            texts = [block.cell.text] if above else []
        elif isinstance(block, Table):
            above = False
            named = [] if is_post(block.name) else [block.name]  # 招标采购岗 says what one card is of
            texts = [*named, *(said[0].text for row in block.rows[:_TOP] if len(said := filled(row)) == 1)]
        yield from (text for text in texts if len(text) <= _LONGEST_TITLE)


def lists(rows: Sequence[Row]) -> Iterator[tuple[Header, Sequence[Row]]]:
    """Each row of several short texts at the top, or below a title, as a header, with the rows below it as far as there are enough."""
    said = [len(filled(row)) for row in rows]
    top = next((n for n, count in enumerate(said[:_TOP]) if count >= _FEWEST_COLUMNS), None)
    heads = [
        n
        for n, count in enumerate(said)
        if count >= _FEWEST_COLUMNS and (n == top or (n and said[n - 1] < _FEWEST_ROWS)) and _is_short(rows[n])
    ]
    for n, end in pairwise([*heads, len(rows)]):
        head = columns_of(rows, n)
        below = [row for row in rows[n + head.rows : end] if len(filled(row)) > 1 and not is_total(row)]
        if len(below) >= _FEWEST_ROWS:
            yield head, below


def _telling(head: Header) -> list[str]:
    """The labels that may tell that a list is no catalogue: none of those that any list may have, nor of deputies (A岗：姓名)."""
    return [text for text in head.labels if text not in ASIDE and not _DEPUTIES.match(text)]


def _has_deputies(head: Header) -> bool:
    """Whether the labels are those of a list of duties with who does them and who stands in: A角, B角."""
    return len({found[0] for text in head.labels if (found := _DEPUTIES.match(text))}) > 1


def _is_short(row: Row) -> bool:
    """Whether the texts of a row may be labels: short, and no numbers."""
    texts = [label(one.text) for one in filled(row)]
    return all(len(text) <= _LONGEST_LABEL and not text.isdigit() for text in texts)


def is_list(head: Header) -> bool:
    """Whether the labels that are known are enough for a list of duties."""
    return head.first("name") is not None and of_catalogue(head.labels)


def _of_list(head: Header, rows: Sequence[Row], duties: bool) -> dict[str, str]:
    values = {column.label: list(_under(column, head, rows)) for column in head.columns}
    unknown = [column.label for column in head.columns if column.kind == "other" and column.label not in ASIDE]
    basis = "" if head.first("basis") else _basis(values, unknown)
    sections = [column for column in head.columns if column.kind == "department" and not is_helper(column.label)]
    words = _SECTION if head.first("body") else _WHO
    who = "" if sections or head.first("tick") else _who(values, [text for text in unknown if text != basis], words)
    who = who or ("" if sections or head.first("body") or head.first("tick") or is_foreign(head.labels) else _post(values))
    name = (
        _plain_name(head, duties)
        if head.first("name")
        else _name([one for one in head.columns if one.label not in (basis, who)], values)
    )
    led = bool(who or sections or head.first("body") or head.first("tick"))
    if not (name or head.first("name")) or not (basis or head.first("basis") or (led and (duties or _DUTY.search(name)))):
        return {}
    number = _number(values, [text for text in unknown if text not in POSTS])
    named = ((name, "name"), (basis, "basis"), (who, "department"), (number, "number"))
    told = {text: kind for text, kind in named if text}
    return dict.fromkeys(_each(values, unknown), "department") | told | _behind(head, name)


def _of_posts(labels: Iterable[str]) -> dict[str, str]:
    """The labels of a card or list that describes posts: their numbers, their names, and what they do."""
    found = {text: POSTS[text] for text in labels if text in POSTS}
    return found if {"name", "accountability"} <= set(found.values()) else {}


def _plain_name(head: Header, duties: bool) -> str:
    """The column of names that tables of any sort have (事项), beside one of bodies that only catalogues have, below a title of duties."""
    name = head.first("name")
    own = _acted(head.labels)
    return name.label if name and name.label in EVERYDAY and duties and own and not is_foreign(head.labels) else ""


def _acted(labels: Iterable[str]) -> bool:
    """Whether one of the labels is of those who act, as only catalogues call them."""
    return any(kind_of(text) in WHO and text not in EVERYDAY for text in labels)


def _under(column: Column, head: Header, rows: Sequence[Row]) -> Iterator[str]:
    """The values of a column; what is merged as the number beside it is says one thing of one duty, whose departments have rows of their own."""
    for above, row in zip(((), *rows), rows, strict=False):
        own, number = cell_of(row, column), cell_of(row, head.last("number"))
        goes_on = number is not None and any(one is number for one in above) and any(one is own for one in above)
        if own is not None and not goes_on:
            yield own.text.strip()


def _behind(head: Header, name: str) -> dict[str, str]:
    """部门职责 behind the names of duties is what a department does about each, and no main responsibility."""
    main, named = head.first("responsibility"), head.first("name")
    at = named.at if named else next((column.at for column in head.columns if column.label == name), 0)
    return {main.label: "other"} if main and main.label != name and main.at > at else {}


def _share(values: Sequence[str], test: Callable[[str], bool]) -> float:
    said = [text for text in values if text]
    return sum(map(test, said)) / len(said) if said else 0.0


def _basis(values: Values, labels: Sequence[str]) -> str:
    """The column most of whose values cite documents."""
    shares = {text: _share(values[text], is_citation) for text in labels}
    best = max(shares, key=lambda text: shares[text], default="")
    return best if best and shares[best] >= _HALF else ""


def _number(values: Values, labels: Sequence[str]) -> str:
    """The column of numbers, each of which comes once: 窗口号, 责任编号."""
    able = (text for text in labels if _COUNTED.search(text) and _share(values[text], is_number) == 1)
    return next((text for text in able if len(set(values[text])) == len(values[text])), "")


def _who(values: Values, labels: Sequence[str], words: re.Pattern[str]) -> str:
    """The first column of bodies that act, rather one that does not say they did so once (原实施部门) or lead from above (对应上级部门)."""
    able = [text for text in labels if not _NOT_WHO.search(text) and not is_helper(text)]
    fits = [text for text in able if _share(values[text], is_department) >= (_HALF if words.search(text) else _NEARLY)]
    return min(fits, key=lambda text: (not words.search(text), _ONCE.search(text) is not None), default="")


def _post(values: Values) -> str:
    """The column of posts: 责任人 with 网格员, 装备技师 below it, and no names of people."""
    able = [text for text in values if of_posts(text) and kind_of(text) == "other"]
    return next((text for text in able if _share(values[text], _are_posts) > _HALF), "")


def _are_posts(text: str) -> bool:
    return all(is_post(one) or is_department(one) for one in _PARTS.split(text) if one)


def _each(values: Values, labels: Sequence[str]) -> list[str]:
    """The columns of bodies each of which has one of its own duties behind it: 镇街, 镇街职责."""
    able = [text for text in labels if not (_NOT_WHO.search(text) or is_helper(text))]
    return [text for text in able if any(text + end in values for end in _EACH) and _share(values[text], is_department) > _HALF]


def _name(columns: Sequence[Column], values: Values) -> str:
    """The column whose label sounds most like a name of duties, among those whose values say something and do not repeat."""
    for pattern in _NAMES:
        for column in columns:
            said = [text for text in values[column.label] if text]
            distinct = len(set(said)) >= _NEARLY * len(values[column.label])
            long = sum(map(len, said)) >= _SHORTEST_NAME * len(said)
            open_ = column.kind in ("other", "accountability", "boundary", "responsibility") and column.label not in ASIDE
            if (
                open_
                and pattern.search(column.label.rstrip("）)"))
                and said
                and distinct
                and long
                and _share(said, is_citation) < _HALF
            ):
                return column.label
    return ""
