"""From candidates to rows: nothing is lost, batches are bounded, files may change meanwhile."""

from __future__ import annotations

import hashlib
import json
import os
from typing import TYPE_CHECKING

import polars as pl
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.read import TEXTS_SCHEMA, ReadOptions, decode, discover, read_documents
from flows.read.code_pages import LEGACY_ENCODINGS, encode_legacy
from tests.read.hostile_folder import page_of, parquet_of, zip_of
from tests.read.samples import ARTICLE, ENGLISH, FRENCH

if TYPE_CHECKING:
    from pathlib import Path


def read(path: Path, options: ReadOptions | None = None) -> pl.DataFrame:
    """All rows under a path."""
    options = options or ReadOptions()
    return pl.concat(list(read_documents(discover([path], options), options)))


CONTENTS = st.one_of(
    st.sampled_from([ARTICLE.encode(), ENGLISH.encode(), b"", b"\x00\x01", FRENCH.encode()]),
    st.sampled_from(LEGACY_ENCODINGS).map(lambda encoding: encode_legacy(ARTICLE, encoding)),
    st.sampled_from(["utf-16", "utf-8-sig", "utf-32-be"]).map(ARTICLE.encode),
    st.binary(max_size=200),
    st.text(max_size=60).map(str.encode),
)
SUFFIXES = st.sampled_from(
    [".txt", ".html", ".zip", ".gz", ".tar", ".jsonl", ".csv", ".parquet", ""]
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    mix=st.lists(st.tuples(CONTENTS, SUFFIXES), min_size=1, max_size=8),
    batch_rows=st.integers(1, 4),
)
def test_every_candidate_is_accounted_for(
    tmp_path_factory: pytest.TempPathFactory, mix: list[tuple[bytes, str]], batch_rows: int
) -> None:
    folder = tmp_path_factory.mktemp("mix")
    for number, (content, suffix) in enumerate(mix):
        (folder / f"{number}{suffix}").write_bytes(content)
    options = ReadOptions(batch_rows=batch_rows)
    candidates = discover([folder], options)
    assert len(candidates) == len(mix)
    batches = list(read_documents(candidates, options))
    assert all(0 < len(batch) <= batch_rows for batch in batches)
    texts = pl.concat(batches)
    assert texts.schema == TEXTS_SCHEMA
    is_accepted = texts["decoded"].is_not_null()
    assert (is_accepted == texts["reason_code"].is_null()).all()
    assert (texts["reason"].is_null() == texts["reason_code"].is_null()).all()
    plain = texts.filter(~pl.col("source_path").str.contains(r"!/|#"))
    addresses = texts["source_path"].str.replace(r"(!/|#).*", "")
    assert set(addresses) == set(candidates["source_path"])
    assert plain["source_path"].is_unique().all()


def test_batches_are_bounded_in_bytes_and_keep_the_order(tmp_path: Path) -> None:
    for number in range(30):
        (tmp_path / f"{number:02}.txt").write_bytes(ARTICLE.encode())
    size = len(ARTICLE.encode())
    options = ReadOptions(batch_bytes=4 * size)
    batches = list(read_documents(discover([tmp_path], options), options))
    assert [len(batch) for batch in batches] == [4] * 7 + [2]
    paths = pl.concat(batches)["source_path"]
    assert paths.is_sorted()


def test_threads_and_processes_change_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(12):
        encoding = LEGACY_ENCODINGS[number % len(LEGACY_ENCODINGS)]
        (tmp_path / f"{number:02}.txt").write_bytes(encode_legacy(ARTICLE, encoding))
    one = read(tmp_path)
    monkeypatch.setattr("flows.read.documents._FILES_A_TASK", 2)
    monkeypatch.setattr("flows.read.doubtful._MIN_ROWS_FOR_PROCESSES", 1)
    two = read(tmp_path, ReadOptions(worker_processes=2, read_threads=3))
    assert one.equals(two)
    assert one["encoding"].to_list() == [LEGACY_ENCODINGS[n % 5] for n in range(12)]


