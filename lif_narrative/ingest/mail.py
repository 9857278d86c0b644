"""E-mail (.eml): who wrote to whom, when, and what; quoted mail is told apart."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path
from typing import Final

from lif_narrative.ingest.parts import Part, Reading, Table
from lif_narrative.ingest.plain import paragraphs
from lif_narrative.ingest.remarks import count
from lif_narrative.ingest.web import of_markup

_FIELDS: Final = ("From", "To", "Cc", "Date", "Subject")
_QUOTE: Final = re.compile(r"^\s*>")
# Where a program puts the mail that is answered below the answer.
_BELOW: Final = re.compile(
    r"^\s*(?:-{2,}\s*(?:Original Message|Forwarded message)\s*-{2,}|_{10,}"
    r"|On .{5,120} wrote:|Begin forwarded message:)\s*$",
    re.I,
)
_SIGNATURE: Final = re.compile(r"^-- ?$")


def read(path: Path) -> Reading:
    """Read an e-mail: fields as `meta` parts, the body, then quoted mail and signature as notes.

    Attachments are not opened: they are counted in the remarks.
    """
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    found = [(name.lower(), _field(message, name)) for name in _FIELDS]
    fields = [Part("meta", text, name, name=name) for name, text in found if text]
    body = list(_body(message))
    attached = sum(1 for _ in _attachments(message))
    remark = count(attached, "attachment", "not opened: save and add it on its own", plural="attachments")
    subject = _field(message, "Subject")
    return Reading((*fields, *body) if body else (), "eml", subject, (remark,) if remark else ())


def _field(message: EmailMessage, name: str) -> str:
    try:
        return " ".join(str(message.get(name, "")).split())
    except (ValueError, IndexError, TypeError, AttributeError):  # the standard library trips over it
        return ""


def _body(message: EmailMessage) -> Iterator[Part | Table]:
    try:
        part = message.get_body(("plain", "html"))
        content = part.get_content() if part is not None else ""
    except (LookupError, ValueError, AttributeError, KeyError):
        part, content = None, _raw(message)
    if not isinstance(content, str) or not content.strip():
        return
    if part is not None and part.get_content_subtype() == "html":
        yield from _mark_below(of_markup(content).units)
    else:
        yield from _plain(content)


def _raw(message: EmailMessage) -> str:
    from lif_narrative.ingest.letters import decode

    payload = message.get_payload(decode=True)
    return decode(payload)[0] if isinstance(payload, bytes) else ""


def _plain(text: str) -> Iterator[Part]:
    """Paragraphs; `line3` counts lines of the body. A run of quoted lines is a note of its own."""
    lines = text.replace("\r\n", "\n").split("\n")
    below, kinds = False, []
    for line in lines:
        below = below or bool(_BELOW.match(line)) or bool(_SIGNATURE.match(line))
        kinds.append("note" if below or _QUOTE.match(line) else "body")
    start = 0
    for end in range(1, len(lines) + 1):
        if end == len(lines) or (kinds[end] != kinds[start] and lines[end].strip()):
            block = "\n".join(re.sub(r"^(?:\s*>)+ ?", "", line) for line in lines[start:end])
            for part in paragraphs(block, kinds[start]):
                yield replace(part, locator=f"line{int(part.locator[4:]) + start}")
            start = end


def _mark_below(units: tuple[Part | Table, ...]) -> Iterator[Part | Table]:
    below = False
    for unit in units:
        below = below or (isinstance(unit, Part) and bool(_BELOW.match(unit.text)))
        yield replace(unit, role="note") if below and isinstance(unit, Part) else unit


def _attachments(message: EmailMessage) -> Iterator[EmailMessage]:
    try:
        yield from (part for part in message.iter_attachments() if isinstance(part, EmailMessage))
    except (AttributeError, TypeError, KeyError):
        return
