"""Acts that are killed in the middle, each with what has to hold afterwards."""

from __future__ import annotations

import os
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from lif_narrative import migrate
from lif_narrative.deidentify import sealing
from lif_narrative.fingerprint import digest, fingerprint
from lif_narrative.project import Project
from lif_narrative.records import Block, Evidence, Story
from lif_narrative.restoring import restore
from lif_narrative.sealedfile import Opener

PRIVATE, PUBLIC = sealing.pair_of(bytes(range(32)))
CODES, EDITS = 40, 20
Acked = Callable[[str], None]


@dataclass(frozen=True)
class Doom:
    """One kind of act: what it starts from, what is done, and what the end looks like.

    `act` can be done again and goes on where it was; `end` is the same however often it was killed.
    """

    name: str
    base: str
    act: Callable[[Path, Acked], None]
    end: Callable[[Path], str]
    kept: Callable[[Path, set[str]], bool] = lambda folder, acked: True


def opened(folder: Path) -> Project:
    return Project.open(folder, actor="human:lead")


def _ingest(folder: Path, acked: Acked) -> None:
    project = opened(folder)
    project.ingest(folder.parent / "files")


def _ingested(folder: Path) -> str:
    project = opened(folder)
    return digest([fingerprint(project.documents()["text"]), sorted(project.sources()["id"]),
                   project.vault.ids("original")])  # fmt: skip


def _run(folder: Path, acked: Acked) -> None:
    opened(folder).run(upto=UPTO)


UPTO = "triangulate"


def _ran(folder: Path) -> str:
    project = opened(folder)
    done = project.run(upto=UPTO)
    return digest({name: step["outputs"] for name, step in done.manifest["steps"].items()})


def _code(folder: Path, acked: Acked) -> None:
    project = opened(folder)
    excerpts, themes = project.excerpts()["id"].tolist(), project.themes()["id"].tolist()[:8]
    pairs = [(e, t) for e in excerpts for t in themes][:CODES]
    frame = project.codings()
    mine = frame[frame["coder"] == "human:lead"]
    held = set(zip(mine["excerpt_id"], mine["theme_id"], strict=True))
    for excerpt, theme in pairs:
        if (excerpt, theme) not in held:
            project.code(excerpt, theme, "so I read it")
        acked(f"{excerpt} {theme}")


def _coded(folder: Path) -> str:
    frame = opened(folder).codings()
    mine = frame[frame["coder"] == "human:lead"]
    return fingerprint(mine[["excerpt_id", "theme_id", "score"]].to_dict("records"))


def _codes_kept(folder: Path, acked: set[str]) -> bool:
    frame = opened(folder).codings()
    return acked <= {f"{row.excerpt_id} {row.theme_id}" for row in frame.itertuples()}


def _edit(folder: Path, acked: Acked) -> None:
    project = opened(folder)
    if project.stories().empty:
        first = project.excerpts()["id"].iloc[0]
        block = Block("b1", "claim", "works", "Said:", "", (Evidence(first),))
        project.save(Story("st-1", "A story", "Were they asked?", "", 1, (block,)))
    for n in range(EDITS):
        story = project.store.read(Story)[0]
        words = story.blocks[0].text
        if f"e{n}." not in words:
            project.change_block(story.id, "b1", seen=story.version, text=f"{words} e{n}.")
        acked(f"e{n}.")


def _words(folder: Path) -> str:
    stories = opened(folder).store.read(Story)
    return stories[0].blocks[0].text if stories else ""


def _edits_kept(folder: Path, acked: set[str]) -> bool:
    return acked <= set(_words(folder).split())


def _migrate(folder: Path, acked: Acked) -> None:
    opened(folder)


def _migrated(folder: Path) -> str:
    project = opened(folder)
    assert migrate.is_current(project.store)
    return digest([len(project.excerpts()), len(project.codings()), len(project.events()),
                   fingerprint(project.excerpts()["text"])])  # fmt: skip


def _back_up(folder: Path, acked: Acked) -> None:
    if not (folder.parent / "copy.lif").exists():
        opened(folder).backup(folder.parent / "copy.lif", Opener(public=PUBLIC))


def _restored(folder: Path) -> str:
    place = folder.parent / "again"
    shutil.rmtree(place, ignore_errors=True)
    restore(folder.parent / "copy.lif", place, opener=Opener(private=PRIVATE))
    return fingerprint(opened(place).excerpts()["text"])


def _whole_or_not_there(folder: Path, acked: set[str]) -> bool:
    return not (folder.parent / "copy.lif").exists() or bool(_restored(folder))


def _forget(folder: Path, acked: Acked) -> None:
    project = opened(folder)
    assert project.vault  # a forgetting that was cut short is finished here
    source = sorted(project.sources()["id"])
    if len(source) > 1:
        project.forget_source(source[0], "taken in by mistake")


def _forgotten(folder: Path) -> str:
    project = opened(folder)
    assert all(entry.done for entry in project.vault.ring.forgotten)
    return digest([sorted(project.sources()["id"]), project.vault.ids("original")])


DOOMS = (
    Doom("ingest", "begun", _ingest, _ingested),
    Doom("run", "taken", _run, _ran),
    Doom("coding", "cut", _code, _coded, _codes_kept),
    Doom("story editing", "cut", _edit, _words, _edits_kept),
    Doom("migration", "old", _migrate, _migrated),
    Doom("backup", "cut", _back_up, _restored, _whole_or_not_there),
    Doom("forgetting", "two", _forget, _forgotten),
)


def bases(place: Path, golden: Path) -> None:
    """Make what the acts start from, once."""
    texts = {
        f"return {n}.txt": f"Audit return: supervision, autumn 2026\n\nWas the plan used?\n\n{body}\n"
        for n, body in enumerate((
            "The plan was short and she had a copy. Nobody wrote down what she said about moving.",
            "His father was not asked about anything. The school knew him well and said so.",
            "One worker stayed for three years. Visits were often cancelled and nobody told him why.",
            "Her words are in the plan, and the plan changed when she asked for it.",
        ))
    }  # fmt: skip
    files = place / "files"
    files.mkdir()
    for name, text in texts.items():
        (files / name).write_text(text, encoding="utf-8")
    for name, taken, upto in (
        ("begun", 1, ""),
        ("two", 2, "segment"),
        ("taken", 4, ""),
        ("cut", 4, "segment"),
    ):
        project = opened(place / name / "p")
        project.ingest([files / f"return {n}.txt" for n in range(taken)])
        if upto:
            project.run(upto=upto)
            project.adopt(golden.parent / "doomed.csv")
        project.close()
        shutil.copytree(files, place / name / "files")
    with zipfile.ZipFile(golden) as box:
        box.extractall(place / "old")
    (place / "old" / "project").rename(place / "old" / "p")
    os.sync()
