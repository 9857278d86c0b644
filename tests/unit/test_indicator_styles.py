"""Tables as councils and departments print them: interactive tools, analysis sheets, summaries of returns."""

from __future__ import annotations

import pytest

from lif_narrative.errors import NarrativeError
from lif_narrative.indicators import is_performance_table, read_measures

BY_AREA = [  # rows are areas, columns years, and the title is the measure: an interactive tool's page
    ["Children in need rate per 10,000 children under 18"],
    ["Source: invented return"],
    [],
    ["", "2022", "2023", "2024", "Change from previous year", "Latest national rank", "Quartile banding"],
    ["Harborough", 301.2, 288.4, 275.0, -13.4, 41, "B"],
    ["North West", 350.1, "..", 340.0, "-", "-", "-"],
    ["Statistical Neighbours", 333.0, 330.2, "c", "-", "-", "-"],
    ["England", 321.0, 334.3, 342.7, 8.4, "-", "-"],
]
ACROSS_AREAS = [  # rows are measures, columns areas: a comparison sheet
    ["Comparison, 2024-25"],
    ["Indicator", "Harborough", "Statistical neighbours", "England", "Rank"],
    ["Assessments completed within 45 days (%)", 88.1, 84.0, 83.3, 12],
    ["Re-referrals within 12 months (%)", 22.5, "x", 21.5, 80],
]
AREA_OVER_YEAR = [  # two rows of headings, the area above its years
    ["", "Harborough", "", "England", ""],
    ["Measure", "2023-24", "2024-25", "2023-24", "2024-25"],
    ["Care leavers in suitable homes (%)", 85, 88, 88, 88],
    ["Children seen in time (%)", "c", 91, 86, 87],
]
MEASURE_OVER_YEAR = [  # rows are areas, and each measure stands above its years
    ["", "Contacts", "", "Referrals", ""],
    ["Area", "2023-24", "2024-25", "2023-24", "2024-25"],
    ["North", 310, 320, 90, 85],
    ["South", 280, 300, 70, 71],
]
YEAR_OVER_QUARTERS = [  # a summary of a return: the year above its quarters
    ["Contacts and referrals, summary of the return"],
    ["Measure", "2024-25", "", "", "", "2025-26", "", "Target"],
    ["", "Q1", "Q2", "Q3", "Q4", "Q1", "Q2", ""],
    ["Number of contacts", 1204, 1311, 1188, 1250, "1,302", "<5", ""],
    ["Referrals within one working day (%)", "91%", "88%", "90%", "92%", "93%", "*", "at least 90%"],
]
TRIPLES = [  # each quarter with its numerator, denominator and rate
    ["Measure", "Q1 2025-26", "", "", "Q2 2025-26", "", ""],
    ["", "Num", "Denom", "%", "Num", "Denom", "%"],
    ["Visits in time", 40, 50, "80%", 45, 50, "90%"],
    ["Dental checks", "c", 41, "c", 20, 41, "48.8%"],
]
PARTS = [  # numerator, denominator and rate below each other
    ["Measure", "", "Apr 2025", "May 2025", "Jun 2025"],
    ["Plans reviewed in time", "Numerator", 18, 20, 19],
    ["", "Denominator", 20, 20, 20],
    ["", "Percentage", "90%", "100%", "95%"],
    ["Return interviews offered", "Numerator", 4, 6, 9],
    ["", "Denominator", 8, 8, 10],
    ["", "Percentage", "50%", "75%", "90%"],
]
LATEST = [  # an analysis tool's key indicators beside published figures
    ["Key indicators, last six months"],
    ["Indicator", "Latest", "SN 2023-24", "England 2023-24", "Good is", "Target", "Data quality"],
    ["Referrals with no further action (%)", 12.0, 7.5, 7.0, "Low", "10", "two weeks missing"],
    ["Conferences within 15 days (%)", 81, 79, 77.3, "High", "85", ""],
]
LONG = [
    [
        "Indicator",
        "Area",
        "Time period",
        "Numerator",
        "Denominator",
        "Rate",
        "Unit",
        "Target",
        "Quality note",
    ],
    ["Children looked after", "Harborough", "2024", 410, 60000, "", "per 10,000", "", "provisional"],
    ["Children looked after", "England", "2024", "x", "x", 70, "per 10,000", "", ""],
]


def told(table):
    indicators, measures = read_measures(table, "s1")
    names = {i.id: i.name for i in indicators}
    return indicators, {(names[m.indicator_id], m.area, m.period): m for m in measures}


def values(table):
    return {key: measure.value for key, measure in told(table)[1].items()}


ALL = {
    "by area": BY_AREA, "across areas": ACROSS_AREAS, "area over year": AREA_OVER_YEAR, "latest": LATEST,
    "measure over year": MEASURE_OVER_YEAR, "year over quarters": YEAR_OVER_QUARTERS, "triples": TRIPLES,
    "parts": PARTS, "long": LONG,
}  # fmt: skip


@pytest.mark.parametrize("style", ALL)
def test_every_style_is_seen_to_be_figures(style):
    assert is_performance_table(ALL[style])


@pytest.mark.parametrize("style", ALL)
def test_every_style_reads_the_same_as_text(style):
    """A CSV gives text where a workbook gives numbers."""
    text = [["" if cell is None else str(cell) for cell in row] for row in ALL[style]]
    assert values(text) == values(ALL[style])


