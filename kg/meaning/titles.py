"""The title of a document -> the body whose duties it lists."""

from __future__ import annotations

import re

from kg.labels import BODIES, HEADS, PUBLISHED

_EDITION = re.compile(r"\s*[（(][^（）()]*[）)]$")
_DOCUMENT = re.compile(
    "(?:(?:(?:部门|政府|行政)?(?:权力|权责|责任|职责|职权)(?:[和与及、]?责任)?(?:事项)?)?总?(?:清单|目录))+(?:[和与及、][^，。]{1,12}(?:清单|目录))?$"
)
_BEHIND = rf"(?=(?:{'|'.join((*PUBLISHED['words'], *HEADS['titles']))}))"
_BODY, _PLACE = "|".join((*BODIES["names"], *BODIES["publishers"])), "|".join(PUBLISHED["places"])
_OF_BODY, _OF_PLACE = re.compile(rf".{{1,40}}(?:{_BODY}){_BEHIND}"), re.compile(rf".{{1,20}}?(?:{_PLACE}){_BEHIND}")
_IS_BODY = re.compile(rf"(?:{_BODY}|{_PLACE})$")


def titled(title: str) -> str:
    """The body that a document's title names: 某区水务局权责清单（2024年版） is of 某区水务局."""
    whole = _EDITION.sub("", title)
    body = _DOCUMENT.sub("", whole)
    found = _OF_BODY.match(whole) or (None if _IS_BODY.search(body) else _OF_PLACE.match(whole))
    return found[0] if found and len(found[0]) < len(body) else body