def test_a_file_that_vanishes(tmp_path: Path) -> None:
    for name in ("a.txt", "b.zip"):
        (tmp_path / name).write_bytes(zip_of({"x.txt": ARTICLE.encode()}))
    candidates = discover([tmp_path], ReadOptions())
    for name in ("a.txt", "b.zip"):
        (tmp_path / name).unlink()
    texts = pl.concat(list(read_documents(candidates, ReadOptions())))
    assert texts["reason_code"].to_list() == ["vanished_file", "vanished_file"]


def test_a_file_that_becomes_something_else(tmp_path: Path) -> None:
    for name in ("a.txt", "b.zip"):
        (tmp_path / name).write_bytes(ARTICLE.encode())
    candidates = discover([tmp_path], ReadOptions())
    for name in ("a.txt", "b.zip"):
        (tmp_path / name).unlink()
        os.mkfifo(tmp_path / name)
    texts = pl.concat(list(read_documents(candidates, ReadOptions())))
    assert texts["reason_code"].to_list() == ["not_a_regular_file", "unreadable_file"]


@pytest.mark.parametrize(("times", "code"), [(2, None), (3, "changed_while_read")])
def test_a_file_that_grows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, times: int, code: str | None
) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(ARTICLE.encode())
    real_read = os.read
    appended: list[int] = []

    def read_then_append(descriptor: int, count: int) -> bytes:
        content = real_read(descriptor, count)
        if len(appended) < times:
            appended.append(1)
            with file.open("ab") as stream:
                stream.write(b"Nam\n")
        return content

    monkeypatch.setattr(os, "read", read_then_append)
    row = read(tmp_path).row(0, named=True)
    assert row["reason_code"] == code
    if code is None:
        assert row["decoded"] == ARTICLE + "Nam\n" * 2


@pytest.mark.parametrize("name", ["a.txt", "a.zip"])
def test_a_file_without_rights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    (tmp_path / name).write_bytes(ARTICLE.encode())
    candidates = discover([tmp_path], ReadOptions())

    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    row = pl.concat(list(read_documents(candidates, ReadOptions()))).row(0, named=True)
    assert row["reason_code"] == "unreadable_file"
    assert "Permission denied" in row["reason"]


def test_sha256_and_size_are_of_the_raw_bytes(tmp_path: Path) -> None:
    content = ARTICLE.encode("utf-16")
    (tmp_path / "a.txt").write_bytes(content)
    row = read(tmp_path).row(0, named=True)
    assert row["size"] == len(content)
    assert row["sha256"] == hashlib.sha256(content).hexdigest()
    assert row["repairs"] == [{"repair": "bom", "count": 1}]


def test_columns_are_mapped(tmp_path: Path) -> None:
    rows = [{"noi_dung": ARTICLE, "tieu_de": "Tin", "ngay": 20240312, "tac_gia": ["A", "B"]}]
    (tmp_path / "a.jsonl").write_text(json.dumps(rows[0]) + "\n", encoding="utf-8")
    (tmp_path / "b.parquet").write_bytes(parquet_of(pa.Table.from_pylist(rows)))
    flat = ARTICLE.replace("\n", " ")
    (tmp_path / "c.csv").write_text(
        f'tieu_de;ngay;tac_gia;noi_dung\nTin;20240312;A, B;"{flat}"\n', encoding="utf-8-sig"
    )
    (tmp_path / "d.tsv").write_text(
        f"noi_dung\ttieu_de\tngay\ttac_gia\n{flat}\tTin\t20240312\tA, B\n", encoding="utf-16"
    )
    options = ReadOptions(
        text_column="noi_dung", title_column="tieu_de", date_column="ngay", author_column="tac_gia"
    )
    texts = read(tmp_path, options)
    assert texts["reason_code"].null_count() == 4
    names = [path.rpartition("/")[2] for path in texts["source_path"]]
    assert names == ["a.jsonl#1", "b.parquet#1", "c.csv#1", "d.tsv#1"]
    assert texts["decoded"].to_list() == [ARTICLE, ARTICLE, flat, flat]
    for column, value in (("title", "Tin"), ("date", "20240312"), ("author", "A, B")):
        assert texts[f"source_{column}"].to_list() == [value] * 4


def test_a_mended_title_is_a_new_version_of_the_row(tmp_path: Path) -> None:
    digests = set()
    for title in ("Một", "Hai"):
        (tmp_path / "a.jsonl").write_text(json.dumps({"text": ARTICLE, "title": title}))
        digests.add(read(tmp_path)["sha256"].item())
    assert len(digests) == 2


