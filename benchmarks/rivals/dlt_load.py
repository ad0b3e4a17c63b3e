"""The same files with dlt: its filesystem source, a merge on article_id, then Khotin's dbt models.

    python -m benchmarks.rivals.dlt_load FOLDER HOME arrow|rows

What comes in: a folder of .txt files. What goes out: `build.duckdb` in HOME: dlt's
`press.documents`, and every model of `dbt/` built on it. The documents are handed to dlt as Arrow
tables (the fastest way it documents) or as dictionaries (the usual one); its incremental cursor on
the modification date spares unchanged files, and where nothing was loaded nothing is built.
Between dlt and dbt one statement each puts the documents where the models look for them. Titles,
dates, people, figures and reprints stay empty, because they are what Khotin extracts; the models
of these build, on no rows.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import dlt
import duckdb
import pyarrow as pa
from dlt.sources.filesystem import filesystem

from warehouse.migrate import migrate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Outcome = TypeVar("Outcome")
DBT_PROJECT = Path(__file__).resolve().parents[2] / "dbt"
PARSED = "partial_parse.msgpack"
FILES_A_PAGE = 2000

RAW_ARTICLES = """
    insert into raw.articles by name
    select distinct on (article_id)
        article_id, text, false as is_date_contradictory, []::varchar[] as photographers,
        len(string_split_regex(trim(text), '\\s+'))::integer as word_count,
        path as source_path, 'utf-8' as source_encoding, 'dlt' as rules_version, 'dlt' as run_id,
        now() as loaded_at
    from press.documents
    where article_id not in (select article_id from raw.articles)
"""
SOURCE_FILES = """
    insert or ignore into quality.source_files by name
    select
        path, path as container_path, size, mtime, sha256, 'utf-8' as encoding,
        1.0 as encoding_confidence, article_id, 'accepted' as status, now() as first_seen_at,
        'dlt' as run_id
    from press.documents
"""
TOUCHED = """
    insert or ignore into raw.touched_articles
    select article_id from press.documents
    where article_id not in (select article_id from raw.articles)
"""


def document(item: Any) -> dict[str, Any]:
    """One row of a file: strictly UTF-8, keyed by its text as Khotin keys it."""
    content = item.read_bytes()
    text = content.decode("utf-8")
    return {
        "article_id": hashlib.sha256(text.encode()).hexdigest()[:16],
        "path": item["file_url"],
        "size": item["size_in_bytes"],
        "mtime": item["modification_date"],
        "sha256": hashlib.sha256(content).hexdigest(),
        "text": text,
    }


@dlt.transformer(  # type: ignore[untyped-decorator]
    name="documents", write_disposition="merge", primary_key="article_id"
)
def documents(items: list[Any], form: str) -> Iterator[Any]:
    """A page of files as rows."""
    rows = [document(item) for item in items]
    yield pa.Table.from_pylist(rows) if form == "arrow" else rows


def load(folder: Path, home: Path, form: str) -> bool:
    """Run dlt; say whether it loaded anything: it looks for files newer than the newest."""
    pipeline = dlt.pipeline(
        "press",
        pipelines_dir=str(home / "dlt"),
        destination=dlt.destinations.duckdb(str(home / "build.duckdb")),
        dataset_name="press",
    )
    files = filesystem(
        bucket_url=folder.resolve().as_uri(),
        file_glob="*.txt",
        files_per_page=FILES_A_PAGE,
        incremental=dlt.sources.incremental("modification_date"),
    )
    return bool(pipeline.run(files | documents(form), loader_file_format="parquet").loads_ids)


def stage(home: Path) -> None:
    """Put the documents where the models look for them."""
    with duckdb.connect(str(home / "build.duckdb")) as connection:
        migrate(connection)
        for statement in (TOUCHED, RAW_ARTICLES, SOURCE_FILES):
            connection.execute(statement)


def build(home: Path) -> int:
    """Build every model, as Khotin does; its tests are left out on both sides."""
    invoke(home, "build", "--exclude-resource-types", "test", "unit_test", "--threads", "2")
    with duckdb.connect(str(home / "build.duckdb")) as connection:
        connection.execute("delete from raw.touched_articles")
        found = connection.execute("select count(*) from mart.articles").fetchone()
    return int(found[0]) if found else 0


def invoke(home: Path, *arguments: str) -> None:
    """Call dbt in this process.

    Raises:
        SystemExit: it failed.
    """
    from dbt.cli.main import dbtRunner  # noqa: PLC0415 - dlt's part does not need it

    target = home / "target"
    target.mkdir(parents=True, exist_ok=True)
    parsed = home.parent / PARSED
    if parsed.exists() and not (target / PARSED).exists():
        shutil.copyfile(parsed, target / PARSED)
    os.chdir(home)
    flags = {
        "--project-dir": DBT_PROJECT,
        "--profiles-dir": DBT_PROJECT,
        "--target-path": target,
        "--log-path": target,
        "--log-level": "none",
        "--log-level-file": "warn",
    }
    options = [str(word) for pair in flags.items() for word in pair]
    result = dbtRunner().invoke([*arguments, "--no-write-json", *options])
    if not result.success:
        outcomes = getattr(result.result, "results", [])
        failed = [
            f"{item.node.name}: {item.message}" for item in outcomes if item.status == "error"
        ]
        raise SystemExit(f"dbt failed: {result.exception or failed}")


def main(folder: Path, home: Path, form: str) -> None:
    """Load, stage and build; `parse` as form parses the models alone, once for all homes."""
    home.mkdir(parents=True, exist_ok=True)
    if form == "parse":
        invoke(home, "parse")
        shutil.move(home / "target" / PARSED, home.parent / PARSED)
        return
    seconds: dict[str, float] = {}

    def timed(step: str, work: Callable[[], Outcome]) -> Outcome:
        started = time.perf_counter()
        outcome = work()
        seconds[step] = round(time.perf_counter() - started, 3)
        return outcome

    articles = None
    if timed("load", lambda: load(folder, home, form)):
        timed("stage", lambda: stage(home))
        articles = timed("build", lambda: build(home))
    print(json.dumps({"articles": articles, "step_seconds": seconds}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]).resolve(), sys.argv[3])
