"""All mentions of persons in one text, full and short.

In comes a text with its runs and credits, out come mentions in order: full names, the later short
forms (`ông Thăng`, `Bí thư Thăng`, `Hiền`) with the full name they stand for, authors and
photographers.
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from flows.extract.people.career_steps import may_step
from flows.extract.people.careers import posts_of_career, posts_of_step, tells_of_relative
from flows.extract.people.committees import is_deputy, names_house
from flows.extract.people.context import Context, Mention, read_before
from flows.extract.people.decisions import posts_decided
from flows.extract.people.lexicon import key, lexicon
from flows.extract.people.lists import share_told, spread_list_titles
from flows.extract.people.names import shape
from flows.extract.people.nicknames import nickname_mentions
from flows.extract.people.positions import line_bounds, whole_start
from flows.extract.people.post_appointments import posts_appointed, posts_appointed_to
from flows.extract.people.post_ends import without_term
from flows.extract.people.post_sequels import posts_after
from flows.extract.people.short_forms import Book, short_mentions
from flows.extract.remembered import remembered

if TYPE_CHECKING:
    from flows.extract.people.posts import PostSpan, View
    from flows.extract.people.runs import Runs

_BRACKET = re.compile(r"^ ?\([^()\n]*\)")
_APPOSED = frozenset({", ", " -", " –", " —"})
_PAUSE = len(", ")
_CREDITED = frozenset({"author", "photographer"})
# `y` by itself behind a consonant may be written `i`.
_AS_I = dict(zip("yýỳỷỹỵ", "iíìỉĩị", strict=True))
_FINAL_Y = re.compile(r"(?<=[hklmstv])[yýỳỷỹỵ]\b")
# What a clause goes on with behind its subject.
_PREDICATE = re.compile(r" (?:là|đã|đang|sẽ|phải|không|chưa|có|cần|cũng|vẫn|được|bị|vừa)(?= )")


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
    titled = lexicon().titled_names
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
    return sorted([*credited, *bodies], key=lambda mention: mention.start)


def read_contexts(view: View, mentions: list[Mention]) -> None:
    """Fill in what stands before and after each name, and what a list opens with.

    Args:
        view: the text.
        mentions: its mentions, which are given their context and their posts as written.
    """
    _read_beside(view, mentions)
    spread_list_titles(view, mentions)
    share_told(view, mentions)


def _read_beside(view: View, mentions: list[Mention]) -> None:
    """Fill in what stands before and after each name; a post between two names is given to one."""
    previous_end = 0
    previous: Mention | None = None
    after: list[PostSpan] = []
    starts = [mention.start for mention in mentions[1:]] + [len(view.form)] * bool(mentions)
    for mention, next_start in zip(mentions, starts, strict=True):
        if mention.role in _CREDITED:
            previous_end, previous, after = mention.end, None, []
            continue
        line_start, line_end = line_bounds(view.form, mention.start)
        context = read_before(view, max(line_start, previous_end), mention.start)
        mention.context = context
        mention.honorific = context.honorific
        if previous is not None and context.posts and after:
            _share_posts(view, previous, after, context)
        limit = min(line_end, _behind_bracket(view, mention.end, next_start, starts))
        after = _posts_behind(view, context.start, mention, limit)
        if (context.posts and _is_of_next_clause(view, after)) or (
            after and _is_subject(view, context.start, mention.end, after[-1])
        ):
            after = []
        begin = max(line_start, previous_end)
        borne = context.posts or posts_decided(view, begin, context.start)
        if borne or after:
            posts = _without_deputies(view, _without_servants(view, [*borne, *after]))
            mention.posts = [without_term(view, post) for post in posts]
        previous, previous_end = mention, mention.end


def _behind_bracket(view: View, end: int, next_start: int, starts: list[int]) -> int:
    """Where the next name begins that no bracket right behind a name holds (`A (vợ ông B), …`)."""
    if not view.form.startswith(" (", end):
        return next_start
    closing = view.form.find(")", end)
    return next((start for start in starts if start > closing), len(view.form))


def _posts_behind(view: View, start: int, mention: Mention, limit: int) -> list[PostSpan]:
    """The posts behind a name: beside it, of the clause that appoints, of what is told of it."""
    name_end = mention.end
    if tells_of_relative(view, start, mention.start, name_end):
        return []
    after = posts_after(view, name_end, limit)
    if after:
        after += posts_appointed_to(view, name_end, after, limit)
    else:
        after = posts_appointed(view, name_end, limit) or posts_of_career(view, name_end, limit)
    end = after[-1].end if after else name_end
    return after + posts_of_step(view, end, limit) if may_step(view, end) else after


def _is_of_next_clause(view: View, after: list[PostSpan]) -> bool:
    """Whether a ruler told of behind a name is who acts (`Bộ trưởng A, Thủ tướng B cũng …`)."""
    if len(after) != 1 or view.form[after[0].end : after[0].end + 1] != " ":
        return False
    head = view.low[after[0].start : after[0].head_end]
    return head in {"thủ tướng", "tổng thống", "chủ tịch nước"}


def _is_subject(view: View, start: int, name_end: int, last: PostSpan) -> bool:
    """Whether a post is whom somebody tells of (`Theo ông A, Giám đốc Sở X đã nghỉ`)."""
    if not view.form.startswith(", ", name_end) or not view.low.endswith("theo ", 0, start):
        return False
    return _PREDICATE.match(view.low, last.end) is not None


def _without_servants(view: View, posts: list[PostSpan]) -> list[PostSpan]:
    """The posts without who serves nobody knows where (`kế toán`): only a named body makes one."""
    servants = lexicon().servants
    return [
        post
        for post in posts
        if view.low[post.start : post.head_end] not in servants
        or any(map(str.isupper, view.form[post.head_end : post.end]))
    ]


def _without_deputies(view: View, posts: list[PostSpan]) -> list[PostSpan]:
    """The posts without a bare `đại biểu` in a text that tells of no assembly: a delegate."""
    if not any(is_deputy(view.low[post.start : post.end]) for post in posts):
        return posts
    if names_house(view):
        return posts
    return [post for post in posts if not is_deputy(view.low[post.start : post.end])]


def _share_posts(view: View, previous: Mention, after: list[PostSpan], context: Context) -> None:
    """`A, Giám đốc Sở X, ông B`: the post is A's; `Phó Thủ tướng A, Bộ trưởng B`: it is B's."""
    starts = {post.start for post in context.posts}
    if not starts & {post.start for post in after}:
        return
    last = context.posts[-1]
    gap = _BRACKET.sub("", view.form[last.end : context.bare_start])
    is_tight = gap[:2] not in _APPOSED or (
        # `Tổng Thư ký X A, Chủ tịch Y, ông B`: A has a post, and who is called `ông` is told anew.
        previous.context is not None
        and bool(previous.context.posts)
        and context.honorific is not None
    )
    if is_tight:
        own = _of_first(view, previous, after, context.posts)
        context.posts = [post for post in context.posts if post.start >= own]
        previous.posts = [
            post for post in previous.posts if post.start not in starts or post.start < own
        ]
    else:
        taken = {post.start for post in after}
        context.posts = [post for post in context.posts if post.start not in taken]
        if not context.posts:
            context.start = context.bare_start


def _of_first(view: View, previous: Mention, after: list[PostSpan], posts: list[PostSpan]) -> int:
    """Where the posts of the second begin in `A, Giám đốc X và Phó Giám đốc Y B`."""
    ends = {post.end for post in after}
    behind_and = [
        post.start
        for last, post in itertools.pairwise(posts)
        if last.end in ends and view.low[last.end : post.start] == " và "
    ]
    if behind_and:
        return behind_and[-1]
    # `ông A, Phó Bí thư X, Thống đốc Y B`: whose name has no post before it bears the one behind.
    is_bare = previous.context is not None and not previous.context.posts
    is_told = is_bare and previous.honorific is not None
    is_apposed = (
        view.form.startswith(", ", previous.end) and posts[0].start == previous.end + _PAUSE
    )
    return posts[-1].start if is_told and is_apposed else posts[0].start


def _overlaps(mention: Mention, taken: list[tuple[int, int]]) -> bool:
    return any(mention.start < end and start < mention.end for start, end in taken)


def _without_overlaps(mentions: list[Mention]) -> list[Mention]:
    kept: list[Mention] = []
    for mention in mentions:
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept
