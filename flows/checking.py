"""Runs the checks in a process of their own, which imports Great Expectations while dbt builds.

What comes in: the closed build file and the run's id, then the report of its checks. What goes out:
that report, and Great Expectations' pages. The import takes as long as the checks of a small load
do; so the process is started as soon as there is something to load, and memory that Great
Expectations needs is never that of the process which loads.
"""

from __future__ import annotations

import atexit
import importlib.abc
import importlib.util
import sys
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import cache
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from flows.workers import begin_worker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from importlib.machinery import ModuleSpec
    from pathlib import Path
    from types import ModuleType

    from expectations import CheckReport

P = ParamSpec("P")
T = TypeVar("T")

_begun: dict[Path, Future[None]] = {}

# Great Expectations asks at its import for the clients of stores that we do not check, and does
# without those that are not there.
_OTHER_STORES = frozenset({"azure", "boto3", "botocore", "cryptography", "google", "grpc"})
# Imported for expectations on distributions and for their charts, of which we have none: half of
# all that importing it costs. They are executed when somebody first asks for something in them.
_AT_FIRST_USE = frozenset({"altair", "scipy", "scipy.special", "scipy.stats"})


def prepare() -> None:
    """Start the process, and let it import what the checks need; return at once."""
    _process().submit(_import_checks)


def run_checks(
    build_file: Path, run_id: str, config: Mapping[str, Any], *, touched_only: bool = False
) -> CheckReport:
    """What `expectations.run_checks` says of the build file; it must be closed in this process."""
    return _ask(_run_checks, build_file, run_id, config, touched_only=touched_only)


def begin_data_docs(checks: CheckReport, folder: Path) -> None:
    """Let the process write Great Expectations' pages, and return at once."""
    _begun[folder] = _process().submit(_build_data_docs, checks, folder)


def finish_data_docs(folder: Path) -> None:
    """Wait for the pages that were begun; raise what went wrong with them."""
    _begun.pop(folder).result()


def _ask(work: Callable[P, T], *arguments: P.args, **keywords: P.kwargs) -> T:
    try:
        return _process().submit(work, *arguments, **keywords).result()
    except BrokenProcessPool:
        # It was killed, for want of memory say; the next run in this process needs another.
        _process.cache_clear()
        raise


@cache
def _process() -> ProcessPoolExecutor:
    pool = ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=begin_worker)
    atexit.register(pool.shutdown, wait=False, cancel_futures=True)
    return pool


def _import_checks() -> None:
    with _lean_imports():
        import expectations.engine  # noqa: F401, PLC0415


def _run_checks(
    build_file: Path, run_id: str, config: Mapping[str, Any], *, touched_only: bool
) -> CheckReport:
    from expectations import run_checks as run_suites  # noqa: PLC0415

    _import_checks()
    return run_suites(build_file, run_id, touched_only=touched_only, config=config)


def _build_data_docs(checks: CheckReport, folder: Path) -> None:
    from expectations import build_data_docs as build_pages  # noqa: PLC0415

    _import_checks()
    build_pages(checks, folder)


class _Lean(importlib.abc.MetaPathFinder):
    """Says that clients of other stores are not installed, and puts other imports off."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Find nothing, or what is executed at its first use."""
        if fullname.partition(".")[0] in _OTHER_STORES:
            raise ModuleNotFoundError(f"{fullname} is left out here", name=fullname)
        if fullname not in _AT_FIRST_USE:
            return None
        for finder in sys.meta_path:
            spec = None if finder is self else finder.find_spec(fullname, path, target)
            if spec is not None and spec.loader is not None:
                spec.loader = importlib.util.LazyLoader(spec.loader)
                return spec
        return None


@contextmanager
def _lean_imports() -> Iterator[None]:
    finder = _Lean()
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
