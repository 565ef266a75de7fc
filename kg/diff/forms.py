"""What a duty says, in the forms in which two versions are compared."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from kg.records import Duty, LegalBasis
from kg.text import squeeze

_MARKS = re.compile(r"(?<![0-9A-Za-z])[\W_]+|[\W_]+(?![0-9A-Za-z])")


@lru_cache(maxsize=16384)
def plain(text: str) -> str:
    """A text without white space, without punctuation but within numbers and addresses (3.1, 0576-880), and in one width: what reads alike is alike."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", squeeze(text)))


def basis(duty: Duty) -> str:
    """The clauses that the duty rests on, by the titles of their documents: by this it is told which duty is which."""
    return "；".join(f"《{b.document}》{b.label}" if b.document else b.label or b.document_number for b in duty.legal)


def grounds(duty: Duty) -> str:
    """The clauses that the duty rests on, with titles and numbers of their documents."""
    return "；".join(f"{_cited(b)}{b.label}" for b in duty.legal)


def _cited(basis: LegalBasis) -> str:
    number = f"（{basis.document_number}）" if basis.document_number else ""
    return f"《{basis.document}》{number}" if basis.document else number


def departments(duty: Duty) -> str:
    """The departments that carry it out."""
    return "、".join(d.name for d in duty.departments)
