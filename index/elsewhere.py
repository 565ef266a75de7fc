"""Questions that a catalogue does not answer: chit-chat, and everyday matters of other bodies."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from index.passage import Matter

_WORDS_A_MATTER = 4


@cache
def questions() -> tuple[tuple[str, str], ...]:
    """Each question with the duty of another body that answers it; none for chit-chat."""
    lines = files("index").joinpath("bodies.tsv").read_text("utf-8").splitlines()[1:]
    asked = (line.split("\t") for line in lines)
    idle = files("index").joinpath("chitchat.txt").read_text("utf-8").splitlines()
    return (*((question, duty) for _, duty, question in asked), *((line, "") for line in idle))


def words(thesaurus: Iterable[Matter]) -> list[str]:
    """The longest words of each matter: those that say the most."""
    return [word for matter in thesaurus for word in sorted(matter.words, key=len, reverse=True)[:_WORDS_A_MATTER]]
