"""`khotin export` and `khotin show`: what other tools and a reader's eyes are given."""

from __future__ import annotations

import hashlib
from io import StringIO
from typing import TYPE_CHECKING

import duckdb
import polars as pl
import pytest
from rich.console import Console

from flows.asking.export import CHECKSUMS, ExportError, export
from flows.asking.formats import ExportFormat
from flows.asking.query import answer
from flows.asking.show import UnknownArticleError, article_page, marked, print_article
from warehouse.tables import MART_KEYS

if TYPE_CHECKING:
    from pathlib import Path

    from flows.settings import Home


def test_an_export_holds_every_mart_its_meaning_and_sums(desk_home: Home, tmp_path: Path) -> None:
    rows = export(desk_home, tmp_path / "out", ExportFormat.PARQUET)
    assert set(rows) <= set(MART_KEYS)
    for mart, count in rows.items():
        frame = pl.read_parquet(tmp_path / "out" / f"{mart}.parquet")
        published = answer(desk_home, f"from mart.{mart}")
        assert frame.height == count == published.height
        assert frame.schema == published.schema
    described = pl.read_csv(tmp_path / "out" / "dictionary.csv")
    assert described.null_count().sum_horizontal().item() == 0
    assert set(described["table"]) == {f"mart.{mart}" for mart in rows}
    sums = (tmp_path / "out" / CHECKSUMS).read_text(encoding="ascii").splitlines()
    assert len(sums) == len(list((tmp_path / "out").iterdir())) - 1
    for line in sums:
        digest, name = line.split("  ")
        assert hashlib.sha256((tmp_path / "out" / name).read_bytes()).hexdigest() == digest


def test_csv_has_the_columns_of_the_mart_and_two_exports_the_same_bytes(
    desk_home: Home, tmp_path: Path
) -> None:
    for name in ("one", "two"):
        export(desk_home, tmp_path / name, ExportFormat.CSV)
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()
    frame = pl.read_csv(tmp_path / "one" / "person_mentions.csv")
    mentions = answer(desk_home, "from mart.person_mentions order by mention_id")
    assert frame.columns == mentions.columns
    assert frame["sentence"].to_list() == mentions["sentence"].to_list()
    assert frame["posts"].fill_null("").to_list() == [
        "; ".join(posts) for posts in mentions["posts"].to_list()
    ]


def test_an_export_replaces_an_export_and_nothing_else(desk_home: Home, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    export(desk_home, folder, ExportFormat.PARQUET)
    assert list(export(desk_home, folder, ExportFormat.CSV, ["persons"])) == ["persons"]
    assert not (folder / "persons.parquet").exists()
    own = tmp_path / "own"
    own.mkdir()
    (own / "letter.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(ExportError, match="name another"):
        export(desk_home, own, ExportFormat.CSV)
    assert [path.name for path in own.iterdir()] == ["letter.txt"]
    with pytest.raises(ExportError, match="no mart people"):
        export(desk_home, tmp_path / "new", ExportFormat.CSV, ["people"])
    assert not (tmp_path / "new").exists()


def printed(home: Home, article_id: str, *, is_coloured: bool) -> str:
    out = StringIO()
    print_article(home, article_id, Console(file=out, force_terminal=is_coloured, width=200))
    return out.getvalue()


def test_an_article_is_shown_letter_by_letter_with_its_spans(desk_home: Home) -> None:
    for article_id, text in answer(desk_home, "select article_id, text from mart.articles").rows():
        assert text in printed(desk_home, article_id, is_coloured=False)
        coloured = printed(desk_home, article_id, is_coloured=True)
        assert "\x1b[" in coloured
        page = article_page(desk_home, article_id)
        assert page.startswith("<!doctype html>")
        assert "index.html" not in page
        for (surface,) in answer(
            desk_home,
            "select surface from mart.person_mentions where article_id = $id",
            {"id": article_id},
        ).rows():
            assert f"\x1b[1;36m{surface}\x1b[0m" in coloured
            assert f">{surface}</a>" in page


def test_hostile_text_does_not_steer_the_terminal() -> None:
    row = {"start_char": 1, "end_char": 4, "is_consistent": None}
    text = marked("\x1b]0;x\x07 a\u202eb\x9b31m", [row], [])
    assert not set("\x1b\x07\u202e\x9b") & set(text.plain)
    assert len(text.plain) == len("\x1b]0;x\x07 a\u202eb\x9b31m")


def test_hostile_text_does_not_steer_the_page(desk_home: Home, tmp_path: Path) -> None:
    from flows.settings import Home as AnyHome  # noqa: PLC0415

    home = AnyHome(tmp_path)
    home.published_file.write_bytes(desk_home.published_file.read_bytes())
    with duckdb.connect(str(home.published_file)) as connection:
        connection.execute(
            "update mart.articles set text = '<script>alert(1)</script>' || text, "
            "title = '<img src=x onerror=alert(1)>'"
        )
    (article_id,) = answer(home, "select min(article_id) from mart.articles").row(0)
    page = article_page(home, article_id)
    assert "<script" not in page
    assert "<img src=x" not in page
    assert "&lt;script&gt;" in page


@pytest.mark.parametrize("article_id", ["0" * 16, "no", "' or true --", ""])
def test_an_unknown_article_is_said_to_be_unknown(article_id: str, desk_home: Home) -> None:
    with pytest.raises(UnknownArticleError, match=r"mart\.search"):
        article_page(desk_home, article_id)
