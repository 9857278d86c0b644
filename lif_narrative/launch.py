"""Starting the app: Streamlit, bound to this machine, on one project."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

from lif_narrative.errors import NarrativeError
from lif_narrative.resources import shipped


def launch(project: str, actor: str, port: int) -> None:
    """Run the app until it is stopped.

    Raises
    ------
    NarrativeError
        Streamlit is not installed.
    """
    if importlib.util.find_spec("streamlit") is None:
        raise NarrativeError("The app needs Streamlit. Install it with: pip install 'lif_narrative[app]'")
    frame, served = shipped("app.py"), Path(__file__).with_name("pages") / "served.py"
    place = project if "://" in project else os.path.abspath(project)
    settings = {"LIF_PROJECT": place, "LIF_ACTOR": actor}
    command = [sys.executable, "-m", "streamlit", "run", str(served), "--server.port", str(port)]
    # Streamlit reads its settings from the folder it is started in
    subprocess.run(command, cwd=frame.parent, env={**os.environ, **settings}, check=False)
