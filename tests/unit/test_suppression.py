import dataclasses

import pytest
from attack import recovered

from lif_narrative.errors import NarrativeError
from lif_narrative.export.profiles import HELD_BACK, PROFILES, profile_called
from lif_narrative.suppression import TOTAL, CountTable, crossed, suppress

PARTNERSHIP, PUBLICATION = PROFILES["partnership"], PROFILES["publication"]
THEMES = ("theme", ["late plans", "seen alone", "wishes known"])
AGENCIES = ("agency", ["health", "police", "schools"])
COUNTS = [[12, 3, 9], [8, 20, 14], [7, 11, 0]]


def shown(counts, profile, **settings):
    return suppress([crossed("t", "children", THEMES, AGENCIES, counts, **settings)], profile)[0]


def test_internal_shows_every_count():
    answer = shown(COUNTS, PROFILES["internal"])
    assert answer.shown["late plans", "police"] == "3" and not answer.hidden


def test_a_small_count_is_held_back_with_what_gives_it_away():
    answer = shown(COUNTS, PARTNERSHIP)
    assert answer.shown["late plans", "police"] == "c"
    assert len(answer.hidden) >= 4  # one more in its row, one in its column, and the corner between
    assert answer.shown[TOTAL, TOTAL] == "84" and answer.shown["wishes known", "schools"] == "0"
    assert not recovered([answer], PARTNERSHIP)


def test_holding_back_the_small_count_alone_would_give_it_away():
    answer = shown(COUNTS, PARTNERSHIP)
    small = frozenset({("late plans", "police")})
    told = {p: "c" if p in small else str(n) for p, n in answer.table.cells.items()}
    naive = dataclasses.replace(answer, shown=told, hidden=small)
    assert recovered([naive], PARTNERSHIP) == [("t", "", ("late plans", "police"))]


def test_no_more_is_held_back_than_it_takes():
    assert len(shown(COUNTS, PARTNERSHIP).hidden) == 4


def test_publication_rounds_what_it_shows_and_totals_from_the_true_counts():
    answer = shown([[12, 30, 9], [8, 20, 14], [11, 11, 0]], PUBLICATION)
    assert not answer.hidden
    assert answer.shown["late plans", "health"] == "10" and answer.shown["seen alone", "health"] == "10"
    assert answer.shown["late plans", TOTAL] == "50"  # 51, and not 10 + 30 + 10
    assert shown(COUNTS, PUBLICATION).shown["wishes known", "health"] == "c"  # seven


def test_tables_exported_together_are_read_together():
    by_agency = crossed("a", "children", THEMES, AGENCIES, COUNTS)
    by_age = crossed(
        "b", "children", THEMES, ("age", ["under 10", "10 and over"]), [[4, 20], [20, 22], [9, 9]]
    )
    answers = suppress([by_agency, by_age], PARTNERSHIP)
    assert not recovered(answers, PARTNERSHIP)
    for theme in THEMES[1]:  # the row totals are the same counts in both
        assert answers[0].shown[theme, TOTAL] == answers[1].shown[theme, TOTAL]


def test_order_of_tables_and_places_does_not_matter():
    table = crossed("t", "children", THEMES, AGENCIES, COUNTS)
    turned = dataclasses.replace(table, cells=dict(reversed(table.cells.items())))
    other = crossed("o", "accounts", THEMES, AGENCIES, COUNTS)
    assert suppress([other, turned], PARTNERSHIP)[1].hidden == suppress([table, other], PARTNERSHIP)[0].hidden


def test_a_later_export_does_not_undo_an_earlier_one():
    first = suppress([crossed("t", "children", THEMES, AGENCIES, COUNTS, date="2031-03")], PARTNERSHIP)
    grown = [[12, 6, 9], [8, 20, 14], [7, 11, 0]]  # the small count has grown, and could be shown by itself
    later = suppress(
        [crossed("t", "children", THEMES, AGENCIES, grown, date="2031-06")], PARTNERSHIP, earlier=first
    )
    assert not recovered([*first, *later], PARTNERSHIP)
    alone = suppress([crossed("t", "children", THEMES, AGENCIES, grown, date="2031-06")], PARTNERSHIP)
    assert recovered([*first, *alone], PARTNERSHIP)


def test_children_under_several_themes_do_not_add_up_and_are_still_safe():
    cells = {("late plans",): 9, ("seen alone",): 2, (TOTAL,): 10}
    answers = suppress([CountTable("t", "children", ("theme",), cells, adds=False)], PARTNERSHIP)
    assert "c" in answers[0].shown.values() and not recovered(answers, PARTNERSHIP)


def test_what_a_sentence_prints_anyway_stays_and_another_goes():
    cells = {("audit",): 14, ("complaint",): 2, ("survey",): 9, (TOTAL,): 25}
    table = CountTable("t", "accounts", ("method",), cells, printed=frozenset({(TOTAL,)}))
    answer = suppress([table], PARTNERSHIP)[0]
    assert answer.shown[(TOTAL,)] == "25" and answer.hidden == {("complaint",), ("survey",)}


def test_a_table_too_thin_to_show_anything_of_shows_nothing():
    answer = shown([[1, 1, 1], [1, 0, 0], [0, 0, 1]], PARTNERSHIP)
    assert set(answer.shown.values()) == {"c"} or not recovered([answer], PARTNERSHIP)


def test_parts_that_do_not_add_up_are_refused_in_words():
    with pytest.raises(NarrativeError, match="add up to 12, its total says 13"):
        CountTable("t", "children", ("theme",), {("a",): 12, (TOTAL,): 13})


@pytest.mark.parametrize(
    ("n", "of", "partnership", "publication"),
    [(0, None, "0", "0"), (3, None, "c", "c"), (6, None, "6", "c"), (12, None, "12", "10"),
     (22, 24, "c", "c"), (20, 40, "20", "20"), (None, None, "", ""), (1234, None, "1,234", "1,235")],
)  # fmt: skip
def test_a_count_that_stands_alone(n, of, partnership, publication):
    assert (PARTNERSHIP.count(n, of), PUBLICATION.count(n, of)) == (partnership, publication)


def test_a_share_tells_no_more_than_its_counts():
    assert PARTNERSHIP.share(3, 41) == "c" and PARTNERSHIP.share(30, 41) == "73%"
    assert PUBLICATION.share(33, 61) == "58%"  # 35 of 60


def test_shareable_is_another_name_of_partnership():
    assert profile_called("shareable") is PARTNERSHIP


def test_a_quote_is_held_back_until_a_person_releases_it():
    assert PARTNERSHIP.quote("ex-1", "They asked me.", frozenset()) == HELD_BACK
    assert PARTNERSHIP.quote("ex-1", "They asked me.", {"ex-1"}) == "They asked me."
    assert PROFILES["internal"].quote("ex-1", "They asked me.", ()) == "They asked me."
