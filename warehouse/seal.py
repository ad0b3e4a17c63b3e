"""Notices when the build file was written by anybody but a run that ended.

A run that ends leaves the size and modification time of its build file beside it. Where they
differ at the next start - a run died, or somebody opened the file by hand - the marts are built and
checked again, even if no source changed.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

LOG = logging.getLogger(__name__)


def seal(build_file: Path) -> None:
    """Note what the build file looks like now that the run is over.

    Where that cannot be noted, on a full disk say, the next run builds and checks all anew.
    """
    try:
        seal_file(build_file).write_text(_state(build_file), encoding="ascii")
    except OSError:
        LOG.warning("The build file could not be sealed", exc_info=True)


def is_sealed(build_file: Path) -> bool:
    """Whether the build file is as the last run that ended left it."""
    try:
        return seal_file(build_file).read_text(encoding="ascii") == _state(build_file)
    except (FileNotFoundError, ValueError):
        return False


def seal_file(build_file: Path) -> Path:
    """Where the seal of a build file lies."""
    return build_file.with_suffix(".seal")


def _state(build_file: Path) -> str:
    status = build_file.stat()
    return f"{status.st_size} {status.st_mtime_ns}"
