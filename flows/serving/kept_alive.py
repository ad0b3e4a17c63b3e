"""A process that is kept running: started again, with growing pauses, whenever it ends.

What comes in: a command, its environment and a folder. What goes out: the process, its log in the
folder, and how often it was started again.
"""

from __future__ import annotations

import subprocess
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

# A child that ends at once is started again after one second, then two, up to a minute.
LONGEST_PAUSE_SECONDS = 60.0
STEADY_SECONDS = 60.0
# A run that is told to stop finishes the batch it is loading.
STOP_SECONDS = 60.0
MAX_LOG_BYTES = 10 * 1024**2


@dataclass
class Child:
    """A process that is started again whenever it ends, until it is stopped."""

    command: list[str]
    environment: dict[str, str]
    folder: Path
    restarts: int = 0
    _process: subprocess.Popen[bytes] | None = None
    _started_at: float = 0.0
    _pause: float = 1.0
    _due_at: float | None = field(default=None)

    @property
    def name(self) -> str:
        """The module that runs."""
        return self.command[2].rpartition(".")[2]

    @property
    def log(self) -> Path:
        """What the process wrote."""
        return self.folder / f"{self.name}.log"

    @property
    def is_running(self) -> bool:
        """Whether the process lives."""
        return self._process is not None and self._process.poll() is None

    def start(self) -> None:
        """Start the process, in a session of its own, so that Ctrl-C reaches this one only."""
        if self.log.exists() and self.log.stat().st_size > MAX_LOG_BYTES:
            self.log.replace(self.log.with_suffix(".log.1"))
        with self.log.open("ab") as output:
            self._process = subprocess.Popen(  # noqa: S603 - our own modules
                self.command,
                env=self.environment,
                stdin=subprocess.PIPE,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self._started_at, self._due_at = time.monotonic(), None

    def keep_alive(self) -> None:
        """Start the process again if it ended and its pause is over."""
        if self.is_running:
            return
        now = time.monotonic()
        if self._due_at is None:
            if now - self._started_at > STEADY_SECONDS:
                self._pause = 1.0
            self._due_at = now + self._pause
            self._pause = min(self._pause * 2, LONGEST_PAUSE_SECONDS)
        elif now >= self._due_at:
            self.restarts += 1
            self.start()

    def stop(self) -> None:
        """End the process, kindly first."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(timeout=STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if self._process.stdin is not None:
            self._process.stdin.close()
