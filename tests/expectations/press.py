"""A small press of our own: invented articles whose persons and figures are known by construction.

In: how many articles. Out: the frames of the raw tables and the ledger, as the Python steps would
hand them to the load, every span exact. Sentences and names are invented for these tests.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

import polars as pl

RUN_ID = "20261123T051500Z-3fa9c1"
TODAY = dt.datetime.now(dt.UTC).date()
LOADED_AT = dt.datetime(2026, 11, 22, 5, 15, tzinfo=dt.UTC)

PROVINCES = (
    ("thanh-hoa", "Thanh Hóa"),
    ("nghe-an", "Nghệ An"),
    ("lai-chau", "Lai Châu"),
    ("quang-ninh", "Quảng Ninh"),
    ("ha-noi", "Hà Nội"),
    ("can-tho", "Cần Thơ"),
)
SURNAMES = ("Nguyễn", "Trần", "Lê", "Phạm", "Vũ", "Đặng", "Bùi", "Đỗ")
GIVEN = ("Văn Sơn", "Thị Hạnh", "Quốc Bảo", "Đình Khôi", "Minh Châu", "Phú Lộc", "Hữu Thọ")
#: Everybody rises by one rank 350 days ago.
RANKS = (("Trung tá", 13), ("Thượng tá", 14), ("Đại tá", 15))
POST = "Giám đốc Công an tỉnh"


@dataclass
class Press:
    """Rows of the raw tables and of the ledger, by table name."""

    rows: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))

    def frame(self, table: str) -> pl.DataFrame:
        """Return one table's rows."""
        return pl.DataFrame(self.rows[table], infer_schema_length=None)


class _Writer:
    """Builds a text piece by piece and remembers where each piece stands."""

    def __init__(self) -> None:
        self.text = ""

    def add(self, piece: str) -> tuple[int, int]:
        start = len(self.text)
        self.text += piece
        return start, len(self.text)


def person_of(index: int) -> tuple[str, str, str]:
    """Return name, province_id and province name of the person an article is about."""
    # 120 persons; every 56 the names come again, in another province: namesakes.
    number = index % 120
    province_id, province = PROVINCES[number % len(PROVINCES)]
    return f"{SURNAMES[number % 8]} {GIVEN[number % 7]}", province_id, province


def write_press(count: int, *, metrics_an_article: int = 4) -> Press:
    """Return `count` articles, one in nine without a date, one in eleven without a province."""
    press = Press()
    for index in range(count):
        _write_article(press, index, metrics_an_article)
    _write_ledger(press, count)
    return press


