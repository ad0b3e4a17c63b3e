"""Cuts articles into words, and adds them to the search index of a release.

In come articles that the index has no number for; out go rows of `search.articles`,
`search.postings` and `search.terms` in the database in use, batch by batch, so that memory does not
grow with the corpus. The postings of a batch are sorted by their folded word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    import duckdb

WORD = r"[\p{L}\p{M}\p{N}]+"

# Characters of text whose words are held in memory at once: about 50 bytes each at the peak.
BATCH_CHARACTERS = 12_000_000


def add_articles(connection: duckdb.DuckDBPyConnection, articles: str) -> int:
    """Cut the articles that have no number yet into words, batch by batch.

    Args:
        connection: with the release in use whose index is written.
        articles: the table of the build that holds article_id and text.

    Returns:
        The number of articles that were cut; the temporary table `search_new` holds them.
    """
    # By row, so that no text of other articles is read, and without the texts when they are sorted.
    connection.execute(
        f"""
        create or replace temp table search_missing as
        select rowid as article_row from {articles}
        anti join search.articles using (article_id);
        create or replace temp table search_lengths as
        select rowid as article_row, article_id, length(text) as characters from {articles}
        where rowid in (select article_row from search_missing);
        """
    )
    connection.execute(
        """
        create or replace temp table search_new as
        select
            article_row,
            (row_number() over by_id + (select coalesce(max(article_no), 0) from
            search.articles))::uinteger as article_no,
            sum(characters) over by_id // ? as batch
        from search_lengths
        window by_id as (order by article_id rows unbounded preceding)
        """,
        [BATCH_CHARACTERS],
    )
    batches = connection.execute("select distinct batch from search_new order by batch").fetchall()
    numbered = _Numbered(connection)
    for (batch,) in batches:
        texts = connection.execute(
            f"""
            select search_new.article_no, articles.article_id, articles.text
            from {articles} as articles
            inner join search_new on articles.rowid = search_new.article_row
            where search_new.batch = ?
            order by search_new.article_no
            """,
            [batch],
        ).pl()
        _add_batch(connection, texts, numbered)
    row = connection.execute("select count(*) from search_new").fetchone()
    return int(row[0]) if row else 0


def _add_batch(
    connection: duckdb.DuckDBPyConnection, texts: pl.DataFrame, numbered: _Numbered
) -> None:
    pieces = (
        texts.select(
            "article_no",
            pl.col("text").str.replace_all("\n", " ", literal=True).str.split(" ").alias("piece"),
        )
        .explode("piece")
        # Each piece between blanks by a number of this batch alone, as there are fifty times as
        # many as are distinct: so only those few are cut into words.
        .with_columns(pl.col("piece").cast(pl.Categorical(pl.Categories.random())))
    )
    in_piece, numbers = _words_of(pieces["piece"], numbered)
    listed = pieces.select(
        "article_no", in_piece.gather(pieces["piece"].to_physical()).alias("word_no")
    )
    counts = listed.group_by("article_no", maintain_order=True).agg(
        pl.col("word_no").list.len().sum().cast(pl.UInt32).alias("word_count")
    )
    counted = texts.select("article_no", "article_id", counts["word_count"])
    words = listed.explode("word_no", empty_as_null=False)
    postings = words.select(
        numbers["folded_id"].gather(words["word_no"]),
        numbers["term_id"].gather(words["word_no"]),
        "article_no",
        counts.select(pl.int_ranges(0, "word_count", dtype=pl.UInt32).alias("position"))[
            "position"
        ].explode(empty_as_null=False),
    ).sort("folded_id", maintain_order=True)
    for frame, table in ((counted, "articles"), (postings, "postings")):
        connection.register("incoming", frame.to_arrow())
        connection.execute(f"insert into search.{table} from incoming")
        connection.unregister("incoming")


def _words_of(pieces: pl.Series, numbered: _Numbered) -> tuple[pl.Series, pl.DataFrame]:
    """The words in each distinct piece of text between blanks.

    Args:
        pieces: of one categorical type that knows no others.
        numbered: the numbers of words met before.

    Returns:
        A list a piece, in the order of the type: the rows of its words in the frame that follows,
        which has their folded_id and term_id. Most have one word, a dash or a blank has none.
    """
    listed = pieces.to_frame("piece").select(
        pl.int_range(pl.col("piece").to_physical().max() + 1, dtype=pl.UInt32)
        .cat.to(pieces.dtype)
        .cast(pl.String)
        .str.extract_all(WORD)
        .alias("word")
    )
    listed = listed.with_row_index("piece_no")
    each = listed.explode("word", empty_as_null=False)
    numbers = numbered.numbers(each["word"].unique()).with_row_index("word_no")
    by_piece = (
        each.join(numbers, on="word", how="left", maintain_order="left")
        .group_by("piece_no", maintain_order=True)
        .agg("word_no")
    )
    found = listed.join(by_piece, on="piece_no", how="left", maintain_order="left")["word_no"]
    return found.fill_null(pl.Series([[]], dtype=found.dtype)), numbers


class _Numbered:
    """Numbers of the words met so far: most words of a batch were met in the one before."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection
        self.known = pl.DataFrame(
            schema={"word": pl.String, "folded_id": pl.UInt32, "term_id": pl.UInt32}
        )

    def numbers(self, words: pl.Series) -> pl.DataFrame:
        """Numbers of words as they are written.

        Returns:
            word, folded_id, term_id; of these words at least.
        """
        unknown = words.alias("word").to_frame().join(self.known, on="word", how="anti")
        if not unknown.is_empty():
            self.known = pl.concat([self.known, _number_terms(self.connection, unknown)])
        return self.known


def _number_terms(connection: duckdb.DuckDBPyConnection, words: pl.DataFrame) -> pl.DataFrame:
    """Number words; terms not met before get new numbers.

    The macros that a query's words go through say what a word's term and folded form are.
    """
    connection.register("incoming", words.to_arrow())
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
