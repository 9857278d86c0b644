"""Charts for files: vector graphics that read without colour, and say their words in order."""

from __future__ import annotations

import pandas as pd
import pytest
from lxml import etree

from lif_narrative import plots_moving, plots_sides, stills, stills_moving
from lif_narrative.canvas import wrapped
from lif_narrative.stills_moving import Moved, Series

SVG = "{http://www.w3.org/2000/svg}"
ROWS = [("A & <b>", 9, "9", 2, "2"), ("Beta", 0, "0", 4, "4")]
ISSUES = pd.DataFrame(
    {"theme_id": ["a", "b"], "theme": ["Alpha", "Beta"], "strengths": [9, 0], "concerns": [2, 4]}
)


def texts(still):
    return tuple(element.text for element in etree.fromstring(still.svg.encode()).iter(f"{SVG}text"))


def made():
    cells = [{"down": "A & <b>", "across": "focus group", "side": "strength", "n": 3, "label": "▲ 3"}]
    yield stills.matrix(cells, ["A & <b>"], ["focus group"], ("strength", "concern"))
    yield stills.matrix(
        cells, ["A & <b>"], [f"method {n}" for n in range(14)] + ["focus group"], ("strength", "concern")
    )
    yield stills.bars(ROWS)
    yield stills_moving.moved([Moved("Alpha", (0.1, 0.5, 0.9), (0.0, 0.1, 0.4), "improving")])
    values = tuple((f"20{n}", float(n), str(n)) for n in range(30, 34))
    yield stills_moving.series([Series("Visits on time", values, 40.0, "target 40")])


@pytest.mark.parametrize("still", list(made()))
def test_a_chart_is_well_formed_and_holds_its_words_in_order(still):
    assert texts(still) == still.labels and still.labels
    assert 0 < still.width <= stills.WIDE + 1 and 0 < still.height
    assert "http" not in still.svg.replace("http://www.w3.org/2000/svg", "")


def test_strength_and_concern_are_told_apart_without_colour():
    still = stills.bars(ROWS)
    root = etree.fromstring(still.svg.encode())
    solid, outlined = [], []
    for bar in root.iter(f"{SVG}rect"):
        (outlined if bar.get("stroke") else solid).append(bar)
    assert len(solid) == 1 and len(outlined) == 2  # one strength, two concerns
    assert {"▼ concern", "strength ▲"} <= set(still.labels)


def test_two_values_are_points_and_not_a_trend():
    def lines(n):
        values = tuple((str(year), 1.0 + year, "v") for year in range(n))
        svg = stills_moving.series([Series("x", values)]).svg
        return svg.count('stroke="#2b6cb0" stroke-width="1.6"')

    assert (lines(2), lines(3)) == (0, 2)


def test_a_count_that_is_not_printed_is_not_drawn_either():
    picture = plots_sides.leaning(ISSUES, lambda side, theme, place, n: "c", small=5)
    widths = {bar.get("width") for bar in etree.fromstring(picture.still.svg.encode()).iter(f"{SVG}rect")}
    assert len(widths) == 1  # every bar as long as any other
    assert set(picture.table.iloc[:, 1]) == {"c"}


def test_a_change_says_its_state_and_counts():
    change = pd.DataFrame([{
        "theme_id": "a", "state": "improving", "accounts_then": 5, "strengths_then": 1, "concerns_then": 4,
        "accounts_now": 6, "strengths_now": 5, "concerns_now": 1, "low_then": 0.3, "high_then": 0.9,
        "low_now": 0.0, "high_now": 0.5, "overlap": True,
    }])  # fmt: skip
    picture = plots_moving.changed(change, {"a": "Alpha"})
    assert picture.alt == "One theme in both audits. Improving: Alpha."
    assert picture.table.iloc[0].tolist() == ["Alpha", "5", "4", "6", "1", "improving"]
    bare = plots_moving.changed(change, {"a": "Alpha"}, exact=False)
    assert bare.still.labels == ()  # a share would give its counts away


def test_measures_of_one_period_make_no_picture():
    row = {"indicator": "Visits", "period": "2031", "value": 40.0, "unit": "%", "target": 90.0}
    assert plots_moving.measured([row]) is None
    picture = plots_moving.measured([row, {**row, "period": "2032", "value": 41.25}])
    assert picture.table.iloc[0].tolist() == [
        "Visits",
        "40%",
        "41.2%",
        "90%",
        "too few values to tell a movement",
    ]


def test_only_limits_say_that_a_measure_moved():
    rows = [{"indicator": "Visits", "period": f"{2020 + n}", "value": v, "unit": "%", "target": None}
            for n, v in enumerate([50, 52, 49, 51, 50, 52, 51, 50, 90])]  # fmt: skip
    picture = plots_moving.measured(rows)
    assert "rising beyond routine variation" in picture.alt
    assert picture.still.svg.count('stroke-dasharray="1.5 2"') == 2  # the lower and the upper limit


def test_names_are_broken_over_lines_and_cut_with_a_sign():
    lines = wrapped("one two three four five six seven eight nine ten eleven", 60, 8.5, 2)
    assert len(lines) == 2 and lines[-1].endswith("…")
