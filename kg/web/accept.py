"""Content negotiation as RFC 9110 has it: Accept and Accept-Language headers -> the best of what there is."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache


def ranges(header: str) -> list[tuple[str, float]]:
    """The ranges of an Accept or Accept-Language header, lower case, with their q-values; malformed ones are left out."""
    found = []
    for part in header.split(","):
        name, *parameters = (piece.strip().lower() for piece in part.split(";"))
        quality = next((p[2:] for p in parameters if p.startswith("q=")), "1")
        try:
            value = float(quality)
        except ValueError:
            continue
        if name and 0 <= value <= 1:
            found.append((name, value))
    return found


def best(header: str, offers: tuple[str, ...]) -> str | None:
    """The media type of `offers` (dearest first) that `header` likes best; None: none is acceptable."""
    return _known(header, offers) if len(header) < 200 else _best(header, offers)


def _best(header: str, offers: tuple[str, ...]) -> str | None:
    given = ranges(header) or [("*/*", 1.0)]
    rated = [(_quality(offer, given), -place, offer) for place, offer in enumerate(offers)]
    quality, _, offer = max(rated)
    return offer if quality > 0 else None


_known = lru_cache(maxsize=512)(_best)


def language(header: str, chosen: str) -> str:
    """Either "zh" or "en": the one chosen in the address, else the one the header likes better, Chinese first."""
    if chosen in ("zh", "en"):
        return chosen
    given = ranges(header)
    rated = {tag: max((q for name, q in given if name.split("-")[0] == tag), default=0.0) for tag in ("zh", "en")}
    return "en" if rated["en"] > rated["zh"] else "zh"


def _quality(offer: str, given: Sequence[tuple[str, float]]) -> float:
    """The q-value of the most specific range that covers `offer`."""
    kind = offer.partition("/")[0] + "/*"
    for wanted in (offer, kind, "*/*"):
        found = [quality for name, quality in given if name == wanted]
        if found:
            return found[0]
    return 0.0
