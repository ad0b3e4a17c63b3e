"""The lake as the target of whole runs: the same marts, and every command that reads or goes back.

One home is loaded into both targets; what is asked of it is asked by the command line.
"""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import polars as pl
import pytest
from pydantic import SecretStr

from flows.asking.export import export
from flows.asking.formats import ExportFormat
from flows.asking.query import answer
from flows.settings import Home, Settings
from flows.target import target_of
from tests.conftest import SEEDS
from tests.lake.conftest import PASSWORD
from tests.marts import mart_hashes, published_hashes
from tests.operations.served import khotin
from warehouse.errors import WarehouseError
from warehouse.lake.options import LakeOptions

if TYPE_CHECKING:
    from pathlib import Path

    from flows.summary import RunSummary
    from tests.conftest import RunPress


class Loaded:
    """A home that was published to a file first and then, nothing else changed, to a lake."""

    def __init__(self, folder: Path, catalog: str, summary: RunSummary | None = None) -> None:
        self.folder = folder
        self.settings = Settings(
            home=folder,
            warehouse_target="lake",
            lake=LakeOptions(
                catalog=SecretStr(catalog), data_path=str(folder.parent / "lake-files")
            ),
        )
        self.catalog = catalog
        self.summary = summary

    @property
    def home(self) -> Home:
        return Home.of(self.settings)

    def khotin(self, *arguments: str) -> tuple[int, str, str]:
        ended = khotin(
            *arguments,
            "--home",
            str(self.folder),
            KHOTIN_WAREHOUSE_TARGET="lake",
            KHOTIN_LAKE__CATALOG=self.catalog,
            KHOTIN_LAKE__DATA_PATH=str(self.settings.lake.data_path),
        )
        return ended.returncode, ended.stdout, ended.stderr


@pytest.fixture(scope="module")
def loaded(
    catalog: str,
    seeds_home: Path,
    run_press: RunPress,
    tmp_path_factory: pytest.TempPathFactory,
) -> Loaded:
    del run_press  # its server is what the flow reports to
    from flows.load_press import load_press  # noqa: PLC0415

    folder = tmp_path_factory.mktemp("lake") / "home"
    shutil.copytree(seeds_home, folder)
    made = Loaded(folder, catalog)
    made.summary = load_press([str(SEEDS)], settings=made.settings)
    return made


def test_the_marts_are_the_same_in_both_targets(loaded: Loaded, seeds_home: Path) -> None:
    assert loaded.summary is not None
    assert (loaded.summary.status, loaded.summary.release) == ("published", "r000001")
    expected = mart_hashes(seeds_home)
    with loaded.home.open() as connection:
        assert published_hashes(connection) == expected
    assert expected["articles"][0] == 5


def test_nothing_new_is_no_release_and_needs_no_flow(loaded: Loaded) -> None:
    code, out, _ = loaded.khotin("run", str(SEEDS), "--json")
    summary = json.loads(out)
    assert code == 0
    assert (summary["status"], summary["release"]) == ("unchanged", "r000001")
    assert summary["step_seconds"].keys() == {"scan"}
    assert summary["published_path"].startswith("ducklake:postgres:host=127.0.0.1")


def test_the_commands_ask_the_lake(loaded: Loaded) -> None:
    code, out, _ = loaded.khotin("query", "--json", "select count(*) as n from mart.articles")
    assert (code, json.loads(out)) == (0, [{"n": 5}])
    code, out, _ = loaded.khotin("releases", "--json")
    assert code == 0
    assert [(row["release"], row["snapshot"]) for row in json.loads(out)] == [("r000001", 1)]
    code, out, _ = loaded.khotin("status", "--json")
    facts = json.loads(out)
    assert facts["release"]["release"] == "r000001"
    assert facts["releases"] == ["r000001"]
    assert facts["published_path"].startswith("ducklake:postgres:")
    assert not any("Nothing is published" in sentence for sentence in facts["next"])


def test_the_lake_is_exported_with_its_dictionary(loaded: Loaded, tmp_path: Path) -> None:
    rows = export(loaded.home, tmp_path / "out", ExportFormat.PARQUET)
    assert rows["articles"] == 5
    exported = pl.read_parquet(tmp_path / "out" / "persons.parquet")
    assert exported.height == rows["persons"] > 0
    said = (tmp_path / "out" / "dictionary.md").read_text(encoding="utf-8")
    assert said.startswith("# Data dictionary of release r000001")
    assert "Headline" in said


def test_a_run_beside_another_is_refused_and_told_by_whom(loaded: Loaded, tmp_path: Path) -> None:
    with target_of(loaded.home, 5).hold("first-run"):
        code, _, error = loaded.khotin("rollback", "r000001")
        assert code == 3
        assert "Another run holds this home" in error
        # Another machine has another home, and sees the lake's lease alone.
        shutil.copytree(loaded.folder, tmp_path / "home")
        elsewhere = Loaded(tmp_path / "home", loaded.catalog)
        elsewhere.settings = elsewhere.settings.model_copy(update={"lake": loaded.settings.lake})
        code, _, error = elsewhere.khotin("run", str(SEEDS))
        assert code == 3
        assert "Another run writes this lake: pid" in error
        assert "run first-run" in error


def test_the_password_is_written_nowhere(loaded: Loaded) -> None:
    files = [path for path in loaded.folder.rglob("*") if path.is_file()]
    assert [path for path in files if PASSWORD.encode() in path.read_bytes()] == []
    wrong = loaded.catalog.replace(PASSWORD, "another-" + PASSWORD)
    refused = LakeOptions(catalog=SecretStr(wrong), data_path=loaded.settings.lake.data_path)
    with pytest.raises(WarehouseError, match="cannot be reached") as caught:
        answer(Home(loaded.folder, refused), "select 1")
    assert PASSWORD not in str(caught.value)
    assert PASSWORD not in repr(loaded.settings)
    code, out, error = Loaded(loaded.folder, wrong).khotin("releases")
    assert code == 2
    assert "cannot be reached" in error
    assert PASSWORD not in out + error


def test_a_lake_without_an_address_is_a_wrong_setting() -> None:
    ended = khotin("releases", KHOTIN_WAREHOUSE_TARGET="lake")
    assert ended.returncode == 2
    assert "KHOTIN_LAKE__CATALOG" in ended.stderr
