"""Reads a pack's planted identifiers and says which are gone: shared by the tests that measure recall."""

import csv
import dataclasses
import json
import math
from collections import Counter, defaultdict

from lif_narrative.deidentify import Roster, redact
from lif_narrative.deidentify.redactor import Redactor
from lif_narrative.ingest.cases import resolve_cases
from lif_narrative.ingest.discover import discover
from lif_narrative.ingest.mapping import map_reading
from lif_narrative.ingest.parts import Reading
from lif_narrative.ingest.read import read_all

KEY = b"a key for tests, 32 bytes long.."


def wilson(hits, n, z=1.96):
    """The 95% interval of a share (Wilson 1927, Journal of the American Statistical Association 22)."""
    if not n:
        return 0.0, 1.0
    p, w = hits / n, z * z / n
    middle, half = p + w / 2, z * math.sqrt(p * (1 - p) / n + w / (4 * n))
    return (middle - half) / (1 + w), (middle + half) / (1 + w)


def settled(audit):
    """(RawDocument, Document, redactions) of every file of an audit, by the file's path."""
    files, _ = discover(audit)
    raw = []
    for path, outcome in read_all(list(files)):
        if isinstance(outcome, Reading):
            name = path.relative_to(audit).as_posix()
            raw += map_reading(outcome, path, name).documents
    cases = resolve_cases(raw)
    raw = [dataclasses.replace(d, case=cases.get(d.id, d.case)) for d in raw]
    roster = Roster.learn(raw, KEY)
    by_file = defaultdict(list)
    for document in raw:
        by_file[document.source_id].append((document, *redact(document, roster, KEY)))
    return by_file


def place(row, by_file):
    """The document where a truth row's string stands, and where it starts; None where it was not carried."""
    locator, _, offset = row["start_hint"].rpartition("#")
    found = []
    for raw, document, redactions in by_file.get(row["file"], []):
        for paragraph in raw.paragraphs:
            if paragraph.locator.split("+")[0] == locator.split("+")[0]:
                at = raw.text.find(row["text"], paragraph.start, paragraph.end)
                while at >= 0:
                    distance = abs(at - paragraph.start - int(offset))
                    found.append((distance, raw.id, at, raw, document, redactions))
                    at = raw.text.find(row["text"], at + 1, paragraph.end)
    return (
        min(found, key=lambda row: row[:3])[3:] + (min(found, key=lambda row: row[:3])[2],) if found else None
    )


def touching(redactions, start, end):
    """Redactions that share a letter with a span."""
    return [r for r in redactions if r.start < end and start < r.end]


def hidden(row, by_file):
    """Whether a planted string is wholly covered, or stands nowhere in what its file became; and by what."""
    spot = place(row, by_file)
    if spot is None:
        left = any(row["text"] in document.text for _, document, _ in by_file.get(row["file"], []))
        return not left, None
    _, _, redactions, start = spot
    end = start + len(row["text"])
    cover = touching(redactions, start, end)
    letters = sum(min(r.end, end) - max(r.start, start) for r in cover)
    return letters == end - start, cover[0].replacement if cover else None


def recall_by_kind(truth, by_file):
    """Kind: (gone, planted)."""
    planted, gone = Counter(), Counter()
    for row in truth:
        planted[row["kind"]] += 1
        gone[row["kind"]] += hidden(row, by_file)[0]
    return {kind: (gone[kind], planted[kind]) for kind in planted}


def rows(path):
    """A truth table."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def synthetic(path, kinds):
    """Spans touched, letters covered, and letters covered that are planted: each as (hits, of)."""
    cases = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    tables = Redactor(Roster(), "", KEY).redactions(*[case["text"] for case in cases])
    touched, letters, precise = [0, 0], [0, 0], [0, 0]
    for case, table in zip(cases, tables, strict=True):
        mask = {at for r in table for at in range(r.start, r.end)}
        planted = {at for span in case["spans"] for at in range(span["start"], span["end"])}
        precise = [precise[0] + len(mask & planted), precise[1] + len(mask)]
        for span in case["spans"]:
            if span["kind"] in kinds:
                own = set(range(span["start"], span["end"]))
                touched = [touched[0] + bool(own & mask), touched[1] + 1]
                letters = [letters[0] + len(own & mask), letters[1] + len(own)]
    return touched, letters, precise
