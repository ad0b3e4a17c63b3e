"""Text that is UTF-8 and yet wrong, because its bytes were once read in another encoding.

Comes in: text that decoded as UTF-8. Goes out: the text as it was written. Two accidents are common
in Vietnamese archives: UTF-8 read as Windows-1252 or Latin-1 and saved again ("Viá»‡t", once or
twice over), and a document in a code page pasted as if it were Western ("ViÖt" for TCVN3's Việt).
Both leave the bytes intact, so undoing is exact; where bytes were lost on the way it fails, and the
caller rejects the text.
"""

from __future__ import annotations

import re
from typing import NamedTuple

MAYBE_MOJIBAKE = "á[º»]|Æ[°¡]|Ä[‘\x91]|Ã[\x80-\xbf]"
"""Letters of Vietnamese as they look after one or two wrong readings; in clean text only `á»`
occurs, where a quotation ends in á. The vectorised prefilter and the check share the pattern."""

_PATTERN = re.compile(MAYBE_MOJIBAKE)
# the characters that Windows-1252 has where Latin-1 has controls; its five gaps stay controls
_CP1252_TO_BYTE = {
    ord(character): byte
    for byte in range(0x80, 0xA0)
    if (character := bytes([byte]).decode("cp1252", "ignore"))
}
_CP1252_CHARACTER = re.compile("[" + "".join(map(chr, _CP1252_TO_BYTE)) + "]")
_LATIN1_CONTROL = re.compile("[" + "".join(map(chr, _CP1252_TO_BYTE.values())) + "]")
MAX_READINGS = 2
MAX_STRAY_PATTERNS = 2


class Undone(NamedTuple):
    """Text whose wrong reading was undone.

    Attributes:
        text: The text as it was written.
        misread_as: The encoding it was wrongly read in, `cp1252` or `latin-1`.
        readings: How often, 1 or 2.
        letters: How many letters outside ASCII came back.
    """

    text: str
    misread_as: str
    readings: int
    letters: int


def looks_misread(text: str) -> bool:
    """Whether the text has a pattern that a wrong reading of UTF-8 leaves."""
    return _PATTERN.search(text) is not None


def is_partly_misread(text: str) -> bool:
    """Whether more patterns are left than a closing quotation mark after `á` explains."""
    return sum(1 for _ in _PATTERN.finditer(text)) > MAX_STRAY_PATTERNS


def as_misread_bytes(text: str) -> tuple[bytes, str] | None:
    """The bytes that were wrongly read, and as what; null if the text is not such a reading."""
    is_latin1 = _LATIN1_CONTROL.search(text) and not _CP1252_CHARACTER.search(text)
    try:
        content = text.translate(_CP1252_TO_BYTE).encode("latin-1")
    except UnicodeEncodeError:
        return None
    return content, "latin-1" if is_latin1 else "cp1252"


def undo_misreading(text: str) -> Undone | None:
    """Undo the wrong reading of a whole text, or else of every line that had one.

    Args:
        text: Text in which `looks_misread`.

    Returns:
        The text as it was written; null if nothing could be undone exactly.
    """
    whole = _undo(text)
    if whole is not None:
        return whole
    lines = text.split("\n")
    undone = {
        number: result
        for number, line in enumerate(lines)
        if looks_misread(line) and (result := _undo(line)) is not None
    }
    if not undone:
        return None
    for number, result in undone.items():
        lines[number] = result.text
    first = next(iter(undone.values()))
    letters = sum(result.letters for result in undone.values())
    return Undone("\n".join(lines), first.misread_as, first.readings, letters)


def _undo(text: str) -> Undone | None:
    misread_as = ""
    readings = 0
    while readings < MAX_READINGS and (misread := as_misread_bytes(text)) is not None:
        try:
            decoded = misread[0].decode("utf-8")
        except UnicodeDecodeError:
            break
        if decoded == text:  # plain ASCII: nothing was misread
            break
        text, misread_as, readings = decoded, misread[1], readings + 1
    if not readings:
        return None
    letters = len(text) - len(text.encode("ascii", "ignore"))
    return Undone(text, misread_as, readings, letters)
