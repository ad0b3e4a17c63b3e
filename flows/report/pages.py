"""Writes the report's pages.

In: the build file, opened read-only and closed again, and the run's summary. Out: a folder with
`index.html` and `articles/<article_id>.html` for a sample; each page stands alone, needs no network
and allows nothing but its own style sheet (Content-Security-Policy).
"""

from __future__ import annotations

import base64
import hashlib
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from flows.report import charts, content, quality
from flows.report.coverage import coverage_table
from flows.report.highlight import Mark, Piece, cut
from flows.report.verdict import count, verdict
from warehouse.stopping import closed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from flows.report.query import Part, Row

    Draw = Callable[[str, Sequence[tuple[str, int]]], Markup]

_TEMPLATES = Path(__file__).with_name("templates")
_RUN_ID = re.compile(r"[\w.:+-]+")


def build_report(database: Path, folder: Path, summary: Mapping[str, Any]) -> Path:
    """Write the report of a run.

    Args:
        database: the build file, or a published one; no other connection of this process holds it.
        folder: where to write; made when missing. Article pages of an earlier run are removed.
        summary: the run's summary, as `khotin run --json` prints it; `run_id` is needed.

    Returns:
        The path of `index.html`.

    Raises:
        ValueError: the summary names no run.
        duckdb.IOException: the file cannot be opened.
    """
    run_id = str(summary.get("run_id") or "")
    if not _RUN_ID.fullmatch(run_id):
        raise ValueError(f"the summary's run_id {run_id!r} is not an identifier")
    environment = _environment()
    with closed(duckdb.connect(str(database), read_only=True)) as connection:
        parts = _parts(connection, run_id, summary)
        pages = _article_pages(connection, parts["sample"].rows)
    articles = folder / "articles"
    articles.mkdir(parents=True, exist_ok=True)
    template = environment.get_template("article.html")
    for article_id, page in pages.items():
        html = template.render(**page, run_id=run_id, root="../")
        (articles / f"{article_id}.html").write_text(html, encoding="utf-8")
    for stale in articles.glob("*.html"):
        if stale.stem not in pages:
            stale.unlink()
    index = folder / "index.html"
    has_data_docs = (folder / "data-docs" / "index.html").is_file()
    html = environment.get_template("index.html").render(
        **parts, run_id=run_id, root="", has_data_docs=has_data_docs
    )
    index.write_text(html, encoding="utf-8")
    return index


def article_html(
    connection: duckdb.DuckDBPyConnection, article: Row, blocks: list[Row], run_id: str
) -> str:
    """Return the page of one article on its own, without links to the rest of a report.

    Args:
        connection: to a file that holds the marts.
        article: a row as `content.sample` gives it.
        blocks: kind, start_char and end_char of the article's parts, in order.
        run_id: the run that the article's row names.
    """
    mentions = content.mentions(connection, [article["article_id"]]).rows
    figures = content.figures(connection, [article["article_id"]]).rows
    return (
        _environment()
        .get_template("article.html")
        .render(
            article=article,
            mentions=mentions,
            figures=figures,
            blocks=_cut_blocks(article["text"] or "", blocks, mentions, figures),
            run_id=run_id,
            root=None,
        )
    )


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style = (_TEMPLATES / "style.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    environment.globals.update(
        style=Markup(style),  # noqa: S704  (our own file)
        style_hash=digest,
        made_at=datetime.now(UTC),
        sparkline=charts.sparkline,
    )
    environment.filters.update(
        number=number, signed=signed, share=share, counted=count, breakable=breakable
    )
    return environment


def number(value: float | None) -> str:
    """Return a figure for a reader: thousands parted, decimals only where there are any."""
    if value is None:
        return "–"
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.3f}".rstrip("0").rstrip(".")


def signed(value: int | None) -> str:
    """Return a change with its sign; nothing where nothing changed or nothing is known."""
    return "" if not value else f"{value:+,}".replace("-", "−")


def share(value: float | None) -> str:
    """Return a share of one as percent."""
    return "–" if value is None else f"{100 * value:.1f}%".replace(".0%", "%")


def breakable(name: str) -> Markup:
    """Return a name that may break after its stops and underscores, and nowhere else."""
    return Markup("<wbr>").join(re.split(r"(?<=[._])", name))


