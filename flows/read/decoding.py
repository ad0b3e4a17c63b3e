"""One document's bytes: which encoding, which text, or why neither.

Comes in: bytes. Goes out: a `Decoding`. Strict UTF-8 first; what is not UTF-8, or is UTF-8 and yet
does not read as Vietnamese, is looked at more closely. Nothing is guessed: doubt is a reason.
"""

from __future__ import annotations

from dataclasses import dataclass

from flows.read.reasons import ReasonCode
from flows.read.syllables import is_vietnamese, read_as_vietnamese


@dataclass(frozen=True)
class Decoding:
    """What one document's bytes say.

    Attributes:
        text: The text, without BOM; null if the document is rejected.
        encoding: Name of the encoding (see `flows.read`); null if it is not known.
        confidence: 1.0 for strict UTF-8, else how surely the encoding was told, 0 to 1.
        repairs: What was mended, with counts.
        reason_code: Why the document is rejected; null if it is accepted.
        detail: What the sentence of the reason names.
    """

    text: str | None = None
    encoding: str | None = None
    confidence: float | None = None
    repairs: tuple[tuple[str, int], ...] = ()
    reason_code: ReasonCode | None = None
    detail: str = ""


SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word or Excel document"),
    (b"PK\x03\x04", "a zip archive or a Word document (.docx)"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a RIFF medium (WebP, WAV, AVI)"),
    (b"\x1f\x8b", "a gzip file"),
    (b"BZh", "a bzip2 file"),
    (b"\xfd7zXZ\x00", "an xz file"),
    (b"\x28\xb5\x2f\xfd", "a zstd file"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"PAR1", "a parquet table"),
    (b"SQLite format 3\x00", "a SQLite database"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
)


def decode_bytes(content: bytes) -> Decoding:
    """Tell the encoding of one document and decode it.

    Args:
        content: The raw bytes of the document.

    Returns:
        The decoding; `reason_code` is set where the document is rejected.
    """
    if not content.strip():
        return Decoding(reason_code=ReasonCode.EMPTY_FILE)
    for signature, name in SIGNATURES:
        if content.startswith(signature):
            return Decoding(reason_code=ReasonCode.BINARY_FILE, detail=f"it is {name}")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        return Decoding(
            reason_code=ReasonCode.UNKNOWN_ENCODING,
            detail=f"byte {error.start} is not UTF-8",
        )
    return _judge_unicode(text, "utf-8")


def _judge_unicode(text: str, encoding: str) -> Decoding:
    repairs: tuple[tuple[str, int], ...] = ()
    if text.startswith("\ufeff"):
        text, encoding, repairs = text[1:], "utf-8-sig", (("bom", 1),)
    if "\x00" in text:
        detail = f"it has a NUL character at position {text.index(chr(0))}"
        return Decoding(reason_code=ReasonCode.BINARY_FILE, detail=detail)
    reading = read_as_vietnamese(text)
    if not reading.latin_letters + reading.other_letters:
        return Decoding(reason_code=ReasonCode.NO_LETTERS, detail="only digits and signs")
    if not is_vietnamese(reading):
        detail = f"{reading.legal} of its {reading.words} words are Vietnamese syllables"
        return Decoding(encoding=encoding, reason_code=ReasonCode.NOT_VIETNAMESE, detail=detail)
    return Decoding(text, encoding, 1.0, repairs)
