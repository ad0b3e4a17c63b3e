"""Legacy bytes made by other people's converters (recode, iconv, uconv, uniconv), never by ours.

Comes in: Vietnamese text. Goes out: its bytes in an old encoding, or null where the converter is
not installed. Known faults of the converters are corrected narrowly and said here: recode 3.6 has
no Ỗ in VPS and swaps the capitals Ắ and Ằ in VNI; TCVN3 has no toned capitals, so they are made
small before the bytes are.
"""

from __future__ import annotations

import shutil
import subprocess
import unicodedata
from dataclasses import dataclass

TYPOGRAPHIC = str.maketrans(
    {
        "“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "‚": "'", "–": "-", "—": "-", "−": "-",
        "…": "...", "•": "-", "·": "-", "\xa0": " ", "\u200b": "", "\ufeff": "", "«": '"',
        "»": '"', "Ð": "Đ", "ð": "đ", "\u202f": " ", "\u2009": " ", "×": "x",
    }
)  # fmt: skip
LETTERS = set(
    "ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ"
    "ĂÂĐÊÔƠƯÀÁẢÃẠẰẮẲẴẶẦẤẨẪẬÈÉẺẼẸỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌỒỐỔỖỘỜỚỞỠỢÙÚỦŨỤỪỨỬỮỰỲÝỶỸỴ"
)
TONED_CAPITALS = {letter for letter in LETTERS if letter.isupper()} - set("ĂÂĐÊÔƠƯ")


@dataclass(frozen=True)
class Converter:
    """One command and the encoding that our reading should name."""

    name: str
    encoding: str
    command: tuple[str, ...]
    is_code_page: bool = True
    times: int = 1

    @property
    def is_installed(self) -> bool:
        """Whether the command is there."""
        return shutil.which(self.command[0]) is not None


CONVERTERS = (
    Converter("recode TCVN", "tcvn3", ("recode", "UTF-8..TCVN")),
    Converter("iconv TCVN5712-1", "tcvn3", ("iconv", "-f", "UTF-8", "-t", "TCVN5712-1")),
    Converter("uniconv tcvn", "tcvn3", ("uniconv", "-decode", "utf-8", "-encode", "tcvn")),
    Converter("recode VNI", "vni", ("recode", "UTF-8..VNI")),
    Converter("recode VISCII", "viscii", ("recode", "UTF-8..VISCII")),
    Converter("uniconv viscii", "viscii", ("uniconv", "-decode", "utf-8", "-encode", "viscii")),
    Converter("recode VPS", "vps", ("recode", "UTF-8..VPS")),
    Converter("iconv CP1258", "windows-1258", ("iconv", "-f", "UTF-8", "-t", "CP1258")),
    Converter(
        "uconv windows-1258",
        "windows-1258",
        ("uconv", "-f", "UTF-8", "-t", "windows-1258"),
    ),
    Converter("iconv UTF-16LE", "utf-16-le", ("iconv", "-f", "UTF-8", "-t", "UTF-16LE"), False),
    Converter("iconv UTF-16BE", "utf-16-be", ("iconv", "-f", "UTF-8", "-t", "UTF-16BE"), False),
    Converter("iconv UTF-16", "utf-16-le", ("iconv", "-f", "UTF-8", "-t", "UTF-16"), False),
    Converter("iconv UTF-32LE", "utf-32-le", ("iconv", "-f", "UTF-8", "-t", "UTF-32LE"), False),
    Converter("iconv UTF-32BE", "utf-32-be", ("iconv", "-f", "UTF-8", "-t", "UTF-32BE"), False),
    Converter("iconv UTF-32", "utf-32-le", ("iconv", "-f", "UTF-8", "-t", "UTF-32"), False),
    Converter(
        "uconv UTF-8 with BOM", "utf-8-sig", ("uconv", "-t", "UTF-8", "--add-signature"), False
    ),
    Converter(
        "uconv windows-1252 once",
        "utf-8-mojibake-cp1252",
        ("uconv", "-f", "windows-1252", "-t", "UTF-8"),
        False,
    ),
    Converter(
        "uconv windows-1252 twice",
        "utf-8-mojibake-cp1252-2",
        ("uconv", "-f", "windows-1252", "-t", "UTF-8"),
        False,
        times=2,
    ),
    Converter(
        "iconv latin-1 twice",
        "utf-8-mojibake-latin-1-2",
        ("iconv", "-f", "ISO-8859-1", "-t", "UTF-8"),
        False,
        times=2,
    ),
    Converter(
        "iconv latin-1 once",
        "utf-8-mojibake-latin-1",
        ("iconv", "-f", "ISO-8859-1", "-t", "UTF-8"),
        False,
    ),
)  # fmt: skip


def plain(text: str) -> str:
    """Text with nothing but ASCII and the letters of Vietnamese, which every code page has."""
    normal = unicodedata.normalize("NFC", text).translate(TYPOGRAPHIC)
    return "".join(letter for letter in normal if letter.isascii() or letter in LETTERS)


def without_toned_capitals(text: str) -> str:
    """Text as TCVN3 can write it."""
    return "".join(letter.lower() if letter in TONED_CAPITALS else letter for letter in text)


def convert(text: str, converter: Converter) -> bytes:
    """Run the converter on `text`, which must be `plain` for a code page."""
    if converter.encoding == "tcvn3":
        text = without_toned_capitals(text)
    if converter.name == "recode VPS":
        return b"\x99".join(run(piece.encode(), converter.command) for piece in text.split("Ỗ"))
    if converter.name == "uconv windows-1258":
        text = decomposed_for_1258(text)
    content = text.encode()
    for _ in range(converter.times):
        content = run(content, converter.command)
    if converter.name == "recode VNI":
        swapped = content.replace(b"A\xc8", b"A\x00").replace(b"A\xc9", b"A\xc8")
        return swapped.replace(b"A\x00", b"A\xc9")
    return content


def run(content: bytes, command: tuple[str, ...]) -> bytes:
    """Give bytes to a command and take what it writes."""
    done = subprocess.run(command, input=content, capture_output=True, check=True)
    return done.stdout


def decomposed_for_1258(text: str) -> str:
    """Tones apart from their letters, as windows-1258 has them; ICU does not do it itself."""
    pieces = []
    for letter in text:
        apart = unicodedata.normalize("NFD", letter)
        tone = [mark for mark in apart if mark in "\u0300\u0301\u0303\u0309\u0323"]
        base = "".join(mark for mark in apart if mark not in tone)
        pieces.append(unicodedata.normalize("NFC", base) + "".join(tone))
    return "".join(pieces)
