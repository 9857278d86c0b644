"""An archive: one fingerprint however it is sharded, shuffled or broken off; nothing lost, nothing twice."""

from __future__ import annotations

import random
import sys
from dataclasses import asdict, replace

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_archive import documents, written

from lif_narrative.archive import Archive, Settings, fitting, found
from lif_narrative.archive.counting import Counter
from lif_narrative.archive.flat import COLUMNS, DECIDED, flat_files
from lif_narrative.archive.near import Indexed, nearest
from lif_narrative.archive.place import DOCUMENTS, Place
from lif_narrative.engine import Here
from lif_narrative.errors import NarrativeError
from lif_narrative.records import POLARITIES, Coding, Paragraph
from lif_narrative.triangulate import Rules, triangulate
from lif_narrative.triangulate.tellings import held, spread, tellings

HOW = Settings(sample=120, discover=40)


class Coder:
    """A stand-in for the whole coder: a theme is its word."""

    themes = ("plan", "visit", "school")

    def predict_proba(self, texts, contexts=None, methods=None):
        return pd.DataFrame([[0.9 if t in text else 0.05 for t in self.themes] for text in texts],
                            columns=list(self.themes))  # fmt: skip

    def predict(self, texts, contexts=None, methods=None):
        return self.predict_proba(texts) > 0.5


class Judge:
    """A stand-in for the appraiser."""

    def predict(self, texts, contexts=None, methods=None, speakers=None):
        bad = np.array([any(w in t for w in ("not", "late", "risk")) for t in texts])
        table = pd.DataFrame({f"p_{p}": np.full(len(texts), 0.05) for p in POLARITIES})
        table["p_concern"], table["p_strength"] = np.where(bad, 0.85, 0.05), np.where(bad, 0.05, 0.85)
        said = np.where(bad, "concern", "strength")
        return table.assign(polarity=said, speaker="practitioner", reported="none")


class Finder:
    """A stand-in for discovery: bicycles, and the rest."""

    def __init__(self, **settings):
        self.stability_ = np.array([1.0, 0.5])

    def fit(self, texts):
        self.labels_ = np.array([0 if "bicycles" in text else 1 for text in texts])
        kind = type("Kind", (), {"definition": "", "covered_by": ""})
        self.themes_ = [type("T", (kind,), {"name": name})() for name in ("Bicycles", "Rest")]
        return self


@pytest.fixture(autouse=True)
def quick_to_learn(monkeypatch):
    monkeypatch.setattr(fitting, "coder_of", lambda root, book, encoder: Coder())
    monkeypatch.setattr("lif_narrative.appraise.Appraiser", Judge)
    monkeypatch.setattr(found, "ThemeFinder", Finder)


def made(folder, docs, size=100, run=True, **how):
    folder.mkdir(parents=True)
    archive = Archive(folder / "archive")
    archive.take([written(folder, docs)], size=size)
    return (archive, archive.run(settings=replace(HOW, **how))) if run else (archive, None)


class Broken:
    """An engine that is pulled out after so many shards."""

    def __init__(self, after):
        self.left = after

    def map(self, work, names):
        for name in names:
            if not self.left:
                raise KeyboardInterrupt
            self.left -= 1
            yield work(name)


def test_any_order_and_any_size_of_shards_give_one_fingerprint(tmp_path):
    docs, told = documents(40), set()
    for number, size in enumerate((40, 100, 1000)):
        random.Random(number).shuffle(docs)
        told.add(made(tmp_path / f"{number}", docs, size)[1].fingerprint)
    assert len(told) == 1


def test_other_documents_another_seed_and_another_encoder_change_the_fingerprint(tmp_path):
    first = made(tmp_path / "a", documents(40))[1].fingerprint
    assert made(tmp_path / "b", documents(39))[1].fingerprint != first
    assert made(tmp_path / "c", documents(40), seed=1)[1].fingerprint != first