def _write_article(press: Press, index: int, metrics_an_article: int) -> None:
    name, province_id, province = person_of(index)
    age = (index * 37) % 700
    day = TODAY - dt.timedelta(days=age)
    has_date, has_province = index % 9 != 4, index % 11 != 5
    rank, _ = RANKS[index % 120 % 2 + (age < 350)]
    writer = _Writer()
    blocks: list[tuple[str, int, int]] = []
    title = writer.add(f"Công an {province} tổng kết đợt công tác số {index}")
    blocks.append(("title", *title))
    writer.add("\n\n")
    lead_start = len(writer.text)
    place = writer.add(province)
    writer.add(" - ")
    date_words = writer.add(f"Ngày {day:%d/%m/%Y}" if has_date else "Sáng nay")
    writer.add(", ")
    rank_span = writer.add(rank)
    writer.add(" ")
    name_span = writer.add(name)
    writer.add(", ")
    post_span = writer.add(POST)
    writer.add(f" {province}, chủ trì hội nghị.")
    lead = (lead_start, len(writer.text))
    blocks.append(("lead", *lead))
    writer.add("\n")
    paragraph_start = len(writer.text)
    metrics = [_write_metric(writer, index, number) for number in range(metrics_an_article)]
    blocks.append(("paragraph", paragraph_start, len(writer.text)))
    writer.add("\n")
    byline = writer.add("Mai Anh")
    blocks.append(("byline", *byline))
    text = writer.text
    article_id = hashlib.sha256(text.encode()).hexdigest()[:16]

    def span(prefix: str, bounds: tuple[int, int] | None) -> dict[str, int | None]:
        start, end = bounds or (None, None)
        return {f"{prefix}start_char": start, f"{prefix}end_char": end}

    press.rows["articles"].append(
        {
            "article_id": article_id,
            "text": text,
            "title": text[slice(*title)],
            **span("title_", title),
            "title_basis": "layout",
            "lead": text[slice(*lead)],
            **span("lead_", lead),
            "header_month": None,
            "published_date": None,
            "published_date_basis": None,
            "event_date": day if has_date else None,
            "event_date_precision": "day" if has_date else None,
            "event_date_basis": "day, month and year in the text" if has_date else None,
            **span("event_date_", date_words if has_date else None),
            "is_date_contradictory": False,
            "author": "Mai Anh",
            "author_basis": "byline",
            "agency": None,
            "is_collaborator": False,
            "photographers": [],
            "province_id": province_id if has_province else None,
            "province_name": province if has_province else None,
            **span("province_", place if has_province else None),
            "province_basis": "dateline" if has_province else None,
            "word_count": len(text.split()),
            "source_path": f"/press/{index:06}.txt",
            "source_encoding": "utf-8",
            "rules_version": "test",
            "run_id": RUN_ID,
            "loaded_at": LOADED_AT,
        }
    )
    for block_index, (kind, start, end) in enumerate(blocks):
        press.rows["blocks"].append(
            {
                "article_id": article_id,
                "block_index": block_index,
                "kind": kind,
                "start_char": start,
                "end_char": end,
            }
        )
    if has_date:
        press.rows["dates"].append(
            {
                "article_id": article_id,
                "start_char": date_words[0],
                "end_char": date_words[1],
                "surface": text[slice(*date_words)],
                "kind": "event",
                "start_date": day,
                "end_date": day,
                "precision": "day",
                "basis": "written in full",
            }
        )
    press.rows["non_metric_numbers"].append(_title_number(article_id, text, title))
    if has_date:
        start = date_words[0] + len("Ngày ")
        press.rows["non_metric_numbers"].append(
            {
                "article_id": article_id,
                "start_char": start,
                "end_char": date_words[1],
                "surface": text[start : date_words[1]],
                "kind": "date",
            }
        )
    mention = {
        "article_id": article_id,
        "is_short_form": False,
        "honorific": None,
        "organisation": f"Công an tỉnh {province}",
        "branch": "công an",
        "province_id": province_id,
        "in_caption": False,
    }
    press.rows["person_mentions"].append(
        {
            **mention,
            "mention_id": f"{article_id}:p{name_span[0]}",
            "name": name,
            "surface": name,
            **span("", name_span),
            "role": "official",
            "rank": rank,
            "rank_surface": rank,
            **span("rank_", rank_span),
            "in_title": False,
            **span("sentence_", lead),
        }
    )
    press.rows["person_posts"].append(
        {
            "mention_id": f"{article_id}:p{name_span[0]}",
            "post_index": 0,
            "article_id": article_id,
            "post": POST,
            "post_normalised": f"{POST} {province}",
            **span("", post_span),
            "organisation": f"Công an tỉnh {province}",
            "branch": "công an",
            "province_id": province_id,
            "status": "current",
            "status_date": None,
        }
    )
    for metric in metrics:
        press.rows["metrics"].append(
            {
                **metric,
                "article_id": article_id,
                "metric_id": f"{article_id}:m{metric['start_char']}",
                "province_id": province_id if has_province else None,
                "organisation": f"Công an tỉnh {province}",
                "group_id": metric["group_id"] and f"{article_id}:g1",
            }
        )


def _title_number(article_id: str, text: str, title: tuple[int, int]) -> dict[str, Any]:
    start = text.rindex(" ", 0, title[1]) + 1
    return {
        "article_id": article_id,
        "start_char": start,
        "end_char": title[1],
        "surface": text[start : title[1]],
        "kind": "ordinal",
    }


