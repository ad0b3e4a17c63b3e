"""Full names of persons in one text.

In come the runs of capitalised words of a text, out comes the verdict which of
them name a person in full: the shape of each and its neighbours are weighed, lists go on as they
began, and what one place of the article proves holds for the others.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from flows.extract.people.full_names import evidence
from flows.extract.people.full_names.agreement import agree, believe_titled, mend_misprinted
from flows.extract.people.full_names.evidence import Before
from flows.extract.people.full_names.trimming import SURE_SHAPE
from flows.extract.people.lexicon import lexicon
from flows.extract.people.positions import line_bounds
from flows.extract.people.posts.chains import posts_before
from flows.extract.people.posts.spans import tail_end
from flows.extract.people.posts.steps import goes_on_route

if TYPE_CHECKING:
    from flows.extract.people.full_names.runs import Candidate, Runs
    from flows.extract.people.posts.spans import View

THRESHOLD = 2.5
_POST_BEFORE = 3.0
_IN_CAPITALS = -1.5
_BETWEEN = re.compile(r"(?: ?\([^()\n]{0,80}\))?(?:,? và |, |; | - | – |/)")
_FROM = " từ "
_TO = re.compile(r" (?:đi|đến|tới|về|ra|vào|qua|sang) ")
_COMMUNE_COMMITTEE = "Đảng ủy"
# How far apart two members of a list may stand, with and without an aside in brackets.
_WIDEST_ASIDE = 90
_WIDEST_COMMA = 6
_PAIR = 2
# Emperors, heroes and martyrs, whom works are dedicated to.
_KINDS_OF_THE_PAST = frozenset({"profession", "case"})
# After so many persons in a row, whoever bears a surname is one (`…, Danh Của và Lâm Thắng`).
_SURE_LIST = 2
# What stands before a name to which a whole post may say more than its last word does.
_OPEN_KINDS = frozenset({"", "post"})
_LONGEST_COMPANY = 90
_DASHES = (" - ", " – ")
_DELEGATION = "Đoàn "
_COMPANY = "ty "
_LEGAL_FORM = re.compile(
    r"\b(?:công ty|cty) (?:[^,.;:()\n]* )?(?:tnhh|mtv|thành viên|hữu hạn|cổ phần|cp)\b[^,.;:()\n]*$"
)
# Houses that are called after somebody with the rank that he bore.
_MEMORIALS = frozenset(
    {"bảo tàng", "nhà tưởng niệm", "nhà lưu niệm", "khu tưởng niệm", "khu lưu niệm"}
)
_STATUES = frozenset({"tượng", "tượng đài"})
_ENUMERATED = frozenset({"profession", "case", "comrade", "rank"})


def _weigh(view: View, candidate: Candidate, previous: Candidate | None) -> float:
    """Score of a candidate from its shape, what stands beside it and the list it stands in."""
    outline = candidate.shape
    if candidate.before.kind == "post" and outline.kind == "given" and _leads_place(candidate):
        candidate.before = Before("place", candidate.before.start, candidate.before.word)
    is_origin = view.low.startswith(_FROM, candidate.start - len(_FROM))
    if (
        (is_origin and _is_on_route(view, candidate))
        or (candidate.before.start > 0 and _is_dedicated(view, candidate))
        or (not candidate.before.kind and _is_companys(view, candidate))
        or (candidate.name.startswith(_DELEGATION) and _is_delegation(candidate))
        or (view.form.endswith(_DASHES, 0, candidate.start) and _ends_route(view, candidate))
    ):
        candidate.before = Before("place", candidate.before.start, candidate.before.word)
    score = outline.prior + evidence.weight(candidate.before.kind, outline.kind)
    if candidate.before.kind == "place":
        is_administrative = candidate.before.word in lexicon().places.administrative_words
        closes_body = candidate.before.word in lexicon().bodies.ends
        is_sure = outline.prior >= SURE_SHAPE or (closes_body and outline.kind == "foreign")
        if not (is_administrative or closes_body) or not is_sure:
            return score
        line_start = view.form.rfind("\n", 0, candidate.start) + 1
        if not posts_before(view, line_start, candidate.start):
            return score
        return outline.prior + _POST_BEFORE
    if candidate.before.kind == "" and previous is not None:
        score += _inherited(view, candidate, previous)
    if candidate.name.isupper():
        score += _IN_CAPITALS
    if score >= THRESHOLD + 1:
        return score
    line_start, line_end = line_bounds(view.form, candidate.start)
    score += evidence.after(view, candidate.end, line_end)
    is_open = score < THRESHOLD and candidate.before.kind in _OPEN_KINDS
    if not is_open or not _may_bear_post(view, candidate, score):
        return score
    return score + _POST_BEFORE if posts_before(view, line_start, candidate.start) else score


def _ends_route(view: View, candidate: Candidate) -> bool:
    """Whether a road or a line ends there, behind a dash (`đường sắt Cát Linh - Hà Đông`)."""
    return goes_on_route(view, candidate.start - len(" - "))


def _is_delegation(candidate: Candidate) -> bool:
    """Whether a province's people are called so (`Đoàn Hải Phòng`), without a title before it."""
    if candidate.before.kind in evidence.PERSON_KINDS:
        return False
    return candidate.name[len(_DELEGATION) :].lower() in lexicon().places.provinces


def _leads_place(candidate: Candidate) -> bool:
    """Whether a post ends with what the name behind it is of (`Giám đốc bệnh viện Xuân A`)."""
    words = candidate.before.word.split(" ")
    return len(words) > _PAIR and " ".join(words[-_PAIR:]) in lexicon().places.words


