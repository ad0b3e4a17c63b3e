"""Accounting: every document gets exactly one status, and its container is found by its address."""

from __future__ import annotations

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from flows import documents

SCHEMA = {
    "source_path": pl.String,
    "article_id": pl.String,
    "is_same": pl.Boolean,
    "known_status": pl.String,
}


@given(
    st.lists(
        st.tuples(
            st.uuids().map(str),
            st.sampled_from(["a", "b", "c", None]),
            st.booleans(),
            st.none(),
        ),
        max_size=12,
        unique_by=lambda row: row[0],
    ),
    st.sets(st.sampled_from(["a", "b", "c"])),
)
def test_accepted_duplicate_unchanged_and_rejected_are_all_that_was_read(
    rows: list[tuple[str, str | None, bool, None]], live: set[str]
) -> None:
    frame = pl.DataFrame(rows, schema=SCHEMA, orient="row")
    marked = documents.with_status(frame, pl.Series(sorted(live), dtype=pl.String))
    counts = documents.count(marked["status"])
    assert counts.is_balanced()
    assert counts.read == len(rows)
    assert counts.rejected == sum(article is None for _, article, _, _ in rows)
    accepted = marked.filter(pl.col("status") == "accepted")["article_id"]
    assert accepted.is_unique().all()
    assert not set(accepted) & live


def test_what_is_unchanged_stays_what_it_was() -> None:
    frame = pl.DataFrame(
        [
            ("1-new", "a", False, None),
            ("2-touched", "a", True, "accepted"),
            ("3-touched", "a", True, "duplicate"),
            ("4-touched", "b", True, "duplicate"),
            ("5-touched", "c", True, "accepted"),
            ("6-back", "d", True, "vanished"),
        ],
        schema=SCHEMA,
        orient="row",
    )
    marked = documents.with_status(frame, pl.Series(["b", "c"], dtype=pl.String))
    assert marked["file_status"].to_list() == [
        *("duplicate", "accepted", "duplicate", "duplicate", "accepted", "accepted")
    ]
    assert marked["status"].to_list() == ["duplicate", *["unchanged"] * 5]


def test_bytes_that_a_path_held_before_are_the_same_only_when_they_were_taken_in() -> None:
    texts = pl.DataFrame(
        {
            "source_path": ["a", "b", "c", "d", "e"],
            "sha256": ["1", "2", "3", None, "4"],
            "reason_code": [None, None, None, None, "line_too_long"],
        },
        schema={"source_path": pl.String, "sha256": pl.String, "reason_code": pl.String},
    )
    known = pl.DataFrame(
        {
            "path": ["a", "b", "c", "e"],
            "sha256": ["1", "9", "3", "4"],
            "status": ["accepted", "accepted", "rejected", "accepted"],
        }
    )
    assert documents.same_bytes(texts, known).to_list() == [True, False, False, False, False]


def test_the_container_of_a_document_is_the_file_on_disk() -> None:
    candidates = pl.Series(["/in/a#1.txt", "/in/b.zip", "/in/c!/d.jsonl", "/in/e.jsonl"])
    paths = pl.Series(
        ["/in/a#1.txt", "/in/b.zip!/x/y#2.txt", "/in/c!/d.jsonl#17", "/in/e.jsonl#3", "/in/z.txt"]
    )
    assert documents.containers_of(paths, candidates).to_list() == [
        "/in/a#1.txt",
        "/in/b.zip",
        "/in/c!/d.jsonl",
        "/in/e.jsonl",
        "/in/z.txt",
    ]
