"""The shipped server settings, line by line, as the running server has them, and what they do."""

from __future__ import annotations

import http.client
import json
import os
import socket
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[2]
SETTINGS = ROOT / ".streamlit" / "config.toml"


def lines(table: dict, start: str = ""):
    for name, value in table.items():
        known = f"{start}.{name}".lstrip(".")
        yield from lines(value, known) if isinstance(value, dict) else [(known, value)]


LINES = list(lines(tomllib.loads(SETTINGS.read_text(encoding="utf-8"))))


@pytest.fixture(scope="module")
def port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@pytest.fixture(scope="module")
def server(port, tmp_path_factory):
    """The port of a server that was started as `lif app` starts it, and the options it answered with."""
    asked = tmp_path_factory.mktemp("asked") / "options.json"
    clean = {k: v for k, v in os.environ.items() if not k.startswith("STREAMLIT_")}
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "tests" / "slow" / "asking.py"),
               "--server.port", str(port), "--server.headless", "true"]  # fmt: skip
    running = subprocess.Popen(command, cwd=ROOT, env=clean | {"LIF_ASKED": str(asked)},
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip
    try:
        until = time.monotonic() + 60
        while time.monotonic() < until:
            try:
                if ask(port, "/_stcore/health").status == 200:
                    break
            except OSError:
                time.sleep(0.2)
        yield port, asked
    finally:
        running.terminate()
        running.wait(20)


def ask(port, path, method="GET", body=None, **headers):
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    line.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
    answer = line.getresponse()
    answer.body = answer.read()
    line.close()
    return answer


def stream(port, **headers):
    """Open a websocket as a page does: the status of the answer."""
    return ask(port, "/_stcore/stream", Connection="Upgrade", Upgrade="websocket", Sec_WebSocket_Version="13",
               Sec_WebSocket_Key="c3RyYW5nZXIgdGhhbiBpdA==", **headers).status  # fmt: skip


@pytest.fixture(scope="module")
def options(server):
    """What the server's options are while it serves a page to somebody."""
    client = pytest.importorskip("websockets.sync.client", reason="websockets is not installed")
    from streamlit.proto.BackMsg_pb2 import BackMsg

    port, asked = server
    with client.connect(f"ws://127.0.0.1:{port}/_stcore/stream", subprotocols=["streamlit"]) as page:
        wish = BackMsg()
        wish.rerun_script.query_string = ""
        page.send(wish.SerializeToString())
        until = time.monotonic() + 60
        while not asked.exists() and time.monotonic() < until:
            time.sleep(0.1)
        time.sleep(0.3)
    return json.loads(asked.read_text(encoding="utf-8"))


@pytest.mark.parametrize(("name", "value"), LINES, ids=[name for name, _ in LINES])
def test_the_running_server_has_every_line_as_it_was_shipped(options, name, value):
    assert options[name] == value


def test_it_listens_on_this_machine_alone(server):
    port, _ = server
    with socket.socket() as other, pytest.raises(ConnectionRefusedError):
        other.connect(("127.0.0.2", port))  # this machine too, by an address that it was not bound to


def test_a_page_under_another_name_or_from_another_site_is_refused(server):
    port, _ = server
    own = f"127.0.0.1:{port}"
    assert stream(port, Host=own, Origin=f"http://{own}") == 101
    assert stream(port, Host=f"elsewhere.example:{port}", Origin=f"http://{own}") == 403
    assert stream(port, Host=own, Origin="https://elsewhere.example") == 403


def test_no_other_site_may_read_its_answers(server):
    port, _ = server
    for path in ("/", "/_stcore/health", "/_stcore/host-config"):
        answer = ask(port, path, Origin="https://elsewhere.example")
        assert answer.getheader("Access-Control-Allow-Origin") in (None, "", f"http://127.0.0.1:{port}"), path


def test_an_upload_asks_for_the_token_and_the_cookie_stays_on_its_site(server):
    port, _ = server
    cookie = ask(port, "/_stcore/health").getheader("Set-Cookie") or ""
    assert "_streamlit_xsrf=" in cookie and "samesite=strict" in cookie.lower()
    assert ask(port, "/_stcore/upload_file/nobody/file", "PUT", b"x").status == 403


def test_nobody_can_drive_the_app_without_a_page_and_no_folder_is_served(server):
    port, _ = server
    told = {"jsonrpc": "2.0", "id": 1, "method": "tools/call",
            "params": {"name": "interact", "arguments": {}}}  # fmt: skip
    for path, wish in (("interact", {}), ("mcp", told)):
        kinds = {"Content_Type": "application/json", "Accept": "application/json, text/event-stream"}
        answer = ask(port, f"/_stcore/agent/{path}", "POST", json.dumps(wish).encode(), **kinds)
        assert answer.status >= 400 or b'"error"' in answer.body or b'"isError":true' in answer.body, path
        assert b"asked" not in answer.body and b"session_id" not in answer.body, path
    hidden = ask(port, "/app/static/config.toml")
    assert hidden.status == 404 or b"allowedHosts" not in hidden.body
