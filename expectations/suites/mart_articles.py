"""What must hold in `mart.articles` and `mart.provinces`.

In: the run's context. Out: two suites: nothing was lost or doubled between raw and mart, the dates
and provinces are possible, and the shares that tell how well the articles are understood stay in
bounds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from expectations.checks import (
    Check,
    Suite,
    columns_have_types,
    in_set,
    matches,
    no_row_where,
    no_rows,
    not_after,
    not_blank,
    not_null,
    refers_to,
    rows_made_anew,
    same_rows,
    unique,
    unique_together,
)
from expectations.suites.context import volume
from expectations.suites.ledger import ENCODING
from expectations.thresholds import figure

if TYPE_CHECKING:
    from expectations.suites.context import SuiteContext

#: Articles that a file holds, or held when it was last looked at.
LIVE = "quality.source_files where status in ('accepted', 'duplicate', 'vanished')"

REFORM_DAY = "date '2025-07-01'"


def suites(context: SuiteContext) -> tuple[Suite, ...]:
    """Return the suites of articles and provinces."""
    return (_articles(context), _provinces())


def _share(table: str, name: str, description: str, condition: str, column: str) -> Check:
    return figure(
        table,
        name,
        description,
        f"select avg(({condition})::int) as value, count(*) as base from {{batch}}",
        column,
    )


def _shares(table: str) -> tuple[Check, ...]:
    has_province, has_date = (
        "province_id is not null",
        "coalesce(event_date, header_month) is not null",
    )
    nobody = (
        "not exists (select 1 from mart.person_mentions as m where m.article_id = a.article_id)"
    )
    no_figure = "not exists (select 1 from mart.metrics as m where m.article_id = a.article_id)"
    without = "select avg(({})::int) as value, count(*) as base from {{batch}} as a"
    persons, figures = without.format(nobody), without.format(no_figure)
    said = "Share of articles"
    return (
        _share(
            table, "share_with_province", f"{said} with a province", has_province, "province_id"
        ),
        _share(
            table,
            "share_with_province_not_lost",
            f"{said} with a province",
            has_province,
            "province_id",
        ),
        _share(table, "share_with_date", f"{said} with a date", has_date, "event_date"),
        _share(table, "share_with_date_not_lost", f"{said} with a date", has_date, "event_date"),
        _share(table, "share_with_title", f"{said} with a title", "title is not null", "title"),
        figure(table, "share_without_persons", f"{said} that name nobody", persons),
        figure(table, "share_without_persons_not_all", f"{said} that name nobody", persons),
        figure(table, "share_without_figures", f"{said} without a figure", figures),
        figure(table, "share_without_figures_not_all", f"{said} without a figure", figures),
        _share(
            table,
            "share_not_utf_8",
            f"{said} in another encoding than UTF-8",
            "source_encoding not in ('utf-8', 'utf-8-sig')",
            "source_encoding",
        ),
        _share(
            table,
            "share_dated_in_future",
            f"{said} dated later than tomorrow",
            "coalesce(event_date, header_month) > current_date + 1",
            "event_date",
        ),
        _share(
            table,
            "share_contradictory_dates",
            f"{said} whose header and text state dates that cannot both be right",
            "is_date_contradictory",
            "is_date_contradictory",
        ),
        figure(
            table,
            "days_since_newest_article",
            "Days since the newest dated article",
            """select current_date - max(coalesce(event_date, header_month)) as value,
                count(*) as base from {batch}
                where coalesce(event_date, header_month) <= current_date""",
            "event_date",
        ),
    )


def _articles(context: SuiteContext) -> Suite:
    table = "mart.articles"
    return Suite(
        table,
        (
            columns_have_types(
                table,
                {
                    "article_id": "VARCHAR",
                    "title": "VARCHAR",
                    "lead": "VARCHAR",
                    "text": "VARCHAR",
                    "header_month": "DATE",
                    "event_date": "DATE",
                    "event_date_precision": "VARCHAR",
                    "event_date_basis": "VARCHAR",
                    "author": "VARCHAR",
                    "is_collaborator": "BOOLEAN",
                    "photographers": "VARCHAR[]",
                    "province_id": "VARCHAR",
                    "province_name": "VARCHAR",
                    "word_count": "INTEGER",
                    "source_path": "VARCHAR",
                    "source_encoding": "VARCHAR",
                    "run_id": "VARCHAR",
                    "loaded_at": "TIMESTAMP WITH TIME ZONE",
                },
            ),
            not_null("article_id"),
            unique("article_id"),
            same_rows(
                "article_id",
                f"select distinct article_id from {LIVE} and article_id is not null",
                "Every article that a file holds is in the mart, once, and no other is.",
                scope="table",
            ),
            no_rows(
                "text_same_as_loaded",
                "The published text is the loaded one, letter by letter.",
                """select here.article_id from {batch} as here
                    left join (
                        select article_id, text from raw.articles where rowid in (
                            select loaded.rowid from raw.articles as loaded
                            semi join {batch} using (article_id))
                    ) as loaded using (article_id)
                    where here.text is distinct from loaded.text""",
                column="text",
                scope="rows",
            ),
            no_rows(
                "facts_same_as_loaded",
                "Title, dates, author and province are those of the loaded article.",
                """select here.article_id from {batch} as here
                    inner join raw.articles as loaded using (article_id)
                    where (here.title, here.header_month, here.event_date, here.author,
                           here.province_id, here.is_collaborator)
                        is distinct from (loaded.title, loaded.header_month, loaded.event_date,
                           loaded.author, loaded.province_id, loaded.is_collaborator)""",
                scope="rows",
            ),
            in_set("event_date_precision", ("day", "month")),
            no_row_where(
                "header_month_is_first_of_month",
                "header_month is the first day of its month.",
                "day(header_month) <> 1",
                column="header_month",
            ),
            no_row_where(
                "event_date_not_in_future",
                "No event is dated later than tomorrow.",
                "event_date > current_date + 1",
                "warn",
                "event_date",
            ),
            no_row_where(
                "event_date_not_far_from_header_month",
                "An event lies within a year of the header's month.",
                "abs(event_date - header_month) > 366 + 31",
                "warn",
                "event_date",
            ),
            no_row_where(
                "header_month_not_in_future",
                "No header states a month to come.",
                "header_month > current_date",
                "warn",
                "header_month",
            ),
            refers_to("province_id", "mart.provinces"),
            no_rows(
                "province_name_is_of_province",
                "province_name is a name of province_id, in some version.",
                """select article_id from {batch} as here
                    where (province_id is null) <> (province_name is null)
                       or (province_id is not null and not exists (
                           select 1 from mart.provinces as there
                           where there.province_id = here.province_id
                             and there.name = here.province_name))""",
                column="province_name",
                scope="rows",
            ),
            not_blank("title"),
            not_blank("author"),
            matches("source_encoding", ENCODING, "source_encoding is one that Khotin reads."),
            refers_to("source_path", "quality.source_files", "path"),
            refers_to("run_id", "quality.runs"),
            not_null("loaded_at"),
            volume(context, table, least=1),
            volume(context, table, "rows_beyond_last_release"),
            *_shares(table),
        ),
        rows_made_anew(table),
    )


def _provinces() -> Suite:
    table = "mart.provinces"
    return Suite(
        table,
        (
            columns_have_types(
                table,
                {
                    "province_id": "VARCHAR",
                    "name": "VARCHAR",
                    "kind": "VARCHAR",
                    "valid_from": "DATE",
                    "valid_to": "DATE",
                    "successor_province_id": "VARCHAR",
                },
            ),
            unique_together("province_id", "valid_from"),
            not_null("name"),
            in_set("kind", ("tỉnh", "thành phố")),
            refers_to("successor_province_id", table, "province_id"),
            not_after("valid_from", "valid_to"),
            no_row_where(
                "ended_version_has_successor",
                "A version that ended names the unit its territory went to; a valid one does not.",
                """(valid_to is null) <> (successor_province_id is null)""",
                column="successor_province_id",
            ),
            no_rows(
                "versions_do_not_overlap",
                "A province has one version on any day.",
                """select province_id from (
                       select province_id, valid_from, lag(coalesce(valid_to, date '9999-12-31'))
                           over (partition by province_id order by valid_from) as ended
                       from {batch})
                   where valid_from <= ended""",
                column="valid_from",
            ),
            no_rows(
                "provinces_are_63_then_34",
                "There were 63 units on 2025-06-30 and are 34 from 2025-07-01 on.",
                f"""select day, count(*) as units
                    from (values ({REFORM_DAY} - 1, 63), ({REFORM_DAY}, 34)) as expected(day, units)
                    left join {{batch}} as province
                        on day between valid_from and coalesce(valid_to, date '9999-12-31')
                    group by day, units having count(province_id) <> units""",
            ),
        ),
    )
