"""How long the documents take: a story of some 30 pages in each format, and every product of a project, cold.

    python bench/exports.py                   the 30-page story, made from an invented audit
    python bench/exports.py PROJECT_FOLDER    also every product of that project, in one new process

Figures are for this machine, as it is loaded now; nothing is asserted.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ONE = """
import sys, time
sys.path[:0] = [{root!r}, {tests!r}]
from small_audit import material
from lif_narrative import story
spec = {{f"theme {{n}}": {{"single-agency audit": "cccss"[n % 3:] + "sc", "child feedback": "scc",
        "family feedback": "sccs" if n % 3 else "cccc", "observation": "ss"}} for n in range(46)}}
from lif_narrative.story import claims
claims.MAX_CLAIMS = 46
told = story.draft("Is help in time, and who was asked?", material(spec))
from lif_narrative.export import export
began, cpu = time.perf_counter(), time.process_time()
export(told, {path!r}, product={product!r})
print(time.perf_counter() - began, time.process_time() - cpu)
"""


def pages(path: Path) -> int:
    """How many pages a PDF has."""
    import pypdfium2

    return len(pypdfium2.PdfDocument(path))


def story_of_thirty_pages(folder: Path) -> None:
    """Each format written first in a new process, so that every library is loaded."""
    for product, ending in (("story", ".pdf"), ("story", ".docx"), ("story", ".html"), ("board", ".pptx")):
        path = folder / f"{product}{ending}"
        code = ONE.format(root=str(ROOT), tests=str(ROOT / "tests" / "unit"), path=str(path), product=product)
        told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        took, cpu = map(float, told.stdout.split())
        size = f", {pages(path)} pages" if ending == ".pdf" else ""
        print(f"{product}{ending}: {took:.2f} s, of CPU {cpu:.2f} s{size}, {path.stat().st_size // 1024} KB")


def every_product(project: str, folder: Path) -> None:
    """Every product in every format, from opening the project on."""
    began = time.perf_counter()
    import lif_narrative as lif
    from lif_narrative.export.products import PRODUCTS

    opened = lif.Project.open(project)
    told = opened.story(str(opened.stories().iloc[-1]["question"]))
    count = 0
    for product in PRODUCTS.values():
        for ending in product.formats:
            lif.export(told, folder / f"{product.name}{ending}", product=product.name)
            count += 1
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    took, cpu = time.perf_counter() - began, time.process_time()
    print(f"{count} files of {len(PRODUCTS)} products: {took:.1f} s, of CPU {cpu:.1f} s, peak {peak:.0f} MB")


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    with tempfile.TemporaryDirectory() as place:
        if len(sys.argv) > 1:
            every_product(sys.argv[1], Path(place))
        story_of_thirty_pages(Path(place))
