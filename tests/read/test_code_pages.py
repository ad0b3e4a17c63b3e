"""The code pages: fixed bytes made by hand, and every letter there and back."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.read.code_pages import LEGACY_ENCODINGS, code_page, decode_legacy, encode_legacy
from tests.read.independent_encoders import (
    CONVERTERS,
    LETTERS,
    TONED_CAPITALS,
    Converter,
    convert,
    without_toned_capitals,
)
from tests.read.samples import ARTICLE

# "Đường Nguyễn Huệ", "ẳ" and "Ữ", written down byte by byte from the charts of the code pages
FIXTURES = [
    ("tcvn3", "a7 ad ea 6e 67 20 4e 67 75 79 d4 6e 20 48 75 d6", "Đường Nguyễn Huệ"),
    ("vni", "d1 f6 f4 f8 6e 67 20 4e 67 75 79 65 e3 6e 20 48 75 65 e4", "Đường Nguyễn Huệ"),
    ("viscii", "d0 df b6 6e 67 20 4e 67 75 79 ad 6e 20 48 75 ae", "Đường Nguyễn Huệ"),
    ("vps", "f1 dc a9 6e 67 20 4e 67 75 79 cd 6e 20 48 75 8c", "Đường Nguyễn Huệ"),
    ("windows-1258", "d0 fd f5 cc 6e 67 20 48 75 ea f2", "Đường Huệ"),
    ("tcvn3", "bc", "ẳ"),
    ("vni", "61 fa", "ẳ"),
    ("vni", "41 da", "Ẳ"),
    ("vni", "41 c9 43", "ẮC"),
    ("vni", "41 c8 4e 47", "ẰNG"),
    ("vni", "55 fb", "Ủ"),
    ("viscii", "ff", "Ữ"),
    ("viscii", "02", "Ẳ"),
    ("vps", "1d", "Ữ"),
    ("vps", "99", "Ỗ"),
    ("tcvn3", "93 61 94 a0 96", "“a”\xa0–"),
    ("windows-1258", "e2 ec", "ấ"),
    ("windows-1258", "e1", "á"),
]  # fmt: skip


@pytest.mark.parametrize(("encoding", "content", "text"), FIXTURES)
def test_bytes_written_by_hand(encoding: str, content: str, text: str) -> None:
    assert decode_legacy(bytes.fromhex(content), encoding) == text


@pytest.mark.parametrize("encoding", LEGACY_ENCODINGS)
def test_every_letter_has_bytes_of_its_own(encoding: str) -> None:
    letters = sorted(LETTERS - TONED_CAPITALS if encoding == "tcvn3" else LETTERS)
    encoded = [encode_legacy(letter, encoding) for letter in letters]
    assert len(set(encoded)) == len(letters)
    assert [decode_legacy(content, encoding) for content in encoded] == letters


@pytest.mark.parametrize("encoding", LEGACY_ENCODINGS)
def test_ascii_is_itself(encoding: str) -> None:
    plain = "".join(map(chr, range(0x20, 0x7F))) + "\t\r\n"
    assert decode_legacy(plain.encode(), encoding) == plain


@pytest.mark.parametrize("encoding", LEGACY_ENCODINGS)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_there_and_back(encoding: str, data: st.DataObject) -> None:
    letters = LETTERS - TONED_CAPITALS if encoding == "tcvn3" else LETTERS
    alphabet = st.sampled_from(sorted(letters) + list(" abcghnptuyABCGHNPTUY.,-\n0123456789"))
    text = data.draw(st.text(alphabet, max_size=80))
    if data.draw(st.booleans()):
        text = unicodedata.normalize("NFD", text)
    content = encode_legacy(text, encoding)
    text = unicodedata.normalize("NFC", text)
    assert decode_legacy(content, encoding) == text


@pytest.mark.parametrize(
    "converter",
    [converter for converter in CONVERTERS if converter.is_code_page],
    ids=lambda converter: converter.name,
)
def test_the_tables_of_others_agree(converter: Converter) -> None:
    if not converter.is_installed:
        pytest.skip(f"{converter.command[0]} is not installed")
    letters = "".join(sorted(LETTERS)) + "abc XYZ 019 .,;()\n"
    decoded = decode_legacy(convert(letters, converter), converter.encoding)
    if converter.encoding == "tcvn3":
        letters = without_toned_capitals(letters)
    assert decoded == letters


def test_tcvn3_writes_toned_capitals_small() -> None:
    assert decode_legacy(encode_legacy("QUYẾT ĐỊNH", "tcvn3"), "tcvn3") == "QUYếT ĐịNH"


def test_a_character_that_the_page_lacks_is_an_error() -> None:
    with pytest.raises(UnicodeEncodeError, match="no such character"):
        encode_legacy("越", "vni")


def test_a_byte_without_meaning_is_marked() -> None:
    assert decode_legacy(b"a\xd2", "windows-1258") != decode_legacy(b"a\xd2", "viscii")
    assert "\ufffd" in "".join(code_page("tcvn3").characters)


def test_the_article_is_the_same_in_every_page() -> None:
    for encoding in LEGACY_ENCODINGS:
        decoded = decode_legacy(encode_legacy(ARTICLE, encoding), encoding)
        assert decoded.casefold() == ARTICLE.casefold()
