"""Decoded text -> the text that every span points into.

In comes a frame with a column `decoded`, out comes the same frame with `text`: byte order mark
dropped, NFC, CRLF and CR as LF, and the Icelandic `Ð`/`ð` that some keyboards write as `Đ`/`đ`.
Nothing else is changed, so that the text stays the source's own. What was mended is counted in
`repairs`, because valid UTF-8 is often not clean (DESIGN 7).
"""

from __future__ import annotations

import unicodedata

import polars as pl

# Whatever NFC may change holds a mark, a jamo or a code point that has another canonical form.
# Looking for those is one scan in Rust; only the rows found go through `unicodedata`.
MAYBE_NOT_NFC = (
    r"[\p{M}\u{374}\u{37E}\u{387}\u{958}-\u{95F}\u{9DC}-\u{9DF}\u{A33}-\u{A36}\u{A59}-\u{A5E}"
    r"\u{B5C}\u{B5D}\u{F43}-\u{FB9}\u{1161}-\u{1175}\u{11A8}-\u{11C2}\u{1F71}-\u{1FFD}\u{2000}"
    r"\u{2001}\u{2126}\u{212A}\u{212B}\u{2329}\u{232A}\u{2ADC}\u{F900}-\u{FAFF}\u{FB1D}-\u{FB4E}"
    r"\u{1D15E}-\u{1D1C0}\u{2F800}-\u{2FA1D}]"
)
_D_STROKE = r"[\u{D0}\u{F0}]"
_BOM = "\ufeff"
REPAIR = pl.Struct({"repair": pl.String, "count": pl.Int64})


def _compose(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _composed(text: pl.Series) -> pl.Series:
    """NFC of a series of strings; rows that cannot change are not touched."""
    suspects = text.str.contains(MAYBE_NOT_NFC).fill_null(value=False)
    if not suspects.any():
        return text
    rows = suspects.arg_true()
    values = pl.Series([_compose(value) for value in text.gather(rows)], dtype=pl.String)
    return text.scatter(rows, values)


def clean_text(decoded: str) -> str:
    """The `text` of one decoded file; the same as `with_text` does for a frame."""
    text = decoded.removeprefix(_BOM).replace("\r\n", "\n").replace("\r", "\n")
    return _compose(text).replace("\u00d0", "\u0110").replace("\u00f0", "\u0111")


def with_text(texts: pl.DataFrame) -> pl.DataFrame:
    """Add `text` to a frame with `decoded` and `repairs`, and what was mended to `repairs`.

    Counts: `bom` is 1, `newline` the line ends rewritten, `d_stroke` the letters replaced, `nfc`
    the code points by which composing made the text shorter (1 where it only replaced some).
    """
    frame = texts.with_columns(
        pl.col("decoded").str.strip_prefix(_BOM).alias("text"),
        pl.col("decoded").str.starts_with(_BOM).cast(pl.Int64).alias("bom"),
        pl.col("decoded").str.count_matches("\r", literal=True).cast(pl.Int64).alias("newline"),
    )
    if frame["newline"].sum():
        frame = frame.with_columns(
            pl.col("text").str.replace_many(["\r\n", "\r"], ["\n", "\n"], leftmost=True)
        )
    frame = frame.with_columns(_composed(frame["text"]).alias("composed"))
    length = pl.col("text").str.len_chars().cast(pl.Int64) - pl.col("composed").str.len_chars()
    changed = pl.col("text") != pl.col("composed")
    frame = frame.with_columns(
        pl.when(changed).then(length.clip(lower_bound=1)).otherwise(0).alias("nfc"),
        pl.col("composed").alias("text"),
        pl.col("composed").str.count_matches(_D_STROKE).cast(pl.Int64).alias("d_stroke"),
    )
    if frame["d_stroke"].sum():
        frame = frame.with_columns(
            pl.col("text").str.replace_many(["\u00d0", "\u00f0"], ["\u0110", "\u0111"])
        )
    return frame.with_columns(_merged_repairs()).drop(
        "composed", "bom", "newline", "nfc", "d_stroke"
    )


def _merged_repairs() -> pl.Expr:
    """`repairs` of the reader followed by ours, without those that are nought."""
    ours = [
        pl.struct(pl.lit(name).alias("repair"), pl.col(name).fill_null(0).alias("count"))
        for name in ("bom", "newline", "nfc", "d_stroke")
    ]
    reader = pl.col("repairs").cast(pl.List(REPAIR)).fill_null(pl.lit([], dtype=pl.List(REPAIR)))
    both = pl.concat_list(reader, pl.concat_list(ours))
    return both.list.filter(pl.element().struct.field("count") > 0).alias("repairs")
