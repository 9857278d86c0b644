"""The nouns of learning from practice, on one page.

Tables (`store`) and Arrow schemas (`schemas`) are derived from these classes, so a field is
added here and nowhere else. `Marks` says what a field's type cannot. Fields of case text are left
out of `repr`, so that a printed record leaks none.
Offsets are Unicode code points. Ids are hashes of content, so they are the same on every machine.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Any, Final

POLARITIES: Final = ("strength", "concern", "mixed", "neutral")
VOICES: Final = ("child", "parent_carer", "practitioner", "manager", "partner", "auditor", "none")
SCOPES: Final = ("one", "some", "most", "all", "unstated")
METHODS: Final = (
    "single-agency audit", "multi-agency audit", "thematic audit", "dip sample", "supervision",
    "observation", "conversation", "focus group", "child feedback", "family feedback",
    "partner feedback", "complaint", "compliment", "consultation", "case review", "inspection",
    "research", "performance data",
)  # fmt: skip
STAGES: Final = (
    "set standards", "deliver training, policy and guidance", "monitor, audit, gather information",
    "analyse and evaluate", "identify improvements in practice", "draw on research evidence",
    "embed changes to improve outcomes",
)  # fmt: skip
BLOCK_KINDS: Final = ("claim", "interpretation", "question", "action", "voice", "number")
STANCES: Final = ("supports", "challenges", "context")
STORY_STATUSES: Final = ("draft", "in review", "signed off", "final")
NOTE_KINDS: Final = ("comment", "suggestion", "reply", "right of reply", "memo", "answer",
                     "spoken", "support", "challenge", "decision", "chosen because")  # fmt: skip
SIGNS: Final = ("agrees", "agrees with reservations", "does not agree")
ACTION_STATUSES: Final = ("open", "done", "did not")
RELATIONS: Final = ("agreement", "partial agreement", "silence", "dissonance")
BADGES: Final = ("converging", "contested", "single-source")
STATES: Final = ("new", "continuing", "improving", "worsening", "resolved", "no change detectable")


@dataclass(frozen=True, slots=True)
class Marks:
    """What a field's type cannot say: whether it identifies the record, and what it points at."""

    key: bool = False
    ref: str = ""  # table.column
    index: bool = False


Key = Annotated[str, Marks(key=True)]
OfSource = Annotated[str, Marks(ref="sources.id", index=True)]
OfDocument = Annotated[str, Marks(ref="documents.id", index=True)]
OfIndicator = Annotated[str, Marks(ref="indicators.id", index=True)]
KeyOfExcerpt = Annotated[str, Marks(key=True, ref="excerpts.id")]
KeyOfTheme = Annotated[str, Marks(key=True, ref="themes.id")]


