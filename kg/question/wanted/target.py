"""What a question asks for, as one thing."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Target:
    """A dimension that is asked for, whether only its number is, where, and whether an interrogative says so."""

    dimension: str
    count: bool
    start: int
    asked: bool
