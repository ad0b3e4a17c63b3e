"""Whose of several posts a chain before a name tells: its bearer's or somebody's told of first.

In comes a chain of posts, out comes it without those of who leads a State or a government and of
who is asked or met (`Chủ tịch Hồ Chí Minh, Tổng Bí thư A`, `chất vấn Bộ trưởng, đại biểu B`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flows.extract.people.lexicon import lexicon

if TYPE_CHECKING:
    from flows.extract.people.posts.spans import PostSpan, View

# Precedence of those who lead the State, the government or a Party committee.
_LEADER = 5
_CABINET = "Chính phủ"
_MINISTER = "bộ trưởng"
_MINISTERS = frozenset({_MINISTER, "thứ trưởng"})
_AND = " và "
_DEPUTY_HEADS = ("đại biểu", "đb", "đbqh")
_DEPUTY_PREMIER = "phó thủ tướng"
_HO_CHI_MINH = "hồ chí minh"
# Another country's ambassador, before who receives him.
_AMBASSADOR = "đại sứ"
_ACCREDITED = "tại việt nam"
_HIGHEST = frozenset(
    {"thủ tướng", "thủ tướng chính phủ", "chủ tịch nước", "chủ tịch quốc hội", "tổng thống"}
)
_OPEN_TO_HIGHEST = ("chủ tịch", "trưởng ban", "thống lĩnh", "đại biểu", "thủ lĩnh", "lãnh đạo")


def _head(view: View, post: PostSpan) -> str:
    """The head of a post, acting or not."""
    return view.low[post.start : post.head_end].removeprefix("quyền ")


def without_office(view: View, chain: list[PostSpan]) -> list[PostSpan]:
    """The chain without a head of State or government told of before another's post.

    A post whose tail is a name (`Chủ tịch Hồ Chí Minh, Tổng Bí thư A`) is that person's.
    """
    last = len(chain) - 1
    if last and _head(view, chain[last]) in _HIGHEST:
        chain = [post for post in chain if _may_be_highest(view, post)]
    chain = _behind_joint(view, chain)
    last = len(chain) - 1
    return [
        post
        for index, post in enumerate(chain)
        if index == last or not _is_told_first(view, post, _head(view, chain[index + 1]))
    ]


def _is_told_first(view: View, post: PostSpan, following: str) -> bool:
    """Whether a post is of who is told of before the next one's bearer, by a comma."""
    return view.form[post.end] == "," and _is_of_another(view, post, following)


def _behind_joint(view: View, chain: list[PostSpan]) -> list[PostSpan]:
    """The posts behind the last `và`: those before it are of somebody else.

    `Tổng thống X và Bộ trưởng Y A`, `ông B, Phó Giám đốc X, và Giám đốc Y A`; only who leads one
    body in two ways is called so (`chủ tịch và giám đốc điều hành X A`).
    """
    for index in range(len(chain) - 1, 0, -1):
        post = chain[index - 1]
        head = _head(view, post)
        is_whole = post.end > post.head_end or head in _HIGHEST or head in _MINISTERS
        if is_whole and view.low.startswith(_AND, post.end):
            return chain[index:]
    return chain


def _may_be_highest(view: View, post: PostSpan) -> bool:
    """Whether who leads the State may have the post beside it: `Tổng Giám đốc WHO, Thủ tướng A`."""
    head = _head(view, post)
    is_open = head.startswith(_OPEN_TO_HIGHEST) or lexicon().posts.heads[head].branch == "party"
    return is_open or head in _HIGHEST


def _is_of_another(view: View, post: PostSpan, following: str) -> bool:
    """Whether a post that a comma parts from the next, with that head, is somebody else's."""
    head = _head(view, post)
    if head == _MINISTER and following.startswith(_DEPUTY_PREMIER):
        # Who is both is called by the higher post first.
        return True
    if post.end == post.head_end and head == _MINISTER and following.startswith(_DEPUTY_HEADS):
        # `chất vấn Bộ trưởng, đại biểu A hỏi …`
        return True
    known = lexicon().posts.heads[head]
    tail = view.low[post.head_end : post.end].strip()
    if lexicon().posts.organisations.get(head) == "-" or tail == _HO_CHI_MINH:
        return tail != "" and tail not in lexicon().posts.terms and " " in tail
    if head.endswith(_AMBASSADOR) and tail.endswith(_ACCREDITED):
        return True
    if lexicon().posts.organisations.get(head) == _CABINET:
        return not head.startswith("phó ") or not following.startswith(_MINISTER)
    return known.precedence >= _LEADER and known.branch != "party"