def test_a_page_of_areas_over_years_takes_its_title_as_the_measure():
    (indicator,), found = told(BY_AREA)
    assert indicator.name == "Children in need rate per 10,000 children under 18"
    assert indicator.unit == "per 10,000"
    assert found[indicator.name, "Harborough", "2024"].value == 275.0
    assert found[indicator.name, "England", "2023"].value == 334.3
    assert "not available" in found[indicator.name, "North West", "2023"].note
    assert found[indicator.name, "Statistical Neighbours", "2024"].value is None
    assert "England 342.7 (2024)" in indicator.comparator and "North West 340 (2024)" in indicator.comparator
    assert len(found) == 12


def test_a_sheet_of_measures_over_areas_keeps_each_area_and_leaves_out_the_rank():
    indicators, found = told(ACROSS_AREAS)
    assert [i.name for i in indicators] == [row[0] for row in ACROSS_AREAS[2:]]
    first = ACROSS_AREAS[2][0]
    assert {area: m.value for (name, area, _), m in found.items() if name == first} == {
        "Harborough": 88.1, "Statistical neighbours": 84.0, "England": 83.3,
    }  # fmt: skip
    assert {m.period for m in found.values()} == {"2024-25"} and {i.unit for i in indicators} == {"%"}
    assert not any("Rank" in m.note for m in found.values())


def test_an_area_stands_above_its_years():
    assert values(AREA_OVER_YEAR)["Care leavers in suitable homes (%)", "Harborough", "2024-25"] == 88
    assert values(AREA_OVER_YEAR)["Care leavers in suitable homes (%)", "England", "2023-24"] == 88
    assert values(AREA_OVER_YEAR)["Children seen in time (%)", "Harborough", "2023-24"] is None


def test_a_measure_may_stand_above_its_years():
    found = values(MEASURE_OVER_YEAR)
    assert found["Referrals", "South", "2024-25"] == 71 and found["Contacts", "North", "2023-24"] == 310
    assert len(found) == 8


def test_a_year_stands_above_its_quarters():
    found = values(YEAR_OVER_QUARTERS)
    contacts = [(p, v) for (name, _, p), v in found.items() if name == "Number of contacts"]
    assert contacts == [
        ("Q1 2024-25", 1204), ("Q2 2024-25", 1311), ("Q3 2024-25", 1188), ("Q4 2024-25", 1250),
        ("Q1 2025-26", 1302), ("Q2 2025-26", None),
    ]  # fmt: skip
    _, measures = told(YEAR_OVER_QUARTERS)
    referral = measures["Referrals within one working day (%)", "", "Q1 2024-25"]
    assert (referral.value, referral.unit, referral.target) == (91.0, "%", 90.0)


def test_each_quarter_may_bring_numerator_denominator_and_rate():
    _, found = told(TRIPLES)
    visits = found["Visits in time", "", "Q2 2025-26"]
    assert (visits.numerator, visits.denominator, visits.value) == (45, 50, 90.0)
    dental = found["Dental checks", "", "Q1 2025-26"]
    assert (dental.numerator, dental.value) == (None, None) and "confidential" in dental.note


def test_parts_of_a_figure_may_stand_below_each_other():
    _, found = told(PARTS)
    assert len(found) == 6
    may = found["Return interviews offered", "", "May 2025"]
    assert (may.numerator, may.denominator, may.value) == (6, 8, 75.0)


def test_published_figures_beside_one_s_own_are_comparators():
    (first, second), found = told(LATEST)
    assert (first.direction, first.target) == ("lower is better", 10.0)
    assert first.comparator == "SN 7.5; England 7"
    assert {m.value for m in found.values()} == {12.0, 81}
    assert "two weeks missing" in next(iter(found.values())).note


def test_a_long_table_of_areas_keeps_its_quality_note():
    (indicator,), found = told(LONG)
    ours = found["Children looked after", "Harborough", "2024"]
    assert (round(ours.value, 1), ours.note) == (68.3, "provisional")
    assert found["Children looked after", "England", "2024"].value == 70
    assert indicator.comparator == "England 70 (2024)"


LIST = [
    ["Child Unique ID", "Gender", "Date of Birth", "Age of Child", "Date of Contact", "Contact Source"],
    *([str(71000 + n), "F", f"0{n}/02/2015", "9", f"0{n}/04/2025", "Schools"] for n in range(1, 7)),
]


def test_a_list_of_children_without_a_single_total_is_refused_too():
    """As returns to a department are: a row a child, codes and dates, no sentence."""
    assert is_performance_table(LIST)
    with pytest.raises(NarrativeError, match="'Child Unique ID', so it is about people one by one"):
        read_measures(LIST, "s1")


@pytest.mark.parametrize(
    "table",
    [
        [["Case ref", "Age", "Form", "What helped?", "Why?"],
         *([n, 9, n, "She came back every week until it was done", "no"] for n in range(6))],
        [["Child", "Case number", "School", "Team"], *(["A B", f"K{n}", "Hill", "East"] for n in range(6))],
    ],
)  # fmt: skip
def test_replies_with_a_reference_and_a_roster_of_names_are_no_such_list(table):
    assert not is_performance_table(table)


@pytest.mark.parametrize(
    "table",
    [
        [["Child Unique ID", "Gender", "2024-25", ""], ["", "", "Q1", "Q2"], ["71003", "F", 2, 1]],
        [["Person ID", "Age", "Number", "Date"], ["000123", "9", 3, "2025-04-02"]],
        [["", "2023", "2024"], ["Child 1", 3, 4], ["Child 2", 1, 0], ["Child 3", 1, 0]],
    ],
)
def test_a_list_of_children_is_refused_in_every_style(table):
    assert is_performance_table(table)
    with pytest.raises(NarrativeError, match="about people one by one"):
        read_measures(table, "s1")
