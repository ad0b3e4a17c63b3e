"""What must hold in the ledger of files and runs (schema `quality`).

In: the run's id. Out: the suites of `quality.runs`, `quality.source_files` and
`quality.rejected_files`. They keep the second promise: no file is ever lost or silently dropped.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from expectations.checks import (
    Suite,
    between,
    columns_have_types,
    in_set,
    matches,
    no_row_where,
    no_rows,
    not_after,
    not_blank,
    not_null,
    refers_to,
    unique,
)
from expectations.thresholds import figure

if TYPE_CHECKING:
    from expectations.suites.context import SuiteContext

COUNTS = ("files_read", "files_accepted", "files_duplicate", "files_unchanged", "files_rejected")

#: The encodings `flows.read` writes; a mended article says how often it had been garbled.
ENCODING = (
    r"utf-8|utf-8-sig|utf-16-le|utf-16-be|utf-32-le|utf-32-be|tcvn3|vni|viscii|vps|windows-1258"
    r"|utf-8-mojibake-(cp1252|latin-1)(-[0-9])?"
)


def suites(context: SuiteContext) -> tuple[Suite, ...]:
    """Return the suites of the ledger."""
    return (_runs(context), _source_files(context), _rejected_files())


def _runs(context: SuiteContext) -> Suite:
    this_run = f"run_id = {context.run}"
    return Suite(
        "quality.runs",
        (
            columns_have_types(
                "quality.runs",
                {"run_id": "VARCHAR", "started_at": "TIMESTAMP WITH TIME ZONE"}
                | dict.fromkeys(COUNTS, "BIGINT"),
            ),
            not_null("run_id"),
            unique("run_id"),
            not_null("started_at"),
            in_set(
                "status", ("running", "published", "unchanged", "failed", "cancelled", "crashed")
            ),
            no_rows(
                "this_run_is_recorded",
                "The run that is checked has its row, with all its counts.",
                f"""select {context.run} where 1 <> (
                        select count(*) from {{batch}}
                        where {this_run} and {" and ".join(f"{c} is not null" for c in COUNTS)})""",
            ),
            no_row_where(
                "every_file_is_accounted_for",
                "accepted + duplicate + unchanged + rejected = read, in every run.",
                """files_read <>
                    files_accepted + files_duplicate + files_unchanged + files_rejected""",
            ),
            *(between(column, 0) for column in COUNTS),
            no_rows(
                "rejected_files_match_their_count",
                "This run counts the rejected files that it lists with a reason, and of earlier "
                "ones those that it found unchanged.",
                f"""select files_rejected from {{batch}} where {this_run}
                    and coalesce(files_rejected not between
                        (select count(*) from quality.rejected_files where {this_run})
                        and (select count(*) from quality.rejected_files), true)""",
                column="files_rejected",
            ),
            not_after("started_at", "finished_at"),
            no_row_where(
                "started_at_not_in_future",
                "No run starts after now.",
                "started_at > now() + interval 5 minute",
                column="started_at",
            ),
        ),
    )


def _source_files(context: SuiteContext) -> Suite:
    table = "quality.source_files"
    return Suite(
        table,
        (
            columns_have_types(
                table,
                {
                    "path": "VARCHAR",
                    "size": "BIGINT",
                    "sha256": "VARCHAR",
                    "encoding": "VARCHAR",
                    "encoding_confidence": "DOUBLE",
                    "article_id": "VARCHAR",
                    "status": "VARCHAR",
                },
            ),
            not_null("path"),
            unique("path"),
            not_blank("path"),
            between("size", 0),
            not_null("status"),
            in_set("status", ("accepted", "duplicate", "rejected", "vanished")),
            matches("sha256", "[0-9a-f]{64}", "sha256 is 64 hex digits."),
            matches("encoding", ENCODING, "encoding is one that Khotin reads."),
            between("encoding_confidence", 0, 1),
            refers_to("article_id", "raw.articles"),
            refers_to("run_id", "quality.runs"),
            no_row_where(
                "read_files_have_an_article",
                "Every accepted or duplicate file has its article, encoding and hash.",
                """status in ('accepted', 'duplicate')
                    and (article_id is null or encoding is null or sha256 is null)""",
                column="article_id",
            ),
            no_rows(
                "rejected_files_have_a_reason",
                "Every file rejected in this run is listed with its reason.",
                f"""select path from {{batch}} as here
                    where status = 'rejected' and run_id = {context.run} and not exists (
                        select 1 from quality.rejected_files as there
                        where there.path = here.path and there.run_id = here.run_id)""",
                column="status",
            ),
            no_rows(
                "one_accepted_file_an_article",
                "An article is accepted once; its other files are duplicates.",
                """select article_id from {batch} where status = 'accepted'
                    group by article_id having count(*) > 1""",
                column="article_id",
            ),
            no_rows(
                "same_bytes_same_article",
                "Files with the same bytes hold the same article.",
                """select sha256 from {batch} where status in ('accepted', 'duplicate')
                    group by sha256 having count(distinct article_id) > 1""",
                column="sha256",
            ),
            figure(
                table,
                "share_rejected",
                "Share of this run's files that were rejected",
                f"""select avg((status = 'rejected')::int) as value, count(*) as base
                    from {{batch}} where run_id = {context.run}""",
                "status",
            ),
            figure(
                table,
                "mean_encoding_confidence",
                "Mean certainty of the encodings",
                """select avg(encoding_confidence) as value, count(encoding_confidence) as base
                    from {batch} where status in ('accepted', 'duplicate')""",
                "encoding_confidence",
            ),
        ),
    )


def _rejected_files() -> Suite:
    return Suite(
        "quality.rejected_files",
        (
            not_null("path"),
            not_null("reason_code"),
            not_null("reason"),
            matches("reason_code", "[a-z0-9_]+", "reason_code is one word of small letters."),
            no_row_where(
                "reason_is_a_sentence",
                "reason tells a person what is wrong and what to do.",
                "length(trim(reason)) < 12",
                column="reason",
            ),
            refers_to("path", "quality.source_files"),
            refers_to("run_id", "quality.runs"),
        ),
    )
