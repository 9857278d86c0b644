"""One of many reviewers at once: codes, edits one story with others, accepts evidence; tells what was kept.

Run as a process of its own: `reviewer.py PLACE FOLDER NAME SECONDS TO`.
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections import Counter
from pathlib import Path

from lif_narrative.errors import NarrativeError
from lif_narrative.project import Project
from lif_narrative.records import Story
from lif_narrative.reviewing.kept import EditedMeanwhile


def main(place: str, folder: str, name: str, seconds: float, to: Path) -> None:
    project = Project.open(place, actor=f"human:{name}", folder=folder)
    excerpts, themes = project.excerpts()["id"].tolist(), project.themes()["id"].tolist()
    draw, told, kept = random.Random(name), Counter(), {"codings": [], "edits": [], "accepted": []}
    troubles, waits = [], []
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        act = draw.choice(("code", "edit", "accept"))
        started = time.monotonic()
        try:
            _ACTS[act](project, draw, excerpts, themes, kept, f"{name}-{told['edit']}")
            told[act] += 1
        except EditedMeanwhile:
            told["edit refused and shown"] += 1
        except NarrativeError as error:
            troubles.append(str(error))
        except Exception as error:  # what no person may see
            troubles.append(f"{type(error).__name__}: {str(error)[:200]}")
        waits.append(time.monotonic() - started)
    project.close()
    to.write_text(json.dumps({"kept": kept, "told": told, "troubles": troubles, "longest": max(waits)}))


def _code(project, draw, excerpts, themes, kept, mark):
    excerpt, theme = draw.choice(excerpts), draw.choice(themes)
    word = draw.choice((project.code, project.reject))
    word(excerpt, theme, "because I read it so")
    kept["codings"].append([excerpt, theme, project.actor])


def _edit(project, draw, excerpts, themes, kept, mark):
    story = project.store.read(Story)[0]
    block = draw.choice(story.blocks)
    time.sleep(draw.uniform(0, 0.05))  # a person reads before they write
    project.change_block(story.id, block.id, seen=story.version, text=f"{block.text} {mark}")
    kept["edits"].append([block.id, mark])


def _accept(project, draw, excerpts, themes, kept, mark):
    story = project.store.read(Story)[0]
    block = draw.choice(story.blocks)
    item = draw.choice(block.evidence)
    project.accept(story.id, block.id, item.excerpt_id)
    kept["accepted"].append([block.id, item.excerpt_id])


_ACTS = {"code": _code, "edit": _edit, "accept": _accept}

if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3], float(sys.argv[4]), Path(sys.argv[5]))
