"""What the index raises on its own; its callers say it in their words."""

from __future__ import annotations


class SearchError(Exception):
    """An index folder or a model that is missing, incomplete or made by something else."""


class ModelError(SearchError):
    """A model that cannot be loaded: no folder of one, none of that name on this machine, or damaged."""
