"""Whom a figure is reported for: an organisation, and the article's province or the whole country.

In comes a text, out comes the name of the organisation that was last named before a figure in its
paragraph: `Công an tỉnh Lai Châu`, `UBND quận 2`. Nothing is completed: `Công an tỉnh` stays that.
A figure of the country (`cả nước xảy ra 9.593 vụ`) is no figure of the article's province.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from bisect import bisect_right
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

_HEADS = (
    r"(?:Công an|UBND|HĐND|Ủy ban [nN]hân dân|Sở|Cục|Chi cục|Tổng cục|Bộ"
    r"|Ban|Viện [kK]iểm sát|Tòa án|Thanh tra|Kho bạc|Bảo hiểm xã hội|Ngân hàng|Tập đoàn"
    r"|Tổng công ty|Công ty|Trường|Bệnh viện|Tỉnh ủy|Thành ủy|Huyện ủy|Quận ủy)"
)


@cache
def _pattern() -> re.Pattern[str]:
    # `re` has no class for capital letters, and a range such as À-Ỹ holds small ones too.
    capitals = "".join(
        chr(code)
        for code in range(min(sys.maxunicode, 0x1F00))
        if unicodedata.category(chr(code)) == "Lu"
    )
    name = rf"(?: [{capitals}]\w*| \d{{1,2}}\b(?! [a-zà-ỹ]))"
    level = r"(?: (?:tỉnh|thành phố|TP\.?|huyện|quận|thị xã|phường|xã|thị trấn))"
    return re.compile(rf"{_HEADS}(?:{level}|{name})(?:{name}|{level}(?={name}))*")


def heads_of(forms: pl.Series) -> list[list[str]]:
    """The words of each text, given in matching form, by which names of organisations may begin.

    None holds another, so that the n-th stands at its next occurrence behind the one before.
    """
    return forms.str.extract_all(f"{_HEADS} ").to_list()


class OrganisationFinder:
    """Names of organisations in one text, read in order, only as far as asked for."""

    def __init__(self, form: str, heads: list[str]) -> None:
        self._form = form
        self._heads = iter(heads)
        self._behind = 0  # where the head found last ends
        self._head = self._next_head()
        self._line: tuple[int, int] = (0, -1)
        self._name_end = 0
        self._starts: list[int] = []
        self._names: list[str] = []

    def before(self, sentence_start: int, position: int) -> str | None:
        """The organisation named last in the line before `position`; None where none is."""
        start, end = self._line
        if not start <= position < end:
            self._open(sentence_start, position)
        while self._head <= position:
            self._read_name(self._head)
            self._head = self._next_head()
        index = bisect_right(self._starts, position) - 1
        return self._names[index] if index >= 0 else None

    def _open(self, sentence_start: int, position: int) -> None:
        """Begin with the line of a figure."""
        start = self._form.rfind("\n", 0, sentence_start) + 1
        end = self._form.find("\n", position)
        end = len(self._form) if end < 0 else end
        self._line = (start, end)
        self._starts, self._names = [], []

    def _next_head(self) -> int:
        """Where the next head stands; behind the text where none does."""
        head = next(self._heads, None)
        if head is None:
            return len(self._form)
        at = self._form.find(head, self._behind)
        self._behind = at + len(head)
        return at

    def _read_name(self, at: int) -> None:
        """Read the name that begins with a head, if it is of this line and of no other name."""
        start, end = self._line
        if at < max(start, self._name_end):
            return
        name = _pattern().match(self._form, at, end)
        if name is None:
            return
        self._name_end = name.end()
        if not self._form[at - 1 : at].isalpha():
            self._starts.append(at)
            self._names.append(name[0])


_SCOPE_WINDOW = 600
COUNTRY_WORDS = ("cả nước", "toàn quốc")
_PLACE = ("địa bàn", "tỉnh", "thành phố", "quận", "huyện", "toàn xã", "tại ")


def is_of_country(low: str, line_start: int, position: int) -> bool:
    """Whether the scope named last before a figure in its paragraph is the country."""
    left = max(line_start, position - _SCOPE_WINDOW)
    country = max(low.rfind(word, left, position) for word in COUNTRY_WORDS)
    if country < 0:
        return False
    place = max(low.rfind(word, country + 1, position) for word in _PLACE)
    return place < 0
