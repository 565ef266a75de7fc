"""The commands of duty-kg: each reads its options, asks the base, and prints."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.assistants import mcp
from kg.cli.building import build
from kg.cli.diff import diff
from kg.cli.evaluating import evaluate
from kg.cli.exporting import export
from kg.cli.impact import impact
from kg.cli.options import (
    About,
    Base,
    Mapping,
    OneCatalogue,
    Output,
    Quiet,
    TextOrJson,
    Top,
    emit,
    opened,
    opened_or_built,
    typed,
)
from kg.cli.overlaps import overlaps
from kg.cli.serving import serve
from kg.cli.usage import Commands
from kg.errors import UsageError

app = typer.Typer(
    name="duty-kg",
    cls=Commands,
    help="Ask, analyse and publish Chinese duty catalogues (职责目录, 权责清单). Works offline.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class AskFormat(StrEnum):
    """Formats of `ask`."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"


class CheckFormat(StrEnum):
    """Formats of `check`."""

    TEXT = "text"
    JSON = "json"
    XLSX = "xlsx"


class SparqlFormat(StrEnum):
    """Formats of `sparql`: tables for SELECT and ASK, Turtle or N-Triples for CONSTRUCT and DESCRIBE."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"
    TSV = "tsv"
    XML = "xml"
    TURTLE = "turtle"
    NTRIPLES = "ntriples"


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        print(f"duty-kg {version('duty-kg')}")
        raise typer.Exit


@app.callback()
def duty_kg(
    show_version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Ask, analyse and publish Chinese duty catalogues (职责目录, 权责清单). Works offline."""


app.command()(build)


@app.command()
def ask(
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="[QUESTION]", help="The question, in your own words; blanks between them are part of it."),
    ] = None,
    batch: Annotated[
        str,
        typer.Option(
            "--batch",
            help='A file of questions, one a line (text, or JSON with "question"); - for stdin. Prints a JSON object a line.',
        ),
    ] = "",
    form: Annotated[
        AskFormat | None, typer.Option("--format", help="How to print. Default: text; with --batch jsonl, and never text.")
    ] = None,
    sparql_only: Annotated[bool, typer.Option("--sparql-only", help="Print only the SPARQL that answers the question.")] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Print how the question was read, and every feature of the first hits.")
    ] = False,
    top: Top = 10,
    catalogue: OneCatalogue = "",
    base: Base = None,
    quiet: Quiet = False,
) -> None:
    """Ask which department handles a matter, or anything the catalogue can count or list; an honest refusal ends with code 1."""
    question = " ".join(str(typed(word)) for word in words) if words else None
    if (question is None) == (not batch):
        raise UsageError("请给出一个问题，或用 --batch 给出一个问题文件。")
    if question is None:
        unfit = "--format text" if form is AskFormat.TEXT else "--explain" if explain else "--sparql-only" if sparql_only else ""
        if unfit:
            hint = "每个问题输出一行 JSON；要读文字的答案，请逐个提问。"
            raise UsageError(f"{unfit} 不能与 --batch 一起用。", hint=hint)
        _answer_each(batch, top, catalogue, base, quiet)
        return
    from kg.cli import asking
    from kg.question.words.plain import refuse_unreadable

    refuse_unreadable(question)
    kb = opened_or_built(base, quiet)
    catalogue = kb.slug_of(catalogue)
    answer = kb.ask(question, top=top, catalogue=catalogue)
    if explain:
        from kg.cli import explaining

        print(asking.explained(kb.analyse(question, catalogue), answer))
        print(explaining.table(kb, question, catalogue))
    elif sparql_only:
        print(answer.sparql)
    else:
        print(str(answer) if form in (None, AskFormat.TEXT) else asking.dump(answer.json(), pretty=form is AskFormat.JSON))
    if answer.status == "abstained":
        raise typer.Exit(1)


def _answer_each(batch: str, top: int, catalogue: str, base: Path | None, quiet: bool) -> None:
    """The answers to the questions of a file, a line of JSON each, as soon as it is there."""
    from kg.cli import asking

    lines = asking.lines(batch)  # what is no file is told before a base is built
    kb = opened_or_built(base, quiet)
    catalogue = kb.slug_of(catalogue)
    for line in lines:
        print(asking.batch_line(kb, line, top, catalogue), flush=True)


@app.command()
def search(
    text: Annotated[str, typer.Argument(callback=typed, help="Words to search for.")],
    form: Annotated[TextOrJson, typer.Option("--format", help="How to print.")] = TextOrJson.TEXT,
    top: Top = 10,
    catalogue: OneCatalogue = "",
    base: Base = None,
    quiet: Quiet = False,
) -> None:
    """List the duties nearest to a text, with their scores and the features behind them."""
    from kg.cli import tables

    kb = opened_or_built(base, quiet)
    rows = kb.rows(kb.search(text, top=top, catalogue=catalogue))
    print(tables.dump(rows) if form is TextOrJson.JSON else tables.columns(rows, ("number", "score", "name", "because")))


