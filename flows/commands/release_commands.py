"""The commands about what stands in a home: releases, rollback, status, report.

`flows.cli` takes them into `khotin`. None of them reads a source or builds anything; `rollback`
alone changes what analysts see.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.commands.command_line import ExitCode, HomeOption, JsonOption, fail, settings_for
from flows.settings import Home

if TYPE_CHECKING:
    from flows.target import Target

commands = typer.Typer()


@commands.command()
def releases(home: HomeOption = None, as_json: JsonOption = False) -> None:
    """List the releases that are kept, with their sizes and changes."""
    from flows.asking import desk  # noqa: PLC0415
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


@commands.command()
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


@commands.command()
def status(home: HomeOption = None, as_json: JsonOption = False) -> None:
    """Say how the last run went, what is published, and what there is to do."""
    from flows.commands import home_status  # noqa: PLC0415

    facts = home_status.status(Home.of(settings_for(home)))
    if as_json:
        typer.echo(json.dumps(facts, ensure_ascii=False, indent=2, default=str))
    else:
        typer.echo(home_status.as_text(facts))


@commands.command()
def report(home: HomeOption = None, as_json: JsonOption = False) -> None:
    """Say where the data-quality report of the last load is."""
    path = Home(settings_for(home).home).report / "index.html"
    if not path.exists():
        fail(
            f"There is no report at {path} yet: run `khotin run` first, or name another --home.",
            ExitCode.UNREADABLE_INPUT,
        )
    typer.echo(json.dumps({"report_path": str(path)}) if as_json else str(path))
