"""A real server on a real project, and a real browser: skipped, saying so, where Chromium is absent."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
ARGUMENTS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
SETTLED = """() => document.querySelector('h1') && !document.querySelector('[data-stale="true"]')
    && document.querySelector('[data-testid="stApp"]').dataset.testScriptState === 'notRunning'"""


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if not CHROMIUM.exists():
                item.add_marker(
                    pytest.mark.skip(reason=f"no Chromium at {CHROMIUM}: apt-get install chromium")
                )


@pytest.fixture(scope="session")
def analysed(tmp_path_factory):
    """The sample audit, taken in and analysed by the real pipeline."""
    from lif_narrative.project import Project
    from lif_narrative.resources import shipped

    project = Project.open(tmp_path_factory.mktemp("browser") / "leaving care", actor="human:reviewer")
    project.ingest(shipped("corpora/synthetic"))
    project.run()
    return project


@pytest.fixture(scope="session")
def app(analysed):
    """The address of the app on the analysed project."""
    yield from serve(analysed.folder)


@pytest.fixture(scope="session")
def bare(tmp_path_factory):
    """The address of the app on a new project."""
    yield from serve(tmp_path_factory.mktemp("browser") / "new")


def serve(folder: Path):
    """Start the app, as `lif app` does, and stop it in the end."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    told = {
        "LIF_PROJECT": str(folder),
        "LIF_ACTOR": "human:reviewer",
        "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]),
    }
    served = "lif_narrative/pages/served.py"
    command = [sys.executable, "-m", "streamlit", "run", served, "--server.port", str(port),
               "--server.headless", "true"]  # fmt: skip
    server = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **told}, stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL)  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    try:
        wait(address + "/_stcore/health")
        yield address
    finally:
        server.terminate()
        server.wait(10)


def wait(address: str, for_s: float = 60) -> None:
    until = time.monotonic() + for_s
    while True:
        try:
            urllib.request.urlopen(address, timeout=2)
            return
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


@pytest.fixture(scope="session")
def browser():
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as p:
        made = p.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield made
        made.close()


class Visit:
    """A person at a screen: what they see, and what their browser asked of other machines."""

    def __init__(self, page, address: str) -> None:
        self.page, self.address, self.abroad = page, address, []
        page.on("request", lambda request: self.abroad.append(request.url) if abroad(request.url) else None)

    def go(self, where: str):
        self.page.goto(f"{self.address}/{where}")
        self.settle()
        self.page.wait_for_load_state("networkidle")  # its parts load one by one, and then hear keys
        self.page.wait_for_timeout(400)
        return self.settle()

    def settle(self):
        """Wait until the page is drawn and still."""
        self.page.wait_for_function(SETTLED, timeout=60_000)
        self.page.wait_for_timeout(150)
        self.page.wait_for_function(SETTLED, timeout=60_000)
        return self.page

    def press(self, key: str):
        self.page.keyboard.press(key)
        self.page.wait_for_timeout(150)
        return self.settle()


def abroad(url: str) -> bool:
    return url.startswith(("http", "ws")) and "//127.0.0.1" not in url and "//localhost" not in url


@pytest.fixture
def visit(browser, request):
    """Opens a browser window of a size and shade, and closes it in the end."""
    windows = []

    def opened(address: str, width: int = 1280, shade: str = "light") -> Visit:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=shade, accept_downloads=True
        )
        windows.append(context)
        return Visit(context.new_page(), address)

    yield opened
    for window in windows:
        window.close()
