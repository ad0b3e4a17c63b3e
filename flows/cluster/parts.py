"""What a worker made of a batch, as Parquet in a folder that the run and the workers share.

What comes in: frames by name. What goes out: one file a frame under one address, and the frames
read back from there. The folder is a path, or an address that fsspec knows (`s3://`). A batch that
is worked on twice, because a worker died or was given up too early, writes to two places: only the
one whose worker ended well is ever named to the run, so nothing half-written is read.
"""

from __future__ import annotations

import io
import secrets
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Mapping

SUFFIX = ".parquet"
_PARTIAL = ".partial"
# Quick to write, and half the bytes: they cross a network twice and are read once.
_COMPRESSION: Literal["lz4"] = "lz4"


def is_address(folder: str) -> bool:
    """Whether a folder lies behind an address rather than in the file system."""
    return "://" in folder


def make_folder(folder: str) -> None:
    """Make a folder; where there are only addresses there is nothing to make.

    Raises:
        OSError: it cannot be made.
    """
    if not is_address(folder):
        Path(folder).mkdir(parents=True, exist_ok=True)


def write_part(folder: str, name: str, frames: Mapping[str, pl.DataFrame]) -> str:
    """Write frames to a place of their own in the folder.

    Args:
        folder: of the run; it is there already.
        name: of the batch and the part of it.
        frames: by name.

    Returns:
        The address of the place, complete when this returns.

    Raises:
        OSError: the folder is not there, or cannot be written to.
    """
    place = f"{folder}/{name}-{secrets.token_hex(4)}"
    if is_address(folder):
        for frame_name, frame in frames.items():
            _write_object(f"{place}/{frame_name}{SUFFIX}", frame)
        return place
    partial = Path(place + _PARTIAL)
    # Not its parents: a folder that is not there is one that this machine does not share.
    partial.mkdir()
    for frame_name, frame in frames.items():
        frame.write_parquet(partial / f"{frame_name}{SUFFIX}", compression=_COMPRESSION)
    partial.rename(place)
    return place


def read_frame(place: str, name: str) -> pl.DataFrame:
    """Read one frame of a part.

    Raises:
        OSError: it is not there.
    """
    address = f"{place}/{name}{SUFFIX}"
    if not is_address(place):
        return pl.read_parquet(address, memory_map=False)
    import fsspec  # type: ignore[import-untyped]  # noqa: PLC0415 - only where nothing is shared

    with fsspec.open(address, "rb") as file:
        return pl.read_parquet(io.BytesIO(file.read()))


def remove(place: str) -> None:
    """Remove a part, or the folder with all that is in it; what is not there is removed already."""
    if not is_address(place):
        shutil.rmtree(place, ignore_errors=True)
        return
    from fsspec.core import url_to_fs  # type: ignore[import-untyped]  # noqa: PLC0415

    files, path = url_to_fs(place)
    if files.exists(path):
        files.rm(path, recursive=True)


def _write_object(address: str, frame: pl.DataFrame) -> None:
    import fsspec  # noqa: PLC0415

    content = io.BytesIO()
    frame.write_parquet(content, compression=_COMPRESSION)
    # An object store shows an object when all of it has come, and not before.
    with fsspec.open(address, "wb") as file:
        file.write(content.getvalue())
