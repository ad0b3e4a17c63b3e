"""The command line: `khotin`, made of the commands of three modules, and how its process ends.

Those of `flows.commands.run_commands` change a home, `release_commands` say what stands in it and
`desk_commands` ask it. Each command turns its words into a call and prints what a person needs next
(or JSON). What is slow to import is imported by the command that needs it.
"""

from __future__ import annotations

import sys

import typer

from flows.commands import desk_commands, release_commands, run_commands

app = typer.Typer(
    name="khotin",
    help="Vietnamese press articles into a DuckDB warehouse: every fact points to its characters.",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
)
app.add_typer(run_commands.commands)
app.add_typer(release_commands.commands)
app.add_typer(desk_commands.commands)


def main() -> None:
    """Entry point of the `khotin` command."""
    # DuckDB asks pandas for its nulls at the first bound parameter, and importing it costs a third
    # of a run that finds nothing new. No command works with its frames.
    sys.modules.setdefault("pandas", None)  # type: ignore[arg-type]
    try:
        app()
    except SystemExit as ending:
        from flows.orchestration import leave  # noqa: PLC0415

        if not isinstance(ending.code, int | None):
            raise
        leave(ending.code or 0)


if __name__ == "__main__":
    main()
