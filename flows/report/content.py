"""What the report says of the articles, persons and figures themselves.

In: a read-only connection to the build file. Out: `Part`s, all bounded: dates, coverage by province
and month, persons most in doubt, figures that disagree, and a sample of articles with their spans.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flows.report.query import Part, read

if TYPE_CHECKING:
    import duckdb

MONTHS = 12
PROVINCES = 25
LIMIT = 25
SAMPLE = 24
#: Characters of an article that its page shows; the longest articles of the press have 40,000.
TEXT_LIMIT = 60_000


def dates(connection: duckdb.DuckDBPyConnection) -> Part:
    """Articles by how exactly they are dated: precision, articles."""
    return read(
        connection,
        """select case
                when event_date is not null and event_date_precision = 'day' then 'day of the event'
                when event_date is not null then 'month of the event'
                when header_month is not null then 'month of the header'
                else 'no date' end as precision,
            count(*) as articles
           from mart.articles group by precision order by articles desc""",
    )


def years(connection: duckdb.DuckDBPyConnection) -> Part:
    """Articles by year, the last ten years that have any: year, articles."""
    return read(
        connection,
        """select * from (
               select year(coalesce(event_date, header_month)) as year, count(*) as articles
               from mart.articles where coalesce(event_date, header_month) is not null
               group by year order by year desc limit 10) order by year""",
    )


def coverage(connection: duckdb.DuckDBPyConnection) -> Part:
    """Articles by province and month: province, month (null: no date or before), articles.

    The months are the last twelve that have articles, the provinces those with most articles;
    the others are summed up under null.
    """
    return read(
        connection,
        f"""with dated as (
                select province_id, province_name,
                    date_trunc('month', coalesce(event_date, header_month))::date as month
                from mart.articles
            ), months as (
                select distinct month from dated where month is not null
                order by month desc limit {MONTHS}
            ), provinces as (
                select province_id, arg_max(province_name, month) as province
                from dated where province_id is not null
                group by province_id order by count(*) desc, province_id limit {PROVINCES}
            )
            select
                provinces.province,
                provinces.province_id,
                dated.province_id is null as is_unknown,
                months.month,
                dated.month is null as is_undated,
                count(*) as articles
            from dated
            left join months on months.month = dated.month
            left join provinces on provinces.province_id = dated.province_id
            group by all""",
    )


def namesakes(connection: duckdb.DuckDBPyConnection) -> Part:
    """Names that several persons bear: name, persons, with what tells them apart."""
    return read(
        connection,
        f"""select name, count(*) as persons, sum(mention_count)::bigint as mentions,
                list({{
                    'person_id': person_id, 'rank': latest_rank, 'post': latest_post,
                    'organisation': organisation, 'first': first_seen_date,
                    'last': last_seen_date, 'mentions': mention_count
                }} order by mention_count desc)[:6] as kept_apart
            from mart.persons group by name having count(*) > 1
            order by persons desc, mentions desc, name limit {LIMIT}""",
    )


def inconsistent(connection: duckdb.DuckDBPyConnection) -> Part:
    """Stated rates that disagree with their own numbers, each with its sentence and its place."""
    return read(
        connection,
        f"""select metric.metric_id, metric.article_id, article.title, metric.sentence,
                metric.surface, metric.start_char, metric.value, metric.numerator,
                metric.denominator, metric.group_id, article.text,
                loaded.sentence_start_char, loaded.sentence_end_char,
                list_filter(
                    (select list({{'start': start_char, 'end': end_char}})
                     from mart.metrics as other
                     where other.group_id = metric.group_id),
                    span -> span.start >= loaded.sentence_start_char) as spans
            from mart.metrics as metric
            inner join mart.articles as article using (article_id)
            inner join raw.metrics as loaded using (metric_id)
            where not metric.is_consistent
            order by metric.article_id, metric.start_char limit {LIMIT}""",
    )


def sample(connection: duckdb.DuckDBPyConnection) -> Part:
    """A sample of articles: those with figures in doubt, then those that say most."""
    return read(
        connection,
        f"""with doubt as (
                select article_id, count(*) filter (not is_consistent) as doubtful,
                    count(*) as figures
                from mart.metrics group by article_id
            ), named as (
                select article_id, count(distinct person_id) as persons
                from mart.person_mentions group by article_id
            )
            select article.article_id, title, text[:{TEXT_LIMIT}] as text,
                length(text) > {TEXT_LIMIT} as is_cut, author, province_name, header_month,
                event_date, event_date_precision, source_path, source_encoding, word_count,
                coalesce(persons, 0) as persons, coalesce(figures, 0) as figures,
                coalesce(doubtful, 0) as doubtful
            from mart.articles as article
            left join doubt using (article_id)
            left join named using (article_id)
            where regexp_full_match(article.article_id, '[0-9a-f]{{16}}')
            order by coalesce(doubtful, 0) > 0 desc,
                least(coalesce(figures, 0), 8) + least(coalesce(persons, 0), 8) desc,
                article.article_id
            limit {SAMPLE}""",
    )


def mentions(connection: duckdb.DuckDBPyConnection, article_ids: list[str]) -> Part:
    """The mentions of the sample's articles."""
    return read(
        connection,
        """select article_id, mention_id, person_id, name, surface, start_char, end_char, role,
               rank, posts, organisation
           from mart.person_mentions where article_id in (select unnest($ids::varchar[]))
           order by article_id, start_char""",
        {"ids": article_ids},
    )


def figures(connection: duckdb.DuckDBPyConnection, article_ids: list[str]) -> Part:
    """The figures of the sample's articles."""
    return read(
        connection,
        """select article_id, metric_id, surface, phrase, start_char, end_char, value, numerator,
               denominator, unit, unit_kind, qualifier, direction, comparison_base, period_label,
               is_consistent
           from mart.metrics where article_id in (select unnest($ids::varchar[]))
           order by article_id, start_char""",
        {"ids": article_ids},
    )


def blocks(connection: duckdb.DuckDBPyConnection, article_ids: list[str]) -> Part:
    """The layout of the sample's articles."""
    return read(
        connection,
        """select article_id, kind, start_char, end_char from raw.blocks
           where article_id in (select unnest($ids::varchar[]))
           order by article_id, block_index""",
        {"ids": article_ids},
    )
