"""The next word of a post's tail.

In comes a text and a position in the tail of a post, out comes where the word there ends: a term of
the vocabulary, a list of tasks, a connector, a capitalised word or a code; -1 where the post ends.
"""

from __future__ import annotations

import re
from functools import cache

from flows.extract.people.lexicon import lexicon
from flows.extract.people.names import is_syllable
from flows.extract.people.posts.heads import View, head_end, word_ends
from flows.extract.people.words import CAPITALISED, any_of

_CAPITALISED = re.compile(CAPITALISED)
_CODE = re.compile(r"[A-ZĐ][\wĐ]*[\w&./-]*|\d+[A-Z]?\b")
_STOPPED_CODES = frozenset({"TP.", "Tp.", "Q.", "P.", "TX.", "H."})
_APOSTROPHES = frozenset("'’")
_LONGEST_WORD = 9
# Words that open a clause elsewhere and stand in a list of tasks.
_OF_LISTS = frozenset({"và", "với", "cho", "về", "đổi mới", "ra", "kiểm tra", "không"})
# An abbreviation that a lost space has fused to the next post.
_FUSED = re.compile(r"[A-ZĐ]{2,}(?=[A-ZĐ][^\W\d_A-ZĐ])")
# What a leading committee is for: words in small letters with commas, up to where it is.
_LIST = re.compile(
    r"(?: [^\W\d_]+(?:-\d+)?,?){2,24}?"
    r"(?= (?:tỉnh|thành phố|TP|huyện|quận|thị xã|[Tt]rung ương|[Qq]uốc gia)(?![^\W_]))"
)
_DASH = re.compile(r"[-–] (?=[^\W\d_])")
# What a road or a line is called by, up to the first of its ends.
_ROUTE = re.compile(
    r"\b(?:cao tốc|đường sắt|quốc lộ|metro|tuyến|vành đai) (?:[^\W_]+ ){0,3}[^\W_]+$"
)
_LONGEST_ROUTE = 40
_SMALL_WORD = re.compile(r" ([^\W\d_]+)(?![^\W_])")
# `Phó Bí thư Tỉnh ủy Yên Bái Sáng 8/2, …`
_DAY = re.compile(r"(?:sáng|trưa|chiều|tối|đêm|ngày|tháng) (?:ngày )?\d")
# `Chánh văn phòng Sở Ông Mai Văn A`: a title behind a post and before its bearer is small.
_TITLE = "ông"
# `Giám đốc vùng Mỹ Là Giám đốc …`
_COPULA = "là"
_CLOSING_MARKS = frozenset({"", ",", ".", ";", ")", ":", "(", "-", "–", "\n"})


def _term_end(view: View, start: int, limit: int) -> int:
    """End of the longest tail term that begins at `start`, or -1."""
    low = view.low
    lexis = lexicon()
    space = start
    while space < limit and low[space].isalnum():
        space += 1
    first = low[start:space]
    for entry in lexis.bodies.composites.get(first, ()):
        end = start + len(entry)
        if end <= limit and low.startswith(entry, start) and not low[end : end + 1].isalnum():
            return end
    most = lexis.posts.term_longest.get(first)
    if most is None or low.startswith(lexis.posts.told_words, start):
        return -1
    for end in reversed(word_ends(low, start, limit, most)):
        if low[start:end] in lexis.posts.terms:
            return end
    return -1


@cache
def _list_bodies() -> tuple[str, ...]:
    return tuple(lexicon().bodies.of_lists)


def leads_tasks(view: View, start: int, end: int) -> bool:
    """Whether the tail of a post is of a body that is called by what it is for."""
    # `Trưởng ban` may be the head, and its `ban` a part of the body.
    begin = max(0, start - _LONGEST_WORD)
    return any(view.low.find(body, begin, end) != -1 for body in _list_bodies())


