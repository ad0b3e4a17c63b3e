"""The files of a benchmark: articles by size, Khotin's homes, and the homes of its rivals.

What comes in: the corpus and a work folder. What goes out: folders that hold what a case needs,
made once and used again. Nothing outside the work folder is written.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
# What decides which texts a corpus is grown by.
MAKERS = ("benchmarks/corpus.py", "benchmarks/variation.py", "tests/synthetic.py")
# What would let a run find another server, home or setting than it is given.
_FOREIGN = ("KHOTIN_", "PREFECT_", "DBT_", "POLARS_", "PYTHON")
_QUIET = {
    "DO_NOT_TRACK": "1",
    "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
    "GX_ANALYTICS_ENABLED": "false",
    "RUNTIME__DLTHUB_TELEMETRY": "false",
}


@dataclass(frozen=True)
class Files:
    """Where the articles and homes of one corpus lie.

    Attributes:
        source: `seeds`, or the path of a folder or parquet.
        top: the work folder of all corpora.
        revision: of the code; a home that other code made is no start for a rerun.
    """

    source: str
    top: Path
    revision: str

    @property
    def work(self) -> Path:
        """The work folder of this corpus; another one, or one made otherwise, has another."""
        path = Path(self.source)
        digest = hashlib.sha256(self.source.encode())
        if path.exists():
            found = path.stat()
            digest.update(f"{path.resolve()}|{found.st_size}|{found.st_mtime_ns}".encode())
        for maker in MAKERS:
            digest.update((ROOT / maker).read_bytes())
        folder = self.top / digest.hexdigest()[:12]
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    @property
    def log(self) -> Path:
        """What the measured command wrote to standard error."""
        return self.work / "command.log"

    @property
    def rivals(self) -> Path:
        """The homes of the rivals."""
        return self.work / "rivals"

    def environment(self, *more: tuple[str, str]) -> dict[str, str]:
        """The environment of every measured command, the same for all."""
        own = {name: value for name, value in os.environ.items() if not name.startswith(_FOREIGN)}
        return {**own, **_QUIET, **dict(more)}

    def folder(self, size: int) -> Path:
        """The folder of so many articles."""
        return self.work / "articles" / str(size)

    def home(self, size: int) -> Path:
        """Khotin's home for them."""
        return self.work / "homes" / str(size)

    def corpus(self, size: int) -> dict[str, Any]:
        """Write the articles where they are not yet, take away added ones; say what they are."""
        if self.added(size):
            self.drop_home(size)
        described = self.folder(size).with_suffix(".json")
        if not described.exists():
            shutil.rmtree(self.folder(size), ignore_errors=True)
            described.write_text(json.dumps(self._write(size, 0, size)), encoding="utf-8")
        facts: dict[str, Any] = json.loads(described.read_text(encoding="utf-8"))
        return facts

    def describe(self, source: str, size: int) -> dict[str, Any]:
        """What the corpus is, not where: kind, articles that are not made, mean bytes."""
        facts = self.corpus(size)
        kind = "articles made from the five seeds" if source == "seeds" else "articles of a corpus"
        mean = round(facts["bytes"] / facts["articles"])
        originals = facts["originals"]
        return {"kind": kind, "originals": originals, "articles": size, "mean_bytes": mean}

    def _write(self, size: int, start: int, stop: int) -> dict[str, Any]:
        folder = self.folder(size)
        folder.parent.mkdir(parents=True, exist_ok=True)
        command = [
            *(str(ROOT / ".venv" / "bin" / "python"), "-m", "benchmarks.corpus"),
            *(self.source, str(folder), str(start), str(stop)),
        ]
        done = subprocess.run(  # noqa: S603 - our own module
            command, check=True, capture_output=True, text=True, cwd=ROOT, env=self.environment()
        )
        facts: dict[str, Any] = json.loads(done.stdout)
        return facts

    def added(self, size: int) -> int:
        """How many articles were added to them as new."""
        folder = self.folder(size)
        return max(0, sum(1 for _ in folder.glob("*.txt")) - size)

    def add(self, size: int, count: int) -> None:
        """Add new articles."""
        start = size + self.added(size)
        self._write(size, start, start + count)

    def _cold_mark(self, size: int) -> Path:
        return self.home(size).with_suffix(".cold")

    def is_cold(self, size: int) -> bool:
        """Whether the home was made by a whole cold load of these articles, by this code."""
        mark = self._cold_mark(size)
        return mark.exists() and mark.read_text(encoding="ascii") == self.revision

    def mark_cold(self, size: int) -> None:
        """Note that the home is as a cold load leaves it."""
        self._cold_mark(size).write_text(self.revision, encoding="ascii")

    def drop_home(self, size: int) -> None:
        """Delete the home, and the articles that were added behind it."""
        self._cold_mark(size).unlink(missing_ok=True)
        shutil.rmtree(self.home(size), ignore_errors=True)
        for path in sorted(self.folder(size).glob("*.txt"))[size:]:
            path.unlink()
