"""Copies ahead: what a publish is made of, never more than time saved, and gone with the lease."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

import pytest

from flows.settings import Home
from flows.target import FileTarget
from warehouse import copies_ahead, copy_file
from warehouse.copy_file import make_same
from warehouse.releases import is_intact, partial_of, put_in_place, staged_file

if TYPE_CHECKING:
    from pathlib import Path

BLOCK = 1 << 18


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A home with one release of three blocks and a half, published."""
    home = Home(tmp_path / "home")
    (home.releases / "r000001").mkdir(parents=True)
    (home.releases / "r000001" / "press.duckdb").write_bytes(os.urandom(3 * BLOCK + BLOCK // 2))
    put_in_place(home.releases, "r000001", home.published_file)
    return home


def hidden(home: Home) -> list[Path]:
    return list(home.folder.rglob("*.partial"))


def kept(home: Home) -> Path:
    return home.releases / "r000001" / "press.duckdb"


def test_a_copy_is_given_away_once(home: Home) -> None:
    target = staged_file(home.releases, "r000002")
    copies_ahead.begin(kept(home), target)
    assert copies_ahead.take(kept(home), target)
    assert target.read_bytes() == home.published_file.read_bytes()
    assert not copies_ahead.take(kept(home), target)
    copies_ahead.drop_all(home.folder)
    assert target.exists()


def test_a_copy_of_another_release_is_not_taken(home: Home) -> None:
    target = staged_file(home.releases, "r000003")
    copies_ahead.begin(kept(home), target)
    assert not copies_ahead.take(home.releases / "r000002" / "press.duckdb", target)
    copies_ahead.drop_all(home.folder)
    assert not hidden(home)


def test_nothing_is_copied_before_the_first_release(tmp_path: Path) -> None:
    FileTarget(Home(tmp_path), 5).prepare()
    assert not hidden(Home(tmp_path))


def test_copies_that_no_publish_took_go_with_the_lease(home: Home) -> None:
    target = FileTarget(home, 5)
    with target.hold("20260101T000000Z-000001"):
        target.prepare()
        copies_ahead.begin(kept(home), partial_of(home.published_file))
        copies_ahead.finish(partial_of(home.published_file))
        copies_ahead.finish(staged_file(home.releases, "r000002"))
        assert len(hidden(home)) == 2
    assert not hidden(home)
    assert is_intact(home.releases, home.published_file)


def test_a_run_that_breaks_off_leaves_no_copy(home: Home) -> None:
    target = FileTarget(home, 5)

    def run() -> None:
        with target.hold("20260101T000000Z-000001"):
            target.prepare()
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run()
    assert not hidden(home)


def test_a_full_disk_is_left_to_the_publish(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(source: Path, target: Path, is_stopped: object) -> bool:
        del source, is_stopped
        target.write_bytes(b"half")
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(copies_ahead, "copy_file", fails)
    target = partial_of(home.published_file)
    copies_ahead.begin(kept(home), target)
    assert not copies_ahead.take(kept(home), target)
    copies_ahead.drop_all(home.folder)
    assert not partial_of(home.published_file).exists()
    put_in_place(home.releases, "r000001", home.published_file)
    assert is_intact(home.releases, home.published_file)


def test_what_is_stopped_is_not_whole(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copy_file, "_CHUNK_BYTES", BLOCK)
    copying = copies_ahead._Copying(home.published_file, home.folder / "copy")
    copying.is_stopped.set()
    copying.run()
    assert not copying.is_whole
    assert not (home.folder / "copy").exists()


@pytest.mark.parametrize(
    "wanted_bytes", [0, 100, BLOCK, 3 * BLOCK, 3 * BLOCK + BLOCK // 2, 5 * BLOCK + 1]
)
def test_a_file_is_made_the_same(home: Home, wanted_bytes: int) -> None:
    before = home.published_file.read_bytes()
    wanted = bytearray((before + os.urandom(2 * BLOCK))[:wanted_bytes])
    for place in (0, BLOCK + 7, len(wanted) - 1):
        if 0 <= place < len(wanted):
            wanted[place] ^= 1
    source, target = home.folder / "source", home.folder / "target"
    source.write_bytes(wanted)
    target.write_bytes(before)
    make_same(source, target)
    assert target.read_bytes() == wanted


def test_only_what_differs_is_written(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[tuple[int, int]] = []
    write_at = copy_file._write_at

    def noted(descriptor: int, content: memoryview, place: int) -> None:
        written.append((place, len(content)))
        write_at(descriptor, content, place)

    monkeypatch.setattr(copy_file, "_write_at", noted)
    source = home.folder / "source"
    wanted = bytearray(home.published_file.read_bytes())
    wanted[2 * BLOCK + 5] ^= 1
    source.write_bytes(wanted)
    make_same(source, home.published_file)
    assert written == [(2 * BLOCK, BLOCK)]
    assert home.published_file.read_bytes() == wanted


def test_a_prepared_copy_becomes_the_release(home: Home) -> None:
    (home.releases / "r000002").mkdir()
    newer = bytearray(home.published_file.read_bytes())
    newer[BLOCK] ^= 1
    (home.releases / "r000002" / "press.duckdb").write_bytes(newer + b"more")
    with home.published_file.open("rb") as reader:
        copies_ahead.begin(kept(home), partial_of(home.published_file))
        assert copies_ahead.take(kept(home), partial_of(home.published_file))
        put_in_place(home.releases, "r000002", home.published_file, is_prepared=True)
        assert reader.read() == kept(home).read_bytes()
    assert home.published_file.read_bytes() == newer + b"more"
    assert is_intact(home.releases, home.published_file)
