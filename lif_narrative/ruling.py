"""What a person's ruling on redaction needs of a project: the words as they came, and the steps after."""

from __future__ import annotations

import dataclasses
import hmac
import json
from typing import TYPE_CHECKING, Any

from lif_narrative import events
from lif_narrative.errors import NarrativeError
from lif_narrative.fingerprint import short_id
from lif_narrative.progress import Progress
from lif_narrative.records import Document, Run

if TYPE_CHECKING:
    from lif_narrative.deidentify.rulings import Ruling


def held(project: Any, document_id: str) -> tuple[Document, str, tuple[Any, ...]]:
    """A document, its words as they came, and what was replaced in them."""
    from lif_narrative.deidentify.codec import decode_redactions
    from lif_narrative.deidentify.looking import raw_text
    from lif_narrative.deidentify.veil import Veil
    from lif_narrative.steps.material import kept

    documents = project.store.read(Document, project.store.table(Document).c.id == document_id)
    if not documents:
        raise NarrativeError(f"There is no document {document_id}. See documents() for their ids.")
    source = documents[0].source_id
    vault = project.vault
    redactions = decode_redactions(vault.get("redactions", document_id))
    raw = raw_text(kept(project, source), document_id, Veil.of(vault))
    return documents[0], raw, redactions


def ruling_on(
    project: Any, verb: str, document_id: str, span: tuple[int, int], kind: str, reason: str, everywhere: bool
) -> Ruling:
    """A ruling on a span of a document's de-identified text, held by the words as they came."""
    from lif_narrative.deidentify.rulings import AROUND, RESTORE, Ruling, original

    document, raw, redactions = held(project, document_id)
    start, end = span
    if not 0 <= start < end <= len(document.text):
        raise NarrativeError(f"Document {document_id} has no characters {start} to {end}.")
    first, last = original(start, redactions), original(end, redactions, end=True)
    touching = [r for r in redactions if r.start < last and first < r.end]
    if verb == RESTORE and not touching:
        raise NarrativeError(f"Nothing was replaced at {start} to {end} of document {document_id}.")
    if verb == RESTORE:
        first, last = touching[0].start, touching[-1].end
    words = raw[first:last]
    first += len(words) - len(words.lstrip())
    words = words.strip()
    if not words:
        raise NarrativeError(f"Characters {start} to {end} of document {document_id} are white space.")
    last = first + len(words)
    at = events.now()
    return Ruling(
        short_id("rl", document_id, verb, start, end, at), document_id, document.case, verb, words,
        raw[max(0, first - AROUND) : first], raw[last : last + AROUND], kind, everywhere, reason,
        project.actor, at,
    )  # fmt: skip


def source_of(project: Any, document_id: str) -> str:
    """The source that a document is of."""
    table = project.store.table(Document)
    return str(project.store.read(Document, table.c.id == document_id)[0].source_id)


def keep_entries(project: Any, entries: Any) -> None:
    """Each person under the key of their case, so that forgetting the case forgets them."""
    from lif_narrative.deidentify.pseudonyms import case_name

    vault = project.vault
    key, label = vault.pseudonym_key, _labels(project)
    for entry in entries:
        told = json.dumps(dataclasses.asdict(entry), ensure_ascii=False, sort_keys=True).encode()
        name = hmac.digest(key, told, "sha256").hex()[:32]
        cases = [case_name(label.get(entry.case.casefold(), entry.case), key)] if entry.case else []
        vault.put("entry", name, told, cases=cases)
    with project.store.writing() as connection:
        events.append(
            project.store, connection, project.actor, "took roster", "roster", after=str(len(entries))
        )


def _labels(project: Any) -> dict[str, str]:
    """What each case is called in the files, and the label by which the project knows it."""
    from lif_narrative.deidentify.settle import documents_of, placed
    from lif_narrative.deidentify.supplied import cases_of
    from lif_narrative.steps.material import kept

    return cases_of(placed([document for item in kept(project) for document in documents_of(item)]))


def again(project: Any, progress: Progress | None) -> None:
    """Bring up to date every step that had been done."""
    from lif_narrative import pipeline
    from lif_narrative.steps.material import deidentified

    done = [step for step in pipeline.STEPS if pipeline.latest(project, step)]
    runs = [run for run in project.store.read(Run) if "upto" in run.manifest]
    last = max(runs, key=lambda run: run.finished, default=None)
    if last is None or not done or done[-1] == "deidentify":
        with project._alone():
            deidentified(project, progress)
    else:
        project.run(done[-1], last.manifest["seed"], last.manifest["engine"], progress)
