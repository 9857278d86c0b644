"""Every screen at 200% and at 400%, light and dark: no fault that axe finds, and nothing moves sideways.

A window of 1280 pixels at 400% is one of 320 (WCAG 2.2, 1.4.10 Reflow).
"""

from __future__ import annotations

import pytest

AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
SCREENS = (
    "", "material", "material?material=layouts", "material?material=identify", "read", "themes",
    "issues?view=picture", "issues?view=one", "issues?view=gaps", "agreement", "indicators",
    "conversation", "story", "actions", "project", "plan",
)  # fmt: skip
ZOOMS = {"200%": 640, "400%": 320}
SIDEWAYS = """() => { const main = document.querySelector('[data-testid="stMain"]');
    return main.scrollWidth - main.clientWidth; }"""


@pytest.mark.parametrize("shade", ["light", "dark"])
def test_no_screen_has_a_fault_when_it_is_enlarged(visit, app, shade):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    here, faults = visit(app, width=ZOOMS["200%"], shade=shade), []
    for screen in SCREENS:
        page = here.go(screen)
        for zoom, width in ZOOMS.items():
            page.set_viewport_size({"width": width, "height": 900})
            here.settle()
            found = axe.Axe().run(page, options={"runOnly": {"type": "tag", "values": AA}}).response
            faults += [
                (zoom, screen, v["id"], n["target"]) for v in found["violations"] for n in v["nodes"][:2]
            ]
            if (sideways := page.evaluate(SIDEWAYS)) > 1:
                faults.append((zoom, screen, "moves sideways by", sideways))
    assert faults == []
