"""Every PDF passes every rule of PDF/UA-1 that the checker implements."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

page = pytest.importorskip("page", reason="page-validation is not installed")
sys.path.append(str(Path(__file__).parents[1] / "unit"))
from small_audit import material  # noqa: E402

from lif_narrative import story  # noqa: E402
from lif_narrative.export import export  # noqa: E402
from lif_narrative.export.products import PRODUCTS  # noqa: E402

pytestmark = pytest.mark.slow
FORMS = [
    (product.name, profile, large)
    for product in PRODUCTS.values() if ".pdf" in product.formats
    for profile in ("internal", "shareable") for large in ((False, True) if product.large_print else (False,))
]  # fmt: skip


@pytest.fixture(scope="module")
def told():
    return story.draft("Is help in time?", material())


@pytest.mark.parametrize(("product", "profile", "large"), FORMS)
def test_a_pdf_passes_all_rules(told, tmp_path, product, profile, large):
    path = export(told, tmp_path / "it.pdf", profile, product=product, large_print=large)
    report = page.validate_pdf(str(path))
    assert report.is_compliant and not report.failures
    assert report.rules.total >= 104 and report.rules.failed == 0
