"""How a file is read, by its name alone.

Comes in: a name. Goes out: one of a few kinds, `text` where the name says nothing.
"""

from __future__ import annotations

import polars as pl

SUFFIX_KINDS = {
    ".html": "html", ".htm": "html", ".xhtml": "html",
    ".jsonl": "jsonl", ".ndjson": "jsonl",
    ".parquet": "parquet", ".csv": "csv", ".tsv": "tsv",
    ".zip": "zip",
    ".tar": "tar", ".tgz": "tar", ".tbz2": "tar", ".txz": "tar", ".tzst": "tar",
    ".gz": "gzip", ".bz2": "bzip2", ".xz": "xz", ".zst": "zstd",
}  # fmt: skip
_PACKED_KINDS = frozenset({"gzip", "bzip2", "xz", "zstd"})
_LONGEST_SUFFIX = 16  # of a name only its end is looked at
PLAIN_KINDS = ("text", "html")
"""Kinds that are one document each."""


def kind_of(name: str) -> str:
    """How a file of this name is read: by its suffix, `text` where it says nothing."""
    stem, dot, suffix = name[-_LONGEST_SUFFIX:].lower().rpartition(".")
    kind = SUFFIX_KINDS.get(dot + suffix, "text") if stem and "/" not in suffix else "text"
    return "tar" if kind in _PACKED_KINDS and stem.endswith(".tar") else kind


def kinds_of(path: pl.Expr) -> pl.Expr:
    """What `kind_of` says of each path."""
    end = path.str.tail(_LONGEST_SUFFIX).str.to_lowercase()
    kind = (
        end.str.extract(r"(?s).(\.[^./]*)$")
        .replace_strict(SUFFIX_KINDS, default=None, return_dtype=pl.String)
        .fill_null("text")
    )
    # A few plain searches: a regular expression would take as long as all the rest.
    is_tar = pl.any_horizontal(
        end.str.ends_with(".tar" + suffix)
        for suffix, packed in SUFFIX_KINDS.items()
        if packed in _PACKED_KINDS
    )
    return pl.when(is_tar).then(pl.lit("tar")).otherwise(kind)
