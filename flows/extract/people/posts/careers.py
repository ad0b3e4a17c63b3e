"""The posts that a sentence tells of somebody whom it is about: what he became, was, is no longer.

In comes a text and the end of a name, out come the posts behind a phrase of a career (`A trở thành
Giám đốc Sở X`, `A, quê Y, từng là …`, `A có đơn xin thôi …`), each with its standing. The phrases
are the vocabulary of `career_phrases`; what a clause appoints to is the matter of `post_sequels`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import polars as pl

from flows.extract.people.lexicon import key, lexicon
from flows.extract.people.posts.appointments import APPOINTING, before_name
from flows.extract.people.posts.career_steps import may_step, step_told
from flows.extract.people.posts.sequels import first_after, is_of_body
from flows.extract.people.words import any_of
from flows.extract.vocabulary import load

if TYPE_CHECKING:
    from flows.extract.people.posts.spans import PostSpan, View

# An aside behind the name, then small words of time before the phrase.
_ASIDE = (
    r"(?: ?\([^()\n]{0,60}\))?(?:,| [-–])? (?:(?:sau đó|cũng|hôm nay|hôm qua|nay|tức|lại) |"
    r"(?:hôm|ngày) [\d/.-]+ )?"
)
# What a post is called behind the phrase (`giữ chức vụ`).
_CALLED = r"(?: (?:các )?(?:chức vụ|chức danh|chức|cương vị|vị trí|nhiệm vụ))?(?: là)?(?: một)? "
# How far a phrase may stand from the name that it tells of.
_LONGEST_GAP = 90
_STOP = re.compile(r"[.;:!?\"“”…](?: |$|[\"”])|[\"“”]|\n")
# Another subject, or what did not happen: behind these the phrase is not of the name.
_OTHERS = re.compile(
    r"\b(?:ông|bà|anh|chị|họ|người|con|vợ|chồng|cha|mẹ|bố|em|đồng chí|cháu|nếu|sẽ|có thể|muốn|"
    r"đề nghị|giới thiệu|đề cử|ứng cử|ứng viên|chưa|thay|khi|việc|cho|với|của|gặp|tiếp|bầu|được)\b"
)
# Before a name: somebody who is told of by whom he is related to.
_RELATED = re.compile(
    r"\b(?:vợ|chồng|con|con trai|con gái|cháu|cha|mẹ|bố|anh trai|em trai|em gái|chị gái|dâu|rể)"
    r" (?:của )?$"
)
# What such words end with: most names stand behind other ones.
_RELATED_ENDS = tuple(
    f"{word} "
    for word in (
        "vợ", "chồng", "con", "trai", "gái", "cháu", "cha", "mẹ", "bố", "dâu", "rể", "của",
    )
)  # fmt: skip
# Before a name: who is put forward has become nothing yet.
_PUT_FORWARD = re.compile(r"\b(?:đề cử|giới thiệu|đề nghị|ứng viên|muốn|nếu|để|sẽ)\b")
_LONGEST_TITLE = 30
_THEN = re.compile(
    r"(?:,|;| rồi| và)? ?(?:sau đó|sau này|tiếp đó|rồi|tức cũng|cũng)? ?"
    r"(?:không còn (?:làm|là)|(?:chuyển sang|chuyển qua|chuyển về|lên|về)? ?(?:làm|là|giữ chức)|"
    r"lên|sang) (?=\w)"
)
_FROM = re.compile(r"(?: \([^()\n]{0,60}\))? từ (?:vị trí |cương vị |ghế )?(?=\w)")
_NO_LONGER = "không còn"
_LATER = "sau"
_EARLIER = re.compile(
    r"\b(?:(?<!sinh )năm|tháng) [\d/]*\d{4}|\b(?:còn|từng|trước đây|khi đó|lúc đó)\b"
)
_NOW = ("hiện", "nay")
_HEADS_OF_STATE = frozenset(
    {"tổng thống", "phó tổng thống", "thủ tướng", "phó thủ tướng", "ngoại trưởng", "chủ tịch nước"}
)
_DEPUTIES = frozenset({"đbqh", "đại biểu quốc hội"})
# A head so long says itself what it is of (`Ủy viên Bộ Chính trị`).
_WORDS = 4
# Behind a post, what says of which terms, or where its bearer stands.
_EXTRA = re.compile(r" (?:các|trẻ|mới)$")
_SCENE = re.compile(r" (?:tại|với|ở|trong) ")
# Called an ambassador for a day's cause.
_HONORARY = re.compile(r"đại sứ (?:du lịch|thiện chí|thương hiệu|văn hóa|hình ảnh|hòa bình)")
_PURPOSE = " để "
_TO = re.compile(r" (?:lên|sang|về|trở thành)(?: làm| giữ chức)? (?=\w)")


def posts_of_career(view: View, name_end: int, limit: int) -> list[PostSpan]:
    """Posts that the sentence tells of who is named before it.

    Args:
        view: the text.
        name_end: end of a name that is told of itself (see `tells_of_relative`).
        limit: where the next name begins, or the line ends.

    Returns:
        Posts with their standing; none where somebody else is told of.
    """
    if view.form[name_end : name_end + 1] not in {" ", ","}:
        return []
    risen = _FROM.match(view.low, name_end, limit)
    if risen:
        return _risen(view, risen.end(), limit)
    phrases = _phrases()
    told = phrases.behind.match(view.low, name_end, limit)
    posts = _posts_at(view, told.end(), limit) if told else []
    if not posts:
        # `còn làm lãnh đạo …, trên cương vị Phó Chủ tịch …`
        told = _further(view, name_end, limit)
        posts = _posts_at(view, told.end(), limit) if told else []
    if told is None or not posts:
        return []
    status = phrases.statuses[told[1]]
    before = view.low[max(0, name_end - _LONGEST_GAP // 2) : name_end]
    if status == "appointed" and _PUT_FORWARD.search(before[before.rfind(".") + 1 :]):
        return []
    is_open = status == "current" and not told[1].startswith(_NOW)
    if is_open and _EARLIER.search(view.low, name_end, told.start(1)):
        status = "former"
    own = [p._replace(status=status) if p.status == "current" else p for p in posts]
    return _with_next(view, own, limit)


def posts_of_step(view: View, start: int, limit: int, *, is_left: bool = False) -> list[PostSpan]:
    """Posts behind a row of small words that tells a step of a career (`được điều về làm …`).

    Args:
        view: the text.
        start: end of a name, or of the last post behind it.
        limit: where the next name begins, or the line ends.
        is_left: whether who steps has just left another post (`rời chức X để đảm nhiệm …`).

    Returns:
        Posts with their standing, with those of the steps that follow.
    """
    told = step_told(view, start, limit)
    posts = _posts_at(view, told[0], limit) if told else []
    if told is None or not posts:
        return []
    status = told[1]
    if not is_left and view.low.startswith(_PURPOSE, start):
        # `thay ông A để giữ chức …`: who does so stands before.
        return []
    before = before_name(view, start)
    if status in {"appointed", "open"} and _PUT_FORWARD.search(before):
        return []
    if status == "open":
        status = "appointed" if is_left or APPOINTING.search(before) else "current"
    own = [p._replace(status=status) if p.status == "current" else p for p in posts]
    if not may_step(view, own[-1].end):
        return own
    return own + posts_of_step(view, own[-1].end, limit, is_left=status == "former")


def tells_of_relative(view: View, context_start: int, start: int, name_end: int) -> bool:
    """Whether a verb behind a name is of who is called by it (`vợ ông A từng là …`)."""
    if (
        view.form[name_end : name_end + 1] != " "
        or not view.form[name_end + 1 : name_end + 2].islower()
    ):
        # `vợ ông A – Giám đốc Sở X`: what a mark parts off is of who is named.
        return False
    begin = max(0, context_start - _LONGEST_TITLE)
    if not view.low.endswith(_RELATED_ENDS, begin, context_start):
        return False
    if context_start == start and not view.low.endswith("của ", begin, start):
        # `con rể Mai Văn A từng là …`: he is the relative.
        return False
    return _RELATED.search(view.low[begin:context_start]) is not None


class _Phrases:
    """The phrases as patterns, and the standing that each says."""

    def __init__(self) -> None:
        table = load("career_phrases").with_columns(pl.col("written").map_elements(key, pl.String))
        self.statuses: dict[str, str] = dict(table.select("written", "status").rows())
        self.behind = re.compile(rf"{_ASIDE}({any_of(self._of(table, 'behind'))}){_CALLED}(?=\w)")
        # The comma is looked for behind its phrase: so each begins with a letter that rules it out.
        behind_comma = self._of(table, "behind_comma")
        commas = {phrase: f"(?<=, {phrase})" for phrase in behind_comma}
        anywhere = self._of(table, "further")
        further = any_of([*anywhere, *behind_comma], dict.fromkeys(anywhere, "") | commas)
        self.further = re.compile(rf"[ ,]({further}){_CALLED}(?=\w)")

    @staticmethod
    def _of(table: pl.DataFrame, place: str) -> list[str]:
        return table.filter(pl.col("place") == place)["written"].to_list()


@cache
def _phrases() -> _Phrases:
    return _Phrases()


def _further(view: View, name_end: int, limit: int) -> re.Match[str] | None:
    """A phrase further behind in the clause that tells of the name (`A, quê X, từng là …`)."""
    end = min(limit, name_end + _LONGEST_GAP)
    told = _phrases().further.search(view.low, name_end, end)
    if told is None:
        return None
    stop = _STOP.search(view.form, name_end, told.start())
    # `A, và Bộ trưởng X đồng thời là …`: who is told of is the second.
    is_joined = view.low.startswith((" và ", ", và "), name_end) and told.start() > name_end
    is_other = stop is not None or is_joined or _OTHERS.search(view.low, name_end, told.start())
    return None if is_other else told


def _posts_at(view: View, start: int, limit: int) -> list[PostSpan]:
    """The chain of posts at `start`, where its first is one that is borne."""
    posts = [_trimmed(view, post) for post in first_after(view, start, limit)]
    # `Phó hiệu trưởng, Hiệu trưởng Trường X`: the last of a chain names the body.
    is_borne = posts and (_is_borne(view, posts[0]) or _names_body(view, posts[1:]))
    return posts if is_borne else []


def _names_body(view: View, posts: list[PostSpan]) -> bool:
    """Whether the last of some posts names a body that it is of."""
    return bool(posts) and is_of_body(view, posts[-1]) and _is_borne(view, posts[-1])


def _trimmed(view: View, post: PostSpan) -> PostSpan:
    """A post without what only counts it or places it (`Tổng thống trẻ` before `nhất`)."""
    extra = _EXTRA.search(view.low, post.head_end, post.end)
    if extra is None and _head(view, post) in _HEADS_OF_STATE | _DEPUTIES:
        extra = _SCENE.search(view.low, post.head_end, post.end)
    return post._replace(end=extra.start()) if extra else post


def _head(view: View, post: PostSpan) -> str:
    return view.low[post.start : post.head_end].removeprefix("quyền ")


def _is_borne(view: View, post: PostSpan) -> bool:
    """Whether somebody bears the post: it leads the State, or its body is named."""
    if _HONORARY.match(view.low, post.start):
        return False
    head = _head(view, post)
    known = lexicon().posts.heads.get(head)
    if post.end == post.head_end:
        is_whole = known is not None and known.branch is not None and head.count(" ") >= _WORDS - 1
        return is_whole or head in _HEADS_OF_STATE or head in _DEPUTIES
    is_named = any(map(str.isupper, view.form[post.head_end : post.end]))
    is_public = known is not None and known.branch is not None and known.is_official
    return is_public or is_named


def _risen(view: View, start: int, limit: int) -> list[PostSpan]:
    """Posts that somebody rose from and to (`từ vị trí Giám đốc X lên Giám đốc Y`)."""
    first = first_after(view, start, limit)
    risen = _TO.match(view.low, first[-1].end, limit) if first else None
    second = _posts_at(view, risen.end(), limit) if risen else []
    if first and not second:
        second = posts_of_step(view, first[-1].end, limit)
    if not second:
        return []
    posts = [post._replace(status="former") for post in first] + second
    return _with_next(view, posts, limit)


def _with_next(view: View, posts: list[PostSpan], limit: int) -> list[PostSpan]:
    """The posts with those that the sentence goes on with (`; sau đó làm …`)."""
    then = _THEN.match(view.low, posts[-1].end, limit)
    further = _posts_at(view, then.end(), limit) if then else []
    if then is None or not further:
        return posts
    if _NO_LONGER in then[0]:
        further = [post._replace(status="former") for post in further]
    elif _LATER in then[0]:
        posts = [post._replace(status="former") for post in posts]
    return [*posts, *further]
