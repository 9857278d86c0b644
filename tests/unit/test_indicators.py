"""Aggregates come in from tables as people keep them; rows about people do not."""

import pytest

from lif_narrative.errors import NarrativeError
from lif_narrative.indicators import is_performance_table, period_key, read_measures

LONG = [
    ["Neglect dashboard, Q3 2026"],
    [],
    [
        "Measure",
        "Quarter",
        "Area",
        "Num",
        "Denominator",
        "Unit",
        "Target",
        "Good is",
        "England",
        "Data quality",
    ],
    ["Seen alone", "2026 Q1", "North", "1,204", "1,600", "%", "at least 80%", "", "79%", ""],
    ["Seen alone", "2025 Q4", "North", 30.0, 40.0, "%", "at least 75%", "", "79%", "two teams missing"],
    ["", "2025 Q4", "South", 0, 0, "%", "at least 75%", "", "79%", ""],
    ["Agency workers", "2025 Q4", "North", 12, None, "number", "", "Low", "", ""],
]
WIDE = [
    ["Measure", "2024-25", "Q1 2026", "Mar 2026", "Target 2025-26", "Polarity"],
    ["Re-referrals within 12 months", "34%", "12/40", "10 of 40 (25%)", "20", ""],
    ["Plans reviewed", "1,020", "-", "<5", "", "higher is better"],
    ["Section heading", "", "", "", "", ""],
    ["Contacts", "300", "310", "290", "", ""],
]


def by_name(indicators):
    return {indicator.name: indicator for indicator in indicators}


def test_a_long_table_under_a_title_is_read():
    indicators, measures = read_measures(LONG, "s1")
    seen, agency = indicators
    assert (seen.name, seen.unit, seen.target, seen.comparator) == ("Seen alone", "%", 80.0, "79%")
    assert (seen.direction, seen.direction_basis) == ("higher is better", "target")
    assert (agency.direction, agency.direction_basis) == ("lower is better", "stated")
    north = [m for m in measures if m.area == "North" and m.indicator_id == seen.id]
    assert [(m.period, m.numerator, m.denominator, m.value) for m in north] == [
        ("2025 Q4", 30.0, 40.0, 75.0),
        ("2026 Q1", 1204.0, 1600.0, 75.25),
    ]
    assert [m.target for m in north] == [75.0, 80.0] and north[0].note == "two teams missing"


def test_a_merged_name_names_the_rows_below_and_a_denominator_of_0_has_no_value():
    indicators, measures = read_measures(LONG, "s1")
    (south,) = [m for m in measures if m.area == "South"]
    assert south.indicator_id == indicators[0].id
    assert south.value is None and "denominator is 0" in south.note


def test_a_wide_table_has_a_measure_for_each_period():
    indicators, measures = read_measures(WIDE, "s1")
    assert [i.name for i in indicators] == ["Re-referrals within 12 months", "Plans reviewed", "Contacts"]
    rows = [m for m in measures if m.indicator_id == indicators[0].id]
    assert [(m.period, m.numerator, m.denominator, m.value, m.unit) for m in rows] == [
        ("2024-25", None, None, 34.0, "%"),
        ("Q1 2026", 12.0, 40.0, 30.0, "%"),
        ("Mar 2026", 10.0, 40.0, 25.0, "%"),
    ]
    assert {m.target for m in rows} == {20.0}


def test_a_hidden_figure_is_kept_as_none_with_its_words():
    indicators, measures = read_measures(WIDE, "s1")
    plans = [m for m in measures if m.indicator_id == by_name(indicators)["Plans reviewed"].id]
    assert [(m.period, m.value, m.note) for m in plans] == [
        ("2024-25", 1020.0, ""),
        ("Mar 2026", None, "as written: <5"),
    ]


def test_a_wide_table_may_give_numerator_and_denominator_in_pairs():
    table = [
        ["", "2025 Q4 numerator", "2025 Q4 denominator", "2026 Q1 numerator", "2026 Q1 denominator"],
        ["Advocate offered", 6, 44, 3, 41],
    ]
    assert is_performance_table(table)
    _, measures = read_measures(table, "s1")
    assert [(m.period, round(m.value, 1)) for m in measures] == [("2025 Q4", 13.6), ("2026 Q1", 7.3)]


def test_quarters_without_a_year_take_the_year_of_the_title():
    table = [["Performance 2025-26"], ["Indicator", "Q1", "Q2"], ["Contacts", 10, 12]]
    _, measures = read_measures(table, "s1")
    assert [m.period for m in measures] == ["Q1 2025-26", "Q2 2025-26"]


@pytest.mark.parametrize(
    ("top", "bottom", "unit", "value", "found"),
    [
        (5, 20, "%", 25.0, "%"),
        (5, 20, "", 25.0, "%"),
        (30, 20, "", 1.5, "ratio"),
        (5, 20_000, "per 10,000", 2.5, "per 10,000"),
        (60, 20, "days", 3.0, "days"),
    ],
)
def test_a_value_is_worked_out_in_its_unit(top, bottom, unit, value, found):
    table = [["name", "period", "numerator", "denominator", "unit"], ["M", "2025", top, bottom, unit]]
    (measure,) = read_measures(table, "s1")[1]
    assert (measure.value, measure.unit) == (value, found)


