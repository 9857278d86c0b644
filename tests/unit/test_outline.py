"""The outline that a browser shows at once: in Streamlit's page, and nowhere else."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

streamlit = pytest.importorskip("streamlit", reason="the app's extra is not installed")

from lif_narrative.outline import EMPTY, Outlined  # noqa: E402

PAGE = b"<html><body>" + EMPTY + b"</body></html>"


def asked(accept: bytes, kind: bytes, chunks: list[bytes], status: int = 200):
    """What a browser receives: the headers and body, and the headers that the app was asked with."""
    seen, sent = {}, []

    async def app(scope, receive, send):
        seen.update(scope["headers"])
        length = str(sum(map(len, chunks))).encode()
        headers = [(b"content-type", kind), (b"content-length", length)]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        for n, chunk in enumerate(chunks):
            await send({"type": "http.response.body", "body": chunk, "more_body": n < len(chunks) - 1})

    async def send(message):
        sent.append(message)

    scope = {"type": "http", "headers": [(b"accept", accept), (b"accept-encoding", b"gzip")]}
    asyncio.run(Outlined(app)(scope, None, send))
    return dict(sent[0]["headers"]), b"".join(m["body"] for m in sent[1:]), seen


def test_the_page_comes_with_an_outline_and_its_true_length():
    headers, body, seen = asked(b"text/html,*/*", b"text/html; charset=utf-8", [PAGE[:20], PAGE[20:]])
    assert b"Opening the project" in body
    assert body.startswith(b'<html><body><div id="root">')
    assert headers[b"content-length"] == str(len(body)).encode()
    assert b"accept-encoding" not in seen


@pytest.mark.parametrize(
    ("accept", "kind", "status"),
    [(b"*/*", b"text/html", 200), (b"text/html", b"text/css", 200), (b"text/html", b"text/html", 404)],
)
def test_what_is_not_the_page_passes_as_it_is(accept, kind, status):
    headers, body, _ = asked(accept, kind, [PAGE], status)
    assert body == PAGE
    assert headers[b"content-length"] == str(len(PAGE)).encode()


def test_streamlits_page_has_the_place_for_it_once():
    page = Path(streamlit.__file__).parent / "static" / "index.html"
    assert page.read_bytes().count(EMPTY) == 1
