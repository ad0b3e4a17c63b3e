"""Sees, at the start of a run, that the files of the home are sound, and mends what is not.

What comes in: a home whose lease is held. What goes out: a home whose build file can be opened and
read, whose releases are sound, and sentences that say what was done to it. Nothing is deleted: what
is damaged is moved to `broken/`, a folder for each time, where a person may look at it.

- A write-ahead log that DuckDB cannot replay is cut off before its first bad entry; one that it
  would pass over without a word is set aside. What it held is read from the sources again.
- A build file that is damaged, or missing beside kept releases, is made anew (`warehouse.rebuild`).
- A kept release that is damaged is replaced by the published file, where that is the same release,
  or set aside; a published file without any kept release is kept as one again.

A file that the last run sealed is only opened, because reading it whole takes as long as writing
it; one that nobody sealed, or that the last run failed on, is read as a whole.
"""

from __future__ import annotations

import logging
import os
import re
import shutil
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import duckdb

from warehouse import rebuild
from warehouse.build_state import mark_whole_stale
from warehouse.connection import open_build
from warehouse.releases import (
    FILE_NAME,
    adopt,
    current_release,
    drop_partials,
    kept_releases,
    sync,
)
from warehouse.seal import is_sealed
from warehouse.soundness import problem_of_build, problem_of_release
from warehouse.stopping import closed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from warehouse.connection import Engine

LOG = logging.getLogger(__name__)

BROKEN = "broken"
_POSITION = re.compile(r"entry at byte position (\d+)")


def mend_home(
    build_file: Path,
    releases: Path,
    published_file: Path,
    engine: Engine,
    *,
    publishes_file: bool = True,
) -> list[str]:
    """Mend what is damaged; return a sentence for each thing that was done.

    Args:
        build_file: may be missing.
        releases: the folder of the kept releases.
        published_file: may be missing.
        engine: what DuckDB may use.
        publishes_file: whether the home publishes to the file, and not to a lake.

    Raises:
        WarehouseError: the build file cannot be opened for another reason than damage.
    """
    drop_partials(releases, published_file)
    was_sealed = is_sealed(build_file)
    done = list(_mend_log(build_file, engine))
    problem = "it is missing"
    if build_file.exists():
        problem = problem_of_build(build_file, engine, is_sealed=was_sealed) or ""
    if problem or not was_sealed or not kept_releases(releases):
        done += _mend_releases(releases, published_file)
    if problem and (build_file.exists() or kept_releases(releases)):
        done += _rebuild(build_file, releases, published_file, engine, problem)
    elif build_file.exists() and publishes_file and not kept_releases(releases):
        done += _publish_again(build_file, releases, engine)
    for sentence in done:
        LOG.warning("%s", sentence)
    return done


def _rebuild(
    build_file: Path, releases: Path, published_file: Path, engine: Engine, problem: str
) -> Iterator[str]:
    """Put a new build file in the place of one that is damaged or missing."""
    rebuilt = rebuild.rebuild(build_file, releases, published_file, engine)
    old = rebuild.files_of(build_file)
    kept = ""
    if old:
        folder = _broken_folder(build_file.parent)
        for path in old:
            if path == build_file:
                _copy_aside(path, folder)
            else:
                _set_aside(path, folder)
        kept = f" It is kept in {folder}, which may be removed."
    # The damaged file is in its place until this instant: a crash before it begins all again.
    rebuilt.path.replace(build_file)
    sync(build_file.parent)
    rebuilt.path.parent.rmdir()
    yield f"The build file {build_file} could not be used ({problem}).{kept}"
    yield from rebuilt.sentences()


def _publish_again(build_file: Path, releases: Path, engine: Engine) -> list[str]:
    """Have the marts published where they were and no release of them is left."""
    if kept_releases(releases):
        return []
    with open_build(build_file, engine) as connection:
        built = connection.execute(
            "select count(*) from duckdb_tables() where schema_name = 'mart'"
        ).fetchone()
        if built is None or built[0] == 0:
            return []
        published = connection.execute(
            "select count(*) from quality.runs where status = 'published'"
        ).fetchone()
        if published is None or published[0] == 0:
            return []
        mark_whole_stale(connection)
    return [f"No release was left in {releases}: the marts are built and published anew."]