def test_a_run_that_was_broken_off_anywhere_goes_on_to_the_same_fingerprint(tmp_path):
    whole = made(tmp_path / "whole", documents(30), 60)[1]
    archive, _ = made(tmp_path / "cut", documents(30), 60, run=False)
    shards = len(archive.place.names())
    for after in range(1, 6 * shards, 2):
        with pytest.raises(KeyboardInterrupt):
            archive.run(Broken(1), HOW)
        assert after  # each try does one shard more
    assert archive.run(settings=HOW).fingerprint == whole.fingerprint


def test_what_is_done_is_not_done_again_and_what_came_since_alone_is(tmp_path):
    archive, first = made(tmp_path / "a", documents(40))
    assert set(archive.run().done.values()) == {0}
    before = archive.place.note("learned")
    archive.take([written(tmp_path, documents(2, first=40), "more")])
    after = archive.run()
    assert set(after.done.values()) == {1} and after.excerpts == first.excerpts + 12
    assert archive.place.note("learned") == before


def test_a_document_taken_twice_is_there_once_and_a_renewed_one_takes_its_place(tmp_path):
    docs = documents(6)
    archive, _ = made(tmp_path / "a", docs, run=False)
    assert archive.take([written(tmp_path, docs, "again")])["known"] == 6
    changed = replace(docs[0], case="N77")
    assert archive.take([written(tmp_path, [changed], "new")])["renewed"] == 1
    kept = [row for n in archive.place.names() for row in archive.place.read(DOCUMENTS, n).to_pylist()]
    assert len(kept) == 6 and {r["case"] for r in kept if r["id"] == docs[0].id} == {"N77"}


def test_a_poisoned_document_a_shard_is_set_aside_and_the_rest_is_read(tmp_path):
    docs = documents(40)
    poisoned = [replace(d, paragraphs=(Paragraph(0, 10**6),)) if i % 10 == 3 else d
                for i, d in enumerate(docs)]  # fmt: skip
    left = [d for i, d in enumerate(docs) if i % 10 != 3]
    archive, report = made(tmp_path / "a", poisoned, 60)
    assert sorted(row["document_id"] for row in report.set_aside) == sorted(
        d.id for i, d in enumerate(docs) if i % 10 == 3
    )
    assert all("Run deidentify again" in row["reason"] for row in report.set_aside)
    assert report.fingerprint == made(tmp_path / "b", left, 60)[1].fingerprint


def test_a_step_that_fails_on_a_text_sets_its_document_aside_without_its_words(tmp_path, monkeypatch):
    from lif_narrative.appraise import scope

    real = scope.scope_of
    monkeypatch.setattr(scope, "scope_of", lambda text: 1 / 0 if "case 305." in text else real(text))
    _, report = made(tmp_path / "a", documents(10))
    assert [row["reason"] for row in report.set_aside] == [
        "ZeroDivisionError while the step 'appraise' read it."
    ]
    assert report.excerpts == 60  # it is still counted as there


def test_what_people_decided_counts_before_the_model_and_through_every_run(tmp_path):
    archive, first = made(tmp_path / "a", documents(20))
    flat = pd.concat(pq.read_table(f).to_pandas() for f in flat_files(archive.place))
    row = flat[flat["theme_id"] != ""].iloc[0]
    said = [Coding(row["excerpt_id"], row["theme_id"], "human:a", 0.0),
            Coding(row["excerpt_id"], "mine", "human:a", 1.0)]  # fmt: skip
    archive.place.note(DECIDED, [asdict(c) for c in said])
    second = archive.run()
    assert second.done["count"] == 1 and second.done["code"] == 0
    archive.take([written(tmp_path, documents(2, first=60), "more")])
    archive.run()
    flat = pd.concat(pq.read_table(f).to_pandas() for f in flat_files(archive.place))
    mine = flat[flat["excerpt_id"] == row["excerpt_id"]]
    assert row["theme_id"] not in set(mine["theme_id"])
    assert mine.loc[mine["theme_id"] == "mine", "score"].tolist() == [1.0]
    assert first.fingerprint != second.fingerprint


