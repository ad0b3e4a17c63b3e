"""Remote files, read from an S3-compatible server and a web server on loopback."""

from __future__ import annotations

import functools
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import polars as pl
import pytest

from flows.read import ReadOptions, UnreadableInputError, discover, read_documents
from flows.read.remote import shown
from tests.read.hostile_folder import zip_of
from tests.read.samples import ARTICLE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytest.importorskip("s3fs")
moto_server = pytest.importorskip("moto.server")

FILES = {
    "press/2024/a.txt": ARTICLE.encode(),
    "press/2024/b.zip": zip_of({"in/c.txt": ARTICLE.encode("utf-16")}),
    "press/empty.txt": b"",
    "press/large.txt": ARTICLE.encode() * 9,
}


@pytest.fixture(scope="module")
def bucket() -> Iterator[str]:
    """Address of a bucket with the files, on a server of its own."""
    import boto3  # type: ignore[import-untyped]  # noqa: PLC0415 - skipped where the extra is absent

    server = moto_server.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    patch = pytest.MonkeyPatch()
    for name, value in {
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
        "AWS_ACCESS_KEY_ID": "testing",
        "AWS_SECRET_ACCESS_KEY": "testing",
        "AWS_DEFAULT_REGION": "us-east-1",
    }.items():
        patch.setenv(name, value)
    client = boto3.client("s3")
    client.create_bucket(Bucket="archive")
    for key, content in FILES.items():
        client.put_object(Bucket="archive", Key=key, Body=content)
    yield "s3://archive"
    patch.undo()
    server.stop()


OPTIONS = ReadOptions(max_file_bytes=4_000)


def read(address: str) -> dict[str, tuple[str | None, str | None]]:
    """Text and reason of every document under an address."""
    texts = pl.concat(list(read_documents(discover([address], OPTIONS), OPTIONS)))
    rows = texts.select("source_path", "decoded", "reason_code").iter_rows()
    return {path: (decoded, code) for path, decoded, code in rows}


def test_a_folder_of_a_bucket(bucket: str) -> None:
    assert read(f"{bucket}/press") == {
        "s3://archive/press/2024/a.txt": (ARTICLE, None),
        "s3://archive/press/2024/b.zip!/in/c.txt": (ARTICLE, None),
        "s3://archive/press/empty.txt": (None, "empty_file"),
        "s3://archive/press/large.txt": (None, "file_too_large"),
    }


def test_candidates_tell_size_and_time(bucket: str) -> None:
    row = discover([f"{bucket}/press/2024/a.txt"], OPTIONS).row(0, named=True)
    assert row["size"] == len(ARTICLE.encode())
    assert row["mtime"] is not None
    assert row["kind"] == "text"


def test_a_pattern(bucket: str) -> None:
    assert list(read(f"{bucket}/press/2024/*.txt")) == ["s3://archive/press/2024/a.txt"]


def test_what_is_not_there(bucket: str) -> None:
    with pytest.raises(UnreadableInputError, match="cannot be fetched"):
        discover([f"{bucket}/nowhere.txt"], OPTIONS)
    with pytest.raises(UnreadableInputError, match="no address that Khotin can read"):
        discover(["gopher2://host/a.txt"], OPTIONS)


def test_a_file_that_vanishes(bucket: str) -> None:
    import boto3  # noqa: PLC0415

    client = boto3.client("s3")
    client.put_object(Bucket="archive", Key="gone/a.txt", Body=ARTICLE.encode())
    candidates = discover([f"{bucket}/gone"], OPTIONS)
    client.delete_object(Bucket="archive", Key="gone/a.txt")
    texts = pl.concat(list(read_documents(candidates, OPTIONS)))
    assert texts["reason_code"].to_list() == ["vanished_file"]


class _QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


def test_a_web_address(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(ARTICLE.encode())
    (tmp_path / "b.zip").write_bytes(FILES["press/2024/b.zip"])
    handler = functools.partial(_QuietHandler, directory=str(tmp_path))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        assert read(f"{base}/a.txt") == {f"{base}/a.txt": (ARTICLE, None)}
        assert read(f"{base}/b.zip") == {f"{base}/b.zip!/in/c.txt": (ARTICLE, None)}
        with pytest.raises(UnreadableInputError, match="cannot be fetched"):
            discover([f"{base}/none.txt"], OPTIONS)
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("https://me:pass@host/a.txt", "https://host/a.txt"),
        ("https://host/a?id=7&X-Amz-Signature=ab12", "https://host/a?id=7&X-Amz-Signature=***"),
        ("s3://bucket/a b.txt", "s3://bucket/a b.txt"),
    ],
)
def test_secrets_are_not_shown(address: str, safe: str) -> None:
    assert shown(address) == safe
