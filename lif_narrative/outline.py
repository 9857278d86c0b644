"""The outline of a page in the very first answer to a browser, before anything has loaded.

A browser needs a second or more until Streamlit's own page stands. What is in the answer itself is seen at
once; Streamlit takes its place when it is ready.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any, Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

EMPTY: Final = b'<div id="root"></div>'
OUTLINE: Final = """<div id="root"><style>
#outline { max-width: 70rem; margin: 5rem auto; padding: 0 1rem; font: 1rem/1.5 "Source Sans", sans-serif;
  color: #11181b; } #outline i { display: block; height: 1.1rem; margin: 1rem 0; border-radius: 6px;
  background: #e3e7e4; } body { background: #fdfdfb; } @media (prefers-color-scheme: dark) {
  body { background: #13191c; } #outline { color: #e5e9ea; } #outline i { background: #1e262a; } }
</style><div id="outline" role="status"><p>Opening the project</p><i style="width:38%;height:2rem"></i>
<i style="width:70%"></i><i></i><i style="width:92%"></i><i style="width:60%"></i></div></div>"""


class Outlined:
    """Puts the outline into the page that is sent to a browser; all else passes as it is."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or b"text/html" not in dict(scope["headers"]).get(b"accept", b""):
            await self.app(scope, receive, send)
            return
        plain = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
        await self.app({**scope, "headers": plain}, receive, Answer(send))


class Answer:
    """An answer on its way: its page is gathered, and sent on with the outline in it."""

    def __init__(self, send: Send) -> None:
        self.send, self.start, self.body = send, {}, b""  # type: ignore[var-annotated]
        self.is_page = False

    async def __call__(self, message: MutableMapping[str, Any]) -> None:
        """Take one message of the answer."""
        if message["type"] == "http.response.start":
            kind = dict(message["headers"]).get(b"content-type", b"")
            self.is_page = message["status"] == 200 and kind.startswith(b"text/html")
            self.start = dict(message)
        if not self.is_page:
            await self.send(message)
        elif message["type"] == "http.response.body":
            self.body += message.get("body", b"")
            if not message.get("more_body"):
                await self.whole()

    async def whole(self) -> None:
        """Send the page, with its new length."""
        page = self.body.replace(EMPTY, OUTLINE.encode())
        kept = [(name, value) for name, value in self.start["headers"] if name != b"content-length"]
        first: Message = {**self.start, "headers": [*kept, (b"content-length", str(len(page)).encode())]}
        await self.send(first)
        await self.send({"type": "http.response.body", "body": page})
