"""dbt's own tests hold on the seeds' build, its unit tests hold, and its documentation is made."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import duckdb
import pytest

from flows.marts.building import MartsError, document_marts, verify_marts
from flows.settings import Home

if TYPE_CHECKING:
    from pathlib import Path


def test_data_tests_and_unit_tests_hold(own_seeds_home: Path) -> None:
    home = Home(own_seeds_home)
    assert verify_marts(home.build_file, home.work) > 150


def test_a_shifted_span_fails_a_data_test(own_seeds_home: Path) -> None:
    home = Home(own_seeds_home)
    with duckdb.connect(str(home.build_file)) as connection:
        connection.execute("update mart.metrics set start_char = start_char + 1")
    with pytest.raises(MartsError, match="span_identity_metrics"):
        verify_marts(home.build_file, home.work)


def test_the_documentation_can_be_generated(own_seeds_home: Path) -> None:
    home = Home(own_seeds_home)
    folder = document_marts(home.build_file, home.work)
    catalog = json.loads((folder / "catalog.json").read_text(encoding="utf-8"))
    assert {"model.khotin.articles", "model.khotin.persons"} <= catalog["nodes"].keys()
    assert (folder / "index.html").exists()
