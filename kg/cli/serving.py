"""duty-kg serve: the pages, the linked data, the API and the SPARQL endpoint, until interrupted."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import Base, Quiet, opened_or_built, place_of


def serve(
    host: Annotated[str, typer.Option("--host", help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Port to listen on; 0: any free one.")] = 8000,
    workers: Annotated[int, typer.Option("--workers", min=1, max=64, help="How many processes serve pages.")] = 1,
    query_seconds: Annotated[float, typer.Option("--query-seconds", min=0.1, max=600, help="Time limit of a query.")] = 10.0,
    question_log: Annotated[
        Path | None,
        typer.Option("--question-log", readable=False, help="Append what is asked to this file, masked; the pages say so."),
    ] = None,
    request_log: Annotated[
        str, typer.Option("--request-log", metavar="FILE", help="Append a JSON line a request, without what is asked; -: stderr.")
    ] = "",
    rdf: Annotated[
        list[str] | None, typer.Option("--rdf", metavar="GRAPH=FILE", help="Serve these files as a scratch dataset instead.")
    ] = None,
    updates: Annotated[
        bool, typer.Option("--updates", help="Accept SPARQL updates with the token in $DUTY_KG_UPDATE_TOKEN; only with --rdf.")
    ] = False,
    base: Base = None,
    quiet: Quiet = False,
) -> None:
    """Serve pages, linked data, API and SPARQL of the base, or a scratch dataset, until interrupted."""
    from kg.web.serve import Settings, run

    if not rdf and not updates:
        opened_or_built(base, quiet)
    log = str(question_log.absolute()) if question_log else ""
    requests = str(Path(request_log).absolute()) if request_log not in ("", "-") else request_log
    settings = Settings(
        rdf=tuple(rdf or ()),
        updates=updates,
        workers=workers,
        query_seconds=query_seconds,
        question_log=log,
        request_log=requests,
    )
    run(place_of(base), host, port, settings)
