"""What made an article and what made the marts, as short fingerprints of the files that decide it.

A fingerprint that follows the files cannot be forgotten when a rule changes: articles made by
older rules are told apart by it (`khotin status`, `khotin run --reprocess`), and marts made by
older models are built anew.
"""

from __future__ import annotations

import hashlib
from functools import cache
from typing import TYPE_CHECKING

from flows.settings import PROJECT

if TYPE_CHECKING:
    from pathlib import Path

RULES = ("flows/normalize/**/*.py", "flows/extract/**/*.py", "seeds/reference/*.csv")
READING = (
    "flows/read/**/*.py",
    "flows/read/data/*",
    "flows/cluster/*.py",
    "flows/documents.py",
    "flows/transform.py",
)
MODELS = (
    "dbt/models/**/*",
    "dbt/macros/**/*.sql",
    "dbt/dbt_project.yml",
    "seeds/reference/*.csv",
    "warehouse/macros/*",
)
# All that dbt reads when it parses the project.
PARSED = (
    "dbt/*.yml",
    "dbt/models/**/*",
    "dbt/macros/**/*",
    "dbt/analyses/**/*",
    "dbt/tests/**/*",
    "seeds/reference/*",
)


@cache
def rules_version(project: Path = PROJECT) -> str:
    """Fingerprint of the rules and vocabulary that turn a text into facts."""
    return _fingerprint(project, RULES)


@cache
def models_version(copies: str = "each", project: Path = PROJECT) -> str:
    """Fingerprint of the dbt models that turn raw rows into marts, and of how they count copies."""
    fingerprint = _fingerprint(project, MODELS)
    return fingerprint if copies == "each" else f"{fingerprint}-{copies}"


@cache
def worker_version(project: Path = PROJECT) -> str:
    """Fingerprint of all that turns a source into facts, which workers elsewhere must share."""
    return _fingerprint(project, RULES + READING)


def parsed_version(project: Path = PROJECT) -> str:
    """Fingerprint of what dbt reads when it parses the models."""
    return _fingerprint(project, PARSED)


def _fingerprint(project: Path, patterns: tuple[str, ...]) -> str:
    digest = hashlib.sha256()
    for path in sorted({file for pattern in patterns for file in project.glob(pattern)}):
        if path.is_file():
            digest.update(str(path.relative_to(project)).encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