@app.command()
def show(
    what: Annotated[str, typer.Argument(metavar="IRI|NUMBER", help="A duty number such as 8.6, or an IRI.")],
    form: Annotated[TextOrJson, typer.Option("--format", help="How to print.")] = TextOrJson.TEXT,
    catalogue: OneCatalogue = "",
    base: Base = None,
    quiet: Quiet = False,  # noqa: ARG001
) -> None:
    """Show a duty with every field as printed and its place in the document, or what the graph says of an IRI."""
    from kg.cli import tables

    shown = tables.shown(opened(base), what, catalogue)
    print(tables.dump(shown) if form is TextOrJson.JSON else tables.text([tables.fields_first(one) for one in shown]))


@app.command()
def sparql(
    query: Annotated[
        str,
        typer.Argument(metavar="[QUERY|NAME|FILE|-]", help="A query, the name of one (see --examples), a file, or - for stdin."),
    ] = "-",
    given: Annotated[
        list[str] | None,
        typer.Option(
            "--for", metavar="IRI|NUMBER|NAME", help="What a named query with a parameter is narrowed to; may be repeated."
        ),
    ] = None,
    examples: Annotated[bool, typer.Option("--examples", help="List the named queries with the questions they answer.")] = False,
    form: Annotated[SparqlFormat, typer.Option("--format", help="How to print.")] = SparqlFormat.TEXT,
    output: Output = None,
    base: Base = None,
    quiet: Quiet = False,  # noqa: ARG001
) -> None:
    """Run a read-only SPARQL query over all graphs; the project's prefixes are known."""
    from kg.cli import tables
    from kg.cli.waiting import waited_for
    from kg.query import named

    if examples:
        rows = named.gallery()
        print(
            tables.dump(rows) if form is SparqlFormat.JSON else tables.columns(rows, ("name", "question", "wording", "parameter"))
        )
        return
    kb = opened(base)
    asked = named.narrowed(kb.store, query, [str(typed(one)) for one in given]) if given else tables.query_text(query)
    emit(waited_for(lambda: tables.results(kb.sparql(asked), form)), output)


@app.command()
def check(
    sources: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[SOURCE]...", readable=False, help="Documents or RDF files. None: what is in the base."),
    ] = None,
    form: Annotated[CheckFormat, typer.Option("--format", help="How to print.")] = CheckFormat.TEXT,
    output: Output = None,
    about: About = None,
    mapping: Mapping = None,
    base: Base = None,
    quiet: Quiet = False,  # noqa: ARG001
) -> None:
    """Report what is wrong with documents and graph (SHACL); a finding of severity violation ends with code 1."""
    from kg.cli import findings, tables

    if (about or mapping) and not sources:
        raise UsageError(
            "--about 与 --mapping 说明的是文件。", hint="请给出要检查的目录文件；知识库里的目录在 build 时已经按它们读入。"
        )
    found = findings.of_sources(sources, about or [], mapping) if sources else opened(base).check()
    if form is CheckFormat.XLSX:
        emit(findings.xlsx(found), output)
    else:
        emit(f"{tables.dump(found) if form is CheckFormat.JSON else findings.text(found)}\n".encode(), output)
    if any(one["severity"] == "violation" for one in found):
        raise typer.Exit(1)


app.command()(export)
app.command()(overlaps)
app.command()(impact)
app.command()(diff)
app.command()(serve)
app.command()(mcp)
app.command("eval")(evaluate)


@app.command()
def stats(
    form: Annotated[TextOrJson, typer.Option("--format", help="How to print.")] = TextOrJson.TEXT,
    base: Base = None,
    quiet: Quiet = False,  # noqa: ARG001
) -> None:
    """Count what is in the base."""
    from kg.cli import counts, tables

    counted = opened(base).stats()
    print(tables.dump(counted) if form is TextOrJson.JSON else counts.text(counted))


@app.command()
def doctor(
    form: Annotated[TextOrJson, typer.Option("--format", help="How to print.")] = TextOrJson.TEXT,
    base: Base = None,
    quiet: Quiet = False,  # noqa: ARG001
) -> None:
    """Check the installation and every file of the base; anything wrong ends with code 4."""
    from kg.cli import health, tables

    report = health.examine(base)
    print(tables.dump(report) if form is TextOrJson.JSON else health.text(report), file=sys.stdout)
    if not all(one["ok"] for one in report):
        raise typer.Exit(4)
