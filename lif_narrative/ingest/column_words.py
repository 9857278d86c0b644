"""The names that columns of forms and surveys go by, and what answers under them look like."""

from __future__ import annotations

import re
from typing import Final

_CASE: Final = (
    r"(?:audit(?:ed)? )?(?:child|children|young person|yp|pupil|student|family|case|client|service user"
    r"|sibling group|subject"
    r"|patient|cohort)(?: s)?(?: (?:case|system|record|file|audit|mosaic|lcs|unique|identifier))*"
    r"(?: (?:ref|reference|number|no|id|code|name|names|initials|label))*(?: office)?"
)
_ID: Final = (
    r"(?:form|reply|response|respondent|comment|survey|record|row|serial|entry|submission|participant"
    r"|questionnaire|unique|user)? ?"
    r"(?:id|no|number|ref|reference|code|#|key)|#|row|reply|form|response|respondent|participant"
)
_NAMED: Final[tuple[tuple[str, str], ...]] = (
    ("case", rf"{_CASE}|(?:audit|office|mosaic|lcs|liquidlogic|case) (?:code|id|ref|reference|number|no"
             rf"|label)|code office"),
    ("date", r".*\bdate\b(?!.*birth).*|submitted|received|(?:start|completion|finish|end|submission) time"
             r"|time ?stamp|when|month|completed"),
    ("who", r"who|who are you|who is (?:this|replying|answering)|(?:you are|i am|are you)(?: a| an"
            r"| the)?(?: child s)?"
            r"|i am the (?:child|young person) s|(?:your )?relation(?:ship)?(?: to .*)?|respondent type"
            r"|type of respondent|who said it"
            r"|said by|speaker|from|your role(?: .*)?|role|job title|capacity|completed by"
            r"|person(?: replying)?"),
    ("agency", r"(?:your |which |what )?(?:organi[sz]ation|agency|service|setting|employer|sector"
               r"|department|directorate|trust"
               r"|agency or service)(?: (?:and|or|&) (?:your )?(?:role|job|job title|post|team)| name"
               r"| type)?(?: .{0,12})?"),
    ("team", r"(?:your |which )?team(?: name)?"),
    ("contact", r".*\b(?:e ?mail|phone|telephone|mobile|address|postcode|post code)\b.*"),
    ("name", r"(?:your |full |first |last |sur|fore)? ?names?(?: .{0,20})?"),
    ("period", r"period|quarter|year|round|wave|audit period"),
    ("method", r"method|type of audit|activity|source|how collected"),
    ("helper", r"(?:filled in|completed|answered|done|written)(?: in)? (?:with|how|by whom|how and with whom)"
               r"|who helped(?: you)?(?: (?:fill|complete|do|write) .*)?|helped by|support(?:ed)? by"
               r"|with help from"),
    ("ask", r"(?:audit |survey )?(?:question|indicator|standard|prompt|criterion|criteria|line of enquiry"
            r"|item|theme|area|domain|topic)s?"
            r"(?: (?:asked|text))?"),
    ("answer", r"(?:auditors? s? ?|reviewers? s? ?|our |the |key |audit )*(?:answers?|findings?|responses?"
               r"|comments?|evidence|narrative|text|verbatim"
               r"|repl(?:y|ies)|analysis|what (?:we|the auditors?|auditors?) found|observations?|feedback"
               r"|comment text|free text|quote|words)"),
    ("attribute", r"(?:.* )?(?:age|gender|sex|ethnicity|religion|disability|ward|locality|area|language"
                  r"|year group|school year|trust|labels?"
                  r"|sentiment|status|legal status|score|rating|grade|judgement|rag|language)(?: .{0,25})?"),
    ("id", _ID),
)  # fmt: skip
NAMED_ROLES: Final = [(role, re.compile(pattern)) for role, pattern in _NAMED]
# Questions about the person who answers, whatever the length of the answer.
ABOUT_THEM: Final = re.compile(
    r"(?:what|which|how)(?: is| are| s)?(?: your| the child s)? (?:age|area|gender|sex|ethnic\w*|year group"
    r"|school year|ward|postcode|first language|religion|old)\b.*|are you (?:male|female).*"
)
ASKS: Final = re.compile(
    r"^(?:q\d+\W*|\d+[.)]\W*)?(?:what|how|did|do|does|is|are|was|were|why|who|where|when|which|can|could"
    r"|would|should|have|has|tell us|please"
    r"|describe|anything|any |one thing|the best|is there|give|if you|in your|suggestions?|ideas"
    r"|improvements?|strengths?|concerns?|compliments|learning|impact|feedback"
    r"|reflections?|good practice|areas? (?:for|of)|thinking|what\W?s|on a scale"
    r"|overall|name)\b", re.I
)  # fmt: skip
CLOSED: Final = re.compile(
    r"(?:strongly |somewhat |slightly |tend to )?(?:dis)?agree|neither.*|(?:very |fairly |quite )?(?:dis"
    r"|un)?satisfied"
    r"|(?:very )?(?:good|poor|likely|unlikely|well|badly)|excellent|fair|average|outstanding"
    r"|requires improvement|inadequate|met|not met"
    r"|partly met|partially met|red|amber|green|always|often|sometimes|rarely|never|yes|no|n/?a"
    r"|not applicable|don'?t know|not sure"
    r"|neutral|true|false|anonymous", re.I
)  # fmt: skip
