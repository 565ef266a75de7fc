"""Text -> HTML with some words marked."""

from __future__ import annotations

import re
from collections.abc import Iterable

from markupsafe import Markup, escape


def marked(text: str, words: Iterable[str]) -> Markup:
    """`text`, escaped, with every occurrence of the words in <mark>; of words inside each other the longest."""
    wanted = sorted({word for word in words if word}, key=lambda word: (-len(word), word))
    if not wanted:
        return escape(text)
    pieces = re.split(f"({'|'.join(map(re.escape, wanted))})", text)
    return Markup("").join(Markup("<mark>{}</mark>").format(piece) if n % 2 else escape(piece) for n, piece in enumerate(pieces))
