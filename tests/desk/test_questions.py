"""The worked questions: each runs on the published seeds, as it is, and says what it should."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from flows.asking import dictionary
from flows.asking.query import answer

if TYPE_CHECKING:
    from flows.settings import Home

QUESTIONS = {question.name: question for question in dictionary.questions()}

# Nothing in five articles of two papers is copied, rejected, worth money or borne by two persons.
WITHOUT_ROWS = {
    "agency_copies",
    "doubtful_persons",
    "largest_sums_of_money",
    "namesakes",
    "rejected_files",
}


def rows(home: Home, name: str) -> list[dict[str, object]]:
    return answer(home, QUESTIONS[name].sql).to_dicts()


def test_there_are_at_least_twenty() -> None:
    assert len(QUESTIONS) >= 20
    assert set(QUESTIONS) >= WITHOUT_ROWS


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_a_question_is_answered_the_same_twice(name: str, desk_home: Home) -> None:
    frame = answer(desk_home, QUESTIONS[name].sql)
    assert frame.is_empty() == (name in WITHOUT_ROWS)
    assert frame.equals(answer(desk_home, QUESTIONS[name].sql))


def test_the_director_of_a_provinces_police_on_a_day(desk_home: Home) -> None:
    (director,) = rows(desk_home, "police_directors_at_a_date")
    assert director["name"] == "Trần Phú Hà"
    assert director["province_id"] == "thanh-hoa"
    assert director["is_seen_around_the_day"] is True


def test_a_rank_that_rose(desk_home: Home) -> None:
    (rise,) = rows(desk_home, "ranks_rising")
    assert (rise["name"], rise["old_rank"], rise["new_rank"]) == (
        "Trần Phú Hà",
        "Đại tá",
        "Thiếu tướng",
    )
    assert rise["last_seen_in_old_rank"] == date(2020, 6, 19)


def test_the_rate_that_disagrees_with_its_own_numbers(desk_home: Home) -> None:
    (figure,) = rows(desk_home, "figures_that_disagree_with_their_ratio")
    assert (figure["stated"], figure["own_numbers"], figure["given"]) == ("88,9%", "185/207", 89.4)


def test_thirty_four_provinces_unite_sixty_three(desk_home: Home) -> None:
    today = rows(desk_home, "provinces_across_the_merger")
    assert len(today) == 34
    before = [name for row in today for name in row["units_before"]]  # type: ignore[attr-defined]
    assert len(set(before)) == len(before) == 63


def test_the_only_article_without_a_date(desk_home: Home) -> None:
    assert len(rows(desk_home, "articles_without_dates")) == 1
