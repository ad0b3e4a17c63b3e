"""The Vietnamese code pages from before Unicode, as codecs.

Comes in: bytes and the name of a code page. Goes out: NFC text. What each byte (in VNI also each
pair of bytes) stands for is data: `data/code_pages.csv` holds the 134 letters of each page.

Sources. VISCII: RFC 1456. VPS: the chart `x-viet-vps` of the Vietnamese Professionals Society as
Mozilla and Encode::VN carry it. TCVN3 (ABC): TCVN 5712:1993, table VN3, which has no toned
capitals. VNI for Windows: the vendor's chart, a letter followed by its mark. Windows-1258: Python's
`cp1258`. Each was compared byte by byte with independent converters; where those differ: recode
3.6 lacks Ỗ in VPS and swaps Ắ with Ằ in VNI, glibc's TCVN5712-1 is table VN1 and gives toned
capitals to bytes that documents in TCVN3 use for punctuation.

The bytes that a page leaves free are read as Windows-1252, because TCVN3, VNI and VPS are fonts
laid over it: “ ” – … and the no-break space are where that page has them.
"""

from __future__ import annotations

import codecs
import csv
import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from flows.read.syllables import DATA

LEGACY_ENCODINGS = ("tcvn3", "vni", "viscii", "vps", "windows-1258")
_COMBINING_MARK = re.compile(r"[\u0300\u0301\u0303\u0309\u0323]")
_UNDEFINED = "\ufffd"


@dataclass(frozen=True)
class CodePage:
    """One code page.

    Attributes:
        name: As in the column `encoding`.
        characters: The 256 characters of the single bytes; U+FFFD where a byte has none.
        pairs: What pairs of bytes stand for; VNI only.
        pair: Matches one of them; null where there are none.
    """

    name: str
    characters: str
    pairs: dict[bytes, str]
    pair: re.Pattern[bytes] | None


@cache
def code_page(name: str) -> CodePage:
    """The code page of that name.

    Raises:
        KeyError: There is none of that name.
    """
    characters = [bytes([byte]).decode("cp1252", "replace") for byte in range(256)]
    if name == "windows-1258":
        table = [bytes([byte]).decode("cp1258", "replace") for byte in range(256)]
        return CodePage(name, "".join(table), {}, None)
    pairs: dict[bytes, str] = {}
    for sequence, letter in _rows()[name]:
        if len(sequence) == 1:
            characters[sequence[0]] = letter
        else:  # a mark may have the other case than its letter: `Uû` and `UÛ` are both Ủ
            first, second = sequence[:1], sequence[1]
            for mark in (second & ~0x20, second | 0x20):
                pairs[first + bytes([mark])] = letter
    bases = b"".join(sorted({key[:1] for key in pairs}))
    marks = b"".join(sorted({key[1:] for key in pairs}))
    pair = re.compile(b"[%s][%s]" % (re.escape(bases), re.escape(marks))) if pairs else None
    return CodePage(name, "".join(characters), pairs, pair)


@cache
def _rows() -> dict[str, list[tuple[bytes, str]]]:
    rows: dict[str, list[tuple[bytes, str]]] = {}
    with (DATA / "code_pages.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            sequence = bytes.fromhex(row["bytes"])
            rows.setdefault(row["encoding"], []).append((sequence, row["character"]))
    return rows


def decode_legacy(content: bytes, encoding: str) -> str:
    """Decode bytes that are in a Vietnamese code page.

    Args:
        content: The bytes.
        encoding: One of `LEGACY_ENCODINGS`.

    Returns:
        The text; letters are composed, a byte without meaning is U+FFFD.
    """
    page = code_page(encoding)
    if page.pair is None:
        text = _single_bytes(content, page)
        return unicodedata.normalize("NFC", text) if encoding == "windows-1258" else text
    pieces: list[str] = []
    end = 0
    for match in page.pair.finditer(content):
        letter = page.pairs.get(match.group())
        if letter is not None:
            pieces += (_single_bytes(content[end : match.start()], page), letter)
            end = match.end()
    pieces.append(_single_bytes(content[end:], page))
    return "".join(pieces)


def _single_bytes(content: bytes, page: CodePage) -> str:
    # typeshed does not know that a string of 256 characters is a table
    return codecs.charmap_decode(content, "strict", page.characters)[0]  # type: ignore[arg-type]


def encode_legacy(text: str, encoding: str) -> bytes:
    """Encode text in a Vietnamese code page; the inverse of `decode_legacy`, for tests and tools.

    Args:
        text: Text in any normal form.
        encoding: One of `LEGACY_ENCODINGS`.

    Returns:
        The bytes. TCVN3 has no toned capitals: they become small letters.

    Raises:
        UnicodeEncodeError: The code page lacks a character.
    """
    table = _encoding_table(encoding)
    composed = unicodedata.normalize("NFC", text)
    pieces = []
    for position, letter in enumerate(composed):
        piece = table.get(letter) or table.get(letter.lower() if encoding == "tcvn3" else letter)
        if piece is None:
            reason = "the code page has no such character"
            raise UnicodeEncodeError(encoding, text, position, position + 1, reason)
        pieces.append(piece)
    return b"".join(pieces)


@cache
def _encoding_table(encoding: str) -> dict[str, bytes]:
    page = code_page(encoding)
    table = {
        character: bytes([byte])
        for byte, character in enumerate(page.characters)
        if character != _UNDEFINED and not _COMBINING_MARK.match(character)
    }
    table |= {  # the mark in the case of its letter
        letter: pair
        for pair, letter in page.pairs.items()
        if (pair[1] & 0x20 == 0) == letter.isupper()
    }
    if encoding == "windows-1258":
        marks = {m.decode("cp1258"): m for m in (b"\xcc", b"\xec", b"\xde", b"\xd2", b"\xf2")}
        for base in list(table):
            for mark, byte in marks.items():
                letter = unicodedata.normalize("NFC", base + mark)
                if len(letter) == 1:
                    table.setdefault(letter, table[base] + byte)
    return table
