"""The columns that normalising gives: its four frames, as `raw` holds them.

Nothing comes in; out come the schemas by which rows become frames, so that their order is written
down once and apart from the rules that fill them.
"""

from __future__ import annotations

from typing import Any

import polars as pl

from flows.normalize.unicode import REPAIR

ARTICLES_SCHEMA: dict[str, Any] = {
    "article_id": pl.String,
    "text": pl.String,
    "title": pl.String,
    "title_start_char": pl.Int64,
    "title_end_char": pl.Int64,
    "title_basis": pl.String,
    "lead": pl.String,
    "lead_start_char": pl.Int64,
    "lead_end_char": pl.Int64,
    "header_month": pl.Date,
    "published_date": pl.Date,
    "published_date_basis": pl.String,
    "event_date": pl.Date,
    "event_date_precision": pl.String,
    "event_date_basis": pl.String,
    "event_date_start_char": pl.Int64,
    "event_date_end_char": pl.Int64,
    "is_date_contradictory": pl.Boolean,
    "author": pl.String,
    "author_basis": pl.String,
    "agency": pl.String,
    "is_collaborator": pl.Boolean,
    "photographers": pl.List(pl.String),
    "word_count": pl.Int64,
    "source_path": pl.String,
    "source_encoding": pl.String,
    "repairs": pl.List(REPAIR),
}
BLOCKS_SCHEMA: dict[str, Any] = {
    "article_id": pl.String,
    "block_index": pl.Int64,
    "kind": pl.String,
    "start_char": pl.Int64,
    "end_char": pl.Int64,
}
DATES_SCHEMA: dict[str, Any] = {
    "article_id": pl.String,
    "start_char": pl.Int64,
    "end_char": pl.Int64,
    "surface": pl.String,
    "kind": pl.String,
    "start_date": pl.Date,
    "end_date": pl.Date,
    "precision": pl.String,
    "basis": pl.String,
}
CREDITS_SCHEMA: dict[str, Any] = {
    "article_id": pl.String,
    "role": pl.String,
    "name": pl.String,
    "start_char": pl.Int64,
    "end_char": pl.Int64,
    "is_initials": pl.Boolean,
}