def _write_metric(writer: _Writer, index: int, number: int) -> dict[str, Any]:
    """Write one sentence with one figure; the four forms take turns."""
    form, amount = number % 4, 10 + (index * 7 + number * 13) % 180
    total = amount + index % 5
    rate = round(100 * amount / total, 1)
    if number and number % 4 == 0:
        writer.add("\n")
    sentence_start = len(writer.text)
    before, surface, after = (
        ("Lực lượng đã khám phá ", f"{amount}/{total}", " vụ."),
        (" Tỷ lệ khám phá đạt ", f"{rate:.1f}%".replace(".", ","), "."),
        (" Số vụ giảm ", f"{amount % 60 + 1}%", " so với cùng kỳ."),
        (" Thu giữ trên ", f"{amount}", " triệu đồng."),
    )[form]
    writer.add(before)
    start, end = writer.add(surface)
    writer.add(after)
    value, unit, kind = (
        (float(amount), "vụ", "ratio"),
        (rate, "%", "percent"),
        (float(amount % 60 + 1), "%", "percent"),
        (amount * 1_000_000.0, "đồng", "money"),
    )[form]
    sentence_start += len(before) - len(before.lstrip())
    return {
        "start_char": start,
        "end_char": end,
        "surface": surface,
        "phrase_start_char": start,
        "phrase_end_char": end + (0 if form == 1 else len(after) - 1),
        "value": value,
        "value_upper": None,
        "numerator": float(amount) if form == 0 else None,
        "denominator": float(total) if form == 0 else None,
        "ratio_kind": "cleared_total" if form == 0 else None,
        "unit": unit,
        "unit_kind": kind,
        "qualifier": "at_least" if form == 3 else "exact",
        "qualifier_surface": "trên" if form == 3 else None,
        "direction": "decrease" if form == 2 else "none",
        "subject_start_char": None,
        "subject_end_char": None,
        "comparison_base": "cùng kỳ" if form == 2 else None,
        "comparison_start_date": None,
        "comparison_end_date": None,
        "period_label": "trong năm 2023",
        "period_start": dt.date(2023, 1, 1),
        "period_end": dt.date(2023, 12, 31),
        "period_basis": "paragraph",
        "sentence_start_char": sentence_start,
        "sentence_end_char": len(writer.text),
        "group_id": "group" if form in (0, 1) and number < 2 else None,
        "is_consistent": True if form == 1 else None,
    }


def _write_ledger(press: Press, count: int) -> None:
    for article in press.rows["articles"]:
        press.rows["source_files"].append(
            {
                "path": article["source_path"],
                "container_path": article["source_path"],
                "size": len(article["text"].encode()),
                "mtime": LOADED_AT,
                "sha256": hashlib.sha256(article["text"].encode()).hexdigest(),
                "encoding": "utf-8",
                "encoding_confidence": 1.0,
                "repairs": [],
                "article_id": article["article_id"],
                "status": "accepted",
                "first_seen_at": LOADED_AT,
                "run_id": RUN_ID,
            }
        )
    press.rows["source_files"].append(
        {
            **press.rows["source_files"][0],
            "path": "/press/hỏng.bin",
            "container_path": "/press/hỏng.bin",
            "sha256": hashlib.sha256(b"\0").hexdigest(),
            "encoding": None,
            "encoding_confidence": None,
            "article_id": None,
            "status": "rejected",
        }
    )
    press.rows["rejected_files"].append(
        {
            "path": "/press/hỏng.bin",
            "sha256": hashlib.sha256(b"\0").hexdigest(),
            "reason_code": "binary",
            "reason": "/press/hỏng.bin is not text: it begins with bytes no text has; remove it.",
            "quarantine_path": "quarantine/hỏng.bin",
            "run_id": RUN_ID,
        }
    )
    press.rows["runs"].append(
        {
            "run_id": RUN_ID,
            "started_at": LOADED_AT,
            "finished_at": None,
            "status": "running",
            "files_read": count + 1,
            "files_accepted": count,
            "files_duplicate": 0,
            "files_unchanged": 0,
            "files_rejected": 1,
            "release": None,
        }
    )
