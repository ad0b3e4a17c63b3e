"""Posts made whole: what the text leaves out because the article says it elsewhere.

In come the posts of one article's persons as written, out come the normalised post (`Giám đốc Công
an tỉnh` -> `Giám đốc Công an tỉnh Thanh Hóa`), its organisation, branch and province. Only what the
article itself says is added, in the article's own form.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flows.extract.people.completion.borrowing import (
    borrowed_body,
    with_body_before,
    with_department,
    with_led_body,
    within_next,
)
from flows.extract.people.completion.named_bodies import with_named_body
from flows.extract.people.completion.placing import placed
from flows.extract.people.completion.seats import branch_of, organisation_of, province_of
from flows.extract.people.completion.states import state_of, with_state
from flows.extract.people.lexicon import key, lexicon
from flows.extract.people.posts.forms import head_of, plain_form

if TYPE_CHECKING:
    from flows.extract.people.completion.scenes import Scene
    from flows.extract.people.posts.spans import PostSpan

# Branches whose posts are public; what has none is public by its head (`Cục trưởng`) or not.
_PUBLIC = frozenset(
    [
        "party",
        "state",
        "government",
        "police",
        "army",
        "procuracy",
        "court",
        "legislature",
        "front",
        "education",
        "health",
    ]
)


# How far the posts of one chain stand apart.
_LONGEST_JOINT = 16
_MINISTER = "bộ trưởng"
# Beside a bare `Bộ trưởng`, who leads a body of a ministry's standing and no ministry.
_OF_MINISTERS = ("chủ nhiệm", "tổng thanh tra")


@dataclass(slots=True)
class WholePost:
    """A post with what it belongs to."""

    span: PostSpan
    normalised: str
    organisation: str | None
    branch: str | None
    province_id: str | None
    precedence: int
    is_official: bool


def complete(
    written: list[str],
    spans: list[PostSpan],
    others: list[str],
    scene: Scene,
    *,
    is_foreign: bool = False,
) -> list[WholePost]:
    """The posts of one mention made whole.

    Args:
        written: posts as written, in order, each `with_force`.
        spans: their spans.
        others: plain forms of all posts of the same person in the article.
        scene: the province there and what else the article names.
        is_foreign: whether the name is foreign; such a `Thủ tướng` heads no Chính phủ of ours.

    Returns:
        One whole post for each, in order.
    """
    whole: list[WholePost] = []
    plains = [plain_form(post) for post in written]
    fuller = list(plains)
    heads = [head_of(plain) for plain in plains]
    state = state_of(plains, heads, others, scene) if is_foreign else None
    # The last first: what it is completed with is there for those before it to borrow.
    for index, span in reversed(list(enumerate(spans))):
        siblings = fuller[index + 1 :] + plains[:index]
        borrowed = borrowed_body(
            with_body_before(plains[index], scene),
            siblings,
            others,
            is_foreign=is_foreign,
            is_followed=index + 1 < len(plains),
        )
        fuller[index] = borrowed
        if borrowed == plains[index] and not is_foreign:
            borrowed = within_next(borrowed, plains[index + 1 :])
        following = head_of(plains[index + 1]) if index + 1 < len(plains) else ""
        is_without = any(head_of(other).startswith(_OF_MINISTERS) for other in others)
        is_ours = not is_foreign and not following.startswith(_OF_MINISTERS)
        if is_ours and not (is_without and heads[index] == _MINISTER):
            borrowed = with_department(with_led_body(borrowed, scene), span.start, scene)
            if not is_without:
                borrowed = with_named_body(borrowed, span.start, scene)
        if state is not None:
            borrowed = with_state(borrowed, plains[index], state, others)
        if not is_foreign:
            beside = [plains[other] for other in _beside(spans, index)]
            borrowed = placed(borrowed, siblings, beside, span.start, scene)
        whole.append(_whole_post(span, heads[index], borrowed, scene))
    return whole[::-1]


def _whole_post(span: PostSpan, head: str, normalised: str, scene: Scene) -> WholePost:
    """A completed post with what follows from its form."""
    organisation = organisation_of(normalised)
    known = lexicon().posts.heads.get(head)
    branch = branch_of(head, organisation)
    if branch is None and key(organisation or "") in lexicon().places.countries:
        branch = "state"
    is_named_public = branch is None and known is not None and known.is_official
    return WholePost(
        span,
        normalised,
        organisation,
        branch,
        province_of(normalised, organisation, scene),
        known.precedence if known else 0,
        branch in _PUBLIC or is_named_public,
    )


def _beside(spans: list[PostSpan], index: int) -> list[int]:
    """The posts of one chain with that at `index`, those behind it first: of one standing."""
    chain: list[int] = []
    for step, stop in ((1, len(spans)), (-1, -1)):
        for other in range(index + step, stop, step):
            first, second = sorted((spans[other - step], spans[other]))
            if second.start - first.end > _LONGEST_JOINT or first.status != second.status:
                break
            chain.append(other)
    return chain


def main_post(posts: list[WholePost]) -> WholePost | None:
    """The post that says best what a person is: the leader's over a membership.

    Of equals the first that is of a body (`Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ`).
    """
    best: WholePost | None = None
    for post in posts:
        is_equal = best is not None and post.precedence == best.precedence
        is_bodys = best is not None and best.organisation is None and post.organisation is not None
        if best is None or post.precedence > best.precedence or (is_equal and is_bodys):
            best = post
    return best
