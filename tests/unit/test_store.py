"""The record in SQL: derived from the nouns, append-only where it must be, honest when it fails."""

from __future__ import annotations

import dataclasses

import pyarrow as pa
import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from lif_narrative import events, records
from lif_narrative.errors import NarrativeError
from lif_narrative.migrate import current, newest, upgrade
from lif_narrative.records import Document, Event, Paragraph, Source, Story
from lif_narrative.schemas import record_of, records_of, row_of, schema_of, table_of
from lif_narrative.store import TABLES, Store, sqlite_url


@pytest.fixture
def store(request, tmp_path):
    url = sqlite_url(tmp_path / "project.sqlite")
    if request.config.getoption("--postgres"):
        url = request.getfixturevalue("postgres").of(tmp_path)
    made = Store(url)
    upgrade(made)
    yield made
    made.close()


DOCUMENT = Document(
    "do-1", "so-1", "p1", "N3", "supervision", "health", "", "2026-autumn", "2026-10",
    "One. Two 🌱.", (Paragraph(0, 4, account="a"), Paragraph(5, 11, question="Why?")), {"Form": "B"},
)  # fmt: skip
SOURCE = Source("so-1", "ab" * 32, "docx", 12)


def test_records_tables_and_schemas_say_the_same(store):
    inspector = sa.inspect(store.engine)
    for name, record in TABLES.items():
        fields = [field.name for field in dataclasses.fields(record)]
        assert [column["name"] for column in inspector.get_columns(name)] == fields
        assert schema_of(record).names == fields


def test_migrations_make_the_tables_of_today(store):
    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, store.meta) == []
    assert current(store) == newest()


def test_a_record_survives_sql_and_arrow_unchanged(store):
    with store.writing() as connection:
        store.add(connection, [SOURCE])
        store.add(connection, [DOCUMENT])
    assert store.read(Document) == [DOCUMENT]
    assert records_of(Document, table_of(Document, [DOCUMENT])) == [DOCUMENT]
    assert record_of(Document, row_of(DOCUMENT)) == DOCUMENT


def test_case_text_is_left_out_of_a_printed_record():
    assert "One." not in repr(DOCUMENT) and "Why?" not in repr(DOCUMENT)


@pytest.mark.sqlite_only
def test_sqlite_keeps_what_it_acknowledged(store):
    with store.engine.connect() as connection:
        told = {
            p: connection.exec_driver_sql(f"PRAGMA {p}").scalar()
            for p in ("journal_mode", "synchronous", "foreign_keys")
        }
    assert told == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def test_a_document_needs_its_source(store):
    with pytest.raises(sa.exc.IntegrityError), store.writing() as connection:
        store.add(connection, [DOCUMENT])


def test_half_a_transaction_leaves_nothing(store):
    with pytest.raises(RuntimeError), store.writing() as connection:
        store.add(connection, [SOURCE])
        raise RuntimeError
    assert store.read(Source) == []


def _told(store, count=3):
    with store.writing() as connection:
        for n in range(count):
            events.append(store, connection, "human:a", "coded", f"ex-{n} th-1")
    return store.read(Event)


def test_events_can_neither_be_changed_nor_removed(store):
    _told(store)
    table = store.table(Event)
    for statement in (sa.update(table).values(actor="human:b"), sa.delete(table)):
        with pytest.raises(sa.exc.DatabaseError), store.writing() as connection:
            connection.execute(statement)
    assert events.faults(store.read(Event)) == []


def test_each_kind_of_tampering_is_found_and_named(store):
    trail = _told(store, 4)
    head = events.head(store)
    changed = [dataclasses.replace(trail[1], reason="other") if e is trail[1] else e for e in trail]
    assert any("Event 2 was changed" in fault for fault in events.faults(changed))
    assert any("Event 3 is missing" in fault for fault in events.faults(trail[:2] + trail[3:]))
    swapped = [dataclasses.replace(e, position={2: 3, 3: 2}.get(e.position, e.position)) for e in trail]
    assert events.faults(swapped)
    assert events.faults(trail[:3]) == [] and events.faults(trail[:3], head)


def test_a_newer_database_is_refused_with_what_to_do(store):
    with store.writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(NarrativeError, match="newer version"):
        upgrade(store)


def test_every_field_of_every_record_has_an_arrow_type():
    for record in TABLES.values():
        assert isinstance(schema_of(record), pa.Schema)
    assert {Story, records.Plan} <= set(TABLES.values())
