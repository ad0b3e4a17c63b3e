"""Portions of a batch: every item once, in order, and none asked for too soon."""

from __future__ import annotations

from itertools import count

from flows.portions import portions


def test_portions_hold_every_item_once_in_order() -> None:
    cut = list(portions(range(1001)))
    assert [len(portion) for portion in cut] == [500, 500, 1]
    assert [item for portion in cut for item in portion] == list(range(1001))


def test_nothing_has_no_portion() -> None:
    assert list(portions([])) == []


def test_no_item_is_asked_for_before_its_portion() -> None:
    items = count()
    assert next(portions(items))[-1] + 1 == next(items)
