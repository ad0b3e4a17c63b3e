"""Copies files while something else is waited for, for the next release to be made of.

A publish needs two new files, and nearly all their bytes are known long before: those of the
release that is kept stand in the release before, those of the published one in the release that is
checked. What comes in: a file and where its copy is to lie, under the home's lease. What goes out:
a durable copy in which only what differs by then has to be written (`copy_file.make_same`). Whoever
finds no copy makes one: they save time, no more.
"""

from __future__ import annotations

import logging
import threading
from contextlib import suppress
from typing import TYPE_CHECKING

from warehouse.copy_file import copy_file
from warehouse.releases import sync

if TYPE_CHECKING:
    from pathlib import Path

LOG = logging.getLogger(__name__)

_begun: dict[Path, _Copying] = {}


class _Copying(threading.Thread):
    """Copies a file until it is told to stop."""

    def __init__(self, source: Path, target: Path) -> None:
        super().__init__(name="copies_ahead", daemon=True)
        self.source = source
        self.target = target
        self.is_whole = False
        self.is_stopped = threading.Event()

    def run(self) -> None:
        """Copy; a disk that is full is met again, and told of, by the publish."""
        try:
            self.target.parent.mkdir(parents=True, exist_ok=True)
            if copy_file(self.source, self.target, self.is_stopped):
                sync(self.target)
                self.is_whole = True
        except OSError:
            LOG.info("%s could not be copied ahead", self.source, exc_info=True)
        finally:
            if not self.is_whole:
                self.target.unlink(missing_ok=True)


def begin(source: Path, target: Path) -> None:
    """Begin to copy a file, and return at once."""
    drop(target)
    _begun[target] = _Copying(source, target)
    _begun[target].start()


def finish(target: Path) -> None:
    """Wait until what was begun is done."""
    if target in _begun:
        _begun[target].join()


def take(source: Path, target: Path) -> bool:
    """Whether a copy that was begun of a file is at `target`: it is the caller's from now on.

    It is the file as it was, or is partly what was written into it meanwhile.
    """
    copying = _begun.get(target)
    if copying is None or copying.source != source:
        return False
    copying.join()
    if copying.is_whole:
        del _begun[target]
    return copying.is_whole


def drop(target: Path) -> None:
    """Stop what was begun, and remove a copy that nobody took."""
    copying = _begun.pop(target, None)
    if copying is None:
        return
    copying.is_stopped.set()
    copying.join()
    target.unlink(missing_ok=True)
    if target.parent.suffix == ".partial":
        # The folder of a release that nobody began to write.
        with suppress(OSError):
            target.parent.rmdir()


def drop_all(folder: Path) -> None:
    """Drop all copies below a folder that nobody took."""
    for target in [target for target in _begun if target.is_relative_to(folder)]:
        drop(target)
