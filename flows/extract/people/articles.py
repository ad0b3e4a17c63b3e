"""Articles as the rules about people see them.

In come the frames of a batch (articles with their province, blocks, dates, credits), out comes one
`Article` each: its text in the forms that rules match, its province, and what the steps before
have found in it.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl

from flows.extract.people.completion.homes import Home, province_in
from flows.extract.people.full_names.run_splits import capital_name, inner_break
from flows.extract.people.lexicon import key, lexicon
from flows.extract.people.names import is_credited_name, is_syllable
from flows.extract.people.posts.spans import View

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from flows.extract.forms import Forms, TextForms

# Names of one byline stand no further apart than their separator.
_NEAR_CREDIT = 4
_PAIR = 2
_LONGEST = 5
_PICTURE = "Ảnh "
_DEPUTY = "Phó"
_MARKED_BLOCKS = ("title", "caption")
_PROVINCE = ["province_id", "province_name", "province_start_char", "province_end_char"]


@dataclass(slots=True)
class Article:
    """One article as the rules see it.

    Attributes:
        article_id: as in `raw.articles`.
        text: its text as stored; spans count its characters.
        view: the forms of the text that rules match, of the same length.
        home: its province.
        event_date: the day it tells of, or None.
        blocks: start, end and kind of its titles and captions.
        credits: start, end and role of the credits that name somebody.
        days: its days that are told to the day, with their position.
        forms: the forms of its text with their sentences.
    """

    article_id: str
    text: str
    view: View
    home: Home
    event_date: date | None
    blocks: list[tuple[int, int, str]]
    credits: list[tuple[int, int, str]]
    days: list[tuple[int, date]]
    forms: TextForms

    def block_kind_at(self, position: int) -> str:
        """Kind of the title or caption that holds `position`, empty outside of them."""
        for start, end, kind in self.blocks:
            if start <= position < end:
                return kind
        return ""

    def sentence_at(self, start: int) -> tuple[int, int]:
        """Span of the sentence that holds `start`; only its line is split."""
        _, sentences = self.forms.sentences_around(start)
        index = bisect_right(sentences, (start, len(self.text) + 1)) - 1
        if index >= 0 and start < sentences[index][1]:
            return sentences[index]
        return start, start


def read_articles(
    articles: pl.DataFrame,
    blocks: pl.DataFrame,
    dates: pl.DataFrame,
    credited: pl.DataFrame,
    forms: Forms,
) -> Iterable[Article]:
    """The articles of a batch, in its order.

    Args:
        articles: columns of `raw.articles`.
        blocks: columns of `raw.blocks`.
        dates: columns of `raw.dates`.
        credited: article_id, role, start_char, end_char, name.
        forms: the forms of the articles' texts.
    """
    marked = blocks.filter(pl.col("kind").is_in(_MARKED_BLOCKS))
    day = dates.filter((pl.col("precision") == "day") & pl.col("start_date").is_not_null())
    by_block = _grouped(marked, ["start_char", "end_char", "kind"])
    by_credit = _grouped(credited, ["start_char", "end_char", "role", "name"])
    by_day = _grouped(day, ["start_char", "start_date"])
    told = articles.select("article_id", "event_date", *_PROVINCE).rows()
    for (article_id, event_date, *province), form in zip(told, forms, strict=True):
        yield Article(
            article_id,
            form.text,
            View(form.form, form.low),
            _home(form.text, *province),
            event_date,
            by_block.get(article_id, []),
            _named_credits(form.text, by_credit.get(article_id, [])),
            by_day.get(article_id, []),
            form,
        )


def _grouped(frame: pl.DataFrame, columns: list[str]) -> dict[str, list[tuple[Any, ...]]]:
    """Rows of a frame by article, in order of the text."""
    groups: dict[str, list[tuple[Any, ...]]] = {}
    rows = frame.select("article_id", *columns).sort("article_id", columns[0])
    for row in rows.rows():
        groups.setdefault(row[0], []).append(row[1:])
    return groups


def _home(
    text: str, province_id: str | None, name: str | None, start: int | None, end: int | None
) -> Home:
    """The article's province, in the article's own form where the text names it."""
    surface = name
    if start is not None:
        written = text[start:end]
        if province_in(written) == province_id:
            surface = written
    return Home(surface, province_id, province_id in lexicon().places.cities)


def _named_credits(text: str, credited: list[tuple[Any, ...]]) -> list[tuple[int, int, str]]:
    """The credits that name somebody; a province's name does beside another's (`Hà Giang - Tú`)."""
    without = (_behind_abbreviation(text, credit) for credit in credited)
    credited = [_cut(credit) for credit in without if credit is not None]
    named = [c for c in credited if is_credited_name(c[3])]
    provinces = lexicon().places.provinces
    beside = [
        c
        for c in credited
        if c not in named
        and " " in c[3]
        and text[c[0] - 1 : c[0]] != "("
        and key(c[3]) in provinces
        and any(0 < c[0] - n[1] <= _NEAR_CREDIT or 0 < n[0] - c[1] <= _NEAR_CREDIT for n in named)
    ]
    return [(c[0], c[1], c[2]) for c in credited if c in named or c in beside]


def _behind_abbreviation(text: str, credit: tuple[Any, ...]) -> tuple[Any, ...] | None:
    """A credit without a degree (`BS. Mai Khởi`) or an agency (`AP Hà Bông`) before its name.

    Behind an agency only what closes the line is a name, else a sentence begins (`Ảnh: AP Chú …`).
    """
    begin, end, role, name = credit
    first, _, rest = name.partition(" ")
    words = name.split(" ")
    is_long = len(words) == _LONGEST and not words[0].isupper()
    if is_long and " ".join(words[:-_PAIR]) in text[:begin]:
        # A line end is lost behind the last name of the text (`… Mai Văn Khởi Hà Bông`).
        writer = " ".join(words[-_PAIR:])
        return end - len(writer), end, role, writer
    title = first.removesuffix(".")
    if not rest or not title.isupper() or len(title) < _PAIR or name.isupper():
        return credit
    is_degree = title.lower() in lexicon().names.honorifics
    if is_syllable(title) and not (title.isascii() and len(title) == _PAIR):
        return credit
    closes_line = " " in rest and text[end : end + 2].strip() == ""
    return (end - len(rest), end, role, rest) if is_degree or closes_line else None


def _cut(credit: tuple[Any, ...]) -> tuple[Any, ...]:
    """A credit without what a lost stop has joined to its name (`Quang Minh Phó Thủ tướng …`)."""
    start, end, role, name = credit
    if (parting := inner_break(name)) is not None and parting[0] > 0:
        # `Ảnh: Mai Khởi HLV Hà Bông nói …`
        name = name[: parting[0]]
        end = start + len(name)
        credit = start, end, role, name
    photographer = name.removeprefix(_PICTURE)
    if photographer != name and " " in photographer:
        # `Ảnh Mai Khởi`, where the colon is lost.
        return start + len(_PICTURE), end, "photographer", photographer
    words = name.split(" ")
    capitals = capital_name(name)
    if capitals is not None and capitals[0] == 0:
        return start, start + capitals[1], role, name[: capitals[1]]
    if len(words) > _PAIR and words[-1] == _DEPUTY:
        return start, end - len(_DEPUTY) - 1, role, name[: -len(_DEPUTY) - 1]
    return credit
