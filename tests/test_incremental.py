"""The same articles make the same marts, however they come: at once, in parts, shuffled, twice."""

from __future__ import annotations

import os
import random
import shutil
from typing import TYPE_CHECKING

import duckdb
import pytest

from flows.marts import building as marts
from flows.marts.building import MartsError
from flows.settings import Home, Settings
from flows.steps import Context, build_marts
from flows.summary import NothingPublishedError
from tests.marts import mart_hashes
from tests.synthetic import write_articles

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import RunPress

ARTICLES = int(os.environ.get("KHOTIN_ORDER_ARTICLES", "40"))


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("articles")
    write_articles(folder, range(ARTICLES))
    return folder


@pytest.fixture(scope="module")
def at_once(
    run_press: RunPress, articles: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, tuple[int, str]]:
    home = tmp_path_factory.mktemp("at-once")
    assert run_press(articles, home).files_accepted == ARTICLES
    return mart_hashes(home)


def test_in_shuffled_parts_and_twice_over(
    run_press: RunPress,
    articles: Path,
    at_once: dict[str, tuple[int, str]],
    tmp_path: Path,
) -> None:
    paths = sorted(articles.glob("*.txt"))
    random.Random(7).shuffle(paths)
    sources, home = tmp_path / "in", tmp_path / "home"
    sources.mkdir()
    for part in range(3):
        for path in paths[part::3]:
            shutil.copy2(path, sources / path.name)
        summary = run_press(sources, home)
        assert summary.status == "published"
    assert mart_hashes(home) == at_once
    for path in paths:
        path.touch()
        os.utime(sources / path.name)
    again = run_press(sources, home)
    assert again.status == "unchanged"
    assert again.files_unchanged == ARTICLES
    assert mart_hashes(home) == at_once


def test_changed_moved_vanished_and_pruned_files(
    run_press: RunPress, articles: Path, tmp_path: Path
) -> None:
    sources, home = tmp_path / "in", tmp_path / "home"
    shutil.copytree(articles, sources)
    run_press(sources, home)
    before = mart_hashes(home)

    (sources / "sub").mkdir()
    (sources / "000001.txt").rename(sources / "sub" / "moved.txt")
    moved = run_press(sources, home)
    assert (moved.files_moved, moved.files_vanished) == (1, 0)
    assert mart_hashes(home)["metrics"] == before["metrics"]

    (sources / "000002.txt").unlink()
    vanished = run_press(sources, home)
    assert (vanished.files_moved, vanished.files_vanished) == (0, 1)
    assert mart_hashes(home)["articles"][0] == ARTICLES

    changed = sources / "000003.txt"
    changed.write_text(changed.read_text(encoding="utf-8") + "\n\nThêm một đoạn mới.\n", "utf-8")
    assert run_press(sources, home).files_accepted == 1
    assert mart_hashes(home)["articles"][0] == ARTICLES

    from flows.load_press import load_press  # noqa: PLC0415
    from flows.settings import Settings  # noqa: PLC0415

    pruned = load_press([str(sources)], settings=Settings(home=home), prune=True)
    assert pruned.status == "published"
    assert mart_hashes(home)["articles"][0] == ARTICLES - 1
    assert Home(home).published_file.exists()


