"""blocks -> Document: what the labels of its tables mean here, and with that in mind its items, contents and titles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.records import Document, Source
from kg.sources.blocks import Block, Hidden, Paragraph
from kg.sources.cards import layout
from kg.sources.document.gathering import Gathering
from kg.sources.document.kinds import with_kinds
from kg.sources.headings import approvers, explained, guessed, ticked, units
from kg.sources.headings.above import Heads, has_headings, told
from kg.sources.known import extended


def document(blocks: Iterable[Block], source: Source) -> Document:
    """Read the layout of `blocks`. Raises SourceError where they hold no duty item."""
    blocks = list(blocks)
    with extended(guessed.posts(blocks), explained=False):
        blocks = layout.laid_out(blocks)
    headed = explained.lists(blocks)
    said, marked = explained.kinds(headed), ticked.columns(blocks)
    said |= {text: "tick" for text, *_ in marked}
    with extended(said, explained=False):
        kinds = guessed.kinds(blocks)
        with extended(kinds):
            found = _read(blocks, source)
            kinds |= guessed.of_cards(found.items, found.labels)
        with extended(kinds):
            said |= {**units.kinds(found.items, found.labels), **approvers.kinds(found.items, found.labels)}
    said |= {text: "other" for text, *_ in marked}
    noted, wholes = (*found.noted, *guessed.finding(kinds)), tuple(explained.wholes(headed).items())
    return with_kinds(replace(found, wholes=wholes, ticked=marked, noted=noted), {**said, **kinds})


def _read(blocks: Sequence[Block], source: Source) -> Document:
    reading = Gathering(source, Heads(told(blocks)), described=has_headings(blocks))
    for block in blocks:
        if isinstance(block, Paragraph):
            reading.paragraph(block.cell)
        elif isinstance(block, Hidden):
            reading.hidden(block)
        elif not reading.contents.states(block):
            reading.table(block)
    return reading.finished(blocks)
