"""The commands of who asks: query, show, export, dictionary. `flows.cli` takes them into `khotin`.

Each reads the published file alone and leaves it as it is; what fails ends with exit code 2 and a
sentence that says what to do.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.asking.formats import ExportFormat, Format
from flows.commands.command_line import ExitCode, HomeOption, JsonOption, fail, settings_for
from flows.settings import Home

if TYPE_CHECKING:
    from collections.abc import Iterator

commands = typer.Typer()

OutputOption = Annotated[
    Path | None, typer.Option("--output", "-o", help="Write to this file, not to the screen.")
]


@commands.command()
def query(  # noqa: PLR0913, PLR0917 - the options of the command
    sql: Annotated[
        str | None, typer.Argument(help="One SQL statement over the published file.")
    ] = None,
    file: Annotated[
        Path | None, typer.Option("--file", "-f", help="Read the statement from this file.")
    ] = None,
    param: Annotated[
        list[str] | None,
        typer.Option("--param", "-p", help="name=value, bound to $name; may be repeated."),
    ] = None,
    form: Annotated[Format, typer.Option("--format", help="How to print it.")] = Format.TABLE,
    output: OutputOption = None,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Ask the published warehouse with SQL; nothing can be written."""
    from flows.asking import query as asking  # noqa: PLC0415

    with _refusals():
        frame = asking.answer(
            _home(home), _statement(sql, file), asking.parse_parameters(param or ())
        )
        asking.give(frame, Format.JSON if as_json else _format(form, output), output)


@commands.command()
def show(
    article_id: Annotated[str, typer.Argument(help="An article_id, or its first digits.")],
    html: Annotated[
        Path | None, typer.Option("--html", help="Write the page here instead of the screen.")
    ] = None,
    home: HomeOption = None,
) -> None:
    """Show an article with its persons and figures highlighted."""
    from flows.asking import show as showing  # noqa: PLC0415

    with _refusals():
        if html is None:
            showing.print_article(_home(home), article_id)
            return
        html.write_text(showing.article_page(_home(home), article_id), encoding="utf-8")
        typer.echo(str(html))


@commands.command()
def export(
    folder: Annotated[Path, typer.Argument(help="A folder that is new, empty or an export.")],
    form: Annotated[
        ExportFormat, typer.Option("--format", help="What to write.")
    ] = ExportFormat.PARQUET,
    mart: Annotated[
        list[str] | None, typer.Option("--mart", help="Only this mart; may be repeated.")
    ] = None,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write the marts as files, with a data dictionary and checksums."""
    from flows.asking import export as exporting  # noqa: PLC0415

    with _refusals():
        rows = exporting.export(_home(home), folder.resolve(), form, mart or ())
    if as_json:
        typer.echo(json.dumps({"folder": str(folder.resolve()), "rows": rows}))
    else:
        for name, count in rows.items():
            typer.echo(f"{count:>9,} {name}.{form}")
        typer.echo(
            f"{folder} holds them, dictionary.md and SHA256SUMS (`sha256sum --check SHA256SUMS`)."
        )


@commands.command()
def dictionary(
    questions: Annotated[
        bool, typer.Option("--questions", help="Answer the questions of dbt/analyses too.")
    ] = False,
    output: OutputOption = None,
    home: HomeOption = None,
) -> None:
    """Say what every table and column of the published file means, as Markdown."""
    from flows.asking import dictionary as described  # noqa: PLC0415
    from flows.asking.query import harmless  # noqa: PLC0415

    with _refusals(), _home(home).open() as connection:
        asked = described.questions() if questions else []
        text = described.markdown(connection, asked)
        if output is None:
            typer.echo(harmless(text))
        else:
            output.write_text(text, encoding="utf-8")


def _home(home: Path | None) -> Home:
    return Home.of(settings_for(home))


def _statement(sql: str | None, file: Path | None) -> str:
    from flows.asking.query import QueryError  # noqa: PLC0415

    if (sql is None) == (file is None):
        raise QueryError("Give one statement, or a file of one with --file.")
    return sql if file is None else file.read_text(encoding="utf-8")  # type: ignore[return-value]


def _format(form: Format, output: Path | None) -> Format:
    """The format asked for; a file's name says it where nothing else does."""
    suffix = output.suffix.removeprefix(".") if output else ""
    if form is not Format.TABLE or output is None:
        return form
    return Format(suffix) if suffix in set(Format) - {Format.TABLE} else Format.CSV


@contextmanager
def _refusals() -> Iterator[None]:
    """End the command with a sentence, not a traceback, where the asker can do something."""
    from flows.asking.export import ExportError  # noqa: PLC0415
    from flows.asking.query import QueryError  # noqa: PLC0415
    from flows.asking.show import UnknownArticleError  # noqa: PLC0415
    from warehouse.errors import WarehouseError  # noqa: PLC0415

    try:
        yield
    except (WarehouseError, QueryError, ExportError, UnknownArticleError) as error:
        fail(str(error), ExitCode.UNREADABLE_INPUT)
    except (OSError, UnicodeDecodeError) as error:
        fail(f"A file cannot be read or written: {error}.", ExitCode.UNREADABLE_INPUT)
