"""Which heads the network has, and how each is taught."""

from __future__ import annotations

from sourcebook.read.encoder.seen import CLASSES as PLOVER
from sourcebook.read.encoder.seen import STANCES, STATES
from training.net import HeadsSpec

PENN = [
    "#",
    "$",
    "''",
    ",",
    "-LRB-",
    "-RRB-",
    ".",
    ":",
    "ADD",
    "AFX",
    "CC",
    "CD",
    "DT",
    "EX",
    "FW",
    "GW",
    "HYPH",
    "IN",
    "JJ",
    "JJR",
    "JJS",
    "LS",
    "MD",
    "NFP",
    "NN",
    "NNP",
    "NNPS",
    "NNS",
    "PDT",
    "POS",
    "PRP",
    "PRP$",
    "RB",
    "RBR",
    "RBS",
    "RP",
    "SYM",
    "TO",
    "UH",
    "VB",
    "VBD",
    "VBG",
    "VBN",
    "VBP",
    "VBZ",
    "WDT",
    "WP",
    "WP$",
    "WRB",
    "XX",
    "``",
]
RELATIONS = [
    "acl",
    "acl:relcl",
    "advcl",
    "advmod",
    "amod",
    "appos",
    "aux",
    "aux:pass",
    "case",
    "cc",
    "cc:preconj",
    "ccomp",
    "compound",
    "compound:prt",
    "conj",
    "cop",
    "csubj",
    "csubj:pass",
    "dep",
    "det",
    "det:predet",
    "discourse",
    "dislocated",
    "expl",
    "fixed",
    "flat",
    "goeswith",
    "iobj",
    "list",
    "mark",
    "nmod",
    "nmod:npmod",
    "nmod:poss",
    "nmod:tmod",
    "nsubj",
    "nsubj:pass",
    "nummod",
    "obj",
    "obl",
    "obl:agent",
    "obl:npmod",
    "obl:tmod",
    "orphan",
    "parataxis",
    "punct",
    "reparandum",
    "root",
    "vocative",
    "xcomp",
    "acl:relcl",
    "advcl:relcl",
    "csubj:outer",
    "nsubj:outer",
    "nmod:desc",
    "nmod:unmarked",
    "obl:unmarked",
    "flat:foreign",
]

BIO = {
    "entity": ("person", "organisation", "place", "group", "other"),
    "time": ("date", "time", "duration", "set"),
    "content": ("",),
    "inner": ("",),
    "cue": ("",),
    "source": ("",),
    "object": ("",),  # of a position
}
CLASSES = {
    "tag": tuple(PENN),
    "relation": tuple(dict.fromkeys(RELATIONS)),
    "trigger": ("none", *PLOVER, "OTHER"),
    "doer": ("none", *PLOVER),  # on the first word of an actor: the class of the event that it does
    "doee": ("none", *PLOVER),  # likewise: of the event that is done to it
    "certainty": ("certain", "probable", "possible"),
    "polarity": ("pos", "neg"),
    "future": ("no", "yes"),
    "event": ("none", *PLOVER, "OTHER"),  # what a chronicle lists, at the word that tells it
    "state": STATES,  # of such an event
    "stance": ("none", *STANCES),  # that somebody takes, at the word that carries it
}
NUMBERS = ("factuality",)
# Added to a network that was trained without them: behind the others, whose weights keep their places.
LATER = ("event", "state", "stance", "object")

# How much each head's loss counts. Syntax, which only helps the others, counts less.
WEIGHTS = {
    "entity": 1.0,
    "time": 1.0,
    "content": 1.5,
    "inner": 0.8,
    "cue": 1.0,
    "source": 1.0,
    "tag": 0.6,
    "relation": 0.2,
    "head": 0.2,
    "trigger": 3.0,
    "certainty": 0.2,
    "polarity": 0.2,
    "future": 0.2,
    "factuality": 0.2,
    "said_by": 0.3,
    "said_how": 0.2,
    "agent": 0.5,
    "patient": 0.5,
    "doer": 4.0,
    "doee": 4.0,
    "event": 3.0,
    "state": 0.8,
    "by": 0.5,
    "to": 0.5,
    "when": 0.5,
    "where": 0.5,
    "stance": 3.0,
    "object": 1.0,
    "holder": 0.5,
    "over": 0.5,
    "vectors": 3.0,
}


def bio(kinds: tuple[str, ...]) -> tuple[str, ...]:
    """The BIO labels of a head's kinds, O first.

    >>> bio(("date", "time"))
    ('O', 'B-date', 'I-date', 'B-time', 'I-time')
    """
    return ("O", *(f"{mark}-{kind}" if kind else mark for kind in kinds for mark in "BI"))


def spec() -> HeadsSpec:
    """The heads in the order of the network's output."""
    every = {name: bio(kinds) for name, kinds in BIO.items()} | CLASSES
    first = {name: labels for name, labels in every.items() if name not in LATER} | dict.fromkeys(NUMBERS, ())
    return HeadsSpec(first | {name: every[name] for name in LATER})
