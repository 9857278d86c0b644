"""A project of another program taken in: texts de-identified as any file's, codes adopted, codings kept."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import yaml

from lif_narrative import events, intake, spans
from lif_narrative.adoption import adopt, codebook_of
from lif_narrative.codebook import Codebook
from lif_narrative.codebooks.qdc import guid_of
from lif_narrative.errors import NarrativeError
from lif_narrative.exchange import Exchanged, exchanged
from lif_narrative.exchange.aligning import Places, places_of
from lif_narrative.fingerprint import short_id
from lif_narrative.ingest.parts import Reading
from lif_narrative.ingest.read import read_all
from lif_narrative.ingest.refi import ABOUT
from lif_narrative.progress import Progress
from lif_narrative.records import METHODS, Span, Theme
from lif_narrative.schemas import record_of

if TYPE_CHECKING:
    from lif_narrative.project import Project

SETTINGS: Final = ("method", "agency", "team", "period", "date")
MODELS: Final = "codings by a model", "this project's own model reads the texts anew"
OUTSIDE: Final = (
    "codings outside the words that are read as a document",
    "headings, labels and near-empty lines are not coded",
)  # fmt: skip
NO_CODE: Final = "codings under no known code", "the file names a code that its codebook does not hold"


@dataclass(frozen=True)
class Foreign:
    """A project file as read: texts by guid, and what it says of them."""

    texts: dict[str, str]
    about: dict[str, Any]

    @property
    def themes(self) -> tuple[Theme, ...]:
        """Its codes as themes."""
        return tuple(record_of(Theme, row) for row in self.about["themes"])


def receive(project: Project, path: Path, progress: Progress | None = None) -> Exchanged:
    """Take in a `.qdpx` project.

    Its texts go through de-identification as any file does; its codes join the codebook; each coding is
    kept as a passage marked by its coder, and codes the sentences it covers.

    Raises
    ------
    NarrativeError
        The file is no REFI-QDA project, is damaged, or holds no text.
    """
    foreign = _read(path)
    _adopt(project, foreign.themes)
    sources = _take(project, foreign, progress)
    project.run("segment", progress=progress)
    marks, lost = _marks(project, foreign, sources)
    with project.store.writing() as connection:
        events.append(project.store, connection, project.actor, "received", intake.sha256_of(path)[:16])
    spans.keep(project, marks)
    travelled = {"texts": len(sources), "codes": len(foreign.themes), "codings": len(marks),
                 "coders": len({m.coder for m in marks})}  # fmt: skip
    return exchanged(travelled, [*map(tuple, foreign.about["left"]), *lost])


def _read(path: Path) -> Foreign:
    if not path.is_file():
        raise NarrativeError(f"There is no file at {path}. Give the path of a .qdpx file.")
    _, outcome = next(read_all([path]))
    if not isinstance(outcome, Reading):
        raise NarrativeError(f"The project could not be read: {outcome}")
    if outcome.format != "qdpx":
        raise NarrativeError("The file is no REFI-QDA project. Export the whole project there, as .qdpx.")
    parts: Sequence[Any] = outcome.units
    about = json.loads(next(part.text for part in parts if part.name == ABOUT))
    texts = {part.locator: part.text for part in parts if part.name != ABOUT and part.text.strip()}
    if not texts:
        raise NarrativeError("The project holds no text. Pictures and sound cannot be coded here.")
    return Foreign(texts, about)


def _adopt(project: Project, themes: tuple[Theme, ...]) -> None:
    """The codebook that is there, and the codes that it lacks."""
    held = codebook_of(project)
    known = {theme.id for theme in held.themes} if held else set()
    fresh = tuple(theme for theme in themes if theme.id not in known)
    if fresh:
        adopt(project, Codebook((*(held.themes if held else ()), *fresh)))


def _take(project: Project, foreign: Foreign, progress: Progress | None) -> dict[str, str]:
    """The source id of each text, by its guid."""
    settings = _settings(foreign)
    with tempfile.TemporaryDirectory(dir=project.folder) as folder:
        place = Path(folder)
        layouts = []
        for guid, text in foreign.texts.items():
            (place / f"{guid}.txt").write_bytes(text.encode("utf-8", "replace"))
            layouts.append({"files": f"{guid}.txt", **settings.get(guid, {})})
        form = place / "template.yaml"
        form.write_text(yaml.safe_dump({"layouts": layouts}), encoding="utf-8")
        report = intake.ingest(project, sorted(place.glob("*.txt")), form, progress)
    return {Path(row["path"]).stem: row["source"] for row in report.taken.to_dict("records")}


def _settings(foreign: Foreign) -> dict[str, dict[str, str]]:
    """What variables and cases say of each text, in a template's words."""
    told: dict[str, dict[str, str]] = {}
    for source in foreign.about["sources"]:
        values = {name.strip().lower(): value for name, value in source["values"].items()}
        told[source["guid"]] = {name: values[name] for name in SETTINGS if values.get(name)}
        if told[source["guid"]].get("method") not in METHODS:
            told[source["guid"]].pop("method", None)
    for case in foreign.about["cases"]:
        for guid in case["sources"]:
            if case["name"]:
                told.setdefault(guid, {})["case"] = case["name"]
    return told


def _marks(
    project: Project, foreign: Foreign, sources: dict[str, str]
) -> tuple[list[Span], list[tuple[str, int, str]]]:
    codes = {guid_of(theme.id): theme.id for theme in foreign.themes}
    made: dict[str, Span] = {}
    lost = {MODELS: 0, OUTSIDE: 0, NO_CODE: 0}
    for source in foreign.about["sources"]:
        guid = source["guid"]
        if guid not in sources:
            continue
        places = places_of(project, sources[guid], foreign.texts[guid])
        for start, end, code, user in source["codings"]:
            coder = _coder(foreign.about["users"].get(user, ""), user)
            if coder.startswith("model:") or code not in codes:
                lost[MODELS if code in codes else NO_CODE] += 1
                continue
            found = list(_passages(places, start, end, codes[code], coder))
            lost[OUTSIDE] += not found
            made.update({one.id: one for one in found})
    marks = sorted(made.values(), key=lambda s: (s.document_id, s.start, s.id))
    return marks, [(what, count, why) for (what, why), count in lost.items()]


def _passages(places: Places, start: int, end: int | None, theme_id: str, coder: str) -> Iterator[Span]:
    for document, first, last in places.of(start, end):
        yield spans.span(document, first, last, theme_id, coder)


def _coder(name: str, guid: str) -> str:
    """Whose coding it is: our own name for a coder, else a short one that names nobody."""
    return name if name.startswith(("human:", "model:")) else f"human:{short_id('refi', guid)[:11]}"
