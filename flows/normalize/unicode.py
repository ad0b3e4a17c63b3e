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


def _composed(text: pl.Series, suspects: pl.Series) -> tuple[pl.Series, dict[int, int]]:
    """NFC of the suspect rows, and by row how many code points shorter that made it."""
    mended: dict[int, int] = {}
    values: list[str] = []
    for row, value in zip(suspects, text.gather(suspects), strict=True):
        composed = _compose(value)
        if composed != value:
            mended[row] = max(len(value) - len(composed), 1)
            values.append(composed)
    if not mended:
        return text, mended
    return text.scatter(list(mended), pl.Series(values, dtype=pl.String)), mended


def _with_d_stroke(text: pl.Series, rows: pl.Series) -> tuple[pl.Series, dict[int, int]]:
    """The Icelandic letters of these rows replaced, and by row how many."""
    if rows.is_empty():
        return text, {}
    found = text.gather(rows)
    counted = dict(zip(rows, found.str.count_matches(_D_STROKE), strict=True))
    replaced = found.str.replace_many(["\u00d0", "\u00f0"], ["\u0110", "\u0111"])
    return text.scatter(rows, replaced), counted


def _suspects(decoded: pl.Series) -> dict[str, pl.Series]:
    """Rows that may need each repair. The scans of one select run side by side."""
    text = pl.col("decoded")
    flags = decoded.to_frame("decoded").select(
        nfc=text.str.contains(MAYBE_NOT_NFC),
        newline=text.str.contains("\r", literal=True),
        upper=text.str.contains("\u00d0", literal=True),
        lower=text.str.contains("\u00f0", literal=True),
        bom=text.str.starts_with(_BOM),
    )
    flags = flags.select(
        "nfc", "newline", "bom", (pl.col("upper") | pl.col("lower")).alias("d_stroke")
    )
    return {flag.name: flag.fill_null(value=False).arg_true() for flag in flags}


def clean_text(decoded: str) -> str:
    """The `text` of one decoded file; the same as `with_text` does for a frame."""
    text = decoded.removeprefix(_BOM).replace("\r\n", "\n").replace("\r", "\n")
    return _compose(text).replace("\u00d0", "\u0110").replace("\u00f0", "\u0111")


def with_text(texts: pl.DataFrame) -> pl.DataFrame:
    """Add `text` to a frame with `decoded` and `repairs`, and what was mended to `repairs`.

    Counts: `bom` is 1, `newline` the line ends rewritten, `d_stroke` the letters replaced, `nfc`
    the code points by which composing made the text shorter (1 where it only replaced some).
    """
    decoded = texts["decoded"]
    suspects = _suspects(decoded)
    counts: dict[str, dict[int, int]] = {"bom": dict.fromkeys(suspects["bom"], 1), "newline": {}}
    text = decoded if suspects["bom"].is_empty() else decoded.str.strip_prefix(_BOM)
    if not suspects["newline"].is_empty():
        rows = suspects["newline"]
        found = text.gather(rows)
        counted = found.str.count_matches("\r", literal=True)
        counts["newline"] = dict(zip(rows, counted, strict=True))
        mended = found.str.replace_many(["\r\n", "\r"], ["\n", "\n"], leftmost=True)
        text = text.scatter(rows, mended)
    text, counts["nfc"] = _composed(text, suspects["nfc"])
    text, counts["d_stroke"] = _with_d_stroke(text, suspects["d_stroke"])
    return texts.with_columns(text.alias("text"), _with_repairs(texts["repairs"], counts))


def _with_repairs(reader: pl.Series, counts: dict[str, dict[int, int]]) -> pl.Series:
    """`repairs` of the reader, each followed by ours."""
    repairs = (
        reader.cast(pl.List(REPAIR)).to_frame("repairs").select(pl.col("repairs").fill_null([]))
    )
    if not any(counts.values()):
        return repairs["repairs"]
    ours = (
        pl.DataFrame(
            [(row, name, count) for name, rows in counts.items() for row, count in rows.items()],
            schema={"row": pl.UInt32, "repair": pl.String, "count": pl.Int64},
            orient="row",
        )
        .group_by("row")
        .agg(pl.struct("repair", "count").cast(REPAIR).alias("ours"))
    )
    both = repairs.with_row_index("row").join(ours, on="row", how="left", maintain_order="left")
    return both.select(pl.concat_list("repairs", pl.col("ours").fill_null([])).alias("repairs"))[
        "repairs"
    ]
