"""Laws of the trail and of sealed files: whatever is done to one byte or one row shows."""

from __future__ import annotations

import dataclasses
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lif_narrative import events
from lif_narrative.deidentify import sealing
from lif_narrative.errors import NarrativeError
from lif_narrative.records import Event
from lif_narrative.sealedfile import Opener, Sealer, Unsealer

PRIVATE, PUBLIC = sealing.pair_of(bytes(range(32)))
FIELDS = [f.name for f in dataclasses.fields(Event) if f.name not in ("position", "hash")]
WORDS = st.text(min_size=0, max_size=12)


@st.composite
def trails(draw):
    """Two to eight events, chained."""
    made, previous = [], events.GENESIS
    for position in range(1, draw(st.integers(2, 8)) + 1):
        told = Event(position, draw(WORDS), draw(WORDS), draw(WORDS), draw(WORDS), draw(WORDS), draw(WORDS),
                     draw(WORDS), previous, "")  # fmt: skip
        made.append(dataclasses.replace(told, hash=events._hash(told)))
        previous = made[-1].hash
    return made


@given(trail=trails())
def test_a_trail_that_nobody_touched_holds_in_any_order(trail):
    last = (trail[-1].position, trail[-1].hash)
    assert events.faults(reversed(trail), last) == []


@given(trail=trails(), data=st.data())
def test_any_field_of_any_event_that_is_changed_shows(trail, data):
    place, field = data.draw(st.integers(0, len(trail) - 1)), data.draw(st.sampled_from(FIELDS))
    other = data.draw(WORDS.filter(lambda text: text != getattr(trail[place], field)))
    trail[place] = dataclasses.replace(trail[place], **{field: other})
    assert any(f"Event {place + 1} was changed" in fault for fault in events.faults(trail))


@given(trail=trails(), data=st.data())
def test_any_event_that_is_removed_or_moved_shows_with_the_head_that_was_printed(trail, data):
    head = (trail[-1].position, trail[-1].hash)
    place = data.draw(st.integers(0, len(trail) - 1))
    assert events.faults(trail[:place] + trail[place + 1 :], head)
    swapped = [dataclasses.replace(e, position=len(trail) + 1 - e.position) for e in trail]
    assert events.faults(swapped, head)


@given(data=st.binary(max_size=300), spot=st.data())
def test_a_sealed_file_gives_back_what_went_in_and_any_flipped_bit_is_refused(data, spot):
    box = io.BytesIO()
    sealer = Sealer(box, Opener(public=PUBLIC))
    sealer.write(data)
    sealer.finish()
    whole, opener = box.getvalue(), Opener(private=PRIVATE)
    assert io.BufferedReader(Unsealer(io.BytesIO(whole), opener)).read() == data
    place, bit = spot.draw(st.integers(0, len(whole) - 1)), 1 << spot.draw(st.integers(0, 7))
    bad = whole[:place] + bytes([whole[place] ^ bit]) + whole[place + 1 :]
    with pytest.raises(NarrativeError):
        io.BufferedReader(Unsealer(io.BytesIO(bad), opener)).read()
