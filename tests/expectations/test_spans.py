"""The pieces that the checks of spans read hold every text, at any length, letter by letter."""

from __future__ import annotations

import duckdb
import polars as pl
import pytest

from expectations.spans import (
    OVERLAP,
    PIECE,
    PIECES,
    STRETCH,
    TEXTS,
    pieces_query,
    with_characters,
)

LENGTHS = (1, PIECE - 1, PIECE, PIECE + 1, STRETCH, STRETCH + 1, 2 * STRETCH + PIECE + 7)


@pytest.mark.parametrize("length", LENGTHS)
def test_pieces_are_the_text(length: int) -> None:
    text = "".join(chr(0x1EA0 + index % 89) if index % 3 else "a" for index in range(length))
    with duckdb.connect() as connection:
        articles = pl.DataFrame({"article_id": ["x", "empty"], "text": [text, ""]})
        connection.register("articles", articles.to_arrow())
        pieces = dict(
            connection.execute(
                f"select number, piece from ({pieces_query('articles')}) where article_id = 'x'"
            ).fetchall()
        )
    assert pieces == {
        number: text[number * PIECE : number * PIECE + PIECE + OVERLAP]
        for number in range((length - 1) // PIECE + 1)
    }


@pytest.mark.parametrize("length", [1, OVERLAP, OVERLAP + 1, 3 * PIECE])
def test_characters_are_those_of_the_span_however_long(length: int) -> None:
    text = "".join(chr(0x1EA0 + index % 89) for index in range(5 * PIECE))
    spans = [(article, start) for article in ("x", "gone") for start in (0, PIECE - 1, PIECE + 7)]
    with duckdb.connect() as connection:
        connection.execute(f"create table {TEXTS} as select 'x' as article_id, $1 as text", [text])
        connection.execute(f"create table {PIECES} as {pieces_query(TEXTS)}")
        connection.execute("create table spans (article_id varchar, s integer, e integer)")
        connection.executemany(
            "insert into spans values (?, ?, ?)",
            [(article, start, start + length) for article, start in spans],
        )
        query = with_characters("spans", "s", "e")
        for name in (TEXTS, PIECES):
            query = query.replace(f"{{rows of {name}}}", name)
        found = connection.execute(f"select article_id, s, characters from ({query})").fetchall()
    assert sorted(found) == sorted(
        (article, start, text[start : start + length] if article == "x" else None)
        for article, start in spans
    )
