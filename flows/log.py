"""Logs: one line of JSON an event in `<home>/khotin.log`; the terminal is for people.

Every library logs as it likes; here all of it goes to one file, bounded in size, with the run's id
and whatever the event names (source_path, article_id), so that a monitor can read it. The terminal
is for people: it shows progress and what to do next.
"""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

MAX_BYTES = 10 * 1024**2
KEPT_FILES = 3

_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime"}


class JsonLines(logging.Formatter):
    """A record as one line of JSON: at, level, logger, run_id, message, the record's own fields."""

    def __init__(self, run_id: str) -> None:
        """Take the id that every line bears."""
        super().__init__()
        self.run_id = run_id

    def format(self, record: logging.LogRecord) -> str:
        """Write the record on one line."""
        event: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "run_id": self.run_id,
            "message": record.getMessage(),
        }
        event |= {k: v for k, v in vars(record).items() if k not in _STANDARD and k not in event}
        if record.exc_info:
            event["error"] = self.formatException(record.exc_info)
        return json.dumps(event, ensure_ascii=False, default=str)


def log_to_file(path: Path, run_id: str) -> None:
    """Send everything that is logged in this process to the file, and nothing to the terminal."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(
        path, maxBytes=MAX_BYTES, backupCount=KEPT_FILES, encoding="utf-8"
    )
    handler.setFormatter(JsonLines(run_id))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)
    logging.captureWarnings(capture=True)
