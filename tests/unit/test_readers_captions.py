"""Captions: who said what, sentence by sentence."""

from __future__ import annotations

import pytest

from lif_narrative.ingest.parts import Part, Unreadable
from lif_narrative.ingest.read import read


def turns(path, text: str) -> list[tuple[str, str, str]]:
    path.write_text(text, encoding="utf-8")
    return [(x.speaker, x.text, x.locator) for x in read(path).units if isinstance(x, Part)]


def cues(*said: str) -> str:
    return "WEBVTT\n\n" + "\n\n".join(
        f"00:00:{n:02}.000 --> 00:00:{n + 1:02}.000\n{text}" for n, text in enumerate(said)
    )


def test_voice_tags_name_the_speaker_and_one_sentence_over_two_cues_is_one(tmp_path):
    found = turns(
        tmp_path / "a.vtt", cues("<v Ann B>I have nine", "<v Ann B>schools.", "<v Cy>So do I.", "<v Cy>Tea?")
    )
    assert found == [
        ("Ann B", "I have nine schools.", "cue1+2"), ("Cy", "So do I.", "cue3"), ("Cy", "Tea?", "cue4"),
    ]  # fmt: skip


def test_two_voices_in_one_cue_stay_apart(tmp_path):
    found = turns(tmp_path / "a.vtt", cues("<v Ann>Fish &amp; chips?</v>\n<v Cy><i>No</i>."))
    assert found == [("Ann", "Fish & chips?", "cue1"), ("Cy", "No.", "cue1")]


def test_a_name_before_a_colon_holds_until_the_next(tmp_path):
    found = turns(tmp_path / "a.vtt", cues("Dr Ann Lee: We asked.", "We asked twice.", "Cy: And: nothing."))
    assert found == [
        ("Dr Ann Lee", "We asked.", "cue1"), ("Dr Ann Lee", "We asked twice.", "cue2"),
        ("Cy", "And: nothing.", "cue3"),
    ]  # fmt: skip


def test_a_colon_in_speech_makes_no_speaker(tmp_path):
    found = turns(tmp_path / "a.vtt", cues("What I said was this: go home.", *["Fine by me."] * 9))
    assert {speaker for speaker, _, _ in found} == {""}


def test_subrip_captions_are_known_by_their_content(tmp_path):
    found = turns(
        tmp_path / "a.txt",
        "1\n00:00:01,000 --> 00:00:02,000\nAnn: One\nmore.\n\n2\n00:00:03,000 --> 00:00:04,000\nCy: Two.\n",
    )
    assert found == [("Ann", "One more.", "cue1"), ("Cy", "Two.", "cue2")]


def test_captions_without_cues_are_refused_in_words(tmp_path):
    with pytest.raises(Unreadable, match="no captions"):
        turns(tmp_path / "a.vtt", "WEBVTT\n\n")
