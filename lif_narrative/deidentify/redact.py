"""From RawDocument to Document: every finding replaced, offsets carried over, identifying fields dropped."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from lif_narrative.deidentify.dates import is_birth_field
from lif_narrative.deidentify.findings import Finding, Redaction, applied, moved
from lif_narrative.deidentify.known import Book
from lif_narrative.deidentify.lexicon import fold
from lif_narrative.deidentify.names import parse
from lif_narrative.deidentify.pseudonyms import case_name, checked, code, pseudonym
from lif_narrative.deidentify.recognisers import recognise
from lif_narrative.deidentify.roster import Roster, entity_of
from lif_narrative.deidentify.scene import scenes
from lif_narrative.deidentify.tokens import tokens
from lif_narrative.records import Document

if TYPE_CHECKING:
    from lif_narrative.ingest.raw import RawDocument

_IDENTIFYING = re.compile(
    r"\b(?:name|surname|forename|initials|known as|d\.?o\.?b|date of birth|born|address|post ?code|phone|tel|telephone"
    r"|mobile|e-?mail|nhs|upn|national insurance|ni number|case (?:id|no|number|ref)|system id|unique|respondent"
    r"|completed by|auditor|worker|author|reviewer)\b", re.I,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Deidentified:
    """A text without what was found in it, and the table that leads back.

    Applying `redactions` (offsets in the original, code points) to the original gives `text`.
    """

    text: str = field(repr=False)
    redactions: tuple[Redaction, ...] = field(default=(), repr=False)


class Redactor:
    """One case's eyes and pen: finds, and writes what stands instead."""

    def __init__(self, roster: Roster, case: str, key: bytes) -> None:
        self.roster, self.case, self.key = roster, case, key
        self.book = Book(roster, case)

    def redactions(self, *texts: str) -> list[tuple[Redaction, ...]]:
        """Redactions of each text."""
        return [
            tuple(
                Redaction(f.start, f.end, f.kind, self.instead(f, scene.text[f.start : f.end]))
                for f in recognise(scene, self.roster, self.book)
            )
            for scene in scenes(texts)
        ]

    def instead(self, finding: Finding, text: str) -> str:
        """What stands in a finding's place: a pseudonym for people and schools, else the kind in brackets."""
        if finding.kind == "person":
            return self._person(finding, text)
        if finding.kind == "school":
            return pseudonym("school", code(self.key, "school", school_stem(text)))
        return f"[{finding.kind}]"

    def _person(self, finding: Finding, text: str) -> str:
        name = parse(text)
        person = self._by_initials(text) or self.roster.whose(name, self.case)
        if person is not None:
            return pseudonym(person.role, person.code)
        return pseudonym(finding.role, code(self.key, *entity_of(name, self.case)))

    def _by_initials(self, text: str):  # type: ignore[no-untyped-def]
        if not re.fullmatch(r"[A-Z]{2,4}", text):
            return None
        fits = [p for p in self.roster.seen_from(self.case) if p.case == self.case and text in initials_of(p)]
        children = [person for person in fits if person.role == "child"]
        return (children or fits or [None])[0] if len(children or fits) == 1 else None


def initials_of(person):  # type: ignore[no-untyped-def]
    """A person's initials in every form."""
    from lif_narrative.deidentify.known import _initials

    return _initials(person)


def school_stem(text: str) -> str:
    """A school's own name without what kind of school it is: one code for its long and its short form."""
    from lif_narrative.deidentify.learning import _SCHOOL_WORDS

    whole = " ".join(word.key for word in tokens(text))
    return _SCHOOL_WORDS.sub("", whole).strip() or whole


def deidentify(text: str, case: str = "", key: bytes | None = None, roster: Roster | None = None) -> Deidentified:
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


def redact(document: RawDocument, roster: Roster, key: bytes) -> tuple[Document, tuple[Redaction, ...]]:
    """The Document of a RawDocument, and the redactions of its text.

    Ids, locators and accounts stay; questions and attributes are redacted too; attributes whose own name says
    that they identify are left to the vault.
    """
    redactor = Redactor(roster, document.case, checked(key))
    questions = sorted({paragraph.question for paragraph in document.paragraphs})
    told = {name: value for name, value in document.attributes.items() if not _IDENTIFYING.search(name) and not is_birth_field(name)}
    redactions, *rest = redactor.redactions(document.text, *questions, *told.values(), document.team)
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


def same(left: str, right: str) -> bool:
    """Whether two strings are one but for case and accents."""
    return fold(left) == fold(right)
