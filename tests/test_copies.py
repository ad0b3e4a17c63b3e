"""Syndicated copies: each counts by default, or a group once by a setting; all stay marked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import duckdb

from flows import steps
from flows.settings import Home, Settings
from tests.marts import mart_hashes
from tests.quick_run import quick_run
from tests.synthetic import article, write_articles

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def _ask(home: Path, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(Home(home).published_file), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def test_copies_count_as_the_setting_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sources, home = tmp_path / "in", tmp_path / "home"
    write_articles(sources, range(3))
    copies = [sources / f"copy{number}.txt" for number in range(3)]
    for number, copy in enumerate(copies):
        copy.write_text(article(number) + "\n\n(Theo TTXVN)\n", encoding="utf-8")
    quick_run(sources, home)
    counts = "select person_id, article_count, mention_count from mart.persons order by 1"
    values = "select count(*) from mart.indicator_values"
    assert _ask(home, "select count(*) from mart.articles where not is_original") == [(3,)]
    each, each_values = _ask(home, counts), _ask(home, values)
    monkeypatch.setenv("KHOTIN_COPIES", "once")
    assert Settings().copies == "once"
    assert (
        steps.scan_if_nothing_new(steps.Context("x", (str(sources),), Settings(home=home))) is None
    )
    quick_run(sources, home)
    once, once_values = _ask(home, counts), _ask(home, values)
    assert _ask(home, "select count(*) from mart.articles") == [(6,)]
    assert [person for person, _, _ in once] == [person for person, _, _ in each]
    alone = tmp_path / "alone"
    for copy in copies:
        copy.unlink()
    monkeypatch.delenv("KHOTIN_COPIES")
    quick_run(sources, alone)
    assert once == _ask(alone, counts)
    assert once_values == _ask(alone, values)
    assert sum(n for _, n, _ in each) > sum(n for _, n, _ in once)
    assert each_values > once_values


def test_what_becomes_boilerplate_or_ceases_to_be_is_found_in_parts_as_at_once(
    tmp_path: Path,
) -> None:
    """Beyond 60 bearers a text is boilerplate and tells no copies: also of articles long loaded."""
    sources, home = tmp_path / "in", tmp_path / "home"
    sources.mkdir()
    notice = article(1).partition("\n\n")[2]

    def write(numbers: range, text: str) -> None:
        for number in numbers:
            head = f"Thông báo số {number} của phường {number * 7} về việc {number * 13}"
            (sources / f"{number}.txt").write_text(f"{head}\n\n{text}", encoding="utf-8")

    def copies(home: Path) -> list[tuple[Any, ...]]:
        return _ask(
            home,
            "select article_id, copy_group_id, original_article_id from mart.articles "
            "where copy_group_id is not null order by all",
        )

    write(range(40), notice)
    quick_run(sources, home)
    assert len(copies(home)) == 40
    write(range(40, 70), notice)
    quick_run(sources, home)
    assert not copies(home)
    for number in range(15):
        write(range(number, number + 1), article(100 + number).partition("\n\n")[2])
    quick_run(sources, home)
    quick_run(sources, tmp_path / "at once")
    assert len(copies(home)) == 55
    assert copies(home) == copies(tmp_path / "at once")
    write(range(70, 72), article(103).partition("\n\n")[2])
    quick_run(sources, home)
    assert len(copies(home)) == 58
    assert mart_hashes(home)["articles"][0] == 72
