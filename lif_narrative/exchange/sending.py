"""A project as a `.qdpx` file: documents, codebook, codings, memos, cases and what is known of each."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from lif_narrative import __version__, events
from lif_narrative.adoption import codebook_of
from lif_narrative.codebooks.qdc import ORIGIN, guid_of, put_codes
from lif_narrative.errors import NarrativeError, UnknownChoice
from lif_narrative.exchange import Exchanged, exchanged
from lif_narrative.exchange.refi import INTERNAL, NAMESPACE, PROJECT, child, guid
from lif_narrative.export import whole
from lif_narrative.intake import sha256_of
from lif_narrative.records import Coding, Document, Event, Excerpt, Span, Theme
from lif_narrative.spans import span

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from lif_narrative.project import Project

KNOWN: Final = ("method", "agency", "team", "period", "date")  # of a document, beside its own attributes
EPOCH: Final = (1980, 1, 1, 0, 0, 0)  # so that two exports of one project are the same bytes
STAYS: Final = (
    (
        "polarity, voice and scope of excerpts",
        "the standard has no place for them; the evidence workbook has",
    ),
    ("stories, with their evidence", "the standard has no place for them; export them as documents"),
    ("measures and indicators", "the standard has no place for them; the evidence workbook has them"),
    ("decisions that an excerpt is not under a theme", "the standard knows only codings that stand"),
)


class Sending:
    """What goes into the file, gathered once."""

    def __init__(self, project: Project) -> None:
        self.store = project.store
        self.documents = self.store.read(Document)
        book = codebook_of(project)
        self.themes = book.themes if book else ()  # parents before their children
        self.refused = 0
        if not self.documents or not self.themes:
            raise NarrativeError(
                "There is nothing to hand over yet: take files in and adopt a codebook first."
            )

    @cached_property
    def marks(self) -> dict[str, list[Span]]:
        """Everything coded, as passages of each document: people's marks, and codings of whole excerpts."""
        known = {theme.id for theme in self.themes}
        places = {e.id: e for e in self.store.read(Excerpt)}
        found = {s.id: s for s in self.store.read(Span) if s.theme_id in known}
        marked = {(s.document_id, s.theme_id, s.coder) for s in found.values()}
        for coding in self.store.read(Coding):
            place = places[coding.excerpt_id]
            if coding.score == 0 and coding.coder.startswith("human:"):
                self.refused += 1
            elif coding.theme_id in known and not _marked(place, coding, found.values(), marked):
                one = span(place.document_id, place.start, place.end, coding.theme_id, coding.coder)
                found[one.id] = one
        told: dict[str, list[Span]] = {}
        for one in sorted(found.values(), key=lambda s: (s.start, s.end, s.id)):
            told.setdefault(one.document_id, []).append(one)
        return told

    @cached_property
    def coders(self) -> list[str]:
        """Everyone who coded, people and models."""
        return sorted({one.coder for marks in self.marks.values() for one in marks})


def _marked(place: Excerpt, coding: Coding, marks: Iterable[Span], known: set[tuple[str, str, str]]) -> bool:
    """Whether the coding follows from a passage that its coder marked."""
    if (place.document_id, coding.theme_id, coding.coder) not in known:
        return False
    return any(
        m.document_id == place.document_id and m.theme_id == coding.theme_id and m.coder == coding.coder
        and m.start < place.end and place.start < m.end
        for m in marks
    )  # fmt: skip


def send(project: Project, path: Path) -> Exchanged:
    """Write the project as `.qdpx`; two exports of the same project are the same bytes.

    Raises
    ------
    NarrativeError
        There is no document or no codebook yet.
    """
    if path.suffix.lower() != ".qdpx":
        raise UnknownChoice("format for a project", path.suffix or path.name, [".qdpx"])
    sending = Sending(project)
    whole(path, lambda place: _write(sending, place))
    with project.store.writing() as connection:
        events.append(project.store, connection, project.actor, "exported", "project",
                      after=sha256_of(path), reason="qdpx")  # fmt: skip
    return exchanged(*_report(project, sending))


