"""What stands around a post before its bearer: when it was held, and for which term.

In come a text and where a post may end, or the posts themselves, out come where the post ends
without those words, and the posts' standing.
"""

from __future__ import annotations

import re

from flows.extract.people.posts.spans import PostSpan, View

# What may stand between a post and its bearer (`Tổng thống Mỹ đương nhiệm A`).
_STANDING = re.compile(
    r" (đương nhiệm|(?:vừa |sắp |mới )?mãn nhiệm|tiền nhiệm|(?:vừa |mới |tái )?đắc cử|tân cử|"
    r"hiện nay|hiện tại|khi đó|lúc đó|lúc bấy giờ|thời đó|mới|cũ)$"
)
# `Trong thời gian giữ chức Giám đốc Sở X, ông A …`: what he was then.
_EARLIER = re.compile(
    r"\b(?:(?:thời (?:gian|kỳ|điểm)|giai đoạn)(?: còn| đang)?|"
    r"(?<!trước )(?<!sau )(?<!đồng )(?:khi|lúc|hồi|thời)(?: còn)?(?: đang)?) "
    r"(?:là|làm|giữ|đảm nhiệm|đảm nhận)(?: các)?(?: chức(?: vụ| danh)?| cương vị)? $"
)
_LONGEST_EARLIER = 60
# `Ngay sau khi nhậm chức Bí thư Thành ủy, ông A …`
_ASSUMING = ("nhậm chức", "nhận chức")
# The term that a post is held for, before its bearer.
_YEARS = r"\d{4} ?[-–] ?\d{4}"
_TERM = re.compile(
    rf"(?:(?:,? khóa [xvil\d]+)?,? \(?nhiệm kỳ {_YEARS}(?:(?:,| và)(?: nhiệm kỳ)? {_YEARS})*\)?|"
    r" (?:vào |hồi |trong )?(?:(?:đầu |cuối |giữa )?(?:năm|tháng)|ngày) [\d/.-]*\d"
    r"(?: đến (?:(?:năm|tháng|ngày) )?[\d/.-]*\d)?|"
    r" \((?:từ )?(?:tháng |năm )?\d[\d/.]*(?: ?[-–] ?| đến )(?:tháng |năm )?\d[\d/.]*\))$"
)
_LONGEST_TERM = 64
_STANDING_ENDS = ("nhiệm", "cử", " nay", " tại", " đó", "giờ", "mới", " cũ")
_LAST_LETTERS = frozenset(end[-1] for end in _STANDING_ENDS)
_LONGEST_STANDING = 20
_FORMER_STANDINGS = frozenset({"tiền nhiệm", "mãn nhiệm", "vừa mãn nhiệm", "mới mãn nhiệm", "cũ"})


def standing_before(view: View, begin: int, limit: int) -> re.Match[str] | None:
    """What stands between a post and its bearer, who begins at `limit` (`đương nhiệm`)."""
    is_likely = view.low[limit - 1 : limit] in _LAST_LETTERS
    if not is_likely or not view.low.endswith(_STANDING_ENDS, begin, limit):
        return None
    return _STANDING.search(view.low, max(begin, limit - _LONGEST_STANDING), limit)


def is_of_former(standing: re.Match[str]) -> bool:
    """Whether the words that `standing_before` found are of one who holds the post no more."""
    return standing[1] in _FORMER_STANDINGS


def before_term(view: View, begin: int, limit: int) -> int:
    """Where a post ends without the term that it is held for; `limit` where none is named."""
    if not (view.form[limit - 1 : limit].isdigit() or view.form[limit - 2 : limit - 1].isdigit()):
        return limit
    term = _TERM.search(view.low, max(begin, limit - _LONGEST_TERM), limit)
    return term.start() if term else limit


def with_status_before(view: View, begin: int, chain: list[PostSpan]) -> list[PostSpan]:
    """The chain with the standing that the word before it says (nguyên, cựu, tân)."""
    before = view.low[max(begin, chain[0].start - 12) : chain[0].start].rstrip()
    before = before.removesuffix(" nữ")
    if _EARLIER.search(view.low, max(begin, chain[0].start - _LONGEST_EARLIER), chain[0].start):
        return [post._replace(status="former") for post in chain]
    if before.endswith(_ASSUMING):
        return [post._replace(status="appointed") for post in chain]
    for word in ("nguyên", "nguyên là", "từng là", "cựu", "cố", "tân"):
        if before.endswith(word) and not before[: -len(word)][-1:].isalnum():
            status = "appointed" if word == "tân" else "former"
            return [PostSpan(p.start, p.end, p.head_end, status) for p in chain]
    return chain
