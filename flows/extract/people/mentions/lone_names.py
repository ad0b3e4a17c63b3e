"""One word by which an article calls somebody whom it never names in full.

In come a text and the span of a capitalised word, out comes the mention that it is by the title
before it (`anh Tuấn`) or the age behind it (`Hiển (33 tuổi)`), or none: the word opens another
(`luật sư Góp ý`), or the title is a place's, a ship's or that of many.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flows.extract.people.full_names import evidence
from flows.extract.people.lexicon import lexicon
from flows.extract.people.mentions.context import Mention
from flows.extract.people.names import is_syllable, shape
from flows.extract.people.positions import is_glued, is_initial, touches_capital

if TYPE_CHECKING:
    from flows.extract.people.posts.spans import View

_LOWER_WORD = re.compile(r" ([^\W\d_]+)")
_SHORTEST_NAME = 2
_LONGEST_COUNTRY = 3
# Who is called by a surname behind a country: who leads it.
_LEADING = frozenset({"ruler", "profession"})
_COUNTERPARTS = frozenset({"đồng cấp", "người đồng cấp"})
_LONGEST_BODY = 20
_AFTER_PEN_NAME = frozenset({"", ".", "-", "–", "/", "("})
_OF_NO_COUNTRY = frozenset({"chị", "bà", "cô", "cháu", "bé", "chú", "anh", "bị cáo", "dì", "cậu"})
# Titles by which one Vietnamese word is somebody's name (`bác sĩ Vinh`).
_SURE_LONE_KINDS = frozenset({"address", "rank", "academic", "called"})
_OPENED = frozenset("“\"'‘")
_CLOSED = frozenset("”\"'’")
# What an English title goes on with (`ca sĩ Crazy in Love`).
_ENGLISH = frozenset({"in", "of", "to", "for", "on", "with", "and", "is", "my"})
# What stands before a profession that is not one person's.
_OF_MANY = frozenset({"các", "những", "nhiều", "số"})


def next_word(view: View, end: int) -> str:
    """The word in small letters that follows, empty where none does."""
    found = _LOWER_WORD.match(view.form, end)
    return found[1] if found else ""


def is_compound(view: View, start: int, end: int) -> bool:
    """Whether a capitalised word and the small one after it are one word (`Thanh tra`)."""
    lexis = lexicon()
    following = next_word(view, end)
    if not following:
        return False
    if not following[0].islower():
        # `Tổng Bí thư Ban Chấp hành …`
        words = view.low[start : end + _LONGEST_BODY].split(" ")
        opened = {" ".join(words[:2]), " ".join(words[:3])}
        return not opened.isdisjoint(lexis.bodies.organisations) or not opened.isdisjoint(
            lexis.posts.terms
        )
    pair = f"{view.low[start:end]} {following}"
    return (
        pair in lexis.posts.terms
        or pair in lexis.bodies.organisations
        or pair in lexis.places.words
        or pair in lexis.names.not_persons
        or pair in lexis.bodies.of_occasions
        or pair in lexis.sentences.openings
        or following in lexis.names.capital_starts.get(view.low[start:end], frozenset())
    )


def _is_pen_name(view: View, known: evidence.Before, end: int) -> bool:
    """Whether `Anh Thư` is what a writer is called: a capital, and the end of a credit."""
    is_capital = known.word == "anh" and view.form[known.start].isupper()
    return is_capital and view.form[end : end + 2].strip() in _AFTER_PEN_NAME


def aged(view: View, start: int, end: int) -> Mention | None:
    """A person called by one word with an age behind it (`Hiển (33 tuổi)`)."""
    surface, low = view.form[start:end], view.low[start:end]
    lexis = lexicon()
    is_name = " " not in surface and is_syllable(surface) and shape(surface).kind != "none"
    is_other = (
        low in lexis.sentences.lead_words
        or low in lexis.names.never_alone
        or low in lexis.names.capital_starts
    )
    if not is_name or is_other or is_glued(view.form, start, end) or surface.isupper():
        return None
    if evidence.before(view, start).kind in {"place", "placing"}:
        return None
    return None if touches_capital(view.form, start, end) else Mention(start, end, surface)


def _titles_no_person(view: View, known: evidence.Before) -> bool:
    """Whether a title is a part of a place's or a ship's name, a country, or that of many.

    `ấp Ông Bọng`, `tàu Đô đốc Essen`, `ở London, Anh Gauteng …`, `các cầu thủ Velkobar`.
    """
    if view.form[known.start].isupper():
        if is_initial(view.form, known.start):
            return False
        return known.word == "anh" or evidence.before(view, known.start).kind == "place"
    if known.kind != "profession":
        return False
    space = view.low.rfind(" ", 0, max(known.start - 1, 0))
    return view.low[space + 1 : known.start - 1] in _OF_MANY


def _is_quoted(view: View, known: evidence.Before, end: int) -> bool:
    """Whether a title and a word are a part or a nickname in quotation marks (`“Chị Đại”`)."""
    return (
        view.form[known.start - 1 : known.start] in _OPENED and view.form[end : end + 1] in _CLOSED
    )


def named_by_title(view: View, start: int, end: int) -> Mention | None:
    """A person whom the article never names in full, called by one word after a title."""
    if end - start < _SHORTEST_NAME:
        return None
    form = view.form
    known = evidence.before(view, start)
    if known.kind not in evidence.LONE_KINDS or _is_pen_name(view, known, end):
        return None
    surface = form[start:end]
    # `chị Nga`, `anh Trung` are no countries; `ông Mỹ` may be somebody from there.
    is_own = known.word in _OF_NO_COUNTRY and view.low[start:end] in lexicon().places.countries
    is_none = shape(surface).kind == "none" and not is_own
    is_word = " " in surface or surface.isupper() or is_none
    if is_word or is_glued(form, start, end):
        return None
    is_more = is_compound(view, start, end) or form[end : end + 2][1:].isupper()
    if is_more or _is_quoted(view, known, end) or next_word(view, end) in _ENGLISH:
        return None
    low = view.low[start:end]
    lexis = lexicon()
    if (
        low in lexis.sentences.lead_words
        or low in lexis.names.never_alone
        or low in lexis.names.capital_honorifics
    ):
        return None
    is_vague = is_syllable(surface) and known.kind not in _SURE_LONE_KINDS
    is_other = known.kind == "academic" and (
        low in lexis.places.countries or low in lexis.posts.terms
    )
    # `thị trưởng Derby`: whoever leads a town is named in full somewhere.
    is_other |= known.word in lexis.posts.territory_heads or _titles_no_person(view, known)
    return None if is_vague or is_other else Mention(start, end, surface)


def leads_country(view: View, start: int, surface: str) -> bool:
    """Whether a foreign surname stands behind a post and its country (`Thủ tướng Nga Velk`)."""
    form, space = view.form, start - 1
    if not form[form.rfind(" ", 0, space) + 1].isupper() or form[space] != " ":
        # as before most words: no country's name ends there
        return False
    if is_syllable(surface) or surface.isupper():
        return False
    lexis = lexicon()
    for _ in range(_LONGEST_COUNTRY):
        space = form.rfind(" ", 0, space)
        country = view.low[space + 1 : start - 1]
        if space == -1 or not form[space + 1].isupper():
            return False
        if f"{country} {surface.lower()}" in lexis.places.names:
            return False
        if country in lexis.places.countries:
            title = evidence.before(view, space + 1)
            if title.kind in _LEADING or title.word in _COUNTERPARTS:
                return not is_glued(form, start, start + len(surface))
    return False
