"""The command line: run, replay, status, query, report, releases, rollback.

Each command turns its words into a call, prints what a person needs next (or JSON), and ends with
the exit code that DESIGN fixes: 0 published or nothing to do, 1 a check failed, 2 wrong usage or
unreadable input, 3 another run holds the lease. What is slow to import is imported by the command
that needs it.
"""

from __future__ import annotations

import json
import logging
import os
import signal
import sys
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from flows import desk_commands
from flows.command_line import ExitCode, HomeOption, JsonOption, fail, settings_for
from flows.settings import Home, Settings

if TYPE_CHECKING:
    from types import FrameType

    from flows.runner import Wishes
    from flows.selection import Selection
    from flows.target import Target

app = typer.Typer(
    name="khotin",
    help="Vietnamese press articles into a DuckDB warehouse: every fact points to its characters.",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
)
app.add_typer(desk_commands.commands)


@app.command()
def run(  # noqa: PLR0913, PLR0917 - the options of the command
    paths: Annotated[
        list[str] | None,
        typer.Argument(help="Files, folders or addresses (default: the settings' sources)."),
    ] = None,
    home: HomeOption = None,
    as_json: JsonOption = False,
    reprocess: Annotated[
        bool, typer.Option("--reprocess", help="Make articles anew that older rules made.")
    ] = False,
    prune: Annotated[
        bool, typer.Option("--prune", help="Let articles go whose sources are gone.")
    ] = False,
    since: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Only files modified on this day or later."),
    ] = None,
    until: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Only files modified on this day or before."),
    ] = None,
    match: Annotated[
        list[str] | None,
        typer.Option(help="Only files whose path matches, as '2024/**/*.txt'; may be repeated."),
    ] = None,
    trust_clock: Annotated[
        bool,
        typer.Option("--trust-clock", help="The clock is right now, and was wrong before."),
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be read, and write nothing at all.")
    ] = False,
) -> None:
    """Read the sources, and publish what passes the checks."""
    from flows.runner import Wishes  # noqa: PLC0415

    settings = settings_for(home)
    selection = _selection(since, until, match, settings)
    if prune and not selection.is_everything:
        fail(
            "--prune lets go of what is gone, which only a scan of all files can tell: run it "
            "without --since, --until and --match.",
            ExitCode.UNREADABLE_INPUT,
        )
    sources = tuple(paths or settings.sources)
    if dry_run:
        _dry_run(settings, sources, selection, as_json)
    else:
        wishes = Wishes(
            reprocess=reprocess, prune=prune, selection=selection, trust_clock=trust_clock
        )
        _run(settings, sources, wishes, as_json)


def _selection(
    since: datetime | None, until: datetime | None, match: list[str] | None, settings: Settings
) -> Selection:
    from flows.selection import Selection  # noqa: PLC0415

    days = [day.date().isoformat() if day else None for day in (since, until)]
    try:
        return Selection(days[0], days[1], tuple(match or ()), settings.time_zone)
    except ValueError as error:
        fail(f"--since and --until are the wrong way round: {error}.", ExitCode.UNREADABLE_INPUT)


def _dry_run(
    settings: Settings, sources: tuple[str, ...], selection: Selection, as_json: bool
) -> None:
    from flows import dry_run  # noqa: PLC0415
    from flows.read import UnreadableInputError  # noqa: PLC0415
    from warehouse.errors import LeaseHeldError, WarehouseError  # noqa: PLC0415

    try:
        preview = dry_run.preview(settings, sources, selection)
    except LeaseHeldError as error:
        fail(str(error), ExitCode.LEASE_HELD)
    except (UnreadableInputError, WarehouseError) as error:
        fail(str(error), ExitCode.UNREADABLE_INPUT)
    if as_json:
        typer.echo(json.dumps(asdict(preview), ensure_ascii=False, indent=2))
    else:
        dry_run.print_preview(preview)


