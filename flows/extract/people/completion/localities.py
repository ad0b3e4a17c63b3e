"""The districts, provinces and forces that an article names, for posts that leave them out.

In comes an article's text with its province, out come the district or commune that `Bí thư Huyện
ủy` is that of, the province that a round-up tells of at a position, and the police that a
department (`Phòng CSGT`) is a part of. Where the text names several and none near, nothing is said.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from flows.extract.people.completion.countries import only_country
from flows.extract.people.completion.homes import Home, province_in
from flows.extract.people.completion.named_places import (
    is_other,
    named_province,
    place_name,
    province_names,
    without_name,
)
from flows.extract.people.lexicon import key, lexicon
from flows.extract.people.posts.forms import led_body, plain_form, posts_told
from flows.extract.people.posts.spans import tail_end
from flows.extract.people.words import CAPITALISED, UPPER

if TYPE_CHECKING:
    from flows.extract.people.posts.spans import View

_SEAT = re.compile(
    r"\b([Hh]uyện|[Qq]uận|[Tt]hị xã|TX\.?|[Pp]hường|[Xx]ã|[Tt]hị trấn|[Tt]hành phố|TP\.?)"
    rf"(?: (ủy|đoàn))? ?((?<= )\d{{1,2}}\b|{CAPITALISED}(?: {CAPITALISED}){{0,5}})"
)
_PROVINCE_WORDS = (
    rf"(?:tỉnh|[Tt]hành phố|TP\.?|[Cc]ông an|CSGT|UBND|[Tt]ại) ?({CAPITALISED}"
    rf"(?: {CAPITALISED}){{0,3}})"
)
_PROVINCE = re.compile(rf"\b{_PROVINCE_WORDS}")
_FORCE = re.compile(
    rf"\b[Cc]ông an (?:tỉnh|[Tt]hành phố|TP\.?)(?: ?{CAPITALISED}(?: {CAPITALISED}){{0,3}})?"
)
_KINDS = {"tx": "thị xã", "tx.": "thị xã", "tp": "thành phố", "tp.": "thành phố"}
_CITY_PREFIX = re.compile(r"^(?:TP\.? ?|Tp\.? ?|[Tt]hành phố )")
# Without `TP` this city's name is a man's.
_MEN = frozenset({"HCM", "Hồ Chí Minh"})
_LINK = "điểm cầu"
_LINKED = re.compile(rf"{_LINK} (?:tỉnh )?({CAPITALISED}(?: {CAPITALISED}){{0,3}})")
_A_DEPARTMENT = re.compile(r"(?<!đốc )\bSở(?= [A-ZĐ])")
# What a department says of its own people, and of nobody else's.
_DECIDING = frozenset({"quyết định"})
# An article that names so many provinces and its own in less than half of them is a round-up.
_ROUND_UP = 3
_HALF = 2
# How much oftener one province is named than the next where no step before could tell.
_CLEARLY = 3
_SENTENCE_STOP = re.compile(r"[.!?;](?= |$)|\n")
# `Hà Nam: Ngày 3/5, …`; so many provinces that head their paragraphs make a text of sections.
_HEADING = re.compile(rf": ?(?=[{UPPER}])")
_SECTIONS = 2


class Localities:
    """What one article names, each looked for when first asked.

    Args:
        view: the text.
        home: the article's province.
        names: where its persons are named, which no unit is called by.
        posts: plain forms of all posts that it tells of.
    """

    def __init__(
        self,
        view: View,
        home: Home,
        names: frozenset[int] = frozenset(),
        posts: frozenset[str] = frozenset(),
    ) -> None:
        self.view = view
        self.home = home
        self._names = names
        self._posts = posts
        self._bodies: dict[str, str | None] = {}
        self._department_forms: dict[str, bool] = {}
        self._committee_forms: dict[str, str] = {}

    def department_before(self, position: int) -> str | None:
        """The one provincial department that the sentence names before a post, or None."""
        form = self.view.form
        # The items of one list are told of one department.
        stops = [
            stop.end() for stop in _SENTENCE_STOP.finditer(form, 0, position) if stop[0] != ";"
        ]
        named: dict[str, str] = {}
        speech = lexicon().sentences.speech - _DECIDING
        for match in _A_DEPARTMENT.finditer(form, stops[-1] if stops else 0, position):
            stop = self.end_of_body(match.end(), position)
            is_told = any(f" {word} " in self.view.low[stop:position] for word in speech)
            if stop > match.end() and not is_told:
                named[key(form[match.start() : stop])] = plain_form(form[match.start() : stop])
        return next(iter(named.values())) if len(named) == 1 else None

    def department_last(self, position: int) -> str | None:
        """The provincial department named last before a post that says `sở` alone, or None."""
        departments = list(_A_DEPARTMENT.finditer(self.view.form, 0, position))
        if not departments:
            return None
        last = departments[-1]
        stop = self.end_of_body(last.end(), position)
        return plain_form(self.view.form[last.start() : stop]) if stop > last.end() else None

    def end_of_body(self, start: int, limit: int) -> int:
        """Where a body's name ends that begins at `start`, no person's taken in."""
        stop = next((name for name in range(start, limit) if name in self._names), limit)
        return tail_end(self.view, start, stop)

    def linked_before(self, position: int) -> re.Match[str] | None:
        """The place that the sentence before a post is linked to (`tại điểm cầu Hà Nam có …`)."""
        if _LINK not in self.view.low:
            return None
        form = self.view.form
        stops = [
            stop.end() for stop in _SENTENCE_STOP.finditer(form, 0, position) if stop[0] != ";"
        ]
        return _LINKED.search(form, stops[-1] if stops else 0, position)

    def body_of(self, family: str) -> str | None:
        """The one body that posts of this family are said to be of, whoever bears them."""
        if family not in self._bodies:
            told = [*self._posts, *posts_told(self.view, family, self._names)]
            self._bodies[family] = led_body(sorted(told), family)
        return self._bodies[family]

    @cached_property
    def _seats(self) -> list[tuple[int, str, str]]:
        """Position, kind and name of every district and commune that the text names."""
        found: list[tuple[int, str, str]] = []
        for match in _SEAT.finditer(self.view.form):
            kind = match[1].lower()
            name = place_name(self._before_person(match.start(3), match.end(3)))
            kind = _KINDS.get(kind, kind)
            if name and not (kind == "thành phố" and province_in(name) in lexicon().places.cities):
                found.append((match.start(), kind, name))
        return found

    def _before_person(self, start: int, end: int) -> str:
        """The run from `start` to `end` as far as no person is named (`UBND TP Mai Văn A`)."""
        first = next((name for name in range(start, end) if name in self._names), end)
        return self.view.form[start:first].rstrip(" ")

    def district(self, kind: str, position: int) -> str | None:
        """Name of the one unit of this kind that a post at `position` can be of, or None.

        Args:
            kind: `huyện`, `quận`, `thị xã`, `thành phố`, `xã`, `phường`, `thị trấn`.
            position: where the post stands.
        """
        named = [(start, name) for start, is_kind, name in self._seats if is_kind == kind]
        if len({key(name) for _, name in named}) == 1:
            return named[0][1]
        form = self.view.form
        line = form.rfind("\n", 0, position) + 1
        stops = [stop.end() for stop in _SENTENCE_STOP.finditer(form, line, position)]
        for begin in (stops[-1] if stops else line, line):
            near = {key(name): name for start, name in named if begin <= start < position}
            if len(near) == 1:
                return next(iter(near.values()))
            if near:
                return None
        counts = Counter(key(name) for start, name in named if start < position).most_common(2)
        if len(counts) > 1 and counts[0][1] >= _CLEARLY * counts[1][1]:
            return next(name for _, name in named if key(name) == counts[0][0])
        return None

    @cached_property
    def _provinces(self) -> list[tuple[int, str, str]]:
        """Position, name and id of the provinces that stand behind a body or a level."""
        found: list[tuple[int, str, str]] = []
        for match in _PROVINCE.finditer(self.view.form):
            words = match[1].split(" ")
            for count in range(len(words), 0, -1):
                name = " ".join(words[:count])
                province_id = lexicon().places.provinces.get(key(name))
                if province_id is not None:
                    found.append((match.start(1), name, province_id))
                    break
        return found

    def home_at(self, position: int) -> Home:
        """The article's province, or in a round-up the one named last before `position`."""
        headed = [home for start, home in self._sections if start < position]
        if headed:
            return headed[-1]
        ids = [province_id for _, _, province_id in self._provinces]
        own = ids.count(self.home.province_id or "")
        if len(set(ids)) < _ROUND_UP or own * _HALF >= len(ids):
            return self.home if self.home.surface is not None else self._only_province
        before = [province for province in self._provinces if province[0] < position]
        if not before:
            return self.home
        _, name, province_id = before[-1]
        if province_id == self.home.province_id:
            return self.home
        return Home(name, province_id, province_id in lexicon().places.cities)

    @cached_property
    def _sections(self) -> list[tuple[int, Home]]:
        """Where a province heads what is told of it, with that province; none where one alone does.

        A small word before it says that it is no heading (`Bí thư Hà Nam: Làm tốt hơn`).
        """
        form, names = self.view.form, province_names()
        headings = (heading.start() for heading in _HEADING.finditer(form))
        if sum(form.endswith(names, 0, heading) for heading in headings) < _SECTIONS:
            return []
        found: list[tuple[int, Home]] = []
        for match in named_province().finditer(form):
            before = form[: match.start(2)].rstrip(" ").rsplit(" ", 1)[-1].rsplit("\n", 1)[-1]
            is_part = before.islower() and "." not in before
            if not is_part and _HEADING.match(form, match.end()):
                province_id = lexicon().places.provinces[key(match[2])]
                home = Home(match[2], province_id, province_id in lexicon().places.cities)
                found.append((match.start(), home))
        return found if len({home.province_id for _, home in found}) >= _SECTIONS else []

    def named_before(self, position: int, *, is_city: bool) -> Home:
        """The province, or the city of that standing, that the text names last before a post."""
        home = Home(None, None, is_city)
        for match in named_province().finditer(self.view.form, 0, position):
            province_id = lexicon().places.provinces[key(match[2])]
            if (province_id in lexicon().places.cities) == is_city and not is_other(match[1] or ""):
                home = Home(match[2], province_id, is_city)
        return home

    def city_of_committee(self, city: str) -> str:
        """The city as the text has it behind its committee, or else its own name alone."""
        plain = _CITY_PREFIX.sub("", city)
        if plain not in self._committee_forms:
            form = rf"\b[Tt]hành ủy ((?:[Tt]hành phố |TP\.? ?|Tp\.? ?)?{re.escape(plain)})\b"
            told = Counter(re.findall(form, self.view.form)).most_common(1)
            is_man = plain in _MEN
            self._committee_forms[plain] = told[0][0] if told else city if is_man else plain
        return self._committee_forms[plain]

    def has_provincial_departments(self, province: str) -> bool:
        """Whether departments are written with `tỉnh` before this province, no less than without.

        `Sở Y tế tỉnh X` and `Sở Y tế X`.
        """
        if province not in self._department_forms:
            name = re.escape(province)
            forms = re.findall(rf"\bSở [^.,;:()\n]{{2,60}}? (tỉnh )?{name}\b", self.view.form)
            self._department_forms[province] = 0 < len(forms) <= forms.count("tỉnh ") * _HALF
        return self._department_forms[province]

    @cached_property
    def _only_province(self) -> Home:
        """The one province that the text names at all, where none is said to be what it is about.

        Who writes of `UBND tỉnh` and names one province means that one; a city of its own is none
        that a `tỉnh` could be, and a road or a person may bear a province's name.
        """
        form = self.view.form
        told: list[tuple[str, str]] = []
        for match in named_province().finditer(form):
            province_id = lexicon().places.provinces[key(match[2])]
            if province_id not in lexicon().places.cities and not is_other(match[1] or ""):
                told.append((province_id, match[2]))
        if not told:
            return self.home
        counts = Counter(province_id for province_id, _ in told)
        ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        chosen = ranked[0][0]
        if len(ranked) > 1 and ranked[0][1] < _CLEARLY * ranked[1][1]:
            # Of several, the one that the text opens with: it comes to the others later.
            chosen = told[0][0]
            if {province_id for province_id, _ in told[:_CLEARLY]} != {chosen}:
                return self.home
        return Home(
            next(name for province_id, name in told if province_id == chosen), chosen, False
        )

    @cached_property
    def only_country(self) -> str | None:
        """The one foreign country that the text tells of, or None."""
        return only_country(self.view, self._posts)

    def force(self, home: Home) -> str | None:
        """The provincial police as the text names it, where it names that of one province only."""
        by_province: dict[str | None, str] = {}
        for match in _FORCE.finditer(self.view.form):
            written = match.group()
            province_id = province_in(written) or home.province_id
            if len(written) > len(by_province.get(province_id, "")):
                by_province[province_id] = written
        if set(by_province) != {home.province_id}:
            return None
        return without_name(next(iter(by_province.values())))
