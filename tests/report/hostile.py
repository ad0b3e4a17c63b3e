"""Hostile press: an article whose every word tries to run in the reader's browser.

In: a folder. Out: a build file with that article in every place the report shows, and its report
and Data Docs as the flow writes them.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import duckdb

from expectations import build_data_docs, run_checks
from flows.marts.building import build_marts
from flows.report import build_report
from tests.expectations.build import load_press
from tests.expectations.press import RUN_ID, write_press

if TYPE_CHECKING:
    from pathlib import Path

    from expectations import CheckReport

SCRIPT = "<script>document.title='run';alert(1)</script>"
IMAGE = '<img src="http://127.0.0.1:9/x.png" onerror="alert(2)">'
QUOTES = "\"'><svg/onload=alert(3)>"
RIGHT_TO_LEFT = "abc\u202edcba\u2067xyz"
LINK = "[đây](javascript:alert(4)) `x` **y** {{ 7*7 }} {% raw %}"
NASTY = (SCRIPT, IMAGE, QUOTES, RIGHT_TO_LEFT, LINK)
TITLE = f"Tin {SCRIPT} {QUOTES}"
NAME = f"Nguyễn {IMAGE}"
FILE = f"/press/{SCRIPT}{RIGHT_TO_LEFT}.txt"
REASON = f"{FILE} is not text: {IMAGE}; remove it."


def build_hostile(path: Path) -> Path:
    """Write a build file whose first article is hostile, with its marts."""
    press = write_press(6)
    article = press.rows["articles"][0]
    article_id = article["article_id"]
    body = "\n".join(NASTY)
    text = f"{TITLE}\n{NAME} {SCRIPT}\n{body}\n88,9% {IMAGE}"
    renamed = hashlib.sha256(text.encode()).hexdigest()[:16]
    lead = len(TITLE) + 1
    end = len(text)
    article.update(
        article_id=renamed, text=text, title=TITLE, title_start_char=0, title_end_char=len(TITLE),
        lead=NAME, lead_start_char=lead, lead_end_char=lead + len(NAME), author=NAME,
        province_start_char=None, province_end_char=None,
        event_date_start_char=None, event_date_end_char=None, source_path=FILE,
    )  # fmt: skip
    for table in ("blocks", "dates", "person_mentions", "person_posts", "metrics"):
        press.rows[table] = [r for r in press.rows[table] if r["article_id"] != article_id]
    press.rows["non_metric_numbers"] = []
    for index, (kind, start, stop) in enumerate((("title", 0, lead - 1), ("paragraph", lead, end))):
        block = {"article_id": renamed, "block_index": index, "kind": kind}
        press.rows["blocks"].append(block | {"start_char": start, "end_char": stop})
    _hostile_mention(press.rows["person_mentions"], renamed, lead, end)
    _hostile_metric(press.rows["metrics"], renamed, text.index("88,9%"), end)
    for file in press.rows["source_files"]:
        if file["article_id"] == article_id:
            file.update(article_id=renamed, path=FILE, container_path=FILE)
    press.rows["rejected_files"][0].update(reason=REASON)
    load_press(path, press)
    build_marts(path, path.parent, threads=2)
    return path


def _hostile_mention(rows: list[dict[str, object]], article_id: str, start: int, end: int) -> None:
    hostile: dict[str, object] = {
            "article_id": article_id,
            "mention_id": f"{article_id}:p{start}",
            "name": NAME,
            "surface": NAME,
            "start_char": start,
            "end_char": start + len(NAME),
            "rank": None,
            "rank_surface": None,
            "rank_start_char": None,
            "rank_end_char": None,
            "organisation": QUOTES,
            "sentence_start_char": start,
            "sentence_end_char": end,
    }  # fmt: skip
    rows.append(rows[0] | hostile)


def _hostile_metric(rows: list[dict[str, object]], article_id: str, start: int, end: int) -> None:
    stop, group = start + len("88,9%"), f"{article_id}:g1"
    span: dict[str, object] = {"phrase_start_char": start, "phrase_end_char": end}
    span |= {"sentence_start_char": 0, "sentence_end_char": end, "article_id": article_id}
    rate = {
        "metric_id": f"{article_id}:m{start}", "surface": "88,9%", "start_char": start,
        "end_char": stop, "value": 88.9, "numerator": None, "denominator": None, "unit": "%",
        "unit_kind": "percent", "ratio_kind": None, "qualifier": "exact", "direction": "none",
        "comparison_base": LINK, "period_label": SCRIPT, "group_id": group, "is_consistent": False,
    }  # fmt: skip
    ratio = rate | {
        "metric_id": f"{article_id}:m0", "surface": "Tin", "start_char": 0, "end_char": 3,
        "phrase_start_char": 0, "value": 185.0, "numerator": 185.0, "denominator": 207.0,
        "unit": IMAGE,
        "unit_kind": "ratio", "ratio_kind": "cleared_total", "is_consistent": None,
    }  # fmt: skip
    rows += [rows[0] | rate | span, rows[0] | ratio | span | {"phrase_start_char": 0}]


def write_pages(build: Path, folder: Path) -> CheckReport:
    """Check the build file and write the report and the Data Docs, as the flow does."""
    report = run_checks(build, RUN_ID)
    with duckdb.connect(str(build)) as connection:
        connection.register("incoming", report.results.to_arrow())
        connection.execute("insert into quality.check_results by name select * from incoming")
    build_data_docs(report, folder / "data-docs")
    summary = {
        "run_id": RUN_ID, "status": "failed", "checks_failed": report.errors,
        "checks_warned": report.warnings, "mart_rows": {"articles": 6}, "files_read": 7,
        "rejected": [{"path": FILE, "reason": REASON}],
    }  # fmt: skip
    build_report(build, folder, summary)
    return report
