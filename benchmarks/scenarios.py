"""What is measured: Khotin's scenarios and its rivals', as cases that can be prepared and run.

What comes in: the corpus, the sizes and a work folder. What goes out: cases in the order in which
they are best run. Each says what to do before a run, which command to measure, and what to note
of its outcome; a run that did not do what it should raises, and is not counted.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from benchmarks.files import ROOT, Files
from benchmarks.measure import MEGABYTE, Measurement

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

# The rivals are modules of this folder; Khotin is installed.
FROM_ROOT = (("PYTHONPATH", str(ROOT)),)
KHOTIN_PYTHON = ROOT / ".venv" / "bin" / "python"
KHOTIN = ROOT / ".venv" / "bin" / "khotin"
BENCH_PYTHON = ROOT / ".venv-bench" / "bin" / "python"

NAMES = ("fixed", "cold", "unchanged", "new", "floor", "dlt", "notebook", "persons", "scale")
UNDERTHESEA_ARTICLES = 60
KHOTIN_PERSONS_ARTICLES = 2000
# The share of articles that is new in the scenario of that name.
NEW_SHARE = 100

Facts = dict[str, Any]


class BenchmarkError(Exception):
    """A measured program did not do what it should, so its time means nothing."""


@dataclass(frozen=True)
class Case:
    """One thing to measure.

    Attributes:
        name: `scenario/articles`.
        command: what is measured.
        prepare: what has to be done before each run, unmeasured.
        note: what to keep of a run beside its cost; raises BenchmarkError where it went wrong.
        environment: variables of the command.
        is_last_of_size: whether Khotin's home of this size is not needed behind it.
    """

    name: str
    command: tuple[str, ...]
    prepare: Callable[[], None]
    note: Callable[[Measurement], Facts]
    environment: tuple[tuple[str, str], ...] = ()
    is_last_of_size: bool = False


def cases(names: set[str], size: int, sizes: tuple[int, ...], files: Files) -> Iterator[Case]:
    """The cases of the chosen scenarios.

    Args:
        names: which scenarios.
        size: articles of all scenarios but `scale`.
        sizes: articles of `scale`.
        files: the corpus and homes.
    """
    if "fixed" in names:
        yield _cold("khotin-fixed", 1, files)
    colds = {size} if "cold" in names else set()
    unchanged = {size} if "unchanged" in names else set()
    if "scale" in names:
        colds, unchanged = colds | set(sizes), unchanged | set(sizes)
    for one in sorted(colds | unchanged):
        if one in colds:
            yield _cold("khotin-cold", one, files)
        if one in unchanged:
            yield replace(_unchanged(one, files), is_last_of_size=one != size)
    if "new" in names:
        yield _new(size, files)
    yield from _rivals(names, size, files)


def _khotin(folder: Path, home: Path) -> tuple[str, ...]:
    return (str(KHOTIN), "run", str(folder), "--home", str(home), "--json")


def _cold(scenario: str, size: int, files: Files) -> Case:
    def note(measured: Measurement) -> Facts:
        facts = _summary(measured, files, size, read=size, new=size)
        files.mark_cold(size)
        return facts

    def prepare() -> None:
        files.corpus(size)
        files.drop_home(size)

    return Case(f"{scenario}/{size}", _khotin(files.folder(size), files.home(size)), prepare, note)


def _unchanged(size: int, files: Files) -> Case:
    return Case(
        f"khotin-unchanged/{size}",
        _khotin(files.folder(size), files.home(size)),
        lambda: _load_unmeasured(size, files),
        lambda measured: _summary(measured, files, size, read=size, new=0),
    )


def _new(size: int, files: Files) -> Case:
    step = max(1, size // NEW_SHARE)
    begun: list[bool] = []

    def prepare() -> None:
        if not begun:
            # What an earlier, broken call left is not known, so it begins from a cold load.
            _load_unmeasured(size, files)
            begun.append(True)
        files.add(size, step)

    def note(measured: Measurement) -> Facts:
        return _summary(measured, files, size, read=size + files.added(size), new=step)

    command = _khotin(files.folder(size), files.home(size))
    return Case(f"khotin-new/{size}", command, prepare, note)


def _load_unmeasured(size: int, files: Files) -> None:
    """Bring a home into the state behind a cold load, where it is not."""
    files.corpus(size)
    if files.is_cold(size):
        return
    files.drop_home(size)
    _unmeasured(_khotin(files.folder(size), files.home(size)), files)
    files.mark_cold(size)


def _summary(measured: Measurement, files: Files, size: int, *, read: int, new: int) -> Facts:
    """What Khotin says of its run, after a look whether it did what it should."""
    if measured.exit_code != 0:
        raise BenchmarkError(f"khotin ended with {measured.exit_code}; see {files.log}")
    summary = json.loads(measured.output)
    taken = summary["files_accepted"] + summary["files_duplicate"]
    rejected = summary["files_rejected"]
    is_whole = summary["files_read"] == read and max(0, new - rejected) <= taken <= new
    if not is_whole or summary["status"] != ("published" if new else "unchanged"):
        counts = {name: value for name, value in summary.items() if name.startswith("files_")}
        raise BenchmarkError(
            f"khotin should have read {read} files, {new} of them new, but ended "
            f"{summary['status']} with {counts}"
        )
    if not new and "build" in summary["step_seconds"]:
        raise BenchmarkError("khotin built the marts anew, though nothing was new")
    home = files.home(size)
    start = round(measured.wall_seconds - summary["seconds"], 3)
    rows = summary["mart_rows"]
    return {
        "articles": rows.get("articles"),
        "mentions": rows.get("person_mentions"),
        "metrics": rows.get("metrics"),
        "rejected": rejected,
        "step_seconds": {"start": start, **summary["step_seconds"]},
        "published_mb": round((home / "press.duckdb").stat().st_size / MEGABYTE, 2),
        "home_mb": round(_size(home) / MEGABYTE, 2),
    }


def _size(folder: Path) -> int:
    """Bytes of a folder on disk, a file of several links once."""
    sizes = {
        found.st_ino: found.st_blocks * 512
        for found in (path.lstat() for path in folder.rglob("*") if not path.is_dir())
    }
    return sum(sizes.values())


def _rivals(names: set[str], size: int, files: Files) -> Iterator[Case]:
    if "floor" in names:
        for processes in (1, 2):
            yield _rival(f"floor-{processes}", "floor", size, files, str(processes))
    if "dlt" in names:
        for form in ("arrow", "rows"):
            yield _rival(f"dlt-{form}", "dlt_load", size, files, form)
            yield _rival(f"dlt-{form}-unchanged", "dlt_load", size, files, form, fresh=False)
    if "notebook" in names:
        yield _rival("notebook", "notebook", size, files)
    if "persons" in names:
        yield _persons("underthesea", BENCH_PYTHON, UNDERTHESEA_ARTICLES, size, files)
        yield _persons("khotin", KHOTIN_PYTHON, KHOTIN_PERSONS_ARTICLES, size, files)


def _persons(name: str, python: Path, count: int, size: int, files: Files) -> Case:
    folder = str(files.folder(size))
    return Case(
        f"persons-{name}/{size}",
        (str(python), "-m", f"benchmarks.rivals.{name}_persons", folder, str(min(count, size))),
        lambda: _just_articles(size, files),
        _told(files),
        (*FROM_ROOT, ("POLARS_MAX_THREADS", "1")),
    )


def _just_articles(size: int, files: Files) -> None:
    files.corpus(size)


def _rival(
    scenario: str, module: str, size: int, files: Files, *arguments: str, fresh: bool = True
) -> Case:
    home = files.rivals / module / "-".join((module, *arguments))
    command = (
        *(str(BENCH_PYTHON), "-m", f"benchmarks.rivals.{module}"),
        *(str(files.folder(size)), str(home), *arguments),
    )

    def prepare() -> None:
        files.corpus(size)
        if module == "dlt_load" and not (home.parent / "partial_parse.msgpack").exists():
            # As `make setup` parses the models once for Khotin.
            parse = (*command[:4], str(home.parent / "parse"), "parse")
            _unmeasured(parse, files)
        if fresh:
            shutil.rmtree(home, ignore_errors=True)
        elif not home.exists():
            _unmeasured(command, files)

    return Case(f"{scenario}/{size}", command, prepare, _told(files), FROM_ROOT)


def _unmeasured(command: tuple[str, ...], files: Files) -> None:
    subprocess.run(  # noqa: S603 - our own commands
        command,
        check=True,
        stdout=subprocess.DEVNULL,
        env=files.environment(*FROM_ROOT),
        cwd=files.work,
    )


def _told(files: Files) -> Callable[[Measurement], Facts]:
    """What a rival says of itself: the JSON of its last line."""

    def note(measured: Measurement) -> Facts:
        if measured.exit_code != 0:
            raise BenchmarkError(f"it ended with {measured.exit_code}; see {files.log}")
        facts: Facts = json.loads(measured.output.strip().splitlines()[-1])
        return facts

    return note