@cache
def _about() -> re.Pattern[str]:
    """What a steering committee is for, up to a mark or to what its head does or says."""
    lexis = lexicon()
    words = any_of(sorted({*lexis.posts.clause_words, *lexis.sentences.speech} - _OF_LISTS))
    return re.compile(
        rf" (?:phòng, chống )?[^,.;:()\n\"“”]{{3,70}}?"
        rf"(?=[,.;:)\n]|$|(?<! đổi) (?:{words})(?![^\W_]))"
    )


def about_end(view: View, start: int, limit: int) -> int:
    """End of what a committee is for (`về đổi mới đơn vị sự nghiệp công lập`), or -1."""
    about = _about().match(view.low, start, limit)
    return about.end() if about else -1


@cache
def _no_list() -> re.Pattern[str]:
    """A verb of speech or a clause, which no list of tasks holds."""
    lexis = lexicon()
    words = "|".join(
        map(re.escape, sorted({*lexis.posts.clause_words, *lexis.sentences.speech} - _OF_LISTS))
    )
    return re.compile(rf"\b(?:{words})\b")


def _list_end(view: View, start: int, limit: int) -> int:
    """End of the tasks that name a committee (`chống buôn lậu, gian lận … tỉnh`), or `start`."""
    tasks = _LIST.match(view.form, start, limit)
    if tasks is None or "," not in tasks[0]:
        return start
    low = view.low[start : tasks.end()]
    first = low[1:].split(" ", 1)[0].rstrip(",")
    if first not in lexicon().posts.term_longest and first not in lexicon().bodies.composites:
        return start
    is_told = _no_list().search(low) or not tasks[0][2:].islower()
    return start if is_told else tasks.end()


@cache
def _connector() -> re.Pattern[str]:
    """What joins two parts of a tail; a dash does only where no word follows it."""
    words = sorted(lexicon().posts.connectors - {"-"}, key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, words))})(?![^\W_])|-(?= (?![^\W_]))")


def _word_at(form: str, position: int, limit: int) -> re.Match[str] | None:
    """The code or the capitalised word at `position`, whole (`Đắk R'Lấp`)."""
    code = _CODE.match(form, position, limit)
    if code is None or form[code.end() : code.end() + 1] in _APOSTROPHES:
        return _CAPITALISED.match(form, position, limit) or code
    return code


def step_end(view: View, position: int, limit: int) -> int:
    """End of the tail word at `position`: a connector, a term, a capitalised word, a number."""
    form, low = view.form, view.low
    if is_fused(view, position):
        return -1
    connector = _connector().match(low, position)
    if connector and not form[position].isupper():
        return connector.end()
    end = _term_end(view, position, limit)
    if end != -1:
        return _list_end(view, end, limit) if low.endswith(_list_bodies(), 0, end) else end
    code = _word_at(form, position, limit)
    if code is None:
        return -1
    end = code.end()
    if form[position].isupper() and _opens_sentence(view, position, end, limit):
        return -1
    if form[position + 1 : position + 2].isupper():
        end = _fused_end(view, code, limit)
    elif form[position:end].isalpha():
        end = _compound_end(view, position, end, limit)
    while form[end - 1] in ".-/&":
        if form[end - 1] == "." and form[position:end] in _STOPPED_CODES:
            break
        end -= 1
    return end


def goes_on_route(view: View, dash: int) -> bool:
    """Whether a dash joins the two ends of a road or a line (`cao tốc Bến Lức – Long Thành`)."""
    return _ROUTE.search(view.low, max(0, dash - _LONGEST_ROUTE), dash) is not None


