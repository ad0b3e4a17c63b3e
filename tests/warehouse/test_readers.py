"""Readers and publishes at the same time: no error, no lock, and never two releases in one answer.

Four processes query the published file without pause while releases are published over it.
`KHOTIN_PUBLISHES` says how many, `KHOTIN_PUBLISH_ARTICLES` how many articles each adds; the
defaults are a short version, which leaves out the checks and the report, and whose readers give way
to it. `KHOTIN_FULL_RUNS=1` publishes by whole runs. `pytest -s` shows the longest waits.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import duckdb

from flows.settings import Home
from tests.quick_run import quick_run
from tests.synthetic import write_articles

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import RunPress

READERS = 4
PUBLISHES = int(os.environ.get("KHOTIN_PUBLISHES", "3"))
ARTICLES = int(os.environ.get("KHOTIN_PUBLISH_ARTICLES", "4"))
IS_FULL = os.environ.get("KHOTIN_FULL_RUNS") == "1"

# Opens the file, asks what must agree inside one release, closes it, and so on until told to end.
READER = """
import json, os, select, sys, time
import duckdb

os.nice(int(sys.argv[2]))
CONSISTENT = '''
    select
        (select article_count from release.info) = (select count(*) from mart.articles)
        and (select count(*) from mart.person_mentions)
            = (select sum(mention_count) from mart.persons)
        and not exists (
            select 1 from mart.person_mentions as mentions
            left join mart.articles as articles on mentions.article_id = articles.article_id
            where substr(articles.text, start_char + 1, end_char - start_char)
                is distinct from surface
        )
        and not exists (
            select 1 from mart.metrics as metrics
            anti join mart.articles as articles on metrics.article_id = articles.article_id
        )
        and (select count(*) from release.changes where "table" = 'articles' and change = 'added')
            = (select count(*) from mart.articles where run_id = (select run_id from release.info))
        and (select release from quality.runs where run_id = (select run_id from release.info))
            = (select release from release.info)
'''
path = sys.argv[1]
reads, errors, releases, opening, asking = 0, [], [], 0.0, 0.0
print("reading", flush=True)
while not select.select([sys.stdin], [], [], 0)[0]:
    started = time.perf_counter()
    try:
        connection = duckdb.connect(path, read_only=True)
        opened = time.perf_counter()
        (release,) = connection.execute("select release from release.info").fetchone()
        if connection.execute(CONSISTENT).fetchone() != (True,):
            errors.append(release + " does not agree with itself")
        if connection.execute("select release from release.info").fetchone() != (release,):
            errors.append(release + " became another while it was open")
        connection.close()
    except Exception as error:
        errors.append(repr(error))
        break
    ended = time.perf_counter()
    opening, asking = max(opening, opened - started), max(asking, ended - opened)
    reads += 1
    if release not in releases:
        releases.append(release)
told = {"reads": reads, "errors": errors, "releases": releases, "open": opening, "ask": asking}
print(json.dumps(told), flush=True)
"""


def _start_reader(published: Path) -> subprocess.Popen[str]:
    reader = subprocess.Popen(
        [sys.executable, "-c", READER, str(published), "0" if IS_FULL else "10"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert reader.stdout is not None
    assert reader.stdout.readline() == "reading\n"
    return reader


def _end_reader(reader: subprocess.Popen[str]) -> dict[str, Any]:
    output, _ = reader.communicate("end\n", timeout=60)
    told: dict[str, Any] = json.loads(output)
    return told


def test_readers_never_wait_nor_see_two_releases_at_once(
    run_press: RunPress, tmp_path: Path
) -> None:
    sources, home = tmp_path / "in", tmp_path / "home"

    def publish(number: int) -> None:
        write_articles(sources, range(number * ARTICLES, (number + 1) * ARTICLES))
        if IS_FULL:
            assert run_press(sources, home).status == "published"
        else:
            assert quick_run(sources, home).status == "published"

    publish(0)
    published = Home(home).published_file
    readers = [_start_reader(published) for _ in range(READERS)]
    try:
        for number in range(1, PUBLISHES + 1):
            publish(number)
    finally:
        told = [_end_reader(reader) for reader in readers]
    with duckdb.connect(str(published), read_only=True) as connection:
        assert connection.execute("select release, article_count from release.info").fetchone() == (
            f"r{PUBLISHES + 1:06d}",
            (PUBLISHES + 1) * ARTICLES,
        )
    for reader in told:
        assert reader["errors"] == []
        # Releases come in their order; a quick pair of them may pass between two looks.
        assert reader["releases"] == sorted(reader["releases"])
        assert len(reader["releases"]) > PUBLISHES // 2
    print(
        f"\n{PUBLISHES} releases, {READERS} readers, {sum(r['reads'] for r in told)} readings: "
        f"longest opening {max(r['open'] for r in told) * 1000:.0f} ms, "
        f"longest asking {max(r['ask'] for r in told) * 1000:.0f} ms"
    )
