"""What a mention bears before it: honorific, rank, posts.

In comes the span of a name, out come the rank with its span, the honorific and the posts that stand
before it (`đồng chí Thượng tướng …`, `Đại tá, TS …`, `Giám đốc Công an TP, Trung tướng …`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from flows.extract.people.lexicon import lexicon
from flows.extract.people.positions import is_initial
from flows.extract.people.posts.chains import posts_before
from flows.extract.remembered import remembered

if TYPE_CHECKING:
    from flows.extract.people.posts.spans import PostSpan, View

_LONGEST_TITLE = 4
_LONGEST_WINDOW = 40
_TITLE_KINDS = frozenset({"comrade", "address", "academic"})
_POST_KINDS = frozenset({"ruler", "post"})
_CAPITAL_TITLES = ("Ông ", "Bà ", "Đồng chí ")
_LIST_OPENING = re.compile(r"(các đồng chí|các ông|các bà|các anh|các chị) ?:? ?$")
_PLURALS = {"các ông": "ông", "các bà": "bà", "các anh": "anh", "các chị": "chị", "hai ông": "ông"}


@dataclass(slots=True)
class Context:
    """What stands before a name; `bare_start` is where it begins without the posts."""

    start: int
    rank: str | None = None
    rank_span: tuple[int, int] | None = None
    honorific: str | None = None
    posts: list[PostSpan] = field(default_factory=list)
    bare_start: int = -1


def _bare(entry: str) -> str:
    """A title or rank without the marks that stand at it."""
    return entry.lstrip("\"'“(–—-[,;:").rstrip(".:")


@remembered(100_000)
def _ends_title(word: str) -> bool:
    """Whether a title or a rank ends with `word`."""
    lexis = lexicon()
    bare = _bare(word)
    return any(
        entry in lexis.posts.ranks or kind in _TITLE_KINDS
        for entry, kind in lexis.names.triggers.get(bare, [])
    )


def _last_entry(view: View, begin: int, end: int) -> tuple[str, int]:
    """The longest title or rank that ends at `end`, with its start; `("", -1)` for none."""
    space = view.low.rfind(" ", begin, end)
    word = view.low[space + 1 if space != -1 else begin : end]
    if not _ends_title(word[-_LONGEST_WINDOW:]):
        return "", -1
    offset = max(begin, end - _LONGEST_WINDOW)
    stretch = view.low[offset:end]
    parts = stretch.split(" ")[-_LONGEST_TITLE:]
    lexis = lexicon()
    for count in range(len(parts)):
        entry = " ".join(parts[count:])
        bare = _bare(entry)
        if bare in lexis.posts.ranks or lexis.names.honorifics.get(bare) in _TITLE_KINDS:
            return bare, offset + len(stretch) - len(entry) + entry.index(bare)
    return "", -1


def _is_country(view: View, begin: int, start: int, entry: str) -> bool:
    """Whether a title in capitals is the country of the post before it (`Thủ tướng Anh`)."""
    if not view.form[start].isupper() or entry not in lexicon().places.countries:
        return False
    stretch = view.low[max(begin, start - 40) : start].rstrip(" ")
    entries = lexicon().names.triggers.get(stretch.rsplit(" ", 1)[-1], [])
    if any(kind in _POST_KINDS and stretch.endswith(post) for post, kind in entries):
        return True
    is_inside = view.form[start - 1 : start] == " " and not is_initial(view.form, start)
    return is_inside and bool(posts_before(view, begin, start + len(entry)))


def _titles(view: View, begin: int, context: Context) -> None:
    """Step left over ranks, degrees and honorifics, as far as they go."""
    lexis = lexicon()
    limit = context.start
    had_title = False
    while limit > begin:
        end = limit
        while end > begin and view.form[end - 1] == " ":
            end -= 1
        if had_title and end > begin and view.form[end - 1] == ",":
            end -= 1
        entry, start = _last_entry(view, begin, end)
        if start == -1 or _is_country(view, begin, start, entry):
            break
        rank = lexis.posts.ranks.get(entry)
        if rank is not None:
            if context.rank is not None:
                break
            context.rank = rank.name
            context.rank_span = (start, start + len(entry))
        elif context.honorific is None or lexis.names.honorifics[entry] == "comrade":
            is_degree = lexis.names.honorifics[entry] == "academic"
            written = view.form[start : start + len(entry)] if is_degree else entry
            context.honorific = _PLURALS.get(written, written)
        had_title = rank is not None or lexis.names.honorifics.get(entry) == "academic"
        limit = start
    context.start = limit


def _opens_sentence(view: View, start: int) -> bool:
    """Whether a title with a capital opens a sentence before which the stop is lost (`Hà Nội Ông`).

    A title behind a post and before its bearer is small.
    """
    is_title = view.form.startswith(_CAPITAL_TITLES, start)
    if not is_title or view.form[start - 1 : start] != " ":
        return False
    # `… Trường Chính trị TP. Ông A`: that stop ends the sentence, too.
    return view.form[start - 2].isalnum() or view.form[start - 2] == "."


@cache
def _callings() -> dict[str, tuple[str, ...]]:
    """Last word -> what people are by profession (`nhà văn`), as it stands behind a comma."""
    found: dict[str, tuple[str, ...]] = {}
    for entry, kind in lexicon().names.honorifics.items():
        if kind == "profession":
            last = entry.rsplit(" ", 1)[-1]
            found[last] = (*found.get(last, ()), f", {entry} ")
    return found


def _calling_start(view: View, line_start: int, name_start: int) -> int:
    """Where the profession begins that parts a post from its bearer (`Giám đốc X, nhạc sĩ A`)."""
    low = view.low
    space = low.rfind(" ", line_start, max(line_start, name_start - 1))
    callings = _callings().get(low[space + 1 : name_start - 1]) if space != -1 else None
    if callings is None or not low.endswith(callings, line_start, name_start):
        return -1
    return low.rfind(",", line_start, name_start) + 2


def read_before(view: View, line_start: int, name_start: int) -> Context:
    """Honorific, rank and posts before a name.

    Args:
        view: the text.
        line_start: where the name's line begins.
        name_start: where the name begins.

    Returns:
        The context; `start` is where its first word begins.
    """
    context = Context(name_start)
    _titles(view, line_start, context)
    context.bare_start = context.start
    if not _opens_sentence(view, context.start):
        context.posts = posts_before(view, line_start, context.start)
    if not context.posts and context.honorific is None:
        calling = _calling_start(view, line_start, context.start)
        context.posts = posts_before(view, line_start, calling) if calling != -1 else []
    if context.posts:
        context.start = context.posts[0].start
        had_honorific = context.honorific
        before_posts = Context(context.start, context.rank, context.rank_span)
        _titles(view, line_start, before_posts)
        context.rank, context.rank_span = before_posts.rank, before_posts.rank_span
        context.honorific = had_honorific or before_posts.honorific
        context.start = before_posts.start
        if view.form.endswith(", ", line_start, context.start):
            _read_parted(view, line_start, context)
    return context


def _read_parted(view: View, line_start: int, context: Context) -> None:
    """Read the posts that a rank and commas part from those right before a name.

    `Ủy viên Trung ương Đảng, Thượng tướng, Thứ trưởng Mai Văn A`.
    """
    entry, start = _last_entry(view, line_start, context.start - len(", "))
    rank = lexicon().posts.ranks.get(entry)
    further = posts_before(view, line_start, start) if rank and context.rank is None else []
    if rank is not None and further:
        context.rank, context.rank_span = rank.name, (start, start + len(entry))
        context.posts = further + context.posts
        context.start = further[0].start


@dataclass(slots=True)
class Mention:
    """One mention before its posts are completed."""

    start: int
    end: int
    name: str
    role: str = ""
    is_short: bool = False
    context: Context | None = None
    posts: list[PostSpan] = field(default_factory=list)
    honorific: str | None = None
