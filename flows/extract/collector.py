"""The search for cycles held back while a step makes rows.

Nothing comes in and nothing goes out: while a step reads a batch it makes very many small objects,
of which it keeps most and none holds another, so that each search for cycles among them is in vain.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def collector_paused() -> Iterator[None]:
    """No search for cycles inside of the block; it goes on behind it if it did before.

    A step is best decorated with it, so that its rows are gone when the search goes on.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
