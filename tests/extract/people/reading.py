"""Runs the steps up to people over texts given in a test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from flows.extract.people import extract_people
from flows.extract.places import add_province
from flows.normalize import normalise

if TYPE_CHECKING:
    from pathlib import Path

    from flows.extract.people import People


def read_people(texts: dict[str, str]) -> tuple[People, dict[str, str]]:
    """People of texts by name, and the article_id of each name."""
    frame = pl.DataFrame({"source_path": list(texts), "decoded": list(texts.values())})
    normalised = normalise(frame)
    articles = add_province(normalised.articles, normalised.blocks)
    people = extract_people(articles, normalised.blocks, normalised.dates, normalised.credits)
    ids = dict(articles.select("source_path", "article_id").iter_rows())
    return people, ids


def read_files(paths: list[Path]) -> tuple[People, dict[str, str]]:
    """People of files of UTF-8 text, by file name."""
    return read_people({path.name: path.read_text(encoding="utf-8-sig") for path in paths})


def mentions_of(text: str) -> list[dict[str, object]]:
    """Mentions of one text, with their posts as written and normalised."""
    people, _ = read_people({"a.txt": text})
    posts = people.posts.group_by("mention_id", maintain_order=True).agg(
        pl.col("post").alias("posts"),
        pl.col("post_normalised").alias("posts_normalised"),
        pl.col("status").alias("statuses"),
    )
    return people.mentions.join(posts, on="mention_id", how="left").sort("start_char").to_dicts()


def names_of(text: str) -> list[str]:
    """Names of the persons of one text, each once, in order."""
    return list(dict.fromkeys(str(mention["name"]) for mention in mentions_of(text)))
