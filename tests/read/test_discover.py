"""Which files are candidates, and which paths are an error."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import polars as pl
import pytest

from flows.read import (
    CANDIDATES_SCHEMA,
    EmptyInputError,
    ReadOptions,
    UnreadableInputError,
    discover,
)
from flows.read.kinds import kind_of, kinds_of

if TYPE_CHECKING:
    from pathlib import Path


def names(folder: Path, options: ReadOptions) -> list[str]:
    frame = discover([folder], options)
    return [path[len(str(folder)) + 1 :] for path in frame["source_path"]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.txt", "sub/c.txt", "sub/deep/d.html", "sub/e.csv", ".hidden.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x" * len(name))
    return tmp_path


def test_all_files_at_all_levels_in_a_fixed_order(folder: Path) -> None:
    found = names(folder, ReadOptions())
    assert found == [".hidden.txt", "a.txt", "b.txt", "sub/c.txt", "sub/e.csv", "sub/deep/d.html"]


@pytest.mark.parametrize(
    ("include", "exclude", "found"),
    [
        (("*.txt",), (".*",), ["a.txt", "b.txt", "sub/c.txt"]),
        (("sub/*",), (), ["sub/c.txt", "sub/e.csv"]),
        (("sub/**/*",), ("*.csv",), ["sub/c.txt", "sub/deep/d.html"]),
        (("[!a].txt",), (".*",), ["b.txt", "sub/c.txt"]),
        (("?.txt", "**/d.*"), ("sub/c*",), ["a.txt", "b.txt", "sub/deep/d.html"]),
    ],
)
def test_globs(
    folder: Path, include: tuple[str, ...], exclude: tuple[str, ...], found: list[str]
) -> None:
    assert names(folder, ReadOptions(include=include, exclude=exclude)) == found


def test_frame(folder: Path) -> None:
    frame = discover([folder / "a.txt"], ReadOptions())
    assert frame.schema == CANDIDATES_SCHEMA
    row = frame.row(0, named=True)
    assert row["size"] == 5
    assert row["mtime"].timestamp() == pytest.approx((folder / "a.txt").stat().st_mtime, abs=1e-5)
    assert (row["kind"], row["reason_code"]) == ("text", None)


def test_a_file_reached_twice_is_listed_once(folder: Path) -> None:
    paths: list[str | Path] = [
        folder,
        folder / "a.txt",
        f"{folder}/sub/../a.txt",
        f"{folder}/*.txt",
    ]
    frame = discover(paths, ReadOptions())
    assert frame["source_path"].is_duplicated().sum() == 0
    assert len(frame) == 6


def test_patterns(folder: Path) -> None:
    frame = discover([f"{folder}/**/*.txt"], ReadOptions())
    assert len(frame) == 4
    with pytest.raises(UnreadableInputError, match="No file matches"):
        discover([f"{folder}/*.docx"], ReadOptions())


def test_a_named_file_is_read_whatever_the_globs_say(folder: Path) -> None:
    frame = discover([folder / "sub/e.csv"], ReadOptions(include=("*.txt",)))
    assert frame["kind"].to_list() == ["csv"]


def test_paths_that_are_not_there(folder: Path) -> None:
    with pytest.raises(UnreadableInputError, match="nowhere cannot be read: No such file"):
        discover([folder / "nowhere"], ReadOptions())
    with pytest.raises(UnreadableInputError, match="is not a path"):
        discover(["a\x00b"], ReadOptions())
    with pytest.raises(UnreadableInputError, match="No path was given"):
        discover([], ReadOptions())
    os.mkfifo(folder / "pipe")
    with pytest.raises(UnreadableInputError, match="a named pipe, not a file"):
        discover([folder / "pipe"], ReadOptions())


def test_an_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    with pytest.raises(EmptyInputError, match="no file to read"):
        discover([tmp_path], ReadOptions())


def test_a_path_without_rights(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(UnreadableInputError, match=r"a\.txt cannot be read: Permission denied"):
        discover([folder / "a.txt"], ReadOptions())


def test_a_folder_without_rights_is_a_row(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.listdir

    def listdir(path: bytes) -> list[bytes]:
        if os.fsencode(path).endswith(b"/deep"):
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "listdir", listdir)
    frame = discover([folder], ReadOptions())
    rejected = frame.drop_nulls("reason_code").row(0, named=True)
    assert rejected["source_path"] == f"{folder}/sub/deep"
    assert rejected["reason_code"] == "unreadable_folder"
    assert "Permission denied" in rejected["reason"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [("a", "text"), ("a.TXT", "text"), ("a.tar.gz", "tar"), ("a.gz", "gzip"), ("a.HTM", "html"),
     ("a.ndjson", "jsonl"), ("x.zip!/a.tar.zst", "tar"), (".gz", "text"), ("a\n.tar.gz", "tar"),
     ("/.gz", "gzip"), ("/a.gz/b", "text"), ("a.gz/", "text"), ("tar.gz", "gzip"), ("a.", "text"),
     ("long name of sixteen.tar.bz2", "tar"), ("Á.İ.ZIP", "zip")],
)  # fmt: skip
def test_kinds(name: str, kind: str) -> None:
    assert kind_of(name) == kind
    assert pl.select(kinds_of(pl.lit(name))).item() == kind


def test_what_may_not_be_read_keeps_its_place_among_the_files(tmp_path: Path) -> None:
    for name in ("a.txt", "c.txt", "e.txt"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    os.mkfifo(tmp_path / "b.txt")
    (tmp_path / "d.txt").symlink_to(tmp_path / "a.txt")
    with (tmp_path / os.fsdecode(b"\xff.html")).open("w") as file:
        file.write("f")
    frame = discover([tmp_path / "e.txt", tmp_path], ReadOptions())
    names = [path.removeprefix(f"{tmp_path}/") for path in frame["source_path"]]
    assert names == ["e.txt", "a.txt", "b.txt", "c.txt", "d.txt", "\\xff.html"]
    assert frame["kind"].to_list() == ["text"] * 5 + ["html"]
    assert frame["size"].to_list() == [5, 5, 0, 5, 5, 1]
    assert frame["reason_code"].is_null().to_list() == [True, True, False, True, True, True]
    assert frame["raw_path"].to_list()[-1] == os.fsencode(tmp_path) + b"/\xff.html"
    assert frame.schema == CANDIDATES_SCHEMA
