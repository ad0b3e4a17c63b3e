"""Builds the marts: dbt in this process, on the build file that nobody else has open.

dbt is called as a library, because starting it as a command costs more than the whole build of a
small load. Its target folder lies in the home, so that a checkout may be read-only and two homes
do not meet.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from flows.marts import parsed_models
from flows.marts.spare_dbt import spare_dbt
from flows.settings import DEFAULT_MEMORY_LIMIT, PROJECT
from warehouse.stopping import closed, opened_whole, stop_behind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dbt.contracts.graph.manifest import Manifest

DBT_PROJECT = PROJECT / "dbt"
# What dbt knows after parsing the project; it parses only what changed since.
PARSED = parsed_models.FOLDER / "partial_parse.msgpack"


# The models as dbt parsed them while something else was waited for; a build uses them up.
_parsed_ahead: list[Manifest] = []


class MartsError(Exception):
    """dbt could not build the marts, or one of its tests failed; the message names which."""

    def __init__(self, failed: list[str]) -> None:
        """Take the names of the failed nodes, each with dbt's message."""
        self.failed = failed
        super().__init__("dbt stopped at " + "; ".join(failed[:5]))

    @property
    def is_out_of_memory(self) -> bool:
        """Whether DuckDB could not hold what a model needed within its limit."""
        return any("Out of Memory Error" in told for told in self.failed)


def build_marts(  # noqa: PLR0913 - what it builds, and with what
    build_file: Path,
    work_folder: Path,
    threads: int,
    arguments: tuple[str, ...] = (),
    *,
    memory_limit: int = DEFAULT_MEMORY_LIMIT,
    models_at_once: int | None = None,
) -> int:
    """Build every model on the build file; its data is audited afterwards, by the checks.

    dbt's own tests assert the same as the checks and more about the models; running both in every
    load would read each row twice, so dbt's run where the models are developed: `make test`.

    Args:
        build_file: closed by this process; dbt opens it and lets it go.
        work_folder: for dbt's target and log folders.
        threads: of DuckDB.
        arguments: further arguments of `dbt build`.
        memory_limit: bytes that DuckDB may use; the rest spills to the work folder.
        models_at_once: models built at the same time; as many as threads where nothing is said.

    Returns:
        The number of models and seeds that were built.

    Raises:
        MartsError: a model did not build.
    """
    try:
        with _held_open(build_file, work_folder / "spill", threads, memory_limit):
            return _invoke(
                [
                    "build",
                    "--exclude-resource-types",
                    "test",
                    "unit_test",
                    "--no-write-json",
                    "--threads",
                    str(models_at_once or threads),
                    *arguments,
                ],
                build_file,
                work_folder,
            )
    except BaseException:
        _close_all()
        raise


def _close_all() -> None:
    """Close what a build that was stopped left open."""
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager  # noqa: PLC0415

    DuckDBConnectionManager.close_all_connections()  # type: ignore[no-untyped-call]


@contextmanager
def _held_open(
    build_file: Path, temp_folder: Path, threads: int, memory_limit: int
) -> Iterator[None]:
    """Keep the file open while dbt opens and closes it for each model, and bound its memory.

    Closing a file that nobody else has open writes all of it down and forgets what was read, which
    takes longer than building a small model. The log is kept long for the same reason: all models
    wait while what it holds is written down.
    """
    with closed(opened_whole(lambda: duckdb.connect(str(build_file)))) as connection:
        connection.execute(f"set memory_limit = '{memory_limit // 1024**2} MiB'")
        connection.execute(f"set threads = {threads}")
        connection.execute("set checkpoint_threshold = '256 MiB'")
        # 2026-11-23: compressing took a fifth of a large build's work; without it the file is a
        # third larger. What is published is written compressed, from what is quicker to read.
        connection.execute("set force_compression = 'uncompressed'")
        # As every other opening of the file (`warehouse.tidy`).
        connection.execute("set max_vacuum_tasks = 0")
        connection.execute("set temp_directory = $folder", {"folder": str(temp_folder)})
        yield


def verify_marts(build_file: Path, work_folder: Path) -> int:
    """Run dbt's data tests and unit tests on a build file whose models are built.

    Raises:
        MartsError: a test failed.
    """
    return _invoke(["test"], build_file, work_folder)


def document_marts(build_file: Path, work_folder: Path) -> Path:
    """Generate dbt's documentation of the models; return the folder of its pages."""
    _invoke(["docs", "generate"], build_file, work_folder)
    return work_folder / "dbt"


def parse_project() -> None:
    """Parse the models once for all homes, as `make setup` does."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        _invoke(["parse"], work / "build.duckdb", work)
        parse_ahead(work)
        parsed_models.keep(_parsed_ahead.pop())
        shutil.move(work / "dbt" / PARSED.name, PARSED)


def parse_ahead(work_folder: Path) -> None:
    """Import dbt and parse the models, for the next build of this process; no file is opened.

    Where they were parsed at `make setup`, dbt reads its settings and profile alone.
    """
    from dbt.cli.main import dbtRunner  # noqa: PLC0415
    from dbt.contracts.graph.manifest import Manifest  # noqa: PLC0415

    spare_dbt()
    runner = dbtRunner(parsed_models.kept())
    parsed = runner.invoke(["parse", "--no-write-json", *_places(work_folder)]).result
    # What is wrong with the models is told by the build, which then parses them itself.
    if isinstance(parsed, Manifest):
        _parsed_ahead.append(parsed)


def _places(work_folder: Path) -> list[str]:
    """The arguments that every call of dbt needs."""
    target = work_folder.resolve() / "dbt"
    target.mkdir(parents=True, exist_ok=True)
    parsed = target / PARSED.name
    if not parsed.exists() and PARSED.exists():
        shutil.copyfile(PARSED, parsed)
    return [
        "--project-dir",
        str(DBT_PROJECT),
        "--profiles-dir",
        str(DBT_PROJECT),
        "--target-path",
        str(target),
        "--log-path",
        str(target),
        "--log-level",
        "none",
        "--log-level-file",
        "warn",
        "--no-use-colors",
    ]


def _invoke(arguments: list[str], build_file: Path, work_folder: Path) -> int:
    from dbt.cli.main import dbtRunner  # noqa: PLC0415 - costs seconds that other commands need not pay

    manifest = _parsed_ahead.pop() if _parsed_ahead else None
    # The profile names the build file without its folder: dbt parses everything anew, for three
    # seconds, when the path in the profile is another than it was.
    with _standing_in(build_file.resolve().parent):
        result = dbtRunner(manifest).invoke([*arguments, *_places(work_folder)])
    stop = stop_behind(result.exception)
    if stop is not None:
        # Ctrl-C, which dbt takes for an error of its own.
        raise stop
    if result.exception is not None:
        raise MartsError([str(result.exception)])
    outcomes = list(getattr(result.result, "results", []))
    failed = [
        f"{outcome.node.name}: {_first_line(outcome.message)}"
        for outcome in outcomes
        if outcome.status in ("error", "fail")
    ]
    if failed or not result.success:
        raise MartsError(failed or ["dbt, without naming a model; see dbt.log"])
    return len(outcomes)


def _first_line(message: str | None) -> str:
    lines = (message or "no message").strip().splitlines()
    return " ".join(line.strip() for line in lines[:3])


@contextmanager
def _standing_in(folder: Path) -> Iterator[None]:
    """Run the block with another working folder."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)
