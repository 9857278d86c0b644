"""Workers that die, runs that are killed, and engines side by side: the same fingerprints."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest
from small_archive import documents, written

from lif_narrative.archive import Archive, Settings
from lif_narrative.archive.running import LABELS
from lif_narrative.records import Paragraph

pytestmark = pytest.mark.slow
distributed = pytest.importorskip("distributed")
HOW = Settings(sample=60, discover=30, size=40)
ROOT = Path(__file__).resolve().parents[2]


def taken(folder: Path, docs, size: int = 40) -> Archive:
    folder.mkdir(parents=True)
    archive = Archive(folder / "archive")
    archive.take([written(folder, docs)], size=size)
    return archive


def learned(archive: Archive, of: Archive) -> Archive:
    """What another archive of the same documents learned, so that it need not be learned again."""
    for name in ("learned.json", "quick.safetensors", "found.json"):
        (archive.place.root / name).write_bytes((of.place.root / name).read_bytes())
    return archive


@pytest.fixture(scope="module")
def dask():
    from lif_narrative.engine.on_dask import Dask

    engine = Dask()
    yield engine
    engine.close()


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    archive = taken(tmp_path_factory.mktemp("whole") / "a", documents(60))
    return archive, archive.run(settings=HOW)


def test_twenty_shuffles_on_two_engines_in_three_sizes_give_one_fingerprint(whole, dask, tmp_path):
    archive, first = whole
    told, docs = set(), documents(60)
    for number in range(20):
        random.Random(number).shuffle(docs)
        for size in (40, 90, 1000):
            for engine in ("here", dask):
                other = taken(tmp_path / f"{number}-{size}-{engine == dask}", docs, size)
                if number:  # the first of each kind learns for itself
                    learned(other, archive)
                told.add(other.run(engine, replace(HOW, size=size)).fingerprint)
    assert told == {first.fingerprint}


@pytest.mark.parametrize("step", ["segment", "encode", "appraise", "code", "assign", "count"])
def test_a_worker_killed_in_a_step_costs_only_its_shard(whole, dask, tmp_path, step):
    archive = learned(taken(tmp_path / "a", documents(60)), whole[0])
    killed = []

    def progress(label: str, done: int, total: int) -> None:
        if label == LABELS[step] and done == 1 and not killed:
            killed.append(dask.pids()[0])
            os.kill(killed[0], signal.SIGKILL)

    report = archive.run(dask, HOW, progress)
    assert killed and report.fingerprint == whole[1].fingerprint and not report.set_aside


def test_one_poisoned_document_a_shard_does_not_stop_workers(whole, dask, tmp_path):
    docs = [replace(d, paragraphs=(Paragraph(0, 10**6),)) if n % 7 == 0 else d
            for n, d in enumerate(documents(60))]  # fmt: skip
    archive = taken(tmp_path / "a", docs)
    report = archive.run(dask, HOW)
    assert len(report.set_aside) == 9 and report.excerpts == 51 * 6


RUN = """
import sys
from lif_narrative.archive import Archive, Settings
Archive(sys.argv[1]).run(settings=Settings(sample=60, discover=30, size=40))
"""


def test_a_whole_run_killed_at_ten_moments_ends_in_the_same_fingerprint(whole, tmp_path):
    chance, report = random.Random(0), None
    archive = learned(taken(tmp_path / "a", documents(60)), whole[0])
    for _ in range(10):
        process = subprocess.Popen([sys.executable, "-c", RUN, str(archive.place.root)], cwd=ROOT)
        threading.Event().wait(chance.uniform(1.0, 6.0))
        process.kill()
        process.wait()
    report = archive.run(settings=HOW)
    assert report.fingerprint == whole[1].fingerprint


def test_five_in_a_hundred_more_cost_a_tenth_and_change_no_decision(whole, tmp_path):
    archive = taken(tmp_path / "a", documents(400), size=400)
    start = time.process_time()
    first = archive.run(settings=replace(HOW, size=400))
    whole_s = time.process_time() - start
    archive.take([written(tmp_path, documents(20, first=1000), "more")])
    start = time.process_time()
    second = archive.run()
    assert time.process_time() - start < 0.1 * whole_s
    assert second.excerpts == first.excerpts + 120


def test_a_cluster_of_separate_processes_over_tls_says_the_same(whole, tmp_path):
    from lif_narrative.engine.cluster import cluster
    from lif_narrative.engine.on_dask import Dask

    made = subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
         "-addext", "subjectAltName=IP:127.0.0.1,DNS:localhost", "-keyout", "key.pem", "-out", "cert.pem"],
        cwd=tmp_path, check=False, capture_output=True,
    )  # fmt: skip
    if made.returncode:
        pytest.skip("openssl is not installed: it makes the certificates of this test")
    (tmp_path / "ca.pem").write_bytes((tmp_path / "cert.pem").read_bytes())
    archive = learned(taken(tmp_path / "a", documents(60)), whole[0])
    with cluster(tmp_path, certificates=tmp_path) as address:
        assert address.startswith("tls://127.0.0.1")
        engine = Dask(address, tmp_path)
        report = archive.run(engine, HOW)
        engine.close()
    assert report.fingerprint == whole[1].fingerprint