def test_tables_in_old_code_pages(tmp_path: Path) -> None:
    flat = ARTICLE.replace("\n", " ")
    (tmp_path / "a.csv").write_bytes(encode_legacy(f'title,text\nTập bơi,"{flat}"\n', "vni"))
    (tmp_path / "b.jsonl").write_bytes(
        encode_legacy(json.dumps({"text": flat}, ensure_ascii=False), "windows-1258") + b"\n"
    )
    texts = read(tmp_path)
    assert texts["decoded"].to_list() == [flat, flat]
    assert texts["encoding"][0] == "vni"
    assert texts["source_title"][0] == "Tập bơi"


def test_fields_are_mended_as_the_text_is(tmp_path: Path) -> None:
    def misread(text: str) -> str:
        return text.encode().decode("latin-1")

    def pasted(text: str) -> str:
        return encode_legacy(text, "vni").decode("latin-1")

    with (tmp_path / "a.jsonl").open("w") as stream:
        for damage in (misread, pasted):
            row = {"text": damage(ARTICLE), "title": damage("Tập bơi ở xã"), "date": "2024"}
            stream.write(json.dumps(row) + "\n")
    texts = read(tmp_path)
    assert texts["decoded"].to_list() == [ARTICLE, ARTICLE]
    assert texts["source_title"].to_list() == ["Tập bơi ở xã"] * 2
    assert texts["encoding"].to_list() == ["utf-8-mojibake-latin-1", "vni-in-utf-8"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1258"])
def test_pages_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    html = page_of(ARTICLE)
    content = encode_legacy(html, "windows-1258") if encoding == "cp1258" else html.encode(encoding)
    for name in ("a.html", "saved_page.txt"):
        (tmp_path / name).write_bytes(content)
    texts = read(tmp_path)
    assert texts["reason_code"].null_count() == 2
    for decoded in texts["decoded"]:
        assert "Bà Đặng Thị Hằng, Phó Chủ tịch xã" in decoded
        assert "Trang chủ" not in decoded
    assert texts["source_title"].to_list() == ["Lớp dạy bơi"] * 2


def test_a_page_of_character_references(tmp_path: Path) -> None:
    html = page_of(ARTICLE).encode("ascii", "xmlcharrefreplace")
    (tmp_path / "a.html").write_bytes(html)
    row = read(tmp_path).row(0, named=True)
    assert "Bà Đặng Thị Hằng" in row["decoded"]
    assert row["encoding"] == "utf-8"


def test_decode_by_itself_on_any_frame_with_content() -> None:
    frame = pl.DataFrame(
        {
            "source_path": ["a", "b", "c"],
            "content": [ARTICLE.encode(), b"\xff\xfe\x00", encode_legacy(ARTICLE, "viscii")],
            "kept": [1, 2, 3],
        }
    )
    decoded = decode(frame)
    assert decoded.schema == TEXTS_SCHEMA
    assert decoded["encoding"].to_list() == ["utf-8", "utf-16-le", "viscii"]
    assert decoded["reason_code"].to_list() == [None, "damaged_encoding", None]
    assert decoded["content"].to_list() == [None, b"\xff\xfe\x00", None]
    assert decode(decoded.clear()).schema == TEXTS_SCHEMA


def test_rows_that_have_a_reason_are_left_alone() -> None:
    frame = pl.DataFrame(
        {"source_path": ["a"], "content": [ARTICLE.encode()], "reason_code": ["vanished_file"]}
    )
    decoded = decode(frame)
    assert decoded["decoded"].to_list() == [None]
    assert decoded["reason_code"].to_list() == ["vanished_file"]


def test_what_looks_clean_at_its_head_is_still_looked_at() -> None:
    misread = ARTICLE.encode().decode("latin-1")
    contents = [ARTICLE + misread, ARTICLE[:300] + "夏季前将再开设四个游泳班" * 200]
    frame = pl.DataFrame(
        {"source_path": ["a", "b"], "content": [content.encode() for content in contents]}
    )
    decoded = decode(frame)
    assert decoded["decoded"].to_list() == [ARTICLE + ARTICLE, None]
    assert decoded["reason_code"].to_list() == [None, "not_vietnamese"]
