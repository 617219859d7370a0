"""Which names of bodies are one: abbreviations, turned names, departments of one state, and a body by its last word."""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from sourcebook.lexicon.countries import country_of, demonym
from sourcebook.lexicon.institutions import Institution, institution, outlet
from sourcebook.lexicon.names import fold
from sourcebook.lexicon.places import city
from sourcebook.link.initials import Initials, undotted
from sourcebook.link.lore import CAPITALS, WORD
from sourcebook.link.matching import matches
from sourcebook.link.words import is_frequent

if TYPE_CHECKING:
    from sourcebook.link.namings import Naming
    from sourcebook.model import Reading, Report

_SMALL = frozenset({"of", "the", "for", "and", "on", "in", "de", "&"})
_KNOWN = 2  # reports that name a body in full, for others of the story to call it by its last word alone
_FRONT = 2  # words of a name before "of" that tell it alone
_LEAST = 3  # letters of an abbreviation that is made of its long form's
_LONG = rf"{WORD}['’]?(?: (?:(?:of|for|and|the|on|in) ){{0,2}}{WORD}['’]?){{1,7}}"
_BRACKETS = re.compile(rf"({_LONG}),? ?\(([{CAPITALS}][\w.]{{1,9}})\)")
_REVERSED = re.compile(rf"\b([{CAPITALS}][{CAPITALS}.]{{1,8}})(?: \(| ?[/|–—-] ?|\s*\n\s*)({_LONG})")
# "at the Counting House, as the Electoral Court is known": a body by its seat.
_KNOWN_AS = re.compile(
    rf"\b[Tt]he ({WORD}(?: {WORD})?), as the ({_LONG}) is (?:also |better |widely |generally )?(?:known|called)\b"
)
_LETTERHEAD = re.compile(rf"^{_LONG}$", re.MULTILINE)
_HEAD = 600  # characters of a page in which its letterhead stands
_OWNED = re.compile(r"^\w{4,}s['’]? (?:committee|union|association|council|federation|league)$")  # "Mothers' Committee"
_CREDIT = re.compile(rf"[(/]([{CAPITALS}]{{2,8}})[)/]")


@cache
def tables() -> dict[str, Any]:
    """The tables of data/bodies.toml."""
    return tomllib.loads(files("sourcebook.link").joinpath("data", "bodies.toml").read_text("utf-8"))


@cache
def listed(name: str) -> frozenset[str]:
    """One list of them."""
    return frozenset(tables()[name])


@lru_cache(maxsize=65536)
def abbreviates(short: str, long: str) -> bool:
    """Whether a short name is made of the beginnings of a long one's words, all of them and in order.

    One letter a word, small words counted or not; or several letters of each ("Corvin", "Corvan Information Network"),
    which only a text that puts the two side by side bears out.

    >>> abbreviates("HTA", "Harbour Tug Association"), abbreviates("BoO", "Bank of Ostrel"), abbreviates("HT", "Tug")
    (True, True, False)
    """
    letters = short.replace(".", "").casefold()
    words = [word.casefold() for word in re.split(r"[\s-]+", long)]
    content = [word for word in words if word not in _SMALL]
    return any(len(pool) > 1 and _made_of(letters, tuple(pool)) for pool in (content, words))


def _made_of(letters: str, words: tuple[str, ...]) -> bool:
    if not words:
        return not letters
    first, rest = words[0], words[1:]
    for size in range(1, min(len(first), len(letters)) + 1):
        if first[size - 1] != letters[size - 1]:
            return False
        if _made_of(letters[size:], rest):
            return True
    return False


def abbreviations(readings: Iterable[Reading]) -> dict[str, str]:
    """Abbreviation → long form, where reports put them side by side; none that gazetteers have, or with two forms."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for reading in readings:
        for short, long in side_by_side(reading.report):
            found[short][long] += 1
    return {short: next(iter(longs)) for short, longs in sorted(found.items()) if len({fold(x) for x in longs}) == 1}


def side_by_side(report: Report) -> Iterator[tuple[str, str]]:
    """The abbreviations of a report with their long forms, its own outlet's credit included: "OSK (HTA) -"."""
    yield from abbreviated(report.text)
    if report.outlet is not None and " " in report.outlet:
        for match in matches(_CREDIT, report.text):
            if abbreviates(match[1], report.outlet) and len(match[1]) >= _LEAST and outlet(match[1]) is None:
                yield match[1], report.outlet
    yield from _letterheads(report.text)
    for match in matches(_KNOWN_AS, report.text) if ", as the " in report.text else ():
        if institution(match[1]) is None:
            yield match[1], match[2]


def _letterheads(text: str) -> Iterator[tuple[str, str]]:
    """The initials that a page has for the body whose name stands on a line of its own at its head: "(c) HTA"."""
    for match in _LETTERHEAD.finditer(text, 0, _HEAD):
        words = [word for word in match[0].split() if word.lower() not in _SMALL]
        short = "".join(word[0] for word in words)
        if len(words) < _LEAST or not short.isupper() or institution(short) or outlet(short) or country_of(short):
            continue
        if re.search(rf"(?<![\w.-]){short}(?!\w)", text) is not None:
            yield short, match[0].title() if match[0].isupper() else match[0]


