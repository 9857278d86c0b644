"""A PostgreSQL server of the tests' own, and the whole suite on it: `pytest --postgres`.

Every `Project.open(folder)` then keeps its record in a database of that server, named by the folder;
the tests are the same. Tests that are about SQLite's own file say so (`sqlite_only`) and are skipped.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

PROGRAMS = [*sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True), Path("/usr/local/bin")]


@dataclass(frozen=True)
class Server:
    """A running server; `url` ends before the database's name."""

    url: str

    def database(self, name: str) -> str:
        """The URL of a database of this name, made if it is not there."""
        import psycopg

        with psycopg.connect(f"{self.url}/postgres", autocommit=True) as connection, \
                contextlib.suppress(psycopg.errors.DuplicateDatabase):  # fmt: skip
            connection.execute(f'CREATE DATABASE "{name}"')
        return f"{self.url}/{name}"

    def of(self, folder: Path) -> str:
        """The URL of the database that stands for a project's folder."""
        return self.database(_name(folder))

    def copy(self, folder: Path, to: Path) -> None:
        """Make the database of one folder's project the other's too."""
        import psycopg

        with psycopg.connect(f"{self.url}/postgres", autocommit=True) as connection:
            # a template may not be in use; whoever holds it open connects again
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [_name(folder)]
            )
            connection.execute(f'CREATE DATABASE "{_name(to)}" TEMPLATE "{_name(folder)}"')


def _name(folder: Path) -> str:
    return "p" + hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:24]


@contextlib.contextmanager
def running() -> Iterator[Server]:
    """A server in a folder of its own, on the loopback, while this lasts; skips where there is none."""
    programs = next((p for p in PROGRAMS if (p / "initdb").exists()), None)
    found = shutil.which("initdb")
    if programs is None and found is None:
        pytest.skip("no PostgreSQL server is installed: apt-get install postgresql")
    programs = programs or Path(found or "").parent
    pytest.importorskip("psycopg")
    place = Path(tempfile.mkdtemp(prefix="lif-pg-"))
    as_user = _somebody(place)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    data = place / "data"
    _do([*as_user, programs / "initdb", "-D", data, "-U", "lif", "-A", "trust", "-E", "UTF8", "--locale=C"])
    asked = {"listen_addresses": "127.0.0.1", "port": port, "unix_socket_directories": place,
             "max_connections": 200}  # fmt: skip
    settings = " ".join(f"-c {name}={value}" for name, value in asked.items())
    _do([*as_user, programs / "pg_ctl", "-D", data, "-w", "-l", place / "log", "-o", settings, "start"])
    try:
        yield Server(f"postgresql://lif@127.0.0.1:{port}")
    finally:
        _do([*as_user, programs / "pg_ctl", "-D", data, "-m", "immediate", "stop"])
        shutil.rmtree(place, ignore_errors=True)


def _somebody(place: Path) -> list[str]:
    """How to run as somebody who is not root: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return []
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            user = pwd.getpwnam(name)
            os.chown(place, user.pw_uid, user.pw_gid)
            return ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]
    pytest.skip("PostgreSQL does not run as root, and there is no other user here")


def _do(command: list[object]) -> None:
    done = subprocess.run([str(part) for part in command], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                          cwd="/", check=False, text=True)  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"{command[-1]}: {done.stderr[-400:]}")
