"""What opens a list of persons, given to all of its names.

In come the mentions of a text with what stands right before each, out come those of a list with the
title (`các đồng chí:`) or the posts (`8 Phó Giám đốc gồm`, `các Thứ trưởng Bộ X A, B`) of all.
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from flows.extract.people.posts.chains import posts_before

if TYPE_CHECKING:
    from flows.extract.people.mentions.context import Context, Mention
    from flows.extract.people.posts.spans import PostSpan, View

_SENTENCE_END = re.compile(r"[.!?](?= |\n|$)|\n")
# What stands between the posts of several and the first of them (`8 Phó Giám đốc gồm có các ông`).
_LIST_OPENING = re.compile(
    r"(?:(?: không| bán)? (?:chuyên trách|kiêm nhiệm))?"
    r"(?: ?: ?|,? (?:bao gồm|gồm có|gồm|lần lượt là|là|có|như)(?: các| hai)?"
    r"(?: đồng chí| ông,? bà| ông,?| bà| anh)? ?:? ?)$"
)
_BEFORE_LIST = (
    ":", ": ", "gồm ", "có ", "là ", "như ", "các ", "hai ", "chí ", "ông ", "ông, ", "bà ", "anh "
)  # fmt: skip
_WIDEST_OPENING = 30
# `nguyên Ủy viên Trung ương như các ông A, B`
_SUCH_AS = " như "
_OF_SEVERAL = re.compile(
    r"(?:^|[^\w])(?:\d+|hai|ba|bốn|năm|các|những)(?: đồng chí| ông| vị)?"
    r"(?: nguyên| cựu)? $"
)
_ALL = re.compile(
    r"(?:^|(?<!nội)[^\w])(?:các|hai|ba|bốn) (?:đồng chí |ông |vị )?(?:nguyên |cựu )?$"
)
_TO_ALL = "các đồng chí"
_CONCERNING = frozenset({" đối với ", " cho "})
_JOINTS = frozenset({", ", " và "})
_GOVERNMENTS_DEPUTIES = frozenset({"phó thủ tướng", "phó thủ tướng chính phủ"})
_DEPUTIES = ("phó ", "thứ trưởng", "ủy viên")
# `2 phó giám đốc sở này gồm ông A và ông B`
_THIS = " này"


def spread_list_titles(view: View, mentions: list[Mention]) -> None:
    """Give what opens a list (`các đồng chí:`, `các Ủy viên Bộ Chính trị:`) to all its names."""
    shared_honorific: str | None = None
    shared_posts: list[PostSpan] = []
    of_all: list[PostSpan] = []
    previous_end = 0
    for mention in mentions:
        context = mention.context
        if context is None:
            continue
        is_shared = shared_honorific is not None or bool(shared_posts)
        if is_shared and _SENTENCE_END.search(view.form, previous_end, context.start):
            shared_honorific, shared_posts = None, []
        if context.honorific == _TO_ALL:
            shared_honorific = _TO_ALL
        if context.posts and shared_posts is of_all:
            # `các Phó ban A, B và Ủy viên C`: who is called otherwise is none of them.
            shared_posts = []
        of_all = _posts_of_all(view, context) or of_all
        is_opened = bool(context.posts) and of_all is context.posts
        shared_posts = _opening_posts(view, context) or (of_all if is_opened else shared_posts)
        _take_shared(view, mention, context, shared_honorific, shared_posts)
        previous_end = mention.end
    _share_items(view, mentions)
    _share_decided(view, mentions)


def _share_decided(view: View, mentions: list[Mention]) -> None:
    """Give the post of a decision to all whom it concerns (`bổ nhiệm X đối với ông A và ông B`)."""
    form = view.form
    for first, other in itertools.pairwise(mentions):
        if not first.posts or other.posts or first.context is None or other.context is None:
            continue
        is_decided = form[first.posts[-1].end : first.context.start] in _CONCERNING
        if is_decided and form[first.end : other.context.start] in _JOINTS:
            other.posts = list(first.posts)


def _share_items(view: View, mentions: list[Mention]) -> None:
    """Give several names of one item the post before the first (`; nguyên Bộ trưởng X A, B;`).

    Only what more than one may bear: a post that one had after the other, or a deputy's.
    """
    for index, first in enumerate(mentions):
        shared = first.posts
        if not shared or shared[-1].end >= first.start:
            continue
        others = _bare_behind(view, mentions, index)
        if not others:
            continue
        is_item = _ends_item(view.form, first.start, others[-1].end) or (
            # `Thứ trưởng A và B`
            len(others) == 1
            and view.form[first.end : others[0].start] == " và "
            and not others[0].is_short
            and not view.form.startswith(",", others[0].end)
        )
        may_share = _may_be_shared if is_item else _is_of_deputies
        if (is_item or len(others) > 1) and all(may_share(view, post) for post in shared):
            for other in others:
                other.posts = list(shared)


def _bare_behind(view: View, mentions: list[Mention], index: int) -> list[Mention]:
    """The names that go on a list behind one and of which nothing is said beside them."""
    others: list[Mention] = []
    end = mentions[index].end
    for mention in mentions[index + 1 :]:
        is_bare = mention.context is not None and mention.context.start == mention.start
        if mention.posts or not is_bare or view.form[end : mention.start] not in _JOINTS:
            break
        others.append(mention)
        end = mention.end
    return others


def _ends_item(form: str, start: int, end: int) -> bool:
    """Whether an item ends at `end` of a list that semicolons part."""
    if form[end : end + 1] == ";":
        return True
    mark = form.rfind(";", 0, start)
    return form[end : end + 1] == "." and mark > form.rfind(". ", 0, start)


def _is_of_deputies(view: View, post: PostSpan) -> bool:
    """Whether a post is the government's and several have it (`Phó Thủ tướng A, B, C và …`)."""
    return view.low[post.start : post.end] in _GOVERNMENTS_DEPUTIES


