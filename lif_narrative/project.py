"""Project: the one door. The app, the command line and notebooks all say the same words to it."""

from __future__ import annotations

import contextlib
import errno
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import filelock

from lif_narrative import decisions, events
from lif_narrative.access import needs
from lif_narrative.access.people import People
from lif_narrative.conversing import ConversationVerbs
from lif_narrative.curation import ThemeVerbs
from lif_narrative.custody import Custody
from lif_narrative.cycle import CycleVerbs
from lif_narrative.deidentify.locks import Lock
from lif_narrative.doublecoding import DoubleCodingVerbs
from lif_narrative.errors import NarrativeError, ProjectBusy
from lif_narrative.exchange import ExchangeVerbs
from lif_narrative.frames import Nouns
from lif_narrative.labour import LabourVerbs
from lif_narrative.lately import LatelyNouns
from lif_narrative.laying import LayingVerbs
from lif_narrative.migrate import is_current, upgrade
from lif_narrative.progress import Progress, silent
from lif_narrative.records import Plan, Run, Story
from lif_narrative.redacting import RedactionVerbs
from lif_narrative.register import ActionVerbs
from lif_narrative.research import ResearchVerbs
from lif_narrative.reviewing import StoryVerbs
from lif_narrative.settings import SettingVerbs
from lif_narrative.spans import SpanVerbs
from lif_narrative.store import Store, sqlite_url
from lif_narrative.undoing import UndoVerbs
from lif_narrative.unsaved import UnsavedVerbs
from lif_narrative.vaulted import Vaulted

if TYPE_CHECKING:
    from lif_narrative.codebook import Codebook
    from lif_narrative.received import IngestReport
    from lif_narrative.story import PracticeStory

DATABASE = "project.sqlite"


