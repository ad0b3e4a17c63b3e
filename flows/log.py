"""Logs: one line of JSON an event in `<home>/khotin.log`; the terminal is for people.

Every library logs as it likes; here all of it goes to one file, bounded in size, with the run's id
and whatever the event names (source_path, article_id), so that a monitor can read it. The terminal
is for people: it shows progress and what to do next.
"""

from __future__ import annotations

import json
import logging
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    import polars as pl

    from warehouse.runs import FileCounts

# What became of each file; for the log alone, not for a terminal or Prefect's UI.
FILES_LOGGER = "khotin.files"

MAX_BYTES = 10 * 1024**2
KEPT_FILES = 3
EVENT_FIELDS = ("source_path", "sha256", "status", "article_id", "reason_code", "reason")

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


class LogFile(RotatingFileHandler):
    """The log; where it cannot be written, on a full disk say, that is told once."""

    is_told = False

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the library's name
        """Say once on the standard error that events are lost, instead of a traceback for each."""
        del record
        if not self.is_told:
            self.is_told = True
            reason = sys.exc_info()[1]
            sys.stderr.write(f"The log {self.baseFilename} cannot be written ({reason}).\n")


def log_to_file(path: Path, run_id: str, level: str = "INFO") -> None:
    """Send everything that is logged in this process to the file, and nothing to the terminal."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handler = LogFile(path, maxBytes=MAX_BYTES, backupCount=KEPT_FILES, encoding="utf-8")
    handler.setFormatter(JsonLines(run_id))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)
    logging.getLogger(FILES_LOGGER).setLevel(level)
    # Each request to the Prefect server is no event of the run.
    logging.getLogger("httpx").setLevel(logging.WARNING)
    logging.captureWarnings(capture=True)
    # A log of dbt's that cannot be written, on a full disk, would print a traceback for each event.
    logging.raiseExceptions = False


def log_documents(documents: pl.DataFrame, counts: FileCounts) -> None:
    """Say what became of a batch: a line for the batch and each rejected document.

    Each other document has a line at level DEBUG only, because a load may have a million.

    Args:
        documents: source_path, sha256, status, article_id, reason_code, reason.
        counts: of the batch.
    """
    log = logging.getLogger(FILES_LOGGER)
    log.info("Loaded a batch", extra=asdict(counts))
    for document in documents.select(EVENT_FIELDS).iter_rows(named=True):
        if document["status"] == "rejected":
            log.warning("Rejected a document", extra=document)
        elif log.isEnabledFor(logging.DEBUG):
            log.debug("Took in a document", extra=document)