def _mend_log(build_file: Path, engine: Engine) -> Iterator[str]:
    """Put a write-ahead log out of the way that cannot be replayed, or would be passed over."""
    log = build_file.with_name(f"{build_file.name}.wal")
    if not log.exists():
        return
    if not build_file.exists():
        yield _without_log(log, "its build file is missing")
        return
    problem = problem_of_build(build_file, engine, is_sealed=True)
    if problem is None:
        # DuckDB takes a log away once it is replayed; it leaves one whose head it does not know.
        if log.exists() and log.stat().st_size > 0:
            yield _without_log(log, "its head is not that of a log")
        return
    if "WAL" not in problem:
        return
    position = _POSITION.search(problem)
    if position:
        kept = _broken_folder(log.parent) / log.name
        shutil.copy2(log, kept)
        os.truncate(log, int(position[1]))
        if problem_of_build(build_file, engine, is_sealed=True) is None:
            yield (
                f"The write-ahead log {log} was damaged ({problem}). What stands before byte "
                f"{position[1]} was kept; what stood behind it is read from the sources again. "
                f"The whole log is kept as {kept}."
            )
            return
        shutil.rmtree(kept.parent)
    yield _without_log(log, problem)


def _without_log(log: Path, problem: str) -> str:
    folder = _broken_folder(log.parent)
    _set_aside(log, folder)
    return (
        f"The write-ahead log {log} was damaged ({problem}). It is kept as {folder / log.name}; "
        "what it held is read from the sources again."
    )


def _mend_releases(releases: Path, published_file: Path) -> Iterator[str]:
    """Replace or set aside a damaged release, and keep a published file that is kept no more."""
    published = _release_in(published_file)
    while (release := current_release(releases)) is not None:
        path = releases / release / FILE_NAME
        problem = problem_of_release(path)
        if problem is None:
            return
        folder = _broken_folder(releases.parent)
        (releases / release).rename(folder / release)
        sentence = f"The kept release {path} was damaged ({problem}); it lies in {folder} now."
        if published == release and problem_of_release(published_file) is None:
            adopt(releases, release, published_file)
            yield f"{sentence} The published file is the same release, and was kept in its place."
        else:
            yield f"{sentence} {current_release(releases) or 'No release'} stands in its place."
    if published and problem_of_release(published_file) is None:
        adopt(releases, published, published_file)
        yield f"Release {published} was not kept in {releases}: it is again, from {published_file}."


def _release_in(published_file: Path) -> str | None:
    """The release that a published file says it is; None where it says nothing."""
    if not published_file.exists():
        return None
    try:
        with closed(duckdb.connect(str(published_file), read_only=True)) as connection:
            row = connection.execute("select release from release.info").fetchone()
    except duckdb.Error:
        return None
    return row[0] if row and re.fullmatch(r"r\d{6,}", str(row[0])) else None


def _broken_folder(home: Path) -> Path:
    """A new folder for what is damaged, named by the time."""
    stamp = f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    for number in range(1, 1000):
        folder = home / BROKEN / (stamp if number == 1 else f"{stamp}-{number}")
        try:
            folder.mkdir(parents=True)
        except FileExistsError:
            continue
        return folder
    raise FileExistsError(home / BROKEN / stamp)


def _set_aside(path: Path, folder: Path) -> None:
    """Move a file into a folder for good."""
    path.rename(folder / path.name)
    sync(folder)


def _copy_aside(path: Path, folder: Path) -> None:
    """Keep a file in a folder too, without its bytes twice where the disk can do that."""
    try:
        (folder / path.name).hardlink_to(path)
    except OSError:
        shutil.copy2(path, folder / path.name)
    sync(folder)