class Project(
    Nouns, ThemeVerbs, SpanVerbs, ExchangeVerbs, Vaulted, RedactionVerbs, Custody, People, StoryVerbs,
    ActionVerbs, CycleVerbs, DoubleCodingVerbs, ConversationVerbs, LatelyNouns, SettingVerbs, ResearchVerbs,
    LabourVerbs, LayingVerbs, UndoVerbs, UnsavedVerbs,
):  # fmt: skip
    """An audit's material and everything made of it. Open one with `Project.open`."""

    def __init__(
        self, folder: Path, store: Store, actor: str, lock: Lock | None = None, vault: Path | None = None
    ) -> None:
        self.folder = folder
        self.store = store
        self.actor = actor
        self.lock = lock or Lock()
        self._vault_folder = vault

    @classmethod
    def open(
        cls, where: str | Path, actor: str = "human:local", *,
        folder: str | Path | None = None, passphrase: str | None = None,
        vault: str | Path | None = None, lock: Lock | None = None,
    ) -> Project:  # fmt: skip
        """The project in a folder, made if new; or at a `postgresql://` URL.

        Parameters
        ----------
        where : str or Path
            A folder on a local disk, or a database URL.
        actor : str
            Who acts, as `human:name` or `model:name`; written to every event.
        folder : str or Path, optional
            With a URL: where vault and vectors are kept (default: a folder named like the database).
        passphrase : str, optional
            Of the vault; without one a new vault is locked by a key file.
        vault : str or Path, optional
            Where the vault lies: see `vaulted` for the default, beside the project's folder.
        lock : Lock, optional
            Another way than a passphrase to open the vault: see `deidentify.locks`.

        Raises
        ------
        NarrativeError
            The place is a file, lies on a network share, cannot be written, or holds a newer version.
        """
        place, url = located(where, folder)
        with _plainly():
            place.mkdir(parents=True, exist_ok=True)
            project = cls(place, Store(url), actor, lock or Lock(passphrase), Path(vault) if vault else None)
            if not is_current(project.store):  # whoever only reads need not wait for long work to end
                with project._alone(wait_s=30):
                    upgrade(project.store)
        return project

    # The verbs

    @needs("ingest")
    def ingest(
        self, paths: Any, template: Any = None, progress: Progress | None = None, *, roster: Any = None
    ) -> IngestReport:  # fmt: skip
        """Take files in: read, kept in the vault, de-identified; nothing is dropped without a reason.

        Parameters
        ----------
        paths : path or sequence of paths
            Files or folders.
        template : path to YAML, optional
            Says which heading or column of these files is what.
        roster : path to csv, optional
            Who belongs to which case (case, name, kind, aka), kept in the vault alone; see `add_roster`.
        """
        from lif_narrative.intake import ingest

        with _plainly(), self._alone():
            return ingest(self, paths, template, progress, roster)

    @needs("adopt")
    def adopt(self, codebook: Any) -> Codebook:
        """Make a codebook the project's: a Codebook, DataFrame, or path to yaml, csv or qdc."""
        from lif_narrative.adoption import adopt

        with _plainly(), self._alone():
            return adopt(self, codebook)

    @needs("run")
    def run(
        self, upto: str = "triangulate", seed: int = 0, engine: str = "here", progress: Progress | None = None
    ) -> Run:
        """Do every step up to `upto` that is not done yet; a step whose inputs stand is skipped.

        Returns
        -------
        Run
            Of the whole: `manifest["steps"]` tells each step's run, `manifest["done"]` which ran now.
        """
        from lif_narrative.running import run

        with _plainly(), self._alone():
            return run(self, upto, seed, engine, progress or silent)

    @needs("adopt")
    def plan(self, plan: Plan) -> None:
        """Keep what the audit set out to do; what was invited and did not come becomes a gap."""
        with self.store.writing() as connection:
            self.store.put(connection, plan)
            events.append(self.store, connection, self.actor, "planned", plan.id)

    # What people decide

    @needs("code")
    def code(self, excerpt_id: str, theme_id: str, reason: str = "", *, blind: bool = False) -> None:
        """Say that an excerpt is under a theme."""
        self._decide(decisions.CODED, excerpt_id, theme_id, reason, "blind" if blind else "")

    @needs("code")
    def reject(self, excerpt_id: str, theme_id: str, reason: str = "") -> None:
        """Say that an excerpt is not under a theme, whatever the model says."""
        self._decide(decisions.REJECTED, excerpt_id, theme_id, reason)

    @needs("code")
    def withdraw(self, excerpt_id: str, theme_id: str) -> None:
        """Take back one's own word on an excerpt and a theme."""
        self._decide(decisions.WITHDREW, excerpt_id, theme_id, "")

    def _decide(self, verb: str, excerpt_id: str, theme_id: str, reason: str, after: str = "") -> None:
        from lif_narrative.adoption import decide

        with _plainly():
            decide(self, verb, excerpt_id, theme_id, reason, after)

    # The story

    @needs("read")
    def story(self, question: str) -> PracticeStory:
        """A draft practice story on this question, assembled from the evidence; not saved yet."""
        from lif_narrative.telling import draft

        with _plainly():
            return draft(self, question)

    @needs("tell")
    def save(self, story: PracticeStory | Story, *, final: bool = False) -> None:
        """Keep a story; as final it is refused while a claim rests on evidence nobody accepted."""
        from lif_narrative.telling import save

        if final:
            self._ask("release")
        with _plainly():
            save(self, story if isinstance(story, Story) else story.record, final=final)

    @needs("tell")
    def accept(
        self, story_id: str, block_id: str, excerpt_id: str, reason: str = "", *, seen: int | None = None
    ) -> None:
        """Accept a piece of evidence for a block of a saved story."""
        from lif_narrative.telling import accept

        with _plainly():
            accept(self, story_id, block_id, excerpt_id, reason, seen=seen)

    def close(self) -> None:
        """Give the database's connections back."""
        self.store.close()

    @contextlib.contextmanager
    def _alone(self, wait_s: float = 0) -> Iterator[None]:
        """Hold the project for long work; the lock goes with the process, however it ends."""
        lock = filelock.FileLock(self.folder / "in-use.lock", is_singleton=True)
        try:
            with lock.acquire(timeout=wait_s), self.store.advisory():
                yield
        except filelock.Timeout:
            raise ProjectBusy(
                f"Another process is working on the project in {self.folder}. Wait until it is done, "
                "or close it, then try again."
            ) from None


def located(where: str | Path, folder: str | Path | None = None) -> tuple[Path, str]:
    """The folder of a project and the URL of its database."""
    text = str(where)
    if "://" in text:
        return Path(folder or text.rsplit("/", 1)[1].split("?")[0]), text
    place = _local(Path(where))
    return place, sqlite_url(place / DATABASE)


def _local(place: Path) -> Path:
    if str(place).startswith(("\\\\", "//")):
        raise NarrativeError(
            f"{place} is a network share, where SQLite cannot keep records safe. "
            "Use a folder on a local disk, or a postgresql:// address for a team."
        )
    if place.exists() and not place.is_dir():
        raise NarrativeError(f"{place} is a file. A project is a folder: name one, or a new name.")
    return place


@contextlib.contextmanager
def _plainly() -> Iterator[None]:
    """Say in words what the disk refused."""
    try:
        yield
    except OSError as error:
        named = isinstance(error.filename, str) and "vault" not in error.filename
        place = f" ({error.filename})" if named else ""
        words = {
            errno.ENOSPC: "The disk is full: what was finished is kept. Make room, then run it again",
            errno.EDQUOT: "The disk quota is used up: what was finished is kept. Make room, then do it again",
            errno.EACCES: "The project's folder may not be written. Check its rights",
            errno.EROFS: "The project lies on a disk that can only be read. Copy it to another",
        }.get(error.errno or 0)
        if words is None:
            raise
        raise NarrativeError(f"{words}{place}.") from error