def test_a_build_that_stopped_half_way_is_made_whole_by_the_next(
    run_press: RunPress,
    articles: Path,
    at_once: dict[str, tuple[int, str]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sources, home = tmp_path / "in", tmp_path / "home"
    shutil.copytree(articles, sources)
    late = [path.name for path in sorted(sources.glob("*.txt"))[::4]]
    for name in late:
        (sources / name).unlink()
    run_press(sources, home)
    for name in late:
        shutil.copy2(articles / name, sources / name)

    build = marts.build_marts

    def stop_half_way(
        build_file: Path, work_folder: Path, threads: int, _arguments: object, **options: int
    ) -> int:
        build(build_file, work_folder, threads, ("--select", "+int_person_mentions"), **options)
        raise MartsError(["persons: stopped by the test"])

    with monkeypatch.context() as stopping:
        stopping.setattr(marts, "build_marts", stop_half_way)
        with pytest.raises(NothingPublishedError):
            run_press(sources, home)
    assert run_press(sources, home).status == "published"
    assert mart_hashes(home) == at_once


def test_ids_change_against_what_was_published_not_against_a_build_held_back(
    own_seeds_home: Path,
) -> None:
    context = Context("20260101T000000Z-000001", (), Settings(home=own_seeds_home))

    def ids(change: str) -> int:
        with duckdb.connect(str(context.home.build_file)) as connection:
            connection.execute(
                f"update raw.person_mentions set name = {change} where name like 'Trần Phú %'"
            )
            connection.execute(
                "insert or ignore into raw.touched_articles select article_id from raw.articles"
            )
        build_marts(context)
        with duckdb.connect(str(context.home.build_file)) as connection:
            row = connection.execute("select count(*) from mart.person_id_changes").fetchone()
        assert row is not None
        return int(row[0])

    assert ids("'Trần Phú Hải'") == 1
    assert ids("'Trần Phú Hải Anh'") == 1
    assert ids("'Trần Phú Hà'") == 0


def test_what_stays_in_quarantine_or_is_touched_keeps_its_place_in_the_ledger(
    run_press: RunPress, articles: Path, tmp_path: Path
) -> None:
    sources, home = tmp_path / "in", tmp_path / "home"
    sources.mkdir()
    for name in ("000001.txt", "000002.txt"):
        shutil.copy2(articles / name, sources / name)
    shutil.copy2(articles / "000001.txt", sources / "again.txt")
    (sources / "noise.txt").write_bytes(bytes(random.Random(1).randbytes(4000)))
    first = run_press(sources, home)
    assert (first.files_accepted, first.files_duplicate, first.files_rejected) == (2, 1, 1)

    shutil.copy2(articles / "000003.txt", sources / "000003.txt")
    (sources / "again.txt").touch()
    second = run_press(sources, home)
    assert second.status == "published"
    assert (second.files_accepted, second.files_unchanged, second.files_rejected) == (1, 3, 1)
    with duckdb.connect(str(Home(home).published_file), read_only=True) as connection:
        ledger = connection.execute(
            "select parse_filename(path), status from quality.source_files order by path"
        ).fetchall()
    assert ledger == [
        ("000001.txt", "accepted"),
        ("000002.txt", "accepted"),
        ("000003.txt", "accepted"),
        ("again.txt", "duplicate"),
        ("noise.txt", "rejected"),
    ]


def test_what_narrower_limits_reject_goes_to_quarantine_and_comes_back_with_wider_ones(
    run_press: RunPress, articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources, home = tmp_path / "in", tmp_path / "home"
    sources.mkdir()
    shutil.copy2(articles / "000001.txt", sources / "short.txt")
    text = (articles / "000002.txt").read_text(encoding="utf-8")
    (sources / "long.txt").write_text(text + "a" * 5_000 + "\n", encoding="utf-8")
    assert run_press(sources, home).files_accepted == 2
    at_first = mart_hashes(home)

    def again(longest: int) -> tuple[int, int, int]:
        monkeypatch.setenv("KHOTIN_READ", f'{{"max_line_characters": {longest}}}')
        (sources / "long.txt").touch()
        summary = run_press(sources, home)
        assert summary.status == "published"
        with duckdb.connect(str(Home(home).published_file), read_only=True) as connection:
            row = connection.execute("select count(*) from mart.articles").fetchone()
        assert row is not None
        return summary.files_unchanged, summary.files_rejected, row[0]

    assert again(4_000) == (1, 1, 1)
    with duckdb.connect(str(Home(home).build_file), read_only=True) as connection:
        [kept] = connection.execute(
            "select parse_filename(path), status from quality.source_file_history"
        ).fetchall()
    assert kept == ("long.txt", "accepted")
    assert again(1_000_000) == (1, 0, 2)
    assert mart_hashes(home) == at_first