def test_a_project_gives_its_documents_and_decisions_and_its_trail_says_so(tmp_path):
    from lif_narrative.project import Project

    text = "The child was seen at home.\n\nNobody asked her father."
    (tmp_path / "return.txt").write_text(text, encoding="utf-8")
    project = Project.open(tmp_path / "project", actor="human:lead")
    project.ingest([tmp_path / "return.txt"])
    project.run(upto="segment")
    archive = Archive(tmp_path / "archive")
    assert archive.take(project)["new"] == 1
    assert project.events()["verb"].tolist()[-1] == "gave to archive"
    assert archive.run(settings=HOW).excerpts == len(project.excerpts())


def test_issues_and_convergence_are_those_of_triangulate(tmp_path):
    archive, _ = made(tmp_path / "a", documents(60))
    flat = pd.concat(pq.read_table(f).to_pandas() for f in flat_files(archive.place))
    codings = flat[flat["theme_id"] != ""].drop(columns=["words"])
    names = ["theme_id", "badge", "n_cases", "n_sources", "n_accounts", "n_methods", "n_voices",
             "strengths", "concerns"]  # fmt: skip
    codings = codings.assign(period="")
    whole = triangulate(codings, rules=Rules(watch=False))
    ours = archive.issues()
    counter = archive.counter()
    plain = codings.groupby(["theme_id", "method", "polarity"])["account"].nunique().reset_index()
    assert counter.accounts().to_numpy().tolist() == plain.to_numpy().tolist()
    counter.close()
    assert ours[names].to_numpy().tolist() == whole.issues[names].to_numpy().tolist()
    assert archive.convergence().to_numpy().tolist() == whole.convergence.to_numpy().tolist()


ROW = st.fixed_dictionaries({
    "excerpt_id": st.integers(0, 15).map(lambda n: f"e{n:02d}"), "theme_id": st.sampled_from("abc"),
    "score": st.sampled_from([0.2, 0.35, 0.5, 0.9, 1.0]), "polarity": st.sampled_from([*POLARITIES, ""]),
})  # fmt: skip


@given(rows=st.lists(ROW, min_size=1, max_size=40, unique_by=lambda r: (r["excerpt_id"], r["theme_id"])))
@settings(max_examples=12)
def test_duckdb_counts_what_pandas_counts(rows, tmp_path_factory):
    folder = tmp_path_factory.mktemp("counts")
    place = {f"e{n:02d}": random.Random(n) for n in range(16)}
    whose = {e: {"account": f"a{c.randrange(5)}", "case": c.choice(["", "N1", "N2"]),
                 "method": c.choice(["single-agency audit", "dip sample"]), "source": f"s{c.randrange(3)}",
                 "agency": c.choice(["", "health"]), "voice": c.choice(["child", "none"])}
             for e, c in place.items()}  # fmt: skip
    blank = {"team": "", "period": "", "group": "", "words": ""}
    frame = pd.DataFrame([{**row, **whose[row["excerpt_id"]], **blank} for row in rows])[list(COLUMNS)]
    path = folder / "flat.parquet"
    pq.write_table(pa.Table.from_pandas(frame, preserve_index=False), path)
    counter = Counter([path], Rules(), folder)
    ours = counter.held("theme_id", "method")
    counter.close()
    from lif_narrative.triangulate.sure import counted
    from lif_narrative.triangulate.tellings import whole

    now = tellings(counted(whole(frame), Rules()))
    theirs = held(now, ["theme_id", "method"]).merge(spread(now, ["theme_id", "method"]))
    same = list(theirs.columns)
    assert np.allclose(ours[same[2:]].to_numpy(float), theirs[same[2:]].to_numpy(float))
    assert ours[same[:2]].to_numpy().tolist() == theirs[same[:2]].to_numpy().tolist()


def test_a_paragraph_pasted_into_another_account_counts_once(tmp_path):
    docs = documents(2)
    pasted = replace(docs[1], text=docs[0].text, paragraphs=tuple(
        replace(p, account="other") for p in docs[0].paragraphs))  # fmt: skip
    archive, _ = made(tmp_path / "a", [docs[0], pasted])
    counter = archive.counter()
    kept = counter.frame("SELECT DISTINCT account FROM counted")["account"].tolist()
    counter.close()
    assert kept == ["a0"]


