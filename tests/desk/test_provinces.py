"""Provinces at any day: the unit then, the unit today, old names and districts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flows.settings import Home


@pytest.fixture(scope="module")
def published(desk_home: Home) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(desk_home.published_file), read_only=True) as connection:
        yield connection


@pytest.mark.parametrize(
    ("province_id", "day", "unit", "name"),
    [
        ("ha-tay", "2008-07-31", "ha-tay", "Hà Tây"),
        ("ha-tay", "2008-08-01", "ha-noi", "Hà Nội"),
        ("thai-binh", "2025-06-30", "thai-binh", "Thái Bình"),
        ("thai-binh", "2025-07-01", "hung-yen", "Hưng Yên"),
        ("ba-ria-vung-tau", "2026-01-01", "tp-ho-chi-minh", "TP Hồ Chí Minh"),
        ("hue", "2024-12-31", "hue", "Thừa Thiên Huế"),
        ("hue", "2025-01-01", "hue", "Huế"),
        ("thanh-hoa", "1985-05-01", "thanh-hoa", "Thanh Hóa"),
        ("dak-nong", "2003-12-31", None, None),
        ("dak-nong", "2004-01-01", "dak-nong", "Đắk Nông"),
        ("dak-nong", "2025-07-01", "lam-dong", "Lâm Đồng"),
        ("nowhere", "2020-01-01", None, None),
        ("ha-noi", None, None, None),
        (None, "2020-01-01", None, None),
    ],
)
def test_the_unit_of_a_day(
    published: duckdb.DuckDBPyConnection,
    province_id: str | None,
    day: str | None,
    unit: str | None,
    name: str | None,
) -> None:
    assert published.execute(
        "select mart.province_at($id, $day::date), mart.province_name_at($id, $day::date)",
        {"id": province_id, "day": day},
    ).fetchone() == (unit, name)


def test_every_day_has_exactly_the_units_that_were(published: duckdb.DuckDBPyConnection) -> None:
    for day, count in (("2003-12-31", 61), ("2004-01-01", 64), ("2025-06-30", 63)):
        assert published.execute(
            "select count(distinct unit_province_id) from mart.province_successions "
            "where $day::date between valid_from and coalesce(valid_to, date '9999-12-31')",
            {"day": day},
        ).fetchone() == (count,)
    today = published.execute(
        "select count(distinct mart.province_today(province_id)) from mart.provinces"
    ).fetchone()
    assert today == (34,)


def test_a_province_in_one_day_is_in_one_unit(published: duckdb.DuckDBPyConnection) -> None:
    overlaps = published.execute(
        """
        select count(*) from mart.province_successions as one
        inner join mart.province_successions as other using (province_id)
        where one.valid_from < other.valid_from
            and coalesce(one.valid_to, date '9999-12-31') >= other.valid_from
        """
    ).fetchone()
    assert overlaps == (0,)


def test_any_fact_is_seen_by_the_units_of_then_and_of_today(
    published: duckdb.DuckDBPyConnection,
) -> None:
    rows = published.execute(
        """
        select distinct
            articles.province_id,
            mart.province_at(articles.province_id, articles.event_date),
            mart.province_today(articles.province_id)
        from mart.metrics as metrics
        inner join mart.articles as articles using (article_id)
        where articles.province_id is not null
        order by 1
        """
    ).fetchall()
    assert rows == [("lai-chau",) * 3, ("thanh-hoa",) * 3]


def test_names_abbreviations_and_districts_lead_to_a_province(
    published: duckdb.DuckDBPyConnection,
) -> None:
    assert published.execute(
        "select distinct province_id from mart.province_aliases where alias in ('TP.HCM', 'TPHCM')"
    ).fetchall() == [("tp-ho-chi-minh",)]
    assert published.execute(
        "select province_id from mart.districts where name = 'Tĩnh Gia' and is_unique"
    ).fetchall() == [("thanh-hoa",)]
    orphans = published.execute(
        "select count(*) from (from mart.districts union by name from mart.province_aliases) "
        "where province_id not in (select province_id from mart.provinces)"
    ).fetchone()
    assert orphans == (0,)
