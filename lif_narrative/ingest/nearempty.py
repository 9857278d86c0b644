"""Answers that say nothing: kept and marked, so that nobody counts them as a voice.

"No", "not really" and "Nothing." answer the question above them and are not near-empty.
"""

from __future__ import annotations

import re
from typing import Final

_NOTHING: Final = frozenset(
    (
        "n/a|na|n.a|n/k|nil|none|ditto|blank|x|tbc|tba|unknown|not applicable|not answered|not completed|"
        "not known|left blank|no answer|no answer given|no response|no reply|no comment|no comments|"
        "no further comment|no further comments|no other comments|no additional comments|nothing to add|"
        "nothing further|nothing else|nothing more|nothing further to add|nothing else to add|"
        "nothing more to add|no more to add|none given|none to add|to be confirmed|to be completed|"
        "to follow|as above|as below|as before|same as above|same as before|same again|as previous|"
        "as previously stated|as stated|see above|see below|see previous|see previous answer|"
        "see other answers|see attached|please see above|prefer not to say|did not answer|"
        "declined to answer|no further information|no information"
    ).split("|")
)
_SEE: Final = re.compile(
    r"(?:please )?(?:see|refer to|as(?: per| in| at)?|covered (?:in|at|under)) (?:(?:the )?(?:my |our )?"
    r"(?:answer|response|comment|reply|question|section|part|box|chronology|q)s? ?(?:to |in |at |for )?)?"
    r"(?:(?:question|section|part|box|q)? ?\d+(?:\.\d+)?[a-z]?|above|below|earlier|previous(?:ly)?|overleaf)"
)


def near_empty(text: str) -> bool:
    """Whether an answer holds no words of its own: "n/a", "see above", "-", ".", "nothing to add"."""
    plain = " ".join(re.sub(r"[^\w/.]+", " ", text.casefold()).split()).strip(" ./_")
    return not plain or plain in _NOTHING or _SEE.fullmatch(plain) is not None
