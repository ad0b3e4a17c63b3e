"""What all commands share: options, exit codes, settings, and the way a command fails."""

from __future__ import annotations

from enum import IntEnum
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from flows.settings import Settings

HomeOption = Annotated[
    Path | None, typer.Option("--home", help="Where the warehouse lives (default: warehouse/data).")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON for a program to read.")]


class ExitCode(IntEnum):
    """What the shell is told."""

    PUBLISHED = 0
    CHECK_FAILED = 1
    UNREADABLE_INPUT = 2
    LEASE_HELD = 3
    STOPPED = 130


def settings_for(home: Path | None) -> Settings:
    """The settings, with the home that the command line names; ends the command if one is wrong."""
    from pydantic import ValidationError  # noqa: PLC0415

    try:
        return Settings(home=home) if home else Settings()
    except ValidationError as error:
        wrong = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        fail(
            f"A setting is wrong: {wrong}. Mend KHOTIN_* or khotin.toml.", ExitCode.UNREADABLE_INPUT
        )


def fail(message: str, code: ExitCode) -> NoReturn:
    """Say what is wrong on the standard error, and end with the code."""
    typer.echo(message, err=True)
    raise typer.Exit(code)
