"""The nginx example as it is shipped: its syntax, and a page and a stream through TLS to the real app."""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import ssl
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[2]
NAME = "practice.example.org"
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")


def free() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@pytest.fixture(scope="module")
def ports():
    return {"443": free(), "80": free(), "8501": free()}


@pytest.fixture(scope="module")
def settings(ports, tmp_path_factory):
    """The example, with a certificate of its own, on ports that anybody may open."""
    if not NGINX or not shutil.which("openssl"):
        pytest.skip("no nginx or openssl here: apt-get install nginx openssl")
    place = tmp_path_factory.mktemp("nginx")
    place.chmod(0o755)
    wish = f"req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN={NAME}".split()
    wish += ["-addext", f"subjectAltName=DNS:{NAME}"]
    files = ["-keyout", place / "key.pem", "-out", place / "one.pem"]
    subprocess.run(["openssl", *wish, *files], check=True, capture_output=True)
    told = (ROOT / "docs" / "nginx.conf").read_text(encoding="utf-8")
    for was, now in (("/etc/ssl/practice.pem", place / "one.pem"),
                     ("/etc/ssl/private/practice.key", place / "key.pem"),
                     ("listen 443", f"listen 127.0.0.1:{ports['443']}"),
                     ("listen 80", f"listen 127.0.0.1:{ports['80']}"),
                     ("127.0.0.1:8501", f"127.0.0.1:{ports['8501']}")):  # fmt: skip
        assert was in told
        told = told.replace(was, str(now))
    kept = "".join(f"{kind}_temp_path {place}/{kind};\n"
                   for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))  # fmt: skip
    path = place / "nginx.conf"
    path.write_text(
        f"pid {place}/pid;\nerror_log {place}/errors;\ndaemon off;\nevents {{}}\nhttp {{\n{kept}{told}}}\n"
    )
    return path


@pytest.fixture(scope="module")
def front(settings, ports):
    """Both servers, the app started as the example says."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith("STREAMLIT_")}
    more = {"STREAMLIT_SERVER_ALLOWED_HOSTS": NAME, "LIF_PROJECT": str(settings.parent / "project")}
    app = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(ports["8501"]),
         "--server.headless", "true"],
        cwd=ROOT, env=clean | more, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip
    nginx = subprocess.Popen([NGINX, "-c", settings], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + 60
        while time.monotonic() < until:
            try:
                if ask(settings, ports, "/_stcore/health")[0] == 200:
                    break
            except OSError:
                pass
            time.sleep(0.3)
        yield settings, ports
    finally:
        for process in (nginx, app):
            process.terminate()
            process.wait(20)


class ByName(http.client.HTTPSConnection):
    """To this machine, under the server's name."""

    def __init__(self, settings, ports, name=NAME) -> None:
        self.trust = ssl.create_default_context(cafile=settings.parent / "one.pem")
        self.place, self.name = ("127.0.0.1", ports["443"]), name
        super().__init__(name, ports["443"], timeout=30, context=self.trust)

    def connect(self) -> None:
        self.sock = self.trust.wrap_socket(
            socket.create_connection(self.place, 30), server_hostname=self.name
        )


def ask(settings, ports, path, **headers):
    line = ByName(settings, ports)
    line.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    answer = line.getresponse()
    told = answer.status, answer.headers, b"" if answer.status == 101 else answer.read()
    line.close()
    return told


def test_nginx_takes_the_example(settings):
    told = subprocess.run([NGINX, "-t", "-c", settings], capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr


def test_a_page_comes_through_tls_with_the_headers_that_guard_it(front):
    status, headers, body = ask(*front, "/")
    assert status == 200 and b"<title>" in body
    assert headers["X-Frame-Options"] == "DENY" and headers["Strict-Transport-Security"]


def test_the_stream_of_a_page_opens_for_its_own_site_alone(front):
    settings, ports = front
    wish = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec_WebSocket_Version": "13",
            "Sec_WebSocket_Key": "c3RyYW5nZXIgdGhhbiBpdA=="}  # fmt: skip
    own = f"https://{NAME}:{ports['443']}"
    assert ask(*front, "/_stcore/stream", Origin=own, **wish)[0] == 101
    assert ask(*front, "/_stcore/stream", Origin="https://elsewhere.example", **wish)[0] == 403


def test_no_tls_leads_to_tls_and_another_name_to_nothing(front):
    settings, ports = front
    line = http.client.HTTPConnection("127.0.0.1", ports["80"], timeout=30)
    line.request("GET", "/read?excerpt=1", headers={"Host": NAME})
    answer = line.getresponse()
    assert answer.status == 301 and answer.headers["Location"] == f"https://{NAME}/read?excerpt=1"
    with pytest.raises(ssl.SSLError):
        ByName(settings, ports, "elsewhere.example").connect()
