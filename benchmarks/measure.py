"""Runs one command and measures it: wall and CPU seconds, and memory.

What comes in: a command. What goes out: a `Measurement`. CPU seconds are the user and system time
of the process and of all it started, as the kernel counts them when they are reaped; processes that
outlive their parent are adopted and reaped here, so that none is missed. Memory is sampled three
times a second, for looking through all processes is work for the cores that are measured: of the
largest single process (the high-water mark that the kernel keeps), and the sum over all processes
at one moment, in which pages they share count once for each of them.
"""

from __future__ import annotations

import ctypes
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SAMPLES_A_SECOND = 3
# How long processes that the command left behind may take to end by themselves.
ORPHAN_SECONDS = 15.0
MEGABYTE = 1_000_000
_SET_CHILD_SUBREAPER = 36  # linux/prctl.h


@dataclass(frozen=True)
class Measurement:
    """What one command cost; megabytes are millions of bytes."""

    wall_seconds: float
    cpu_seconds: float
    peak_process_mb: float
    peak_tree_mb: float
    exit_code: int
    output: str


class _Sampler(threading.Thread):
    """Watches the memory of all that this process started, adopted ones too."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self._stopped = threading.Event()
        self.peak_process = 0
        self.peak_tree = 0

    def run(self) -> None:
        """Sample until stopped."""
        while not self._stopped.wait(1 / SAMPLES_A_SECOND):
            self._sample()

    def stop(self) -> None:
        """Sample no more."""
        self._stopped.set()
        self.join()

    def _sample(self) -> None:
        total = 0
        for process in psutil.Process().children(recursive=True):
            with suppress(psutil.NoSuchProcess, psutil.AccessDenied):
                resident = process.memory_info().rss
                total += resident
                self.peak_process = max(self.peak_process, resident, _high_water_mark(process.pid))
        self.peak_tree = max(self.peak_tree, total)


def _high_water_mark(pid: int) -> int:
    """The most memory that a process ever held, in bytes; 0 where the system does not say."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0
    for line in status.splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024
    return 0


def adopt_orphans() -> None:
    """Become the parent of what outlives its own, to count its CPU seconds; Linux only."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def measure(
    command: Sequence[str], *, folder: Path, log: Path, environment: Mapping[str, str]
) -> Measurement:
    """Run the command to its end.

    Args:
        command: program and arguments.
        folder: the working folder of the command.
        log: takes what it writes to standard error.
        environment: all of its environment.
    """
    os.sync()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    # A file, because a pipe stays open as long as anything that the command left behind.
    with log.open("wb") as errors, tempfile.TemporaryFile() as output:
        started = time.perf_counter()
        process = subprocess.Popen(  # noqa: S603 - our own commands
            command,
            cwd=folder,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=errors,
        )
        sampler = _Sampler()
        sampler.start()
        process.wait()
        wall = time.perf_counter() - started
        sampler.stop()
        output.seek(0)
        told = output.read().decode("utf-8", errors="replace")
    _reap_orphans()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Measurement(
        round(wall, 3),
        round(cpu, 3),
        round(sampler.peak_process / MEGABYTE, 1),
        # The high-water mark knows of moments between two samples.
        round(max(sampler.peak_tree, sampler.peak_process) / MEGABYTE, 1),
        process.returncode,
        told,
    )


def _reap_orphans() -> None:
    """Wait for what the command left behind; end what does not end by itself."""
    deadline = time.monotonic() + ORPHAN_SECONDS
    while True:
        try:
            pid, _ = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if pid == 0:
            if time.monotonic() > deadline:
                for orphan in psutil.Process().children(recursive=True):
                    orphan.kill()
            time.sleep(0.05)
