"""Headings: lines, rows and names of sheets that say of the rows below them a type of power, who is in charge, or a main responsibility."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kg.labels import BODIES, HEADS, TYPES
from kg.meaning import is_department
from kg.records import Cell, Place
from kg.sources.blocks import Row, filled
from kg.sources.headings import cover
from kg.sources.headings.numbers import FIGURES, items_stated
from kg.text import digits, squeeze

_LONGEST_TITLE, _LONGEST_PHRASE, _LONGEST = 35, 25, 200
_SHORTEST_TASK, _MOST_CELLS = 5, 4
_TYPE = re.compile("|".join(sorted((*TYPES, *HEADS["types"]), key=len, reverse=True)))
_TABLE = re.compile(
    r"\s*(?:(\d+(?:[.．]\d+)+)(?![.．]?\d).*|(\d+(?:-\d+)*)\s*(?:[（(]|职责|职权|权力|权责|事项).*)信息表(?:[（(][^（）()]{1,12}[)）])?\s*$"
)
_FIGURE = f"[{FIGURES}百]+"
_RANKS = {
    "一、": re.compile(rf"({_FIGURE})[、.．]"),
    "（一）": re.compile(rf"[（(]({_FIGURE})[)）][、.．]?"),
    "1.1": re.compile(r"(\d+(?:[.．]\d+)+)[、.．]?"),
    "1.": re.compile(r"(\d+)[、.．]"),
    "（1）": re.compile(r"[（(](\d+)[)）][、.．]?"),
    "①": re.compile("([①-⑳])[、.．]?"),
    "职责一": re.compile(rf"(?:第({_FIGURE}|\d+)项|(?:主要)?职责({_FIGURE}|\d+))(?:主要)?(?:职责)?[:：、.．]?"),
    "主要职责": re.compile("主要职责()[:：]"),
    "第一部分": re.compile(rf"第({_FIGURE})(?:部分|章|编|篇)[:：、]?"),
}
WHO = ("office", "body")
_SPACED = re.compile(r"\s*(\d{1,2})[^\S\n]+(?=[\u4e00-\u9fff])")  # as Word prints the number of a heading
_SHORT = ("type", *WHO)
_IN_CHINESE = ("一、", "（一）", "职责一", "主要职责")
_COUNT = re.compile(r"[（(][^（）()]*\d+[^（）()]*[)）]$|[:：]?共?\d+[项条个]$")
_DRESS = "■◆●★▲◇□○※•·【】[]〔〕"
_BRACKET = re.compile("[（(][^（）()]*[)）]$")
_OFFICE = re.compile("(?:科|室|股|处|队|站|所|中心|窗口|办|部)$")
_BODY = re.compile(rf"(?!对)[\u4e00-\u9fff（）()·]{{1,24}}(?:{'|'.join(BODIES['names'])})")
_TASK = re.compile(rf"(?!(?:负责|承担)的)(?:{'|'.join(HEADS['tasks'])})")
_MAIN = re.compile("主要(?:职责|职能)[:：](?=.)")
_NO_TASK = re.compile(rf"(?:{'|'.join(HEADS['no_tasks'])})$")
_BODY_TITLE = re.compile(rf"(?:{'|'.join(HEADS['titles'])}|\\d{{4}}).*")
_SAYSWHOSE = re.compile("(?:职责|职能|责任|事项|分工)$")
_STATED = re.compile(
    r"(?:填报|填表|制表|编制|报送|上报|公布|发布|实施|责任|承办|牵头)?(?:单位|部门|机关|机构|科室|处室|股室)(?:名称)?"
    r"(?:[（(](?:公章|盖章|签章)[)）])?\s*[:：]\s*(\S+?)(?:[（(](?:公章|盖章|签章)[)）])?(?:\s.*)?"
)
_OF_SHEETS = re.compile(rf"(?:附件|附表|表)(?:\d+|{_FIGURE})?[-—_.、．\s]*|\d+[-—_.、．\s]*|{_FIGURE}[-—_.、．]+")
_NUMBER = re.compile(rf"({_FIGURE})[、.．]?|([（(]{_FIGURE}[)）])|[（(]?\d.*")
_ITEMS = re.compile(rf"[（(]?共?[\d{FIGURES}百]+\s*[项条个][)）]?$")
_PHRASE = re.compile(r"[\u4e00-\u9fff\w、“”《》]+")


def heading_number(text: str) -> str:
    """The number of an information table's heading such as "1.1（职责事项名称）信息表"; "" for any other text."""
    match = _TABLE.match(text) if len(text) < _LONGEST else None
    return digits(match[1] or match[2]) if match else ""


