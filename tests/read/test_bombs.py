"""Inputs made to cost: they end soon and in little memory, or the suite hangs here."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from typing import TYPE_CHECKING

import polars as pl
import pyarrow as pa
import pytest

from flows.read import ReadOptions, decode_bytes, discover, read_documents
from flows.read.pages import nesting_depth, without_markup
from flows.read.syllables import read_as_vietnamese
from tests.read.hostile_folder import parquet_of, tar_of, zip_of
from tests.read.samples import ARTICLE

if TYPE_CHECKING:
    from pathlib import Path

LENGTH = 400_000
MEBIBYTE = 1024 * 1024


def read(path: Path, options: ReadOptions) -> dict[str, str | None]:
    """Reasons by the end of the address."""
    texts = pl.concat(list(read_documents(discover([path], options), options)))
    paths = (address.removeprefix(f"{path}") for address in texts["source_path"])
    return dict(zip(paths, texts["reason_code"], strict=True))


@pytest.mark.parametrize(
    "content",
    [
        b"a" * LENGTH + b" \xff",
        b"A" * LENGTH + b"\xc1",
        b"\xe1" * LENGTH,
        ("a" * LENGTH + "ấ").encode(),
        ("Ấ" * LENGTH).encode(),
        ("QUYÕT" * (LENGTH // 5)).encode("latin-1"),
        ("Ã¡" * (LENGTH // 2)).encode(),
        (("Ã¡\n" * (LENGTH // 3)) + ARTICLE).encode(),
        b"\x01" * LENGTH,
        b"\n" * LENGTH + b"\xff",
        "\u0301".encode() * LENGTH,
    ],
    ids=range(11),
)
def test_long_runs_are_judged_soon(content: bytes) -> None:
    decoding = decode_bytes(content)
    assert (decoding.text is None) == (decoding.reason_code is not None)


@pytest.mark.parametrize(
    "html", ["<" * LENGTH, "<a" * LENGTH, "<" + "a" * LENGTH, "<script" * LENGTH, "&" * LENGTH,
             "<a " + "/" * LENGTH, "<style></script" * LENGTH, "<a" + " b" * LENGTH]
)  # fmt: skip
def test_markup_is_measured_soon(html: str) -> None:
    assert nesting_depth(html) <= LENGTH
    assert len(without_markup(html)) <= len(html) * 2


def test_words_of_a_page() -> None:
    html = "<p class='x'>Hà Nội&nbsp;mưa</p><SCRIPT>var bé = 1;</SCRIPT><style>p{}</style>nhỏ"
    assert without_markup(html).split() == ["Hà", "Nội", "mưa", "nhỏ"]
    assert read_as_vietnamese(without_markup(html)).words == 4
    assert nesting_depth("<div><p>a<p>b<br><b>c</b><img/></div><div></div>") == 2


def test_entries_that_share_their_bytes(tmp_path: Path) -> None:
    # many directory entries that point to one packed file: only the sum of what they give tells
    content = zip_of({f"{number:04}.txt": bytes(MEBIBYTE) for number in range(1)})
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        info = archive.infolist()[0]
    start = content.index(b"PK\x01\x02")
    entry = content[start : content.index(b"PK\x05\x06")]
    count = 300
    entries = b"".join(entry.replace(b"0000.txt", b"%04d.txt" % n) for n in range(count))
    end = b"PK\x05\x06" + bytes(4) + count.to_bytes(2, "little") * 2
    end += len(entries).to_bytes(4, "little") + start.to_bytes(4, "little") + bytes(2)
    (tmp_path / "a.zip").write_bytes(content[:start] + entries + end)
    assert info.file_size == MEBIBYTE
    reasons = read(tmp_path, ReadOptions())
    # the name in the local header differs, or the sum is too large: read to the end it is not
    assert len(reasons) <= count + 1
    assert None not in reasons.values()


def test_a_header_of_a_tar_that_fills_the_memory(tmp_path: Path) -> None:
    info = tarfile.TarInfo("././@PaxHeader")
    info.type, info.size = tarfile.XHDTYPE, 64 * MEBIBYTE
    header = info.tobuf(tarfile.USTAR_FORMAT)
    packed = gzip.compress(tar_of({"a.txt": ARTICLE.encode()})[:1536] + header + bytes(info.size))
    (tmp_path / "a.tar.gz").write_bytes(packed)
    assert read(tmp_path, ReadOptions(max_archive_ratio=10**6)) == {
        "/a.tar.gz!/a.txt": None,
        "/a.tar.gz": "damaged_archive",
    }


def test_a_parquet_file_of_one_text_a_million_times(tmp_path: Path) -> None:
    table = pa.table({"text": ["x" * 1000] * 50_000})
    (tmp_path / "a.parquet").write_bytes(parquet_of(table))
    reasons = read(tmp_path, ReadOptions(max_archive_ratio=50))
    assert reasons["/a.parquet"] == "archive_ratio_too_high"
    assert len(reasons) < 20_000


def test_too_many_rows(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "tin vui"}\n' * 30)
    reasons = read(tmp_path, ReadOptions(max_archive_entries=10))
    assert list(reasons.values()) == [None] * 10 + ["too_many_entries"]


def test_all_members_together_are_bounded(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(
        zip_of({f"{n}.txt": ARTICLE.encode() for n in range(20)}, zipfile.ZIP_STORED)
    )
    size = len(ARTICLE.encode())
    reasons = read(tmp_path, ReadOptions(max_archive_bytes=5 * size + 10))
    assert list(reasons.values()) == [None] * 5 + ["archive_too_large"]


def test_a_container_larger_than_the_limit(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zip_of({"a.txt": ARTICLE.encode()}))
    assert read(tmp_path, ReadOptions(max_container_bytes=10)) == {"/a.zip": "file_too_large"}
