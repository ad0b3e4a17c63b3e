"""Keeps the models as dbt parsed them, for all runs of this installation.

What comes in: dbt's manifest, once, at `make setup`. What goes out: the same manifest in a run, as
long as dbt, the checkout and every file that dbt would parse are what they were; dbt's own partial
parse takes half a second to find that nothing changed. With it go the templates, compiled. The
files lie in the environment, which whoever may write to it may change the code of as well.
"""

from __future__ import annotations

import hashlib
import importlib.util
import pickle
import sys
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from flows import versions
from flows.marts import compiled_templates
from flows.settings import PROJECT

if TYPE_CHECKING:
    from dbt.contracts.graph.manifest import Manifest

FOLDER = Path(sys.prefix) / "share" / "khotin"
# Of another release of these, or of Python, what was kept is of no use.
MAKERS = ("dbt-core", "dbt-duckdb", "dbt-common", "dbt-adapters", "jinja2", "mashumaro")


def keep(manifest: Manifest) -> None:
    """Keep what was just parsed, in the place of all that was kept before."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.glob("models-*"):
        old.unlink(missing_ok=True)
    place = _place()
    compiled_templates.keep(_templates_beside(place), manifest)
    partial = place.with_suffix(".partial")
    partial.write_bytes(pickle.dumps(manifest, pickle.HIGHEST_PROTOCOL))
    partial.replace(place)


def kept() -> Manifest | None:
    """What was kept of these very models by this very dbt; None where they must be parsed.

    The templates that were kept with them are used from here on.
    """
    compiled_templates.remember()
    place = _place()
    try:
        content = place.read_bytes()
        compiled_templates.use(_templates_beside(place))
    except FileNotFoundError:
        return None
    manifest: Manifest = pickle.loads(content)  # noqa: S301 - a file of the environment, as our code
    return manifest


def _place() -> Path:
    """Its name says of what it is: of another dbt, checkout or model there is no file."""
    origin = (
        *(version(maker) for maker in MAKERS),
        importlib.util.MAGIC_NUMBER,
        str(PROJECT),
        versions.parsed_version(),
    )
    return FOLDER / f"models-{hashlib.sha256(repr(origin).encode()).hexdigest()[:16]}.pickle"


def _templates_beside(place: Path) -> Path:
    return place.with_suffix(".compiled")
