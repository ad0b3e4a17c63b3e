"""Later, shorter mentions of persons: `ông Thăng`, `Bí thư Thăng`, `Hiền`, `bà Matvienko`.

In come the runs of a text and its full mentions, out come the short ones with the full name that
they stand for. A short form stands for who was named so last before it; one word after a title that
nobody in the article bears in full (`anh Tuấn`) is a person by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flows.extract.people.full_names import evidence
from flows.extract.people.full_names.agreement import begins_with_title
from flows.extract.people.lexicon import lexicon
from flows.extract.people.mentions.context import Mention
from flows.extract.people.mentions.lone_names import (
    aged,
    is_compound,
    leads_country,
    named_by_title,
    next_word,
)
from flows.extract.people.names import is_syllable, may_stand_alone
from flows.extract.people.positions import is_glued, is_initial, touches_capital, whole_start
from flows.extract.people.posts.chains import posts_before
from flows.extract.remembered import remembered

if TYPE_CHECKING:
    from flows.extract.people.full_names.runs import Candidate, Runs
    from flows.extract.people.posts.spans import View

_SHORT_KINDS = evidence.PERSON_KINDS
_AFTER_NAME = frozenset({",", ".", ")", ";", "?", "!", ":", "\n", "", "”", '"'})
# Behind these no sentence begins, so a capital is a name's (`cả bọn và Sự trốn`).
_BEFORE_NAME = (", ", " và ", " với ", " của ", " cho ", " cùng ", " do ", " đưa ", " gặp ")
_ASIDE = " ("
# A president or a head of government in a headline.
_OF_STATE = "TT "
_PAIR = 2


Span = tuple[int, int, str]


@remembered(100_000)
def short_forms(name: str) -> tuple[str, ...]:
    """What later mentions may call a person: given name, last two words, a foreign surname."""
    parts = name.split(" ")
    if len(parts) == 1:
        return ()
    forms = [parts[-1]]
    forms += [" ".join(parts[-size:]) for size in range(_PAIR, len(parts))]
    if not is_syllable(parts[-1]) or not is_syllable(parts[0]):
        forms += [" ".join(parts[:size]) for size in range(1, min(len(parts), _PAIR + 1))]
    return tuple(form for form in forms if len(form) > 1)


class Book:
    """Who of an article may be meant by which short form."""

    def __init__(self) -> None:
        self.by_form: dict[str, list[Mention]] = {}

    def add(self, mention: Mention) -> None:
        """Enter a person under every short form of the name."""
        for form in short_forms(mention.name):
            self.by_form.setdefault(form, []).append(mention)

    def resolve(self, form: str, position: int) -> Mention:
        """The person of that short form named last before `position`, else first after it.

        Raises:
            KeyError: nobody has that short form.
        """
        named = self.by_form[form]
        earlier = [mention for mention in named if mention.start < position]
        return earlier[-1] if earlier else named[0]


def short_mentions(view: View, found: Runs, book: Book) -> list[Mention]:
    """Mentions that call a person of the article by a short form, and the lone ones.

    Args:
        view: the text.
        found: its runs with their verdict.
        book: the persons named in full; lone ones are entered.

    Returns:
        Mentions in order of the text.
    """
    mentions: list[Mention] = []
    form, low, by_form = view.form, view.low, book.by_form
    for start, end, surface in _spans(found, book):
        if surface not in by_form:
            # as most are: one glance at the words beside it leaves few to be looked at
            if form.startswith(_ASIDE, end) and evidence.is_aged(view, end):
                lone = aged(view, start, end)
            elif evidence.may_be_lone(low, start):
                lone = named_by_title(view, start, end)
            elif form[start - 2 : start - 1].islower() and leads_country(view, start, surface):
                lone = Mention(start, end, surface)
            else:
                continue
            if lone is not None:
                _call_by_surname(lone, book)
                mentions.append(lone)
                by_form.setdefault(surface, []).append(lone)
            continue
        person = book.resolve(surface, start)
        if _means_person(view, start, end, person) or _is_of_state(view, start, end, book):
            first = whole_start(form, start, surface, person.name)
            mentions.append(
                Mention(
                    first,
                    end,
                    person.name,
                    person.role,
                    is_short=first == start and surface != person.name,
                )
            )
    return mentions


def _spans(found: Runs, book: Book) -> list[Span]:
    """Where short forms may stand: single words, and runs that name nobody in full."""
    by_form = book.by_form
    spans = [span for span in found.singles if span[2] in by_form or may_stand_alone(span[2])]
    for candidate in found.candidates:
        if candidate.is_accepted:
            continue
        name, end = candidate.name, candidate.end
        if name in by_form:
            spans.append((candidate.start, end, name))
        elif name.count(" ") == 1:
            word = name[name.index(" ") + 1 :]
            if (word in by_form or may_stand_alone(word)) and not _is_place(candidate):
                spans.append((end - len(word), end, word))
        elif (rest := name[name.index(" ") + 1 :]) in by_form and begins_with_title(name):
            # `tại tổ Bà Mai Khởi cho rằng …`: a stop is lost before the title.
            spans.append((end - len(rest), end, rest))
    spans.sort()
    return spans


def _is_place(candidate: Candidate) -> bool:
    """Whether a run is a known place or stands behind a word such as `huyện`."""
    lexis = lexicon()
    return (
        candidate.name.lower() in lexis.places.names
        or candidate.before.word in lexis.places.administrative_words
    )


def _means_person(view: View, start: int, end: int, person: Mention) -> bool:
    """Whether a word that could be a short form is one here."""
    form = view.form
    if is_glued(form, start, end):
        return False
    known = evidence.before(view, start)
    if known.kind in {"place", "placing"} or is_compound(view, start, end):
        return False
    if known.kind in _SHORT_KINDS or _is_called_barely(view, start, end, person):
        return True
    return not is_syllable(form[start:end]) and _bears_post(view, start, end)


def _is_of_state(view: View, start: int, end: int, book: Book) -> bool:
    """Whether a headline calls the one bearer of a foreign surname so (`TT Velko nói`)."""
    surface = view.form[start:end]
    if not view.form.endswith(_OF_STATE, 0, start) or is_syllable(surface):
        return False
    is_one = len({person.name for person in book.by_form[surface]}) == 1
    return is_one and not is_glued(view.form, start, end)


def _bears_post(view: View, start: int, end: int) -> bool:
    """Whether a foreign surname stands behind a post that ends with a capital (`FBI Comey`)."""
    form = view.form
    space = form.rfind(" ", 0, start - 1)
    if not form[space + 1 : space + 2].isupper() or form[end + 1 : end + 2].isupper():
        return False
    if not form[start - 2].isalnum():
        return False
    return bool(posts_before(view, form.rfind("\n", 0, start) + 1, start))


def _is_called_barely(view: View, start: int, end: int, person: Mention) -> bool:
    """Whether a short form without a title names the person (`Hiền nói`)."""
    form, low, lexis = view.form, view.low[start:end], lexicon()
    following_word = next_word(view, end)
    if is_initial(form, start) and following_word not in lexis.sentences.followers:
        return False
    if " " in low:
        return low not in lexis.names.not_persons
    is_lead = low in lexis.sentences.lead_words and not form.endswith(_BEFORE_NAME, 0, start)
    is_other_word = is_lead or _opens_much(low) or _is_country(view, low)
    if is_other_word or _touches_name(view, start, end):
        return False
    if start < person.start and not person.is_short:
        return False
    if following_word != "" or form[end : end + 1] in _AFTER_NAME:
        return True
    return form[end : end + 1] == " " and form[end + 1 : end + 2].isdigit()


def _opens_much(low: str) -> bool:
    """Whether a word is a title or a kind of place by itself (`Tỉnh`, `Khu`, `Ông`)."""
    lexis = lexicon()
    return low in lexis.names.capital_starts and (
        low in lexis.names.capital_honorifics
        or low in lexis.places.words
        or any(entry == low for entry, _ in lexis.names.triggers.get(low, ()))
    )


# Titles of nobody by his country, and words that tell of a State.
_PERSONAL = ("chị", "bà", "cô", "anh", "cháu", "em", "bị cáo", "bị can")
_OFTEN = 2
_OF_STATES = (
    *("nước", "người", "tiếng", "ở", "sang", "liên bang", "chính phủ", "quân đội", "tổng thống"),
    *("thủ tướng", "đại sứ", "ngoại trưởng", "cộng hòa", "tuyển", "báo", "hãng", "công dân"),
)


def _is_country(view: View, low: str) -> bool:
    """Whether a word may be a country here: `Nhật` only where `Nhật Bản` is told of.

    Not where somebody is called so with a title, again and again, and nothing tells of the State
    (`bị cáo Nga`).
    """
    lexis = lexicon()
    if low not in lexis.places.countries:
        return False
    longer = lexis.places.longer_countries.get(low, ())
    if longer:
        return any(name in view.low for name in longer)
    titled = sum(view.low.count(f" {title} {low}") for title in _PERSONAL)
    return titled < _OFTEN or any(f"{word} {low}" in view.low for word in _OF_STATES)


def _touches_name(view: View, start: int, end: int) -> bool:
    """Whether another capital stands beside it that opens no sentence (`Việc Tuấn bỏ đi`)."""
    form = view.form
    if not touches_capital(form, start, end):
        return False
    space = max(form.rfind(" ", 0, start - 1), form.rfind("\n", 0, start - 1))
    is_led = view.low[space + 1 : start - 1] in lexicon().sentences.lead_words and is_initial(
        form, space + 1
    )
    return not is_led or (form.startswith(" ", end) and form[end + 1 : end + 2].isupper())


def _call_by_surname(lone: Mention, book: Book) -> None:
    """Take one word after a title for the person whose name begins with it (`ông Tập`).

    Vietnamese are never called by a surname of theirs; who is has another people's.
    """
    if lone.name.lower() in lexicon().names.strong_surnames:
        return
    named = {
        person.name
        for persons in book.by_form.values()
        for person in persons
        if person.name.startswith(f"{lone.name} ")
    }
    if len(named) == 1:
        lone.name, lone.is_short = named.pop(), True
