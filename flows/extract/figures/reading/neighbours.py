"""A number with what its neighbours say: all that a rule needs to decide on it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flows.extract.figures.model import Source, Token
    from flows.extract.figures.reading.after import After
    from flows.extract.figures.reading.before import Before


@dataclass(slots=True)
class Reading:
    """A number with what its neighbours say: all that a rule needs to decide on it.

    Attributes:
        surface: the number as written.
    """

    source: Source
    token: Token
    before: Before
    after: After
    surface: str = field(init=False)

    def __post_init__(self) -> None:
        self.surface = self.source.text[self.token.start : self.token.end]

    @property
    def is_carried(self) -> bool:
        """Whether `trên` before a small number is "on": `trên 5 đoàn tàu`."""
        unit = self.after.unit
        return (
            unit is not None
            and len(self.surface) == 1
            and self.before.qualifier_end > 0
            and self.source.low[self.before.qualifier_start : self.before.qualifier_end] == "trên"
            and unit.lower() in self.source.lexicon.carriers
        )
