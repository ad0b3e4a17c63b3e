"""Copies the release before while the marts are built, for the next release to be made of.

A publish needs two new files, the release that is kept and the published one, and nearly all their
bytes are those of the release before. What comes in: the folder of the kept releases, under the
home's lease. What goes out: hidden copies of the current release, already durable, in which a
publish has only to write what differs. Whoever finds no copy makes one: they save time, no more.
"""

from __future__ import annotations

import logging
import shutil
import threading
from typing import TYPE_CHECKING

from warehouse.copy_file import copy_file
from warehouse.releases import (
    FILE_NAME,
    current_release,
    next_release,
    partial_folder,
    partial_of,
    sync,
)

if TYPE_CHECKING:
    from pathlib import Path

LOG = logging.getLogger(__name__)

_begun: dict[Path, _Copying] = {}


class _Copying(threading.Thread):
    """Copies one file to several places, one after the other, until it is told to stop."""

    def __init__(self, source: Path, targets: tuple[Path, ...]) -> None:
        super().__init__(name="copies_ahead", daemon=True)
        self.source = source
        self.targets = targets
        self.made: list[Path] = []
        self.is_stopped = threading.Event()

    def run(self) -> None:
        """Copy; a disk that is full is met again, and told of, by the publish."""
        try:
            for target in self.targets:
                target.parent.mkdir(parents=True, exist_ok=True)
                if not copy_file(self.source, target, self.is_stopped):
                    return
                sync(target)
                self.made.append(target)
        except OSError:
            LOG.info("The release before could not be copied ahead", exc_info=True)
        finally:
            for target in self.targets[len(self.made) :]:
                target.unlink(missing_ok=True)


def begin(releases: Path, published_file: Path) -> None:
    """Begin to copy the current release, where there is one, and return at once."""
    drop(releases)
    current = current_release(releases)
    if current is None:
        return
    staged = partial_folder(releases, next_release(releases)) / FILE_NAME
    copying = _Copying(releases / current / FILE_NAME, (staged, partial_of(published_file)))
    _begun[releases] = copying
    copying.start()


def finish(releases: Path) -> None:
    """Wait until what was begun is done."""
    if releases in _begun:
        _begun[releases].join()


def take(releases: Path, release: str | None, target: Path) -> bool:
    """Whether a whole copy of this release lies at `target`, which is the caller's from now on."""
    copying = _begun.get(releases)
    if copying is None or release is None or copying.source.parent.name != release:
        return False
    copying.join()
    if target not in copying.made:
        return False
    copying.made.remove(target)
    return True


def drop(releases: Path) -> None:
    """Stop what was begun, and remove the copies that nobody took."""
    copying = _begun.pop(releases, None)
    if copying is None:
        return
    copying.is_stopped.set()
    copying.join()
    for target in copying.made:
        target.unlink(missing_ok=True)
    for target in copying.targets:
        if target.parent.parent == releases and not target.exists():
            shutil.rmtree(target.parent, ignore_errors=True)
