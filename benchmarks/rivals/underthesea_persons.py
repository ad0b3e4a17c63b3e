"""Persons by underthesea's named entities, one article after the other.

    python -m benchmarks.rivals.underthesea_persons FOLDER ARTICLES

What comes in: a folder of .txt files, of which so many are taken at even distances. What goes out:
the CPU seconds of the loop alone, without import and model. Sentence by sentence, which is several
times faster than whole articles and finds more.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from underthesea import ner, sent_tokenize

from benchmarks.sample import evenly

PERSON = "PER"


def persons(text: str) -> list[str]:
    """Surfaces of the persons of an article."""
    return [
        word
        for sentence in sent_tokenize(text)
        for word, *_, label in ner(sentence)
        if label.endswith(PERSON)
    ]


def main(folder: Path, count: int) -> None:
    """Find the persons of the sample."""
    texts = [path.read_text("utf-8") for path in evenly(sorted(folder.glob("*.txt")), count)]
    persons(texts[0])
    started = time.process_time()
    found = sum(len(persons(text)) for text in texts)
    spent = time.process_time() - started
    print(
        json.dumps(
            {
                "articles": len(texts),
                "characters": sum(map(len, texts)),
                "mentions": found,
                "loop_cpu_seconds": round(spent, 4),
            }
        )
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
