"""Opens the warehouse for a run, lists its sources, and tells what is new among them.

What comes in: the context. What goes out: the build file at the newest schema with the run's row
in it, and the `Intake`, found from names, sizes and times without opening a source.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from flows import versions
from flows.read import discover
from warehouse import build_state, manifest, runs
from warehouse.connection import open_build
from warehouse.migrate import migrate
from warehouse.seal import is_sealed

if TYPE_CHECKING:
    import polars as pl

    from flows.steps.context import Context

SCHEMES = ("s3://", "gs://", "http://", "https://")

# What was listed before a run was started for it, by the run.
_listed: dict[str, pl.DataFrame] = {}


def open_warehouse(context: Context) -> int:
    """Create or migrate the build file, write the run's row, and count the runs found crashed."""
    context.home.folder.mkdir(parents=True, exist_ok=True)
    was_sealed = is_sealed(context.home.build_file)
    with open_build(context.home.build_file, context.engine) as connection:
        migrate(connection)
        if not was_sealed:
            build_state.mark_whole_stale(connection)
        if context.target.is_behind():
            build_state.mark_dirty(connection)
        return runs.begin_run(connection, context.run_id)


def find_candidates(
    context: Context, found: pl.DataFrame | None = None
) -> tuple[pl.DataFrame, tuple[str, ...]]:
    """List the sources this run is about, and the folders of which it sees every file.

    Args:
        context: of the run.
        found: what lies in the sources, where it was just listed.

    Raises:
        UnreadableInputError, EmptyInputError: a path that was named cannot be read, or holds
        nothing.
    """
    candidates = discover(context.sources, context.settings.read) if found is None else found
    if not context.selection.is_everything:
        # What was left out is there still: nothing can be told to have vanished.
        return context.selection.of(candidates), ()
    return candidates, tuple(
        str(Path(source).resolve())
        for source in context.sources
        if not source.startswith(SCHEMES) and Path(source).is_dir()
    )


def hand_over(context: Context, found: pl.DataFrame | None) -> None:
    """Spare the scan of this run listing the sources again, which were listed just now."""
    if found is not None:
        _listed[context.run_id] = found


def scan_sources(context: Context) -> manifest.Intake:
    """List the sources and tell what is new, unchanged and gone, without opening a file.

    Raises:
        UnreadableInputError, EmptyInputError: a path that was named cannot be read, or holds
        nothing.
    """
    return _compare(context, _listed.pop(context.run_id, None))


def scan_if_nothing_new(
    context: Context, found: pl.DataFrame | None = None
) -> manifest.Intake | None:
    """The scan, if nothing is to be read or gone and the marts are up to date; else None."""
    if not is_sealed(context.home.build_file) or context.target.is_behind():
        return None
    with open_build(context.home.build_file, context.engine) as connection:
        migrate(connection)
        if build_state.is_dirty(connection, versions.models_version(context.settings.copies)):
            return None
    intake = _compare(context, found)
    return None if intake.vanished_paths or not intake.to_read.is_empty() else intake


def _compare(context: Context, found: pl.DataFrame | None) -> manifest.Intake:
    candidates, roots = find_candidates(context, found)
    with open_build(context.home.build_file, context.engine) as connection:
        return manifest.compare(connection, candidates, roots)
