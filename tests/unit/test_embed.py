"""The encoder: the same vector for the same text, whoever is beside it, kept by content."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from lif_narrative import cards, embed
from lif_narrative.embed import Encoder
from lif_narrative.embed.pieces import AT_ONCE, alike
from lif_narrative.embed.vectors import VectorCache
from lif_narrative.errors import NarrativeError, UnknownChoice

TEXTS = [
    "No.",
    "The plan is short and the children know what is in it.",
    "x " * 400,
    "",
    "no clipboard!!",
    "No.",
]


def test_vectors_are_of_unit_length_and_of_the_text() -> None:
    vectors = Encoder().encode(TEXTS)
    assert vectors.shape == (6, 384) and vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-4)
    assert (vectors[0] == vectors[5]).all() and not np.allclose(vectors[0], vectors[1])


def test_like_texts_are_nearer_than_unlike_ones() -> None:
    texts = ["Children are seen alone.", "The child was met on her own.", "The budget rose."]
    near, like, unlike = Encoder().encode(texts)
    assert near @ like > near @ unlike + 0.2


def test_a_vector_does_not_depend_on_the_texts_beside_it() -> None:
    together = Encoder().encode(TEXTS)
    alone = np.vstack([Encoder().encode([text]) for text in TEXTS])
    turned = Encoder().encode(TEXTS[::-1])[::-1]
    assert together.tobytes() == alone.tobytes() == np.ascontiguousarray(turned).tobytes()


def test_no_text_gives_no_vector() -> None:
    assert Encoder().encode([]).shape == (0, 384)


def test_a_kept_vector_is_not_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = Encoder(cache=tmp_path).encode(TEXTS)
    made: list[str] = []
    real = embed.choose("minilm.v1")

    class Counting:
        fingerprint = real.fingerprint

        def __call__(self, texts: list[str]) -> np.ndarray:
            made.extend(texts)
            return real(texts)

    monkeypatch.setattr(embed, "choose", lambda name: Counting())
    assert (Encoder(cache=tmp_path).encode([*TEXTS, "new"])[:6] == first).all()
    assert made == ["new"]


def test_the_cache_holds_no_words(tmp_path: Path) -> None:
    Encoder(cache=tmp_path).encode(["canary words in a text"])
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert files and not any(b"canary" in path.read_bytes() or "canary" in path.name for path in files)


def test_two_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    def write(number: int) -> None:
        VectorCache(tmp_path, "f").put({f"{number}-{i}": np.full(3, number, np.float32) for i in range(50)})

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(8)))
    found = VectorCache(tmp_path, "f").get([f"{n}-{i}" for n in range(8) for i in range(50)])
    assert len(found) == 400 and all((vector == int(name[0])).all() for name, vector in found.items())


def test_another_model_has_another_file(tmp_path: Path) -> None:
    VectorCache(tmp_path, "a" * 40).put({"x": np.ones(2, np.float32)})
    assert VectorCache(tmp_path, "b" * 40).get(["x"]) == {}


def test_a_broken_cache_is_named_with_what_to_do(tmp_path: Path) -> None:
    cache = VectorCache(tmp_path, "f")
    cache.path.write_bytes(b"this is no database, and long enough to look like one" * 30)
    with pytest.raises(NarrativeError, match="Delete that file"):
        cache.get(["x"])
    assert sqlite3.sqlite_version  # the library itself is well


def test_a_changed_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    changed = tmp_path / "models" / "minilm-int8"
    shutil.copytree(cards.shipped("models") / "minilm-int8", changed)
    with (changed / "tokenizer.json").open("a") as stream:
        stream.write(" ")
    monkeypatch.setattr(cards, "shipped", lambda name: tmp_path / name)
    with pytest.raises(NarrativeError, match="'minilm-int8' was changed: tokenizer.json"):
        cards.weights("minilm-int8", "tokenizer.json")


def test_every_card_says_whose_it_is_and_what_it_cannot_do() -> None:
    assert {"minilm", "minilm-int8", "spacy-en", "appraiser"} <= set(cards.names())
    for name in cards.names():
        told = cards.card(name)
        assert told["name"] == name and told["limits"]
        for word in ("version", "title", "used_for", "source", "licence", "trained_on", "coded_by"):
            assert told[word], f"{name} lacks {word}"
        assert all(len(hashed) == 64 for hashed in told["files"].values())


def test_an_unknown_encoder_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UnknownChoice, match="minilm.v1"):
        Encoder("minlm").encode(["x"])


def test_a_run_keeps_the_versioned_name_and_the_weights() -> None:
    assert Encoder("minilm").name == "minilm.v1"
    assert Encoder().fingerprint.startswith("minilm.v1:")
    assert len(Encoder().fingerprint) == len("minilm.v1:") + 64


def test_encoding_needs_no_torch() -> None:
    code = (
        "import sys, lif_narrative; lif_narrative.Encoder().encode(['x']); sys.exit('torch' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_graph_of_fused_parts_says_what_the_packages_own_says() -> None:
    from lif_narrative.embed.pieces import tokenizer

    texts = ["No.", "The plan is short and the children know what is in it."]
    whole = embed.session(cards.weights("minilm-int8", "model.onnx"))
    for text, vector in zip(texts, Encoder().fresh(texts), strict=True):
        ids = np.array([tokenizer().encode(text).ids], dtype=np.int64)
        told = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
        mean = whole.run(None, told)[0][0].mean(axis=0)
        assert np.abs(mean / np.linalg.norm(mean) - vector).max() < 2e-6


def test_texts_read_together_have_one_length_and_few_pieces() -> None:
    lengths = [7, 300, 7, 5, *[100] * 9]
    batches = alike(lengths)
    assert sorted(place for batch in batches for place in batch) == list(range(13))
    assert all(len({lengths[place] for place in batch}) == 1 for batch in batches)
    assert all(len(batch) == 1 or sum(lengths[p] for p in batch) <= AT_ONCE for batch in batches)
    assert [0, 2] in batches and len(batches) == 6


def test_the_graph_is_the_one_that_is_built(tmp_path: Path) -> None:
    pytest.importorskip("onnx")
    from lif_narrative.embed.building import graph

    graph(tmp_path / "fused.onnx")
    assert cards.sha256(tmp_path / "fused.onnx") == cards.card("minilm-int8")["files"]["fused.onnx"]


@pytest.mark.slow
def test_full_precision_says_nearly_the_same() -> None:
    pytest.importorskip("sentence_transformers")
    texts = TEXTS[:2]
    assert ((Encoder("minilm-fp32").encode(texts) * Encoder().encode(texts)).sum(axis=1) > 0.98).all()
