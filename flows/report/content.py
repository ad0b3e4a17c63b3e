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
                select province_id, max(province_name) as province
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
        f"""with shared as (
                select name, count(*) as persons, sum(mention_count)::bigint as mentions
                from mart.persons group by name having count(*) > 1
                order by persons desc, mentions desc, name limit {LIMIT}
            )
            select name, persons, mentions,
                list({{
                    'person_id': person_id, 'rank': latest_rank, 'post': latest_post,
                    'organisation': organisation, 'first': first_seen_date,
                    'last': last_seen_date, 'mentions': mention_count
                }} order by mention_count desc)[:6] as kept_apart
            from shared inner join mart.persons using (name)
            group by name, persons, mentions
            order by persons desc, mentions desc, name""",
    )


def doubtful_pairs(connection: duckdb.DuckDBPyConnection) -> Part:
    """Pairs of persons who may be one, those with most mentions first, each with two sentences."""
    return read(
        connection,
        f"""with pairs as (
                select * from mart.doubtful_person_pairs
                order by mention_count desc, person_id_a, person_id_b limit {LIMIT}
            ), mentions as (
                select mention_id, name, sentence, article_id, start_char
                from mart.person_mentions
                where mention_id in (
                    select mention_id_a from pairs union all select mention_id_b from pairs)
            )
            select pair.reason, pair.evidence_a, pair.evidence_b, pair.mention_count,
                one.name as name_a, other.name as name_b,
                one.sentence as sentence_a, other.sentence as sentence_b,
                one.article_id as article_id_a, other.article_id as article_id_b,
                one.start_char as start_char_a, other.start_char as start_char_b
            from pairs as pair
            left join mentions as one on one.mention_id = pair.mention_id_a
            left join mentions as other on other.mention_id = pair.mention_id_b
            order by pair.mention_count desc, pair.person_id_a, pair.person_id_b""",
    )


def contradictions(connection: duckdb.DuckDBPyConnection) -> Part:
    """Pairs of figures that cannot both be right: both sides with sentence, digits and article."""
    side = """struct_pack(
        article_id := {0}.article_id, title := {0}_article.title, surface := {0}.surface,
        value := {0}.value, start_char := {0}.start_char, end_char := {0}.end_char,
        sentence := {0}.sentence, sentence_start_char := {0}.sentence_start_char)"""
    return read(
        connection,
        f"""select pair.contradiction_kind, pair.unit, pair.value, pair.other_value,
                pair.period_start, pair.period_end,
                {side.format("ours")} as ours, {side.format("theirs")} as theirs
            from mart.contradicting_figures as pair
            inner join mart.metrics as ours on ours.metric_id = pair.metric_id
            inner join mart.metrics as theirs on theirs.metric_id = pair.other_metric_id
            inner join mart.articles as ours_article on ours_article.article_id = ours.article_id
            inner join mart.articles as theirs_article
                on theirs_article.article_id = theirs.article_id
            order by pair.contradiction_kind, ours.article_id, ours.start_char limit {LIMIT}""",
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
            ), chosen as (
                select article_id, coalesce(persons, 0) as persons,
                    coalesce(figures, 0) as figures, coalesce(doubtful, 0) as doubtful,
                    row_number() over (
                        order by coalesce(doubtful, 0) > 0 desc,
                            least(coalesce(figures, 0), 8) + least(coalesce(persons, 0), 8) desc,
                            article_id) as place
                from (
                    select article_id from mart.articles
                    where regexp_full_match(article_id, '[0-9a-f]{{16}}'))
                left join doubt using (article_id)
                left join named using (article_id)
                qualify place <= {SAMPLE}
            )
            select article.article_id, title, text[:{TEXT_LIMIT}] as text,
                length(text) > {TEXT_LIMIT} as is_cut, author, province_name, header_month,
                event_date, event_date_precision, source_path, source_encoding, word_count,
                persons, figures, doubtful
            from chosen
            inner join mart.articles as article using (article_id)
            order by place""",
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
