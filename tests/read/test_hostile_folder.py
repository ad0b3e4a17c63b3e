"""Everything that can go wrong in one folder: nothing is lost and every reason is the right one."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

import polars as pl
import pytest

from flows.read import ReadOptions, discover, read_documents
from tests.read.hostile_folder import OPTIONS, build
from tests.read.samples import ARTICLE

if TYPE_CHECKING:
    from pathlib import Path

Found = tuple[dict[str, str | None], dict[str, dict[str, object]]]
PARTLY_READ = ("bomb.tar.xz!",)
"""What lies in a container that is stopped on its way may or may not have been read."""


@pytest.fixture(scope="module")
def folder_and_rows(
    tmp_path_factory: pytest.TempPathFactory,
) -> Found:
    folder = tmp_path_factory.mktemp("hostile") / "press"
    folder.mkdir()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # zipfile warns of the duplicate that is wanted here
        expected = build(folder)
    candidates = discover([folder], OPTIONS)
    texts = pl.concat(list(read_documents(candidates, OPTIONS)))
    assert texts["source_path"].is_duplicated().sum() == 0
    start = len(str(folder)) + 1
    rows = {str(row["source_path"])[start:]: row for row in texts.iter_rows(named=True)}
    return expected, rows


def test_every_file_has_its_reason(folder_and_rows: Found) -> None:
    expected, rows = folder_and_rows
    found = {
        address: row["reason_code"]
        for address, row in rows.items()
        if not address.startswith(PARTLY_READ)
    }
    assert found == expected


def test_there_are_at_least_forty_kinds(folder_and_rows: Found) -> None:
    expected, rows = folder_and_rows
    rejected = {address for address, reason in expected.items() if reason is not None}
    assert len(rejected) >= 40
    assert len({row["reason_code"] for row in rows.values()} - {None}) >= 26


def test_rejected_rows_say_what_and_keep_what_was_read(folder_and_rows: Found) -> None:
    _, rows = folder_and_rows
    for address, row in rows.items():
        if row["reason_code"] is None:
            assert row["content"] is None
            assert row["reason"] is None
            continue
        assert row["decoded"] is None
        reason = str(row["reason"])
        assert address.split("!")[0].split("#")[0].replace("\n", "\ufffd") in reason
        assert reason.endswith(".")
        assert "\n" not in reason
    kept = ("nul.txt", "english.txt", "cut_utf8.txt", "mixed.zip!/photo.jpg", "rows.jsonl#4")
    assert all(rows[address]["content"] for address in kept)


def test_the_good_ones_are_read_right(folder_and_rows: Found) -> None:
    _, rows = folder_and_rows
    for address in (
        "good.txt", "deep/er/good.txt", "tcvn3.txt", "good.zip!/a/b.txt", "good.txt.xz",
        "plain.tar.zst!/c/d.txt", "rows.jsonl#1", "rows.parquet#1", "nested.zip!/in.zip!/a/b.txt",
    ):  # fmt: skip
        decoded = str(rows[address]["decoded"])
        assert decoded.casefold() == ARTICLE.casefold(), address
    assert rows["rows.jsonl#1"]["source_title"] == "T"
    assert rows["good.html"]["source_title"] == "Lớp dạy bơi"
    assert rows["good.html"]["source_author"] == "Thùy Dương"
    assert rows["good.html"]["source_date"] == "2024-03-12"


def test_a_folder_of_nothing_but_one_bad_file_still_gives_a_row(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    texts = pl.concat(list(read_documents(discover([tmp_path], ReadOptions()), ReadOptions())))
    assert texts["reason_code"].to_list() == ["empty_file"]
