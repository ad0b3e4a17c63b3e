"""The parts of the report: highlighting, charts, coverage, verdict, markdown, broken builds."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from typing import TYPE_CHECKING

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from expectations.report import CheckOutcome, CheckReport
from flows.report import build_report, summary_markdown
from flows.report.charts import bars, columns, sparkline
from flows.report.coverage import OTHER, UNKNOWN, coverage_table
from flows.report.highlight import Mark, cut
from flows.report.pages import number, share, signed
from flows.report.verdict import verdict
from tests.expectations.press import RUN_ID
from tests.report.hostile import NASTY

if TYPE_CHECKING:
    from pathlib import Path

marks = st.builds(Mark, st.integers(-3, 30), st.integers(-3, 34), st.just("person"), st.just("p"))


@settings(max_examples=200)
@given(st.text(max_size=30), st.lists(marks, max_size=8))
def test_pieces_are_the_text_letter_by_letter(text: str, spans: list[Mark]) -> None:
    pieces = cut(text, spans)
    assert "".join(piece.text for piece in pieces) == text
    for piece in pieces:
        if piece.mark:
            assert text[piece.mark.start_char : piece.mark.end_char] == piece.text


def test_a_mark_is_cut_out_of_a_part_of_the_text() -> None:
    pieces = cut("Đại tá Hà nói", [Mark(7, 9, "person", "p7")], 4, 13)
    assert [(p.text, p.mark is not None) for p in pieces] == [
        ("tá ", False),
        ("Hà", True),
        (" nói", False),
    ]


def test_charts_hold_counts_and_no_script_or_style() -> None:
    drawn = bars("Encodings", [("utf-8", 1204), ("<script>", 3)]) + columns("Years", [("2024", 7)])
    for written in ("1,204", "&lt;script&gt;", "2024", 'role="img"', 'aria-label="Encodings"'):
        assert written in drawn
    assert not re.search(r"<(script|style|defs)|style=|https?://(?!www\.w3\.org)", drawn)


def test_the_longer_bar_is_the_larger_count() -> None:
    widths = [
        float(w)
        for w in re.findall(
            r'<rect [^>]*?width="([\d.]+)"[^>]*class="rect', bars("x", [("a", 30), ("b", 10)])
        )
    ]
    assert len(widths) == 2
    assert sorted(widths)[1] / sorted(widths)[0] == pytest.approx(3, rel=0.01)


def test_a_sparkline_needs_two_values() -> None:
    assert sparkline("rows", [3]) == ""
    assert sparkline("rows", [None, 3.0]) == ""
    assert "<path" in sparkline("rows", [3, 4, 2])


def test_coverage_sums_every_article_once() -> None:
    june, july = dt.date(2024, 6, 1), dt.date(2024, 7, 1)

    def row(
        province: str | None, month: dt.date | None, articles: int, **more: object
    ) -> dict[str, object]:
        known = {
            "province": province,
            "province_id": province,
            "is_unknown": False,
            "is_undated": False,
        }
        return known | {"month": month, "articles": articles} | more

    table = coverage_table(
        [
            row("Thanh Hóa", june, 40),
            row("Thanh Hóa", None, 2),
            row("Lai Châu", july, 1),
            row(None, june, 3, is_unknown=True),
            row(None, None, 4, is_undated=True),
        ]
    )
    assert table.months == [june, july]
    assert [name for name, *_ in table.rows] == ["Thanh Hóa", "Lai Châu", OTHER, UNKNOWN]
    assert sum(total for *_, total in table.rows) == 50
    name, cells, earlier, undated, total = table.rows[0]
    assert (name, [c.articles for c in cells], earlier.articles, undated.articles, total) == (
        "Thanh Hóa", [40, 0], 2, 0, 42,
    )  # fmt: skip
    assert [cell.tint for cell in cells] == [5, 0]
    assert table.rows[1][1][1].tint == 1


@pytest.mark.parametrize(
    ("summary", "tone", "words"),
    [
        ({"status": "published"}, "good", "The new release is published, and every check holds."),
        ({"status": "unchanged"}, "good", "Nothing has changed, and every check holds."),
        ({"status": "published", "checks_warned": ["a"]}, "warn", "1 warning asks for a look"),
        (
            {"status": "failed", "checks_failed": ["a", "b"]},
            "bad",
            "2 checks that must hold do not",
        ),
        ({"status": "failed"}, "bad", "Nothing was published."),
    ],
)
def test_verdict_says_first_whether_the_data_is_sound(
    summary: dict[str, object], tone: str, words: str
) -> None:
    said = verdict(summary)
    assert said.tone == tone
    assert words in said.sentence


def test_figures_are_written_for_readers() -> None:
    assert (number(1204), number(88.9), number(None), number(0.125)) == (
        "1,204",
        "88.9",
        "–",
        "0.125",
    )
    assert (signed(12), signed(-3), signed(0)) == ("+12", "−3", "")
    assert (share(0.883), share(1.0), share(None)) == ("88.3%", "100%", "–")


@pytest.mark.parametrize("nasty", NASTY)
def test_markdown_shows_hostile_names_as_written(nasty: str) -> None:
    outcome = CheckOutcome(
        "mart.articles", "x", None, "error", nasty, success=False, observed=None, unexpected_count=1
    )
    checks = CheckReport(RUN_ID, (outcome,))
    summary = {
        "run_id": RUN_ID,
        "status": "failed",
        "checks_failed": checks.errors,
        "rejected": [{"path": nasty, "reason": nasty}],
    }
    text = summary_markdown(summary, checks)
    html = MarkdownIt("commonmark", {"html": True}).enable("table").render(text)
    tags = set(re.findall(r"<(/?\w+)", html))
    assert tags <= {
        t
        for n in ("h1", "h2", "p", "ul", "li", "table", "thead", "tbody", "tr", "th", "td")
        for t in (n, f"/{n}")
    }
    assert "href" not in html


def test_a_broken_build_still_gets_its_report(hostile_build: Path, tmp_path: Path) -> None:
    """The report is wanted most when a build is broken: parts that cannot be read say so."""
    build = tmp_path / "build.duckdb"
    shutil.copyfile(hostile_build, build)
    with duckdb.connect(str(build)) as connection:
        for table in ("mart.persons", "mart.contradicting_figures", "mart.articles"):
            connection.execute(f"drop table {table}")
        connection.execute("alter table mart.person_mentions drop column surface")
    page = build_report(build, tmp_path / "report", {"run_id": RUN_ID, "status": "failed"})
    text = page.read_text(encoding="utf-8")
    assert "lacks a table" in text
    assert "Nothing was published." in text


def test_a_report_needs_a_run(hostile_build: Path, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="not an identifier"):
        build_report(hostile_build, tmp_path, {"run_id": "a'; drop table x"})


def test_pages_of_an_earlier_run_are_removed(hostile_build: Path, tmp_path: Path) -> None:
    stale = tmp_path / "articles" / "0000000000000000.html"
    stale.parent.mkdir()
    stale.write_text("old", encoding="utf-8")
    build_report(hostile_build, tmp_path, {"run_id": RUN_ID})
    assert not stale.exists()
    assert len(list(stale.parent.glob("*.html"))) == 6
