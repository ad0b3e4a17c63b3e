"""UTF-16 and UTF-32, with a BOM or without.

Comes in: bytes. Goes out: the text and the name of the encoding. Without a BOM only the zero bytes
tell: every space and line end of a text in UTF-16 or UTF-32 has them, at the same side.
"""

from __future__ import annotations

import codecs

# UTF-32 first: its little-endian BOM begins with that of UTF-16
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WITHOUT_MARK = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
_MIN_ZERO_SHARE = 0.1  # spaces and line ends alone are a fifth of Vietnamese


def marked_encoding(content: bytes) -> tuple[str, int] | None:
    """The encoding that a BOM names, and the length of the BOM; null where there is none."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return encoding, len(mark)
    return None


def unmarked_text(content: bytes) -> tuple[str, str] | None:
    """Text and encoding of UTF-16 or UTF-32 without a BOM; null if the bytes are neither."""
    for encoding in _WITHOUT_MARK:
        width = 4 if "32" in encoding else 2
        if len(content) % width:
            continue
        high_byte = content[width - 1 :: width] if encoding.endswith("le") else content[::width]
        low_byte = content[::width] if encoding.endswith("le") else content[width - 1 :: width]
        if high_byte.count(0) < _MIN_ZERO_SHARE * len(high_byte) or 0 in low_byte:
            continue
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text, encoding
    return None
