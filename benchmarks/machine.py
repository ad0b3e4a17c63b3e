"""Says what was measured on what: cores, memory, versions and the revision of the code.

Nothing that names the machine or a path on it is kept.
"""

from __future__ import annotations

import hashlib
import os
import platform
import subprocess
from importlib.metadata import version
from pathlib import Path
from typing import Any

import psutil

from benchmarks.files import ROOT

# What decides how fast a run is; a change there makes older runs stale.
MEASURED = ("flows", "warehouse", "dbt", "expectations", "seeds/reference", "benchmarks/rivals")
OURS = ("prefect", "duckdb", "polars", "dbt-core", "great-expectations")
RIVALS = ("dlt", "pandas", "underthesea")


def pin(cores: int) -> int:
    """Let this process and all it starts use so many cores; say how many there are to use."""
    if not hasattr(os, "sched_setaffinity"):
        return min(cores, psutil.cpu_count() or 1)
    chosen = sorted(os.sched_getaffinity(0))[:cores]
    os.sched_setaffinity(0, chosen)
    return len(chosen)


def machine(cores: int) -> dict[str, Any]:
    """Cores used, memory in GB, CPU model and system."""
    return {
        "cores": cores,
        "memory_gb": round(psutil.virtual_memory().total / 1e9),
        "cpu": _cpu(),
        "system": f"{platform.system()} {platform.machine()}",
    }


def _cpu() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return models[0] if models else platform.machine()


def versions() -> dict[str, str]:
    """Versions of Khotin's revision and packages, and of its rivals."""
    code = f"from importlib.metadata import version as v\nfor n in {OURS!r}: print(n, v(n))"
    khotin = ROOT / ".venv" / "bin" / "python"
    found = dict(line.split() for line in _output(str(khotin), "-c", code).splitlines())
    commit = _output("git", "rev-parse", "--short", "HEAD").strip()
    rivals = {name: version(name) for name in RIVALS}
    return {"khotin": commit, "python": platform.python_version(), **found, **rivals}


def _output(*command: str) -> str:
    return subprocess.run(  # noqa: S603 - our own commands
        command, check=True, capture_output=True, text=True, cwd=ROOT
    ).stdout


def revision() -> str:
    """A fingerprint of all code that is measured."""
    digest = hashlib.sha256()
    files = {path for part in MEASURED for path in (ROOT / part).rglob("*") if path.is_file()}
    for path in sorted({*files, ROOT / "requirements.lock", ROOT / "benchmarks/requirements.txt"}):
        kept = path.relative_to(ROOT)
        # What runs leave behind, and where the homes of a checkout lie.
        if not {"__pycache__", "target", "logs", "data"} & set(kept.parts):
            digest.update(str(kept).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]
