"""From RawDocument to Document: every finding replaced, offsets carried over, identifying fields dropped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from lif_narrative.deidentify.dates import is_birth_field
from lif_narrative.deidentify.findings import Redaction as Redaction
from lif_narrative.deidentify.findings import applied, moved
from lif_narrative.deidentify.pseudonyms import case_name, checked
from lif_narrative.deidentify.redactor import Redactor
from lif_narrative.deidentify.roster import Roster
from lif_narrative.deidentify.rulings import Ruling, ruled
from lif_narrative.records import Document

if TYPE_CHECKING:
    from lif_narrative.ingest.raw import RawDocument

_IDENTIFYING = re.compile(
    r"\b(?:name|surname|forename|initials|known as|d\.?o\.?b|date of birth|born|address|post ?code|phone|tel"
    r"|telephone|mobile|e-?mail|nhs|upn"
    r"|national insurance|ni number|case (?:id|no|number|ref)|system id|unique|respondent"
    r"|completed by|auditor|worker|author|reviewer)\b", re.I,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Deidentified:
    """A text without what was found in it, and the table that leads back.

    Applying `redactions` (offsets in the original, code points) to the original gives `text`.
    """

    text: str = field(repr=False)
    redactions: tuple[Redaction, ...] = field(default=(), repr=False)


def deidentify(
    text: str, case: str = "", key: bytes | None = None, roster: Roster | None = None
) -> Deidentified:
    """Hide what identifies in one text.

    Parameters
    ----------
    text : str
    case : str
        Scope of the pseudonyms of children and family; the same label gives the same ones.
    key : bytes
        Sixteen bytes or more; whoever has it can check a guess, so it belongs in the vault.
    roster : Roster, optional
        What the project's files name; without one, what this text alone names.

    Raises
    ------
    NarrativeError
        No key was given.
    """
    from lif_narrative.ingest.raw import RawDocument

    key = checked(key)
    if roster is None:
        roster = Roster.learn([RawDocument("", "", "", text, case=case)], key)
    (redactions,) = Redactor(roster, case, key).redactions(text)
    return Deidentified(applied(text, redactions), redactions)


def redact(
    document: RawDocument, roster: Roster, key: bytes, rulings: Sequence[Ruling] = ()
) -> tuple[Document, tuple[Redaction, ...]]:
    """The Document of a RawDocument, and the redactions of its text.

    Ids, locators and accounts stay; questions and attributes are redacted too; attributes whose own name says
    that they identify are left to the vault. `rulings` are what people said of its words, the oldest first.
    """
    redactor = Redactor(roster, document.case, checked(key))
    questions = sorted({paragraph.question for paragraph in document.paragraphs})
    told = {
        name: value
        for name, value in document.attributes.items()
        if not _IDENTIFYING.search(name) and not is_birth_field(name)
    }
    texts = (document.text, *questions, *told.values(), document.team)
    found = redactor.redactions(*texts)
    if rulings:
        where = [document.id, *[""] * (len(texts) - 1)]
        found = [
            ruled(text, own, rulings, redactor.instead, place)
            for text, own, place in zip(texts, found, where, strict=True)
        ]
    redactions, *rest = found
    asked = {q: applied(q, found) for q, found in zip(questions, rest, strict=False)}
    values = rest[len(questions) : len(questions) + len(told)]
    paragraphs = tuple(
        replace(
            paragraph,
            start=moved(paragraph.start, redactions),
            end=moved(paragraph.end, redactions, end=True),
            question=asked[paragraph.question],
        )
        for paragraph in document.paragraphs
    )
    return (
        Document(
            id=document.id, source_id=document.source_id, locator=document.locator,
            case=case_name(document.case, key), method=document.method, agency=document.agency,
            team=applied(document.team, rest[-1]), period=document.period, date=document.date,
            text=applied(document.text, redactions), paragraphs=paragraphs,
            attributes={n: applied(v, found) for (n, v), found in zip(told.items(), values, strict=True)},
        ),
        redactions,
    )  # fmt: skip
