"""The vocabulary as the rules need it.

In comes the name of a table of `seeds/reference`, out comes its frame, read once, or one of its
columns in matching form. The reading itself is in `flows.reference`, which normalising uses too.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from flows.normalize.matching import match_form
from flows.reference import load, reference_folder

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["load", "reference_folder", "words"]


@lru_cache(maxsize=256)
def words(name: str, column: str, folder: Path | None = None) -> tuple[str, ...]:
    """The distinct words of a column in matching form, longest first (for alternatives in a regex).

    Args:
        name: file name without `.csv`.
        column: a column of text.
        folder: another folder than `reference_folder()`.
    """
    values = load(name, folder)[column].drop_nulls().to_list()
    return tuple(
        sorted({match_form(value) for value in values}, key=lambda word: (-len(word), word))
    )
