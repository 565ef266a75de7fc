"""Two versions of a catalogue -> what changed: items added, removed, renamed, moved to another department, on another basis, other in content.

forms.py       a duty -> the forms in which it is compared
match.py       duties of both versions -> which is which
parted.py      matched duties -> which may have been split or merged
change.py      matched duties -> changes
told.py        statements of the graph -> the change that tells each
rdf.py         changes -> change sets
"""

from __future__ import annotations

from kg.diff.change import Change, matched, slight
from kg.diff.rdf import rdf
from kg.records import Catalogue
from kg.text import normal

__all__ = ["Change", "changes", "rdf", "remarks"]


def changes(old: Catalogue, new: Catalogue) -> list[Change]:
    """Every change from `old` to `new`, in the order of the new catalogue, what was removed last.

    Duties are matched by what they say, not by their numbers: a number that now stands before another duty has been given away.
    """
    return [one.change for one in matched(old, new)]


def remarks(old: Catalogue, new: Catalogue) -> list[str]:
    """What differs and is no change of a duty: the title, and values that differ in punctuation or width alone."""
    titles = [normal(one.document.title.text) for one in (old, new)]
    marks = slight(old, new)
    return [
        *([f"标题由“{titles[0]}”改为“{titles[1]}”"] if titles[0] != titles[1] else []),
        *([f"{marks} 处只有标点或全角半角不同"] if marks else []),
    ]