@dataclass(frozen=True, slots=True)
class Source:
    """A file as received: immutable, named by its content (file names name children too)."""

    id: Key
    sha256: str
    format: str  # docx, odt, pdf, xlsx, csv, txt, md, html, rtf, eml, vtt, srt
    size_bytes: int
    method: str = ""
    agency: str = ""
    team: str = ""
    period: str = ""
    origin: str = "in-house"  # or independent


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of a document that one account wrote or said, with the question it answers.

    `role` is body, heading, caption, note (a comment beside the text), header or footer; only
    body is cut into excerpts. A near-empty answer ("n/a", "see above") is kept and marked.
    """

    start: int
    end: int
    role: str = "body"
    locator: str = ""  # p7, t1r2c2, sheet!D5, line3, page1, cue12
    account: str = ""  # whose telling it is: one return, reply, entry or speaker
    question: str = field(repr=False, default="")
    speaker: str = ""  # one of VOICES, or "" when the method decides
    near_empty: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """One de-identified record of a source: a return, a reply, a child's section, an entry."""

    id: Key
    source_id: OfSource
    locator: str
    case: str  # a pseudonym, or the audit's own label such as N3; "" when the file says none
    method: str
    agency: str
    team: str
    period: str
    date: str  # ISO 8601, as far as known: 2026, 2026-10 or 2026-10-14
    text: str = field(repr=False)
    paragraphs: tuple[Paragraph, ...] = field(repr=False, default=())
    attributes: dict[str, str] = field(repr=False, default_factory=dict)


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A sentence or clause group of one de-identified document: the thing we code.

    `text` equals `document.text[start:end]`; `context` is the paragraph around it.
    """

    id: Key  # from document, paragraph and place in it: survives a better redaction
    document_id: OfDocument
    start: int
    end: int
    paragraph_start: int
    paragraph_end: int
    locator: str
    account: str
    near_empty: bool
    speaker_hint: str
    text: str = field(repr=False)
    question: str = field(repr=False, default="")


@dataclass(frozen=True, slots=True)
class Appraisal:
    """What an excerpt says of practice (polarity), who speaks, who is reported, how far it reaches."""

    excerpt_id: KeyOfExcerpt
    polarity: str
    p_strength: float
    p_concern: float
    p_mixed: float
    p_neutral: float
    speaker: str
    reported: str
    scope: str
    scope_words: str = field(repr=False, default="")


@dataclass(frozen=True, slots=True)
class Theme:
    """A name for what recurs. Its id lives for ever; renaming, merging and splitting are events."""

    id: Key
    name: str
    definition: str = ""
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    parent: str = ""
    watch: bool = False
    memo: str = ""
    status: str = "accepted"  # proposed, accepted, retired
    example: str = ""
    crosswalks: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Wording:
    """A theme as it stood after one change: so that history can be told and versions compared."""

    theme_id: Key
    position: Annotated[int, Marks(key=True)]  # of the event that made it so
    theme: Theme


@dataclass(frozen=True, slots=True)
class Coding:
    """A coder (`human:…` or `model:…`) says that an excerpt is under a theme."""

    excerpt_id: KeyOfExcerpt
    theme_id: Annotated[str, Marks(key=True, ref="themes.id", index=True)]
    coder: Key
    score: float
    run: str = ""
    blind: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """A passage that a person marked under a theme, free of where sentences begin and end.

    Offsets are of the document's text as it stands, in code points; a better redaction moves them.
    """

    id: Key
    document_id: Annotated[str, Marks(index=True)]  # no reference: documents are made anew, spans are not
    start: int
    end: int
    theme_id: str
    coder: str
    blind: bool = False


@dataclass(frozen=True, slots=True)
class Indicator:
    """Something we look at in numbers: how much, how many, how often, how well."""

    id: Key
    name: str
    asks: str = ""
    unit: str = ""
    direction: str = "unknown"  # higher is better, lower is better, unknown
    direction_basis: str = ""  # stated, target, words, target size
    target: float | None = None
    comparator: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """One aggregate value of an indicator; never a row about a person."""

    id: Key
    indicator_id: OfIndicator
    source_id: OfSource
    period: str
    area: str = ""
    numerator: float | None = None
    denominator: float | None = None
    value: float | None = None
    unit: str = ""
    target: float | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Issue:
    """A theme as it recurs, in independent cases, sources and accounts."""

    theme_id: KeyOfTheme
    theme: str
    badge: str
    n_cases: int
    n_sources: int
    n_accounts: int
    n_methods: int
    n_voices: int
    strengths: int  # accounts that hold a strength
    concerns: int  # accounts that hold a concern
    state: str = ""


@dataclass(frozen=True, slots=True)
class Convergence:
    """A cell of the convergence coding matrix (Farmer et al. 2006)."""

    theme_id: KeyOfTheme
    method_a: Key
    method_b: Key
    relation: str
    lean_a: str = ""  # strength, concern, undecided, "" where nobody judged
    lean_b: str = ""
    why: str = ""  # of a silence: silent, not asked


@dataclass(frozen=True, slots=True)
class Crossing:
    """A cell of the same matrix over voices or agencies."""

    theme_id: KeyOfTheme
    by: Key  # voice, agency
    first: Key
    second: Key
    relation: str
    lean_a: str = ""
    lean_b: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """A theme in the audit before and in this one: accounts counted, and the share that hold a concern."""

    theme_id: KeyOfTheme
    state: str
    accounts_then: int
    strengths_then: int
    concerns_then: int
    accounts_now: int
    strengths_now: int
    concerns_now: int
    low_then: float
    high_then: float
    low_now: float
    high_now: float
    overlap: bool  # of the two 95% intervals


@dataclass(frozen=True, slots=True)
class Copy:
    """An excerpt whose words another account already has: it counts once, with the one kept."""

    excerpt_id: KeyOfExcerpt
    copy_of: str
    account: str
    of_account: str
    share: float  # of their words, 0 to 1


@dataclass(frozen=True, slots=True)
class Fall:
    """A finding that falls when one source is taken out."""

    theme_id: KeyOfTheme
    source: Key
    badge: str
    badge_without: str  # "" when none is left


@dataclass(frozen=True, slots=True)
class Saturation:
    """How many themes so many sources bring, on average over every order of them."""

    n_sources: Annotated[int, Marks(key=True)]
    themes: float
    new: float  # what the last one added


@dataclass(frozen=True, slots=True)
class Stability:
    """How firm a theme is when what should not matter is changed: seeds, order, a fifth of the texts."""

    theme_id: KeyOfTheme
    stability: float  # mean Jaccard likeness of the texts under it, 0 to 1, under what moved it most
    low: float
    high: float  # 95% interval
    says: str  # firm, unsure, not firm
    weakest: str  # what moved it most: seed, subsample, encoder, threshold
    size: int  # texts under it
    variations: int
    run: str  # of the step that placed the codings it was measured on


@dataclass(frozen=True, slots=True)
class Beside:
    """An indicator beside a theme: agrees, disagrees, silent or not comparable."""

    theme_id: KeyOfTheme
    indicator: Key
    relation: str
    why: str = ""
    link: str = ""  # proposed, confirmed; "" where there is no indicator
    set_by: str = ""  # the person who set the relation, "" while it is computed


@dataclass(frozen=True, slots=True)
class Gap:
    """What else do we need to know? A voice, method, agency, team, period or theme that is missing.

    The id comes from what is missing, not from its counts: it stays when more material comes in.
    """

    id: Key
    kind: str
    what: str
    theme_id: str = ""
    next_step: str = ""
    next_method: str = ""  # one of METHODS, or ""
    how: str = ""  # how it was looked for


@dataclass(frozen=True, slots=True)
class Evidence:
    """An excerpt or a measure that a block rests on, and who accepted it."""

    excerpt_id: str  # an excerpt's id, or a measure's
    stance: str = "supports"
    accepted_by: str = ""  # "" while only proposed
    reason: str = ""  # why it was chosen
    decided: str = field(repr=False, default="")  # why a person accepted or rejected it, in their words


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a practice story; a claim needs accepted evidence before it is final."""

    id: str
    kind: str
    part: str  # which of the twelve parts of a practice story
    text: str = field(repr=False)
    theme_id: str = ""
    evidence: tuple[Evidence, ...] = ()
    rests_on: tuple[str, ...] = ()  # an interpretation names the claims under it
    owner_role: str = ""
    due: str = ""
    stage: str = ""
    how_known: str = ""
    rejected: tuple[Evidence, ...] = ()  # what a person took out: it is not proposed again


