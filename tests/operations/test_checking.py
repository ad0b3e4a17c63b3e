"""The process that checks leaves out what it never needs, and is replaced when it was killed."""

from __future__ import annotations

import importlib
import os
import signal
import sys
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING

import pytest

from flows import checking

if TYPE_CHECKING:
    from pathlib import Path


def _imported() -> set[str]:
    checking._import_checks()
    return set(sys.modules)


def test_the_checks_import_no_client_of_another_store_and_no_statistics() -> None:
    modules = checking._ask(_imported)
    assert "great_expectations" in modules
    assert not {"botocore", "google.cloud", "scipy.stats._stats_py", "altair.vegalite"} & modules


def test_what_is_put_off_is_there_at_its_first_use() -> None:
    assert checking._ask(_mean_of_distribution) == 0.0


def _mean_of_distribution() -> float:
    checking._import_checks()
    return float(importlib.import_module("scipy.stats").norm.mean())


def test_a_killed_process_breaks_one_run_and_not_the_next(tmp_path: Path) -> None:
    process = checking._ask(os.getpid)
    os.kill(process, signal.SIGKILL)
    with pytest.raises(BrokenProcessPool):
        checking.run_checks(tmp_path / "build.duckdb", "run", {})
    with pytest.raises(FileNotFoundError):
        checking.run_checks(tmp_path / "build.duckdb", "run", {})