def test_a_value_that_contradicts_its_parts_is_remarked_on():
    table = [["name", "period", "numerator", "denominator", "value (%)"], ["M", "2025", 5, 20, 40]]
    (measure,) = read_measures(table, "s1")[1]
    assert measure.value == 25.0 and "the table gives 40" in measure.note


@pytest.mark.parametrize(
    ("name", "stated", "target", "direction", "basis"),
    [
        ("Absence", "Higher is better", "", "higher is better", "stated"),
        ("Caseload", "", "no more than 18", "lower is better", "target"),
        ("Visits", "", "≥ 90", "higher is better", "target"),
        ("Children waiting over 12 weeks", "", "", "lower is better", "words"),
        ("Missed appointments", "", "", "lower is better", "words"),
        ("School absence", "", "", "lower is better", "words"),
        ("Children not seen in time", "", "", "lower is better", "words"),
        ("Return interviews for missing children within 3 days", "", "", "higher is better", "words"),
        ("Plans for sibling groups", "", "95%", "higher is better", "target size"),
        ("Children on a plan", "", "", "unknown", ""),
        ("Children on a plan", "", "30", "unknown", ""),
        ("Contacts", "it depends", "", "unknown", ""),
    ],
)
def test_a_direction_has_a_basis_or_is_unknown(name, stated, target, direction, basis):
    table = [
        ["name", "period", "value", "unit", "target", "direction"],
        [name, "2025", 40, "%", target, stated],
    ]
    (indicator,) = read_measures(table, "s1")[0]
    assert (indicator.direction, indicator.direction_basis) == (direction, basis)


def test_the_same_name_is_the_same_indicator_in_every_source_and_a_measure_is_its_sources_own():
    first, second = read_measures(WIDE, "s1"), read_measures(WIDE, "s2")
    assert first[0] == second[0]
    assert not {m.id for m in first[1]} & {m.id for m in second[1]}


def test_two_figures_for_one_period_are_both_kept_and_said():
    table = [["name", "period", "value"], ["M", "2025", 4], ["M", "2025", 5]]
    _, measures = read_measures(table, "s1")
    assert len({m.id for m in measures}) == 2
    assert "figure 2 for this period and area" in measures[1].note


def test_columns_of_no_known_role_are_kept_in_the_note():
    table = [["name", "period", "value", "Age group"], ["M", "2025", 4, "0 to 4"]]
    assert read_measures(table, "s1")[1][0].note == "Age group: 0 to 4"


# -- telling figures from narrative


@pytest.mark.parametrize("table", [LONG, WIDE])
def test_figures_are_a_performance_table(table):
    assert is_performance_table(table)


@pytest.mark.parametrize(
    "table",
    [
        [],
        [["Performance data"]],
        [["Case", "What is life like for this child?"], ["N1", "He sleeps on the sofa."]],
        [["Name", "Value"], ["Seen alone", "The worker saw her twice, both times in the car."]],
        [["ID", "Submitted", "What helped?"], [1, "2026-09-01", "My phone"], [2, "2026-09-04", "no"]],
        [["Question", "2025", "2026"], ["Were you heard?", "Not really", "More than I was"]],
        [["Measure", "2025 Q4", "2026 Q1"], ["Seen alone", "", ""]],
    ],
)
def test_narrative_is_not(table):
    assert not is_performance_table(table)


# -- refusing


@pytest.mark.parametrize(
    "table",
    [
        [["Name", "Date of birth", "Period", "Value"], ["A B", "2014-02-01", "2025", 3]],
        [["NHS number", "2025 Q4", "2026 Q1"], ["999 000 0018", 1, 2]],
        [["Measure", "UPN", "Period", "Value"], ["Attendance", "A000000000001", "2025", 91]],
        [["Child ID", "Period", "Value"], ["17", "2025", 3]],
        [["Child", "2025 Q4", "2026 Q1"], ["Kai", 3, 4]],
        [["Name", "2025 Q4", "2026 Q1"], ["Child A", 3, 4], ["Child B", 1, 0]],
    ],
)
def test_rows_about_people_are_refused_and_no_cell_is_quoted(table):
    assert is_performance_table(table)
    with pytest.raises(NarrativeError, match="about people one by one") as refusal:
        read_measures(table, "s1")
    assert not any(str(cell) in str(refusal.value) for cell in table[1] if len(str(cell)) > 2)


def test_a_table_without_headings_is_refused_with_what_to_do():
    with pytest.raises(NarrativeError, match="Name the columns measure, period and value"):
        read_measures([["a", "b"], ["c", "d"]], "s1")


# -- periods


def test_periods_sort_however_they_are_written():
    ordered = [
        "2023-24", "Spring 2025", "Q1 2025-26", "September 2025", "October 2025", "2025 Q4", "Jan-26",
        "2026-02-14", "Autumn 2026", "Q3", "someday",
    ]  # fmt: skip
    assert sorted(reversed(ordered), key=period_key) == ordered


def test_the_same_period_has_the_same_key():
    assert period_key("2025 Q4") == period_key("Q4 2025") == period_key(" q4  2025")
    assert period_key("2025-26") == period_key("2025/26") == period_key("2025–26")
    assert period_key("Mar-26") == period_key("March 2026") == period_key("2026-03")
