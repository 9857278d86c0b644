import json
import stat
import sys

import pytest

from lif_narrative.deidentify import codec
from lif_narrative.deidentify.findings import Redaction
from lif_narrative.deidentify.vault import Vault
from lif_narrative.errors import NarrativeError, VaultLocked
from lif_narrative.ingest.raw import Named, RawDocument
from lif_narrative.records import Paragraph


@pytest.fixture
def vault(tmp_path):
    return Vault.create(tmp_path / "vault")


def files(vault):
    return [path for path in vault.folder.rglob("*") if path.is_file()]


def test_gives_back_what_was_put(vault):
    vault.put("original", "so-1", b"Tomasz said", source="so-1")
    assert Vault.open(vault.folder).get("original", "so-1") == b"Tomasz said"
    assert vault.ids("original") == ["so-1"]


def test_no_word_or_id_stands_in_the_clear(vault):
    vault.put("original", "so-tomasz", b"Tomasz said", source="so-tomasz", cases=["tomasz"])
    for path in files(vault):
        assert b"omasz" not in path.read_bytes()
        assert "omasz" not in str(path.relative_to(vault.folder))


def test_pseudonym_key_is_random_and_lasts(vault, tmp_path):
    other = Vault.create(tmp_path / "other")
    assert len(vault.pseudonym_key) == 32
    assert vault.pseudonym_key != other.pseudonym_key
    assert Vault.open(vault.folder).pseudonym_key == vault.pseudonym_key


def test_a_flipped_byte_is_found_wherever_it_is(vault):
    vault.put("original", "so-1", b"words", source="so-1")
    for path in files(vault):
        if path.name == "vault.json":
            continue
        kept = path.read_bytes()
        path.write_bytes(kept[:-1] + bytes([kept[-1] ^ 1]))
        with pytest.raises(NarrativeError):
            opened = Vault.open(vault.folder)
            opened.get("original", "so-1")
            opened.pseudonym_key  # noqa: B018
        path.write_bytes(kept)
    assert Vault.open(vault.folder).get("original", "so-1") == b"words"


def test_a_box_put_in_anothers_place_does_not_open(vault):
    vault.put("original", "a", b"one", source="s")
    vault.put("original", "b", b"two", source="s")
    one, two = sorted((vault.folder / "items" / "original").iterdir())
    one.write_bytes(two.read_bytes())
    with pytest.raises(NarrativeError):
        [vault.get("original", name) for name in ("a", "b")]


def test_without_its_key_file_it_stays_locked_and_says_so(vault):
    (vault.folder / "key").unlink()
    with pytest.raises(VaultLocked, match="key file"):
        Vault.open(vault.folder)


def test_an_absent_vault_says_so(tmp_path):
    with pytest.raises(VaultLocked, match="no vault"):
        Vault.open(tmp_path / "nowhere")


def test_a_passphrase_opens_and_another_does_not(tmp_path):
    made = Vault.create(tmp_path / "vault", "four plain words here")
    made.put("roster", "all", b"names")
    assert not (made.folder / "key").exists()
    assert Vault.open(made.folder, "four plain words here").get("roster", "all") == b"names"
    with pytest.raises(VaultLocked, match="another"):
        Vault.open(made.folder, "four other words here")
    with pytest.raises(VaultLocked, match="passphrase"):
        Vault.open(made.folder)


def test_a_second_vault_is_not_made_over_the_first(vault):
    with pytest.raises(NarrativeError, match="already"):
        Vault.create(vault.folder)


def test_forgetting_a_source_takes_its_items_and_no_other(vault):
    for source in ("s1", "s2"):
        vault.put("original", source, b"words", source=source)
    assert vault.forget("s1") == 1
    assert vault.ids("original") == ["s2"]
    with pytest.raises(NarrativeError, match="forgotten"):
        vault.get("original", "s1")
    assert vault.get("original", "s2") == b"words"


def test_what_a_backup_of_the_items_kept_stays_closed_after_forgetting(vault):
    vault.put("raw", "d1", b"words", source="s1", cases=["Case K47"])
    held = {path: path.read_bytes() for path in (vault.folder / "items" / "raw").iterdir()}
    assert vault.forget_case("Case K47") == 1
    for path, data in held.items():
        path.write_bytes(data)
    with pytest.raises(NarrativeError):
        vault.get("raw", "d1")
    vault.put("raw", "d2", b"more", source="s1", cases=["Case K47"])  # a new key, which opens nothing old
    with pytest.raises(NarrativeError):
        vault.get("raw", "d1")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes")
def test_only_its_owner_may_read_it(vault):
    vault.put("original", "so-1", b"words", source="so-1")
    assert {stat.S_IMODE(path.stat().st_mode) for path in files(vault)} == {0o600}


def test_a_write_cut_short_leaves_the_old_item_and_no_scrap(vault, monkeypatch):
    vault.put("original", "so-1", b"old", source="so-1")

    def fail(_):
        raise OSError("disk full")

    monkeypatch.setattr("lif_narrative.deidentify.files.os.fsync", fail)
    with pytest.raises(OSError):
        vault.put("original", "so-1", b"new", source="so-1")
    assert vault.get("original", "so-1") == b"old"
    assert vault.ids("original") == ["so-1"]


def test_raw_documents_survive_the_vault():
    document = RawDocument(
        "d1", "s1", "p1", "Siân rang.", (Paragraph(0, 10, question="Who?"),), "N1", ("K-1",),
        (Named("Siân Price", "child", "daughter"),), attributes={"Form": "4"},
    )  # fmt: skip
    assert codec.decode(codec.encode(document)) == document
    json.loads(codec.encode(document))
    table = (Redaction(0, 4, "person", "Child K47"),)
    assert codec.decode_redactions(codec.encode_redactions(table)) == table
