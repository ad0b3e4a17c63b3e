"""The tools that analysts use: DuckDB's command line, polars, pandas, SQLAlchemy, the notebook."""

from __future__ import annotations

import ast
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import pandas as pd
import polars as pl
import pytest
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.exc import DatabaseError

from flows.settings import PROJECT

if TYPE_CHECKING:
    from flows.settings import Home

NOTEBOOKS = sorted((PROJECT / "notebooks").glob("*.ipynb"))
PERSONS = "select name, article_count from mart.persons order by name"
FOUND = "select article_id from mart.search('trật tự xã hội', top := 3)"


def test_polars_pandas_and_duckdb_read_the_same(desk_home: Home) -> None:
    with duckdb.connect(str(desk_home.published_file), read_only=True) as connection:
        rows = connection.execute(PERSONS).fetchall()
        frame = connection.sql(PERSONS).pl()
        table = connection.sql(PERSONS).df()
        mentions = connection.sql("from mart.person_mentions").pl()
    assert isinstance(frame, pl.DataFrame)
    assert isinstance(table, pd.DataFrame)
    assert frame.rows() == rows
    assert list(table.itertuples(index=False, name=None)) == rows
    assert mentions.schema["posts"] == pl.List(pl.String)


def test_business_intelligence_tools_read_over_sqlalchemy(desk_home: Home) -> None:
    engine = create_engine(f"duckdb:///{desk_home.published_file}?access_mode=read_only")
    try:
        assert {"persons", "articles", "metrics"} <= set(
            inspect(engine).get_table_names(schema="mart")
        )
        columns = {column["name"] for column in inspect(engine).get_columns("persons", "mart")}
        assert {"person_id", "name", "names"} <= columns
        with engine.connect() as connection:
            named = connection.execute(
                text("select count(*) from mart.persons where role = :role"), {"role": "official"}
            ).scalar_one()
            assert named > 0
            assert connection.execute(text(FOUND)).fetchall()
            with pytest.raises(DatabaseError, match="read-only"):
                connection.execute(text("create table mart.mine as select 1"))
        frame = pd.read_sql(PERSONS, engine)
        assert list(frame.columns) == ["name", "article_count"]
    finally:
        engine.dispose()


def test_duckdbs_own_command_line_reads_and_searches(desk_home: Home) -> None:
    beside = Path(sys.executable).with_name("duckdb")
    program = str(beside) if beside.exists() else shutil.which("duckdb")
    if program is None:
        pytest.skip("the duckdb command is not installed (pip install duckdb-cli==1.5.5)")
    for sql in (PERSONS, FOUND):
        done = subprocess.run(
            [program, "-readonly", "-json", str(desk_home.published_file), sql],
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )
        with duckdb.connect(str(desk_home.published_file), read_only=True) as connection:
            assert json.loads(done.stdout) == connection.sql(sql).pl().to_dicts()


def test_a_release_is_attached_beside_another_and_read_by_name(
    desk_home: Home, tmp_path: Path
) -> None:
    older = tmp_path / "older.duckdb"
    shutil.copyfile(desk_home.published_file, older)
    with duckdb.connect() as connection:
        connection.execute(f"attach '{desk_home.published_file}' as press (read_only)")
        connection.execute(f"attach '{older}' as older (read_only)")
        assert connection.execute(
            "select count(*) from press.mart.articles semi join older.mart.articles "
            "using (article_id)"
        ).fetchone() == (5,)
        connection.execute("use older")
        assert connection.execute(FOUND).fetchall()
        assert connection.execute(
            "select mart.province_at('ha-tay', date '2010-01-01')"
        ).fetchone() == ("ha-noi",)


def test_there_is_a_notebook() -> None:
    assert NOTEBOOKS


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_from_top_to_bottom(
    path: Path, desk_home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cell by cell as a kernel does it: statements are run, a last expression is shown."""
    monkeypatch.setenv("KHOTIN_HOME", str(desk_home.folder))
    monkeypatch.chdir(path.parent)
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    names: dict[str, Any] = {}
    shown = [run_cell("".join(c["source"]), names) for c in cells if c["cell_type"] == "code"]
    assert len(shown) >= 5
    frames = [value for value in shown if isinstance(value, pl.DataFrame)]
    assert frames
    assert all(frame.height > 0 for frame in frames)
    assert not any(cell.get("outputs") for cell in cells), "commit notebooks without outputs"


def run_cell(source: str, names: dict[str, Any]) -> object:
    body = ast.parse(source).body
    last = body.pop() if body and isinstance(body[-1], ast.Expr) else None
    exec(compile(ast.Module(body, []), "<cell>", "exec"), names)  # noqa: S102 - our own notebook
    if not isinstance(last, ast.Expr):
        return None
    return eval(compile(ast.Expression(last.value), "<cell>", "eval"), names)  # noqa: S307
