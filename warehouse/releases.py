"""The releases that are kept: which one analysts see, what each changed, and the way back.

`releases/<release>/press.duckdb` is the truth of a release; `releases/current` names the one that
is published. The published file is a copy with the same size and modification time, so a file that
somebody deleted, replaced or wrote into is noticed without reading it, and put back.
"""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING, Any

from warehouse.connection import open_published
from warehouse.copy_file import copy_file, make_same
from warehouse.errors import WarehouseError

if TYPE_CHECKING:
    from pathlib import Path

    import polars as pl

FILE_NAME = "press.duckdb"
CURRENT = "current"


def kept_releases(folder: Path) -> list[str]:
    """Names of the releases kept, oldest first."""
    if not folder.is_dir():
        return []
    return sorted(
        entry.name
        for entry in folder.iterdir()
        if entry.name.startswith("r") and (entry / FILE_NAME).is_file()
    )


def current_release(folder: Path) -> str | None:
    """The release that is published, or None before the first."""
    kept = kept_releases(folder)
    try:
        named = (folder / CURRENT).read_text(encoding="ascii").strip()
    except FileNotFoundError:
        named = ""
    if named in kept:
        return named
    return kept[-1] if kept else None


def next_release(folder: Path) -> str:
    """Name of the release that comes after those kept."""
    kept = kept_releases(folder)
    return f"r{int(kept[-1][1:]) + 1:06d}" if kept else "r000001"


def partial_folder(folder: Path, release: str) -> Path:
    """The hidden folder that a release is written in, which takes its name when it is whole."""
    return folder / f".{release}.partial"


def staged_file(folder: Path, release: str) -> Path:
    """The file that is written of a release that is not whole yet."""
    return partial_folder(folder, release) / FILE_NAME


def partial_of(published_file: Path) -> Path:
    """The hidden file that becomes the published one when it is whole."""
    return published_file.with_name(f".{published_file.name}.partial")


def put_in_place(
    folder: Path, release: str, published_file: Path, *, is_prepared: bool = False
) -> None:
    """Make a kept release the published one, atomically and durably.

    The copy is whole before `current` names it, so a disk that is full changes nothing; a crash
    between the name and the swap leaves a published file that is not the named release, which
    `restore` mends at the next start.

    Args:
        folder: of the kept releases.
        release: one of them.
        published_file: what analysts open.
        is_prepared: whether a copy of a release much like it is there already.
    """
    partial = partial_of(published_file)
    try:
        _copy(folder / release / FILE_NAME, partial, is_prepared=is_prepared)
        _write_durably(folder / CURRENT, release)
    except OSError:
        partial.unlink(missing_ok=True)
        raise
    partial.replace(published_file)
    sync(published_file.parent)


def adopt(folder: Path, release: str, published_file: Path) -> None:
    """Keep the published file as the release that it is, where that is kept no more."""
    partial = partial_folder(folder, release)
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    _copy(published_file, partial / FILE_NAME)
    partial.replace(folder / release)
    _write_durably(folder / CURRENT, release)


def drop_partials(folder: Path, published_file: Path) -> None:
    """Remove what a publish left that did not come to its end; the caller holds the lease."""
    for partial in folder.glob(".*.partial"):
        if partial.is_dir():
            shutil.rmtree(partial)
        else:
            partial.unlink()
    partial_of(published_file).unlink(missing_ok=True)


def is_intact(folder: Path, published_file: Path) -> bool:
    """Whether the published file is the release that `current` names, untouched."""
    release = current_release(folder)
    if release is None:
        return not published_file.exists()
    kept = (folder / release / FILE_NAME).stat()
    try:
        found = published_file.stat()
    except FileNotFoundError:
        return False
    return (kept.st_size, kept.st_mtime_ns) == (found.st_size, found.st_mtime_ns)


def restore(folder: Path, published_file: Path) -> bool:
    """Put the current release back where the published file is missing or was changed by hand."""
    release = current_release(folder)
    if release is None or is_intact(folder, published_file):
        return False
    put_in_place(folder, release, published_file)
    return True


def list_releases(folder: Path) -> pl.DataFrame:
    """One row a kept release, newest first.

    Returns:
        release, published_at, run_id, articles, added, changed, removed, bytes, is_current.
    """
    current = current_release(folder)
    rows: list[dict[str, Any]] = []
    for release in reversed(kept_releases(folder)):
        file = folder / release / FILE_NAME
        with open_published(file) as connection:
            info = connection.execute("from release.info").pl().to_dicts()[0]
        rows.append(
            {
                "release": release,
                "published_at": info["published_at"],
                "run_id": info["run_id"],
                "articles": info["article_count"],
                "added": info["added_count"],
                "changed": info["changed_count"],
                "removed": info["removed_count"],
                "bytes": file.stat().st_size,
                "is_current": release == current,
            }
        )
    import polars as pl  # noqa: PLC0415 - `khotin status` need not wait for it

    return pl.DataFrame(rows)


def roll_back(folder: Path, release: str, published_file: Path) -> None:
    """Publish a kept release again.

    Raises:
        WarehouseError: it is not kept.
    """
    kept = kept_releases(folder)
    if release not in kept:
        raise WarehouseError(
            f"Release {release} is not kept; these are: {', '.join(kept) or 'none'}. "
            "`khotin releases` says what each holds."
        )
    put_in_place(folder, release, published_file)


def drop_old_releases(folder: Path, keep: int) -> None:
    """Remove the oldest releases beyond `keep`, but never the one that is published."""
    current = current_release(folder)
    for release in kept_releases(folder)[:-keep]:
        if release != current:
            shutil.rmtree(folder / release)


def sync(path: Path) -> None:
    """Make a file or folder durable."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _copy(source: Path, target: Path, *, is_prepared: bool = False) -> None:
    """Copy a release with its modification time, by which it is known, and make it durable."""
    if is_prepared:
        make_same(source, target)
    else:
        copy_file(source, target)
    status = source.stat()
    os.utime(target, ns=(status.st_mtime_ns, status.st_mtime_ns))
    sync(target)


def _write_durably(path: Path, text: str) -> None:
    partial = path.with_name(f".{path.name}.partial")
    partial.write_text(text, encoding="ascii")
    sync(partial)
    partial.replace(path)
    sync(path.parent)