def _may_bear_post(view: View, candidate: Candidate, score: float) -> bool:
    """Whether a post right before it would decide; of a foreign name only behind a capital."""
    if candidate.shape.kind == "full":
        return score > 0
    is_foreign = candidate.shape.kind == "foreign" and score >= 0
    if not is_foreign or view.form[candidate.start - 1 : candidate.start] != " ":
        return False
    is_code = candidate.name.rsplit(" ", 1)[-1].isupper() and not candidate.name.isupper()
    space = view.form.rfind(" ", 0, candidate.start - 1)
    before = view.form[space + 1 : candidate.start - 1]
    return not is_code and (before[:1].isupper() or before.startswith("("))


def _is_on_route(view: View, candidate: Candidate) -> bool:
    """Whether somebody goes from there (`chở khách từ Phạm Văn Hai đi Bình Trị Đông`)."""
    return _TO.match(view.low, candidate.end) is not None


def _is_companys(view: View, candidate: Candidate) -> bool:
    """Whether a company is called so, of which only the legal form and its trade stand before.

    `Công ty trách nhiệm hữu hạn thương mại một thành viên Mai Khởi`.
    """
    limit = candidate.start - 1
    if view.form[limit : candidate.start] != " ":
        return False
    begin = max(0, limit - _LONGEST_COMPANY)
    if view.low.find(_COMPANY, begin, limit) == -1:
        return False
    last = view.form[view.form.rfind(" ", begin, limit) + 1 : limit]
    if not (last.islower() or last.isupper()):
        return False
    company = _LEGAL_FORM.search(view.low, begin, limit)
    return company is not None and tail_end(view, company.start(), limit) == limit


def _is_titled(view: View, candidate: Candidate) -> bool:
    """Whether a post stands before a name that much bears, and no place before the post.

    Whom a statue shows is named (`tượng Chủ tịch …`), a museum only bears the name.
    """
    title = candidate.before
    if title.kind != "post" or view.form[title.start].islower():
        return False
    bearer = evidence.before(view, title.start)
    return bearer.kind != "place" or bearer.word in _STATUES


def _is_dedicated(view: View, candidate: Candidate) -> bool:
    """Whether a place bears the title and the name of the past (`Đền thờ Hoàng đế Quang Trung`)."""
    title = candidate.before
    if title.kind == "rank":
        return evidence.before(view, title.start).word in _MEMORIALS
    if title.kind not in _KINDS_OF_THE_PAST:
        return False
    if candidate.name.lower() not in lexicon().names.ambiguous:
        return False
    bearer = evidence.before(view, title.start)
    return bearer.kind == "place" and not bearer.word[:1].isdigit()


@cache
def _upper_levels() -> frozenset[str]:
    """Words for the territories above a commune, which bear no persons' names."""
    committees = lexicon().bodies.committees
    return frozenset(level for level, name in committees.items() if name != _COMMUNE_COMMITTEE)


def _inherited(view: View, candidate: Candidate, previous: Candidate) -> float:
    """What a list says of its later members: roads go on with roads, singers with singers."""
    gap = candidate.start - previous.end
    if gap > _WIDEST_ASIDE or _BETWEEN.fullmatch(view.form, previous.end, candidate.start) is None:
        return 0.0
    kind = previous.before.kind
    if kind == "place" and not previous.is_accepted:
        is_of_body = previous.before.word in lexicon().bodies.ends or (
            # `Bí thư Thành ủy TP Hồ Chí Minh; Mai Văn A`: no territory of that level is so called.
            candidate.shape.prior >= SURE_SHAPE and previous.before.word in _upper_levels()
        )
        if is_of_body or evidence.is_aged(view, candidate.end) or _bears_post(view, candidate):
            return 0.0
        candidate.before = previous.before
        return evidence.weight("place", candidate.shape.kind)
    if not previous.is_accepted:
        return 0.0
    if kind in _ENUMERATED and gap <= _WIDEST_COMMA:
        candidate.before = Before(kind if kind != "comrade" else "", -1, "")
        return 3.0
    if gap <= _WIDEST_COMMA and candidate.shape.kind == "full":
        candidate.listed = previous.listed + 1
    return THRESHOLD if candidate.listed >= _SURE_LIST else 1.0


def _bears_post(view: View, candidate: Candidate) -> bool:
    """Whether a sure name that goes on a list has a post behind it, as no place has."""
    if candidate.shape.prior < SURE_SHAPE:
        return False
    _, line_end = line_bounds(view.form, candidate.end)
    return evidence.is_apposed(view, candidate.end, line_end)


def recognise(view: View, found: Runs) -> None:
    """Give the candidates of a text their verdict.

    Args:
        view: the text.
        found: its runs; `is_accepted` of a candidate is to tell whether it names a person in full.
    """
    previous: Candidate | None = None
    placed: set[str] = set()
    for candidate in found.candidates:
        if candidate.shape.kind != "none":
            candidate.is_accepted = _weigh(view, candidate, previous) >= THRESHOLD
        elif candidate.name.lower() in lexicon().names.titled:
            candidate.is_accepted = _is_titled(view, candidate)
        if candidate.before.kind == "place" and not candidate.is_accepted:
            placed.add(candidate.name)
        previous = candidate
    agree(view, found, placed)
    believe_titled(view, found)
    mend_misprinted(view, found)
