"""Where a post is borne: what the words right before it say of its province and its body.

In come the places that an article names and a position, out come the province there (`Tại Huế, Chủ
tịch …`) and the body that is said to have several of the post.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from flows.extract.people.completion.homes import Home
from flows.extract.people.lexicon import key, lexicon
from flows.extract.people.posts.spans import tail_end

if TYPE_CHECKING:
    from flows.extract.people.completion.localities import Localities

_TOLD_PLACE = re.compile(
    r"\b(?:[Tt]ại|Ở|(?:Còn|còn) (?:tại|ở)) (?:tỉnh |TP\.? ?)?([^,.;:()\n]{2,20}), "
    r"(?:ông |bà |đồng chí )?$"
)
_LONGEST_TOLD = 40
_HOLDER = re.compile(
    r"\b((?:(?:UBND|HĐND|Công an)|"
    r"(?:Ban|Sở|Bộ|Cục|Tổng cục|Viện|Văn phòng|Tỉnh ủy|Huyện ủy|Hội)(?= [A-ZĐ])) "
    r"[^,.;:()\n]{2,40}?) (?:hiện |đang |mới |chỉ |vẫn |nay |còn |sẽ )*(?:có|còn) "
    r"(?:tới |đến |cả )?(?:\d+|hai|ba|bốn|năm|sáu|bảy|tám) (?:đồng chí |vị |nguyên )?$"
)
_LONGEST_HOLDER = 80
# Who leads a company, at the end of an item of a list.
_LISTED = re.compile(
    r"\b(?:HĐQT|HĐTV|[Hh]ội đồng (?:quản trị|thành viên)|[Gg]iám đốc) "
    r"((?:[Cc]ông ty |[Nn]gân hàng |[Tt]ập đoàn )?[A-ZĐ][^,;:.()\n]{1,60})\)?;"
)
_LONGEST_LED = 180
_LED = re.compile(
    r".*\b((?:Công ty|Cty|CTCP|Tổng công ty|Tập đoàn|Trung tâm|Bệnh viện|Doanh nghiệp|Hợp tác xã|"
    r"HTX|Nhà hát|Chi nhánh|Xí nghiệp|Viện|Trường) [^,.;:()\n]{2,90}?)"
    r"(?: \([^()\n]{2,60}\))?,? \(?do "
    r"(?:(?:ông|bà|anh|chị|đồng chí|nhạc sỹ|nhạc sĩ|bác sĩ) )?$",
    re.IGNORECASE,
)


class Scene:
    """Where a post is borne, told when asked for.

    Args:
        places: what the article names.
        position: where the post or its bearer stands, whichever is first.
    """

    def __init__(self, places: Localities, position: int) -> None:
        self.places = places
        self._position = position

    @cached_property
    def home(self) -> Home:
        """The province named right before (`Tại Huế, Chủ tịch …`), else the article's there."""
        form, position = self.places.view.form, self._position
        told = _TOLD_PLACE.search(form, max(0, position - _LONGEST_TOLD), position)
        told = told or self.places.linked_before(position)
        name = _last_province(told[1]) if told else None
        if name is None:
            return self.places.home_at(position)
        province_id = lexicon().places.provinces[key(name)]
        return Home(name, province_id, province_id in lexicon().places.cities)

    def of_kind(self, *, is_city: bool) -> Home:
        """The province, or the city, named last before: the article is about one of the others."""
        return self.places.named_before(self._position, is_city=is_city)

    @cached_property
    def department(self) -> str | None:
        """The provincial department named last before."""
        return self.places.department_last(self._position)

    @cached_property
    def body_of_several(self) -> str | None:
        """The body that is said to have several of the post (`UBND tỉnh Hà Nam có 5 phó …`)."""
        begin = max(0, self._position - _LONGEST_HOLDER)
        held = _HOLDER.search(self.places.view.form, begin, self._position)
        return held[1] if held else None

    @cached_property
    def company_of_list(self) -> str | None:
        """The company of the item before in a list (`A, Chủ tịch HĐQT X; B, Tổng giám đốc`)."""
        view, position = self.places.view, self._position
        begin = max(view.form.rfind("\n", 0, position), view.form.rfind(". ", 0, position)) + 1
        listed = list(_LISTED.finditer(view.form, begin, position))
        if not listed:
            return None
        last = listed[-1]
        is_body = tail_end(view, last.start(1), last.end(1)) == last.end(1)
        return last[1] if is_body else None

    @cached_property
    def body_led(self) -> str | None:
        """The body that is said to be led by who is named (`Công ty X do ông A làm giám đốc`)."""
        begin = max(0, self._position - _LONGEST_LED)
        begin = max(begin, self.places.view.form.rfind("\n", begin, self._position) + 1)
        led = _LED.match(self.places.view.form, begin, self._position)
        is_body = led and tail_end(self.places.view, led.start(1), led.end(1)) == led.end(1)
        return led[1] if led and is_body else None


def _last_province(told: str) -> str | None:
    """The province that a stretch ends with (`điểm cầu Hà Nam`)."""
    words = told.split(" ")
    names = (" ".join(words[first:]) for first in range(len(words)))
    return next((name for name in names if key(name) in lexicon().places.provinces), None)
