"""Whose the officials are whom no gazetteer knows: told beside their names, by whose page it is, or by their company.

Only for states that the reports themselves make known (`lore`).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from sourcebook.lexicon.names import fold
from sourcebook.lexicon.offices import office
from sourcebook.link.companions import Companions
from sourcebook.link.lore import WORD, Lore, listed
from sourcebook.model import EntityMention, Reading

_BESIDE = 1.0  # sentences that an official shares with the state that is to be his, at least
_MORE = 1.3  # by what factor the state must outdo the next; of officials whose state is told, four in five are right
_ALONE = 3.0  # the same for the state that a report speaks of most, where none stands beside the name
_ALONE_LEAST = 3.0  # sentences of the report that must name that state
_LINES = 3  # of a page's head in which stands whose it is
_AGENCIES = ("press", "pres", "inform", "info")  # what agencies of state are called behind their state's first sounds
_STEM = 3  # letters of these
_SHORT = 8  # words of such a line
_HEADS = 2  # ranks of offices that one person holds (lexicon/offices.py)
_TITLE = 40  # characters around a name in which its owner's state is looked for


def homes(readings: Sequence[Reading], lore: Lore, companions: Companions) -> dict[str, str]:
    """The states of officials whom no report calls anybody's: by folded full name.

    Of states that the reports make known alone: which state an official of a listed one serves is in the reports, or
    is common knowledge that they leave out, and what stands beside his name is as often his counterpart's.
    """
    own = {reading.report.id: state for reading in readings if (state := page_state(reading, lore)) is not None}
    told: set[str] = set()
    seen: dict[str, list[tuple[str, int]]] = defaultdict(list)
    serving: dict[str, bool] = {}
    explicit: dict[str, Counter[str]] = defaultdict(Counter)
    for reading in readings:
        for mention in reading.entities:
            if mention.type != "person" or " " not in mention.name:
                continue
            name = fold(mention.name)
            seen[name].append((reading.report.id, mention.start))
            if mention.country is not None:
                told.add(name)
            held = office(mention.role) if mention.role else None
            if held is not None and held.name in listed("offices", "state") + listed("offices", "union"):
                serving[name] = held.name in listed("offices", "union")
            owner = _called(reading.report.text, mention.start, mention.end, lore)
            page = own.get(reading.report.id)
            if owner is None and page is not None and _is_its(page, reading, mention, companions):
                owner = page
            if owner is not None:
                explicit[name][owner] += 1
    found = {name: first_of(votes) for name, votes in explicit.items() if name not in told}
    for name in sorted(set(serving) - told - set(found)):
        pool = lore.unions if serving[name] else lore.states
        owner = beside(seen[name], pool, companions)
        if owner is not None:
            found[name] = owner
    return found


def _is_its(page: str, reading: Reading, mention: EntityMention, companions: Companions) -> bool:
    """Whether who holds an office on a state's own page holds it there: no other state stands in the sentence.

    Of ministers it is those who speak there; their guests have offices too.
    """
    held = office(mention.role) if mention.role is not None and mention.role[0].isupper() else None
    if held is None or held.rank > _HEADS or not companions.same(reading.report.id, mention.start) <= {page}:
        return False
    return held.rank == 1 or any(said.speaker_name == mention.name for said in reading.statements)


def page_state(reading: Reading, lore: Lore) -> str | None:
    """The one state whose own page it is: its republic, ministry or agency stands in the page's first lines."""
    lines = reading.report.text.split("\n", maxsplit=_LINES)[:_LINES]
    head = "\n".join(line for line in lines if len(line.split()) <= _SHORT)
    words = set(re.findall(r"[a-z]+", head.lower()))
    found = {state for word in re.findall(WORD, head) if (state := lore.state(spelled(word))) is not None}
    if words.isdisjoint(listed("seats", "own_pages")):
        stems = {word[: -len(end)] for word in words for end in _AGENCIES if word.endswith(end)}
        found = {s for s in sorted(lore.states) for stem in stems if len(stem) >= _STEM and s.lower().startswith(stem)}
    return min(found) if len(found) == 1 and found <= lore.states else None


