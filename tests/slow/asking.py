"""An app that writes the server's own options to the file LIF_ASKED and shows one line."""

import json
import os
import tomllib
from pathlib import Path

import streamlit as st

told = tomllib.loads(Path(".streamlit/config.toml").read_text(encoding="utf-8"))


def names(table: dict, start: str):
    for name, value in table.items():
        yield from names(value, f"{start}.{name}") if isinstance(value, dict) else [f"{start}.{name}"]


answers = {n: st.get_option(n) for section, table in told.items() for n in names(table, section)}
Path(os.environ["LIF_ASKED"]).write_text(json.dumps(answers), encoding="utf-8")
st.write("asked")
