"""duty-kg mcp: the base as tools for assistants."""

from __future__ import annotations

from kg.cli.options import Base, Quiet, opened_or_built


def mcp(base: Base = None, quiet: Quiet = False) -> None:
    """Offer ask, search, sparql and show to assistants (Model Context Protocol on stdin and stdout)."""
    from kg.mcp import server

    server(opened_or_built(base, quiet)).run("stdio")
