"""All mentions of persons in one text, full and short.

In comes a text with its runs and credits, out come mentions in order: full names, the later short
forms (`ông Thăng`, `Bí thư Thăng`, `Hiền`) with the full name they stand for, authors and
photographers.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from flows.extract.people.lexicon import key, lexicon
from flows.extract.people.mentions.context import Mention
from flows.extract.people.mentions.nicknames import nickname_mentions
from flows.extract.people.mentions.short_forms import Book, short_mentions
from flows.extract.people.names import shape
from flows.extract.people.positions import whole_start
from flows.extract.remembered import remembered

if TYPE_CHECKING:
    from flows.extract.people.full_names.runs import Runs
    from flows.extract.people.posts.spans import View

# `y` by itself behind a consonant may be written `i`.
_AS_I = dict(zip("yýỳỷỹỵ", "iíìỉĩị", strict=True))
_FINAL_Y = re.compile(r"(?<=[hklmstv])[yýỳỷỹỵ]\b")

_ASIDE = " ("
# Syllables of another language's name: a small letter behind a dash, and marks.
_BY_SOUND = re.compile(r"-[a-zà-ỹđ]")


def _full_mentions(found: Runs) -> list[Mention]:
    return [
        Mention(candidate.start, candidate.end, candidate.name)
        for candidate in found.candidates
        if candidate.is_accepted
    ]


def _shorten(form: str, full: list[Mention], book: Book) -> None:
    """Take a name without surname for the person whom the article names in full (`Duy Phong`)."""
    for mention in full:
        if mention.name not in book.by_form:
            continue
        person = book.resolve(mention.name, mention.start)
        start = whole_start(form, mention.start, mention.name, person.name)
        is_part = shape(mention.name).kind == "given" or _ends_name(mention, person)
        is_given = is_part and shape(person.name).kind == "full"
        if is_given or start != mention.start:
            mention.name, mention.is_short = person.name, start == mention.start
            mention.start = start


def _ends_name(mention: Mention, person: Mention) -> bool:
    """Whether two words are the last of who was named before, not whole (`Kim Hoa`)."""
    return (
        mention.name.count(" ") == 1
        and person.start < mention.start
        and person.name.endswith(f" {mention.name}")
    )


@remembered(100_000)
def _plainly_spelt(name: str) -> str:
    """A name with `i` for every `y` that may be written so."""
    return _FINAL_Y.sub(lambda found: _AS_I[found[0]], key(name))


def _names_somebody(name: str) -> bool:
    """Whether a name borne nowhere in full may be one; a single word's title has proven it."""
    return " " not in name or shape(name).kind != "none"


def _spell_alike(mentions: list[Mention]) -> None:
    """Call one person by the first of two spellings of a name (`Sĩ`, `Sỹ`)."""
    spelt: dict[str, str] = {}
    for mention in mentions:
        if " " in mention.name:
            mention.name = spelt.setdefault(_plainly_spelt(mention.name), mention.name)


def _respell(form: str, mentions: list[Mention]) -> None:
    """Call somebody by the sounds a name was spelt with first (`Ve-lo Đoóc-nơ (Velo Dorner)`)."""
    respelt = {
        second.name: first.name
        for first, second in pairwise(mentions)
        if second.start - first.end == len(_ASIDE)
        and "-" in first.name
        and second.name.isascii()
        and form[first.end : second.start] == _ASIDE
        and form.startswith(")", second.end)
        and _BY_SOUND.search(first.name) is not None
    }
    for mention in mentions if respelt else ():
        if mention.name in respelt:
            mention.name, mention.is_short = respelt[mention.name], False


def _photographed(form: str, credited: list[Mention]) -> list[Mention]:
    """Pictures by whom another credit names, where the mark of this one is lost (`Ảnh Mai A`)."""
    names = sorted({mention.name for mention in credited if " " in mention.name})
    # A pattern of its own for each is dear, and hardly any name is found so.
    names = [name for name in names if f"Ảnh {name}" in form]
    return [
        Mention(match.start(1), match.end(1), name, "photographer")
        for name in names
        for match in re.finditer(rf"\bẢnh ({re.escape(name)})(?![^\W_])", form)
    ]


def find_mentions(
    view: View, credited_spans: list[tuple[int, int, str]], found: Runs
) -> list[Mention]:
    """Mentions of one text, in order, none overlapping.

    Args:
        view: the text.
        credited_spans: spans of authors and photographers with their role.
        found: the runs of the text with their verdict.

    Returns:
        Mentions, what stands beside them not yet read (`read_contexts`).
    """
    form = view.form
    # "Bài, ảnh: X" credits one span twice; a span is one mention, and the author's.
    credited = _without_overlaps(
        [
            Mention(start, end, form[start:end], role)
            for start, end, role in sorted(credited_spans, key=lambda c: (c[0], -c[1], c[2]))
        ]
    )
    credited = _without_overlaps(
        sorted([*credited, *_photographed(form, credited)], key=lambda m: (m.start, -m.end))
    )
    taken = [(mention.start, mention.end) for mention in credited]
    full = [m for m in _full_mentions(found) if not _overlaps(m, taken)]
    book = Book()
    titled = lexicon().names.titled
    for mention in full:
        if key(mention.name) not in titled:
            # Whom all name by his post nobody calls by his last word.
            book.add(mention)
    _shorten(form, full, book)
    names = {mention.name for mention in full}
    short = [m for m in short_mentions(view, found, book) if not _overlaps(m, taken)]
    short = [m for m in short if m.name in names or m.is_short or _names_somebody(m.name)]
    nicknamed = nickname_mentions(view, full)
    bodies = _without_overlaps(sorted([*full, *short, *nicknamed], key=lambda m: (m.start, -m.end)))
    _spell_alike(bodies)
    _respell(form, bodies)
    return sorted([*credited, *bodies], key=lambda mention: mention.start)


def _overlaps(mention: Mention, taken: list[tuple[int, int]]) -> bool:
    return any(mention.start < end and start < mention.end for start, end in taken)


def _without_overlaps(mentions: list[Mention]) -> list[Mention]:
    kept: list[Mention] = []
    for mention in mentions:
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept
