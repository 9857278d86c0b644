"""What runs in a network namespace without routes: `alone.py FOLDER` leaves FOLDER/told.json."""

from __future__ import annotations

import contextlib
import fcntl
import json
import socket
import struct
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "browser")]
SCREENS = (
    "",
    "material",
    "read",
    "themes",
    "issues",
    "issues?view=picture",
    "indicators",
    "story",
    "actions",
)
UP, SET_FLAGS = 0x1, 0x8914  # of net/if.h and linux/sockios.h


def loopback_up() -> None:
    with socket.socket() as one:
        fcntl.ioctl(one, SET_FLAGS, struct.pack("16sh14x", b"lo", UP))


def is_cut_off() -> bool:
    """Whether no address elsewhere can be reached (192.0.2.1 is nobody's, RFC 5737)."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        try:
            one.connect(("192.0.2.1", 9))
        except OSError:
            return True
    return False


def files(folder: Path) -> list[str]:
    """The demonstration, and every kind of file that the program writes."""
    from lif_narrative.demo import QUESTION, demo
    from lif_narrative.export import export
    from lif_narrative.export.holdings import HOLDINGS
    from lif_narrative.export.products import PRODUCTS
    from lif_narrative.progress import silent

    project = demo(folder, silent)
    story, made = project.story(QUESTION), []
    for name, product in PRODUCTS.items():
        for ending in product.formats:
            export(story, folder / f"a-{name}{ending}", product=name)
            made.append(f"{name}{ending}")
    for name, holding in HOLDINGS.items():
        for ending in holding.endings:
            project.write(name, folder / f"all-{name}{ending}")
            made.append(f"{name}{ending}")
    project.close()
    return made


def screens(folder: Path) -> tuple[list[str], list[str]]:
    """Every address that a browser asked for on every screen, and those on other machines."""
    import conftest
    from playwright.sync_api import sync_playwright

    asked: list[str] = []
    with contextlib.contextmanager(conftest.serve)(folder / "project") as address, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=str(conftest.CHROMIUM), args=conftest.ARGUMENTS)
        visit = conftest.Visit(browser.new_page(), address)
        visit.page.on("request", lambda request: asked.append(request.url))
        visit.page.on("websocket", lambda stream: asked.append(stream.url))
        for screen in SCREENS:
            visit.go(screen)
        browser.close()
    return asked, [url for url in asked if conftest.abroad(url)]


if __name__ == "__main__":
    place = Path(sys.argv[1])
    loopback_up()
    told: dict[str, object] = {"cut off": is_cut_off(), "files": files(place)}
    if "--screens" in sys.argv:
        told["asked"], told["abroad"] = screens(place)
    (place / "told.json").write_text(json.dumps(told), encoding="utf-8")
