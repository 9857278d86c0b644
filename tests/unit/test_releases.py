"""What left the project is remembered, so that two releases side by side give nothing away."""

import dataclasses
import datetime

import pytest
import small_project
from attack import recovered
from small_audit import material

from lif_narrative import releases, story
from lif_narrative.export import export
from lif_narrative.export.profiles import PROFILES
from lif_narrative.records import Release
from lif_narrative.suppression import TOTAL, CountTable, crossed, suppress

PARTNERSHIP, PUBLICATION = PROFILES["partnership"], PROFILES["publication"]
ROWS, COLUMNS = ("theme", ["late", "heard"]), ("agency", ["health", "police", "schools"])


def table(counts, date):
    return crossed("t", "children", ROWS, COLUMNS, counts, date=date)


def test_a_difference_between_two_releases_gives_nothing_away():
    """Nine in one row became eleven: beside the old total, what was held back could be worked out."""
    before = table([[12, 3, 14], [9, 20, 16]], "2031-03")
    after = table([[12, 3, 14], [11, 20, 16]], "2031-06")
    first = suppress([before], PARTNERSHIP)
    alone = suppress([after], PARTNERSHIP)
    together = suppress([after], PARTNERSHIP, earlier=first)
    assert recovered([*first, *together], PARTNERSHIP) == []
    assert {("late", "police")} <= set(together[0].hidden)
    assert first[0].profile == "partnership" and alone[0].hidden  # each is safe for itself


def test_a_release_that_holds_back_others_than_before_would_give_a_count_away():
    cells = {("health",): 12, ("police",): 3, ("schools",): 30, (TOTAL,): 45}
    before, after = (CountTable("t", "children", ("agency",), cells, date) for date in ("2031-03", "2031-06"))
    first = suppress([before], PARTNERSHIP)
    (spared,) = {("health",), ("schools",)} - first[0].hidden
    assert suppress([after], PARTNERSHIP, earlier=first)[0].hidden == first[0].hidden
    gone = frozenset({("police",), spared})
    shown = {place: "c" if place in gone else str(n) for place, n in cells.items()}
    careless = dataclasses.replace(first[0], table=after, shown=shown, hidden=gone)
    assert recovered([careless], PARTNERSHIP) == []  # safe for itself
    assert recovered([first[0], careless], PARTNERSHIP)


def test_what_one_kind_of_readers_may_not_see_is_not_shown_to_another_as_rounded():
    counts = table([[12, 3, 14], [9, 20, 16]], "2031-03")
    first = suppress([counts], PARTNERSHIP)
    second = suppress([counts], PUBLICATION, earlier=first)
    assert first[0].hidden <= second[0].hidden


def test_what_was_shown_to_everyone_is_not_counted_on_as_hidden():
    counts = table([[28, 3, 14], [9, 20, 16]], "2031-03")
    first = suppress([counts], PUBLICATION)
    second = suppress([counts], PARTNERSHIP, earlier=first)
    published = {place for place in counts.cells if place not in first[0].hidden}
    assert not published & second[0].hidden or second[0].withheld
    assert recovered(second, PARTNERSHIP) == []


@pytest.fixture
def grown():
    """An audit, and the same a month later with five tellings more under one theme."""
    now, later = material(), material()
    frame = later.excerpts
    more = frame[frame["id"].str.contains("late")].head(5).copy()
    more["id"] = [f"{name}-more" for name in more["id"]]
    more["account"] = [f"{name}-more" for name in more["account"]]
    codings = later.codings[later.codings["excerpt_id"].isin(frame["id"])].copy()
    extra = codings[codings["excerpt_id"].isin([name.removesuffix("-more") for name in more["id"]])].copy()
    extra["excerpt_id"] += "-more"
    import pandas as pd

    month = datetime.timedelta(days=30)
    ran = (datetime.datetime.fromisoformat(now.ran or "2031-03-01T00:00:00") + month).isoformat()
    return now, dataclasses.replace(
        later, excerpts=pd.concat([frame, more]), codings=pd.concat([later.codings, extra]), ran=ran
    )


@pytest.mark.parametrize("products", [("story", "report"), ("report", "story"), ("report", "report")])
@pytest.mark.parametrize("profile", ["partnership", "publication"])
def test_two_files_of_an_audit_at_two_dates_give_no_count_away(grown, tmp_path, products, profile):
    kept = []
    for number, (audit, product) in enumerate(zip(grown, products, strict=True)):
        told = story.draft("Is help in time?", audit)
        told = dataclasses.replace(told, earlier=tuple(kept), witness=lambda *said: kept.extend(said[2]))
        export(told, tmp_path / f"{number}.docx", profile, product=product)
    assert len({answer.table.date for answer in kept}) == 2
    assert recovered(kept, PROFILES[profile]) == []


def test_a_project_keeps_what_left_it_once_and_settles_the_next_file_beside_it(tmp_path):
    project = small_project.make(tmp_path)
    told = project.story("Are children heard?")
    project.save(told.record)
    export(project.story("Are children heard?"), tmp_path / "in.docx")
    assert not project.store.read(Release)  # internal files are no release
    for name in ("a.docx", "b.docx"):
        export(project.story("Are children heard?"), tmp_path / name, "partnership")
    kept = project.store.read(Release)
    assert kept and all(one.profile == "partnership" and one.thing == told.record.id for one in kept)
    assert (tmp_path / "a.docx").stat().st_size
    earlier = project.story("Are children heard?").earlier
    assert len(earlier) == len(kept)
    again = suppress([one.table for one in earlier], PARTNERSHIP, earlier=earlier)
    assert [one.hidden for one in again] == [one.hidden for one in earlier]
    words = " ".join(str(one) for one in kept)
    assert not any(text[0][:30] in words for *_, said in small_project.TEXTS.values() for text in said)
    project.close()


def test_a_refused_export_is_not_counted_as_released(tmp_path):
    project = small_project.make(tmp_path)
    project.save(project.story("Are children heard?").record)
    told = project.story("Are children heard?")

    def no(*_):
        raise InterruptedError

    with pytest.raises(InterruptedError):
        export(dataclasses.replace(told, witness=no), tmp_path / "a.docx", "partnership")
    assert releases.earlier(project.store) == () and not (tmp_path / "a.docx").exists()
    project.close()
