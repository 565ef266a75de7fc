"""Whether a question asks if one department handles a matter (慈善信托备案是不是社会事务科办), and the matter that it then asks about."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.question.algebra import Is
from kg.question.atom import Atom
from kg.question.scan import Token

_DOES = "(?:来)?(?:承办|办理|负责|受理|牵头|实施|审批|处理|办|管)"
_ASKS = (
    f"(?:是不是|是否|归不归|由不由|该不该)(?:应?[由归]|属于?|找)?\0(?:{_DOES}|的|(?=$|[,。?]))",
    f"\0(?:(?:是不是|是否|应不应该|该不该)(?:也|还)?{_DOES}|负不负责|管不管|办不办)",
    f"\0{_DOES}(?=[^,。?]+(?:吗|么)[?。]?$)",
    f"(?:是|应?[由归]|属于?)[由归]?\0(?:{_DOES})?(?:的|着)?(?:吗|么|吧|对吗|对不对|是吗)",
)


def asked(tokens: Sequence[Token], atoms: Sequence[Atom]) -> tuple[str, Is] | None:
    """The matter, and the department of which it is asked whether it handles it; None for other questions."""
    departments = [atom for atom in atoms if atom.dimension == "department"]
    if len(departments) != 1 or not isinstance(named := departments[0].condition, Is):
        return None
    said = "".join("\0" if token.start == departments[0].start else token.text for token in tokens)
    for pattern in _ASKS:
        if match := re.search(pattern, said):
            rest = f"{said[: match.start()]} {said[match.end() :]}"
            matter = re.sub(f"^ *{_DOES}|的?(?:吗|么|吧)?[?。 ]*$", "", rest).strip()
            return (matter, named) if len(matter) > 1 else None
    return None