def test_the_nearest_are_exactly_those_of_all_vectors_in_full(tmp_path):
    archive, _ = made(tmp_path / "a", documents(60))
    place, names = archive.place, archive.place.names()
    folder = place.note("run")["folders"]["encode"]
    vectors = np.vstack([np.load(place.path(folder, n, "f4.npy")) for n in names])
    ids = [i for n in names for i in place.read(folder, n).column("id").to_pylist()]
    for asked in vectors[::37]:
        true = np.round(vectors.astype(np.float64) @ asked.astype(np.float64), 6)
        best = sorted(zip(-true, ids, strict=True))[:7]
        assert nearest(place, folder, names, asked, 7) == [(i, -v) for v, i in best]


def test_an_index_says_its_recall(tmp_path):
    pytest.importorskip("faiss")
    archive, _ = made(tmp_path / "a", documents(60))
    folder = archive.place.note("run")["folders"]["encode"]
    index = Indexed(archive.place, folder, archive.place.names())
    assert 0.8 < index.recall <= 1
    vector = np.load(archive.place.path(folder, archive.place.names()[0], "f4.npy"))[0]
    assert index.nearest(vector, 1)[0][1] == pytest.approx(1, abs=0.02)


def test_what_fits_nothing_is_emerging_and_periods_show_their_drift(tmp_path):
    archive, _ = made(tmp_path / "a", documents(60))
    assert {"sample"} <= set(archive.emerging()["since"])
    told = archive.drift()
    assert told["period"].tolist() == ["2020", "2021", "2022", "2023", "2024"]
    assert told["distance"].between(0, 1).all() and told["excerpts"].sum() == 360


def test_half_written_shards_are_no_shards(tmp_path):
    place = Place(tmp_path)
    (tmp_path / "segment-x").mkdir()
    (tmp_path / "segment-x" / "abc.1234.part").write_bytes(b"PAR1")
    assert place.names("segment-x") == []
    place.clear("segment", "segment-x", ["abc"])
    assert not list((tmp_path / "segment-x").iterdir())


def test_without_the_extra_the_message_names_it(tmp_path, monkeypatch):
    from lif_narrative.engine import choose

    for library in ("duckdb", "distributed", "faiss"):
        monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(NarrativeError, match=r"lif_narrative\[archive\]"):
        Counter([], Rules(), tmp_path)
    with pytest.raises(NarrativeError, match=r"lif_narrative\[archive\]"):
        choose("dask")
    with pytest.raises(NarrativeError, match=r"lif_narrative\[faiss\]"):
        Indexed(Place(tmp_path), "", [])


def test_a_scheduler_beyond_this_machine_is_reached_by_tls_alone(tmp_path):
    pytest.importorskip("distributed")
    from lif_narrative.engine.on_dask import Dask

    with pytest.raises(NarrativeError, match="tls://"):
        Dask("tcp://10.0.0.7:8786")
    with pytest.raises(NarrativeError, match=r"lacks ca\.pem, cert\.pem, key\.pem"):
        Dask("tls://10.0.0.7:8786", tmp_path)


def test_only_names_travel_to_workers(tmp_path):
    archive, _ = made(tmp_path / "a", documents(20))
    seen = []

    class Watching(Here):
        def map(self, work, names):
            import pickle

            names = list(names)
            seen.append(max((len(pickle.dumps((work, name))) for name in names), default=0))
            return super().map(work, names)

    archive.take([written(tmp_path, documents(20, first=60), "more")])
    archive.run(Watching())
    assert 0 < max(seen) < 2000


def test_a_run_without_documents_and_a_question_before_a_run_are_refused(tmp_path):
    archive = Archive(tmp_path)
    with pytest.raises(NarrativeError, match="no documents"):
        archive.run()
    with pytest.raises(NarrativeError, match="was not run"):
        archive.issues()
    with pytest.raises(NarrativeError, match="no Parquet"):
        bad = tmp_path / "x.parquet"
        bad.write_text("no")
        archive.take([bad])
