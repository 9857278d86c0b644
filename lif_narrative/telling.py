"""Stories of a project: drafted from its evidence, saved, and their evidence accepted by people."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import TYPE_CHECKING

from lif_narrative import events, pipeline, releases, story
from lif_narrative.errors import NarrativeError
from lif_narrative.memory import recall
from lif_narrative.records import Document, Event, Note, Plan, Story
from lif_narrative.reviewing import kept
from lif_narrative.steps.triangulation import rules
from lif_narrative.story.material import Material

if TYPE_CHECKING:
    import pandas as pd

    from lif_narrative.project import Project
    from lif_narrative.story import PracticeStory, Witness
    from lif_narrative.story.cautions import Caution
    from lif_narrative.suppression import Suppressed


def material(project: Project, since: tuple[str, ...] = ()) -> Material:
    """Everything a story can be made from.

    Raises
    ------
    NarrativeError
        The analysis has not been run, or is out of date.
    """
    made = recall(project.store, "material", lambda: _gathered(project))
    position, hash_ = events.head(project.store)
    return made.at(f"{position} {hash_}", since)


def _gathered(project: Project) -> Material:
    from lif_narrative.running import settings_of

    done = pipeline.latest(project, "triangulate")
    if done is None:
        raise NarrativeError("The analysis is not done, or the material changed since. Do lif run first.")
    return Material(
        excerpts=project.excerpts(), codings=project.codings(), themes=_accepted(project),
        issues=project.issues(), convergence=project.convergence(), gaps=project.gaps(),
        measures=project.measures(), beside=project.beside(), set_aside=project.set_aside(),
        actions=project.actions(), changes=project.changes(),
        plan=next(iter(project.store.read(Plan)), None), run=done.id, ran=done.finished,
        rules=rules(settings_of(project).get("triangulate", {})),
        attributes={d.id: d.attributes for d in project.store.read(Document)},
        manifest={step: run.manifest | {"seconds": run.seconds, "outputs": run.outputs}
                  for step in pipeline.STEPS if (run := pipeline.latest(project, step))},
    )  # fmt: skip


def _told_before(project: Project) -> str:
    """The id of the last story that was finished, "" for none: a new one opens with what changed since."""
    table = project.store.table(Event)
    finished = project.store.read(Event, table.c.verb == "finished story")
    return finished[-1].object.partition(" ")[0] if finished else ""


def _accepted(project: Project) -> pd.DataFrame:
    """The codebook, with a sentence (`firmness`) where a theme was measured and is not firm."""
    from lif_narrative.research.steadiness import told

    themes = project.themes()
    accepted = themes[themes["status"] == "accepted"]
    said = told(project)
    return accepted.assign(firmness=[said.get(str(theme), "") for theme in accepted["id"]])


def draft(project: Project, question: str, *, fresh: bool = False) -> PracticeStory:
    """The story on this question: as it was saved last, or drafted now."""
    same = [s for s in project.store.read(Story) if s.question == question.strip() and not fresh]
    if same:
        told = story.retell(same[-1], material(project))
    else:
        since = project.since(_told_before(project)).lines
        told = story.draft(question, material(project, since))
    return dataclasses.replace(
        told, witness=_witness(project, told.record.id), released=project.released(),
        notes=notes_of(project, told.record.id), earlier=releases.earlier(project.store),
    )  # fmt: skip


def notes_of(project: Project, story_id: str) -> tuple[Note, ...]:
    """What people wrote beside a story and its blocks, oldest first."""
    told = [n for n in project.store.read(Note) if n.about.partition(" ")[0] == story_id]
    return tuple(sorted((n for n in told if n.status != "withdrawn"), key=lambda n: (n.at, n.id)))


def cautions(project: Project, told: PracticeStory) -> list[Caution]:
    """Warnings about a story, each with its reason: they teach and never block."""
    from lif_narrative.story.checks import checks

    return checks(told, material(project))


def _witness(project: Project, story_id: str) -> Witness:
    """Every export is an event that holds the file's seal, so that a file can be checked against it."""

    def seen(profile: str, seal: str, counts: Sequence[Suppressed]) -> None:
        project.exported(story_id, seal, profile, counts=counts)

    return seen


def save(project: Project, record: Story, *, final: bool = False) -> None:
    """Keep a story; its words stay out of the trail, which holds their hash.

    Raises
    ------
    NarrativeError
        It is to be final, and a claim has no evidence or evidence that nobody accepted; or somebody
        changed the kept story since this one was opened.
    """
    if final:
        record = dataclasses.replace(story.finished(record), status="final")
    with project.store.writing() as connection:
        now = next(iter(project.store.read(Story, project.store.table(Story).c.id == record.id)), None)
        if now is not None:
            if now == record:
                return
            known = kept.editions(project, record.id)
            if known and (why := kept.whole_refused(record.version, now, known)):
                raise kept.EditedMeanwhile(why)
            if dataclasses.replace(record, status=now.status) == now:
                kept.mark(project, connection, now, record.status, "finished story" if final else "saved")
                return
            record = dataclasses.replace(record, version=now.version + 1)
        verb = "finished story" if final else "saved"
        kept.write(project, connection, record, verb, before=now)


def accept(
    project: Project, story_id: str, block_id: str, excerpt_id: str, reason: str = "", *,
    seen: int | None = None,
) -> None:  # fmt: skip
    """Accept one piece of evidence for a block of a saved story."""
    kept.act(
        project, story_id, "accepted",
        lambda record: story.accept(record, block_id, excerpt_id, project.actor, reason),
        block=block_id, thing=excerpt_id, seen=seen,
    )  # fmt: skip
