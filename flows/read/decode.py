"""The bytes of a whole batch: vectorised where they are plain UTF-8, one by one where not.

Comes in: a frame with `content`. Goes out: the same rows in the same order with `decoded`,
`encoding` and `repairs`, or a reason. Nearly all files of nearly all folders are clean UTF-8, so
everything that a batch can be asked at once is asked at once; only what that leaves in doubt goes
through `decode_bytes`.
"""

from __future__ import annotations

import polars as pl
from polars.exceptions import ComputeError

from flows.read.decoding import Decoding, decode_bytes
from flows.read.frames import REPAIRS, TEXTS_SCHEMA
from flows.read.options import ReadOptions
from flows.read.reasons import sentence

_CHUNK_ROWS = 512
_HEAD_CHARACTERS = 600
_MIN_HEAD_LETTERS = 12
_VIETNAMESE_LETTER = "[ạ-ỹĐđƠơƯư]"
_MAYBE_MOJIBAKE = "á[º»]|Æ[°¡]|Ä[‘\x91]|Ã[\x80-\xbf]"


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
    frame = _completed(frame)
    utf8 = _strict_utf8(frame["content"])
    judged = frame.with_columns(utf8.alias("_utf8")).with_columns(_is_clean().alias("_is_clean"))
    is_open = pl.col("reason_code").is_null() & pl.col("decoded").is_null()
    judged = judged.with_columns(
        is_clean=is_open & pl.col("_is_clean"), is_doubtful=is_open & ~pl.col("_is_clean")
    ).with_columns(_clean_columns())
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


def _is_clean() -> pl.Expr:
    """UTF-8 that is Vietnamese beyond doubt; false sends a row to `decode_bytes`, no further."""
    text = pl.col("_utf8")
    head_letters = text.str.slice(0, _HEAD_CHARACTERS).str.count_matches(_VIETNAMESE_LETTER)
    foreign_bytes = text.str.len_bytes().cast(pl.Float64) / text.str.len_chars()
    return (
        text.is_not_null()
        & (head_letters >= _MIN_HEAD_LETTERS)
        & foreign_bytes.is_between(1.1, 1.6)
        & ~text.str.contains("\x00", literal=True)
        & ~text.str.contains(_MAYBE_MOJIBAKE)
    ).fill_null(value=False)


def _clean_columns() -> list[pl.Expr]:
    clean, text = pl.col("is_clean"), pl.col("_utf8")
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
    doubtful = indexed.filter("is_doubtful")
    if doubtful.is_empty():
        return judged
    decodings = [decode_bytes(content or b"") for content in doubtful["content"]]
    update = pl.DataFrame(
        [
            _decoded_row(row, path, content, decoding)
            for row, path, content, decoding in zip(
                doubtful["_row"],
                doubtful["source_path"],
                doubtful["content"],
                decodings,
                strict=True,
            )
        ],
        schema={
            "_row": indexed.schema["_row"],
            **{name: TEXTS_SCHEMA[name] for name in _DECODED_COLUMNS},
        },
        orient="row",
    )
    rest = doubtful.drop(_DECODED_COLUMNS).join(update, on="_row", maintain_order="left")
    return pl.concat([indexed.filter(~pl.col("is_doubtful")), rest], how="diagonal").sort("_row")


_DECODED_COLUMNS = (
    "content", "decoded", "encoding", "encoding_confidence", "repairs", "reason_code", "reason",
)  # fmt: skip


def _decoded_row(
    row: int, path: str, content: bytes | None, decoding: Decoding
) -> tuple[object, ...]:
    code = decoding.reason_code
    return (
        row,
        content if code else None,
        decoding.text,
        decoding.encoding,
        decoding.confidence,
        [{"repair": repair, "count": count} for repair, count in decoding.repairs],
        code.value if code else None,
        sentence(code, path, decoding.detail) if code else None,
    )