def _write(sending: Sending, path: Path) -> None:
    from lxml import etree

    data = etree.tostring(_project(sending), encoding="utf-8", xml_declaration=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as parcel:
        parcel.writestr(zipfile.ZipInfo(PROJECT, EPOCH), data, zipfile.ZIP_DEFLATED)
        for document in sending.documents:
            entry = zipfile.ZipInfo(f"sources/{_file(document)}", EPOCH)
            parcel.writestr(entry, document.text.encode("utf-8", "replace"), zipfile.ZIP_DEFLATED)


def _report(project: Project, sending: Sending) -> tuple[dict[str, int], list[tuple[str, int, str]]]:
    codings = sum(map(len, sending.marks.values()))
    travelled = {
        "documents": len(sending.documents), "themes": len(sending.themes), "codings": codings,
        "coders": len(sending.coders), "cases": len({d.case for d in sending.documents} - {""}),
        "memos of themes": sum(bool(t.memo) for t in sending.themes),
    }  # fmt: skip
    counts = (
        len(project.store.read(Excerpt)), len(project.stories()), len(project.measures()), sending.refused,
    )  # fmt: skip
    return travelled, [(what, count, why) for (what, why), count in zip(STAYS, counts, strict=True)]


def _file(document: Document) -> str:
    return f"{guid('document', document.id)}.txt"


def _project(sending: Sending) -> Element:
    from lxml import etree

    last = max(event.at for event in sending.store.read(Event) if event.verb != "exported")[:19] + "Z"
    root = etree.Element(f"{{{NAMESPACE}}}Project", nsmap={None: NAMESPACE})
    for name, value in (("name", "Audit"), ("origin", f"{ORIGIN} {__version__}"), ("creationDateTime", last)):
        root.set(name, value)
    users = child(root, "Users")
    for coder in sending.coders or ["human:local"]:
        child(users, "User", guid=guid("coder", coder), name=coder)
    put_codes(child(root, "CodeBook"), sending.themes)
    _cases_and_sources(root, sending)
    _memos(root, sending.themes)
    return root


def _cases_and_sources(root: Element, sending: Sending) -> None:
    names = sorted({*KNOWN} | {name for d in sending.documents for name in d.attributes})
    variables = child(root, "Variables")
    for name in names:
        child(variables, "Variable", guid=guid("variable", name), name=name, typeOfVariable="Text")
    cases = sorted({document.case for document in sending.documents} - {""})
    if cases:
        place = child(root, "Cases")
        for case in cases:
            held = child(place, "Case", guid=guid("case", case), name=case)
            for document in sending.documents:
                if document.case == case:
                    child(held, "SourceRef", targetGUID=guid("document", document.id))
    sources = child(root, "Sources")
    for document in sending.documents:
        _source(sources, document, sending.marks.get(document.id, []))


def _source(parent: Element, document: Document, marks: list[Span]) -> None:
    told = " · ".join(filter(None, (document.case, document.method, document.agency, document.date)))
    source = child(parent, "TextSource", guid=guid("document", document.id),
                   name=f"{told or 'document'} · {document.id[-6:]}",
                   plainTextPath=f"{INTERNAL}{_file(document)}")  # fmt: skip
    for one in marks:
        place = child(source, "PlainTextSelection", guid=guid("selection", one.id), name=one.id,
                      startPosition=str(one.start), endPosition=str(one.end))  # fmt: skip
        coding = child(place, "Coding", guid=guid("coding", one.id), creatingUser=guid("coder", one.coder))
        child(coding, "CodeRef", targetGUID=guid_of(one.theme_id))
    values = {name: getattr(document, name) for name in KNOWN} | document.attributes
    for name, value in sorted(values.items()):
        if value:
            said = child(source, "VariableValue")
            child(said, "VariableRef", targetGUID=guid("variable", name))
            child(said, "TextValue", str(value))


def _memos(root: Element, themes: tuple[Theme, ...]) -> None:
    kept = [theme for theme in themes if theme.memo]
    if not kept:
        return
    notes = child(root, "Notes")
    codes = {code.get("guid"): code for code in root.iter(f"{{{NAMESPACE}}}Code")}
    for theme in kept:
        name = guid("memo", theme.id)
        child(child(notes, "Note", guid=name, name=f"Memo: {theme.name}"), "PlainTextContent", theme.memo)
        code = codes[guid_of(theme.id)]
        code.insert(1, child(code, "NoteRef", targetGUID=name))  # the schema has it after the description