def dash_end(view: View, position: int, limit: int, before: str) -> int:
    """End of a dash that joins two terms of a unit's name (`Khoa học - Thủy lợi`), or -1.

    Behind it stands neither a post nor a body, nor a verb; before it the word or words `before`.
    """
    dash = _DASH.match(view.form, position, limit)
    if dash is None:
        return -1
    start = dash.end()
    if view.form[start].isupper() and goes_on_route(view, position - 1):
        return start if head_end(view, start, limit) == -1 else -1
    if before not in lexicon().posts.terms:
        return -1
    end = _term_end(view, start, limit)
    if end == -1 or head_end(view, start, limit) != -1:
        return -1
    lexis = lexicon()
    word = view.low[start:end]
    is_body = (
        word in lexis.bodies.organisations
        or word in lexis.posts.asides
        or word.rsplit(" ", 1)[-1] in lexis.bodies.units
    )
    is_verb = view.form[start].islower() and lexis.posts.terms.get(word, False)
    return -1 if is_body or is_verb else start


def _opens_sentence(view: View, start: int, end: int, limit: int) -> bool:
    """Whether a word in capitals opens a sentence, the break before which is lost."""
    form, low = view.form, view.low
    following = form[end + 1 : end + 2]
    lexis = lexicon()
    if _DAY.match(low, start) or (low[start:end] == _TITLE and following.isupper()):
        return True
    if low[start:end] == _COPULA:
        return True
    if low[start:end] in lexis.sentences.never_last:
        return following.islower() or following.isdigit() or head_end(view, end + 1, limit) != -1
    if not following.islower() or low[:start].rstrip().rsplit(" ", 1)[-1] in lexis.bodies.units:
        return False
    space = low.find(" ", end + 1, end + _LONGEST_WORD)
    return low[start : space if space != -1 else end + 1].rstrip(",") in lexis.sentences.starts


def _compound_end(view: View, start: int, end: int, limit: int) -> int:
    """End of a word of two syllables with one capital that no vocabulary has (`Chế biến`).

    Only where it opens what a body is called by, so not behind another capital, a word for a
    territory or a province; what follows it must go on with the post or close it.
    """
    form, low = view.form, view.low
    small = _SMALL_WORD.match(form, end, limit)
    if small is None or not small[1].islower() or not _opens_name(view, start):
        return end
    lexis = lexicon()
    word = small[1]
    is_other = word in _no_compound() or low[start:end] in lexis.places.provinces
    if is_other or not is_syllable(form[start:end]) or not is_syllable(word):
        return end
    finish = small.end()
    if _term_end(view, small.start(1), limit) != -1 or head_end(view, small.start(1), limit) != -1:
        return end
    if finish >= limit or form[finish] in _CLOSING_MARKS:
        return finish
    following = finish + 1
    goes_on = (
        form[following : following + 1].isupper()
        or _term_end(view, following, limit) != -1
        or _connector().match(low, following) is not None
    )
    return finish if goes_on else end


def _opens_name(view: View, start: int) -> bool:
    """Whether the word before `start` is small or a unit's, and none for a territory."""
    space = view.form.rfind(" ", 0, max(start - 1, 0))
    before = view.form[space + 1 : start - 1]
    lexis = lexicon()
    low = before.lower()
    return (before.islower() or low in lexis.bodies.units) and low not in lexis.posts.levels


@cache
def _no_compound() -> frozenset[str]:
    """Words that follow a name and are no second syllable: verbs of speech, clauses, connectors."""
    lexis = lexicon()
    words = {
        *lexis.posts.clause_words,
        *lexis.sentences.speech,
        *lexis.posts.connectors,
        *lexis.posts.levels,
    }
    return frozenset(word.split(" ", 1)[0] for word in words) | lexis.sentences.followers


def is_fused(view: View, end: int) -> bool:
    """Whether the next post begins without a space (`Bộ GTVTPhó chủ tịch`)."""
    return view.form[end : end + 1].isupper() and view.form[end - 1].isalnum()


def _fused_end(view: View, code: re.Match[str], limit: int) -> int:
    """End of an abbreviation, before a post fused to it (`Bộ GTVTPhó chủ tịch`)."""
    fused = _FUSED.match(view.form, code.start(), code.end())
    if fused is None or head_end(view, fused.end(), limit) == -1:
        return code.end()
    return fused.end()
