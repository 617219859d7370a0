"""What the encoder makes of a passage: spans, words, links and sentence vectors, in word indices of the passage.

A passage is a paragraph, or a run of its sentences where it is long. Words are the document's tokens, numbered through
the passage. These structs are what decoders work with; they are small enough to be kept for a passage read before.
"""

from __future__ import annotations

import msgspec
import numpy as np
import numpy.typing as npt

from sourcebook.model.reading import EventStatus, PloverType, Stance

# Span heads, each decoded as well-formed BIO. "inner" is content within content: what A says that B said.
# "object" is what somebody demands, offers, rejects …
SPAN_HEADS = ("entity", "time", "content", "inner", "cue", "source", "object")
# Heads whose probabilities are kept whole: an event's class at the word that tells it, at the first word of whose act
# it is, and at the first word of whom it meets. They are weighed together.
CLASS_HEADS = ("trigger", "doer", "doee")
CLASSES: tuple[PloverType, ...] = (
    "ACCUSE",
    "AGREE",
    "AID",
    "ASSAULT",
    "COERCE",
    "CONCEDE",
    "CONSULT",
    "COOPERATE",
    "MOBILIZE",
    "PROTEST",
    "REJECT",
    "REQUEST",
    "RETREAT",
    "SANCTION",
    "SUPPORT",
    "THREATEN",
)
# Link roles: from a word to the word that it belongs to.
# said_by: first word of a content span -> first word of its source; said_how: -> first word of its cue;
# agent, patient: first word of an actor -> the trigger; head: a word -> its syntactic head.
# by, to, when, where: last word of a doer, of whom it is done to, words of the time, words of the place -> the word
# that tells an event of a chronicle.
# holder, over: last word of who takes a position, first word of its object -> the word that carries the stance.
LINK_ROLES = ("said_by", "said_how", "agent", "patient", "head", "by", "to", "when", "where", "holder", "over")
# Those of a chronicle's event.
EVENT_ROLES = ("by", "to", "when", "where")
# Roles in which a word may belong to several, and several to one.
PAIR_ROLES = ("agent", "patient", "by", "to", "when", "where", "holder", "over")
# Those of a position.
STANCE_ROLES = ("holder", "over")
STANCES: tuple[Stance, ...] = ("demands", "offers", "accepts", "rejects", "supports", "opposes")
# What has become of an event that a chronicle lists.
STATES: tuple[EventStatus, ...] = (
    "held",
    "under-way",
    "planned",
    "possible",
    "postponed",
    "called-off",
    "denied",
)
# Heads and roles that no rule of reading asks for: decoded only where all is wanted (`Encoder(whole=True)`).
UNASKED = frozenset({"time", "relation", "agent", "patient", "head"})


_NO_SENSES: npt.NDArray[np.int8] = np.zeros((0, 0), dtype=np.int8)


class SeenSpan(msgspec.Struct, frozen=True, gc=False):
    """Words [first, last) of the passage with their label and its probability (mean over the words, 0 to 1)."""

    first: int
    last: int
    label: str
    score: float


class SeenTrigger(msgspec.Struct, frozen=True, gc=False):
    """A word that tells an event: its PLOVER class (None: an event of no class of ours) and how sure that is, 0 to 1.

    `certainty` certain | probable | possible, `polarity` pos | neg, `future`: it lies ahead; `factuality` from -3 (did
    not happen) to 3 (happened), as in Universal Decompositional Semantics.
    """

    word: int
    type: str | None
    score: float
    certainty: str = "certain"
    polarity: str = "pos"
    future: bool = False
    factuality: float = 3.0


class SeenEvent(msgspec.Struct, frozen=True, gc=False):
    """A word that tells what a chronicle lists, with the probability `sure` that it does, 0 to 1.

    `type`: its PLOVER class, None for an event of none; `type_sure`: its probability, given an event. `status` has its
    own likewise.
    `odds`: the probabilities of no event, of each of CLASSES, and of an event of none; `states`: of each of STATES.
    `by`, `to`, `when`, `where`: the words of its parties, day and place, each with its probability.
    """

    word: int
    sure: float
    type: PloverType | None
    type_sure: float
    status: EventStatus
    status_sure: float
    by: tuple[tuple[int, float], ...] = ()
    to: tuple[tuple[int, float], ...] = ()
    when: tuple[tuple[int, float], ...] = ()
    where: tuple[tuple[int, float], ...] = ()
    odds: tuple[float, ...] = ()
    states: tuple[float, ...] = ()


class SeenStance(msgspec.Struct, frozen=True, gc=False):
    """A word that carries a stance that somebody takes in public, with the probability `sure` that it does, 0 to 1.

    `stance_sure` is that of the stance, given one. `holder`: the words of who takes it, each with its probability;
    `over`: the first words of its objects likewise.
    """

    word: int
    sure: float
    stance: Stance
    stance_sure: float
    holder: tuple[tuple[int, float], ...] = ()
    over: tuple[tuple[int, float], ...] = ()


class SeenLink(msgspec.Struct, frozen=True, gc=False):
    """Word `word` belongs to word `to` in this role, with the probability `score`."""

    role: str
    word: int
    to: int
    score: float


class SeenPassage(msgspec.Struct, frozen=True, kw_only=True):
    """All that the encoder says of one passage.

    `sentences`: how many words each sentence has; `tags` and `relations`: Penn tag and Universal Dependencies relation
    of each word; `heads`: the word that each depends on (itself: the root); `spans` by head; `vectors`: one row a
    sentence, unit length, float32. `classes`: by head of CLASS_HEADS, the probabilities [words, CLASSES] (what is
    missing to 1 is "none" and "OTHER"); empty in a passage that hardly tells an event. `senses`: of each word what
    tells mentions of one event from those of others, [words, numbers], int8, of about one length; no numbers without a
    head for it. `events`: each word that
    may tell an event, `stances`: each that may carry a stance; None without heads for it. `relations`, `heads` and what
    else is UNASKED are empty, `vectors` has no rows, unless all was wanted.
    """

    sentences: tuple[int, ...]
    tags: tuple[str, ...]
    relations: tuple[str, ...]
    heads: tuple[int, ...]
    spans: dict[str, tuple[SeenSpan, ...]]
    triggers: tuple[SeenTrigger, ...]
    links: tuple[SeenLink, ...]
    vectors: npt.NDArray[np.float32]
    classes: dict[str, npt.NDArray[np.float32]] = {}
    events: tuple[SeenEvent, ...] | None = None
    stances: tuple[SeenStance, ...] | None = None
    senses: npt.NDArray[np.int8] = _NO_SENSES
