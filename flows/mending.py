"""Has the home mended before a run works in it, and tells the run what is left to do.

What comes in: the context of a run that holds the lease. What goes out: sound files, sentences in
the summary that say what was done to them, and whether stored articles wait for their facts.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from warehouse import runs
from warehouse.build_state import mark_whole_stale
from warehouse.connection import open_build
from warehouse.errors import DamagedFileError
from warehouse.faults import named_faults
from warehouse.mend import mend_home
from warehouse.rebuild import is_restoring
from warehouse.seal import seal_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flows.settings import Home
    from flows.steps import Context
    from flows.summary import RunSummary


def mend(context: Context, summary: RunSummary, *, trust_clock: bool = False) -> None:
    """Mend what is damaged in the home, and say so in the summary.

    Args:
        context: of the run.
        summary: takes over the sentences.
        trust_clock: set times to come, which the home notes, to the present.
    """
    home = context.home
    summary.mended += mend_home(
        home.build_file,
        home.releases,
        home.published_file,
        context.engine,
        publishes_file=home.lake is None,
    )
    if trust_clock and home.build_file.exists():
        with open_build(home.build_file, context.engine) as connection:
            runs.trust_clock(connection)
            mark_whole_stale(connection)


@contextmanager
def watched(home: Home) -> Iterator[None]:
    """Name what befalls the home in the block; where a file is damaged, have all looked at next.

    Raises:
        DiskError, UnwritableHomeError, DamagedFileError: with the first error as its cause.
    """
    try:
        with named_faults(home.folder):
            yield
    except DamagedFileError:
        seal_file(home.build_file).unlink(missing_ok=True)
        raise


def must_renew(context: Context) -> bool:
    """Whether the build file was rebuilt and articles of it have no facts yet."""
    with open_build(context.home.build_file, context.engine) as connection:
        return is_restoring(connection)
