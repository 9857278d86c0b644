"""From an empty project to a signed story in a file, with the real pipeline: by mouse, and by keyboard alone.

The material is the practice pack where it is at hand, else the audit that is shipped.
"""

from __future__ import annotations

import json
import os
import re
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

sys.path[:0] = [str(Path(__file__).parent)]
from hands import Keys, Mouse  # noqa: E402

from lif_narrative.project import Project  # noqa: E402
from lif_narrative.resources import shipped  # noqa: E402
from lif_narrative.verification import verify  # noqa: E402

PACK = Path(__file__).parents[3] / "shared" / "packs" / "neglect" / "audit"
QUESTION = "Is help early enough, and are children heard?"
DECISIONS = 20
BLOCKS = 8
WHOLE = "The whole of it stands for what was agreed in the room."


@pytest.fixture(params=[pytest.param(Mouse, id="by mouse"), pytest.param(Keys, id="by keyboard alone")])
def hand(request, visit, tmp_path):
    """A person's hand on an empty project, and the project."""
    from conftest import serve

    folder = tmp_path / "autumn audit"
    with contextmanager(serve)(folder) as address:
        made = request.param(visit(address))
        made.here.go("")
        project = Project.open(folder, actor="human:reviewer")
        made.project = project
        yield made
        project.close()


def material() -> list[Path]:
    """What a partnership hands in: files that can be read, and one that cannot."""
    files = PACK if PACK.is_dir() else shipped("corpora/synthetic")
    found = [path for path in sorted(files.rglob("*")) if path.is_file()]
    spoilt = [path for path in found if {"bad", "received broken"} & set(path.parts)]
    unknown = [path for path in spoilt if path.suffix in (".one", ".sketch7")]
    return [path for path in found if path not in spoilt] + unknown[:1]


def test_from_an_empty_project_to_a_signed_story_in_a_file(hand, tmp_path):
    begun = time.monotonic()
    take_in(hand)
    say_how_a_file_is_laid_out(hand)
    look_at_what_identifies(hand)
    find_the_themes(hand)
    first = draft(hand)
    at_draft = counted(hand, begun)
    read_and_code(hand)
    merge_two_themes(hand)
    weigh_an_issue(hand)
    work_on(hand, first)
    talk_about(hand, first)
    sign(hand)
    take_away(hand, tmp_path)
    tell({"way": type(hand).__name__, "draft": at_draft, "whole": counted(hand, begun)})
    assert hand.here.abroad == []
    if isinstance(hand, Mouse):
        assert at_draft["acts"] < 150


def take_in(hand):
    """Led from the first screen to Material, hand in the files."""
    hand.press("link", "Add the files")
    files = material()
    hand.files(files)
    hand.press("button", "Take them in")
    early = hand.page.get_by_text("No file has arrived yet")
    while early.count() and not len(hand.project.sources()):  # the screen says so, and what to do
        hand.press("button", "Take them in")
    hand.wait_for(re.compile(rf"{len(files) - 1} taken, 1 set aside"))
    assert len(hand.project.sources()) == len(files) - 1


def say_how_a_file_is_laid_out(hand):
    """Correct what one column was taken for; it is kept as the file's template."""
    hand.choose("Show", "How each file was read")
    hand.choose("Which file", re.compile(r"child feedback.*documents"))
    hand.press("button", re.compile("Show how it was read"))
    column = hand.page.get_by_role("combobox", name=re.compile("^Column: ")).first
    label = column.get_attribute("aria-label") or column.evaluate("e => e.labels[0].innerText")
    hand.choose(re.compile(re.escape(label.split("Column: ")[-1][:12])), "a detail, kept beside the words")
    hand.press("button", "Read it so")
    hand.wait_for("laid out anew")
    assert "laid out" in set(hand.project.events()["verb"])


def look_at_what_identifies(hand):
    """Replace the gravest of what stands out, and let another stand, each with a reason."""
    hand.choose("Show", "What may still identify")
    hand.wait_for("What stands out")
    rulings = len(hand.project.rulings())
    hand.press("button", "Replace it")
    hand.press("radio", "person")
    hand.write("Why?", "It might tell who this is.")
    hand.press("button", "Replace")
    hand.until(lambda: len(hand.project.rulings()) > rulings)


def find_the_themes(hand):
    """One press, and the wait for it."""
    hand.choose("Show", "The documents")
    hand.press("button", "Find the themes")
    hand.until(lambda: len(hand.project.issues()), for_s=600)
    hand.page.get_by_role("button", name="Find the themes").wait_for(state="detached", timeout=60_000)
    hand.settle()


def draft(hand):
    """Ask the question; the first claim of the draft."""
    hand.go("Story")
    hand.write("What does the story ask?", QUESTION)
    hand.press("button", "Draft a story")
    hand.wait_for("What works well, and what makes it work")
    told = hand.project.story(QUESTION)
    assert len(told.record.blocks) >= BLOCKS
    return next(block for block in told.record.blocks if block.kind == "claim" and block.part == "works")


