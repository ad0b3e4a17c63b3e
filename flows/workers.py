"""Processes that extract large loads, one batch each at a time.

The rules are Python on one core; a small load is quicker without other processes, which take two
seconds to start, so they are started when the first large load asks for them. They end with this
process, also when it is killed: each watches for its parent's death.
"""

from __future__ import annotations

import atexit
import gc
import os
import signal
import threading
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from multiprocessing import connection, get_context, parent_process
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    import polars as pl

# Below so many bytes of documents the load is done before other processes are up.
WORTHWHILE_BYTES = 4 * 1024**2

# Objects made before Python looks for garbage in cycles: a hundred times its own default, with
# which looking takes a fifth of the time of imports and dbt.
COLLECTOR_THRESHOLDS = (70_000, 20, 20)

# Of polars, here and there: the processes are as many as the cores, and what this one does of its
# own, threads share at twice its cost. Polars asks for it when it first needs one.
os.environ.setdefault("POLARS_MAX_THREADS", "1")

_STARTING = threading.Lock()

Transformed = tuple[dict[str, "pl.DataFrame"], "pl.DataFrame"]


def is_worth_processes(total_bytes: int, workers: int) -> bool:
    """Whether a load of so many bytes is worth other processes."""
    return workers > 1 and total_bytes >= WORTHWHILE_BYTES


def transformer(total_bytes: int, workers: int) -> Callable[[pl.DataFrame], Transformed]:
    """How to transform the batches of a load of so many bytes: here, or in another process."""
    if is_worth_processes(total_bytes, workers):
        pool = _started(workers)
        return lambda texts: pool.submit(_transform, texts).result()
    return _transform


def prepare(workers: int) -> None:
    """Start the processes, and let them import the rules; return at once."""
    pool = _started(workers)
    for _ in range(workers):
        pool.submit(_import_rules)


def _import_rules() -> None:
    import flows.transform  # noqa: F401, PLC0415


def _started(workers: int) -> ProcessPoolExecutor:
    with _STARTING:
        # Two batches may ask for them at the same moment.
        return _pool(workers)


def _transform(texts: pl.DataFrame) -> Transformed:
    from flows.transform import transform  # noqa: PLC0415 - the rules take a while to compile

    return transform(texts)


@cache
def _pool(workers: int) -> ProcessPoolExecutor:
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=begin_worker)
    atexit.register(pool.shutdown, wait=False, cancel_futures=True)
    return pool


def begin_worker() -> None:
    """Set up a process that works for this one: it ends with its parent, and only then."""
    # Ctrl-C at a terminal reaches every process of the group; the parent is the one to heed it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Imports make no garbage, and vocabulary that is read once stays; rules make little.
    gc.set_threshold(*COLLECTOR_THRESHOLDS)
    parent = parent_process()
    if parent is None:
        return

    def watch() -> None:
        connection.wait([parent.sentinel])
        os._exit(0)

    threading.Thread(target=watch, daemon=True).start()
