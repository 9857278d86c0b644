"""Numbers, codes and electronic addresses that stand for one person: found by shape, check digit and context.

A number whose check digit is right is taken wherever it stands; one whose digit is wrong (a typing
slip still identifies) needs its label beside it. Presidio's recognisers of these kinds are mostly
American, and two of them reach for the network, so the shapes are our own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from lif_narrative.deidentify import checks
from lif_narrative.deidentify.contacts import handles, near, phones
from lif_narrative.deidentify.findings import Finding

_NHS = re.compile(r"(?<![\d-])\d{3}[ \u00a0-]?\d{3}[ \u00a0-]?\d{4}(?![\d-])")
_UPN = re.compile(r"\b[A-HJ-NP-RT-Za-hj-np-rt-z](?:\d{12}|\d{11}[A-Za-z])\b")
_NI = re.compile(
    r"\b(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b", re.I
)
_EMAIL = re.compile(r"[\w.%+'-]+@(?:[\w-]+\.)+[A-Za-z]{2,}", re.U)
_WEB = re.compile(r"\b(?:https?://|www\.)[^\s<>\"')\]]+", re.I)
_PLATE = re.compile(
    r"\b(?:[A-Z]{2}\d{2} ?[A-Z]{3}|[A-Z]\d{1,3} [A-Z]{3}|[A-Z]{3} \d{1,3}[A-Z])\b|\b[a-z]{2}\d{2} [a-z]{3}\b"
)
_CAR_CUE = re.compile(
    r"\b(?:car|van|vehicle|reg|registration|plate|vrm|drives?|driving|parked|motorbike|taxi)\b", re.I
)
_COLLAR = re.compile(r"\b(?:W?PC|PCSO|DC|DS|Sgt|Sergeant|collar(?: no\.?| number)?)\s?(?P<n>\d{2,6})\b")
_CARD = re.compile(r"(?<![\d-])\d(?:[ -]?\d){12,18}(?![\d-])")
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b")
_IP = re.compile(r"(?<![\d.])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\d.])")
_IDENTITY = re.compile(r"(?<![\d-])\d{3}-\d{2}-\d{4}(?![\d-])")
_PREFIXED = re.compile(
    r"\b(?!(?:COVID|ISO|SI|HTTP|EYFS|KS|WT|GCP|V)\b)[A-Z]{2,6}[-/ ]?\d{5,10}\b|\b[A-Z]{1,4}[-/]\d{4,10}\b"
)
_REFERENCE = re.compile(
    r"\b(?:case|client|person|child|record|file|crime|police|incident|custody|patient|hospital|pupil|learner|lcs|ehm"
    r"|liquid ?logic|mosaic|care ?first|azeus|eclipse|rio|emis|system ?one|unique|icp|cin|system)"
    r"\s?(?:id|no|number|num|ref|reference|record|urn)?\b\.?(?:\s(?:no|number|id|ref))?[\s:#.-]{0,3}(?:is\s)?"
    r"(?P<n>[A-Z]{0,5}[-/]?\d{5,12})\b"
    r"|\b(?:id|ref|reference|urn|p number)\b\.?(?:\s(?:no|number))?[\s:#.-]{1,3}(?:is\s)?"
    r"(?P<m>[A-Z]{0,5}[-/]?\d{5,12})\b",
    re.I,
)  # fmt: skip
_PASSPORT = re.compile(
    r"\b(?:passport|driv(?:ing|er.?s?) licen[cs]e|identity card|brp|visa|home office|library card|account)"
    r"(?:\s(?:no|number|ref(?:erence)?))?\b\.?[\s:#]{0,3}(?:is\s)?(?P<n>(?=\w*\d)[A-Z0-9]{7,18})\b",
    re.I,
)


def numbers(text: str) -> Iterator[Finding]:
    """Every number, code and electronic address in `text`."""
    yield from _shaped(text)
    yield from _nhs(text)
    yield from phones(text)
    yield from handles(text)
    yield from _labelled(text)
    for match in _PLATE.finditer(text):
        if match[0][2:4].isdigit() or near(_CAR_CUE, text, match.start(), 60):
            yield Finding(*match.span(), "vehicle", 83)


def _shaped(text: str) -> Iterator[Finding]:
    """Those whose shape, with its check where it has one, is enough."""
    always: Callable[[str], bool] = lambda _: True  # noqa: E731
    for pattern, kind, strength, right in (
        (_EMAIL, "e-mail", 99, always),
        (_WEB, "web address", 98, lambda found: True),
        (_IBAN, "IBAN", 95, lambda found: checks.iban(found)),
        (_IP, "IP address", 85, always),
        (_NI, "National Insurance number", 92, always),
        (_IDENTITY, "identity number", 84, always),
        (_UPN, "UPN", 94, lambda found: checks.upn(found) or found[1:4] == "000"),
        (_CARD, "card", 93, lambda found: checks.luhn(re.sub(r"\D", "", found))),
        (_PREFIXED, "case number", 70, always),
    ):
        for match in pattern.finditer(text):
            if right(match[0]):
                yield Finding(*match.span(), kind, strength)


def _nhs(text: str) -> Iterator[Finding]:
    for match in _NHS.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        if near(re.compile(r"\bNHS\b", re.I), text, match.start(), 30):
            yield Finding(*match.span(), "NHS number", 91)
        elif checks.nhs_number(digits) and not digits.startswith("0"):
            yield Finding(*match.span(), "NHS number", 90)
    labelled = re.compile(
        r"\bUPN\b[\s:.#]{0,3}(?:no\.?|number)?[\s:.#]{0,3}(?P<n>[A-Za-z]\d{11}[\dA-Za-z])\b", re.I
    )
    for match in labelled.finditer(text):
        yield Finding(*match.span("n"), "UPN", 94)


def _labelled(text: str) -> Iterator[Finding]:
    """A number that its own label makes one."""
    for match in _COLLAR.finditer(text):
        yield Finding(*match.span("n"), "identity number", 75)
    for pattern, kind in ((_REFERENCE, "case number"), (_PASSPORT, "identity number")):
        for match in pattern.finditer(text):
            group = "n" if match["n"] else "m"
            yield Finding(*match.span(group), kind, 75)
