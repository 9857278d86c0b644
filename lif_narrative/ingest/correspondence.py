"""Letters, cards and e-mails: whose words they are, and which lines are address and sign-off."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from lif_narrative.ingest.dates import date_of
from lif_narrative.ingest.drafts import Line, Setting
from lif_narrative.ingest.fields import read_field
from lif_narrative.ingest.names import NAME, is_name
from lif_narrative.ingest.raw import Named

_GREETING: Final = re.compile(
    r"^(?:dear|hi|hiya|hello|hey|to|good (?:morning|afternoon|evening)|to whom)\b[^.!?]{0,80}$", re.I
)
_FAREWELL: Final = re.compile(
    r"^(?:(?:yours|kind|kindest|warm|warmest|best|many|with|lots of|all (?:my|our|the))\b.{0,60}|regards"
    r"|sincerely|thank ?you(?: .{0,30})?"
    r"|thanks(?: .{0,30})?|from|love|best wishes|cheers|respectfully|signed)\b", re.I
)  # fmt: skip
_ENVELOPE: Final = re.compile(r"^(?:from|to|cc|bcc|subject|sent|date|reply-to|copy)\s*:", re.I)
_ADDRESS: Final = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b|@|\b0\d{3,4}[ \d]{6,9}\b|\+44", re.I)
_POLITE: Final = re.compile(
    r"^(?:(?:dear|hi|hiya|hello|hey|to|yours|kind|kindest|warm|warmest|best|many|with|lots|all|regards"
    r"|sincerely|faithfully|truly|thank|thanks"
    r"|from|love|wishes|cheers|signed|whom|sir|madam|customer|relations|team|you)\b[ ,]*)+", re.I
)  # fmt: skip
_YOUNG: Final = re.compile(
    r"\bi(?:'m| am) (?:a |in )?(?:care leaver|care|young person|\d{1,2}(?: years old)?)\b|\b(?:from"
    r"|by) a (?:young person|child|pupil)\b",
    re.I,
)
_CHILD: Final = re.compile(
    r"\bmy (?:mum|dad|social worker|pa|personal adviser|carer|foster\w*|school|teacher)\b", re.I
)
_KIN: Final = re.compile(
    r"\b(?:i am|i'm|im|as) (?:the |a |her |his |their |[A-Z]\w+['’]s )?(?:\w+ )?(?:mum|mother|dad|father"
    r"|parent|nan|nana|gran|grandmother|grandad"
    r"|grandfather|aunt|uncle|carer|foster carer|kinship carer|stepdad|stepmum|guardian)\b"
    r"|\bmy (?:son|daughter|child|children|kids|boy|girl|grandson|granddaughter|grandchild\w*"
    r"|little (?:one|boy|girl))\b", re.I
)  # fmt: skip
_WORKER: Final = re.compile(
    r"\bi am (?:the |a |an )?(?:\w+ ){0,2}(?:head ?teacher|teacher|nurse|gp|doctor|officer|social worker"
    r"|manager|midwife|health visitor"
    r"|senco|practitioner|landlord)\b|\bon behalf of (?:the )?(?:school|practice|surgery|trust)\b", re.I
)  # fmt: skip


def is_letter(lines: Sequence[Line], method: str) -> bool:
    """Whether lines are a letter, card or e-mail: they greet, or are a complaint or a compliment in prose."""
    body = [line.text for line in lines if line.role == "body"]
    asks = any(line.role == "heading" and line.level for line in lines)
    greets = any(_GREETING.match(text) for text in body[:8]) or any(
        _ENVELOPE.match(line.text) for line in lines[:5]
    )
    return not asks and bool(body) and (greets or method in ("complaint", "compliment"))


def letter(lines: Sequence[Line]) -> list[Line]:
    """The lines of a letter: envelope, address, greeting and sign-off are meta, and the prose is body."""
    found = [replace(x, role="meta") if x.role == "body" and _ENVELOPE.match(x.text) else x for x in lines]
    open_ = [n for n, line in enumerate(found) if line.role == "body"]
    for n in {*_before(found, open_), *_after(found, open_)}:
        found[n] = replace(found[n], role="meta")
    return found


def _before(lines: Sequence[Line], body: list[int]) -> list[int]:
    """Address, date and greeting."""
    greeting = next((k for k, n in enumerate(body[:8]) if _GREETING.match(lines[n].text.strip())), -1)
    found = [n for n in body[: greeting + 1] if _is_brief(lines[n].text) or _ADDRESS.search(lines[n].text)]
    for n in body[greeting + 1 :]:
        if not (
            _is_brief(lines[n].text) and (_ADDRESS.search(lines[n].text) or date_of(lines[n].text))
        ) and not _is_taken(lines[n].text):
            break
        found.append(n)
    return found


def _is_taken(text: str) -> bool:
    """What the office wrote above the words: "Taken by telephone, 9 May. Caller: …"."""
    return (
        len(text.split()) <= 40
        and re.match(r"(?:taken|received|logged|recorded|transcribed)\b", text, re.I) is not None
    )


def _after(lines: Sequence[Line], body: list[int]) -> list[int]:
    """Sign-off, and the name under it."""
    last = body[-4:]
    farewell = next(
        (k for k, n in enumerate(last) if k + len(body) - len(last) > 0 and _takes_leave(lines[n].text)), None
    )
    if farewell is not None and all(_is_brief(lines[n].text) for n in last[farewell:]):
        return last[farewell:]
    text = lines[last[-1]].text.strip() if len(body) > 1 else ""
    return [last[-1]] if text and len(text.split()) <= 4 and is_name(text.rstrip(".,x ")) else []


def _takes_leave(text: str) -> bool:
    return (
        _FAREWELL.match(text.strip()) is not None
        and len(text.split()) <= 12
        and not re.search(r"[.!?]\s+\w", text)
    )


def _is_brief(text: str) -> bool:
    return len(text.split()) <= 16 and not re.search(r"[.!?]\s+[A-Z][a-z]+ [a-z]", text)


def about_letter(lines: Sequence[Line], file_name: str) -> tuple[Setting, str]:
    """What a letter's margins say (names, date) and whose voice it is: child, parent_carer, partner or ""."""
    setting = Setting()
    for line in lines:
        if line.role == "meta":
            setting = (
                read_field(line.text)
                .over(setting)
                .over(Setting(date=date_of(line.text), named=_signed(line.text)))
            )
    text = " ".join(line.text for line in lines if line.role != "heading")
    if _WORKER.search(text):
        return setting, "partner"
    if _YOUNG.search(text) or _YOUNG.search(file_name):
        return setting, "child"
    if _KIN.search(text):
        return setting, "parent_carer"
    return setting, "child" if _CHILD.search(text) else ""


def _signed(text: str) -> tuple[Named, ...]:
    """The name in a short line of a letter's margin: a sender's or a receiver's."""
    if _ENVELOPE.match(text) or len(text.split()) > 16:
        return ()
    relation = "recipient" if _GREETING.match(text) else "sender"
    runs = [_POLITE.sub("", found[0]) for found in re.finditer(NAME, text)]
    return tuple(Named(run.strip(" ."), "unknown", relation) for run in runs[:3] if is_name(run.strip(" .")))
