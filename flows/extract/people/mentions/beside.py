"""What stands beside each name of a text: titles, ranks and posts before it and behind it.

In come a text and its mentions, out come the mentions with their context and their posts as
written. A post between two names is given to one of them, what a bracket holds to nobody outside.
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from flows.extract.people.completion.committees import is_deputy, names_house
from flows.extract.people.lexicon import lexicon
from flows.extract.people.mentions.context import Context, Mention, read_before
from flows.extract.people.mentions.lists import spread_list_titles
from flows.extract.people.mentions.openings import posts_of_speaker, speaks_behind
from flows.extract.people.mentions.told_of_several import share_told
from flows.extract.people.positions import line_bounds
from flows.extract.people.posts.appointments import posts_appointed, posts_appointed_to
from flows.extract.people.posts.career_steps import may_step
from flows.extract.people.posts.careers import posts_of_career, posts_of_step, tells_of_relative
from flows.extract.people.posts.decisions import posts_decided
from flows.extract.people.posts.ends import without_term
from flows.extract.people.posts.sequels import posts_after

if TYPE_CHECKING:
    from flows.extract.people.posts.spans import PostSpan, View

_BRACKET = re.compile(r"^ ?\([^()\n]*\)")
_APPOSED = frozenset({", ", " -", " –", " —"})
_PAUSE = len(", ")
_RULERS = frozenset({"thủ tướng", "tổng thống", "chủ tịch nước"})
_MINISTERS = frozenset({"phó thủ tướng", "bộ trưởng", "thứ trưởng"})
_ENVOY = "đại sứ"
_CREDITED = frozenset({"author", "photographer"})
# What a clause goes on with behind its subject.
_PREDICATE = re.compile(r" (?:là|đã|đang|sẽ|phải|không|chưa|có|cần|cũng|vẫn|được|bị|vừa)(?= )")


def read_contexts(view: View, mentions: list[Mention]) -> None:
    """Fill in what stands before each name that is no credit's.

    Args:
        view: the text.
        mentions: its mentions, which are given their context.
    """
    previous_end = 0
    for mention in mentions:
        if mention.role not in _CREDITED:
            line_start = view.form.rfind("\n", 0, mention.start) + 1
            context = read_before(view, max(line_start, previous_end), mention.start)
            if context.posts:
                _take_own(view, line_start, context, mention.end)
            mention.context = context
            mention.honorific = context.honorific
        previous_end = mention.end


def _take_own(view: View, line_start: int, context: Context, name_end: int) -> None:
    """Leave to a name the posts that are its own, not of whom its sentence opens with."""
    own = posts_of_speaker(view, line_start, context.posts, context.bare_start, name_end)
    if len(own) != len(context.posts):
        context.posts = own
        context.start = own[0].start if own else context.bare_start


def read_posts(view: View, mentions: list[Mention]) -> None:
    """Fill in what stands after each name, and what a list opens with.

    Args:
        view: the text.
        mentions: its mentions with their context, which are given their posts as written.
    """
    _read_beside(view, mentions)
    spread_list_titles(view, mentions)
    share_told(view, mentions)


def _read_beside(view: View, mentions: list[Mention]) -> None:
    """Fill in what stands after each name; a post between two names is given to one."""
    previous_end = 0
    previous: Mention | None = None
    after: list[PostSpan] = []
    starts = [mention.start for mention in mentions[1:]] + [len(view.form)] * bool(mentions)
    for mention, next_start in zip(mentions, starts, strict=True):
        context = mention.context
        if context is None:
            previous_end, previous, after = mention.end, None, []
            continue
        line_start, line_end = line_bounds(view.form, mention.start)
        if previous is not None and context.posts and after:
            _share_posts(view, previous, after, context)
        limit = min(line_end, _behind_bracket(view, mention.end, next_start, starts))
        after = _posts_behind(view, context.start, mention, limit)
        if _closes_aside(view, previous, mention.end) or _is_envoys(view, context, after):
            after = []
        if (context.posts and _is_of_next_clause(view, after)) or (
            after and _is_subject(view, line_start, context, mention.end, after[-1])
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


def _closes_aside(view: View, previous: Mention | None, name_end: int) -> bool:
    """Whether a bracket behind another name ends there: what follows is that one's.

    `A (vợ ông B) là Giám đốc Sở X`.
    """
    if previous is None or not view.form.startswith(")", name_end):
        return False
    is_aside = view.form.startswith(" (", previous.end)
    return is_aside and view.form.find(")", previous.end) == name_end


def _is_envoys(view: View, context: Context, after: list[PostSpan]) -> bool:
    """Whether an ambassador is told of beside who has another post (`Thứ trưởng X A, Đại sứ Y`)."""
    if not after or not context.posts or not view.form.endswith(", ", 0, after[0].start):
        return False
    own = view.low[context.posts[-1].start : context.posts[-1].head_end]
    return view.low.startswith(_ENVOY, after[0].start) and _ENVOY not in own


def _is_of_next_clause(view: View, after: list[PostSpan]) -> bool:
    """Whether a ruler told of behind a name is who acts (`Bộ trưởng A, Thủ tướng B cũng …`)."""
    if len(after) != 1 or view.form[after[0].end : after[0].end + 1] != " ":
        return False
    post = after[0]
    head = view.low[post.start : post.head_end]
    return head in _RULERS or (head in _MINISTERS and post.end == post.head_end)


def _is_subject(
    view: View, line_start: int, context: Context, name_end: int, last: PostSpan
) -> bool:
    """Whether a post is whom somebody tells of (`Theo ông A, Giám đốc Sở X đã nghỉ`)."""
    if not view.form.startswith((", ", " , "), name_end):
        return False
    if view.low.endswith("theo ", 0, context.start):
        return _PREDICATE.match(view.low, last.end) is not None
    return not context.posts and speaks_behind(view, line_start, context.start, last)


def _without_servants(view: View, posts: list[PostSpan]) -> list[PostSpan]:
    """The posts without who serves nobody knows where (`kế toán`): only a named body makes one."""
    servants = lexicon().posts.servants
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
