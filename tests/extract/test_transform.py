"""A batch as a whole: what it makes of an article does not depend on what stands beside it."""

from __future__ import annotations

import polars as pl

from flows.transform import SOURCE_FIELDS, transform

FIRST = "Giám đốc Sở Y tế Mai Văn Khởi nói.\nSở Y tế tỉnh Hòa Bình đã khám cho 120 người."
SECOND = "Ông Hà Thị Bích, Chủ tịch UBND tỉnh Lai Châu, cho biết 51/61 vụ đã được làm rõ."


def _documents(**texts: str) -> pl.DataFrame:
    return pl.DataFrame(
        {"source_path": list(texts), "decoded": list(texts.values()), "encoding": "utf-8"}
    ).with_columns(pl.lit(None, pl.String).alias(name) for name in SOURCE_FIELDS)


def test_what_is_read_of_an_article_is_its_own_in_any_order_and_beside_a_copy() -> None:
    # `z` and `a` hold one text, so that of three documents the second and third are kept
    made, documents = transform(_documents(z=SECOND, b=FIRST, a=SECOND))
    assert made["articles"]["source_path"].to_list() == ["a", "b"]
    assert documents["source_path"].to_list() == ["z", "b", "a"]
    alone = [transform(_documents(a=SECOND))[0], transform(_documents(b=FIRST))[0]]
    for name in ("person_mentions", "person_posts", "metrics", "article_sketches"):
        assert made[name].rows() == [row for one in alone for row in one[name].rows()]
    assert set(made["person_mentions"]["surface"]) == {"Mai Văn Khởi", "Hà Thị Bích"}
    assert {"120", "51/61"} <= set(made["metrics"]["surface"])
