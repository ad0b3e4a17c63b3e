"""Fixtures that every test may use."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def corpus() -> Path:
    """Folder of the corpora beside the checkout, or $KHOTIN_CORPUS; the test is skipped without it."""
    folder = Path(os.environ.get("KHOTIN_CORPUS", ROOT.parent / "shared" / "corpus"))
    if not folder.is_dir():
        pytest.skip("the corpora are not on this machine; set KHOTIN_CORPUS to measure on them")
    return folder
