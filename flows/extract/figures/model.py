"""What reading works on, a text with its forms, and what it finds: figures, other numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date

    from flows.extract.figures.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class Source:
    """The text and all its forms, so that rules take one argument instead of five."""

    text: str
    form: str
    low: str
    dates: list[tuple[int, int, str]]
    header_end: int
    lexicon: Lexicon


@dataclass(slots=True)
class Token:
    """One number in the text: its span and shape (see `shapes`), or `word` for number words."""

    start: int
    end: int
    shape: str


class OtherNumber(NamedTuple):
    """A number that reports nothing: where it is and what kind it is of."""

    start: int
    end: int
    kind: str


@dataclass(slots=True)
class Figure:
    """One reported figure while it is being read; offsets count code points of the text.

    `start`/`end` hold the number with its `%`; `phrase_start`/`phrase_end` the words that belong to
    it; `lead_start` is where verb of change and qualifier begin; `unit_end` where the unit ends.
    """

    start: int
    end: int
    phrase_start: int
    phrase_end: int
    unit_start: int
    unit_end: int
    value: float | None
    value_upper: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    ratio_kind: str | None = None
    unit: str | None = None
    unit_kind: str = "other"
    qualifier: str = "exact"
    qualifier_start: int = 0
    qualifier_end: int = 0
    direction: str = "none"
    roles: tuple[str, ...] = ()
    is_word: bool = False
    is_bare_amount: bool = False
    decimals: int = 0
    subject_start: int | None = None
    subject_end: int | None = None
    ratio_subject: tuple[int, int] | None = None
    comparison_start: int | None = None
    comparison_end: int | None = None
    comparison_start_date: date | None = None
    comparison_end_date: date | None = None
    period_start_char: int | None = None
    period_end_char: int | None = None
    period_start: date | None = None
    period_end: date | None = None
    period_basis: str | None = None
    sentence_start: int = 0
    sentence_end: int = 0
    group: int | None = None
    is_consistent: bool | None = None
