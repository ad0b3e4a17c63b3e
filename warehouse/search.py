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

from warehouse.macros import create_macros, macros_version, using
from warehouse.search_words import add_articles

if TYPE_CHECKING:
    import duckdb

SCHEMA = "search"
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
    """Write the search index and all macros into a new release, whose marts may still be copied.

    Args:
        connection: the open build file.
        database: name under which the new release, which has a schema `mart`, is attached to write.
        previous: name under which the release before is attached; None for the first.

    Returns:
        The number of articles that were cut into words.
    """
    articles = f"{_database(connection)}.mart.articles"
    connection.execute("set preserve_insertion_order = true")
    try:
        with using(connection, database):
            connection.execute(_TABLES)
            _write_info(connection, compact_articles=0)
            create_macros(connection)
            kept = _keep(connection, previous, articles) if previous else 0
            added = add_articles(connection, articles)
            _count_occurrences(connection)
            compact = _compact_articles(connection, previous) if kept and previous else added
            _write_info(connection, compact)
    finally:
        connection.execute("set preserve_insertion_order = false")
    return added


def bring_forward(connection: duckdb.DuckDBPyConnection, database: str) -> int:
    """Bring the index of a copy of the release before to the build's state.

    The caller's transaction commits it.

    Args:
        connection: the open build file.
        database: name under which the copy is attached to write.

    Returns:
        The number of articles that were cut into words.
    """
    articles = f"{_database(connection)}.mart.articles"
    connection.execute("set preserve_insertion_order = true")
    try:
        with using(connection, database):
            _take_out_gone(connection, articles)
            added = add_articles(connection, articles)
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
    return _is_loose(connection, previous, "mart.articles")


def _is_loose(connection: duckdb.DuckDBPyConnection, previous: str, articles: str) -> bool:
    compact = _compact_articles(connection, previous)
    known = _count(connection, f"{previous}.search.articles")
    kept = _count(
        connection,
        f"(from {previous}.search.articles semi join {articles} using (article_id))",
    )
    loose = _count(connection, articles) - min(compact, kept)
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


def _keep(connection: duckdb.DuckDBPyConnection, previous: str, articles: str) -> int:
    """Copy what the release before knows of articles that still are; nothing if it is too loose."""
    if is_outdated(connection, previous):
        return 0
    if _is_loose(connection, previous, articles):
        return 0
    connection.execute(
        f"""
        create or replace temp table search_kept as
        select numbered.* from {previous}.search.articles as numbered
        semi join {articles} as articles on numbered.article_id = articles.article_id
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


def _take_out_gone(connection: duckdb.DuckDBPyConnection, articles: str) -> None:
    """Take out what the index knows of articles that are no more."""
    connection.execute(
        f"""
        create or replace temp table search_gone as
        select article_no from search.articles anti join {articles} using (article_id)
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


def _database(connection: duckdb.DuckDBPyConnection) -> str:
    """The database in use, quoted."""
    row = connection.execute("select current_database()").fetchone()
    return f'"{row[0] if row else ""}"'


def _count(connection: duckdb.DuckDBPyConnection, relation: str) -> int:
    row = connection.execute(f"select count(*) from {relation}").fetchone()
    return int(row[0]) if row else 0
