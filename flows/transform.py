"""Turns decoded documents into what the raw tables hold: normalise, place, people, figures.

What comes in: a frame of decoded documents (see `flows.read`). What goes out: one frame a raw
table, for the articles of the batch, each article once. Everything here is pure, so batches may
run in other processes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flows.extract.collector import collector_paused
from flows.extract.figures import extract_figures
from flows.extract.forms import read_forms
from flows.extract.people import extract_people
from flows.extract.places import add_province
from flows.extract.sketches import sketch
from flows.normalize import normalise

if TYPE_CHECKING:
    import polars as pl

# What the source itself says of a document; kept, so that it can be made anew without the source.
SOURCE_FIELDS = ("source_title", "source_date", "source_author", "source_url")


@collector_paused()
def transform(texts: pl.DataFrame) -> tuple[dict[str, pl.DataFrame], pl.DataFrame]:
    """Normalise and extract the accepted documents of a batch.

    Args:
        texts: accepted rows only: source_path, decoded, encoding and the source's own fields.

    Returns:
        Frames by raw table (articles without rules_version, run_id and loaded_at), and the
        documents' source_path, article_id and repairs, one row a document.
    """
    normalised = normalise(texts)
    documents = normalised.articles.select("source_path", "article_id", "repairs")
    articles = (
        normalised.articles.with_row_index("document")
        .sort("source_path")
        .unique("article_id", keep="first", maintain_order=True)
    )
    forms = read_forms(articles, normalised.matched.gather(articles["document"]))
    articles = articles.drop("document")
    kept = {
        name: _of(frame, articles)
        for name, frame in (
            ("blocks", normalised.blocks),
            ("dates", normalised.dates),
            ("credits", normalised.credits),
        )
    }
    articles = add_province(articles, kept["blocks"], forms)
    people = extract_people(articles, kept["blocks"], kept["dates"], kept["credits"], forms)
    figures = extract_figures(articles, kept["blocks"], kept["dates"], forms)
    return {
        "articles": articles.drop("repairs").join(
            texts.select("source_path", *SOURCE_FIELDS), on="source_path", how="left"
        ),
        "blocks": kept["blocks"],
        "dates": kept["dates"],
        "person_mentions": people.mentions,
        "person_posts": people.posts,
        "metrics": figures.metrics,
        "non_metric_numbers": figures.non_metric_numbers,
        "article_sketches": sketch(articles),
    }, documents


def _of(frame: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
    """Rows of the articles, once each: two documents with one text bring each row twice."""
    return frame.join(articles.select("article_id"), on="article_id", how="semi").unique(
        maintain_order=True
    )
