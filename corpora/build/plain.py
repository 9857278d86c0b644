"""The formats that are only text: txt, md, html, rtf, eml and captions."""

from html import escape
from typing import Any

from source import Form, paragraphs


def text(source: dict[str, Any]) -> bytes:
    """Write a form typed into a plain file, with each answer under its question."""
    form = Form.read(source)
    parts = [form.title, *form.opening]
    parts += ["\n".join([question, *answer]) for question, answer in form.sections]
    return "\n\n".join([*parts, ""]).encode()


def letter(source: dict[str, Any]) -> bytes:
    """Write paragraphs and nothing else."""
    return "\n\n".join([*paragraphs(source["body"]), ""]).encode()


def markdown(source: dict[str, Any]) -> bytes:
    """Write notes with a heading for each question."""
    form = Form.read(source)
    parts = [f"# {form.title}", *form.opening]
    for question, answer in form.sections:
        parts += [f"## {question}", *answer]
    return "\n\n".join([*parts, ""]).encode()


def html(source: dict[str, Any]) -> bytes:
    """Write a page with a heading for each person who replied."""
    form = Form.read(source)
    body = [tagged("h1", form.title), *(tagged("p", words) for words in form.opening)]
    for question, answer in form.sections:
        body += [tagged("h2", question), *(tagged("p", words) for words in answer)]
    head = f'<meta charset="utf-8">{tagged("title", form.title)}'
    head += "<style>body { font-family: sans-serif; max-width: 40em; }</style>"
    page = ["<!doctype html>", '<html lang="en-GB">', tagged("head", head, raw=True), "<body>"]
    return "\n".join([*page, *body, "</body>", "</html>", ""]).encode()


def tagged(tag: str, words: str, *, raw: bool = False) -> str:
    """Put words inside a tag, escaped unless they are already HTML."""
    return f"<{tag}>{words if raw else escape(words, quote=False)}</{tag}>"


def rich_text(source: dict[str, Any]) -> bytes:
    """Write RTF in ASCII: every other letter is an escape."""
    lines = [rtf_escaped(words) + r"\par" for words in paragraphs(source["body"])]
    head = r"{\rtf1\ansi\deff0{\fonttbl{\f0 Calibri;}}\f0\fs24"
    return "\n".join([head, *lines, "}", ""]).encode("ascii")


def rtf_escaped(words: str) -> str:
    """Escape what RTF reads as its own."""
    return "".join(f"\\u{ord(c)}?" if ord(c) > 126 else f"\\{c}" if c in "\\{}" else c for c in words)


def email(source: dict[str, Any]) -> bytes:
    """Write a plain message with its headers."""
    headers = [f"{name}: {value}" for name, value in source["headers"].items()]
    headers += ["MIME-Version: 1.0", 'Content-Type: text/plain; charset="utf-8"']
    headers += ["Content-Transfer-Encoding: 8bit"]
    message = "\n".join([*headers, "", letter(source).decode()])
    return message.replace("\n", "\r\n").encode()


def captions(source: dict[str, Any]) -> bytes:
    """Write WebVTT with the speaker of each cue, as a recorded meeting gives it."""
    parts, clock = ["WEBVTT", f"NOTE {source['note']}"], 3.0
    for number, (seconds, speaker, words) in enumerate(source["cues"], start=1):
        parts.append(f"{number}\n{at(clock)} --> {at(clock + seconds)}\n<v {speaker}>{words}")
        clock += seconds + 0.4
    return "\n\n".join([*parts, ""]).encode()


def at(seconds: float) -> str:
    """Write a time as captions write it."""
    return f"{int(seconds // 3600):02}:{int(seconds // 60) % 60:02}:{seconds % 60:06.3f}"
