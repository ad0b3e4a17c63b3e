"""The commands that change a home: run, replay, serve. `flows.cli` takes them into `khotin`.

What comes in: the words of the command. What goes out: the summary of a run, for a person or as
JSON, and the exit code that DESIGN fixes: 0 published or nothing to do, 1 a check failed, 2 wrong
usage or unreadable input, 3 another run holds the lease.
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
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from flows.commands.command_line import ExitCode, HomeOption, JsonOption, fail, settings_for
from flows.errors import OrchestrationError
from flows.settings import Home

if TYPE_CHECKING:
    from types import FrameType

    from flows.runner import Wishes
    from flows.selection import Selection
    from flows.settings import Settings
    from flows.summary import RunSummary

commands = typer.Typer()


@commands.command()
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
    from flows.commands import dry_run  # noqa: PLC0415
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


@commands.command()
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
    except (WarehouseError, OrchestrationError) as error:
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


def _print_summary(summary: RunSummary, settings: Settings, as_json: bool) -> None:
    from flows.asking import desk  # noqa: PLC0415

    if as_json:
        typer.echo(json.dumps(summary.as_dict(), ensure_ascii=False, indent=2))
    else:
        desk.print_summary(summary, Home(settings.home))


@commands.command()
def serve(
    paths: Annotated[
        list[str] | None,
        typer.Argument(help="What the scheduled runs read (default: the settings' sources)."),
    ] = None,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Run on the settings' schedule, with Prefect's UI on loopback, until Ctrl-C."""
    from flows.read import UnreadableInputError, discover  # noqa: PLC0415
    from flows.serving import service  # noqa: PLC0415
    from flows.serving.schedule import ScheduleError  # noqa: PLC0415

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
