"""Sketches: reprints share most of their numbers, other texts hardly any, whatever the batch."""

from __future__ import annotations

import random

import polars as pl

from flows.extract.sketches import SKETCHES_SCHEMA, sketch

SYLLABLES = [onset + rime for onset in "bcdđghklmnprstvx" for rime in ("an", "ơi", "ung", "iết")]
KNOWN = [
    4247880506868315381,
    7694535962362600496,
    11629027753391955345,
    11953266651742701571,
    12029057227575008389,
    12502121211388995472,
    12560464803266279833,
    16049681116325790524,
    16339186099585764429,
]


def _text(seed: int, words: int = 1200) -> str:
    chosen = random.Random(seed)
    return " ".join(chosen.choice(SYLLABLES) for _ in range(words))


def _articles(**texts: str) -> pl.DataFrame:
    return pl.DataFrame({"article_id": list(texts), "text": list(texts.values())})


def _numbers(sketches: pl.DataFrame, article_id: str) -> set[int]:
    return set(sketches.filter(pl.col("article_id") == article_id)["shingle"])


def test_a_reprint_under_another_headline_shares_nearly_all_numbers() -> None:
    body = _text(1)
    sketches = sketch(_articles(a=f"Một đầu đề.\n{body}", b=body.upper() + "\nTheo báo khác"))
    one, other = _numbers(sketches, "a"), _numbers(sketches, "b")
    assert len(one) > 40
    assert len(one & other) / len(one | other) > 0.9


def test_other_texts_share_none() -> None:
    sketches = sketch(_articles(a=_text(1), b=_text(2)))
    assert not _numbers(sketches, "a") & _numbers(sketches, "b")


def test_a_sketch_does_not_depend_on_the_batch() -> None:
    alone = sketch(_articles(a=_text(1)))
    together = sketch(_articles(b=_text(2), a=_text(1), c="ngắn", d=""))
    assert _numbers(alone, "a") == _numbers(together, "a")
    assert not _numbers(together, "c")
    assert not _numbers(together, "d")


def test_the_numbers_of_a_known_text_do_not_change() -> None:
    """Stored sketches must keep their meaning, so what the hash gives is fixed here."""
    counted = " ".join(f"{number} mô hình" for number in range(40))
    assert sorted(_numbers(sketch(_articles(a=counted)), "a")) == KNOWN


def test_whatever_stands_between_words_parts_them() -> None:
    words = _text(3).split(" ")
    parting = (" ", "\n", ".", " - ", "\u00a0", ",\n\t“")
    joined = "".join(word + parting[at % len(parting)] for at, word in enumerate(words))
    sketches = sketch(_articles(a=" ".join(words), b=joined))
    assert _numbers(sketches, "a") == _numbers(sketches, "b") != set()


def test_no_articles_have_no_sketches() -> None:
    none = sketch(_articles(a="ngắn").clear())
    assert none.is_empty()
    assert none.schema == SKETCHES_SCHEMA
