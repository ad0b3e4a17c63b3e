"""dbt that is spared work logs what it logged before."""

from __future__ import annotations

import io

import pytest
from dbt_common.events import logger
from dbt_common.events.base_types import EventLevel, EventMsg, msg_from_base_event
from dbt_common.events.types import Note, PrintEvent

from flows import spare_dbt

LEVELS = [EventLevel.DEBUG, EventLevel.INFO, EventLevel.WARN, EventLevel.ERROR]


class CountedLogger(logger._TextLogger):
    """A logger of dbt that counts the lines it formats, without their time."""

    def __init__(self, level: EventLevel) -> None:
        self.stream = io.StringIO()
        self.formatted = 0
        super().__init__(
            logger.LoggerConfig(name=f"test-{level.value}", level=level, output_stream=self.stream)
        )

    def create_line(self, msg: EventMsg) -> str:
        self.formatted += 1
        return str(msg.info.msg)  # type: ignore[attr-defined]

    def lines(self) -> list[str]:
        """What was written."""
        return self.stream.getvalue().splitlines()


@pytest.fixture
def spared(monkeypatch: pytest.MonkeyPatch) -> None:
    """The logger of dbt, spared from here to the end of the test."""
    monkeypatch.setattr(logger._Logger, "write_line", logger._Logger.write_line)
    spare_dbt._format_what_is_logged()


def events() -> list[EventMsg]:
    """One event of each level, and one that dbt prints whatever the level."""
    told = [msg_from_base_event(Note(msg=level.value), level=level) for level in LEVELS]
    return [*told, msg_from_base_event(PrintEvent(msg="printed"), level=EventLevel.INFO)]


@pytest.mark.usefixtures("spared")
@pytest.mark.parametrize(
    ("level", "lines"),
    [
        (EventLevel.DEBUG, ["debug", "info", "warn", "error", "printed"]),
        (EventLevel.WARN, ["warn", "error", "printed"]),
        (EventLevel.ERROR, ["error", "printed"]),
    ],
)
def test_a_line_is_formatted_where_it_is_written(level: EventLevel, lines: list[str]) -> None:
    log = CountedLogger(level)
    for event in events():
        log.write_line(event)
    assert log.lines() == lines
    assert log.formatted == len(lines)
