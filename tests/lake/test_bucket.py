"""A lake whose files lie in a bucket: published, read, travelled, and not left."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import duckdb
import pytest
from pydantic import SecretStr

from tests.lake.conftest import Desk
from tests.operations.served import free_port

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from warehouse.lake.options import LakeOptions


@pytest.fixture
def bucket() -> Iterator[tuple[Any, int]]:
    """A bucket `kho` of an S3-compatible server on loopback: its client and the server's port."""
    server_module = pytest.importorskip("moto.server", reason="moto is not installed")
    pytest.importorskip("duckdb_extension_httpfs", reason="make setup-lake")
    boto3 = pytest.importorskip("boto3", reason="comes with moto")
    port = free_port()
    server = server_module.ThreadedMotoServer(ip_address="127.0.0.1", port=port, verbose=False)
    server.start()
    try:
        client = boto3.client(
            "s3",
            endpoint_url=f"http://127.0.0.1:{port}",
            aws_access_key_id="key",
            aws_secret_access_key="secret",  # noqa: S106 - moto takes any
            region_name="us-east-1",
        )
        client.create_bucket(Bucket="kho")
        yield client, port
    finally:
        server.stop()


def test_a_lake_in_a_bucket(lake: LakeOptions, bucket: tuple[Any, int], tmp_path: Path) -> None:
    client, port = bucket
    options = lake.model_copy(
        update={
            "data_path": "s3://kho/lake",
            "s3_key_id": "key",
            "s3_secret": SecretStr("secret"),
            "s3_region": "us-east-1",
            "s3_endpoint": f"127.0.0.1:{port}",
            "s3_use_ssl": False,
        }
    )
    client.put_object(Bucket="kho", Key="other.csv", Body=b"word\n")
    desk = Desk(tmp_path, options)
    desk.run("insert into mart.articles values ('a', 'một', ['x'], 'r'), ('b', 'hai', null, 'r')")
    desk.run("delete from mart.articles where article_id = 'a'")
    assert desk.ask("select article_id, title from mart.articles") == [("b", "hai")]
    assert desk.ask("select count(*) from mart.articles at (version => 1)") == [(2,)]
    with pytest.raises(duckdb.PermissionException):
        desk.ask("from read_csv('s3://kho/other.csv')")
    keys = {entry["Key"] for entry in client.list_objects_v2(Bucket="kho")["Contents"]}
    assert "other.csv" in keys
    assert any(key.startswith("lake/mart/articles/") for key in keys)
    desk.close()
