"""The docs site: the pages of this folder, the API from its docstrings, the notebooks. `make docs` builds it.

Nothing of it comes from elsewhere when it is read: no font, script or picture has an address outside.
With LIF_DOCS_RUN=1 the notebooks are run while it is built, and shown with what they gave.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from lif_narrative import __version__

HERE = Path(__file__).parent
shutil.copytree(HERE.parent / "notebooks", HERE / "notebooks", dirs_exist_ok=True)  # ignored by git

project, release, language = "lif_narrative", __version__, "en-GB"
copyright = "MIT licence"
extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
root_doc = "index"
exclude_patterns = ["nginx.conf"]
suppress_warnings = ["myst.xref_missing", "myst.header"]  # links to files outside this folder
myst_heading_anchors = 3

nb_execution_mode = "force" if os.environ.get("LIF_DOCS_RUN") else "off"
nb_execution_timeout = 400
nb_execution_raise_on_error = True
nb_render_markdown_format = "myst"

autodoc_member_order = "bysource"
autodoc_typehints = "description"
napoleon_google_docstring = False

html_theme = "furo"
html_title = f"lif_narrative {__version__}"
html_theme_options = {"top_of_page_buttons": []}
html_copy_source = False
html_show_sourcelink = False
html_show_sphinx = False
