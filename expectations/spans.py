"""Checks of spans: that `[start_char, end_char)` of an article's text says what a row says it does.

In: nothing. Out: SQL fragments and `Check`s. Counting code points from the beginning of a long text
for every span of it is what checking spans costs. So the texts are cut into pieces once a run, a
temporary table that all these checks read.
"""

from __future__ import annotations

from expectations.checks import (
    TOUCHED,
    Check,
    Severity,
    no_row_where,
    no_rows,
    rows_of,
    touched_rows,
)

#: Temporary tables of the checks: articles whose spans are checked, and their text in overlapping
#: pieces.
TEXTS = "span_texts"
PIECES = "text_pieces"
#: Code points a piece begins after the one before.
PIECE = 1024
#: Code points of the next piece that each holds too, so that a span which begins in it fits.
OVERLAP = 256
#: A text is first cut into stretches, or cutting a very long one would cost its length squared.
STRETCH = 64 * PIECE


def pieces_query(articles: str) -> str:
    """Return the query that cuts the texts of `articles` into pieces."""
    return f"""
        with stretches as (
            select article_id, 0 as stretch, text
            from {articles} where length(text) between 1 and {STRETCH}
            union all
            select article_id, stretch,
                substr(text, stretch * {STRETCH} + 1, {STRETCH + OVERLAP}) as text
            from (
                select article_id, text,
                    unnest(range((length(text) - 1) // {STRETCH} + 1)) as stretch
                from {articles} where length(text) > {STRETCH})
        ), numbered as (
            select article_id, stretch, text,
                unnest(range((least(length(text), {STRETCH}) - 1) // {PIECE} + 1)) as number
            from stretches
        )
        select article_id, (stretch * {STRETCH // PIECE} + number)::integer as number,
            substr(text, number * {PIECE} + 1, {PIECE + OVERLAP}) as piece
        from numbered"""


def span_tables(mentions: str | None, texts: str) -> tuple[tuple[str, str], ...]:
    """Return the queries of the tables that checks of spans read, by the names of the tables.

    Args:
        mentions: the table of namings to read, whose articles need not be touched; None reads all.
        texts: the name that the table `TEXTS` will bear.
    """
    articles = (
        "select article_id, text from raw.articles"
        if mentions is None
        else touched_rows("raw.articles", ("article_id", TOUCHED), ("article_id", mentions))
    )
    return ((TEXTS, articles), (PIECES, pieces_query(texts)))


def with_characters(rows: str, start: str, end: str) -> str:
    """Return the query of `rows`, a table, with the `characters` of the text at their spans.

    Only spans too long for a piece are cut from the text itself, which is looked up for each: there
    are few, and a join would first read all texts.
    """
    length = f"here.{end} - here.{start}"
    within = f"here.{start} % {PIECE}"
    return f"""select here.*, substr(piece.piece, {within} + 1, {length}) as characters
            from {rows} as here
            left join {rows_of(PIECES)} as piece
                on piece.article_id = here.article_id and piece.number = here.{start} // {PIECE}
            where coalesce({length}, 0) <= {OVERLAP}
            union all
            select here.*, substr((
                    select any_value(article.text) from {rows_of(TEXTS)} as article
                    where article.article_id = here.article_id
                ), here.{start} + 1, {length}) as characters
            from {rows} as here
            where {length} > {OVERLAP}"""


def span_equals(
    surface: str = "surface",
    start: str = "start_char",
    end: str = "end_char",
    severity: Severity = "error",
    unless: str = "false",
) -> Check:
    """The characters of the article's text at the span are exactly `surface`, but `unless`."""
    return no_rows(
        f"{surface}_equals_text_at_span",
        f"substr(text, {start} + 1, {end} - {start}) is exactly {surface}.",
        f"""select {start}, {end} from ({with_characters("{batch}", start, end)})
            where ({surface} is not null or {start} is not null) and not ({unless})
              and characters is distinct from {surface}""",
        severity,
        surface,
        scope="rows",
    )


def spans_do_not_overlap(severity: Severity = "error") -> Check:
    """No two spans of one article share a character (a doubled row does)."""
    return no_rows(
        "spans_do_not_overlap",
        "No two spans of one article share a character.",
        """select * from (
               select start_char, max(end_char) over (
                   partition by article_id order by start_char, end_char
                   rows between unbounded preceding and 1 preceding) as end_before
               from {batch})
           where start_char < end_before""",
        severity,
        "start_char",
        scope="rows",
    )


def id_names_its_span(column: str, letter: str) -> Check:
    """`column` is `{article_id}:{letter}{start_char}`, as DESIGN section 3 fixes it."""
    return no_row_where(
        f"{column}_names_its_span",
        f"{column} is article_id, ':{letter}' and start_char.",
        f"{column} is distinct from article_id || ':{letter}' || start_char::varchar",
        column=column,
    )
