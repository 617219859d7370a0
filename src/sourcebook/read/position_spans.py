"""Where the words of a position end, and what it is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sourcebook.read.document import Token
from sourcebook.read.position_words import NOUNS, QUOTES, listed
from sourcebook.read.verbgroups import VerbGroup

LONGEST = 40  # tokens of a position; what runs on longer is a list or a damaged sentence
ISSUE_WORDS = 5
ASIDE = 7  # tokens of what may part a verb from its particle
_STOPS = frozenset({".", ";", ":", "?", "!", "–", "—", "(", ")", "…", "..."})
_DANGLING = frozenset({"IN", "CC", "TO", "WRB", "WDT", "PRP$", ",", "``", "''"})
_INSIDE = NOUNS | {"JJ", "JJR", "JJS", "CD", "DT", "PDT", "PRP$", "POS", "VBN", "VBG", "HYPH", "``", "''"}
_COMPLEMENT = frozenset({"out", "off", "of", "to", "on", "for", "from", "with", "at", "in"})


def span_end(tokens: Sequence[Token], at: int, groups: Sequence[VerbGroup], *, terms: bool = False) -> int:
    """Where a position that has its object from token `at` on ends: with its clause.

    A finite verb that no "that" introduces begins what is said of the object ("those who support the deal had doubts"),
    or a clause that hangs on it without a relative ("the terms it offered"); neither is part of the position. With
    `terms`, the condition of an offer is ("if the road is opened").
    """
    stop = min(len(tokens), at + LONGEST)
    finite = {g.first for g in groups if g.finite}
    last = next((i for i in _ends(tokens, at, stop, finite)), stop)
    if last in finite or last + 1 in finite:
        last = _before_clause(tokens, at, last)
    if terms and last < stop and tokens[last].lower in listed("clause", "terms"):
        last = next((i for i in _ends(tokens, last + 1, stop, set())), stop)
    while last > at and (tokens[last - 1].tag in _DANGLING or tokens[last - 1].lower in {"a", "an", "the"}):
        last -= 1
    return last


def _before_clause(tokens: Sequence[Token], at: int, last: int) -> int:
    """Where the clause begins whose verb stands at `last`: "before the month" of "before the month is over"."""
    for i in range(last - 1, max(at, last - 7), -1):
        if tokens[i].lower in listed("clause", "adverbial"):
            return i
        if tokens[i].tag not in NOUNS | {"DT", "EX", "JJ", "PRP", "PRP$", "POS", "CD", "RB"}:
            break
    return last


def _ends(tokens: Sequence[Token], at: int, stop: int, finite: set[int]) -> Iterator[int]:
    """Every place where a position from `at` on may end, left to right."""
    own_clause = at < len(tokens) and tokens[at].lower == "that"
    quoted = False
    for i in range(at, stop):
        token = tokens[i]
        if token.text in QUOTES:
            opens = token.text == "“" or (not quoted and i + 1 < len(tokens) and tokens[i + 1].start == token.end)
            if not opens and not quoted:
                yield i
            quoted = opens
        elif _stops(token, first=i == at or _to_do(tokens, i)) or (
            token.text in {",", "and"} and _closes(tokens, i, finite)
        ):
            yield i
        elif i in finite and i > at and not own_clause and not _bare(tokens, at, i):
            yield i - 1 if tokens[i - 1].tag == "PRP" else i


def _bare(tokens: Sequence[Token], at: int, i: int) -> bool:
    """Whether a verb taken for finite is what somebody is let do or wants done: "let observers work"."""
    before = {t.lemma for t in tokens[max(0, at - 1) : i]}
    lets = bool(before & {"let", "make", "help"}) and tokens[i].tag in {"VB", "VBP", "VBZ"}
    done = tokens[i].tag in {"VBN", "VBD"} or tokens[i].lower.endswith(("ed", "en", "wn"))
    return lets or ("want" in before and done)


def _stops(token: Token, *, first: bool) -> bool:
    ends = token.text in _STOPS or token.lower in listed("clause", "ends")
    ends = ends or (token.lower in {"if", "unless", "until", "provided"} and not first)
    return ends or (token.tag in {"WDT", "WP"} and not first)


def _to_do(tokens: Sequence[Token], at: int) -> bool:
    """ "Which" of "twelve years in which to take its tariffs down"."""
    return tokens[at - 1].lower in {"in", "with", "by"} and at + 1 < len(tokens) and tokens[at + 1].lower == "to"


def _closes(tokens: Sequence[Token], at: int, finite: set[int]) -> bool:
    """Whether the comma or "and" at a token leads out of the position."""
    if at + 1 >= len(tokens):
        return True
    after = tokens[at + 1]
    if tokens[at].text == "and":
        return _new_clause(tokens, at + 1, finite)
    if after.lower == "and":
        return _new_clause(tokens, at + 2, finite)
    aside = after.tag == "VBG" and after.lower != "including"
    return aside or after.lower in listed("clause", "closes") or _attributes(tokens, at + 1, finite)


def _attributes(tokens: Sequence[Token], at: int, finite: set[int]) -> bool:
    """Whether ", the minister said" follows: names and nouns, then a finite verb."""
    soon = any(i in finite for i in range(at, min(at + 6, len(tokens))))
    return soon and (tokens[at].tag in NOUNS or tokens[at].tag in {"DT", "PRP", "PRP$", "VBD"})


def _new_clause(tokens: Sequence[Token], at: int, finite: set[int]) -> bool:
    """Whether a finite verb, with or without its subject, follows the conjunction."""
    for i in range(at, min(at + 8, len(tokens))):
        if i in finite and tokens[i].tag != "VB":
            return True
        if tokens[i].tag not in NOUNS | {"DT", "JJ", "PRP", "PRP$", "POS", "CD", "RB", "IN"} or (
            tokens[i].lower == "to"
        ):
            return False
    return False


def object_head(tokens: Sequence[Token], at: int) -> Token | None:
    """The head of the noun phrase that begins at token `at`, over a preposition and modifiers; None without one."""
    head = None
    for token in tokens[at : at + 12]:
        if token.tag in NOUNS or (token.tag == "POS" and token.text[0].isalpha()):
            head = token
        elif token.tag == "PRP" and head is None:
            return token
        elif token.tag == "POS" and token.text[0] in "'’":
            head = None
        elif head is not None or not (token.tag in _INSIDE or token.tag in {"IN", "TO", "RB"} or token.text == ","):
            break
    return head


def issue_of(tokens: Sequence[Token], first: int, last: int) -> list[str]:
    """What a position is about: the head words of its first noun phrase and of that one's complement, as lemmas.

    Where an infinitive tells what somebody is to do ("Ostrel to lift the levy"), of the phrase after it.
    """
    act = _act(tokens, first, last)
    words = _heads(tokens, act, last) if act is not None else []
    return words or _heads(tokens, first, last)


def faint_issue(tokens: Sequence[Token], first: int, last: int) -> list[str]:
    """The noun that is left where a position holds no other: "an exchange", "its return", "six years"."""
    faint = listed("issue", "faint")
    return [t.lemma for t in tokens[first:last] if t.tag in NOUNS and t.lemma in faint][:1]


def _act(tokens: Sequence[Token], first: int, last: int) -> int | None:
    """Where the object begins of what somebody is to do: after "to lift", of "that Ostrel lift" after "lift"."""
    to = next((i for i in range(first, last - 1) if tokens[i].tag == "TO" and tokens[i + 1].tag == "VB"), None)
    if to is not None:
        return to + 2
    if first >= last or tokens[first].lower != "that":
        return None
    return next((i + 1 for i in range(first + 1, last) if tokens[i].tag in {"VB", "VBP"}), None)


def _nominal(phrase: Sequence[Token]) -> str | None:
    """ "Wounded" of "the wounded": an adjective or participle that stands for people."""
    if len(phrase) < 2 or phrase[0].lower != "the" or phrase[-1].tag not in {"JJ", "VBN"}:
        return None
    return phrase[-1].lower if phrase[-1].lower not in listed("issue", "stop") else None


def _heads(tokens: Sequence[Token], first: int, last: int) -> list[str]:
    words: list[str] = []
    run: list[Token] = []
    before: list[Token] = []
    links = 0
    for token in [*tokens[first:last], None]:
        if token is not None and token.tag in _INSIDE:
            before.append(token)
            if token.tag in NOUNS | {"JJ"} and any(c.isalpha() for c in token.text):
                run.append(token)
            continue
        if any(one.tag in NOUNS for one in run):
            keys = [one.lemma if one.tag in {"NN", "NNS"} else one.lower for one in run]
            stop = listed("issue", "stop")
            words += [w for w, t in zip(keys, run, strict=True) if not {w, t.lower} & stop and w not in words]
            links += bool(words)
        elif not words and (nominal := _nominal(before)) is not None:
            words.append(nominal)
        run = []
        before = []
        if words and (token is None or links > 1 or token.lower not in _COMPLEMENT):
            break
    return words[:ISSUE_WORDS]


def over_asides(tokens: Sequence[Token], at: int) -> int | None:
    """The particle of "agreed in principle on Thursday to a quota": over what tells how and when, nothing else."""
    aside = listed("parted-particles", "asides")
    begin = at
    while at < len(tokens) and at - begin <= ASIDE and (tokens[at].lower in aside or tokens[at].tag in {"RB", "CD"}):
        if tokens[at].lower == "not":
            return None
        at += 1
    if at > begin and at < len(tokens) and tokens[at].lower == "to":
        return at
    return None