@dataclass(frozen=True, slots=True)
class Story:
    """A practice story: a question, its scope, and blocks that rest on accepted evidence."""

    id: Key
    title: str
    question: str = field(repr=False)
    scope: str = field(repr=False)
    version: int
    blocks: tuple[Block, ...] = field(repr=False, default=())
    status: str = "draft"  # one of STORY_STATUSES


@dataclass(frozen=True, slots=True)
class Edition:
    """A story as it stood after one act: what undo goes back to, and what versions are compared by."""

    story_id: Annotated[str, Marks(key=True, ref="stories.id")]
    version: Annotated[int, Marks(key=True)]
    at: str  # UTC, ISO 8601
    by: str
    did: str  # the verb of its event
    thing: str  # the block, or "" for the whole story
    story: Story = field(repr=False)
    restores: int = 0  # the version that an undo brought back


@dataclass(frozen=True, slots=True)
class Note:
    """What someone wrote beside something: a comment, a suggested change, a reply, a memo."""

    id: Key
    kind: str  # one of NOTE_KINDS
    about: Annotated[str, Marks(index=True)]  # ids: a story; a story and its block; an excerpt, theme …
    by: str
    role: str
    at: str
    text: str = field(repr=False)
    parent: str = ""  # the note that this one answers
    proposed: str = field(repr=False, default="")  # the words that a suggestion would put
    against: str = ""  # hash of the words that it would replace
    status: str = "open"  # open, accepted, declined, settled, withdrawn
    settled_by: str = ""
    settled: str = field(repr=False, default="")  # why


