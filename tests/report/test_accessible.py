"""axe-core finds no serious or critical violation, in light and dark, on desktop and phone.

axe-core comes from npm and is no part of the environment: `npm install axe-core` anywhere, and name
its `axe.min.js` in $KHOTIN_AXE.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.report.browser import Browser

GRAVE = ("serious", "critical")


@pytest.fixture(scope="session")
def axe() -> str:
    path = Path(os.environ.get("KHOTIN_AXE", "node_modules/axe-core/axe.min.js"))
    if not path.is_file():
        pytest.skip("axe-core is not here: npm install axe-core, and name axe.min.js in KHOTIN_AXE")
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_grave(
    hostile_report: Path, tab: Browser, axe: str, width: int, *, dark: bool
) -> None:
    article = next((hostile_report / "articles").glob("*.html"))
    docs = hostile_report / "data-docs"
    pages = [
        hostile_report / "index.html",
        article,
        docs / "index.html",
        docs / "mart.articles.html",
    ]
    for page in pages:
        tab.open(page, width=width, dark=dark)
        tab.evaluate(axe)
        found = tab.evaluate(
            """axe.run().then(r => r.violations.map(v =>
                [v.impact, v.id, v.nodes.slice(0, 3).map(n => n.html.slice(0, 160))]))"""
        )
        assert [violation for violation in found if violation[0] in GRAVE] == [], page
