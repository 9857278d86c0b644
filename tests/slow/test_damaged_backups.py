"""A backup of ten projects, damaged by one flipped byte at any place, is refused each time."""

from __future__ import annotations

import random

import pytest
from results import record

from lif_narrative.deidentify import sealing
from lif_narrative.errors import NarrativeError
from lif_narrative.project import Project
from lif_narrative.restoring import restore
from lif_narrative.sealedfile import Opener

pytestmark = [pytest.mark.slow, pytest.mark.sqlite_only]
PROJECTS, FLIPS = 10, 60


def test_one_flipped_byte_anywhere_is_refused_and_nothing_is_replaced(tmp_path):
    private, public = sealing.pair_of(sealing.new_key())
    draw, refused = random.Random(6), 0
    for n in range(PROJECTS):
        folder = tmp_path / f"p{n}"
        files = tmp_path / f"f{n}"
        files.mkdir()
        for m in range(n % 3 + 1):
            words = f"Audit return {n} {m}\n\nThe nurse came {n} times and asked {m} things.\n"
            (files / f"{m}.txt").write_text(words, encoding="utf-8")
        project = Project.open(folder, actor="human:lead")
        project.ingest(files)
        project.run(upto="segment")
        good = project.backup(tmp_path / f"{n}.lif", Opener(public=public)).read_bytes()
        project.close()
        places = {0, 5, 12, 20, len(good) - 1} | {draw.randrange(len(good)) for _ in range(FLIPS)}
        for place in sorted(places):
            bad, bit = tmp_path / "bad.lif", 1 << draw.randrange(8)
            bad.write_bytes(good[:place] + bytes([good[place] ^ bit]) + good[place + 1 :])
            target = tmp_path / "target"
            with pytest.raises(NarrativeError):
                restore(bad, target, opener=Opener(private=private), keys=folder.with_name(f"p{n}.vault"))
            assert not target.exists() and not target.with_name("target.vault").exists()
            refused += 1
        restore(tmp_path / f"{n}.lif", tmp_path / f"back{n}", opener=Opener(private=private))
        again = Project.open(tmp_path / f"back{n}")
        assert again.check_trail() == [] and len(again.excerpts()) > 0
        again.close()
    record("damaged backups", projects=PROJECTS, flipped=refused, refused=refused)