def _parts(
    connection: duckdb.DuckDBPyConnection, run_id: str, summary: Mapping[str, Any]
) -> dict[str, Any]:
    """Return everything that the first page shows."""
    failures = quality.failures(connection, run_id)
    by_reason, rejected = quality.rejected(connection)
    contradictions = content.contradictions(connection)
    coverage = content.coverage(connection)
    sample = content.sample(connection)
    drawn = {
        "encoding": (quality.encodings(connection), charts.bars, "Accepted files by encoding"),
        "date": (content.dates(connection), charts.bars, "Articles by how exactly they are dated"),
        "year": (content.years(connection), charts.columns, "Articles by year"),
    }
    return {
        "summary": dict(summary),
        "verdict": verdict(summary),
        "volumes": quality.volumes(connection, run_id),
        "checks": quality.checks(connection, run_id),
        "failures": failures,
        "failed": quality.described(failures.rows, run_id),
        "shares": quality.shares(connection, run_id),
        "reasons": by_reason,
        "rejected": rejected,
        "repairs": quality.repairs(connection),
        "coverage": coverage,
        "coverage_table": coverage_table(coverage.rows),
        "namesakes": content.namesakes(connection),
        "doubtful_pairs": content.doubtful_pairs(connection),
        "contradictions": contradictions,
        "disagreeing": [_with_pieces(row) for row in contradictions.rows],
        "sample": sample,
        "sampled": {row["article_id"] for row in sample.rows},
    } | {
        f"{name}_{kind}": value
        for name, (part, draw, title) in drawn.items()
        for kind, value in (("part", part), ("chart", _drawn(part, draw, title)))
    }


def _drawn(part: Part, draw: Draw, title: str) -> Markup:
    """Draw a part whose rows are a label and a count."""
    rows = [(str(label), int(count)) for label, count in (row.values() for row in part.rows)]
    return draw(title, rows) if rows else Markup("")


def _with_pieces(row: Row) -> Row:
    """Return a contradiction with its sentences, cut at the digits in question.

    A rate and the numbers it is held against often stand in one sentence, which is shown once.
    """
    ours, theirs = row["ours"], row["theirs"]
    same = ours["sentence_start_char"] == theirs["sentence_start_char"]
    together = same and ours["article_id"] == theirs["article_id"]
    sides = [(ours, [ours, theirs])] if together else [(ours, [ours]), (theirs, [theirs])]
    return row | {"sides": [side | {"pieces": _pieces(side, marked)} for side, marked in sides]}


def _pieces(side: Row, marked: list[Row]) -> list[Piece]:
    offset = side["sentence_start_char"]
    marks = [
        Mark(row["start_char"] - offset, row["end_char"] - offset, "doubt", "") for row in marked
    ]
    return cut(side["sentence"] or "", marks)


def _article_pages(
    connection: duckdb.DuckDBPyConnection, articles: list[Row]
) -> dict[str, dict[str, Any]]:
    """Return what each sampled article's page shows, by article_id."""
    ids = [row["article_id"] for row in articles]
    mentions = _by_article(content.mentions(connection, ids).rows)
    figures = _by_article(content.figures(connection, ids).rows)
    blocks = _by_article(content.blocks(connection, ids).rows)
    return {
        row["article_id"]: {
            "article": row,
            "mentions": mentions.get(row["article_id"], []),
            "figures": figures.get(row["article_id"], []),
            "blocks": _cut_blocks(
                row["text"] or "",
                blocks.get(row["article_id"], []),
                mentions.get(row["article_id"], []),
                figures.get(row["article_id"], []),
            ),
        }
        for row in articles
    }


def _by_article(rows: list[Row]) -> dict[str, list[Row]]:
    grouped: dict[str, list[Row]] = {}
    for row in rows:
        grouped.setdefault(row["article_id"], []).append(row)
    return grouped


def _cut_blocks(text: str, blocks: list[Row], mentions: list[Row], figures: list[Row]) -> list[Row]:
    """Return the article's blocks, each with its kind and its text cut at persons and figures."""
    marks = [
        Mark(row["start_char"], row["end_char"], "person", f"p{row['start_char']}")
        for row in mentions
    ] + [
        Mark(
            row["start_char"],
            row["end_char"],
            "doubt" if row["is_consistent"] is False else "figure",
            f"m{row['start_char']}",
        )
        for row in figures
    ]
    spans = [(row["kind"], row["start_char"], row["end_char"]) for row in blocks]
    if not spans:
        spans = [("paragraph", 0, len(text))]
    return [
        {"kind": kind, "pieces": cut(text, marks, start, min(end, len(text)))}
        for kind, start, end in spans
        if start < len(text)
    ]
