"""The app as Streamlit serves it: the screens of `app.py`, behind a page that has an outline at once."""

import streamlit as st
from starlette.middleware import Middleware

from lif_narrative.outline import Outlined
from lif_narrative.resources import shipped

app = st.App(shipped("app.py"), middleware=[Middleware(Outlined)])
