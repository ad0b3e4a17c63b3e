"""Whom a sentence opens with before it tells who speaks (`Báo cáo với Thủ tướng, ông A nói …`).

In come the posts beside a name and the verb behind them, out come those that are of who speaks: a
comma parts them from the one who is spoken to, answered or met.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from flows.extract.people.lexicon import lexicon
from flows.extract.people.words import any_of

if TYPE_CHECKING:
    from flows.extract.people.posts.spans import PostSpan, View

# A sentence opens with what is done before somebody, or with where; no comma is in it.
_OPENING = re.compile(
    r"(?:Phát biểu|Báo cáo|Thông tin|Trả lời|Giải đáp|Giải trình|Tiếp thu|Đáp (?:lại|lời|từ)|"
    r"Chia sẻ|Đồng (?:ý|tình|thuận|quan điểm)|Cùng quan điểm|Nhất trí|Tranh luận|Phản hồi|"
    r"Chào mừng|Chúc mừng|Cảm ơn|Hoan nghênh|Đánh giá cao|Ghi nhận|Hồ hởi|Bày tỏ|Trình bày|"
    r"Giao nhiệm vụ|Nhắc|Đề cập|Liên quan|Trước|Khi|"
    r"(?:[Tt]rong|[Tt]ại|[Ss]au|[Qq]ua) (?:các |một |những )?(?:cuộc|buổi|bữa|phiên|lần|chuyến))"
    r"(?: [^,.;:!?()\n\"“”…]{0,110})?"
    r" (?:với|của|cho|trước|tới|đến|gửi|gặp|tiếp|giữa|cùng|ông|bà|hợp)"
    r"(?: (?:các|những|các vị|vị|tân|cựu|nguyên|nữ))? $"
)
_LONGEST_OPENING = 170
_PREPOSITIONS = (
    "với ", "của ", "cho ", "trước ", "tới ", "đến ", "gửi ", "gặp ", "tiếp ", "giữa ", "cùng ",
    "ông ", "bà ", "hợp ", "các ", "những ", "vị ", "tân ", "cựu ", "nguyên ", "nữ ",
)  # fmt: skip
# Speech with who speaks to them is theirs: `Trao đổi với Giám đốc Sở X, ông A cho biết …`
_ASKING = re.compile(
    r"\b(?:trao đổi|liên hệ|liên lạc|làm việc|tìm hiểu|phỏng vấn|trò chuyện) (?:với|của) "
)
_COMMA = re.compile(r" ?, ?")


@cache
def _speaking() -> re.Pattern[str]:
    """A verb of speech right behind a name, with the small words that may stand before it."""
    return re.compile(
        rf" (?:(?:cũng|đã|vừa|lại|còn) ){{0,2}}(?:{any_of(lexicon().sentences.speech)})(?![^\W_])"
    )


def posts_of_speaker(
    view: View, line_start: int, posts: list[PostSpan], name_start: int, name_end: int
) -> list[PostSpan]:
    """The posts before a name without those of whom the sentence opens with.

    `Tiếp thu ý kiến của đại biểu, Bí thư Tỉnh ủy A cho hay`: A is no deputy.

    Args:
        view: the text.
        line_start: where the name's line begins.
        posts: posts before the name, at least one.
        name_start: where the name with its titles begins.
        name_end: end of the name.
    """
    first = next(
        (
            index
            for index, post in enumerate(posts)
            if _COMMA.match(view.form, post.end, name_start)
        ),
        None,
    )
    if first is None or not opens_with(view, line_start, posts[0].start):
        return posts
    return posts[first + 1 :] if _speaking().match(view.low, name_end) else posts


def opens_with(view: View, line_start: int, start: int) -> bool:
    """Whether a sentence opens with who is called from `start` on, and tells of another then."""
    if not view.low.endswith(_PREPOSITIONS, line_start, start):
        return False
    begin = max(line_start, start - _LONGEST_OPENING)
    opening = _OPENING.search(view.form, begin, start)
    return opening is not None and _ASKING.search(opening[0].lower()) is None


def speaks_behind(view: View, line_start: int, start: int, last: PostSpan) -> bool:
    """Whether who has a post behind a name speaks of him (`Trả lời về ông A, Bộ trưởng X nói`)."""
    return _speaking().match(view.low, last.end) is not None and opens_with(view, line_start, start)
