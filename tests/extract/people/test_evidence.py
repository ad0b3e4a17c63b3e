"""A quick look at the last word never hides a title that the full look would find."""

from __future__ import annotations

import pytest

from flows.extract.people.full_names.evidence import LONE_KINDS, NOTHING, before, may_be_lone
from flows.extract.people.lexicon import lexicon
from flows.extract.people.posts.spans import View

NAME = "Mai Văn Khởi"


@pytest.mark.parametrize("lead", ["", "hôm nay ", 'nói: "', "(", "đây. ", "x\n"])
def test_a_quick_look_hides_no_title(lead: str) -> None:
    missed: list[str] = []
    for entries in lexicon().names.triggers.values():
        for entry, kind in entries:
            text = f"{lead}{entry} {NAME}"
            start = len(text) - len(NAME)
            if before(View(text, text.lower()), start).kind != kind:
                missed.append(entry)
            if kind in LONE_KINDS and not may_be_lone(text.lower(), start):
                missed.append(entry)
    assert not missed


def test_a_quick_look_rules_out_what_ends_no_title() -> None:
    assert before(View(f"Hôm nay {NAME}", ""), 0) == NOTHING
    assert not may_be_lone("hôm nay khởi", len("hôm nay "))
    assert not may_be_lone("nay. khởi", len("nay. "))
    assert may_be_lone("gặp anh khởi", len("gặp anh "))
    assert may_be_lone("gặp “khởi", len("gặp “"))


def test_a_house_number_says_that_a_road_follows() -> None:
    text = f"nhà số 12 {NAME}"
    assert before(View(text, text.lower()), len(text) - len(NAME)).kind == "place"