@dataclass(frozen=True, slots=True)
class Sample:
    """Excerpts drawn by chance: to be coded by two people, each blind to the other, or to be looked at."""

    id: Key
    purpose: str  # double coding, dip sample
    at: str
    by: str
    excerpts: tuple[str, ...]
    coders: tuple[str, ...] = ()  # who is asked; nobody in particular when empty
    seed: int = 0
    strata: tuple[str, ...] = ()  # columns of excerpts by which it was spread
    wanted: dict[str, float] = field(default_factory=dict)  # the interval it was sized for


@dataclass(frozen=True, slots=True)
class BlindCoding:
    """The themes that a coder gave an excerpt of a sample before seeing anybody else's; () for none.

    It is never changed after: later decisions do not make the agreement of coders look better.
    """

    sample_id: Annotated[str, Marks(key=True, index=True)]
    excerpt_id: Key  # no reference: excerpts are cut anew, what people said stays
    coder: Key
    at: str
    themes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Settlement:
    """What people agreed where coders differed on an excerpt and a theme, and why."""

    id: Key
    excerpt_id: Annotated[str, Marks(index=True)]
    theme_id: str
    under: bool  # whether the excerpt is under the theme
    reason: str = field(repr=False)
    at: str
    by: str
    roles: tuple[str, ...] = ()  # who was there
    before: dict[str, bool] = field(default_factory=dict)  # what each coder had said
    sample_id: str = ""
    conversation_id: str = ""
    replaces: str = ""  # the settlement that it follows; both stay


@dataclass(frozen=True, slots=True)
class Conversation:
    """A meeting on what was found: what was looked at, who was there by role, and what became of it."""

    id: Key
    title: str = field(repr=False)
    at: str
    by: str
    agenda: tuple[str, ...] = ()  # ids: a theme; an excerpt and its theme
    roles: tuple[str, ...] = ()
    minutes: int = 0  # planned for each part; 0 for no timer
    ended: str = ""
    source_id: str = ""  # its record, once it ended


@dataclass(frozen=True, slots=True)
class Unsaved:
    """Words that a person typed and has not kept yet: theirs alone, there again after a reload."""

    by: Key
    place: Key  # what they are for: memo and an excerpt, words and a story's block
    at: str  # UTC, ISO 8601
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Seen:
    """An excerpt that a person has read, whether or not they decided anything."""

    by: Key
    excerpt_id: Key  # no reference: excerpts are made anew, and what was read stays read
    at: str  # UTC, ISO 8601


@dataclass(frozen=True, slots=True)
class SignOff:
    """Someone's word on a story as it stood, by role; "" while it is only asked for."""

    id: Key
    story_id: Annotated[str, Marks(ref="stories.id", index=True)]
    role: str
    version: int = 0
    words_hash: str = ""  # of what was signed: a later edit leaves the sign-off behind
    by: str = ""
    at: str = ""
    decision: str = ""  # one of SIGNS
    words: str = field(repr=False, default="")


