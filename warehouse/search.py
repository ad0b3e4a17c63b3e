"""Builds the search index of a release: every word of every article, where it stands.

In come `mart.articles` of the open build file and the release before; out come the tables of schema
`search` in the new release, which `mart.search` (warehouse/macros/search.sql) reads:

- `terms`: each word once, folded (lower case, no diacritics) and with its tone;
- `postings`: one row a word of an article, sorted by its folded word, so that a query reads only
  the few row groups that hold its words;
- `articles`: the small numbers that postings know articles by;
- `info`: one row, what ranking and the next release need.

An article's words never change, because its id is the hash of its text; so the rows of articles
that the release before has are copied, or stay in a file that is a copy of it, and only new
articles are cut into words. They are added behind as a sorted run of their own. When such runs make
up a fifth of the index, or a fifth of it is gone, it is built anew as one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from warehouse.macros import create_macros, macros_version, using

if TYPE_CHECKING:
    import duckdb

SCHEMA = "search"
WORD = r"[\p{L}\p{M}\p{N}]+"

# Characters of text whose words are held in memory at once: about 50 bytes each at the peak.
BATCH_CHARACTERS = 12_000_000

# 2026-11-23: with a fifth of 20,000 articles in small runs a query takes a tenth longer.
LOOSE_SHARE = 0.2

_TABLES = """
create schema search;
create table search.terms (
    term_id uinteger, folded_id uinteger, term varchar, folded varchar, occurrence_count bigint
);
create table search.postings (
    folded_id uinteger, term_id uinteger, article_no uinteger, position uinteger
);
create table search.articles (article_no uinteger, article_id varchar, word_count uinteger);
"""


def write_search(connection: duckdb.DuckDBPyConnection, database: str, previous: str | None) -> int:
    """Write the search index and all macros into a release whose marts are complete.

    Args:
        connection: the open build file.
        database: name under which the new release is attached to write.
        previous: name under which the release before is attached; None for the first.

    Returns:
        The number of articles that were cut into words.
    """
    connection.execute("set preserve_insertion_order = true")
    try:
        with using(connection, database):
            connection.execute(_TABLES)
            _write_info(connection, compact_articles=0)
            create_macros(connection)
            kept = _keep(connection, previous) if previous else 0
            added = _add(connection)
            _count_occurrences(connection)
            compact = _compact_articles(connection, previous) if kept and previous else added
            _write_info(connection, compact)
    finally:
        connection.execute("set preserve_insertion_order = false")
    return added


def bring_forward(connection: duckdb.DuckDBPyConnection, database: str) -> int:
    """Bring the index of a copied release, whose marts are brought to the build's state, there too.

    The caller's transaction commits it.

    Args:
        connection: the open build file.
        database: name under which the copy is attached to write.

    Returns:
        The number of articles that were cut into words.
    """
    connection.execute("set preserve_insertion_order = true")
    try:
        with using(connection, database):
            _take_out_gone(connection)
            added = _add(connection)
            _count_further(connection, "search_new", +1)
            connection.execute(
                """
                update search.info set
                    article_count = (select count(*) from search.articles),
                    mean_word_count = (select coalesce(avg(word_count), 1) from search.articles)
                """
            )
    finally:
        connection.execute("set preserve_insertion_order = false")
    return added


def is_loose(connection: duckdb.DuckDBPyConnection, previous: str) -> bool:
    """Whether so much of the index is gone, or is small runs, that it is better built anew.

    Args:
        connection: the open build file.
        previous: name under which the release before, which has an index, is attached.
    """
    compact = _compact_articles(connection, previous)
    known = _count(connection, f"{previous}.search.articles")
    kept = _count(
        connection,
        f"(from {previous}.search.articles semi join mart.articles using (article_id))",
    )
    loose = _count(connection, "mart.articles") - min(compact, kept)
    return max(known - kept, loose) > LOOSE_SHARE * compact


def is_outdated(connection: duckdb.DuckDBPyConnection, previous: str) -> bool:
    """Whether the release before was published with other macros than these, or with none."""
    has_info = connection.execute(
        "select count(*) from duckdb_tables() where database_name = ? and schema_name = ? "
        "and table_name = 'info'",
        [previous, SCHEMA],
    ).fetchone()
    if has_info != (1,):
        return True
    return connection.execute(f"select macros_version from {previous}.search.info").fetchone() != (
        macros_version(),
    )


def _keep(connection: duckdb.DuckDBPyConnection, previous: str) -> int:
    """Copy what the release before knows of articles that still are; nothing if it is too loose."""
    if is_outdated(connection, previous):
        return 0
    if is_loose(connection, previous):
        return 0
    connection.execute(
        f"""
        create or replace temp table search_kept as
        select numbered.* from {previous}.search.articles as numbered
        semi join mart.articles as articles on numbered.article_id = articles.article_id
        """
    )
    kept = _count(connection, "search_kept")
    gone = _count(connection, f"{previous}.search.articles") - kept
    condition = "where article_no in (select article_no from search_kept)" if gone else ""
    connection.execute(
        f"""
        insert into search.terms from {previous}.search.terms;
        insert into search.articles from search_kept order by article_no;
        insert into search.postings from {previous}.search.postings {condition};
        """
    )
    return kept


def _take_out_gone(connection: duckdb.DuckDBPyConnection) -> None:
    """Take out what the index knows of articles that are no more."""
    connection.execute(
        """
        create or replace temp table search_gone as
        select article_no from search.articles anti join mart.articles using (article_id)
        """
    )
    if not _count(connection, "search_gone"):
        return
    _count_further(connection, "search_gone", -1)
    connection.execute(
        """
        delete from search.postings where article_no in (select article_no from search_gone);
        delete from search.articles where article_no in (select article_no from search_gone);
        delete from search.terms where occurrence_count = 0;
        """
    )


def _count_further(connection: duckdb.DuckDBPyConnection, articles: str, sign: int) -> None:
    """Add the occurrences in some articles to those that are counted, or take them off."""
    connection.execute(
        f"""
        update search.terms set occurrence_count = terms.occurrence_count + counted.further
        from (
            select term_id, {sign} * count(*) as further from search.postings
            where article_no in (select article_no from {articles}) group by term_id
        ) as counted
        where terms.term_id = counted.term_id
        """
    )


def _add(connection: duckdb.DuckDBPyConnection) -> int:
    """Cut the articles that have no number yet into words, batch by batch."""
    # A table of its own, so that no text of other articles is read.
    connection.execute(
        """
        create or replace temp table search_missing as
        select article_id from mart.articles anti join search.articles using (article_id)
        """
    )
    connection.execute(
        """
        create or replace temp table search_new as
        select
            article_id,
            (row_number() over by_id + (select coalesce(max(article_no), 0) from
            search.articles))::uinteger as article_no,
            sum(length(text)) over by_id // ? as batch
        from mart.articles
        where article_id in (select article_id from search_missing)
        window by_id as (order by article_id rows unbounded preceding)
        """,
        [BATCH_CHARACTERS],
    )
    batches = connection.execute("select distinct batch from search_new order by batch").fetchall()
    for (batch,) in batches:
        texts = connection.execute(
            """
            select article_no, article_id, text from search_new
            inner join mart.articles using (article_id) where batch = ? order by article_no
            """,
            [batch],
        ).pl()
        _add_batch(connection, texts)
    return _count(connection, "search_new")


def _add_batch(connection: duckdb.DuckDBPyConnection, texts: pl.DataFrame) -> None:
    listed = texts.select("article_no", "article_id", pl.col("text").str.extract_all(WORD))
    counted = listed.select(
        "article_no", "article_id", pl.col("text").list.len().cast(pl.UInt32).alias("word_count")
    )
    words = (
        listed.select(
            "article_no",
            pl.int_ranges(0, pl.col("text").list.len(), dtype=pl.UInt32).alias("position"),
            pl.col("text").alias("word"),
        )
        .filter(pl.col("word").list.len() > 0)
        .explode("position", "word")
        .with_columns(pl.col("word").cast(pl.Categorical))
    )
    numbers = _number_terms(connection, words["word"].unique().cast(pl.String))
    postings = (
        words.join(numbers.with_columns(pl.col("word").cast(pl.Categorical)), on="word", how="left")
        .select("folded_id", "term_id", "article_no", "position")
        .sort("folded_id", maintain_order=True)
    )
    for frame, table in ((counted, "articles"), (postings, "postings")):
        connection.register("incoming", frame.to_arrow())
        connection.execute(f"insert into search.{table} from incoming")
        connection.unregister("incoming")


def _number_terms(connection: duckdb.DuckDBPyConnection, words: pl.Series) -> pl.DataFrame:
    """Numbers of words as written: word, folded_id, term_id; terms not met before get new ones.

    The macros that a query's words go through say what a word's term and folded form are.
    """
    connection.register("incoming", words.alias("word").to_frame().to_arrow())
    connection.execute(
        """
        create or replace temp table search_words as
        select
            word, search.term_of(word) as term, search.fold(word) as folded
        from incoming
        """
    )
    connection.unregister("incoming")
    connection.execute(
        """
        insert into search.terms
        with new_terms as (
            select distinct term, folded from search_words
            anti join search.terms using (term, folded)
        ),
        known as (
            select folded, any_value(folded_id) as folded_id from search.terms group by folded
        ),
        new_folded as (
            select folded, row_number() over (order by folded) as folded_id
            from (select distinct folded from new_terms anti join known using (folded))
        )
        select
            row_number() over (order by folded, term)
            + (select coalesce(max(term_id), 0) from search.terms),
            coalesce(known.folded_id, new_folded.folded_id
            + (select coalesce(max(folded_id), 0) from search.terms)),
            term,
            folded,
            0
        from new_terms
        left join known using (folded)
        left join new_folded using (folded)
        order by folded, term
        """
    )
    return connection.execute(
        """
        select word, folded_id, term_id
        from search_words inner join search.terms using (term, folded)
        """
    ).pl()


def _count_occurrences(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(
        """
        create or replace table search.terms as
        select
            terms.* replace (counted.occurrence_count as occurrence_count)
        from search.terms
        inner join (
            select term_id, count(*) as occurrence_count from search.postings group by term_id
        ) as counted using (term_id)
        order by folded_id, term_id
        """
    )


def _write_info(connection: duckdb.DuckDBPyConnection, compact_articles: int) -> None:
    connection.execute(
        """
        create or replace table search.info as
        select
            count(*) as article_count,
            coalesce(avg(word_count), 1) as mean_word_count,
            $compact::bigint as compact_article_count,
            $version::varchar as macros_version
        from search.articles
        """,
        {"compact": compact_articles, "version": macros_version()},
    )


def _compact_articles(connection: duckdb.DuckDBPyConnection, previous: str) -> int:
    row = connection.execute(f"select compact_article_count from {previous}.search.info").fetchone()
    return int(row[0]) if row else 0


def _count(connection: duckdb.DuckDBPyConnection, relation: str) -> int:
    row = connection.execute(f"select count(*) from {relation}").fetchone()
    return int(row[0]) if row else 0
