"""A question for how long something takes + the text of a field -> the one clause that says it; "" where it is not certain.

Certain is what stands alone: of all clauses with a time in them one only is of the unit asked for and, where the law's and a promised
term are told apart, of the one asked for, or one only speaks of the deed asked about; and it speaks of that, or both of the matter being done.
"""

from __future__ import annotations

import re

from kg.question.words.vocabulary import cues
from kg.text import normal, pairs_of

CLAUSE = re.compile(r"[^，,；;。\n→！？]+")
_LABEL = re.compile(
    r"^\s*(?:[\d一二三四五六七八九十]+[.、．)）]|[(（][\d一二三四五六七八九十]+[)）])?\s*(?:[^：:]{1,8}责任[:：])?"
)
_EMPTY = set("的了吗么呢是不有没我你他们这那哪几多少什怎要会能可以得就都到给么啥谁和与在上下来去想")
_CUES = cues("brief")
_ASKED, _DONE = ("|".join(_CUES[name]) for name in ("asked", "done"))
_TIME = re.compile("|".join(_CUES["time"]))


def brief(question: str, text: str, says: re.Pattern[str], matter: str) -> str:
    """The clause of `text` that tells what `question` asks of a `matter`; `says` is what such clauses say."""
    fit = [clause for clause in CLAUSE.findall(normal(text)) if says.search(clause) and _of_unit(question, clause)]
    cue = next((word for word in _CUES["told"] if word in question), "")
    fit = [clause for clause in fit if cue in clause]
    asked = pairs(_TIME.sub("，", question)) - pairs(matter)
    near = [clause for clause in fit if asked & pairs(_TIME.sub("，", clause))]
    fit = near if len(near) == 1 else fit
    if len(fit) != 1 or len(says.findall(fit[0])) > 1:
        return ""
    done = bool(re.search(_ASKED, question) and re.search(_DONE, fit[0]))
    return _LABEL.sub("", fit[0]).strip() if cue or near or done else ""


def _of_unit(question: str, clause: str) -> bool:
    """Whether a clause speaks of the unit of time that a question names, if it names one."""
    units = next((one.split("|") for one in _CUES["units"] if one.split("|")[0] in question), [])
    return not units or any(unit in clause for unit in units)


def pairs(text: str) -> set[str]:
    """The pairs of Chinese letters in a text, without those that every text has."""
    return {pair for pair in pairs_of(text) if not _EMPTY & set(pair)}