@app.command()
def serve(
    paths: Annotated[
        list[str] | None,
        typer.Argument(help="What the scheduled runs read (default: the settings' sources)."),
    ] = None,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Run on the settings' schedule, with Prefect's UI on loopback, until Ctrl-C."""
    from flows import serve as service  # noqa: PLC0415
    from flows.read import UnreadableInputError, discover  # noqa: PLC0415
    from flows.schedule import ScheduleError  # noqa: PLC0415

    settings = settings_for(home)
    sources = tuple(_absolute(path) for path in paths or settings.sources)

    def announce(address: service.Address) -> None:
        if as_json:
            typer.echo(json.dumps(asdict(address)))
            return
        login = address.auth_file or "KHOTIN_PREFECT_AUTH_STRING"
        typer.echo(f"Runs at {settings.schedule} ({settings.time_zone}) of {', '.join(sources)}.")
        typer.echo(f"Watch them at {address.ui_url}; the user and password are in {login}.")
        typer.echo("Ctrl-C ends the schedule; `khotin status` says how the last run went.")

    try:
        discover(sources, settings.read)
        service.serve(settings, sources, announce)
    except (UnreadableInputError, ScheduleError, service.ServeError) as error:
        fail(str(error), ExitCode.UNREADABLE_INPUT)


def _absolute(source: str) -> str:
    return source if "://" in source else str(Path(source).absolute())


@app.command()
def replay(home: HomeOption = None, as_json: JsonOption = False) -> None:
    """Take in again what lies in quarantine, after a fix of the rules or settings."""
    from flows.runner import Wishes  # noqa: PLC0415

    _run(settings_for(home), (), Wishes(replay=True), as_json)


def _run(settings: Settings, sources: tuple[str, ...], wishes: Wishes, as_json: bool) -> None:
    from flows import runner  # noqa: PLC0415
    from flows.read import UnreadableInputError  # noqa: PLC0415
    from flows.summary import NothingPublishedError  # noqa: PLC0415
    from warehouse.errors import (  # noqa: PLC0415
        LeaseHeldError,
        UnwritableHomeError,
        WarehouseError,
    )

    signal.signal(signal.SIGTERM, _interrupt)
    try:
        summary = runner.run(settings, sources, wishes, is_quiet=as_json)
    except NothingPublishedError as error:
        _print_summary(error.summary, settings, as_json)
        fail(str(error), ExitCode.CHECK_FAILED)
    except (UnreadableInputError, UnwritableHomeError) as error:
        fail(str(error), ExitCode.UNREADABLE_INPUT)
    except LeaseHeldError as error:
        fail(str(error), ExitCode.LEASE_HELD)
    except (WarehouseError, runner.OrchestrationError) as error:
        fail(str(error), ExitCode.CHECK_FAILED)
    except Exception as error:
        logging.getLogger(__name__).exception("The run broke off")
        fail(
            f"The run broke off at an error Khotin does not know ({error!r}); nothing was "
            f"published. {Home(settings.home).log} has the details: please report it with them.",
            ExitCode.CHECK_FAILED,
        )
    except BaseException as error:
        if isinstance(error, SystemExit):
            raise
        # Ctrl-C or SIGTERM, for which Prefect has an exception of its own. Everything is closed;
        # threads of Prefect and dbt would interrupt the interpreter while it ends, which then ends
        # by the signal, so it is ended here.
        typer.echo(
            "The run was stopped. What it had loaded stays: run the same again to go on from "
            "there; `khotin status` says how things stand.",
            err=True,
        )
        logging.shutdown()
        sys.stdout.flush()
        os._exit(ExitCode.STOPPED)
    _print_summary(summary, settings, as_json)
    if summary.report_error:
        typer.echo(f"Warning: {summary.report_error}", err=True)


def _interrupt(number: int, frame: FrameType | None) -> NoReturn:
    """Take SIGTERM, from a service manager say, as Ctrl-C: the run is to end cleanly."""
    del number, frame
    raise KeyboardInterrupt


@app.command()
def releases(home: HomeOption = None, as_json: JsonOption = False) -> None:
    """List the releases that are kept, with their sizes and changes."""
    from flows import desk  # noqa: PLC0415
    from warehouse.errors import WarehouseError  # noqa: PLC0415

    try:
        listed = _target(home).list_releases()
    except WarehouseError as error:
        fail(str(error), ExitCode.UNREADABLE_INPUT)
    if as_json:
        typer.echo(listed.write_json())
    elif listed.is_empty():
        typer.echo("Nothing is published yet: run `khotin run`.")
    else:
        desk.print_table(listed)


def _kept_releases(ctx: typer.Context, incomplete: str) -> list[str]:
    """Completes the name of a release."""
    from warehouse.errors import WarehouseError  # noqa: PLC0415

    try:
        kept = _target(ctx.params.get("home")).kept_releases()
    except WarehouseError:
        # A shell that completes has no place for the sentence; the command itself says it.
        return []
    return [release for release in kept if release.startswith(incomplete)]


def _target(home: Path | None) -> Target:
    from flows.target import target_of  # noqa: PLC0415

    settings = settings_for(home)
    return target_of(Home.of(settings), settings.keep_releases)


@app.command()
def rollback(
    release: Annotated[
        str,
        typer.Argument(
            help="A kept release, as `khotin releases` names it.", autocompletion=_kept_releases
        ),
    ],
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Publish a kept release again."""
    from warehouse.errors import LeaseHeldError, WarehouseError  # noqa: PLC0415
    from warehouse.faults import named_faults  # noqa: PLC0415

    target = _target(home)
    try:
        with named_faults(Home(settings_for(home).home).folder), target.hold(f"rollback-{release}"):
            target.roll_back(release)
            address = target.address()
    except LeaseHeldError as error:
        fail(str(error), ExitCode.LEASE_HELD)
    except WarehouseError as error:
        fail(str(error), ExitCode.UNREADABLE_INPUT)
    facts = {"release": release, "published_path": address}
    sentence = f"Release {release} is published again at {address}."
    typer.echo(json.dumps(facts) if as_json else sentence)


@app.command()
def status(home: HomeOption = None, as_json: JsonOption = False) -> None:
    """Say how the last run went, what is published, and what there is to do."""
    from flows import home_status  # noqa: PLC0415

    facts = home_status.status(Home.of(settings_for(home)))
    if as_json:
        typer.echo(json.dumps(facts, ensure_ascii=False, indent=2, default=str))
    else:
        typer.echo(home_status.as_text(facts))


@app.command()
def report(home: HomeOption = None, as_json: JsonOption = False) -> None:
    """Say where the data-quality report of the last load is."""
    path = Home(settings_for(home).home).report / "index.html"
    if not path.exists():
        fail(
            f"There is no report at {path} yet: run `khotin run` first, or name another --home.",
            ExitCode.UNREADABLE_INPUT,
        )
    typer.echo(json.dumps({"report_path": str(path)}) if as_json else str(path))


def main() -> None:
    """Entry point of the `khotin` command."""
    try:
        app()
    except SystemExit as ending:
        from flows.orchestration import leave  # noqa: PLC0415

        if not isinstance(ending.code, int | None):
            raise
        leave(ending.code or 0)


def _print_summary(summary: Any, settings: Settings, as_json: bool) -> None:
    from flows import desk  # noqa: PLC0415

    if as_json:
        typer.echo(json.dumps(summary.as_dict(), ensure_ascii=False, indent=2))
    else:
        desk.print_summary(summary, Home(settings.home))


if __name__ == "__main__":
    main()
