"""Limits and signals of individual values: equal to published worked examples, and never from two points."""

from __future__ import annotations

import pytest

from lif_narrative.indicators.xmr import D2, limits, movement, signals


def rules(values, run=7):
    return [(s.rule, s.first, s.last, s.up) for s in signals(values, limits(values), run)]


def test_limits_are_those_printed_in_the_nist_handbook():
    """NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2: flow rate of ten batches."""
    flow = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]
    drawn = limits(flow)
    assert round(drawn.mean, 2) == 50.81
    assert round(drawn.moving_range, 4) == 1.8778
    assert (round(drawn.high, 4), round(drawn.low, 4)) == (55.8041, 45.8159)
    assert rules(flow) == []  # "the process is in control"


def test_the_scaling_factors_are_those_of_wheeler():
    """Understanding Variation prints 2.66 and 3.27."""
    assert round(3 / D2, 2) == 2.66
    drawn = limits([1.0, 3.0])
    assert round(drawn.range_high / drawn.moving_range, 2) == 3.27


STEADY = [50, 52, 49, 51, 50, 48, 51, 50, 52, 49]


def test_routine_variation_gives_no_signal():
    assert rules(STEADY) == [] and movement(STEADY).says == "routine variation"


def test_a_value_beyond_a_limit_is_a_signal():
    assert ("outside", 10, 10, True) in rules([*STEADY, 70])
    assert movement([*STEADY, 70]).says == "rising"


def test_seven_on_one_side_are_a_shift_and_six_are_not():
    low, high = [50, 51, 49, 50, 51, 49, 50], [53, 54, 53, 54, 53, 54, 53]
    assert ("shift", 7, 13, True) in rules([*low, *high])
    assert not [r for r in rules([*low[:6], *high[:6]]) if r[0] == "shift"]
    assert not [r for r in rules([*low, *high], run=8) if r[0] == "shift"]


def test_seven_falling_are_a_trend_and_six_are_not():
    assert ("trend", 0, 6, False) in rules([60, 59, 58, 57, 56, 55, 54])
    assert not [r for r in rules([60, 59, 58, 57, 56, 55, 58]) if r[0] == "trend"]


def test_two_of_three_near_a_limit_are_a_signal():
    values = [50, 51, 50, 49, 50, 51, 50, 49, 50, 51, 50, 49, 54, 52, 54]
    assert ("two of three", 12, 14, True) in rules(values)


def test_an_equal_value_ends_a_trend_and_one_on_the_mean_ends_a_shift():
    assert not [r for r in rules([1, 2, 3, 3, 4, 5, 6, 7]) if r[0] == "trend"]


@pytest.mark.parametrize("values", [[], [4], [1, 9], [1, 5, 9], [1, 2, 3, 4, 5]])
def test_a_few_points_never_make_a_trend(values):
    told = movement(values)
    assert told.says == "too few values" and told.limits is None


def test_limits_of_few_values_are_provisional():
    assert movement(STEADY).provisional and not movement([*STEADY, *STEADY]).provisional


def test_an_old_excursion_says_nothing_of_now():
    assert movement([70, *STEADY]).says == "routine variation"
    assert movement([70, *STEADY]).signals
