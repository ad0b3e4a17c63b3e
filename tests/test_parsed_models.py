"""Models that were parsed once serve every run, and no longer than they are what they were."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from flows import versions
from flows.marts import building as marts
from flows.marts import parsed_models
from flows.settings import PROJECT

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own for what is kept, and for dbt's partial parse."""
    monkeypatch.setattr(parsed_models, "FOLDER", tmp_path)
    monkeypatch.setattr(marts, "PARSED", tmp_path / marts.PARSED.name)
    return tmp_path


def test_parsed_models_are_kept_until_anything_changes(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert parsed_models.kept() is None
    marts.parse_project()
    kept = parsed_models.kept()
    assert kept is not None
    assert any(node.name == "articles" for node in kept.nodes.values())
    with monkeypatch.context() as changed:
        changed.setattr(versions, "parsed_version", lambda: "other models")
        assert parsed_models.kept() is None
    with monkeypatch.context() as moved:
        moved.setattr(parsed_models, "PROJECT", folder)
        assert parsed_models.kept() is None
    assert parsed_models.kept() is not None


@pytest.mark.parametrize(
    "changed",
    ["dbt/profiles.yml", "dbt/models/marts/articles.sql", "seeds/reference/provinces.csv"],
)
def test_every_file_that_dbt_parses_counts(tmp_path: Path, changed: str) -> None:
    for part in ("dbt", "seeds/reference"):
        shutil.copytree(PROJECT / part, tmp_path / part)
    before = versions.parsed_version(tmp_path)
    with (tmp_path / changed).open("a", encoding="utf-8") as file:
        file.write("\n")
    assert versions.parsed_version(tmp_path) != before
