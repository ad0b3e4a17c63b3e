"""The posts that a decision gives to or takes from somebody named behind them.

In comes a text and where a name's first title begins, out come the posts before it that a decision
is about (`miễn nhiệm chức vụ Giám đốc Sở X đối với ông A`), each with the standing that it leaves.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flows.extract.people.posts.chains import posts_before

if TYPE_CHECKING:
    from flows.extract.people.posts.spans import PostSpan, View

# How far before its posts a decision may be told of.
_LONGEST_GAP = 90
_CONCERNING = (" đối với ", " với ", " của ", " cho ")
# Before posts: the decision about who holds them, and what it calls them.
_DECIDING = re.compile(
    r"\b(?:(hủy bỏ|hủy|thu hồi) (?:các )?(?:quyết định )?)?"
    r"(thôi(?: giữ| làm)?|miễn nhiệm|bãi nhiệm|cách(?: hết)?|bãi bỏ|từ nhiệm|"
    r"thay thế|bổ nhiệm(?: giữ| làm| lại| có thời hạn)?|chỉ định|"
    r"phê chuẩn|bầu(?: bổ sung| giữ| làm)?|tạm đình chỉ|đình chỉ|giao|trao)"
    r"( (?:các )?(?:chức vụ|chức danh|chức|nhiệm vụ|tư cách|cương vị|vị trí|quyền))?(?: \d)? $"
)
# How long the posts are held, between them and who holds them.
_TERM = re.compile(
    r"(?: khóa [\divxl]+,?(?: \(?nhiệm kỳ \d+(?: ?[-–] ?\d+)?\)?)?|"
    r" \(?nhiệm kỳ \d+ ?[-–] ?\d+\)?)\Z"
)
_LONGEST_TERM = 40
_RELEASING = frozenset(
    {
        "thôi",
        "thôi giữ",
        "thôi làm",
        "miễn nhiệm",
        "bãi nhiệm",
        "cách",
        "cách hết",
        "bãi bỏ",
        "từ nhiệm",
        "thay thế",
    }
)
_APPLICATION = ("đơn xin ", "đơn xin được ", "đơn ")
_SUSPENDING = frozenset({"tạm đình chỉ", "đình chỉ"})


def posts_decided(view: View, begin: int, context_start: int) -> list[PostSpan]:
    """Posts that a decision gives to or takes from who is named behind them.

    `miễn nhiệm chức vụ Giám đốc Sở X đối với ông A`, `đơn xin thôi nhiệm vụ đại biểu của bà B`.

    Args:
        view: the text.
        begin: where the line begins, or the name before ends.
        context_start: where the name's first title begins.

    Returns:
        Posts with their standing; none where what stands before them decides nothing.
    """
    if not view.low.endswith(_CONCERNING, begin, context_start):
        return []
    joint = view.low.rfind(" ", begin, context_start - 1)
    if view.low.startswith(" với", joint) and view.low.endswith(" đối", begin, joint):
        joint -= len(" đối")
    posts = posts_before(view, begin, joint)
    if not posts:
        term = _TERM.search(view.low, max(begin, joint - _LONGEST_TERM), joint)
        posts = posts_before(view, begin, term.start()) if term else []
    if not posts:
        return []
    decided = _DECIDING.search(view.low, max(begin, posts[0].start - _LONGEST_GAP), posts[0].start)
    is_of = view.low.startswith(" của", joint)
    if decided is None or (is_of and decided[3] is None and not _asks(view, decided)):
        return []
    is_lost = decided[1] is not None or decided[2] in _RELEASING
    status = "former" if is_lost else "current" if decided[2] in _SUSPENDING else "appointed"
    return [post._replace(status=status) for post in posts]


def _asks(view: View, decided: re.Match[str]) -> bool:
    """Whether somebody applies for his release (`đơn xin thôi làm đại biểu của ông A`)."""
    return view.low.endswith(_APPLICATION, 0, decided.start()) and decided[2].startswith("thôi")
