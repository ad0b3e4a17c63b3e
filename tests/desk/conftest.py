"""A home of the seeds for the analyst's desk, which no other connection of the tests holds open."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from flows.settings import Home

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def desk_home(seeds_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The published seeds, and nothing else; to be read only."""
    folder = tmp_path_factory.mktemp("desk-home")
    shutil.copy2(Home(seeds_home).published_file, folder)
    return Home(folder)
