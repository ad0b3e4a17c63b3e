"""The marts of the five seeds equal what a reader made of them by hand (tests/gold/seeds.json)."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    import duckdb

GOLD = json.loads((Path(__file__).parent / "gold" / "seeds.json").read_text(encoding="utf-8"))
ARTICLES: list[dict[str, Any]] = GOLD["articles"]
FILES = [article["file"] for article in ARTICLES]

Rows = list[dict[str, Any]]


def rows(seeds: duckdb.DuckDBPyConnection, sql: str, *parameters: object) -> Rows:
    return seeds.execute(sql, list(parameters)).pl().to_dicts()


def of_file(seeds: duckdb.DuckDBPyConnection, mart: str, file: str) -> Rows:
    return rows(
        seeds,
        f"""
        select {mart}.* from mart.{mart}
        inner join mart.articles on {mart}.article_id = articles.article_id
        where articles.source_path like '%/' || ?
        order by {mart}.start_char
        """,
        file,
    )


def month(text: str | None) -> date | None:
    return date.fromisoformat(f"{text}-01") if text else None


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize("gold", ARTICLES, ids=FILES)
def test_article(seeds: duckdb.DuckDBPyConnection, gold: dict[str, Any]) -> None:
    (article,) = rows(seeds, "from mart.articles where source_path like '%/' || ?", gold["file"])
    assert len(article["text"]) == gold["chars"]
    assert article["title"] == gold["title"]
    assert article["header_month"] == month(gold["header_month"])
    assert article["event_date"] == day(gold["event_date"])
    assert article["event_date_precision"] == ("day" if gold["event_date"] else None)
    assert article["author"] == gold["byline_author"]
    assert article["is_collaborator"] == gold["is_collaborator"]
    assert article["photographers"] == gold["photo_credits"]
    assert article["province_name"] == gold["province"]


@pytest.mark.parametrize("gold", ARTICLES, ids=FILES)
def test_persons(seeds: duckdb.DuckDBPyConnection, gold: dict[str, Any]) -> None:
    expected = [
        {
            "name": person["name"],
            "surface": mention["surface"],
            "start_char": mention["start"],
            "end_char": mention["end"],
            "role": mention["role"],
            "rank": mention["rank"],
            "posts": mention["posts"],
            "posts_normalised": mention["posts_norm"],
            "organisation": mention["org"],
        }
        for person in gold["persons"]
        for mention in person["mentions"]
    ]
    expected.sort(key=lambda mention: mention["start_char"])
    found = of_file(seeds, "person_mentions", gold["file"])
    assert [{key: mention[key] for key in expected[0]} for mention in found] == expected


@pytest.mark.parametrize("gold", ARTICLES, ids=FILES)
def test_metrics(seeds: duckdb.DuckDBPyConnection, gold: dict[str, Any]) -> None:
    expected = [
        {
            "start_char": metric["num_start"],
            "end_char": metric["num_end"],
            "surface": metric["num_text"],
            "value": metric["value"],
            "numerator": metric["numerator"],
            "denominator": metric["denominator"],
            "unit": metric["unit"],
            "qualifier": metric["qualifier"],
            "direction": metric["direction"],
            "comparison_base": metric["comparison_base"],
        }
        for metric in gold["metrics"]
    ]
    found = of_file(seeds, "metrics", gold["file"])
    assert [{key: metric[key] for key in expected[0]} for metric in found] == expected


@pytest.mark.parametrize("gold", ARTICLES, ids=FILES)
def test_metrics_reported_together_share_a_group(
    seeds: duckdb.DuckDBPyConnection, gold: dict[str, Any]
) -> None:
    def grouped(pairs: list[tuple[int, str | None]]) -> set[frozenset[int]]:
        groups: dict[str, set[int]] = {}
        for start, group in pairs:
            if group is not None:
                groups.setdefault(group, set()).add(start)
        return {frozenset(members) for members in groups.values()}

    found = of_file(seeds, "metrics", gold["file"])
    assert grouped([(m["start_char"], m["group_id"]) for m in found]) == grouped(
        [(m["num_start"], m["group"]) for m in gold["metrics"]]
    )


def test_totals(seeds: duckdb.DuckDBPyConnection) -> None:
    (totals,) = rows(
        seeds,
        """
        select
            (select count(*) from mart.articles) as articles,
            (select count(*) from mart.person_mentions) as mentions,
            (select count(distinct article_id || person_id) from mart.person_mentions) as pairs,
            (select count(*) from mart.metrics) as metrics
        """,
    )
    assert totals == {"articles": 5, "mentions": 35, "pairs": 14, "metrics": 24}


def test_a_rate_that_disagrees_with_its_own_ratio_is_flagged(
    seeds: duckdb.DuckDBPyConnection,
) -> None:
    assert rows(seeds, "select surface from mart.metrics where not is_consistent") == [
        {"surface": "88,9%"}
    ]


def test_an_officer_promoted_is_one_person_with_two_ranks_in_order(
    seeds: duckdb.DuckDBPyConnection,
) -> None:
    (person,) = rows(seeds, "from mart.persons where name = 'Trần Phú Hà'")
    assert person["latest_rank"] == "Thiếu tướng"
    ranks = rows(
        seeds,
        "select rank, year(first_seen_date) as year from mart.person_ranks where person_id = ? "
        "order by rank_order",
        person["person_id"],
    )
    assert ranks == [{"rank": "Đại tá", "year": 2020}, {"rank": "Thiếu tướng", "year": 2024}]


def test_a_minister_in_two_provinces_is_one_person(seeds: duckdb.DuckDBPyConnection) -> None:
    assert rows(
        seeds, "select name, article_count from mart.persons where name = 'Trần Quốc Tỏ'"
    ) == [{"name": "Trần Quốc Tỏ", "article_count": 2}]


@pytest.mark.parametrize("mart", ["person_mentions", "metrics"])
def test_every_span_says_what_its_surface_says(seeds: duckdb.DuckDBPyConnection, mart: str) -> None:
    assert not rows(
        seeds,
        f"""
        select * from mart.{mart} as spans
        inner join mart.articles on spans.article_id = articles.article_id
        where substr(text, start_char + 1, end_char - start_char) <> surface
        """,
    )
