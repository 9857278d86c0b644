"""What is compared when a story is verified: the page, what the file carries, and the project."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any, Final

from lif_narrative.export.items import fold
from lif_narrative.export.lines import hidden
from lif_narrative.export.page import seal_of
from lif_narrative.export.profiles import HELD_BACK, PROFILES, Profile
from lif_narrative.export.readback import Seen
from lif_narrative.story.drafting import PARTS, keyed_measures, tail
from lif_narrative.wording import measure

if TYPE_CHECKING:
    from lif_narrative.project import Project

WHAT: Final = {
    "quote": "a quote is not as it was written", "against": "a quote is not as it was written",
    "cite": "an attribution or evidence id was changed", "text": "its wording was changed",
    "proposed": "the note that it is not yet accepted was changed",
}  # fmt: skip
CITED: Final = re.compile(r"\[([\w-]{4,64})\]$")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is wrong, and the block it concerns ("" for the page itself)."""

    block: str
    text: str


def named(manifest: dict[str, Any], block: str) -> str:
    """A block as a reader finds it: its id and the part it stands in."""
    part = next((c["part"] for c in manifest["claims"] if c["block"] == block), "")
    return f"{block} ({PARTS[part]})" if part in PARTS else block or "The page"


def against_page(seen: Seen) -> list[Problem]:
    """What the page shows, set against the lines that the file says it showed."""
    manifest = seen.manifest or {"lines": [], "claims": []}
    wanted = [line for line in manifest["lines"] if line[1] and (seen.pictures or line[0] != "picture")]
    texts = [line[1] for line in wanted]
    found: dict[Problem, None] = dict.fromkeys(_pictures(seen, manifest))
    if texts == list(seen.lines):
        return list(found)
    matcher = SequenceMatcher(None, texts, list(seen.lines), autojunk=False)
    for tag, first, last, start, stop in matcher.get_opcodes():
        if tag == "equal":
            continue
        for line in wanted[first:last]:
            found[_changed(manifest, line)] = None
        if stop - start > last - first:
            near = wanted[max(0, first - 1)]
            text = f"{named(manifest, near[2])}: {stop - start - last + first} lines were added here."
            found[Problem(near[2], text)] = None
    return list(found)


def _pictures(seen: Seen, manifest: dict[str, Any]) -> Iterator[Problem]:
    """Pictures that are not those that were exported, where the file holds pictures that can be compared."""
    gone = [
        mark for mark in manifest.get("pictures", ()) if seen.images is not None and mark not in seen.images
    ]
    for mark in gone:
        yield Problem("", f"The page: a picture was changed or taken out (picture {mark}).")


def _changed(manifest: dict[str, Any], line: list[str]) -> Problem:
    role, _, block, evidence = line
    what = WHAT.get(role, f"a {role} was changed or taken out")
    about = f" (evidence {evidence})" if evidence else ""
    return Problem(block, f"{named(manifest, block)}: {what}{about}.")


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
    for short, quote in _cited(seen.lines):
        texts = [fold(text) for name, text in known if name == short or tail(name).startswith(short)]
        claims.append({"block": short, "kind": "quote", "part": "", "evidence": [short]})
        if not texts:
            problems.append(Problem(short, f"Evidence {short}: the project holds no such excerpt."))
        elif quote not in texts:
            problems.append(Problem(short, f"Evidence {short}: the quote is not what the project holds."))
    if not claims:
        problems.append(Problem("", "The file shows no evidence ids: it is no story that was exported here."))
    return problems, claims


def _cited(lines: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Each evidence id at the end of an attribution, with the line above it; measures carry their own."""
    for above, line in zip(lines, lines[1:], strict=False):
        if (found := CITED.search(line)) and not line.removesuffix(found[0]).rstrip().endswith("."):
            yield found[1], above
