"""Catalogues with their IRIs: as a base has them, or as it will have them once they are built into it."""

from __future__ import annotations

from collections.abc import Sequence, Set
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from kg import generation, names, slugs
from kg.carried import Kept, editions
from kg.errors import SourceError
from kg.names import Names
from kg.records import About, Catalogue
from kg.succession import formers, succession
from kg.text import normal
from kg.triples import body

Named = tuple[Catalogue, Names]


def with_iris(catalogue: Catalogue, table: slugs.Slugs) -> Named:
    """The catalogue with its IRIs; slugs met for the first time are added to `table`."""
    title = normal(catalogue.document.title.text)
    own = table.setdefault(slugs.CATALOGUES, {})
    slug = catalogue.about.slug or names.mint([title], own)[title]
    own[title] = names.safe(slug)
    known = table.setdefault(own[title], {})
    minted = names.mint(names.needed(catalogue.duties, (*_other_labels(catalogue), *body.idle(catalogue))), known)
    minted |= names.laws(catalogue.duties, known)
    known.update(minted)
    own_editions, _ = names.editions(catalogue.duties, known, {})
    known.update(own_editions)
    return catalogue, Names(own[title], {**minted, **own_editions})


def apart(those: Sequence[Named], kept: Sequence[Kept], published: Set[str], table: slugs.Slugs) -> list[Named]:
    """The catalogues with IRIs of their own for legal documents of one title and different numbers.

    The IRI of the title alone stays with whoever has it: first the catalogues that are `kept`; then come those that were `published`
    before; the others in the order of their slugs, so that the order in which files are given makes no difference.
    """
    stands = editions(kept)
    found: dict[str, Names] = {}
    for catalogue, iris in sorted(those, key=lambda one: (one[1].catalogue_slug not in published, one[1].catalogue_slug)):
        different, own = names.editions(catalogue.duties, table[iris.catalogue_slug], stands)
        table[iris.catalogue_slug].update(different)
        stands |= {title: one for title, one in own.items() if title not in stands}
        found[iris.catalogue_slug] = replace(iris, slugs={**iris.slugs, **different})
    return [(catalogue, found[iris.catalogue_slug]) for catalogue, iris in those]


def versions(old: Catalogue, new: Catalogue, base: Path) -> tuple[Named, Named]:
    """Two versions of a catalogue as `base` names and describes the earlier, and the later once it has replaced it. Raises BaseError.

    Where the base does not hold the earlier one it is as if it had been built there first.
    """
    minted = slugs.read(base)
    with suppress(SourceError):  # which catalogue of the base it is cannot be told: then it goes by its title alone
        old = succession(old, formers(base) if generation.exists(base) else [], minted.get(slugs.CATALOGUES, {})).catalogue
    was = with_iris(old, minted)
    told = new.about
    if replace(told, issued="") == About():
        told = replace(old.about, issued=told.issued, links=b"", questions=(), examples=())
    now = with_iris(replace(new, about=replace(told, slug=was[1].catalogue_slug)), minted)
    beside = _beside(base, was[1].catalogue_slug)
    (first,), (second,) = (apart([one], beside, set(minted), minted) for one in (was, now))
    return first, second


def _beside(base: Path, slug: str) -> list[Kept]:
    """The other catalogues of the base."""
    if not generation.exists(base):
        return []
    folder = generation.current(base)
    return [Kept(entry, folder) for entry in generation.manifest(folder)["catalogues"] if entry["slug"] != slug]


def _other_labels(catalogue: Catalogue) -> tuple[str, ...]:
    """The labels of the catalogue whose kind nobody says."""
    return tuple(label for label in catalogue.document.labels if catalogue.document.kinds[label] == "other")