@dataclass(slots=True)
class Head:
    """A heading: what `kind` of thing it gives the rows below, "" for nothing.

    A type, office, body, task or phrase; how its ordinal looks, whether it is the title of a list, whether rows stand below; how many items it says that these are, 0 where it does not.
    """

    kind: str
    rank: str
    ordinal: str
    cell: Cell
    title: bool = False
    used: bool = False
    stated: int = 0


def head(cell: Cell, *, in_list: bool = False) -> Head | None:
    """The heading that a line is; None for one that has no ordinal and names no type, body, title or task."""
    found = _head(cell, in_list=in_list)
    return replace(found, stated=items_stated(cell.text)) if found else None


def _head(cell: Cell, *, in_list: bool) -> Head | None:
    text = squeeze(cell.text).strip(_DRESS)
    if len(text) > _LONGEST:
        return None
    if stated := _STATED.fullmatch(cell.text.strip()):
        kind, said = _kind(stated[1], stated[1], "", in_list=False)
        return Head(kind, "who", "", replace(cell, text=said)) if kind in WHO else None
    rank, ordinal, rest = _ordinal(text)
    if not (rank or in_list) and (spaced := _SPACED.match(cell.text)):
        rank, ordinal, rest = "1 ", spaced[1], squeeze(cell.text[spaced.end() :])
    if ordinal and (main := _MAIN.match(rest)):
        return Head("task", rank, ordinal, replace(cell, text=_printed(cell.text, rest[main.end() :])))
    body = _COUNT.sub("", rest).strip(_DRESS)
    kind, said = _kind(body, rest, rank, in_list=in_list)
    title = not kind and 2 < len(body) <= _LONGEST_TITLE and cover.TITLE.search(body) is not None
    if (title or (not kind and _SAYSWHOSE.search(body))) and (owner := _owner(body)):
        return Head("body", rank or "title", ordinal, replace(cell, text=owner), title)
    if not (kind or title) and not (rank and len(rest) <= _LONGEST_TITLE):
        return None
    if kind in ("task", "phrase"):
        said = _printed(cell.text, said)
    return Head(kind, rank or ("who" if kind in WHO else kind), ordinal, replace(cell, text=said), title)


def _printed(text: str, said: str) -> str:
    """The end of a text that says these words, with its blanks as printed, without the count of its items."""
    whole = _ITEMS.sub("", text.strip()).rstrip()
    starts = (n for n in range(len(whole)) if not whole[n].isspace())
    return next((whole[n:] for n in starts if "".join(whole[n:].split()) == said), said)


def unnumbered(cell: Cell) -> tuple[str, Cell]:
    """The ordinal with which a text begins (一、负责…), "" for none, and the text without it."""
    _, ordinal, rest = _ordinal(squeeze(cell.text))
    return (ordinal, replace(cell, text=_printed(cell.text, rest))) if ordinal and rest else ("", cell)


def of_sheet(name: str, number: int) -> Head | None:
    """The heading that the name of a sheet is: a type of power or who is in charge (1-市商务局, 表二 行政许可), and nothing else."""
    found = head(Cell(_OF_SHEETS.sub("", name, count=1) if _OF_SHEETS.match(name) else name, Place(table=number)), in_list=True)
    return replace(found, rank="sheet") if found and found.kind in _SHORT else None


