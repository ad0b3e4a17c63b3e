"""A corpus grown beyond its end: the same each time, no article twice, no reprints among them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks.corpus import SEEDS as FROM_SEEDS
from benchmarks.corpus import articles_of, write
from benchmarks.sample import evenly
from benchmarks.variation import exchange_figures, partners, passages, vary, weave
from tests.conftest import SEEDS

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def texts() -> list[str]:
    return [path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt"))]


def test_the_first_articles_are_those_that_are_there(texts: list[str]) -> None:
    assert [vary(texts, number) for number in range(len(texts))] == texts


def test_a_number_always_gives_the_same_text_and_two_give_two(texts: list[str]) -> None:
    made = [vary(texts, number) for number in range(200)]
    assert made == [vary(texts, number) for number in range(200)]
    assert len(set(made)) == len(made)


def test_made_articles_differ_in_more_than_their_last_line(texts: list[str]) -> None:
    bodies = {vary(texts, number).rpartition("Bài viết")[0] for number in range(5, 25)}
    assert len(bodies) == 20


def runs_of_words(text: str) -> set[tuple[str, ...]]:
    words = text.lower().split()
    return {tuple(words[at : at + 5]) for at in range(len(words) - 4)}


@pytest.mark.parametrize("is_one_line", [False, True])
def test_made_articles_are_no_reprints(texts: list[str], *, is_one_line: bool) -> None:
    if is_one_line:
        texts = [" ".join(text.split()) for text in texts]
    # dbt_project.yml: copy_minimum_resemblance.
    count = len(texts)
    for number in range(count):
        one, made, again = (
            runs_of_words(vary(texts, number + count * round_)) for round_ in range(3)
        )
        assert len(one & made) / len(one | made) < 0.5
        assert len(made & again) / len(made | again) < 0.5


def test_passages_of_each_text_stand_where_they_stood() -> None:
    one, two, three = ("".join(f"{name}{at}. " for at in range(6)) for name in "ABC")
    assert weave(one, two, three).split() == ["A0.", "B1.", "C2.", "A3.", "B4.", "C5."]


def test_passages_lose_nothing(texts: list[str]) -> None:
    for text in texts:
        assert "".join(passages(text)).strip() == text.strip()
        assert len(passages(text)) > 5


def test_figures_keep_their_digits_and_dates_and_ratios_stay() -> None:
    text = "Ngày 15/3/2024 bắt 185/207 vụ, 245 đối tượng, giảm 23,4%, thu 2.826 tỉ, 37 xe."
    varied = exchange_figures(text, 7)
    assert varied != text
    assert len(varied) == len(text)
    for kept in ("15/3/2024", "185/207", "23,4%", "2.826"):
        assert kept in varied
    assert "245" not in varied
    assert "37" not in varied


def test_each_round_through_the_corpus_weaves_with_others() -> None:
    count = 20_000
    found = [partners(round_ * count, count) for round_ in range(1, 6)]
    assert len({number for pair in found for number in pair}) == 10
    for few in (2, 3, 5):
        assert all(number % few not in partners(number, few) for number in range(50))
    assert partners(7, 1) == (0, 0)


def test_articles_from_the_seeds_differ() -> None:
    article, originals = articles_of(FROM_SEEDS)
    assert originals is None
    made = [article(number) for number in range(100)]
    assert len(set(made)) == 100
    assert made[7] == articles_of(FROM_SEEDS)[0](7)


def test_a_folder_is_written_out_in_its_own_bytes_and_grown(tmp_path: Path) -> None:
    facts = write(str(SEEDS), tmp_path / "out", 0, 8)
    written = sorted((tmp_path / "out").glob("*.txt"))
    originals = [path.read_bytes() for path in sorted(SEEDS.glob("*.txt"))]
    assert [path.read_bytes() for path in written[:5]] == originals
    assert facts == {
        "articles": 8,
        "bytes": sum(path.stat().st_size for path in written),
        "originals": 5,
    }


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="holds no article"):
        articles_of(str(tmp_path))


def test_a_sample_is_spread_over_all() -> None:
    assert evenly(range(100), 4) == [0, 25, 50, 75]
    assert evenly(range(3), 10) == [0, 1, 2]
