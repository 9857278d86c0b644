"""Captions of a recorded conversation (.vtt, .srt): who said what, sentence by sentence."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from lif_narrative.ingest.letters import decode
from lif_narrative.ingest.parts import Part, Reading, Unreadable

_VOICE: Final = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]+)>")
_TAG: Final = re.compile(r"</?(?:[biucv]|ruby|rt|lang|font)(?:[.\s][^>]*)?>|<\d[\d:.]*>|\{\\[^}]*\}")
# "Ann: …", "Dr A. Okoro (chair): …", ">> Ann: …": a name is short and its words begin with capitals.
_PREFIX: Final = re.compile(
    r"^(?:>>\s*|-\s+)?((?:[^\W\d_]|\d(?=\d*\s*:))[^:<>\n]{0,38}?(?:\s*\([^)\n]{1,30}\))?)\s?:\s+(?=\S)"
)
_ENDS: Final = re.compile(r"[.!?…][\"'”’)\]]*$")
_MOST_JOINED: Final = 12  # cues: a transcript without full stops must not become one sentence


@dataclass(slots=True)
class _Turn:
    speaker: str
    text: str
    first: int
    last: int


def read(path: Path) -> Reading:
    """Read captions as turns; `cue12` is the twelfth cue of the file, `cue6+7` one sentence over two.

    A name stands in a voice tag or before a colon, and holds until another is named. Cues of one
    speaker are joined while a sentence is still open.
    """
    import webvtt

    text, _ = decode(path.read_bytes())
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    kind = "vtt" if text.lstrip("\ufeff \n").startswith("WEBVTT") else "srt"
    try:
        raw = [
            cue.raw_text for cue in webvtt.from_buffer(io.StringIO(text.lstrip("\ufeff \n")), kind).captions
        ]
    except webvtt.errors.MalformedFileError:
        raise Unreadable(
            "The captions do not follow their format. Download the transcript again as .vtt, or as .docx."
        ) from None
    if not raw:
        raise Unreadable("The file holds no captions. Download the transcript again as .vtt, or as .docx.")
    lost = text.count("-->") - len(raw)
    remarks = (f"{lost} of {text.count('-->')} cues could not be read",) if lost > 0 else ()
    tagged = any(map(_VOICE.search, raw))
    named = not tagged and _names_stand_before_colons(raw)
    turns = _joined([turn for n, cue in enumerate(raw, 1) for turn in _turns(cue, n, named)], carry=named)
    return Reading(tuple(_part(turn) for turn in turns), kind, "", remarks)


def _names_stand_before_colons(raw: list[str]) -> bool:
    """One "So: " does not make a speaker: enough cues must begin with a name."""
    found = [match for match in map(_PREFIX.match, (cue.strip() for cue in raw)) if match]
    return 5 * sum(_is_name(match[1]) for match in found) >= len(raw)


def _turns(raw: str, number: int, named: bool) -> Iterator[_Turn]:
    """What is said in one cue, by each voice that it names."""
    pieces = _VOICE.split(raw)
    for speaker, said in zip(["", *pieces[1::2]], pieces[0::2], strict=True):
        lines = html.unescape(_TAG.sub("", said)).split("\n")
        for prefix, line in _prefixed([line.strip() for line in lines if line.strip()], named):
            yield _Turn(html.unescape(speaker).strip() or prefix, line, number, number)


def _prefixed(lines: list[str], named: bool) -> list[tuple[str, str]]:
    """Lines of a cue, wrapped ones joined, cut where a line begins with a name and a colon."""
    found: list[tuple[str, str]] = []
    for line in lines:
        match = _PREFIX.match(line) if named else None
        if match and _is_name(match[1]):
            found.append((match[1].strip(), line[match.end() :]))
        elif found:
            found[-1] = (found[-1][0], f"{found[-1][1]} {line}")
        else:
            found.append(("", line))
    return found


def _is_name(text: str) -> bool:
    words = re.sub(r"\([^)]*\)", "", text).split()
    small = {"de", "van", "von", "der", "den", "bin", "al", "el", "la", "and", "of", "the"}
    named = (word[0].isupper() or word[0].isdigit() or word in small for word in words)
    return 0 < len(words) <= 5 and all(named)


def _joined(turns: list[_Turn], carry: bool) -> list[_Turn]:
    """Turns in which a sentence over several cues is one run of text."""
    joined: list[_Turn] = []
    for turn in turns:
        before = joined[-1] if joined else None
        if carry and before is not None and not turn.speaker:
            turn.speaker = before.speaker
        same = before is not None and before.speaker == turn.speaker and turn.first != before.last
        short = before is not None and turn.first - before.first < _MOST_JOINED
        if before is not None and same and short and not _ENDS.search(before.text):
            before.text, before.last = f"{before.text} {turn.text}", turn.last
        else:
            joined.append(turn)
    return joined


def _part(turn: _Turn) -> Part:
    cues = "+".join(str(n) for n in range(turn.first, turn.last + 1))
    return Part("body", turn.text, f"cue{cues}", speaker=turn.speaker)