def abbreviated(text: str) -> Iterator[tuple[str, str]]:
    """The abbreviations of a text, each with the long form that stands beside it."""
    for pattern, order in ((_BRACKETS, (2, 1)), (_REVERSED, (1, 2))):
        for match in matches(pattern, text):
            short, long = match[order[0]], match[order[1]]
            words = long.split()
            # of "Late Harbour Tug Association (HTA)" only the last words are the name
            tails = (" ".join(words[at:]) for at in range(len(words) - 1)) if order == (2, 1) else (
                " ".join(words[:at]) for at in range(len(words), 1, -1))  # fmt: skip
            whole = next((t for t in tails if t.split()[0].lower() not in _SMALL and abbreviates(short, t)), None)
            if whole is not None and len(short) >= _LEAST and institution(short) is None and outlet(short) is None:
                yield short, whole.rstrip("'’")


class BodyNames:
    """The key of every name of a body; names with one key are one body's."""

    def __init__(self, readings: Sequence[Reading], namings: Iterable[Naming]) -> None:
        self.long = {fold(short): fold(long) for short, long in abbreviations(readings).items()}
        self.full: dict[str, dict[str, list[Naming]]] = defaultdict(lambda: defaultdict(list))
        self.told: dict[tuple[str, str], list[Naming]] = defaultdict(list)
        self.states: dict[tuple[str, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        self.tails: dict[tuple[str, str], list[Naming]] = defaultdict(list)
        self.firms: dict[tuple[str, str], set[str]] = defaultdict(set)
        self.members: dict[tuple[str, str], set[str]] = defaultdict(set)
        namings = list(namings)
        self.initials = Initials(namings)
        for naming in namings:
            if naming.type == "organisation":
                self._count(naming, fold(naming.name).removeprefix("the ").split())

    def _count(self, naming: Naming, words: Sequence[str]) -> None:
        """Count a body among those that its report and its story can mean by less than its name."""
        front = _front(words)
        if len(words) > 1:
            for head in {words[0], words[-1], *front[-1:]} & listed("shortened"):
                self.full[naming.report][head].append(naming)
        if naming.story is not None:
            self._count_in(naming.story, naming, words, front)

    def _count_in(self, story: str, naming: Naming, words: Sequence[str], front: Sequence[str]) -> None:
        if words[-1:] and words[-1] in _heads():
            for at in range(1, len(words) - 1):
                self.tails[story, " ".join(words[at:])].append(naming)
            self._abbreviated(naming, words)
        if front:
            self.tails[story, " ".join(front)].append(naming)
        if len(words) > 1:
            for head in {words[-1], *front[-1:]} & listed("shortened"):
                self.told[story, head].append(naming)
            if words[-1] in listed("firms") and not is_frequent(words[0]):
                self.firms[story, " ".join(words[:-1])].add(" ".join(words))
            self._count_members(story, words)
        if naming.country is not None:
            bare = department(" ".join(words), naming.country)
            if bare in _departments():
                self.states[story, bare][naming.country].add(naming.report)

    def _count_members(self, story: str, words: Sequence[str]) -> None:
        """Count what the members of a party go by: Falcons of the Falcon Party."""
        for form in tables()["partisans"].get(" ".join(words), ()):
            self.members[story, form].add(" ".join(words))
        if words[1:] == ["party"] and not is_frequent(words[0]):
            self.members[story, f"{words[0]}s"].add(" ".join(words))

    def is_short(self, name: str) -> bool:
        """Whether the reports use the name as a body's abbreviation."""
        return fold(name) in self.long

    def key(self, naming: Naming) -> tuple[str, ...]:
        """What the body's names are grouped by: its name without what varies, and the country of one that all have."""
        known = institution(undotted(naming.name)) or _of_its_state(naming.name)
        if known is not None:
            return ("body", known.name)
        bare = fold(undotted(naming.name)).removeprefix("the ")
        bare = self.initials.long.get((naming.story or "", bare), bare)
        meant = self.initials.known.get((naming.story or "", bare))
        if meant is not None:
            return ("body", meant)
        bare = self.long.get(bare, bare)
        bare = self._firm(naming, bare)
        party = self.members.get((naming.story or "", bare), set())
        bare = min(party) if len(party) == 1 else bare  # "the Falcons" of the Falcon Party
        if len(party) == 1 and (known := institution(bare.title())) is not None:
            return ("body", known.name)
        if bare.rsplit(" ", 1)[-1] in listed("legal"):
            bare = bare.rsplit(" ", 1)[0]
        full = self._full(naming, bare) or self._whole(naming, bare)
        if full is not None:
            return self.key(full)
        if set(bare.split()) & listed("everybodys") or bare in tables()["departments"]:
            country = naming.country or self._state(naming, department(bare, None))
            usual = department(bare, country)
            return ("body", department(turned(usual), country), country or "")
        return ("body", turned(bare))

    def _firm(self, naming: Naming, bare: str) -> str:
        """The whole name of the one firm of the story that goes by the name: "Lantern" of Lantern Airways."""
        firms = self.firms.get((naming.story or "", bare), set()) if naming.type == "organisation" else set()
        return min(firms) if len(firms) == 1 and country_of(naming.name) is None and not city(naming.name) else bare

    def _abbreviated(self, naming: Naming, words: Sequence[str]) -> None:
        """Count the body among those that the first letters of its words can mean in its story."""
        letters = "".join(word[0] for word in words if word not in _SMALL)
        if len(letters) >= _LEAST:
            self.tails[naming.story or "", letters].append(naming)

    def _whole(self, naming: Naming, bare: str) -> Naming | None:
        """The only body of the story that the name is the end or the abbreviation of, if reports name that in full.

        "The Fisheries Commission" of the Northern Fisheries Commission; no department of state, which each state has.
        """
        short = " " not in bare and naming.name.isupper() and len(bare) >= _LEAST
        if naming.story is None or naming.type != "organisation" or not (short or " " in bare):
            return None
        if naming.country is not None or department(bare, None) in _departments() or outlet(naming.name):
            return None
        others = [full for full in self.tails.get((naming.story, bare), ()) if institution(full.name) is None]
        known = {turned(fold(full.name).removeprefix("the ")) for full in others}
        several = len({full.report for full in others}) >= (1 if _OWNED.search(bare) else _KNOWN)
        return min(others, key=lambda full: (full.report, full.name)) if len(known) == 1 and several else None

    def _state(self, naming: Naming, bare: str) -> str | None:
        """The one state whose department of that name the reports of the story know: "the Defence Ministry"."""
        told = self.states.get((naming.story or "", bare), {})
        country, *others = sorted(told) or [""]
        return country if not others and len(told.get(country, ())) >= _KNOWN else None

    def _full(self, naming: Naming, bare: str) -> Naming | None:
        """The body that the report names in full before it calls it by its last word, if there is but one.

        Where it names none, the only one of that word in its story, if reports name that in full.
        """
        there = self.full.get(naming.report, {}).get(bare, [])
        before = [full for full in there if full.first < naming.first]
        if there or naming.type != "organisation" or naming.story is None:
            return before[0] if len({fold(full.name) for full in before}) == 1 else None
        others = self.told.get((naming.story, bare), [])
        known = {fold(full.name).removeprefix("the ") for full in others}
        return others[0] if len(known) == 1 and len({full.report for full in others}) >= _KNOWN else None


@lru_cache(maxsize=65536)
def _of_its_state(name: str) -> Institution | None:
    """The institution that a name is with its state in front of it: "U.S. Justice Department"."""
    first, _, rest = name.removeprefix("the ").removeprefix("The ").partition(" ")
    state = country_of(first) or demonym(first) if rest else None
    found = institution(undotted(rest)) if state is not None else None
    return found if found is not None and state is not None and found.country == state.name else None


def _front(words: Sequence[str]) -> Sequence[str]:
    """What stands before "for" or "of" in a name, by which the body goes too: "Joint Board for Fish" by "Joint Board".

    Not of bodies that every country has: "the Supreme Court" is any state's.
    """
    at = next((i for i, word in enumerate(words) if word in _SMALL), 0)
    front = words[:at]
    owned = _OWNED.search(" ".join(front)) is not None
    others = (set(front) & listed("everybodys") and not owned) or len(front) < _FRONT or words[at] == "and"
    return () if others else front


@cache
def _heads() -> frozenset[str]:
    """What bodies that are called by less than their name end in."""
    return listed("shortened") | listed("turned")


@cache
def _departments() -> frozenset[str]:
    """What departments of state are called for short."""
    return frozenset(tables()["departments"].values())


def is_department(name: str) -> bool:
    """Whether a department of state is named, whichever state's it is.

    >>> is_department("Ostreli Foreign Ministry"), is_department("Ministry of Justice of Ostrel")
    (True, True)
    """
    bare = f" {fold(name)} "
    return any(f" {one} " in bare for one in _departments() | frozenset(tables()["departments"]))


@lru_cache(maxsize=65536)
def turned(bare: str) -> str:
    """A folded name with its head at the end: "movement of the marsh" → "marsh movement"."""
    head, of, rest = bare.partition(" of ")
    if of and head in listed("turned"):
        return f"{rest.removeprefix('the ')} {head}"
    return bare


@lru_cache(maxsize=65536)
def department(bare: str, country: str | None) -> str:
    """A folded name of a body of state without its state, under its usual name.

    >>> department("norwegian ministry of foreign affairs", "Norway"), department("army of ostrel", "Ostrel")
    ('foreign ministry', 'army')
    """
    if country is not None:
        words = bare.split()
        owner = fold(country)
        bare = bare.removesuffix(f" of {owner}").removesuffix(f" of the {owner}").removeprefix(f"{owner} ")
        if len(words) > 1 and (named := demonym(words[0].title()) or country_of(words[0].title())) is not None:
            bare = " ".join(words[1:]) if named.name == country else bare
        elif len(words) > 1 and words[0][:4] == owner[:4] and words[0] != owner:
            bare = " ".join(words[1:])
    found: Mapping[str, str] = tables()["departments"]
    return found.get(bare, bare)
