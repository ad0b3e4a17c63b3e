"""What reading must reach on the corpora beside the checkout."""

from __future__ import annotations

import functools
import random
import unicodedata
from collections import Counter
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

import polars as pl
import pytest
import regex

from flows.read import ReadOptions, decode, decode_bytes
from tests.read.independent_encoders import CONVERTERS, Converter, convert, plain

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.corpus

LEGACY_FILES = 23
ARTICLES = 40
MIN_BYTES = 400
MIN_TOKEN_SHARE = 0.99
CUTS = 1_000


@functools.cache
def articles(corpus: Path) -> tuple[str, ...]:
    """Every other article that is long enough, as NFC text: forty of all sources."""
    texts = [path.read_bytes().decode("utf-8-sig") for path in sorted(corpus.glob("genre/*.txt"))]
    long_enough = [text for text in texts if len(plain(text)) >= MIN_BYTES]
    return tuple(unicodedata.normalize("NFC", text) for text in long_enough[::2][:ARTICLES])


@pytest.mark.parametrize("converter", CONVERTERS, ids=lambda converter: converter.name)
def test_articles_that_others_encoded_are_read_identically(
    corpus: Path, converter: Converter
) -> None:
    if not converter.is_installed:
        pytest.skip(f"{converter.command[0]} is not installed")
    assert len(articles(corpus)) == ARTICLES
    for article in articles(corpus):
        text = plain(article) if converter.is_code_page else article
        content = convert(text, converter)
        assert len(content) >= MIN_BYTES
        decoding = decode_bytes(content)
        assert decoding.encoding == converter.encoding
        decoded = unicodedata.normalize("NFC", decoding.text or "")
        if converter.encoding == "tcvn3":
            assert decoded.casefold() == text.casefold()
        else:
            assert decoded == text


def tokens(text: str) -> list[str]:
    """Words and numbers of a text, in one case and normal form."""
    normal = unicodedata.normalize("NFC", text).translate({0xD0: "Đ", 0xF0: "đ"})
    return list(regex.findall(r"\w+", normal.casefold()))


def test_real_files_in_tcvn3_and_vni(corpus: Path) -> None:
    folder = corpus / "legacy_encodings"
    files = sorted([*folder.glob("*.tcvn3.txt"), *folder.glob("*.vni.txt")])
    assert len(files) == LEGACY_FILES
    for file in files:
        stem, encoding, _ = file.name.rsplit(".", 2)
        decoding = decode_bytes(file.read_bytes())
        assert decoding.encoding == encoding, file.name
        truth = tokens((folder / f"{stem}.truth.txt").read_bytes().decode("utf-8-sig"))
        found = tokens(decoding.text or "")
        blocks = SequenceMatcher(None, truth, found, autojunk=False).get_matching_blocks()
        assert sum(block.size for block in blocks) >= MIN_TOKEN_SHARE * len(truth), file.name


def test_no_clean_text_is_rejected_or_renamed(corpus: Path) -> None:
    bulk = pl.read_parquet(corpus / "bulk.parquet")
    frame = bulk.select(source_path="file", content=pl.col("text").cast(pl.Binary))
    decoded = decode(frame, ReadOptions())
    assert decoded["encoding"].unique().to_list() == ["utf-8"]
    assert decoded["reason_code"].null_count() == len(bulk) == 20_000
    assert decoded["decoded"].equals(bulk["text"].rename("decoded"))


def cut_of(text: str, chosen: random.Random) -> str:
    """One line of 100 to 400 bytes somewhere out of a text."""
    content = unicodedata.normalize("NFC", " ".join(text.split())).encode()
    start = chosen.randrange(max(1, len(content) - MIN_BYTES))
    return content[start : start + chosen.randint(100, MIN_BYTES)].decode("utf-8", "ignore")


def converted(cuts: list[str], converter: Converter) -> list[bytes]:
    """Every cut converted, all at once where a line end stays one byte."""
    if "16" in converter.name or "32" in converter.name or converter.encoding == "utf-8-sig":
        return [convert(cut, converter) for cut in cuts]
    return convert("\n".join(cuts), converter).split(b"\n")


def test_no_cut_is_read_wrongly(corpus: Path) -> None:
    chosen = random.Random(3)
    texts = pl.read_parquet(corpus / "bulk.parquet")["text"].sample(CUTS, seed=3)
    converters = [converter for converter in CONVERTERS if converter.is_installed]
    if not converters:
        pytest.skip("no converter is installed")
    outcomes: Counter[str] = Counter()
    for number, converter in enumerate(converters):
        cuts = [cut_of(text, chosen) for text in texts[number :: len(converters)]]
        if converter.is_code_page:
            cuts = [plain(cut) for cut in cuts]
        for cut, content in zip(cuts, converted(cuts, converter), strict=True):
            decoding = decode_bytes(content)
            if decoding.text is None:
                outcomes["rejected"] += 1
                continue
            decoded = unicodedata.normalize("NFC", decoding.text)
            is_right = decoded.casefold() == cut.casefold()
            outcomes["right" if is_right else f"wrong: {converter.name}"] += 1
    assert sum(outcomes.values()) == CUTS
    assert set(outcomes) <= {"right", "rejected"}
    assert outcomes["rejected"] <= CUTS / 100
