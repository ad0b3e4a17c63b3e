"""The hostile report, made once, and a browser to open it in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.report.browser import browser, chromium
from tests.report.hostile import build_hostile, write_pages

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.report.browser import Browser


@pytest.fixture(scope="session")
def hostile_build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build file with a hostile article, checked, and its report beside it."""
    folder = tmp_path_factory.mktemp("hostile")
    build = build_hostile(folder / "build.duckdb")
    write_pages(build, folder / "report")
    return build


@pytest.fixture(scope="session")
def hostile_report(hostile_build: Path) -> Path:
    """Folder of the report and the Data Docs of the hostile build."""
    return hostile_build.parent / "report"


@pytest.fixture(scope="session")
def tab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """One tab of a headless Chromium; the test is skipped where there is none."""
    if chromium() is None:
        pytest.skip("chromium is not on this machine: apt-get install chromium")
    with browser(tmp_path_factory.mktemp("chromium")) as opened:
        yield opened
