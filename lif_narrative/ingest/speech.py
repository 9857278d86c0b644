"""Recorded conversations: each speaker is an account, and the facilitator asks the questions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from lif_narrative.ingest.drafts import Line
from lif_narrative.ingest.lines import ROLES
from lif_narrative.ingest.parts import Part
from lif_narrative.ingest.raw import Named
from lif_narrative.ingest.voices import voice_in

_FACILITATES: Final = re.compile(
    r"facilitator|interviewer|moderator|chair|researcher|host|note ?taker|scribe", re.I
)
ASKS: Final = "Question"  # a label that is nobody: the question itself, as minutes write it
_ASKED: Final = re.compile(r"[^.!?]*\?")
# A prompt keeps the question that it follows up.
_PROMPT: Final = re.compile(
    r"\b(?:say|tell (?:me|us)|explain)(?: a (?:bit|little))? more\b|\banything else\b|\bgo on\b"
    r"|\bwhy(?: is| do you think)? that\b|\bhow so\b"
    r"|\bdoes (?:that|everyone|anybody|anyone)\b|\bcan (?:everyone|you) hear\b|\bwhat do you mean\b"
    r"|\bfor example\b|\bany(?:one|body) else\b", re.I
)  # fmt: skip
_NAMED: Final = re.compile(r"^([A-Z][\w .’'\-/]{0,28}?(?:\s\([^)\n]{1,24}\))?):\s+(?=\S)")


def is_speech(parts: Sequence[Part]) -> bool:
    """Whether most of the words have a speaker: in the format, or as a name before a colon, repeatedly."""
    body = [part for part in parts if part.role in ("body", "list")]
    if 2 * sum(bool(part.speaker) for part in body) > len(body):
        return True
    names = Counter(found[1] for part in body if (found := _NAMED.match(part.text)))
    repeated = sum(n for n in names.values() if n > 1)
    return len(names) >= 2 and repeated >= 4 and 10 * repeated >= 6 * len(body)


def speech_lines(parts: Sequence[Part], voice: str) -> tuple[list[Line], tuple[Named, ...]]:
    """The turns of a conversation, and the names of those who speak.

    Each turn carries its speaker as `speaker-2` (numbered as they first speak: accounts never hold
    names), the voice (`voice` for participants unless a name says otherwise; auditor for the
    facilitator), and the question that the facilitator last asked. Minutes label questions as such
    (`ASKS`): these are headings, nobody's words.
    """
    turns = [_turn(part) for part in parts]
    names = list(dict.fromkeys(name for _, name, _ in turns if name and name != ASKS))
    asker = _asker(turns)
    lines: list[Line] = []
    question = ""
    for part, name, label in turns:
        role = ROLES.get(part.role, "body")
        if role != "body":
            lines.append(Line(part.text, role, part.locator))
            continue
        if name == ASKS:
            question = part.text[len(label) :].strip()
            lines.append(Line(part.text, "heading", part.locator))
            continue
        teller = f"speaker-{names.index(name) + 1}" if name else ""
        asks = name == asker
        if asks:
            question = _question(part.text[len(label) :], question)
        if label:
            lines.append(Line(label.rstrip(), "meta", part.locator))
        speaker = "auditor" if asks and asker else voice_in(re.sub(r"\W*\d+$", "", name)) or voice
        lines.append(
            Line(part.text[len(label) :], "body", part.locator, 0, "" if asks else question, teller, speaker,
                 label[len(label.rstrip()) :] if label else "\n")
        )  # fmt: skip
    people = [n for n in names if not (_FACILITATES.search(n) or voice_in(n) or re.search(r"\d", n))]
    return lines, tuple(Named(name, "unknown", "speaker") for name in people)


def _turn(part: Part) -> tuple[Part, str, str]:
    """A turn, its speaker's name, and the label before the words, where it is part of them."""
    found = _NAMED.match(part.text) if not part.speaker else None
    return (part, found[1], found[0]) if found else (part, part.speaker, "")


def _asker(turns: Sequence[tuple[Part, str, str]]) -> str:
    """Who facilitates: called so, or asks the most questions and more often than not."""
    names = [name for _, name, _ in turns if name]
    if ASKS in names:  # then nobody's own question is the one that is answered
        return ""
    called = next((name for name in names if _FACILITATES.search(name)), "")
    if called or len(set(names)) < 2:
        return called
    asked = Counter(name for part, name, _ in turns if name and "?" in part.text)
    spoken = Counter(names)
    best = max(asked, key=lambda name: (asked[name], name == names[0], name), default="")
    return best if best and (asked[best] >= 2 or best == names[0]) and 3 * asked[best] >= spoken[best] else ""


def _question(said: str, before: str) -> str:
    asked = [q.strip() for q in _ASKED.findall(said) if len(q.split()) >= 3 and not _PROMPT.search(q)]
    return asked[-1] if asked else before
