"""Lets a person stop a run without DuckDB holding on to the file.

What comes in: open connections, and the errors that end their use. What goes out: closed
connections, and the error that stopped the run. Why: DuckDB 1.5.5 looks for Python's signals while
a file opens and while a statement runs in the main thread, and breaks off. Three things come of it
(all seen on 2026-11-23 with SIGINT):

* an opening that was broken off, or a statement that was and that no other follows, leaves a part
  of DuckDB behind which keeps the file open; whoever opens it again in the same process waits for
  ever;
* the error is a plain `RuntimeError("Query interrupted")`, caused by what the signal raised.
"""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

import duckdb

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def opened_whole(
    connect: Callable[[], duckdb.DuckDBPyConnection],
) -> duckdb.DuckDBPyConnection:
    """Open a connection, and heed the signals that came meanwhile only when it is open.

    Raises:
        BaseException: what `connect` raises, or the signals' handlers; the connection is closed.
    """
    with _held_signals() as held:
        connection = connect()
    with closed_at_error(connection):
        for number in held:
            signal.raise_signal(number)
    return connection


@contextmanager
def closed(connection: duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
    """Close the connection when the block ends, however it ends.

    Raises:
        BaseException: what the block raises; where a signal broke a statement off, what its handler
            raised.
    """
    with closed_at_error(connection):
        yield connection
    connection.close()


@contextmanager
def closed_at_error(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Close the connection where the block does not end well, as `closed` does."""
    try:
        yield
    except BaseException as error:
        try:
            settle(connection)
        finally:
            connection.close()
        stop = stop_behind(error)
        if stop is not None and stop is not error:
            raise stop from None
        raise


def settle(connection: duckdb.DuckDBPyConnection) -> None:
    """Make a connection forget the statement that a signal broke off.

    Where a part of it is at work still, it is waited for; being interrupted, it ends at once.
    """
    try:
        connection.interrupt()
        connection.execute("select 1")
    except duckdb.Error:
        # The transaction is aborted, or the connection closed: nothing is under way in it.
        return


def stop_behind(error: BaseException | None) -> BaseException | None:
    """What stopped the run, among an error and those that led to it; None where nothing did.

    What is no `Exception` was asked for: Ctrl-C, SIGTERM, a cancellation in Prefect's UI.
    """
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        if not isinstance(error, Exception):
            return error
        seen.add(id(error))
        error = error.__cause__ or error.__context__
    return None


@contextmanager
def _held_signals() -> Iterator[list[int]]:
    """Note the signals that would stop the run instead of heeding them."""
    held: list[int] = []
    if threading.current_thread() is not threading.main_thread():
        yield held
        return
    numbers = [
        number for number in (signal.SIGINT, signal.SIGTERM) if signal.getsignal(number) is not None
    ]
    before = {
        number: signal.signal(number, lambda caught, _: held.append(caught)) for number in numbers
    }
    try:
        yield held
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
