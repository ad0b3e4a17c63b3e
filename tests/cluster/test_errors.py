"""What keeps Dask from doing a batch is said in a sentence, and costs no file its place."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from pydantic import ValidationError

from flows import steps
from flows.cluster import dispatch as cluster
from flows.cluster import load as cluster_load
from flows.cluster import parts as cluster_parts
from flows.cluster import worker as cluster_worker
from flows.cluster.worker import DOCUMENTS, MADE, ClusterError, Job
from flows.read import discover
from flows.settings import Settings
from flows.steps import Context
from warehouse.runs import FileCounts


@pytest.fixture
def context(press: Path, tmp_path: Path) -> Context:
    settings = Settings(home=tmp_path / "home", dask_scheduler="local:1")
    made = Context("20260101T000000Z-000001", (str(press),), settings)
    steps.open_warehouse(made)
    return made


@pytest.fixture
def job(context: Context, tmp_path: Path) -> Job:
    """A batch of four articles."""
    candidates = discover(context.sources, context.settings.read).filter(
        pl.col("source_path").str.contains(r"/00000[0-3]\.txt$")
    )
    shared = tmp_path / "shared"
    shared.mkdir()
    options = context.settings.read
    return Job("000000", candidates, str(shared), None, options, cluster_worker.VERSION)


@pytest.mark.parametrize("scheduler", ["local:0", "local:", "local:x", "host:8786x y", "2"])
def test_what_names_no_scheduler_is_refused(scheduler: str) -> None:
    with pytest.raises(ValidationError, match="dask_scheduler"):
        Settings(dask_scheduler=scheduler)


def test_missing_extra(context: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ClusterError, match="make setup-dask"), cluster.open_cluster(context):
        pass


def test_scheduler_that_does_not_answer(context: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_CONNECT_SECONDS", 1)
    absent = context.settings.model_copy(update={"dask_scheduler": "tcp://127.0.0.1:9"})
    with (
        pytest.raises(ClusterError, match=r"tcp://127.0.0.1:9 does not answer"),
        cluster.open_cluster(replace(context, settings=absent)),
    ):
        pass


def test_worker_with_other_rules(context: Context, workers: Any, job: Job) -> None:
    settings = context.settings.model_copy(update={"dask_scheduler": workers.scheduler_address})
    with cluster.open_cluster(replace(context, settings=settings)) as opened:
        with pytest.raises(ClusterError, match="another Khotin than this run"):
            opened.extract(replace(job, version="older"))
        # The worker goes on, and what it makes is loaded.
        places = opened.extract(replace(job, name="000001"))
        counts = cluster_load.load(context, places, job.candidates)
    assert counts == FileCounts(read=4, accepted=4)


def test_documents_that_were_touched_are_known_by_their_bytes(
    context: Context, workers: Any, job: Job
) -> None:
    settings = context.settings.model_copy(update={"dask_scheduler": workers.scheduler_address})
    paths = job.candidates["source_path"]
    with cluster.open_cluster(replace(context, settings=settings)) as opened:
        (new,) = opened.jobs(job.candidates)
        assert new.known is None
        cluster_load.load(context, opened.extract(new), job.candidates)
        changed = Path(paths[0]).read_text(encoding="utf-8")
        Path(paths[0]).write_text(f"{changed}\n\nThêm một đoạn.\n", encoding="utf-8")
        (again,) = opened.jobs(job.candidates)
        assert again.known is not None
        places = opened.extract(replace(again, name="again"))
        assert cluster_parts.read_frame(places[0], "articles").height == 1
        counts = cluster_load.load(context, places, job.candidates)
    Path(paths[0]).write_text(changed, encoding="utf-8")
    assert counts == FileCounts(read=4, accepted=1, unchanged=3)


def test_worker_that_does_not_share_the_folder(job: Job) -> None:
    with pytest.raises(ClusterError, match="KHOTIN_DASK_WORK_FOLDER"):
        cluster_worker.extract(replace(job, folder=f"{job.folder}/elsewhere"))


def test_file_that_only_the_worker_cannot_see_is_no_rejected_file(
    context: Context, job: Job
) -> None:
    elsewhere = job.candidates.with_columns(
        raw_path=pl.lit(b"/nowhere/") + pl.col("raw_path"),
    )
    places = cluster_worker.extract(replace(job, candidates=elsewhere))
    read = cluster_parts.read_frame(places[0], DOCUMENTS)
    assert read["reason_code"].to_list() == ["vanished_file"] * 4
    with pytest.raises(ClusterError, match="same path on all machines"):
        cluster_load.load(context, places, job.candidates)
    # The same of files that are gone for all is what the quarantine is for.
    assert cluster_load.load(context, places, elsewhere) == FileCounts(read=4, rejected=4)


@pytest.mark.parametrize("is_remote", [False, True])
def test_frames_come_back_as_they_were(job: Job, is_remote: bool) -> None:
    from flows.read import read_documents  # noqa: PLC0415
    from flows.transform import transform  # noqa: PLC0415

    folder = "memory://shared" if is_remote else job.folder
    texts = next(read_documents(job.candidates, job.options))
    raw, made = transform(texts)
    place = cluster_parts.write_part(folder, "x", {**raw, MADE: made})
    for name, frame in {**raw, MADE: made}.items():
        assert cluster_parts.read_frame(place, name).equals(frame)
        assert cluster_parts.read_frame(place, name).schema == frame.schema
    cluster_parts.remove(place)
    with pytest.raises(FileNotFoundError):
        cluster_parts.read_frame(place, MADE)


def test_batches_are_bounded_and_lose_nothing(job: Job) -> None:
    sizes = [10] * 900 + [20_000_000] + [10] * 900 + [5_000_000] * 9
    candidates = pl.DataFrame({"source_path": map(str, range(len(sizes))), "size": sizes})
    batches = list(cluster.split(candidates, job.options, 2))
    assert pl.concat(batches).equals(candidates)
    assert max(batch.height for batch in batches) <= 500
    small = [batch["size"].sum() for batch in batches if 20_000_000 not in batch["size"]]
    assert max(small) <= job.options.batch_bytes + 5_000_000
    whole = list(cluster.split(candidates, job.options, 1))
    assert len(whole) < len(batches)
