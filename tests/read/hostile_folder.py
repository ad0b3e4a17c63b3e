"""A folder of everything that can go wrong, and what should be said of it.

Comes in: an empty folder. Goes out: the folder filled, and for every address that reading must
account for the reason it must give (null: accepted).
"""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import os
import socket
import stat
import tarfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq
import zstandard

from flows.read import ReadOptions
from flows.read.code_pages import encode_legacy
from tests.read.samples import (
    ARTICLE,
    CHINESE,
    ENGLISH,
    FRENCH,
    GERMAN,
    PORTUGUESE,
    RUSSIAN,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

OPTIONS = ReadOptions(
    max_file_bytes=200_000,
    max_line_characters=20_000,
    max_archive_entries=50,
    max_archive_bytes=20_000_000,
    max_archive_ratio=100,
    max_archive_depth=2,
)
UTF8 = ARTICLE.encode()
Expected = dict[str, str | None]


def build(folder: Path) -> Expected:
    """Fill the folder; the reasons by address below it (`a.zip!/b.txt`, `x.jsonl#2`)."""
    outside = folder.parent / "outside.txt"
    outside.write_bytes(UTF8)
    expected: Expected = {}
    for part in (_texts, _special_files, _zips, _packed, _tars, _tables, _pages):
        expected |= part(folder)
    return expected


def _write(folder: Path, files: dict[str, tuple[bytes, str | None]]) -> Expected:
    for name, (content, _) in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return {name: reason for name, (_, reason) in files.items()}


def _texts(folder: Path) -> Expected:
    lossy = UTF8.decode("cp1252", "replace").replace("\ufffd", "?").encode()
    return _write(
        folder,
        {
            "good.txt": (UTF8, None),
            "deep/er/good.txt": (b"\xef\xbb\xbf" + UTF8, None),
            "tcvn3.txt": (encode_legacy(ARTICLE, "tcvn3"), None),
            "no_suffix": (UTF8, None),
            "name\nwith newline.txt": (UTF8, None),
            "bad\nname.txt": (b"", "empty_file"),
            "empty.txt": (b"", "empty_file"),
            "blank.txt": (b" \r\n\t\n", "empty_file"),
            "nul.txt": (UTF8[:80] + b"\x00" + UTF8[80:], "binary_file"),
            "control.txt": (b"\x01\x07\x0e\x01ab\xff\x80\x81\x01" * 90, "binary_file"),
            "noise.bin": (bytes(range(256)) * 8, "binary_file"),
            "picture.png": (b"\x89PNG\r\n\x1a\n" + bytes(50), "binary_file"),
            "paper.pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + UTF8, "binary_file"),
            "word.docx": (b"PK\x03\x04" + bytes(40), "binary_file"),
            "word.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(40), "binary_file"),
            "rich.rtf": (b"{\\rtf1\\ansi Vi\\'d6t Nam}", "binary_file"),
            "english.txt": (ENGLISH.encode(), "not_vietnamese"),
            "french.txt": (FRENCH.encode(), "not_vietnamese"),
            "german.txt": (GERMAN.encode(), "not_vietnamese"),
            "portuguese.txt": (PORTUGUESE.encode(), "not_vietnamese"),
            "chinese.txt": (CHINESE.encode(), "not_vietnamese"),
            "french_latin1.txt": (FRENCH.encode("latin-1"), "unknown_encoding"),
            "russian_1251.txt": (RUSSIAN.encode("cp1251"), "unknown_encoding"),
            "chinese_gbk.txt": (CHINESE.encode("gbk"), "unknown_encoding"),
            "digits.txt": (b"12 345; 67,8\n", "no_letters"),
            "cut_utf8.txt": (UTF8[: UTF8.index("Ủ".encode()) + 1], "damaged_encoding"),
            "stray_byte.txt": (UTF8.replace(b"120", b"\x93120\x94"), "damaged_encoding"),
            "lost.txt": (UTF8.replace("ờ".encode(), b"\xef\xbf\xbd"), "damaged_encoding"),
            "lossy_mojibake.txt": (lossy, "damaged_encoding"),
            "odd_utf16.txt": (ARTICLE.encode("utf-16-le")[:-1], "damaged_encoding"),
            "broken_utf16.txt": (b"\xff\xfe" + b"\x00\xd8" * 8, "damaged_encoding"),
            "too_short.txt": (encode_legacy("Hà Nội\n", "tcvn3"), "ambiguous_encoding"),
            "long_line.txt": (UTF8.replace(b"\n", b" ") * 60, "line_too_long"),
            "large.txt": (UTF8 * 400, "file_too_large"),
        },
    )


def _special_files(folder: Path) -> Expected:
    os.mkfifo(folder / "pipe.txt")
    listener = socket.socket(socket.AF_UNIX)
    here = Path.cwd()
    os.chdir(folder)  # a socket's name may have only 108 bytes
    listener.bind("socket.txt")
    os.chdir(here)
    listener.close()
    (folder / "outside_link.txt").symlink_to(folder.parent / "outside.txt")
    (folder / "device_link.txt").symlink_to("/dev/zero")
    (folder / "dangling.txt").symlink_to(folder / "nowhere.txt")
    (folder / "loop_a.txt").symlink_to(folder / "loop_b.txt")
    (folder / "loop_b.txt").symlink_to(folder / "loop_a.txt")
    (folder / "deep" / "up").symlink_to(folder, target_is_directory=True)
    (folder / "inside_link.txt").symlink_to(folder / "good.txt")
    raw = os.fsencode(folder) + b"/l\xe1 th\xb0.txt"
    Path(os.fsdecode(raw)).write_bytes(UTF8)
    expected: Expected = {
        "pipe.txt": "not_a_regular_file",
        "socket.txt": "not_a_regular_file",
        "outside_link.txt": "link_outside_folder",
        "device_link.txt": "link_outside_folder",
        "dangling.txt": "link_not_followed",
        "loop_a.txt": "link_not_followed",
        "loop_b.txt": "link_not_followed",
        "deep/up": "link_not_followed",
        "inside_link.txt": None,
        "l\\xe1 th\\xb0.txt": None,
    }
    if os.geteuid() == 0:
        os.mknod(folder / "device.txt", stat.S_IFCHR | 0o600, os.makedev(1, 5))
        expected["device.txt"] = "not_a_regular_file"
    return expected


def _zips(folder: Path) -> Expected:
    good = zip_of({"a/b.txt": UTF8})
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    crc_broken = bytearray(zip_of({"bad.txt": UTF8, "ok.txt": UTF8}, zipfile.ZIP_STORED))
    crc_broken[crc_broken.index(b"mi\xe1\xbb\x85n") + 2] ^= 1
    files: dict[str, bytes] = {
        "good.zip": good,
        "slip.zip": zip_of({"../../etc/evil.txt": UTF8, "/abs.txt": UTF8, "C:\\x.txt": UTF8}),
        "twice.zip": zip_of([("a.txt", UTF8), ("a.txt", UTF8)]),
        "locked.zip": encrypted(zip_of({"a.txt": UTF8})),
        "cut.zip": good[: len(good) // 2],
        "crc.zip": bytes(crc_broken),
        "bomb.zip": zip_of({"zeros.txt": bytes(8_000_000)}),
        "nested.zip": zip_of({"in.zip": good, "in2.zip": zip_of({"x.zip": good})}),
        "none.zip": zip_of({}),
        "many.zip": zip_of({f"{number}.txt": UTF8 for number in range(60)}),
        "link.zip": zip_of([(link, b"/etc/passwd")]),
        "text.zip": UTF8,
        "mixed.zip": zip_of({"good.txt": UTF8, "photo.jpg": b"\xff\xd8\xff\xe0", "e.txt": b""}),
        "large.zip": zip_of({"large.txt": os.urandom(150_000).hex().encode(), "ok.txt": UTF8}),
    }
    _write(folder, {name: (content, None) for name, content in files.items()})
    return {
        "good.zip!/a/b.txt": None,
        "slip.zip!/../../etc/evil.txt": "unsafe_member_path",
        "slip.zip!//abs.txt": "unsafe_member_path",
        "slip.zip!/C:\\x.txt": "unsafe_member_path",
        "twice.zip!/a.txt": None,
        "twice.zip!/a.txt (2)": "duplicate_member",
        "locked.zip!/a.txt": "encrypted_archive",
        "cut.zip": "damaged_archive",
        "crc.zip!/bad.txt": "damaged_archive",
        "crc.zip!/ok.txt": None,
        "bomb.zip!/zeros.txt": "file_too_large",
        "nested.zip!/in.zip!/a/b.txt": None,
        "nested.zip!/in2.zip!/x.zip": "archive_too_deep",
        "none.zip": "empty_archive",
        **{f"many.zip!/{number}.txt": None for number in range(50)},
        "many.zip": "too_many_entries",
        "link.zip!/link.txt": "link_not_followed",
        "text.zip": "damaged_archive",
        "mixed.zip!/good.txt": None,
        "mixed.zip!/photo.jpg": "binary_file",
        "mixed.zip!/e.txt": "empty_file",
        "large.zip!/large.txt": "file_too_large",
        "large.zip!/ok.txt": None,
    }


def _packed(folder: Path) -> Expected:
    zst = zstandard.ZstdCompressor().compress(UTF8 * 9)
    # made of members that each stay below the limit of a file, so that only their sum tells
    bomb = tar_of({f"{number}.txt": bytes(190_000) for number in range(40)})
    return _write(
        folder,
        {
            "good.txt.gz": (gzip.compress(UTF8), None),
            "good.txt.bz2": (bz2.compress(UTF8), None),
            "good.txt.xz": (lzma.compress(UTF8), None),
            "good.txt.zst": (zst, None),
            "cut.txt.gz": (gzip.compress(UTF8)[:-20], "damaged_archive"),
            "cut.txt.zst": (zst[:-8], "damaged_archive"),
            "cut.txt.xz": (lzma.compress(UTF8)[:-20], "damaged_archive"),
            "broken.txt.bz2": (bz2.compress(UTF8)[:60] + b"xxxx", "damaged_archive"),
            "text.gz": (UTF8, "damaged_archive"),
            "large.txt.gz": (gzip.compress(bytes(3_000_000)), "file_too_large"),
            "onion.txt.gz.gz.gz": (
                gzip.compress(gzip.compress(gzip.compress(UTF8))),
                "archive_too_deep",
            ),
        },
    ) | _partly(folder, "bomb.tar.xz", lzma.compress(bomb), "archive_ratio_too_high")


def _partly(folder: Path, name: str, content: bytes, reason: str) -> Expected:
    """A container that is stopped somewhere on its way; only its own row is foreseen."""
    (folder / name).write_bytes(content)
    return {name: reason}


def _tars(folder: Path) -> Expected:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for name, kind in (("link", tarfile.SYMTYPE), ("fifo", tarfile.FIFOTYPE)):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
    plain = tar_of({"a.txt": UTF8, "../b.txt": UTF8, "c/d.txt": UTF8})
    packed = gzip.compress(tar_of({"a.txt": UTF8, "b.txt": os.urandom(60_000)}))
    files = {
        "plain.tar": plain,
        "plain.tar.zst": zstandard.ZstdCompressor().compress(plain),
        "plain.tgz": gzip.compress(plain),
        "special.tar": buffer.getvalue(),
        "cut.tar.gz": packed[:30_000],
        "none.tar": tar_of({}),
        "text.tar": UTF8,
    }
    _write(folder, {name: (content, None) for name, content in files.items()})
    members: Expected = {"!/a.txt": None, "!/../b.txt": "unsafe_member_path", "!/c/d.txt": None}
    return {
        **{
            archive + member: reason
            for archive in ("plain.tar", "plain.tar.zst", "plain.tgz")
            for member, reason in members.items()
        },
        "special.tar!/link": "link_not_followed",
        "special.tar!/fifo": "not_a_regular_file",
        "cut.tar.gz!/a.txt": None,
        "cut.tar.gz!/b.txt": "damaged_archive",
        "cut.tar.gz": "damaged_archive",
        "none.tar": "empty_archive",
        "text.tar": "damaged_archive",
    }


def _tables(folder: Path) -> Expected:
    rows: list[object] = [{"text": ARTICLE, "title": "T"}, ["no", "object"], {"body": ARTICLE}]
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    lines += [
        '{"text": ',
        '{"text": null}',
        "[" * 50_000,
        json.dumps({"text": ARTICLE + "\ud800"}),
        "",
    ]
    lines += [json.dumps({"text": ENGLISH}), json.dumps({"text": "x" * 300_000})]
    table = pa.table({"text": [ARTICLE, None], "title": ["A", "B"]})
    parquet = parquet_of(table)
    quoted = ARTICLE.replace("\n", " ")
    files = {
        "rows.jsonl": "\n".join(lines).encode(),
        "rows.parquet": parquet,
        "broken.parquet": parquet[:40] + b"\xff" * 40 + parquet[80:],
        "cut.parquet": parquet[:-30],
        "other.parquet": parquet_of(pa.table({"body": [ARTICLE]})),
        "norows.parquet": parquet_of(table.slice(0, 0)),
        "rows.csv": f'title,text\nA,"{quoted}"\nB\n'.encode(),
        "other.csv": f'title,body\nA,"{quoted}"\n'.encode(),
        "open.csv": f'title,text\nA,"{quoted}"\nB,"never closed\n'.encode(),
        "empty.csv": b"",
        "header.csv": b"title,text\n",
    }
    _write(folder, {name: (content, None) for name, content in files.items()})
    return {
        "rows.jsonl#1": None,
        "rows.jsonl#2": "damaged_row",
        "rows.jsonl#3": "missing_text_column",
        "rows.jsonl#4": "damaged_row",
        "rows.jsonl#5": "missing_text",
        "rows.jsonl#6": "damaged_row",
        "rows.jsonl#7": "damaged_encoding",
        "rows.jsonl#9": "not_vietnamese",
        "rows.jsonl#10": "file_too_large",
        "rows.parquet#1": None,
        "rows.parquet#2": "missing_text",
        "broken.parquet": "damaged_table",
        "cut.parquet": "damaged_table",
        "other.parquet": "missing_text_column",
        "norows.parquet": "empty_table",
        "rows.csv#1": None,
        "rows.csv#2": "damaged_row",
        "other.csv": "missing_text_column",
        "open.csv#1": None,
        "open.csv": "damaged_table",
        "empty.csv": "empty_table",
        "header.csv": "empty_table",
    }


def _pages(folder: Path) -> Expected:
    deep = "<div>" * 5_000 + f"<p>{ARTICLE}</p>" + "</div>" * 5_000
    return _write(
        folder,
        {
            "good.html": (page_of(ARTICLE).encode(), None),
            "deep.html": (f"<html><body>{deep}</body></html>".encode(), "page_too_deep"),
            "bare.html": (b"<html><body><script>x()</script></body></html>", "no_main_text"),
            "english.html": (page_of(ENGLISH * 4).encode(), "not_vietnamese"),
        },
    )


def page_of(text: str) -> str:
    """A small HTML page with the text as its article."""
    paragraphs = "".join(f"<p>{line}</p>" for line in text.splitlines())
    return (
        "<!DOCTYPE html><html><head><title>Lớp dạy bơi</title>"
        '<meta name="author" content="Thùy Dương">'
        '<meta property="article:published_time" content="2024-03-12T08:00:00+07:00"></head>'
        f"<body><nav><a href='/'>Trang chủ</a></nav><article>{paragraphs}</article></body></html>"
    )


def zip_of(
    members: dict[str, bytes] | Sequence[tuple[str | zipfile.ZipInfo, bytes]],
    method: int = zipfile.ZIP_DEFLATED,
) -> bytes:
    """A zip archive of the members, in their order."""
    buffer = io.BytesIO()
    pairs = members.items() if isinstance(members, dict) else members
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in pairs:
            archive.writestr(name, content)
    return buffer.getvalue()


def encrypted(archive: bytes) -> bytes:
    """The archive with the flag of encryption set in all headers."""
    changed = bytearray(archive)
    for magic, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = changed.find(magic)
        while start >= 0:
            changed[start + offset] |= 1
            start = changed.find(magic, start + 4)
    return bytes(changed)


def tar_of(members: dict[str, bytes]) -> bytes:
    """A tar archive of the members."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return buffer.getvalue()


def parquet_of(table: pa.Table) -> bytes:
    """A parquet file of the table."""
    buffer = io.BytesIO()
    pq.write_table(table, buffer)
    return buffer.getvalue()
