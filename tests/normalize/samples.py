"""How tests make articles of texts written by ourselves."""

from __future__ import annotations

from typing import Any

import polars as pl

from flows.normalize import NormalisedArticles, normalise


def normalised(*texts: str, **columns: str | None) -> NormalisedArticles:
    """Articles of some texts; further columns of the reader are the same for all."""
    frame = pl.DataFrame(
        {
            "source_path": [f"/press/{index}.txt" for index in range(len(texts))],
            "decoded": list(texts),
            "encoding": ["utf-8"] * len(texts),
        }
    )
    return normalise(
        frame.with_columns(pl.lit(value).alias(name) for name, value in columns.items())
    )


def article(text: str, **columns: str | None) -> dict[str, Any]:
    """The one article of a text."""
    return normalised(text, **columns).articles.row(0, named=True)


def date_rows(text: str, **columns: str | None) -> list[tuple[str, str, str | None, str | None]]:
    """Surface, kind, first and last day (ISO) of every mention of time in a text."""
    dates = normalised(text, **columns).dates
    return [
        (surface, kind, start and start.isoformat(), end and end.isoformat())
        for surface, kind, start, end in dates.select(
            "surface", "kind", "start_date", "end_date"
        ).iter_rows()
    ]


def kinds(text: str) -> list[tuple[str, str]]:
    """Kind and text of every block."""
    made = normalised(text)
    whole = made.articles["text"][0]
    return [
        (kind, whole[start:end])
        for kind, start, end in made.blocks.select("kind", "start_char", "end_char").iter_rows()
    ]
