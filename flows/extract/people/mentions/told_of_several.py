"""What is told behind the last name of a list, given to its other names, too.

In come the mentions of a text with the posts beside each, out come those of a list with what is
said of all (`A, B và C đều là …`), of each in turn (`lần lượt là …`) or given to several (`bầu A và
B giữ chức …`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flows.extract.people.positions import line_bounds
from flows.extract.people.posts.appointments import APPOINTING, before_name
from flows.extract.people.posts.sequels import first_after

if TYPE_CHECKING:
    from flows.extract.people.mentions.context import Mention
    from flows.extract.people.posts.spans import View

# `A, B và C đều là Phó Cục trưởng Cục X`, `A và B (đều là …)`, `A, B là các Phó Giám đốc Sở X`
_TOLD_OF_ALL = re.compile(
    r"(?: \(|,? )(?:(?:đều|cùng)(?: đang)? (?:nguyên là|là|giữ chức(?: vụ)?)(?: các)?|"
    r"là (?:các|những)) "
)
_TOLD_OF_ALL_STARTS = tuple(
    f"{mark}{word} "
    for mark in (" ", ", ", " (")
    for word in ("đều", "cùng là", "cùng giữ", "cùng đang", "cùng nguyên", "là các", "là những")
)
# `A và B lần lượt là Giám đốc và Phó Giám đốc Sở X`
_IN_TURN = re.compile(r",? lần lượt (?:là|giữ(?: các)? chức(?: vụ)?|làm)(?: các)? ")
_IN_TURN_STARTS = (" lần lượt ", ", lần lượt ")
# `bầu A (45 tuổi) và B (50 tuổi, Giám đốc Sở X) giữ chức Phó Chủ tịch`
_HOLDING = re.compile(r"(?: \([^()\n]{0,60}\))? giữ(?: các)? (?:chức(?: vụ| danh)?|cương vị) ")
_NEXT_NAME = re.compile(r"(?: \([^()\n]{0,60}\))?(?:, | và |, và )")
_WIDEST_GAP = 70


def share_told(view: View, mentions: list[Mention]) -> None:
    """Give the names of a list what is told behind the last: of all, or of each in turn."""
    _share_told_of_all(view, mentions)
    _share_in_turn(view, mentions)
    _share_given(view, mentions)


def _share_told_of_all(view: View, mentions: list[Mention]) -> None:
    """Give what the last name of a list is said to be like the others (`A, B và C đều là …`)."""
    low = view.low
    for index, mention in enumerate(mentions):
        if mention.context is None or not low.startswith(_TOLD_OF_ALL_STARTS, mention.end):
            continue
        told = _TOLD_OF_ALL.match(low, mention.end)
        listed = _listed_to(view, mentions, index) if told else []
        if told is None or len(listed) == 1:
            continue
        _, line_end = line_bounds(view.form, mention.end)
        posts = first_after(view, told.end(), line_end)
        for member in listed if posts else ():
            have = {post.start for post in member.posts}
            member.posts = member.posts + [post for post in posts if post.start not in have]


def _share_in_turn(view: View, mentions: list[Mention]) -> None:
    """Give each name of a list its own post (`A và B lần lượt là Chủ tịch và Phó Chủ tịch X`)."""
    for index, mention in enumerate(mentions):
        if mention.context is None or not view.low.startswith(_IN_TURN_STARTS, mention.end):
            continue
        told = _IN_TURN.match(view.low, mention.end)
        listed = _listed_to(view, mentions, index)
        if told is None or len(listed) == 1:
            continue
        _, line_end = line_bounds(view.form, mention.end)
        posts = first_after(view, told.end(), line_end)
        if len(posts) != len(listed):
            continue
        own = {post.start for post in posts}
        for member, post in zip(listed, posts, strict=True):
            member.posts = [have for have in member.posts if have.start not in own] + [post]


def _share_given(view: View, mentions: list[Mention]) -> None:
    """Give a post that two are elected to, one named behind the other, to both of them.

    `bầu ông A (…) và ông B (…) giữ chức Phó Chủ tịch`.
    """
    for index, last in enumerate(mentions):
        if not last.posts or last.posts[-1].start < last.end or last.context is None:
            continue
        told = _HOLDING.match(view.low, last.end)
        listed = _listed_to(view, mentions, index) if told else []
        if told is None or len(listed) == 1:
            continue
        is_given = APPOINTING.search(before_name(view, listed[0].end)) is not None
        given = [
            post._replace(status="appointed") if is_given else post
            for post in last.posts
            if post.start >= told.end()
        ]
        for member in listed if given else ():
            taken = {post.start for post in given}
            member.posts = [post for post in member.posts if post.start not in taken] + given


def _listed_to(view: View, mentions: list[Mention], index: int) -> list[Mention]:
    """The names of the list that ends with the one at `index`, that one last."""
    first = index
    while first > 0:
        before, context = mentions[first - 1], mentions[first].context
        if before.context is None or context is None:
            break
        if not _goes_on(view, before.end, context.start):
            break
        first -= 1
    return mentions[first : index + 1]


def _goes_on(view: View, end: int, start: int) -> bool:
    """Whether only a comma or `và` parts two names of a list, perhaps with a home in brackets."""
    return start - end <= _WIDEST_GAP and _NEXT_NAME.fullmatch(view.form, end, start) is not None
