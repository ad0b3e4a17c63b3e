"""One document's bytes: which encoding, which text, or why neither.

Comes in: bytes. Goes out: a `Decoding`. Strict UTF-8 first; then what a BOM or zero bytes tell;
then the Vietnamese code pages, scored on the words they make. Nothing is guessed: where two
readings are close, or none is Vietnamese, the document is rejected with the reason.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from flows.read.capitals import restore_capitals
from flows.read.code_pages import decode_legacy
from flows.read.detection import PageScore, score_as_it_is, score_code_pages
from flows.read.mojibake import (
    as_misread_bytes,
    is_partly_misread,
    looks_misread,
    undo_misreading,
)
from flows.read.pages import without_markup
from flows.read.reasons import ReasonCode
from flows.read.signatures import signature_of
from flows.read.syllables import Reading, is_vietnamese, read_as_vietnamese
from flows.read.unicode_bytes import marked_encoding, unmarked_text

# 2026-11: of 5,000 cuts of 80 to 350 characters in five code pages the right one was always first,
# scored .66 to 1 (99.9% above .88) and led by .08 to .7; a right page that falls short is rejected
MIN_SCORE = 0.75
MIN_LEAD = 0.15
MIN_LEAD_WORDS = 2.0
MIN_WORDS = 4
MAX_CONTROL_SHARE = 0.01
MAX_LOST_CHARACTER_SHARE = 0.001
HEAD_CHARACTERS = 3_000  # a text whose beginning is Vietnamese need not be read to its end
DAMAGE_RATIO = 4  # valid multi-byte characters for each invalid byte that make it damaged UTF-8

_CONTROLS = bytes({*range(0x20), 0x7F} - {*b"\t\n\v\f\r\x1b"})


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


def decode_bytes(
    content: bytes, *, is_page: bool = False, max_line_characters: int | None = None
) -> Decoding:
    """Tell the encoding of one document and decode it.

    Args:
        content: The raw bytes of the document.
        is_page: The document is HTML: its markup does not count as words.
        max_line_characters: Longest line that is still prose; null for any.

    Returns:
        The decoding; `reason_code` is set where the document is rejected.
    """
    decoding = _decode(content, is_page=is_page)
    if decoding.text is not None and max_line_characters is not None and not is_page:
        longest = max(map(len, decoding.text.splitlines()), default=0)
        if longest > max_line_characters:
            detail = f"{longest:,} characters, more than the limit of {max_line_characters:,}"
            return _reject(decoding, ReasonCode.LINE_TOO_LONG, detail)
    return decoding


def _decode(content: bytes, *, is_page: bool) -> Decoding:
    if not content.strip():
        return Decoding(reason_code=ReasonCode.EMPTY_FILE)
    marked = marked_encoding(content)
    if marked is not None:
        return _decode_marked(content, *marked, is_page=is_page)
    signature = signature_of(content)
    if signature is not None:
        return Decoding(reason_code=ReasonCode.BINARY_FILE, detail=f"it is {signature}")
    if 0 in content:
        return _decode_with_zeros(content, is_page=is_page)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        return _decode_not_utf8(content, error, is_page=is_page)
    return judge(Decoding(text, "utf-8", 1.0), is_page=is_page)


def _decode_marked(content: bytes, encoding: str, mark_length: int, *, is_page: bool) -> Decoding:
    try:
        text = content[mark_length:].decode(encoding)
    except UnicodeDecodeError as error:
        detail = f"its mark says {encoding}, but byte {error.start + mark_length} breaks it"
        return Decoding(encoding=encoding, reason_code=ReasonCode.DAMAGED_ENCODING, detail=detail)
    return judge(Decoding(text, encoding, 1.0, (("bom", 1),)), is_page=is_page)


def _decode_with_zeros(content: bytes, *, is_page: bool) -> Decoding:
    unmarked = unmarked_text(content)
    if unmarked is None and len(content) % 2:
        cut = unmarked_text(content[:-1])
        if cut is not None and is_vietnamese(_reading(cut[0], is_page=is_page)):
            return Decoding(
                encoding=cut[1],
                reason_code=ReasonCode.DAMAGED_ENCODING,
                detail=f"it is {cut[1]} that ends in the middle of a character",
            )
    if unmarked is None:
        detail = f"byte {content.index(0)} is NUL"
        return Decoding(reason_code=ReasonCode.BINARY_FILE, detail=detail)
    return judge(Decoding(*unmarked, 0.99), is_page=is_page)


def _decode_not_utf8(content: bytes, error: UnicodeDecodeError, *, is_page: bool) -> Decoding:
    replaced = content.decode("utf-8", "replace")
    lost = replaced.count("\ufffd")
    multi_byte = len(replaced) - len(replaced.encode("ascii", "ignore")) - lost
    if multi_byte >= DAMAGE_RATIO * lost:
        detail = f"it is UTF-8 but for {lost} places, the first at byte {error.start}"
        return Decoding(encoding="utf-8", reason_code=ReasonCode.DAMAGED_ENCODING, detail=detail)
    found = _decode_legacy(content, is_page=is_page)
    if found.reason_code is ReasonCode.UNKNOWN_ENCODING and _is_mostly_control(content):
        return Decoding(reason_code=ReasonCode.BINARY_FILE, detail="it has many control bytes")
    return found


def _is_mostly_control(content: bytes) -> bool:
    printable = content.translate(None, delete=_CONTROLS)
    return len(content) - len(printable) > MAX_CONTROL_SHARE * len(content)


def _decode_legacy(content: bytes, *, is_page: bool) -> Decoding:
    words = content
    if is_page:  # Latin-1 keeps every byte
        words = without_markup(content.decode("latin-1")).encode("latin-1")
    scores = score_code_pages(words)
    if not scores or scores[0].score < MIN_SCORE:
        best = f"the nearest is {scores[0].encoding}, which makes" if scores else "it makes"
        share = round(100 * scores[0].score) if scores else 0
        detail = f"{best} {share}% Vietnamese of it"
        return Decoding(reason_code=ReasonCode.UNKNOWN_ENCODING, detail=detail)
    best_page = scores[0]
    text = decode_legacy(content, best_page.encoding)
    rival = next(  # pages that give the same text are no rivals: à is one byte in three of them
        (page for page in scores[1:] if decode_legacy(content, page.encoding) != text), None
    )
    if rival is not None and _is_in_doubt(best_page, rival):
        detail = (
            f"it may be {best_page.encoding} ({best_page.score:.2f}) or {rival.encoding} "
            f"({rival.score:.2f}), told from {best_page.words} words with marks"
        )
        return Decoding(reason_code=ReasonCode.AMBIGUOUS_ENCODING, detail=detail)
    repairs: tuple[tuple[str, int], ...] = ()
    if best_page.encoding == "tcvn3":
        text, capitals = restore_capitals(text)
        repairs = (("tcvn3_capitals", capitals),) if capitals else ()
    lead = best_page.score - (rival.score if rival else 0.0)
    confidence = round(best_page.score * min(1.0, lead + 0.5), 3)
    return judge(Decoding(text, best_page.encoding, confidence, repairs), is_page=is_page)


def _is_in_doubt(best: PageScore, rival: PageScore) -> bool:
    lead = best.score - rival.score
    return best.words < MIN_WORDS or lead < MIN_LEAD or lead * best.words < MIN_LEAD_WORDS


def judge(decoding: Decoding, *, is_page: bool = False) -> Decoding:
    """Accept decoded text, mend what is exactly mendable, or say why it is no Vietnamese text.

    Args:
        decoding: An accepted decoding.
        is_page: The text is HTML: its markup does not count as words.

    Returns:
        The decoding, its text mended, or with the reason why it is rejected.
    """
    text = decoding.text or ""
    if text.startswith("\ufeff"):
        encoding = "utf-8-sig" if decoding.encoding == "utf-8" else decoding.encoding
        text = text[1:]
        decoding = replace(
            decoding, text=text, encoding=encoding, repairs=(*decoding.repairs, ("bom", 1))
        )
    if "\x00" in text or _is_mostly_control(text.encode("utf-8", "surrogatepass")):
        return _reject(decoding, ReasonCode.BINARY_FILE, "it has many control characters")
    if looks_misread(text):
        decoding = _undone(decoding)
        text = decoding.text or ""
    lost = text.count("\ufffd")
    if lost > MAX_LOST_CHARACTER_SHARE * len(text):
        detail = f"{lost} of its characters were already lost (U+FFFD) when it was saved"
        return _reject(decoding, ReasonCode.DAMAGED_ENCODING, detail)
    legacy = _legacy_in_utf8(decoding, is_page=is_page)
    if legacy is not None:
        return legacy
    reading = _reading(text[:HEAD_CHARACTERS], is_page=is_page)
    if len(text) > HEAD_CHARACTERS and not is_vietnamese(reading):
        reading = _reading(text, is_page=is_page)
    if is_vietnamese(reading):
        if is_partly_misread(text):
            detail = "parts of it are UTF-8 that was read in another encoding and lost bytes"
            return _reject(decoding, ReasonCode.DAMAGED_ENCODING, detail)
        return decoding
    return _not_vietnamese(decoding, reading, is_page=is_page)


def _not_vietnamese(decoding: Decoding, reading: Reading, *, is_page: bool) -> Decoding:
    if is_page and not reading.words:
        return decoding  # its words may all be character references; its article is judged again
    if not reading.latin_letters + reading.other_letters:
        return _reject(decoding, ReasonCode.NO_LETTERS, "only digits and signs")
    if is_partly_misread(decoding.text or ""):
        detail = "it is UTF-8 that was read in another encoding, and bytes were lost on the way"
        return _reject(decoding, ReasonCode.DAMAGED_ENCODING, detail)
    detail = f"{reading.legal} of its {reading.words} words are Vietnamese syllables"
    if reading.other_letters > reading.latin_letters:
        detail = f"{reading.other_letters} of its letters are of another script"
    return _reject(decoding, ReasonCode.NOT_VIETNAMESE, detail)


def _legacy_in_utf8(decoding: Decoding, *, is_page: bool) -> Decoding | None:
    """A document in a code page that was pasted as Western text; null if it is none."""
    text = decoding.text or ""
    if text.isascii() or decoding.encoding not in {"utf-8", "utf-8-sig"}:
        return None
    misread = as_misread_bytes(text)
    if misread is None:
        return None
    scores = score_code_pages(misread[0])
    as_it_is = score_as_it_is(text)
    if not scores or scores[0].score < MIN_SCORE or scores[0].score <= as_it_is:
        return None
    legacy = _decode_legacy(misread[0], is_page=is_page)
    if legacy.reason_code is None and scores[0].score < as_it_is + MIN_LEAD:
        detail = (
            f"it may be {scores[0].encoding} pasted as Western text ({scores[0].score:.2f}), "
            f"or right as it is ({as_it_is:.2f})"
        )
        return _reject(decoding, ReasonCode.AMBIGUOUS_ENCODING, detail)
    if legacy.reason_code is not None:
        return legacy if legacy.reason_code is ReasonCode.AMBIGUOUS_ENCODING else None
    letters = len(text) - len(text.encode("ascii", "ignore"))
    return replace(
        legacy,
        encoding=f"{legacy.encoding}-in-utf-8",
        repairs=(*decoding.repairs, ("mojibake", letters), *legacy.repairs),
    )


def _undone(decoding: Decoding) -> Decoding:
    undone = undo_misreading(decoding.text or "")
    if undone is None:
        return decoding
    repairs = (*decoding.repairs, ("mojibake", undone.letters))
    text = undone.text.removeprefix("\ufeff")
    if decoding.encoding not in {"utf-8", "utf-8-sig"}:
        return replace(decoding, text=text, repairs=repairs)
    suffix = "" if undone.readings == 1 else f"-{undone.readings}"
    encoding = f"utf-8-mojibake-{undone.misread_as}{suffix}"
    return replace(decoding, text=text, encoding=encoding, confidence=0.99, repairs=repairs)


def _reading(text: str, *, is_page: bool) -> Reading:
    return read_as_vietnamese(without_markup(text) if is_page else text)


def _reject(decoding: Decoding, code: ReasonCode, detail: str) -> Decoding:
    return replace(decoding, text=None, confidence=None, reason_code=code, detail=detail)
