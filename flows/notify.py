"""Tells people that a run published nothing.

In: Apprise URLs from the settings and a run's summary. Out: one message to each, with the failed
checks and where the report is; a receiver that does not answer is asked again, each time after a
longer wait. Telling is not the run: a receiver that stays silent is reported back, and never
raises.
"""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

#: Failed checks named in a message; the report has the rest.
LIMIT = 10
ATTEMPTS = 4
FIRST_WAIT_SECONDS = 1.0

logger = logging.getLogger(__name__)


def message(summary: Mapping[str, Any]) -> tuple[str, str]:
    """Return title and body of the message about a run that published nothing."""
    failed = list(summary.get("checks_failed") or ())
    title = f"Khotin published nothing: run {summary.get('run_id', '')}"
    lines = [f"{len(failed)} checks failed:" if len(failed) != 1 else "1 check failed:"]
    lines += [f"- {sentence}" for sentence in failed[:LIMIT]]
    if len(failed) > LIMIT:
        lines.append(f"- and {len(failed) - LIMIT} more")
    if not failed:
        lines = [str(summary.get("error") or "The run stopped before its checks.")]
    if summary.get("report_path"):
        lines += ["", f"Report: {summary['report_path']}"]
    return title, "\n".join(lines)


def notify_failure(
    urls: Sequence[str],
    summary: Mapping[str, Any],
    *,
    attempts: int = ATTEMPTS,
    sleep: Callable[[float], None] = time.sleep,
) -> list[str]:
    """Send the message of a failed run to every URL.

    Args:
        urls: Apprise URLs, such as `mailto://…`, `slack://…` or `json://host/path`.
        summary: the run's summary.
        attempts: how often to ask a receiver before giving up.
        sleep: waits between attempts: 1, 2, 4 … seconds.

    Returns:
        The URLs that could not be told, without their secrets; empty when all were.
    """
    if not urls:
        return []
    import apprise  # noqa: PLC0415  (only when somebody is to be told)

    title, body = message(summary)
    silent: list[str] = []
    for url in urls:
        receiver: Any = apprise.Apprise.instantiate(url)
        if receiver is None:
            logger.error("A notify URL is not one that Apprise knows: %s", url.split(":", 1)[0])
            silent.append(url.split(":", 1)[0] + "://…")
            continue
        if not _send(receiver, title, body, attempts, sleep):
            silent.append(receiver.url(privacy=True))
            logger.error("Nobody answered at %s after %d attempts", silent[-1], attempts)
    return silent


def _send(
    receiver: Any, title: str, body: str, attempts: int, sleep: Callable[[float], None]
) -> bool:
    for attempt in range(attempts):
        if attempt:
            sleep(FIRST_WAIT_SECONDS * 2 ** (attempt - 1))
        if receiver.notify(title=title, body=body, body_format="text"):
            return True
    return False
