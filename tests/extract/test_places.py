"""Provinces: what names one, what only looks so, and which one an article is about."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest

from flows.extract.places import add_province, find_places, province_name
from flows.extract.vocabulary import load, words
from flows.normalize import normalise

if TYPE_CHECKING:
    from pathlib import Path

FILLER = "Cuộc họp bàn nhiều việc và kéo dài hai giờ."


def _articles(text: str) -> tuple[pl.DataFrame, pl.DataFrame]:
    made = normalise(pl.DataFrame({"source_path": ["/a.txt"], "decoded": [text]}))
    return made.articles, made.blocks


def places(text: str) -> list[tuple[str, str, str]]:
    found = find_places(_articles(text)[0])
    text = _articles(text)[0]["text"][0]
    for start, end, surface in found.select("start_char", "end_char", "surface").iter_rows():
        assert text[start:end] == surface
    return found.select("surface", "province_id", "kind").rows()


def province(text: str) -> dict[str, Any]:
    return add_province(*_articles(text)).row(0, named=True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Công an tỉnh Lai Châu họp.", [("tỉnh Lai Châu", "lai-chau", "province")]),
        ("Ở Khánh Hoà có mưa.", [("Khánh Hoà", "khanh-hoa", "province")]),
        ("tại TP Thanh Hóa", [("TP Thanh Hóa", "thanh-hoa", "city")]),
        ("tại TP.HCM", [("TP.HCM", "tp-ho-chi-minh", "province")]),
        ("người dân TPHCM", [("TPHCM", "tp-ho-chi-minh", "province")]),
        ("tại thành phố Đà Nẵng", [("thành phố Đà Nẵng", "da-nang", "province")]),
        ("tỉnh Đắc Lắc", [("tỉnh Đắc Lắc", "dak-lak", "province")]),
        ("Thừa Thiên-Huế", [("Thừa Thiên-Huế", "hue", "province")]),
        ("các tỉnh Sơn La", [("Sơn La", "son-la", "province")]),
        ("CÔNG AN TỈNH BẮC GIANG", [("BẮC GIANG", "bac-giang", "province")]),
        ("xã A, huyện Tuy Phước", [("huyện Tuy Phước", "binh-dinh", "district")]),
        ("thị xã Nghi Sơn họp", [("thị xã Nghi Sơn", "thanh-hoa", "district")]),
        ("Bí thư Tỉnh ủy Bạc Liêu Dương Thành Trung", [("Bạc Liêu", "bac-lieu", "province")]),
    ],
)  # fmt: skip
def test_places(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert places(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "khu vực Thái Bình Dương và Đồng Tháp Mười",
        "Phó Thủ tướng Trương Hòa Bình",
        "ca sĩ Khánh Hòa, chị Hải Dương",
        "ông Nguyễn Hải Dương nói",
        "đường Hà Giang, phường Bình Định, sông Đồng Nai",
        "vì hòa bình thế giới",
        "Chủ tịch Hồ Chí Minh, Huyện ủy Tuy Phước",
        "các huyện, thị xã, thành phố",
    ],
)
def test_what_only_bears_the_name(text: str) -> None:
    assert places(text) == []


@pytest.mark.parametrize(
    ("text", "province_id", "basis"),
    [
        (f"Công an Thanh Hóa họp sơ kết\n\n{FILLER}\n{FILLER}", "thanh-hoa", "title"),
        (f"Công an tỉnh Lai Châu vừa họp. {FILLER}", "lai-chau", "organisation"),
        (f"(Thanh Hóa) - {FILLER}", "thanh-hoa", "dateline"),
        (f"Sáng 5/7, tại huyện Tuy Phước, UBND TP Quy Nhơn họp. {FILLER}", "binh-dinh", "district"),
        (f"Trên địa bàn tỉnh Sơn La và một phần tỉnh Sơn La. {FILLER}", "son-la", "lead"),
    ],
)
def test_province(text: str, province_id: str, basis: str) -> None:
    row = province(text)
    assert (row["province_id"], row["province_basis"]) == (province_id, basis)
    assert row["province_name"] == province_name(province_id)
    assert 0 <= row["province_start_char"] < row["province_end_char"] <= len(row["text"])


@pytest.mark.parametrize(
    "text",
    [
        f"Giám đốc Công an tỉnh chủ trì hội nghị. {FILLER}",
        f"Các tỉnh Bắc Ninh, Sơn La, Lào Cai không có tai nạn. {FILLER}",
        f"Ngày 3/6, tại Hà Nội, Bộ Công an họp. {FILLER}",
        f"Bắt Lê Văn A (SN 1990, trú tại Nghệ An). {FILLER}",
        f"{FILLER}\n\n{FILLER} Đoàn tàu đi qua Nghệ An.",
    ],
)
def test_province_is_not_guessed(text: str) -> None:
    row = province(text)
    columns = ("province_id", "province_name", "province_start_char", "province_basis")
    assert [row[name] for name in columns] == [None] * 4


def test_name_on_the_day_of_the_event() -> None:
    assert province_name("hue", date(2024, 12, 31)) == "Thừa Thiên Huế"
    assert province_name("hue", date(2025, 1, 1)) == province_name("hue") == "Huế"
    with pytest.raises(KeyError, match="atlantis"):
        province_name("atlantis")


def test_an_article_calls_its_province_as_of_its_day() -> None:
    lead = f"Công an tỉnh Thừa Thiên Huế và UBND tỉnh Thừa Thiên Huế họp. {FILLER}"
    assert province(f" date 2024-06 {lead}")["province_name"] == "Thừa Thiên Huế"
    assert province(f" date 2025-06 {lead}")["province_name"] == "Huế"


def test_no_articles_have_no_province() -> None:
    made = normalise(
        pl.DataFrame(
            {"source_path": [], "decoded": []},
            schema=dict.fromkeys(("source_path", "decoded"), pl.String),
        )
    )
    assert made.articles.is_empty()
    assert add_province(made.articles, made.blocks).columns[-1] == "province_basis"
    assert find_places(made.articles).is_empty()


def test_the_vocabulary_may_lie_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "things.csv").write_text(
        "thing,is_good,rule_order,valid_from\nuỷ,true,2,2024-01-31\nb,false,,\n", encoding="utf-8"
    )
    monkeypatch.setenv("KHOTIN_REFERENCE", str(tmp_path))
    rows = load("things").rows()
    assert rows == [("uỷ", True, 2, date(2024, 1, 31)), ("b", False, None, None)]
    assert set(words("things", "thing", tmp_path)) == {"ủy", "b"}


def _valid(day: date) -> pl.DataFrame:
    from_day = pl.col("valid_from") <= day
    to_day = pl.col("valid_to").is_null() | (pl.col("valid_to") >= day)
    return load("provinces").filter(from_day & to_day)


def test_provinces_before_and_after_the_merger() -> None:
    before, after = _valid(date(2025, 6, 30)), _valid(date(2025, 7, 1))
    assert (before.height, after.height) == (63, 34)
    assert _valid(date(2008, 7, 31)).height == 64
    for frame in (before, after):
        assert frame["province_id"].n_unique() == frame["official_code"].n_unique() == frame.height
    unchanged = before.filter(pl.col("valid_to").is_null())
    assert unchanged.height == 11


def test_versions_follow_each_other() -> None:
    table = load("provinces").sort("province_id", "valid_from")
    assert table.select("province_id", "valid_from").is_unique().all()
    successors = table["successor_province_id"].drop_nulls()
    assert set(successors) <= set(_valid(date(2025, 7, 1))["province_id"])
    assert table.filter(
        pl.col("valid_to").is_null() != pl.col("successor_province_id").is_null()
    ).is_empty()
    gaps = table.with_columns(pl.col("valid_to").shift().over("province_id").alias("ended")).filter(
        pl.col("ended").is_not_null() & (pl.col("valid_from") != pl.col("ended").dt.offset_by("1d"))
    )
    assert gaps.is_empty()


def test_aliases_and_districts_point_to_provinces() -> None:
    known = set(load("provinces")["province_id"])
    for name, key in (("province_aliases", "alias"), ("districts", "name")):
        table = load(name)
        assert set(table["province_id"]) <= known
        assert table[key].is_not_null().all()
    assert load("province_aliases")["alias"].is_unique().all()
    assert words("province_aliases", "alias")[0] == max(words("province_aliases", "alias"), key=len)


def test_missing_vocabulary_says_where() -> None:
    with pytest.raises(FileNotFoundError, match=r"no_such_table\.csv is missing"):
        load("no_such_table")
