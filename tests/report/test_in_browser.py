"""In a real browser: no script runs, no request leaves, and hostile text shows as written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.report.hostile import FILE, IMAGE, LINK, NAME, QUOTES, REASON, SCRIPT, TITLE

if TYPE_CHECKING:
    from pathlib import Path

    from tests.report.browser import Browser


def pages_of(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.html"))


def test_no_script_runs_and_no_request_leaves_any_page(hostile_report: Path, tab: Browser) -> None:
    pages = pages_of(hostile_report)
    assert len(pages) > 20
    for page in pages:
        visit = tab.open(page)
        assert visit.dialogs == [], page
        assert visit.exceptions == [], page
        assert visit.console == [], f"{page}: the page's policy was violated or something logged"
        assert tab.evaluate("document.title") != "run", page
        assert tab.evaluate("document.scripts.length") == 0, page
        assert tab.evaluate("document.querySelectorAll('[onerror],[onload],[onclick]').length") == 0
        outside = [url for url in visit.requests if url != page.as_uri() and url != "data:,"]
        assert outside == [], page


def test_the_policy_would_stop_a_script(hostile_report: Path, tab: Browser, tmp_path: Path) -> None:
    """Were something left unescaped after all, the page's policy would keep it from running."""
    page = tmp_path / "leak.html"
    text = (hostile_report / "index.html").read_text(encoding="utf-8")
    leak = f"<main{SCRIPT}<img src=http://127.0.0.1:9/x.png onerror=alert(2)>"
    page.write_text(text.replace("<main", f"{leak}<main", 1), encoding="utf-8")
    visit = tab.open(page)
    assert visit.dialogs == []
    assert tab.evaluate("document.title") != "run"
    assert any("Content Security Policy" in line for line in visit.console)


def test_hostile_text_shows_as_written(hostile_report: Path, tab: Browser) -> None:
    tab.open(hostile_report / "index.html")
    shown = tab.evaluate("document.body.textContent")
    for written in (TITLE, FILE, REASON):
        assert written in shown
    article = next(
        page
        for page in (hostile_report / "articles").glob("*.html")
        if "88,9%" in page.read_text() and "alert(3)" in page.read_text()
    )
    tab.open(article)
    shown = tab.evaluate("document.body.textContent")
    for written in (TITLE, NAME, SCRIPT, IMAGE, QUOTES, LINK, FILE):
        assert written in shown


def test_right_to_left_marks_turn_nothing_around_them(hostile_report: Path, tab: Browser) -> None:
    tab.open(hostile_report / "index.html")
    isolated = tab.evaluate(
        """[...document.querySelectorAll('*')].filter(e => e.children.length === 0
            && e.textContent.includes('\\u202e'))
            .map(e => getComputedStyle(e).unicodeBidi)"""
    )
    assert isolated
    assert set(isolated) <= {"isolate", "plaintext", "isolate-override"}


def test_marks_link_to_their_rows_and_back(hostile_report: Path, tab: Browser) -> None:
    for page in (hostile_report / "articles").glob("*.html"):
        tab.open(page)
        broken = tab.evaluate(
            """[...document.querySelectorAll('a[href^="#"]')]
                .filter(a => !document.getElementById(a.getAttribute('href').slice(1)))
                .map(a => a.getAttribute('href'))"""
        )
        assert broken == [], page
        assert tab.evaluate("document.querySelectorAll('a.mark').length") > 0, page


def test_no_page_scrolls_sideways_on_a_phone(hostile_report: Path, tab: Browser) -> None:
    for page in pages_of(hostile_report):
        tab.open(page, width=390)
        assert tab.evaluate("document.documentElement.scrollWidth") <= 390, page
