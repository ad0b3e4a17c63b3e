"""Shows a person at a terminal what a run is doing; says nothing where nobody watches."""

from __future__ import annotations

import logging
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.status import Status


class _StatusLine(logging.Handler):
    """Shows the last sentence that the flow logged."""

    def __init__(self, status: Status) -> None:
        super().__init__(logging.INFO)
        self.status = status

    def emit(self, record: logging.LogRecord) -> None:
        """Put the sentence in place of the one before."""
        self.status.update(f"{record.getMessage()} ...")


@contextmanager
def shown_progress(*, is_quiet: bool) -> Iterator[None]:
    """Show a moving line with the present step while the block runs."""
    if is_quiet or not sys.stderr.isatty():
        yield
        return
    from rich.console import Console  # noqa: PLC0415 - only where somebody watches

    with Console(stderr=True).status("Starting ...") as status:
        handler = _StatusLine(status)
        logger = logging.getLogger("flows")
        logger.addHandler(handler)
        try:
            yield
        finally:
            logger.removeHandler(handler)
