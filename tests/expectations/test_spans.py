"""The pieces that the checks of spans read hold every text, at any length, letter by letter."""

from __future__ import annotations

import duckdb
import polars as pl
import pytest

from expectations.spans import OVERLAP, PIECE, STRETCH, pieces_query

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
