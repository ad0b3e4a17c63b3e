"""One document's bytes: the encoding is told right, or the document is rejected with the reason."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.read import decode_bytes
from flows.read.capitals import restore_capitals
from flows.read.code_pages import LEGACY_ENCODINGS, encode_legacy
from flows.read.syllables import is_vietnamese, read_as_vietnamese, syllables
from tests.read.samples import (
    ARTICLE,
    CAPITALS,
    CHINESE,
    ENGLISH,
    FRENCH,
    GERMAN,
    PORTUGUESE,
    RUSSIAN,
    TONELESS,
)


def cp1252_reading(content: bytes) -> str:
    """What a program shows that takes bytes for Windows-1252 (its gaps as controls)."""
    return "".join(
        character if (character := bytes([byte]).decode("cp1252", "ignore")) else chr(byte)
        for byte in content
    )


ONCE = cp1252_reading(ARTICLE.encode())
LATIN1 = ARTICLE.encode().decode("latin-1")
ENCODED = [
    (ARTICLE.encode(), "utf-8", ()),
    (ARTICLE.encode("utf-8-sig"), "utf-8-sig", (("bom", 1),)),
    (ARTICLE.encode("utf-16"), "utf-16-le", (("bom", 1),)),
    (ARTICLE.encode("utf-16-le"), "utf-16-le", ()),
    (b"\xfe\xff" + ARTICLE.encode("utf-16-be"), "utf-16-be", (("bom", 1),)),
    (ARTICLE.encode("utf-16-be"), "utf-16-be", ()),
    (ARTICLE.encode("utf-32"), "utf-32-le", (("bom", 1),)),
    (ARTICLE.encode("utf-32-le"), "utf-32-le", ()),
    (ARTICLE.encode("utf-32-be"), "utf-32-be", ()),
    (ONCE.encode(), "utf-8-mojibake-cp1252", None),
    (cp1252_reading(ONCE.encode()).encode(), "utf-8-mojibake-cp1252-2", None),
    (LATIN1.encode(), "utf-8-mojibake-latin-1", None),
    (LATIN1.encode().decode("latin-1").encode(), "utf-8-mojibake-latin-1-2", None),
    (ONCE.encode("utf-16"), "utf-16-le", None),
]


@pytest.mark.parametrize(("content", "encoding", "repairs"), ENCODED)
def test_unicode_and_its_accidents(
    content: bytes, encoding: str, repairs: tuple[tuple[str, int], ...] | None
) -> None:
    decoding = decode_bytes(content)
    assert decoding.text == ARTICLE
    assert decoding.encoding == encoding
    if repairs is None:
        assert ("mojibake", sum(not letter.isascii() for letter in ARTICLE)) in decoding.repairs
    else:
        assert decoding.repairs == repairs


@pytest.mark.parametrize("encoding", LEGACY_ENCODINGS)
@pytest.mark.parametrize("text", [ARTICLE, ARTICLE.replace("\n", "\r\n"), CAPITALS * 3])
def test_code_pages(encoding: str, text: str) -> None:
    decoding = decode_bytes(encode_legacy(text, encoding))
    assert decoding.encoding == encoding
    assert decoding.text is not None
    assert decoding.text.casefold() == text.casefold()
    assert decoding.confidence is not None
    assert 0.7 <= decoding.confidence <= 1


@pytest.mark.parametrize("encoding", LEGACY_ENCODINGS)
def test_code_pages_pasted_as_western_text(encoding: str) -> None:
    pasted = cp1252_reading(encode_legacy(ARTICLE, encoding))
    decoding = decode_bytes(pasted.encode())
    assert decoding.encoding == f"{encoding}-in-utf-8"
    assert (decoding.text or "").casefold() == ARTICLE.casefold()


@settings(max_examples=80, deadline=None)
@given(
    encoding=st.sampled_from(LEGACY_ENCODINGS),
    start=st.integers(0, len(ARTICLE)),
    length=st.integers(1, 200),
)
def test_a_cut_is_right_or_rejected(encoding: str, start: int, length: int) -> None:
    cut = ARTICLE[start : start + length]
    decoding = decode_bytes(encode_legacy(cut, encoding))
    assert decoding.text is None or decoding.text.casefold() == cut.casefold()
    assert (decoding.text is None) == (decoding.reason_code is not None)


@pytest.mark.parametrize("text", [ENGLISH, FRENCH, GERMAN, PORTUGUESE, RUSSIAN, CHINESE])
def test_other_languages_are_not_vietnamese(text: str) -> None:
    assert decode_bytes(text.encode()).reason_code == "not_vietnamese"
    assert decode_bytes(text.encode("utf-16")).reason_code == "not_vietnamese"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(FRENCH, "latin-1"), (GERMAN, "cp1252"), (PORTUGUESE, "latin-1"), (RUSSIAN, "koi8-r"),
     (RUSSIAN, "cp1251"), (CHINESE, "gbk"), (CHINESE, "big5"), (CHINESE, "shift-jis")],
)  # fmt: skip
def test_other_languages_in_other_code_pages_are_no_text_of_ours(text: str, encoding: str) -> None:
    content = text.encode(encoding, "ignore")
    assert decode_bytes(content).reason_code in {"unknown_encoding", "not_vietnamese"}


@pytest.mark.parametrize(
    "text", [TONELESS, "tin vui\n", "Hà Nội", "Thông báo", "HỌP BÁO", "Đắk Lắk"]
)
def test_short_or_toneless_vietnamese_is_vietnamese(text: str) -> None:
    decoding = decode_bytes(text.encode())
    assert (decoding.text, decoding.encoding) == (text, "utf-8")


def test_decomposed_text_is_vietnamese_and_kept_as_it_is() -> None:
    text = unicodedata.normalize("NFD", ARTICLE)
    assert decode_bytes(text.encode()).text == text


def test_one_misread_line_is_mended_and_the_others_kept() -> None:
    lines = ARTICLE.split("\n")
    lines[1] = cp1252_reading(lines[1].encode())
    decoding = decode_bytes("\n".join(lines).encode())
    assert decoding.text == ARTICLE
    assert decoding.encoding == "utf-8-mojibake-cp1252"


def test_a_closing_quotation_mark_is_no_mojibake() -> None:
    text = ARTICLE + "Cô đọc bài «Chiếc lá» và «Quả cà».\n"
    assert decode_bytes(text.encode()).text == text


@pytest.mark.parametrize(
    ("line", "restored"),
    [
        ("QUYếT ĐịNH", "QUYẾT ĐỊNH"),
        ("ủY BAN NHÂN DÂN", "ỦY BAN NHÂN DÂN"),
        ("Số 12: Hà Nội, Nguyễn Ái Quốc", "Số 12: Hà Nội, Nguyễn Ái Quốc"),
        ("ông Hà và bà Lê Thị ớt", "ông Hà và bà Lê Thị ớt"),
        ("UBND huyện Mỹ Đức", "UBND huyện Mỹ Đức"),
        ("HÀ NộI – Số 3", "HÀ NỘI – SỐ 3"),
        ("cộng hòa xã hội", "cộng hòa xã hội"),
    ],
)
def test_capitals_that_the_bytes_allow(line: str, restored: str) -> None:
    text, count = restore_capitals(line)
    assert text == restored
    assert count == sum(old != new for old, new in zip(line, restored, strict=True))


def test_bytes_that_are_utf8_by_chance_are_not_taken_for_text() -> None:
    content = encode_legacy("vượt qua", "vps")
    assert content.decode("utf-8") == "v\u072et qua"
    assert decode_bytes(content).reason_code == "not_vietnamese"


def test_line_limit() -> None:
    text = ARTICLE.replace("\n", " ")
    assert decode_bytes(text.encode(), max_line_characters=100).reason_code == "line_too_long"
    assert decode_bytes(text.encode(), max_line_characters=len(text)).text == text


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_accepted_or_rejected(content: bytes) -> None:
    decoding = decode_bytes(content)
    assert (decoding.text is None) == (decoding.reason_code is not None)


def test_syllables_follow_the_spelling() -> None:
    legal = "nghiêng khuya quốc giếng gì hòa hoà thuý thúy quỳnh khuếch đắk ươn xoong uống"
    illegal = "ngiêng cè ghà hap quuốc tưo lươ nghà ciêu đuợc"
    assert [word for word in legal.split() if word not in syllables()] == []
    assert [word for word in illegal.split() if word in syllables()] == []
    assert is_vietnamese(read_as_vietnamese(ARTICLE.upper()))
