"""A file is opened whole, whenever somebody stops the run."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING, Any

import duckdb
import pytest

from warehouse.connection import Engine, open_build

if TYPE_CHECKING:
    from pathlib import Path


def test_a_signal_while_a_file_opens_is_heeded_when_it_is_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[duckdb.DuckDBPyConnection] = []
    connect = duckdb.connect

    def disturbed(*arguments: Any, **options: Any) -> duckdb.DuckDBPyConnection:
        signal.raise_signal(signal.SIGINT)
        opened.append(connect(*arguments, **options))
        return opened[-1]

    engine = Engine(memory_limit=256 * 1024**2, threads=1, temp_folder=tmp_path / "temp")
    path = tmp_path / "build.duckdb"
    before = signal.getsignal(signal.SIGINT)
    with monkeypatch.context() as patch:
        patch.setattr("warehouse.connection.duckdb.connect", disturbed)
        with pytest.raises(KeyboardInterrupt), open_build(path, engine):
            pytest.fail("the run goes on")
    assert signal.getsignal(signal.SIGINT) is before
    [broken_off] = opened
    with pytest.raises(duckdb.ConnectionException):
        broken_off.execute("select 1")
    with open_build(path, engine) as connection:
        assert connection.execute("select 1").fetchone() == (1,)