def _may_be_shared(view: View, post: PostSpan) -> bool:
    return post.status == "former" or view.low.startswith(_DEPUTIES, post.start)


def _take_shared(
    view: View,
    mention: Mention,
    context: Context,
    shared_honorific: str | None,
    shared_posts: list[PostSpan],
) -> None:
    """Give one name of a list what the list's opening says of all."""
    if mention.honorific is None and shared_honorific is not None:
        is_bare = context.start == mention.start
        if is_bare or _opens_item(view, context.start):
            mention.honorific = shared_honorific
    if shared_posts and _opens_item(view, context.start):
        have = {post.start for post in mention.posts}
        mention.posts = [post for post in shared_posts if post.start not in have] + mention.posts


def _opens_item(view: View, start: int) -> bool:
    before = view.form[max(0, start - 6) : start].rstrip()
    return before.endswith((";", ":", ",", " và", " gồm", " có", " là", " như", _TO_ALL[-6:]))


def _posts_of_all(view: View, context: Context) -> list[PostSpan]:
    """The posts right before the first of several (`các Thứ trưởng Bộ X A, B`)."""
    if not context.posts:
        return []
    start = context.posts[0].start
    line_start = view.form.rfind("\n", 0, start) + 1
    begin = max(line_start, start - _WIDEST_OPENING)
    return context.posts if _ALL.search(view.low, begin, start) else []


def _opening_posts(view: View, context: Context) -> list[PostSpan]:
    if not view.low.endswith(_BEFORE_LIST, 0, context.start):
        return []
    line_start = view.form.rfind("\n", 0, context.start) + 1
    begin = max(line_start, context.start - _WIDEST_OPENING)
    opening = _LIST_OPENING.search(view.low, begin, context.start)
    if opening is None:
        return []
    end = opening.start() - (len(_THIS) if view.low.endswith(_THIS, 0, opening.start()) else 0)
    posts = posts_before(view, line_start, end)
    is_of_all = opening[0].startswith(_SUCH_AS)
    if not posts or is_of_all:
        return posts
    first = posts[0].start
    begin = max(line_start, first - _WIDEST_OPENING)
    return posts if _OF_SEVERAL.search(view.low, begin, first) else []