def beside(places: Sequence[tuple[str, int]], pool: frozenset[str], companions: Companions) -> str | None:
    """The state of the pool that stands beside a name in its places, or of which its reports speak far more."""
    votes: Counter[str] = Counter()
    for report, start in places:
        votes.update(companions.of(report, start))
    owner = best({s: n for s, n in votes.items() if s in pool}, _BESIDE, _MORE)
    if owner is not None:
        return owner
    base = companions.base({report for report, _ in places})
    return best({s: float(n) for s, n in base.items() if s in pool}, _ALONE_LEAST, _ALONE)


def _called(text: str, start: int, end: int, lore: Lore) -> str | None:
    """The learned state that the words right before or behind a person's name say he is of."""
    known = {**{s: s for s in (*lore.states, *lore.unions)}, **lore.adjectives}
    before = _OWNER.search(text, max(0, start - _TITLE), start)
    if (
        before is not None
        and before[1] in known
        and (before[1] in lore.adjectives or before[2] or office(before["office"].lower()) is not None)
    ):
        return known[before[1]]
    titled = _TITLED.search(text, max(0, start - _TITLE), start)
    if titled is not None and titled[1] in known and office(titled[2].strip().lower()) is not None:
        return known[titled[1]]
    held = _HELD.search(text, max(0, start - _TITLE), start)
    if held is not None and held[1] in known:
        return known[held[1]]
    behind = _APPOSED.match(text, end)
    if behind is not None and (behind[1] in lore.adjectives or (behind[2] and behind[1] in known)):
        return known[behind[1]]
    of = _OF.match(text, end) or _LEADS.match(text, end)
    if of is not None and of[1] in known:
        return known[of[1]]
    held = _HOLDS.match(text, end)
    if held is None or office(re.split(r"\b(?:of|for)\b", held[1].lower())[0].strip()) is None:
        return None
    return next((known[word] for word in _STATES.findall(held[1]) if word in known), None)


_OWNER = re.compile(
    rf"\b({WORD})(['’]s)? (?P<office>[a-z-]+(?: [a-z-]+){{0,3}}),? (?:(?:Mr|Mrs|Ms|Dr|Gen|Col|Colonel|General)\.? )?$"
)
_TITLED = re.compile(rf"\b({WORD})(?:['’]s)? ((?:[A-Z][a-z-]+ ){{1,3}})$")  # "Ostrel Prime Minister Orla Venn"
_HELD = re.compile(rf"\b[a-z-]+ of (?:the )?({WORD}),? $")  # "the premier of Ostrel Orla Venn"
_APPOSED = re.compile(rf",? (?:who is )?(?:the )?({WORD})(['’]s)? [a-z]")
_LEADS = re.compile(
    rf",? who (?:[a-z]+ )?(?:heads?|leads?|led|headed|represents?|speaks? for|negotiates? for) (?:the )?({WORD})\b"
)
_HOLDS = re.compile(r", (?:the )?([A-Za-z][\w -]{3,70}?)(?=[,.;:\n]|$)")  # ", Deputy Minister for Trade of Ostrel,"
_STATES = re.compile(rf"\b(?:of|for) (?:the )?({WORD})")
_OF = re.compile(rf",? (?:(?:the )?[a-z-]+ (?:[a-z-]+ ){{0,3}})?(?:of|for) (?:the )?({WORD})\b")


def best(votes: Mapping[str, float], least: float, more: float) -> str | None:
    """The state with the most votes, if they are enough and outdo the next one's by a factor."""
    ranked = sorted(votes.items(), key=lambda pair: (-pair[1], pair[0]))
    if not ranked or ranked[0][1] < least:
        return None
    return ranked[0][0] if len(ranked) == 1 or ranked[0][1] >= more * ranked[1][1] else None


def first_of(votes: Counter[str]) -> str:
    """The state with the most votes, the first by name of several."""
    return min(votes, key=lambda state: (-votes[state], state))


def spelled(name: str) -> str:
    """A name in capitals as it is written elsewhere."""
    return name.title() if name.isupper() else name
