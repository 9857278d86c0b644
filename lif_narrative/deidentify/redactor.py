"""What is written in a finding's place: one pseudonym for a person, whatever form the name has there."""

from __future__ import annotations

import re

from lif_narrative.deidentify.findings import Finding, Redaction
from lif_narrative.deidentify.known import Book, initials
from lif_narrative.deidentify.names import parse
from lif_narrative.deidentify.pseudonyms import code, pseudonym
from lif_narrative.deidentify.recognisers import recognise
from lif_narrative.deidentify.roster import Person, Roster, entity_of
from lif_narrative.deidentify.scene import scenes
from lif_narrative.deidentify.stated import school_stem


class Redactor:
    """One case's eyes and pen: finds, and writes what stands instead."""

    def __init__(self, roster: Roster, case: str, key: bytes) -> None:
        self.roster, self.case, self.key = roster, case, key
        if case not in roster.books:
            roster.books[case] = Book(roster, case)
        self.book: Book = roster.books[case]
        self._said: dict[str, str] = {}  # what stands for a name, by its words and role

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
            told = f"{finding.role}\0{text}"
            if told not in self._said:
                self._said[told] = self._person(finding, text)
            return self._said[told]
        if finding.kind == "school":
            return pseudonym("school", code(self.key, "school", school_stem(text)))
        return f"[{finding.kind}]"

    def _person(self, finding: Finding, text: str) -> str:
        name = parse(text)
        person = self._by_initials(text) or self.roster.whose(name, self.case)
        if person is not None:
            return pseudonym(person.role, person.code)
        return pseudonym(finding.role, code(self.key, *entity_of(name, self.case)))

    def _by_initials(self, text: str) -> Person | None:
        if not re.fullmatch(r"[A-Z]{2,4}", text):
            return None
        own = [p for p in self.roster.people if self.case and p.case == self.case and text in initials(p)]
        children = [person for person in own if person.role == "child"] or own
        return children[0] if len(children) == 1 else None
