"""What is compared when a story is verified with its project: quotes, measures, and the trail."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from lif_narrative.export.items import fold
from lif_narrative.export.lines import hidden
from lif_narrative.export.page import seal_of
from lif_narrative.export.pdfparts import squeeze
from lif_narrative.export.profiles import HELD_BACK, PROFILES, Profile
from lif_narrative.export.readback import Seen
from lif_narrative.page_proof import Problem, named
from lif_narrative.story.drafting import keyed_measures, tail
from lif_narrative.wording import measure

if TYPE_CHECKING:
    from lif_narrative.project import Project

ATTRIBUTION: Final = 160  # letters of whose words a quote is, between it and its id
ANYWHERE: Final = re.compile(r"\[([\w-]{4,64})\]")
CITED: Final = re.compile(r"\[([\w-]{4,64})\]$")


def against_project(manifest: dict[str, Any], project: Project) -> tuple[list[Problem], list[str]]:
    """Each quote set against its excerpt, each measure against its value, the seal against the trail."""
    excerpts = project.excerpts()
    rows = {row["id"]: row for row in excerpts.to_dict("records")}
    measures = keyed_measures(project.measures())
    profile = PROFILES.get(manifest.get("profile", ""), PROFILES["internal"])
    problems = []
    for claim in manifest["claims"]:
        for piece in claim["evidence"]:
            if piece["id"] in measures:
                wrong = piece["text"] != hidden(measure(measures[piece["id"]]), profile)
                why = "the measure is not what the project holds" if wrong else ""
            else:
                why = _misquoted(piece, rows.get(piece["id"]), profile)
            if why:
                text = f"{named(manifest, claim['block'])}: {why} (evidence {piece['id']})."
                problems.append(Problem(claim["block"], text))
    trail, notes = _trail(manifest, project)
    return problems + trail, notes


def _misquoted(piece: dict[str, Any], row: dict[Any, Any] | None, profile: Profile) -> str:
    if row is None:
        return "the project holds no such excerpt"
    if piece["text"] == HELD_BACK and profile.releases:
        return ""
    if row["text"] != piece["text"]:
        return "the quote is not what the project holds"
    placed = ("document", "document_id"), ("start", "start"), ("end", "end")
    if any(name in piece and piece[name] != row[column] for name, column in placed):
        return "the quote does not stand where the file says"
    return ""


def _trail(manifest: dict[str, Any], project: Project) -> tuple[list[Problem], list[str]]:
    events = project.events()
    exported = events[(events["verb"] == "exported") & (events["object"] == manifest["story"])]
    if exported.empty:
        return [], ["The project's trail tells of no export of this story, so its seal could not be checked."]
    problems = []
    if seal_of(manifest) not in set(exported["after"]):
        problems.append(Problem("", "The project's trail tells of no export with this seal."))
    position, _, head = str(manifest.get("head", "")).partition(" ")
    if head and position.isdigit() and int(position):
        then = events.loc[events["position"] == int(position), "hash"]
        if then.empty or then.iloc[0] != head:
            text = f"The project's trail no longer holds event {position} as the file has it."
            problems.append(Problem("", text))
    return problems, []


def by_visible_ids(seen: Seen, project: Project | None) -> tuple[list[Problem], list[dict[str, Any]]]:
    """Quotes set against the project by the evidence ids on the page, when the proof is gone."""
    if project is None:
        return [Problem("", "The file carries no proof, and no project was given to check it against.")], []
    excerpts = project.excerpts()
    known = list(zip(excerpts["id"].astype(str), excerpts["text"].astype(str), strict=True))
    problems, claims = [], []
    plain = squeeze if seen.squeezed else fold
    for short, quote in _before_ids(seen) if seen.squeezed else _cited(seen.lines):
        texts = [
            plain(text)
            for name, text in known
            if short in (name, plain(name)) or tail(name).startswith(short)
        ]
        claims.append({"block": short, "kind": "quote", "part": "", "evidence": [short]})
        if not texts:
            problems.append(Problem(short, f"Evidence {short}: the project holds no such excerpt."))
        elif not _quoted(quote, [*texts, plain(HELD_BACK)], seen):
            problems.append(Problem(short, f"Evidence {short}: the quote is not what the project holds."))
    if not claims:
        problems.append(Problem("", "The file shows no evidence ids: it is no story that was exported here."))
    return problems, claims


def _quoted(quote: str, texts: list[str], seen: Seen) -> bool:
    """Whether a quote is one of these texts; where lines run together, whether it ends in one of them."""
    return (
        any(text in quote[-len(text) - ATTRIBUTION :] for text in texts) if seen.squeezed else quote in texts
    )


def _before_ids(seen: Seen) -> Iterator[tuple[str, str]]:
    """Each evidence id of a page whose lines run together, with all that stands before it."""
    body = squeeze("".join(seen.lines))
    for found in ANYWHERE.finditer(body):
        if not body[: found.start()].endswith("."):
            yield found[1], body[: found.start()]


def _cited(lines: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Each evidence id at the end of an attribution, with the line above it; measures carry their own."""
    for above, line in zip(lines, lines[1:], strict=False):
        if (found := CITED.search(line)) and not line.removesuffix(found[0]).rstrip().endswith("."):
            yield found[1], above