@dataclass(frozen=True, slots=True)
class Action:
    """Something to do or to find out that outlives its story, and what came of it."""

    id: Key
    kind: str  # action, question
    text: str = field(repr=False)
    owner_role: str = ""  # a role, never a person's name
    due: str = ""  # ISO 8601 date
    stage: str = ""  # one of STAGES
    how_known: str = field(repr=False, default="")
    status: str = "open"  # open, done, did not
    because: str = field(repr=False, default="")  # why it was not done
    difference: str = field(repr=False, default="")  # what it changed for children
    evidence: tuple[str, ...] = ()  # excerpts and measures that show the difference
    said: str = field(repr=False, default="")  # "you said", in plain words
    did: str = field(repr=False, default="")  # "we did", in plain words
    story_id: str = ""
    block_id: str = ""
    theme_id: str = ""
    gap_id: str = ""
    cycle: str = ""  # the period in which it was agreed
    carried: tuple[str, ...] = ()  # later periods that it was carried into
    opened: str = ""
    closed: str = ""
    version: int = 1


@dataclass(frozen=True, slots=True)
class Plan:
    """What an audit set out to do; what was invited and did not come is a gap."""

    id: Key
    question: str
    stage: str = ""
    period: str = ""
    methods: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    voices: tuple[str, ...] = ()
    sampling: dict[str, str] = field(default_factory=dict)  # how the cases were drawn: seed, of, by


@dataclass(frozen=True, slots=True)
class SetAside:
    """Something received that could not be used, with where it is and what to do next."""

    id: Key
    sha256: str
    step: str  # ingest, segment, embed, appraise, code
    locator: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Account:
    """Someone who may sign in to this project, and as what; acts in the trail as `human:name`."""

    name: Key
    role: str  # one of access.ROLES
    password: str = field(repr=False, default="")  # Argon2id's own string; "" signs in by `claim` alone
    claim: str = field(repr=False, default="")  # the e-mail or subject that single sign-on vouches for
    disabled: bool = False
    failures: int = 0  # wrong passwords since the last right one
    locked_until: str = ""  # UTC, ISO 8601
    since: str = ""


@dataclass(frozen=True, slots=True)
class Retention:
    """Until when a case or a source is kept, as a person set it; else the project's rule counts."""

    kind: Key  # case or source
    thing: Key
    due: str  # ISO 8601 date
    set_by: str
    reason: str = field(repr=False, default="")


@dataclass(frozen=True, slots=True)
class Labour:
    """Long work that a process of its own does for a person, and how far it is."""

    id: Key
    kind: str  # one of labour.KINDS
    by: str
    asked: dict[str, str]  # ids and settings; never case text
    started: str  # UTC, ISO 8601
    state: str = "working"  # working, stopping, done, stopped, failed, interrupted
    doing: str = ""
    done: int = 0
    total: int = 0
    told: str = ""  # when it last said how far it was
    process: int = 0
    machine: str = ""
    said: str = ""  # why it failed, in words


@dataclass(frozen=True, slots=True)
class ReleasedCount:
    """A count of people in a table that left the project, and whether it was held back there."""

    place: tuple[str, ...]  # a name a dimension, "" for a total
    count: int
    hidden: bool


@dataclass(frozen=True, slots=True)
class Release:
    """A table of counts that left the project for readers outside the audit; ids and counts, no words."""

    id: Key  # from what it shows, so that the same table is kept once
    at: str  # UTC, ISO 8601
    thing: str  # the story that it left with
    profile: str
    name: str
    unit: str
    dimensions: tuple[str, ...]
    date: str
    adds: bool
    withheld: bool
    counts: tuple[ReleasedCount, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """One step done once: what went in, with which settings and versions, and what came out."""

    id: Key
    step: Annotated[str, Marks(index=True)]
    fingerprint: str  # of settings, versions, model weights and inputs
    inputs: str  # order-free fingerprint of what went in
    outputs: str  # order-free fingerprint of what came out
    manifest: dict[str, Any]
    started: str  # UTC, ISO 8601
    finished: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what to what, when and why: append-only, each holding the hash of the one before."""

    position: Annotated[int, Marks(key=True)]
    at: str  # UTC, ISO 8601
    actor: str
    verb: str
    object: str
    before: str  # ids and hashes; never case text
    after: str
    reason: str
    previous: str
    hash: str
