"""A conversation as captions (WebVTT): who said what, when, to which question; what any recording gives."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from lif_narrative.ingest.speech import ASKS
from lif_narrative.records import Conversation, Note

ASKED: Final = {
    "spoken": "What did we say about {}?",
    "support": "What support do we offer on {}?",
    "challenge": "What challenge do we make on {}?",
    "decision": "What did we decide on {}?",
    "chosen because": "Why did we choose the story of {} as the most significant change?",
}
TOGETHER: Final = "all present"
ENDS: Final = re.compile(r"[.!?…][\"'”’)\]]*$")


@dataclass(frozen=True)
class Script:
    """The captions, and which cue holds each note."""

    text: str
    cues: dict[str, int]


def script(conversation: Conversation, notes: Sequence[Note], titles: dict[str, str]) -> Script:
    """The captions of a conversation.

    Each question stands once before what answers it, labelled as nobody's words: so every word is read with
    the topic it is about, and whether it is support, challenge or a decision. `titles` names the themes.
    """
    begun = datetime.fromisoformat(conversation.at)
    blocks, cues, before, number = ["WEBVTT"], {}, "", 0
    for note in notes:
        question = asked(note.kind, titles.get(note.about.split()[-1], "the work as a whole"))
        after = max(0.0, (datetime.fromisoformat(note.at) - begun).total_seconds())
        if question != before:
            number += 1
            blocks.append(_cue(number, after, ASKS, question))
            before = question
        number += 1
        cues[note.id] = number
        blocks.append(_cue(number, after, note.role or TOGETHER, finished(note.text)))
    return Script("\n\n".join(blocks) + "\n", cues)


def asked(kind: str, title: str) -> str:
    """The question that a kind of word answers."""
    return ASKED[kind].format(" ".join(title.split()))


def finished(text: str) -> str:
    """Words on one line that end as a sentence does, so that the next speaker's are not joined to them."""
    line = " ".join(text.split())
    return line if ENDS.search(line) else f"{line}."


def _cue(number: int, second: float, speaker: str, words: str) -> str:
    begins, ends = _clock(second), _clock(second + 1)
    return f"{number}\n{begins} --> {ends}\n<v {html.escape(speaker)}>{html.escape(words, quote=False)}"


def _clock(second: float) -> str:
    minutes, seconds = divmod(second, 60)
    return f"{int(minutes // 60):02}:{int(minutes % 60):02}:{seconds:06.3f}"
