"""Whether something is to be paid, told by the columns for it however a catalogue fills them in.

The dimension "paid|是否收费" has the values 收费 and 不收费; a blank cell or a dash in the column says neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.question.words import columns

YES, NO = "收费", "不收费"
_SURE = re.compile("是否|^收费$|^收费情况$")
_FEE = "(?:什么|任何|点|一些)?(?:钱|费用?|(?:工本|手续|办理|办证|服务)费)"
OTHER = (
    f"(?:要不要|用不用|需不需要|是不是要?|是否(?:需要|要)?)(?:再|另外|额外)?(?:收取?|交|缴纳?|付|花){_FEE}"
    f"|(?:要|需要?|得|会)?(?:再|另外|额外)?(?:收取?|交|缴纳?|付|花){_FEE}(?:吗|么|不)|(?:是不是|是|属于|算)收费的?项目(?:吗|么)?"
)


def dimension(printed: Iterable[str]) -> str:
    """The dimension that tells whether something is to be paid, of the labels `printed`; "" where none of them does."""
    of_fees = [label for label in printed if (sort := columns.sort_of(label)) and sort.name == "fee"]
    surest = [label for label in of_fees if _SURE.search(label)] or of_fees
    return columns.PAID + "|".join(surest) if surest else ""


def free() -> str:
    """A pattern of SPARQL for the values that say that nothing is to be paid."""
    return f"^({'|'.join(sort().free)}|无$)"


def sort() -> columns.Sort:
    """The sort of the columns for fees."""
    return next(one for one in columns.sorts() if one.name == "fee")
