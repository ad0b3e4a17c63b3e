"""Sketches of texts, by which reprints are found without comparing every article with every other.

What comes in: articles. What goes out: `sketches`, a few numbers an article. A number is the hash
of five words in a row; of all of them one in sixteen is kept, chosen by its own value, so two texts
that share a passage share its numbers, whatever surrounds it, and the share of numbers that two
sketches have in common estimates the share of text (Broder's resemblance, sampled mod p). The hash
is our own arithmetic over blake2b of each distinct word, because stored sketches must keep their
meaning when a library changes its hash.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache

import polars as pl

WORDS_IN_A_ROW = 5
# One number in so many is kept: about 35 for a text of 560 words, the middle of our corpora.
KEPT_ONE_IN = 16

WORD = r"[\p{L}\p{N}]+"

_FACTORS = (1, 0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93)
_MIX = 0xFF51AFD7ED558CCD

SKETCHES_SCHEMA = pl.Schema({"article_id": pl.String(), "shingle": pl.UInt64()})


def sketch(articles: pl.DataFrame) -> pl.DataFrame:
    """The sketches of articles.

    Args:
        articles: article_id, text.

    Returns:
        article_id, shingle; each number once an article, none for a text of fewer than five words.
    """
    if articles.is_empty():
        return pl.DataFrame(schema=SKETCHES_SCHEMA)
    pieces = (
        # A number an article, because its id would be carried to each of its words.
        articles.select(
            pl.col("text").str.replace_all("\n", " ", literal=True).str.split(" ").alias("piece")
        )
        .with_row_index("row")
        .explode("piece")
        # Each piece by a number, too: there are thirty times as many as are distinct. The numbers
        # are those of this batch alone, and go with it.
        .with_columns(pl.col("piece").cast(pl.Categorical(pl.Categories.random())))
    )
    numbers_of = _numbers_of(pieces["piece"])
    words = pieces.select(
        "row", numbers_of.gather(pieces["piece"].to_physical()).alias("number")
    ).explode("number", empty_as_null=False)
    numbers = sum(
        (
            pl.col("number").shift(-position) * pl.lit(factor, dtype=pl.UInt64)
            for position, factor in enumerate(_FACTORS)
        ),
        start=pl.lit(0, dtype=pl.UInt64),
    )
    within = pl.col("row") == pl.col("row").shift(1 - WORDS_IN_A_ROW)
    mixed = (numbers ^ (numbers // 2**33)) * pl.lit(_MIX, dtype=pl.UInt64)
    kept = (
        words.select("row", mixed.alias("shingle"), within.alias("is_within"))
        .filter("is_within", (pl.col("shingle") // 2**32) % KEPT_ONE_IN == 0)
        .select("row", "shingle")
        .unique(maintain_order=True)
    )
    return kept.select(articles["article_id"].gather(kept["row"]), "shingle")


def _numbers_of(pieces: pl.Series) -> pl.Series:
    """The numbers of the words in each distinct piece of text between spaces.

    Args:
        pieces: of one categorical type that knows no others.

    Returns:
        A list a piece, in the order of the type; most have one word, a dash or a blank has none.
    """
    words = (
        pieces.to_frame("piece")
        .select(
            pl.int_range(pl.col("piece").to_physical().max() + 1, dtype=pl.UInt32)
            .cat.to(pieces.dtype)
            .cast(pl.String)
            .str.to_lowercase()
            .str.extract_all(WORD)
            .alias("word")
        )
        .with_row_index("place")
    )
    each = words.explode("word", empty_as_null=False)
    numbers = pl.Series("number", map(_hash, each["word"].to_list()), dtype=pl.UInt64)
    by_piece = each.select("place", numbers).group_by("place", maintain_order=True).agg("number")
    found = words.join(by_piece, on="place", how="left", maintain_order="left")["number"]
    return found.fill_null(pl.Series([[]], dtype=found.dtype))


# The next batch has mostly the same words.
@lru_cache(maxsize=200_000)
def _hash(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode(), digest_size=8).digest(), "big")
