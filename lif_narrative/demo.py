"""The demonstration: an invented audit, from its files to a practice story, in one go."""

from __future__ import annotations

from pathlib import Path

from lif_narrative import summary
from lif_narrative.export import export, export_themes
from lif_narrative.progress import Progress
from lif_narrative.project import Project
from lif_narrative.resources import shipped
from lif_narrative.telling import material

QUESTION = "Are young people ready to leave care, and were they listened to?"


def demo(folder: Path, progress: Progress) -> Project:
    """Make the demonstration project in a folder, with its story and its themes beside it.

    Doing it again does only what is out of date. The files that cannot be read are part of the
    demonstration: they show what being set aside looks like.
    """
    project = Project.open(folder / "project", actor="human:demo")
    summary.ingested(project.ingest(shipped("corpora/synthetic"), progress=progress))
    summary.ran(project, project.run(progress=progress))
    summary.issues(project)
    summary.missing(project)
    story = project.story(QUESTION)
    if story.record.id not in set(project.stories()["id"]):
        project.save(story)
    export(story, folder / "story.docx")
    export_themes(material(project), folder / "themes.xlsx")
    place = folder.as_posix()
    summary.console.print(f"\nWrote [bold]{place}/story.docx[/] and [bold]{place}/themes.xlsx[/].")
    summary.console.print(f"Open the app:  lif app --project {place}/project")
    return project
