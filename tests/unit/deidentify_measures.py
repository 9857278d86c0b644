"""How much is hidden, of whom and at what cost, on audits that nobody wrote: rows for documents and tests."""

import dataclasses
import time
from collections import Counter, defaultdict

import invented_sentences as said
from deidentify_truth import KEY, wilson
from invented_audits import audit

from lif_narrative.deidentify import Roster
from lif_narrative.deidentify.redactor import Redactor

NAMES = ("child", "family member", "worker", "other professional", "stranger")
NUMBERS = ("nhs", "upn", "ni", "postcode", "phone", "email", "case", "car", "handle")
SEEDS = (11, 12, 13, 14, 15, 16)


def redacted(written):
    """(Written, redactions) of each document, by one roster learnt from all."""
    roster = Roster.learn([one.raw for one in written], KEY)
    return [(one, Redactor(roster, one.raw.case, KEY).redactions(one.raw.text)[0]) for one in written]


def cover(planted, redactions):
    """Whether a planted span is wholly hidden, and by what."""
    over = [r for r in redactions if r.start < planted.end and planted.start < r.end]
    letters = sum(min(r.end, planted.end) - max(r.start, planted.start) for r in over)
    return letters == planted.end - planted.start, over[0].replacement if over else ""


def tally(audits):
    """Counts over audits: what is hidden and how it is written; what stands for whom; what was missed."""
    counts, given, missed = defaultdict(Counter), defaultdict(Counter), []
    for number, made in enumerate(audits):
        for one, redactions in redacted(made):
            for planted in one.planted:
                gone, instead = cover(planted, redactions)
                for label in labels(planted):
                    counts[label][gone] += 1
                if not gone:
                    missed.append((one.raw.text, planted))
                if instead and planted.kind in (*NAMES, "school"):
                    given[(number, planted.entity)][instead] += 1
            for r in redactions:
                right = any(p.start < r.end and r.start < p.end for p in one.planted)
                counts[("precision", "")][right] += 1
                if not right:
                    missed.append((one.raw.text, r))
    return counts, given, missed


def labels(planted):
    """The groups that an occurrence counts in."""
    yield ("all", "")
    yield ("kind", planted.kind)
    if planted.kind in NAMES:
        yield ("names", "")
        yield ("way", planted.way)
        yield ("names", planted.group)
        yield ("origin", planted.origin)
    elif planted.kind in NUMBERS:
        yield ("numbers", "")


def entities(given):
    """(most said pseudonym, all) over entities; and (pseudonyms, entities) that should be as many."""
    same = sum(max(counts.values()) for counts in given.values())
    every = sum(sum(counts.values()) for counts in given.values())
    chief = Counter((number, max(sorted(c), key=c.get)) for (number, _), c in given.items())
    return (same, every), (len(chief), len(given))


def stays():
    """(kept, asked), and what was eaten, of the sector's vocabulary and of words that are names elsewhere."""
    phrases = [p for line in said.MUST_STAY.strip().splitlines() for p in line.split("|")]
    lines = [f"The review looked at {phrase} and what came of it." for phrase in phrases]
    lines += [f"{phrase[0].upper() + phrase[1:]} was named in four of six." for phrase in phrases]
    lines += said.STAY_SENTENCES.strip().splitlines()
    found = Redactor(Roster(), "", KEY).redactions(*lines)
    eaten = [line for line, redactions in zip(lines, found, strict=True) if redactions]
    return (len(lines) - len(eaten), len(lines)), eaten


def speed(megabytes=0.4):
    """Megabytes of text a minute, learning the roster and redacting, on one core.

    Two sentences without a name follow each that has one: audits name somebody about so often.
    """
    plain = said.STAY_SENTENCES.strip().splitlines()
    made, number = audit(5, families=12), 0
    while sum(len(one.raw.text) for one in made) < megabytes * 1e6:
        number += 1
        made += audit(100 + number, families=12, label=f"{chr(64 + number)}T")
    for place, one in enumerate(made):
        lines = one.raw.text.splitlines()
        more = [plain[(place + n) % len(plain)] for n in range(2 * len(lines))]
        mixed = "\n".join(f"{a}\n{b} {c}" for a, b, c in zip(lines, more[::2], more[1::2], strict=True))
        one.raw = dataclasses.replace(one.raw, text=mixed)
    letters = sum(len(one.raw.text.encode()) for one in made)
    start = time.process_time()  # of this process: others may use the machine
    redacted(made)
    return letters / 1e6 / (time.process_time() - start) * 60


def measures(seeds=SEEDS, *, new=True):
    """Rows of `measure`, `group`, `hits`, `of`, `share`, `low`, `high` (95%, Wilson), sorted."""
    counts, given, _ = tally([audit(seed, new=new) for seed in seeds])
    one, two = entities(given)
    rows = [(measure, group, c[True], c[True] + c[False]) for (measure, group), c in sorted(counts.items())]
    rows += [("one entity, one pseudonym", "", *one), ("two entities, two pseudonyms", "", *two),
             ("must stay", "", *stays()[0])]  # fmt: skip
    keys = ("measure", "group", "hits", "of", "share", "low", "high")
    return [dict(zip(keys, (*row, row[2] / row[3], *wilson(row[2], row[3])), strict=True)) for row in rows]
