"""What every test shares: no network, the synthetic audit, and a project made from it once."""

from __future__ import annotations

import json
import os
import shutil
import socket
import sqlite3
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE / "trust"), str(HERE / "unit")]
from postgres import Server, running  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
SYNTHETIC = ROOT / "corpora" / "synthetic"
LOOPBACK = ("127.", "::1", "localhost", "0.0.0.0")

os.environ.setdefault("HF_HUB_OFFLINE", "1")
settings.register_profile("same everywhere", deadline=None, derandomize=True)
settings.load_profile("same everywhere")


def _refuse(real):
    def connect(self, address, *rest):
        if self.family in (socket.AF_INET, socket.AF_INET6) and not str(address[0]).startswith(LOOPBACK):
            raise OSError(f"tests run without a network; something tried to reach {address[0]}")
        return real(self, address, *rest)

    return connect


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """Refuse every connection that leaves this machine."""
    patch = pytest.MonkeyPatch()
    patch.setattr(socket.socket, "connect", _refuse(socket.socket.connect))
    patch.setattr(socket.socket, "connect_ex", _refuse(socket.socket.connect_ex))
    yield
    patch.undo()


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--postgres`: keep every project of the tests in PostgreSQL instead of SQLite."""
    parser.addoption("--postgres", action="store_true", help="run the suite on PostgreSQL")


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A PostgreSQL server, for those who ask for one."""
    with running() as server:
        yield server


@pytest.fixture(autouse=True, scope="session")
def on_postgres(request: pytest.FixtureRequest) -> Iterator[None]:
    """With `--postgres`, the record of every project that is opened by folder is in PostgreSQL."""
    if not request.config.getoption("--postgres"):
        yield
        return
    from lif_narrative import project

    server, local = request.getfixturevalue("postgres"), project.located

    def located(where: str | Path, folder: str | Path | None = None) -> tuple[Path, str]:
        place, url = local(where, folder)
        restored = (place / project.DATABASE).exists()  # a backup of any project comes back in SQLite
        return place, url if restored or not url.startswith("sqlite") else server.of(place)

    patch = pytest.MonkeyPatch()
    patch.setattr(project, "located", located)
    yield
    patch.undo()


@pytest.fixture(autouse=True, scope="session")
def migrated_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A new project's SQLite file is a copy of one that every migration ran on; the suite makes hundreds."""
    from lif_narrative import project
    from lif_narrative.migrate import current, upgrade
    from lif_narrative.store import Store, sqlite_url

    path = tmp_path_factory.mktemp("migrated") / "project.sqlite"

    def copied(store: Store) -> None:
        if not store.is_sqlite or current(store):
            return upgrade(store)
        if not path.exists():
            upgrade(Store(sqlite_url(path)))
        with sqlite3.connect(path) as source, sqlite3.connect(str(store.url.database)) as target:
            source.backup(target)

    patch = pytest.MonkeyPatch()
    patch.setattr(project, "upgrade", copied)
    yield
    patch.undo()


@pytest.fixture(scope="session")
def twin(request: pytest.FixtureRequest) -> Callable[[Path, Path], Path]:
    """Copy a closed project with its vault to another place, quicker than making it anew."""

    def copy(project: Path, to: Path) -> Path:
        for ending in ("", ".vault"):
            shutil.copytree(f"{project}{ending}", f"{to}{ending}")
        if request.config.getoption("--postgres"):
            request.getfixturevalue("postgres").copy(project, to)
        return to

    return copy


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Skip, saying so, what reads ../shared where it is absent, and SQLite's own with `--postgres`."""
    for item in items if config.getoption("--postgres") else ():
        if item.get_closest_marker("sqlite_only"):
            item.add_marker(pytest.mark.skip(reason="about SQLite's own file"))
    if SHARED.is_dir():
        return
    for item in items:
        if item.get_closest_marker("shared"):
            item.add_marker(
                pytest.mark.skip(reason="../shared is absent: its corpora are not part of the project")
            )


@pytest.fixture(scope="session")
def synthetic() -> Path:
    """The invented audit that ships with the program."""
    return SYNTHETIC


@pytest.fixture(scope="session")
def shared() -> Path:
    """The real corpora and coded sentences, read in place."""
    if not SHARED.is_dir():
        pytest.skip("../shared is absent: its corpora are not part of the project")
    return SHARED


@pytest.fixture(scope="session")
def trust() -> Callable[[str, dict[str, object]], None]:
    """Keep what a suite counted, for `docs/TRUST.md`: tests of one subject add to one another's counts."""
    from results import FOLDER, record

    def keep(subject: str, counts: dict[str, object]) -> None:
        place = FOLDER / f"{subject}.json"
        held = json.loads(place.read_text(encoding="utf-8")) if place.exists() else {}
        record(**(held | counts | {"suite": subject}))

    return keep
