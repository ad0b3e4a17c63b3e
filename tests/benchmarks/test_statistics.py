"""Fits and spreads of the benchmark, on numbers whose answer is known."""

from __future__ import annotations

import pytest

from benchmarks.statistics import fit_growth, spread


def test_a_spread_is_median_least_and_most() -> None:
    found = spread([3.0, 1.0, 10.0])
    assert (found.median, found.least, found.most, found.runs) == (3.0, 1.0, 10.0, 3)


def test_nothing_measured_has_no_spread() -> None:
    with pytest.raises(ValueError, match="nothing was measured"):
        spread([])


@pytest.mark.parametrize("exponent", [0.5, 1.0, 1.3])
def test_a_power_is_found_again(exponent: float) -> None:
    growth = fit_growth({size: 0.002 * size**exponent for size in (1000, 5000, 20_000, 100_000)})
    assert growth is not None
    assert growth.exponent == pytest.approx(exponent)
    assert growth.factor == pytest.approx(0.002)
    assert growth.standard_error == pytest.approx(0, abs=1e-9)
    assert growth.at(10_000_000) == pytest.approx(0.002 * 10_000_000**exponent)


def test_the_standard_error_is_that_of_a_regression() -> None:
    # By hand: x = 0, 1, 2 and y = 0, 2, 3 (times ln 10): slope 1.5, residuals -1/6, 1/3, -1/6,
    # so s^2 = (1/36 + 1/9 + 1/36) / 1 = 1/6 and the error is sqrt(1/6 / 2).
    growth = fit_growth({1: 1.0, 10: 100.0, 100: 1000.0})
    assert growth is not None
    assert growth.exponent == pytest.approx(1.5)
    assert growth.standard_error == pytest.approx((1 / 12) ** 0.5)


def test_two_sizes_have_no_standard_error_and_one_no_fit() -> None:
    growth = fit_growth({10: 1.0, 100: 10.0})
    assert growth is not None
    assert growth.standard_error is None
    assert fit_growth({10: 1.0}) is None


def test_values_without_a_logarithm_are_left_out() -> None:
    growth = fit_growth({10: -0.1, 100: 10.0, 1000: 100.0, 10_000: 1000.0})
    assert growth is not None
    assert growth.sizes == 3
    assert growth.exponent == pytest.approx(1.0)


def test_another_exponent_turns_about_the_size_it_is_given() -> None:
    growth = fit_growth({10: 1.0, 100: 10.0})
    assert growth is not None
    steeper = growth.pivoted(100, 2.0)
    assert steeper.at(100) == pytest.approx(10.0)
    assert steeper.at(1000) == pytest.approx(1000.0)
