"""The words that documents print for the parts that departments play in a duty, and the role that each comes to (data in parts.toml)."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

_DATA = tomllib.loads(files("kg").joinpath("parts.toml").read_text("utf-8"))

ROLE_OF: dict[str, str] = {word: role for role, words in _DATA["roles"].items() for word in words}
BRACKETED: tuple[str, ...] = tuple(_DATA["stand"]["bracketed"])
PLAIN: tuple[str, ...] = tuple(_DATA["stand"]["plain"])
SPOKEN: tuple[str, ...] = tuple(word for word in ROLE_OF if word not in BRACKETED)
LEADING: tuple[str, ...] = tuple(word for word, role in ROLE_OF.items() if role == "lead")
HELPING: tuple[str, ...] = tuple(word for word, role in ROLE_OF.items() if role in ("support", "joint"))
LED: tuple[str, ...] = tuple(word for word in PLAIN if ROLE_OF[word] == "lead")  # what may be said of a department in a sentence
HELPED: tuple[str, ...] = tuple(word for word in PLAIN if ROLE_OF[word] == "support")
HELPERS: tuple[str, ...] = (*_DATA["labels"]["joint"], *HELPING)
IN_CELLS: dict[str, str] = {**{word: word for word in ROLE_OF}, **_DATA["cells"]}

_BEGINS = re.compile("|".join((*HELPERS, *(word for word in PLAIN if word in LEADING))))


def role(printed: str | None) -> str:
    """The role of a department, by the words printed beside it: what they begin with (联合检查), "implementing" where they say none."""
    return next((role for word, role in ROLE_OF.items() if printed and printed.startswith(word)), "implementing")


def of_label(label: str) -> str | None:
    """The part that the departments under a label have in a duty: 牵头 for 牵头负责单位; None where it says none."""
    found = _BEGINS.match(label)
    return found[0] if found else None
