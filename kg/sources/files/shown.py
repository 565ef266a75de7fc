"""A cell's value -> its text as Excel shows it: 8.1 formatted "0.00" is 8.10, 3 formatted 0"个工作日" is 3个工作日. Runs in the worker."""

from __future__ import annotations

import datetime
import re
from typing import Any

_SHORT_DATE = "mm-dd-yy"
_DECIMALS = re.compile(r"^(?:#,##)?0(?:\.(0+))?(?:_\)|_ )?$")
_PICTURE = re.compile(r"=(?:_xlfn\.)?DISPIMG\(")  # where WPS shows a picture in a cell
_ESCAPED = re.compile("_x000[dD]_")
_SAID = r'(?:"[^"]*"|\\.)*'
_DRESSED = re.compile(rf"({_SAID})(0+|General|G/通用格式)({_SAID})", re.IGNORECASE)
_ASIDE = re.compile(r"\[[^\]]*\]|;.*")  # the language of a format, and what it does with text
_PART = re.compile("m{1,3}|d{1,2}|y{4}|yy", re.IGNORECASE)
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_SIGNIFICANT = 15  # digits that Excel shows

# What a Chinese Excel means by formats that its files number and do not write out (ECMA-376 part 1, 18.8.30, zh-cn).
_CHINESE = {
    **dict.fromkeys((27, 36, 50, 52, 57), "yyyy年m月"),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), "m月d日"),
    30: "m-d-yy",
    31: "yyyy年m月d日",
}


def shown(one: Any) -> str:
    """The text of a cell of openpyxl; "" for none."""
    value = one.value if one is not None else None
    if value is None:
        return ""
    if isinstance(value, str):
        if _PICTURE.match(value):
            return ""
        return _ESCAPED.sub("", value).replace("\r\n", "\n").replace("\r", "\n")
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _counted(one, value)
    if isinstance(value, datetime.datetime | datetime.date):
        return _date(value, str(one.number_format))
    return str(value)


def _counted(one: Any, value: float) -> str:
    """A number, which in a Chinese Excel may be a date."""
    if (form := _CHINESE.get(one._style.numFmtId)) and value >= 1:
        from openpyxl.utils.datetime import from_excel

        return _date(from_excel(value, one.parent.parent.epoch), form)
    return _number(value, str(one.number_format))


def _number(value: float, form: str) -> str:
    section = form.partition(";")[0].replace('"', "").replace("\\", "")
    if section.endswith("%"):
        places = len(section.partition(".")[2].rstrip("%"))
        return f"{value:.{places}%}"
    zeros = re.fullmatch("0{2,}", section)
    if zeros:
        return f"{round(value):0{len(section)}d}"
    decimals = _DECIMALS.match(section)
    if decimals:
        grouped = "," if section.startswith("#,") else ""
        return f"{value:{grouped}.{len(decimals[1] or '')}f}"
    plain = _plain(value)
    if value >= 0 and (dressed := _DRESSED.fullmatch(form.partition(";")[0])) and (dressed[1] or dressed[3]):
        before, zeros_, behind = (re.sub(r'"|\\(?=.)', "", part) for part in dressed.groups())
        figures = f"{round(value):0{len(zeros_)}d}" if zeros_.startswith("0") else plain
        return f"{before}{figures}{behind}"
    return plain


def _plain(value: float) -> str:
    if float(value).is_integer() and abs(value) < 1e17:
        return str(int(value))
    return repr(float(f"{value:.{_SIGNIFICANT}g}"))


def _date(value: datetime.datetime | datetime.date, form: str) -> str:
    """年月日 where the format has them, strokes where it has those (as a Chinese Excel shows its usual short date), else as ISO 8601 writes it.

    A format without a year or without a day shows none.
    """
    bare = _ASIDE.sub("", form).replace('"', "").replace("\\", "").strip()
    small = bare.lower()
    if "m" in small and not set("hs年") & set(small) and ("y" in small) != ("d" in small):
        return _PART.sub(lambda part: _part(value, part[0].lower()), bare)
    if "年" in form:
        day = f"{value.day}日" if "日" in form else ""
        return f"{value.year}年{value.month}月{day}"
    if "/" in form or form == _SHORT_DATE:
        month, day = (
            f"{n:02}" if two in form and form != _SHORT_DATE else str(n) for n, two in ((value.month, "mm"), (value.day, "dd"))
        )
        return f"{value.year}/{month}/{day}"
    timed = isinstance(value, datetime.datetime) and (value.hour or value.minute or value.second)
    return value.isoformat(" ", "minutes") if isinstance(value, datetime.datetime) and timed else f"{value:%Y-%m-%d}"


def _part(value: datetime.datetime | datetime.date, form: str) -> str:
    if form[0] == "y":
        return f"{value.year:04}"[-len(form) :]
    if form == "mmm":
        return _MONTHS[value.month - 1]
    return f"{value.month if form[0] == 'm' else value.day:0{len(form)}}"
