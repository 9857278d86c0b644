"""When something was written, as far as a file says so."""

from __future__ import annotations

import re
from typing import Final

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH: Final = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
YEAR: Final = r"((?:19|20)\d\d)"
_FULL: Final = (
    (re.compile(rf"\b{YEAR}[-/](\d\d?)[-/](\d\d?)(?!\d)"), "ymd"),
    (re.compile(rf"\b(\d\d?)[./-](\d\d?)[./-]{YEAR}\b"), "dmy"),
    (re.compile(rf"\b(\d\d?)(?:st|nd|rd|th)?(?: of)? {_MONTH},? {YEAR}\b", re.I), "dmy"),
    (re.compile(r"(?<![\d/.])(\d\d?)[./](\d\d?)[./]([0-4]\d)(?![\d/.])"), "dmy"),
    (re.compile(rf"\b{_MONTH} (\d\d?)(?:st|nd|rd|th)?,? {YEAR}\b", re.I), "mdy"),
)
_MONTHLY: Final = (
    (re.compile(rf"\b{YEAR}[-/](\d\d?)(?![\d/-])"), "ym"),
    (re.compile(rf"\b{_MONTH},? {YEAR}\b", re.I), "my"),
)
_BIRTH: Final = re.compile(
    r"(?:\bborn\b|\bd\.?\s?o\.?\s?b\b\.?|\bdate of birth\b|\bbirth date\b)[^;.]{0,4}[^;,)]{0,24}", re.I
)


def date_of(text: str) -> str:
    """The first date that the words give, ISO 8601 as far as it goes; a date of birth is none."""
    plain = _BIRTH.sub(" ", text.replace("_", " "))
    for pattern, order in _FULL + _MONTHLY:
        for found in pattern.finditer(plain):
            if date := _iso(dict(zip(order, found.groups(), strict=True))):
                return date
    years = set(re.findall(rf"(?<![\d/-]){YEAR}(?![\d/-])", plain))
    return years.pop() if len(years) == 1 else ""


def _iso(parts: dict[str, str]) -> str:
    month = parts["m"]
    number = int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) + 1
    day = int(parts.get("d", "1"))
    if not (1 <= number <= 12 and 1 <= day <= 31):
        return ""
    year = parts["y"] if len(parts["y"]) == 4 else "20" + parts["y"]
    return f"{year}-{number:02}" + (f"-{day:02}" if "d" in parts else "")


def day_without_year(text: str) -> str:
    """`-10-07` for "7 October" where the words give no year, else ""."""
    found = re.search(rf"\b(\d\d?)(?:st|nd|rd|th)? {_MONTH}\b(?! *\d{{4}})", text.replace("_", " "), re.I)
    return (
        f"-{_MONTHS.index(found[2][:3].lower()) + 1:02}-{int(found[1]):02}"
        if found and int(found[1]) <= 31
        else ""
    )
