"""The same re-encoded articles under other detectors; run by hand where those are installed.

    python -m tests.read.compare_detectors CORPUS_FOLDER

Prints, for every converter, how many of forty articles each detector gives back identically (NFC,
caseless for TCVN3, blanks folded because one detector strips them) and what it calls most of them.
"""

from __future__ import annotations

import sys
import unicodedata
from collections import Counter
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from tests.read.independent_encoders import CONVERTERS, convert, plain

ARTICLES = 40
Detector = Callable[[bytes], tuple[str | None, str | None]]


def khotin(content: bytes) -> tuple[str | None, str | None]:
    """Our own reading."""
    decoding = import_module("flows.read").decode_bytes(content)
    return decoding.encoding, decoding.text


def chardet(content: bytes) -> tuple[str | None, str | None]:
    """What chardet names, decoded by Python's codec of that name."""
    name = import_module("chardet").detect(content)["encoding"]
    try:
        return name, content.decode(name) if name else None
    except (UnicodeDecodeError, LookupError):
        return name, None


def charset_normalizer(content: bytes) -> tuple[str | None, str | None]:
    """The best match of charset-normalizer."""
    best = import_module("charset_normalizer").from_bytes(content).best()
    return (best.encoding, str(best)) if best else (None, None)


def viparse(content: bytes) -> tuple[str | None, str | None]:
    """Viparse mends text, so it is given the bytes as UTF-8 or else as Windows-1252 or Latin-1."""
    module = import_module("viparse")
    for encoding in ("utf-8", "cp1252", "latin-1"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return module.detect_text_encoding(text), module.fix(text)
    return None, None


def main(corpus: Path) -> None:
    """Measure and print a table."""
    detectors: list[Detector] = [khotin, chardet, charset_normalizer, viparse]
    texts = [path.read_bytes().decode("utf-8-sig") for path in sorted(corpus.glob("genre/*.txt"))]
    texts = [unicodedata.normalize("NFC", text) for text in texts if len(plain(text)) >= 400]
    for converter in CONVERTERS:
        cells = []
        articles = [plain(t) if converter.is_code_page else t for t in texts[::2][:ARTICLES]]
        contents = [convert(article, converter) for article in articles]
        for detector in detectors:
            try:
                found = [detector(content) for content in contents]
            except ModuleNotFoundError:
                continue
            right = sum(
                folded(text or "") == folded(article)
                for (_, text), article in zip(found, articles, strict=True)
            )
            named = Counter(str(name) for name, _ in found).most_common(1)[0]
            cells.append(f"{detector.__name__}: {right} ({named[0]} {named[1]})")
        print(f"| {converter.name} | " + " | ".join(cells) + " |")


def folded(text: str) -> str:
    """Text without case and with single blanks, in NFC."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
