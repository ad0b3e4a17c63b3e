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

_HEADS = (
    r"(?:Công an|UBND|HĐND|Ủy ban [nN]hân dân|Sở|Cục|Chi cục|Tổng cục|Bộ"
    r"|Ban|Viện [kK]iểm sát|Tòa án|Thanh tra|Kho bạc|Bảo hiểm xã hội|Ngân hàng|Tập đoàn"
    r"|Tổng công ty|Công ty|Trường|Bệnh viện|Tỉnh ủy|Thành ủy|Huyện ủy|Quận ủy)"
)
_LONGEST_HEAD = 17  # characters, with the blank behind
_HEAD = re.compile(f"{_HEADS} ")


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


class OrganisationFinder:
    """Names of organisations in one text, found paragraph by paragraph, only where asked for."""

    def __init__(self, form: str) -> None:
        self._form = form
        self._line: tuple[int, int] = (0, -1)
        self._read_to = 0
        self._starts: list[int] = []
        self._names: list[str] = []

    def before(self, sentence_start: int, position: int) -> str | None:
        """The organisation named last in the line before `position`; None where none is."""
        start, end = self._line
        if not start <= position < end:
            self._open(sentence_start, position)
        if self._read_to <= position:
            self._read_on(position)
        index = bisect_right(self._starts, position) - 1
        return self._names[index] if index >= 0 else None

    def _open(self, sentence_start: int, position: int) -> None:
        """Begin with the line of a figure."""
        start = self._form.rfind("\n", 0, sentence_start) + 1
        end = self._form.find("\n", position)
        end = len(self._form) if end < 0 else end
        self._line = (start, end)
        self._read_to = start
        self._starts, self._names = [], []

    def _read_on(self, position: int) -> None:
        """Read the names that begin up to `position`: no line is read behind its last figure."""
        form, end = self._form, self._line[1]
        bound = min(position + _LONGEST_HEAD, end)
        at = self._read_to
        while at <= position:
            head = _HEAD.search(form, at, bound)
            if head is None:
                break
            at = head.start()
            if at > position:
                break
            name = _pattern().match(form, at, end)
            if name is None:
                at += 1
                continue
            if not form[at - 1 : at].isalpha():
                self._starts.append(at)
                self._names.append(name[0])
            at = name.end()
        self._read_to = max(at, position + 1)


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
