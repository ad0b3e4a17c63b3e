"""The bytes of a whole batch: vectorised where they are plain UTF-8, one by one where not.

Comes in: a frame with `content`. Goes out: the same rows in the same order with `decoded`,
`encoding` and `repairs`, or a reason. Nearly all files of nearly all folders are clean UTF-8, so
everything that a batch can be asked at once is asked at once; only what that leaves in doubt goes
through `decode_bytes`.
"""

from __future__ import annotations

import codecs

import polars as pl
from polars.exceptions import ComputeError

from flows.read.doubtful import DECODED_COLUMNS, decode_doubtful
from flows.read.frames import REPAIRS, TEXTS_SCHEMA
from flows.read.kinds import SUFFIX_KINDS
from flows.read.mojibake import MAYBE_MOJIBAKE
from flows.read.options import ReadOptions

_CHUNK_ROWS = 512
# the suffix of a page, packed or not, a member of an archive or at an address with a query
_PAGE_NAME = (
    r"(?i)\.(?:"
    + "|".join(suffix[1:] for suffix, kind in SUFFIX_KINDS.items() if kind == "html")
    + r")(?:\.(?:gz|bz2|xz|zst))?(?: \(\d+\)|\?.*)?$"
)
_SNIFFED_BYTES = 64
_PAGE_STARTS = tuple(
    mark + start.encode(encoding)
    for start in ("<!DOCTYPE html", "<!doctype html", "<html", "<HTML")
    for mark, encoding in (
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    )
)
_HEAD_CHARACTERS = 256
_MIN_HEAD_LETTERS = 8
_VIETNAMESE_LETTER = "[ạ-ỹĐđƠơƯư]"


def decode(frame: pl.DataFrame, options: ReadOptions | None = None) -> pl.DataFrame:
    """Decode the rows that have `content` and no reason yet.

    Args:
        frame: Frame of `TEXTS_SCHEMA` (at least `source_path` and `content`; what is missing is
            added as null).
        options: Limits.

    Returns:
        Frame of `TEXTS_SCHEMA`, rows in the same order. Accepted rows have lost their `content`.
    """
    options = options or ReadOptions()
    judged = _completed(frame).with_columns(
        _is_page=is_page(), _utf8=_strict_utf8(frame["content"])
    )
    is_open = pl.col("reason_code").is_null() & pl.col("decoded").is_null()
    judged = judged.with_columns(
        _is_clean=is_open & ~pl.col("_is_page") & _is_clean(options.max_line_characters)
    ).with_columns(_is_doubtful=is_open & ~pl.col("_is_clean"))
    judged = judged.with_columns(_clean_columns())
    return _with_doubtful(judged, options).select(TEXTS_SCHEMA.names())


def _completed(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.with_columns(
        pl.lit(None, dtype=data_type).alias(name)
        for name, data_type in TEXTS_SCHEMA.items()
        if name not in frame.columns
    )


def _strict_utf8(content: pl.Series) -> pl.Series:
    """Bytes as text, null where they are not UTF-8; one bad row costs only its own chunk."""
    chunks = []
    for start in range(0, len(content), _CHUNK_ROWS):
        chunk = content.slice(start, _CHUNK_ROWS)
        try:
            chunks.append(chunk.cast(pl.String))
        except ComputeError:
            chunks.append(pl.Series(map(_utf8_or_none, chunk), dtype=pl.String))
    return pl.concat(chunks) if chunks else pl.Series(dtype=pl.String)


def _utf8_or_none(content: bytes | None) -> str | None:
    try:
        return None if content is None else content.decode("utf-8")
    except UnicodeDecodeError:
        return None


def is_page() -> pl.Expr:
    """Whether a row is an HTML page, by the name of the file or its first bytes."""
    head = pl.col("content").bin.slice(0, _SNIFFED_BYTES)
    return pl.any_horizontal(
        pl.col("source_path").str.contains(_PAGE_NAME),
        *(head.bin.starts_with(start) for start in _PAGE_STARTS),
    ).fill_null(value=False)


def _is_clean(max_line_characters: int) -> pl.Expr:
    """UTF-8 that is Vietnamese beyond doubt; false sends a row to `decode_bytes`, no further."""
    text = pl.col("_utf8")
    head_letters = text.str.slice(0, _HEAD_CHARACTERS).str.count_matches(_VIETNAMESE_LETTER)
    foreign_bytes = text.str.len_bytes().cast(pl.Float64) / text.str.len_chars()
    return (
        text.is_not_null()
        & (head_letters >= _MIN_HEAD_LETTERS)
        & foreign_bytes.is_between(1.1, 1.6)
        & (text.str.len_bytes() <= max_line_characters)
        & ~text.str.contains("\x00", literal=True)
        & ~text.str.contains("\ufffd", literal=True)
        & ~text.str.contains(MAYBE_MOJIBAKE)
    ).fill_null(value=False)


def _clean_columns() -> list[pl.Expr]:
    clean, text = pl.col("_is_clean"), pl.col("_utf8")
    has_bom = text.str.starts_with("\ufeff")
    bom = pl.lit([{"repair": "bom", "count": 1}], dtype=REPAIRS)
    none = pl.lit([], dtype=REPAIRS)
    return [
        pl.when(clean).then(text.str.strip_prefix("\ufeff")).otherwise("decoded").alias("decoded"),
        pl.when(clean)
        .then(pl.when(has_bom).then(pl.lit("utf-8-sig")).otherwise(pl.lit("utf-8")))
        .otherwise("encoding")
        .alias("encoding"),
        pl.when(clean).then(1.0).otherwise("encoding_confidence").alias("encoding_confidence"),
        pl.when(clean)
        .then(pl.when(has_bom).then(bom).otherwise(none))
        .otherwise("repairs")
        .alias("repairs"),
        pl.when(clean).then(None).otherwise("content").alias("content"),
    ]


def _with_doubtful(judged: pl.DataFrame, options: ReadOptions) -> pl.DataFrame:
    indexed = judged.with_row_index("_row")
    doubtful = indexed.filter("_is_doubtful")
    if doubtful.is_empty():
        return judged
    rows = decode_doubtful(doubtful, options)
    update = pl.DataFrame(rows, schema={n: TEXTS_SCHEMA[n] for n in DECODED_COLUMNS}, orient="row")
    decided = doubtful.drop(DECODED_COLUMNS).with_columns(update.get_columns())
    rest = indexed.filter(~pl.col("_is_doubtful"))
    return pl.concat([rest, decided.select(rest.columns)]).sort("_row")
