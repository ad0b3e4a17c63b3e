"""A glance at a few characters never hides a title that the full look would find."""

from __future__ import annotations

import pytest

from flows.extract.people.evidence import before, may_be_lone
from flows.extract.people.glances import GLANCE, LONE_KINDS, tells_no_lone, tells_nothing
from flows.extract.people.lexicon import lexicon
from flows.extract.people.posts import View

NAME = "Mai Văn Khởi"


@pytest.mark.parametrize("lead", ["", "hôm nay ", 'nói: "', "(", "đây. ", "x\n"])
def test_a_glance_hides_no_title(lead: str) -> None:
    missed: list[str] = []
    for entries in lexicon().triggers.values():
        for entry, kind in entries:
            text = f"{lead}{entry} {NAME}"
            start = len(text) - len(NAME)
            if before(View(text, text.lower()), start).kind != kind:
                missed.append(entry)
            tail = text.lower()[max(0, start - GLANCE) : start]
            if kind in LONE_KINDS and len(tail) == GLANCE and tells_no_lone(tail):
                missed.append(entry)
    assert not missed


def test_a_glance_rules_out_what_ends_no_title() -> None:
    assert tells_nothing("ngay ")
    assert tells_no_lone("ngay ")
    assert not tells_nothing("g 12 "), "a house number says that a road follows"
    assert not may_be_lone("hôm nay khởi", len("hôm nay "))
    assert may_be_lone("gặp anh khởi", len("gặp anh "))
