"""Pictures of every screen for the documentation, on the invented audit after some days of work.

python tests/browser/docs_images.py [FOLDER] writes <screen>-1280.png and <screen>-390.png (to docs/images).
"""

from __future__ import annotations

import io
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]
QUESTION: Final = "Are young people ready to leave care, and were they listened to?"
SIZES: Final = {1280: 860, 390: 844}
COLOURS: Final = 96  # of each picture's own palette
DECIDED: Final = 24


def main(folder: Path) -> None:
    """Make the project, open it in a browser, and draw each screen at both widths."""
    from conftest import ARGUMENTS, CHROMIUM, Visit, serve
    from playwright.sync_api import sync_playwright

    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place, sync_playwright() as p:
        screens = lived_in(Path(place) / "leaving care")
        browser = p.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        with contextmanager(serve)(Path(place) / "leaving care") as address:
            for width, height in SIZES.items():
                here = Visit(browser.new_page(viewport={"width": width, "height": height}), address)
                for name, where in screens.items():
                    here.go(where)
                    ready(here, name)
                    small(here.page.screenshot(), folder / f"{name}-{width}.png")
        browser.close()


def ready(here, name: str) -> None:
    """Show what a screen is for: its picture drawn, its layout opened, the block in hand in the middle."""
    page = here.page
    if name == "layouts":
        page.get_by_role("button", name="Show how it was read").click()
        page.get_by_role("button", name="Read it so").wait_for()
    if name in ("picture", "indicators"):
        page.locator('[data-testid="stVegaLiteChart"] :is(canvas, svg)').first.wait_for(timeout=60_000)
    if name == "story":
        page.get_by_role("radiogroup").first.evaluate("e => e.scrollIntoView({block: 'center'})")
    page.wait_for_timeout(600)
    here.settle()


def small(picture: bytes, to: Path) -> None:
    """Write a picture with few colours, which is a fifth of its size."""
    from PIL import Image

    drawn = Image.open(io.BytesIO(picture)).convert("RGB")
    drawn.quantize(COLOURS, dither=Image.Dither.NONE).save(to, optimize=True)


def lived_in(folder: Path) -> dict[str, str]:
    """The invented audit, analysed, planned, read in part, told and talked over; where each screen is."""
    from lif_narrative.project import Project
    from lif_narrative.resources import shipped

    project = Project.open(folder, actor="human:reviewer")
    project.plan_audit(
        QUESTION, period="autumn 2026",
        voices=["child", "parent_carer", "practitioner", "partner", "manager"],
        methods=["single-agency audit", "multi-agency audit", "child feedback", "family feedback"],
        agencies=["housing", "police", "health", "education", "children's social care", "probation"],
    )  # fmt: skip
    project.ingest(shipped("corpora/synthetic"))
    project.run()
    coded_twice(project)
    for n, (excerpt, theme) in enumerate(suggested(project)):
        (project.reject if n % 4 == 3 else project.code)(excerpt, theme)
    project.run()
    told = project.story(QUESTION)
    project.save(told)
    claim = told_about(project, told.record.id)
    talk = talked_over(project)
    excerpts = project.excerpts()
    longest = excerpts["document_id"].value_counts().idxmax()
    read = excerpts[excerpts["document_id"] == longest]["id"].iloc[1]
    beside = project.beside().query("relation == 'disagrees'")["indicator"].iloc[0]
    number = project.indicators().set_index("name").at[beside, "id"]
    source = project.documents().query("method == 'child feedback'")["source_id"].iloc[0]
    project.close()
    return {
        "home": "", "plan": "plan", "material": "material",
        "layouts": f"material?material=layouts&source={source}", "identify": "material?material=identify",
        "read": f"read?queue=all&excerpt={read}", "themes": "themes", "picture": "issues?view=picture",
        "issue": "issues?view=one", "gaps": "issues?view=gaps", "agreement": "agreement?view=settle",
        "indicators": f"indicators?indicator={number}", "conversation": f"conversation?{talk}",
        "story": f"story?block={claim}", "actions": "actions", "project": "project?keep=trail",
    }  # fmt: skip


def suggested(project) -> Iterator[tuple[str, str]]:
    """The likeliest suggestion of each of the first excerpts that have one."""
    codings = project.codings().sort_values("score", ascending=False).drop_duplicates("excerpt_id")
    first = codings.set_index("excerpt_id").reindex(project.excerpts()["id"]).dropna(subset=["theme_id"])
    yield from list(first["theme_id"].head(DECIDED).items())


def told_about(project, story: str) -> str:
    """Evidence accepted, a claim commented on, actions agreed; the claim."""
    blocks = project.story(QUESTION).record.blocks
    claims = [block for block in blocks if block.kind == "claim" and block.evidence]
    for block in claims[1:8]:
        for piece in block.evidence:
            project.accept(story, block.id, piece.excerpt_id)
    claim = claims[0]
    note = project.comment(story, "Did young people say so, or their workers?", claim.id)
    project.reply(note, "Both: the second quote is a young person's own.")
    project.agree("Give every young person their address at least eight weeks before they move.",
                  owner_role="head of housing", due="2027-01-31", stage="identify improvements in practice",
                  how_known="Replies to next spring's form",
                  said="Tell me where I will live before it is too late")  # fmt: skip
    project.agree("Name one worker who stays until nineteen.", owner_role="service manager", due="2026-10-31",
                  how_known="Changes of worker fall")  # fmt: skip
    return claim.id


def coded_twice(project) -> None:
    """Two people code a few excerpts blind, and differ on some."""
    from lif_narrative.project import Project

    theme = project.codings()["theme_id"].iloc[0]
    sample = project.draw_sample(6, by=(), coders=["human:reviewer", "human:second"])
    second = Project.open(project.folder, actor="human:second")
    for n, excerpt in enumerate(project.to_code_blind(sample.id)["id"]):
        project.code_blind(sample.id, excerpt, [theme] if n < 3 else [])
        second.code_blind(sample.id, excerpt, [theme] if n in (0, 1, 4) else [])
    second.close()


def talked_over(project) -> str:
    """A conversation on a contested issue has begun; its place."""
    contested = project.issues().query("badge == 'contested'")["theme_id"].iloc[0]
    talk = project.hold_conversation(
        "Being heard before leaving care",
        [contested],
        ["team manager", "personal adviser", "care leaver"],
        10,
    )
    return f"conversation={talk.id}&topic={contested}"


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "images")