def read_and_code(hand):
    """Twenty decisions, accepting and rejecting in turn."""
    before = decided(hand)
    hand.go("Read")
    hand.choose("What to read", "Suggestions nobody decided")
    if isinstance(hand, Keys):
        hand.leave()
    for n in range(DECISIONS):
        now, yes = decided(hand), n % 4 != 3
        say(hand, "accept" if yes else "reject", "a" if yes else "x")
        hand.until(lambda now=now: decided(hand) > now)
        say(hand, "next", "j")
    assert decided(hand) >= before + DECISIONS


def say(hand, button, key):
    """Say it of the excerpt in hand, by its button or by its key."""
    if isinstance(hand, Keys):
        hand.key(key)
    else:
        hand.touch(hand.page.locator(f".st-key-decide-{button} button"))


def decided(hand):
    codings = hand.project.codings()
    return int((codings["coder"] == "human:reviewer").sum())


def merge_two_themes(hand):
    """Let one theme take another in, once it is said what that will do."""
    hand.go("Themes")
    live = hand.project.themes()
    live = live[live["status"] == "accepted"]
    hand.open("Merge into another")
    hand.wait_for("Which theme takes it in?")
    hand.write("Why? (kept with the change)", "The two are used for the same thing.")
    hand.press("button", "Merge")
    hand.until(lambda: (hand.project.events()["verb"] == "merged theme").any())
    after = hand.project.themes()
    assert (after["status"] == "accepted").sum() == len(live) - 1


def weigh_an_issue(hand):
    """What speaks for an issue, what speaks against it, and the words where they stand."""
    hand.go("Issues")
    hand.choose("Show", "One issue at a time")
    hand.wait_for("What worries us")
    assert hand.page.locator("blockquote").count() >= 2
    words = hand.page.locator("blockquote bdi").last.inner_text()
    links = hand.page.get_by_role("link", name="Read it where it stands").locator("visible=true")
    hand.touch(links.last)
    hand.page.locator('.sentence[aria-current="true"]').wait_for()
    chosen = hand.page.locator('.sentence[aria-current="true"]').inner_text()
    assert chosen.split()[-2:] == words.split()[-2:]


def work_on(hand, block):
    """Put what speaks against a claim beside it, and a block of one's own after it."""
    hand.go("Story")
    hand.touch(hand.page.locator(f'[class*="st-key-work-{block.id}"] button').first)
    hand.press("radio", "Evidence")
    held = len(now(hand, block.id).evidence)
    hand.press("button", "Add")
    hand.until(lambda: len(now(hand, block.id).evidence) == held + 1)
    assert "challenges" in {item.stance for item in now(hand, block.id).evidence}
    hand.press("radio", "Place")
    blocks = len(hand.project.story(QUESTION).record.blocks)
    hand.write("Its words", "What would it take to do this everywhere?")
    hand.press("button", "Add it")
    hand.until(lambda: len(hand.project.story(QUESTION).record.blocks) == blocks + 1)


def now(hand, block_id):
    return next(b for b in hand.project.story(QUESTION).record.blocks if b.id == block_id)


def talk_about(hand, block):
    """Comment on a block, and answer the comment."""
    hand.press("radio", "Comments")
    hand.write("What would you say?", "Did the children say so, or their workers?")
    hand.press("button", "Comment")
    hand.until(lambda: notes(hand, "comment"))
    hand.press("button", "Answer")
    hand.write("Your words", "Both; the children's words are the second quote.")
    hand.press("button", "Reply")
    hand.until(lambda: notes(hand, "reply"))


def notes(hand, kind):
    return [note for note in hand.project.story(QUESTION).notes if note.kind == kind]


def sign(hand):
    """Give one's word in a role."""
    hand.open("Sign-off")
    hand.write("You sign as (a role)", "quality lead")
    hand.write("Reservations, in words", WHOLE)
    hand.press("button", "Sign")
    story = hand.project.story(QUESTION).record.id
    hand.until(lambda: len(hand.project.sign_offs(story)))


def take_away(hand, tmp_path):
    """The story as a Word file, whose claims lead back into the project."""
    place = tmp_path / "story.docx"
    hand.download("Story as Word").save_as(place)
    told = verify(place, hand.project)
    assert told.ok, told.problems
    assert len(told.claims)


def counted(hand, begun):
    return {"acts": hand.acts, "tabs": hand.tabs, "letters": hand.letters,
            "waited_s": round(hand.waited), "took_s": round(time.monotonic() - begun)}  # fmt: skip


def tell(what):
    """Where LIF_COUNTS names a file, add the counts to it, a line of JSON each."""
    if place := os.environ.get("LIF_COUNTS"):
        with open(place, "a", encoding="utf-8") as file:
            file.write(json.dumps(what) + "\n")