def is_charged(line: str) -> bool:
    """Whether a line of text names a department or body, or a type of power, and nothing else."""
    found = head(Cell(line, Place()))
    return found is not None and found.kind in _SHORT


def of_row(row: Row, below: Row = ()) -> Head | None:
    """The heading for the rows below that a row of a list is: it says one thing, the count of its items and an ordinal aside.

    A task stands in its first cell (with an ordinal in Chinese, its second), and elsewhere goes on with the row above.
    An ordinal in a cell of its own (一 | 行政许可) looks otherwise than the number of the row `below`.
    """
    found = _of_row(row, below)
    if found and not found.stated:
        found.stated = next((n for one in filled(row)[1:] if (n := items_stated(one.text, alone=True))), 0)
    return found


def _of_row(row: Row, below: Row) -> Head | None:
    said = filled(row)
    if len(said) > _MOST_CELLS:
        return None
    if len(said) > 1 and _STATED.fullmatch(said[0].text.strip()):
        return head(said[0])
    said = [*said[:1], *(one for one in said[1:] if not _ITEMS.fullmatch(squeeze(one.text)))]
    number = _NUMBER.fullmatch(squeeze(said[0].text)) if said and said[0] is row[0] else None
    under = _NUMBER.fullmatch(squeeze(below[0].text)) if below else None
    if number and number.lastindex and under and under.lastindex != number.lastindex and len(said) == 2:
        return head(
            replace(said[1], text=f"{number[0].strip('、.．')}{'、' if number[1] else ''}{said[1].text.strip()}"), in_list=True
        )
    found = head(said[0], in_list=True) if len(said) == 1 else None
    if found is None or found.rank == "task":
        return None
    second = len(row) > 1 and said[0] is row[1] and found.rank in _IN_CHINESE
    return found if found.kind in _SHORT or said[0] is row[0] or second else None


def _owner(title: str) -> str:
    """The body at the beginning of the title of its list (市商务局权责清单); "" where there is none."""
    ends = (n for n in range(len(title) - 1, 2, -1) if _BODY_TITLE.fullmatch(title[n:]))
    return next((title[:n] for n in ends if _is_body(title[:n]) or _is_office(title[:n])), "")


def _is_body(text: str) -> bool:
    name = _BRACKET.sub("", text)
    return name in BODIES["abbreviated"] or (2 < len(name) <= _LONGEST_TITLE and _BODY.fullmatch(name) is not None)


def _is_office(text: str) -> bool:
    return 2 < len(text) <= _LONGEST_TITLE and _OFFICE.search(_BRACKET.sub("", text)) is not None and is_department(text)


def _ordinal(text: str) -> tuple[str, str, str]:
    """(rank, ordinal, rest) of a text; rank and ordinal are "" where it has none."""
    for rank, form in _RANKS.items():
        if found := form.match(text):
            return rank, next(filter(None, found.groups()), ""), text[found.end() :]
    return "", "", text


def _kind(body: str, rest: str, rank: str, *, in_list: bool) -> tuple[str, str]:
    """What a heading gives the rows below it, and its words; ("", …) for nothing."""
    short, task = 2 < len(body) <= _LONGEST_TITLE, _is_task(body)
    if kind := _TYPE.fullmatch(body.removesuffix("事项").removesuffix("类")):
        return "type", kind[0]
    if _is_office(body):
        return "office", body
    if rank and task:
        return "task", _ITEMS.sub("", rest)
    if in_list and short and (kind := _TYPE.search(body)):
        return "type", kind[0]
    if _is_body(body):
        return "body", body
    if task and not in_list and not rest.endswith(("：", ":")):
        return "task", rest
    plain = rest == body and len(body) <= _LONGEST_PHRASE and _PHRASE.fullmatch(body) and not _NO_TASK.search(body)
    return ("phrase" if rank and plain and not in_list else ""), rest


def _is_task(text: str) -> bool:
    return len(text) >= _SHORTEST_TASK and _TASK.match(text) is not None and not _NO_TASK.search(text.rstrip("。；"))
