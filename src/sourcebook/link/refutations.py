"""What one report says there never was, and another tells: "no such meeting took place", "there is no ceasefire".

A report refutes news in three ways: it says that a thing was not ("no strike took place", "there was no contact", "the
visit did not happen"), it calls a report of it false ("is an invention", "do not correspond to reality"), or it adds to
such words what was not done ("the army did not fire that day"). What it refutes is looked for in the other reports of
its story: a deed of one kind (data/claims.toml), on a day that can be the same, with names and words that tell. A "not"
with none of these beside it refutes nothing (denials.py has the figures).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from math import log2

from sourcebook.link.byreport import once_a_report
from sourcebook.link.comparing import share_day
from sourcebook.link.conflicts import conflict, side
from sourcebook.link.denials import data
from sourcebook.link.entities import EntityIndex
from sourcebook.link.matching import seek
from sourcebook.link.quantities import SentenceWords, Telling
from sourcebook.link.told import Told
from sourcebook.link.within import times_in
from sourcebook.link.words import word_key
from sourcebook.model import Conflict, Reading, Span, TimeExpression
from sourcebook.model.record import ConflictKind

LATE = timedelta(days=8)  # so long after the news it may be refuted
SOON, AT_ONCE = timedelta(days=2), timedelta(days=1)  # what "there is no truce" says holds for its day
TELLING = 11.0  # bits that must speak for one deed: by rare words that both passages share, and by what stands here
SAME_DAY, SAME_WORD, CLOSELY, RARE_KIND = 5.0, 4.0, 3.0, 4.0
_BEFORE = 3  # sentences
TOLD = 4  # reports kept that tell what is refuted
SHARP = timedelta(days=2)
_NEWS = re.compile(r"\b(?:reports?|rumou?rs?|stories|news)\s+(?:of|that|about)\b([^,;:.]*)", re.IGNORECASE)
_SAID = re.compile(r"\b(?:said|says|told|stated|announced|declared|reported|added|noted)\b[^,.;]{0,30}$", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_BE = r"(?:is|are|was|were|has\s+been|have\s+been|had\s+been)"
_LINK = r"(?:with|between|of|on|in|at|by|from|against|to|among|for|over)"
_THING = rf"(?P<thing>(?:(?!{_LINK}\b)[\w’'-]+\s+){{0,3}}?(?!{_LINK}\b)[\w’'-]+)"
_REST = rf"(?:\s+{_LINK}\s+[^.;:]{{1,60}}?)?"
_NONE = (
    re.compile(
        rf"\bno\s+{_THING}{_REST}\s+(?:(?:ever\s+)?(?:took|takes|has\s+taken|had\s+taken)\s+place"
        rf"|happened|occurred|exists|existed|{_BE}\s+(?:ever\s+)?(?P<done>held|paid|fired|used|made|launched|carried\s+out"
        r"|issued|signed|given|imposed|declared|ordered|offered))\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\bthere\s+(?P<be>{_BE})\s+(?:no|never\s+any|not\s+any)\s+{_THING}"
        rf"(?=\s+(?:{_LINK}|here|there|at\s+all|yet|today|yesterday|last|this)\b|\s*[^\w\s’'-]|$)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:made|gave|given|issued|received|signed|sent)\s+(?:no|not\s+any)\s+{_THING}"
        rf"(?=\s+(?:{_LINK}|that|whatsoever|at\s+all)\b|\s*[^\w\s’'-]|$)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:the|this|that|any|such\s+a)\s+{_THING}{_REST}\s+(?:did|does|has|had)\s*(?:not|n['’]t|never)\s+(?:ever\s+)?"
        r"(?:taken?\s+place|happen(?:ed)?|occur(?:red)?|exist(?:ed)?)\b",
        re.IGNORECASE,
    ),
)
_DID_NOT = re.compile(r"\b(?:did|has|have|had)\s*(?:not|n['’]t|never)\s+(?P<thing>\w+)", re.IGNORECASE)
_BACK = re.compile(r"^\W*(?:(?:it|this|that|all\s+of\s+it)\s+(?:is|was|did|never|has)\b|no\s+such\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, eq=False)
class _Passage(Told):
    """A passage that refutes or tells: the sentences shown, what deeds it speaks of, its words and days."""

    reading: Reading
    shown: tuple[Span, ...]
    kinds: frozenset[str]
    words: frozenset[str]
    beside: frozenset[str]
    days: tuple[TimeExpression, ...]
    thing: frozenset[str] = frozenset()  # the keys of what is said not to have been
    lasting: bool = False
    news: frozenset[str] = frozenset()  # the kinds of deed of which it calls reports false


def refutation_conflicts(
    readings: Sequence[Reading], story_of: Mapping[str, str], index: EntityIndex
) -> list[Conflict]:
    """One conflict for every refutation of which other reports of the story tell what is refuted."""
    stories: dict[str, list[Reading]] = defaultdict(list)
    for reading in sorted(readings, key=lambda r: r.report.id):
        stories[story_of.get(reading.report.id, "")].append(reading)
    found: dict[str, Conflict] = {}
    for _, members in sorted(stories.items()):
        refuted = [one for reading in members for one in _refuted(reading, index)]
        if refuted:
            kinds = frozenset(kind for one in refuted for kind in one.kinds)
            told = [one for reading in members for one in _told(reading, index, kinds)]
            for made in _against(refuted, told, len(members)):
                found[made.id] = made
    return sorted(found.values(), key=lambda c: c.id)


@cache
def _kinds() -> dict[str, frozenset[str]]:
    """The kinds of deed by the keys of their words."""
    known: dict[str, set[str]] = defaultdict(set)
    for kind, words in data()["refuted_deeds"].items():
        for word in words:
            known[word_key(word)].add(kind)
    return {key: frozenset(kinds) for key, kinds in known.items()}


@cache
def _false() -> re.Pattern[str]:
    """Words that call a report false."""
    words = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in data()["refuted"]["false"])
    closed = r"(?=\s*(?:[^\w\s]|$)|\s+(?:and|but|or|with|by|in|on|said|spread|made|from|of)\b)"
    return re.compile(rf"\b(?:{words})\b{closed}", re.IGNORECASE)


@cache
def _reports() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in data()["refuted"]["reports"])
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


def _kinds_in(text: str) -> frozenset[str]:
    known = _kinds()
    keys = {word_key(word) for word in _WORD.findall(text.lower())}
    return frozenset(kind for key in keys & known.keys() for kind in known[key])


@once_a_report
def _refuted(reading: Reading, index: EntityIndex) -> Iterator[_Passage]:
    """The passages of a report that refute something; those of one paragraph are one."""
    text = reading.report.text
    known: SentenceWords | None = None
    done = -1
    for at, sentence in enumerate(reading.sentences):
        if at <= done or not _starts(reading, at):
            continue
        known = known or SentenceWords(reading, index)
        numbers = _run(reading, at)
        done = numbers[-1]
        shown = tuple(reading.sentences[n] for n in numbers)
        back = at and _BACK.match(sentence.of(text)) is not None
        block = (reading.sentences[at - 1], *shown) if back else shown
        things = " ".join(_none(reading.sentences[n].of(text))[0] or "" for n in numbers)
        kinds = _kinds_in(things)
        if not kinds and (back or _called_false(reading, at)):
            kinds = frozenset(k for one in block[: 1 + bool(back)] for k in _kinds_in(one.of(text)))
        if kinds:
            words = frozenset(word for one in block for word in known.words(one))
            beside = (known.beside(block[0]) | known.beside(block[-1])) - words
            false = sentence.of(text) if _called_false(reading, at) else ""
            names = frozenset(word_key(w) for w in _WORD.findall(things.lower())) & _kinds().keys()
            names |= frozenset(_heads(false))
            lasting = any(_none(one.of(text))[1] for one in shown)
            yield _Passage(reading, shown, kinds, words, beside, _days(reading, block), names, lasting, _news(false))


def _starts(reading: Reading, at: int) -> bool:
    return _none(reading.sentences[at].of(reading.report.text))[0] is not None or _called_false(reading, at)


def _none(said: str) -> tuple[str | None, bool]:
    """What a sentence says there was not, "" for "such" a thing, and whether it says so of its own day."""
    if "no" not in (low := said.lower()) and "n't" not in low and "n’t" not in low:
        return None, False
    if not {"if", "unless", "whether", "when", "until"}.isdisjoint(_WORD.findall(low)):
        return None, False
    for pattern in _NONE:
        match = seek(pattern, said)
        if match is not None:
            thing = match["thing"]
            lasting = match.groupdict().get("be") in {"is", "are"}
            return ("" if thing.lower().startswith("such ") else thing.removesuffix(" left")), lasting
    return None, False


def _called_false(reading: Reading, at: int) -> bool:
    """Whether a sentence calls a report false: one that it names, or, by "it", what was said before."""
    said = reading.sentences[at].of(reading.report.text)
    if seek(_false(), said) is None:
        return False
    return seek(_reports(), said) is not None or bool(at and _BACK.match(said))


def _refutes(reading: Reading, at: int) -> bool:
    said = reading.sentences[at].of(reading.report.text)
    return _none(said)[0] is not None or _called_false(reading, at) or seek(_DID_NOT, said) is not None


def _run(reading: Reading, at: int) -> list[int]:
    """The numbers of the sentences that go on with a refutation: right behind it, or two further in its paragraph."""
    text, numbers = reading.report.text, [at]
    for n in range(at + 1, min(len(reading.sentences), at + 4)):
        apart = "\n" in text[reading.sentences[at].end : reading.sentences[n].start]
        if n - numbers[-1] > 2 or (apart and n - numbers[-1] > 1) or not _refutes(reading, n):
            continue
        numbers.append(n)
    return numbers


def _days(reading: Reading, block: Sequence[Span]) -> tuple[TimeExpression, ...]:
    """The days that the sentences give for what they tell of, not those on which somebody said it."""
    text = reading.report.text
    return tuple(
        t
        for one in block
        for t in times_in(reading, one.start, one.end)
        if t.earliest and t.latest and t.latest - t.earliest <= SHARP and not _SAID.search(text, one.start, t.start)
    )


@once_a_report
def _told(reading: Reading, index: EntityIndex, kinds: frozenset[str]) -> Iterator[_Passage]:
    """The sentences of a report that tell deeds of the kinds."""
    text = reading.report.text
    words: SentenceWords | None = None
    for at, sentence in enumerate(reading.sentences):
        said = sentence.of(text)
        own = _done(said) & kinds
        if own and not _refutes(reading, at):
            words = words or SentenceWords(reading, index)
            yield _Passage(
                reading, (sentence,), own, words.words(sentence), words.beside(sentence), _days(reading, [sentence])
            )


@cache
def _denying() -> frozenset[str]:
    return frozenset(data()["refuted"]["denying"])


def _done(said: str) -> frozenset[str]:
    """The kinds of deed that a sentence tells, rather than denies, doubts or makes a condition."""
    words = _WORD.findall(said.lower())
    known = _kinds()
    deeds = [(at, known[key]) for at, word in enumerate(words) if (key := word_key(word)) in known]
    if not deeds or not _denying().isdisjoint(words):
        return frozenset()
    none, maybe = (frozenset(data()["refuted"][group]) for group in ("not", "maybe"))
    real = (
        k for at, k in deeds if none.isdisjoint(words[max(0, at - 4) : at]) and maybe.isdisjoint(words[at + 1 : at + 3])
    )
    return frozenset().union(*real)


def _against(refuted: Sequence[_Passage], told: Sequence[_Passage], reports: int) -> Iterator[Conflict]:
    telling = Telling([*refuted, *told])
    by_kind: dict[str, list[_Passage]] = defaultdict(list)
    for one in told:
        for kind in sorted(one.kinds):
            by_kind[kind].append(one)
    rare = {kind: min(RARE_KIND, log2(reports / len({o.report for o in some}))) for kind, some in by_kind.items()}
    found: list[_Pair] = []
    for denial in refuted:
        scored: dict[str, tuple[float, _Passage]] = {}
        for kind in sorted(denial.kinds & rare.keys()):
            for one in by_kind[kind]:
                score = _score(denial, one, telling, rare[kind])
                if score >= TELLING and (one.report not in scored or score > scored[one.report][0]):
                    scored[one.report] = (score, one)
        best = sorted(scored.values(), key=lambda pair: (-pair[0], pair[1].report))[:TOLD]
        if best:
            found.append((min(denial.kinds & best[0][1].kinds), {denial}, {one for _, one in best}))
    yield from _joined(found)


_Pair = tuple[str, set[_Passage], set[_Passage]]


def _joined(found: Sequence[_Pair]) -> Iterator[Conflict]:
    """One conflict for all refutations of what one passage tells."""
    groups: list[_Pair] = []
    for kind, denials, told in found:
        touching = [group for group in groups if group[2] & told or _alike(group, kind, denials)]
        groups = [group for group in groups if group not in touching]
        kinds = min([kind, *(group[0] for group in touching)])
        groups.append((kinds, denials.union(*(g[1] for g in touching)), told.union(*(g[2] for g in touching))))
    for kind, denials, told in groups:
        sides = {side(one.reading, span, "denied") for one in denials for span in one.shown}
        sides |= {side(one.reading, one.shown[0], "told") for one in told}
        yield conflict(_kind_of(kind), kind, "disputed", tuple(sides), "one report refutes what another tells")


def _kind_of(kind: str) -> ConflictKind:
    """Whether it is disputed that a thing was, or what came of it: an agreement comes of talks."""
    return "outcome" if kind in data()["refuted"]["outcomes"] else "status"


def _alike(group: _Pair, kind: str, denials: set[_Passage]) -> bool:
    """Whether a group has refutations of the same kind by the same report."""
    return group[0] == kind and not {d.report for d in group[1]}.isdisjoint(d.report for d in denials)


def _score(denial: _Passage, one: _Passage, telling: Telling, rare: float) -> float:
    """What speaks for one deed, in bits; 0 where days or reports speak against it."""
    gap = _gap(one, denial)
    shared = share_day(denial, one) or (denial.lasting and gap == timedelta(0))
    if one.report == denial.report:
        return TELLING if _close_by(denial, one) else 0.0
    if denial.days and one.days and not shared:
        return 0.0
    in_time = gap is not None and timedelta(0) <= gap <= (AT_ONCE if denial.lasting else LATE)
    word = bool(denial.thing & one.words)
    close = gap is not None and timedelta(0) <= gap <= SOON
    named = sum(w.startswith("n_") for w in denial.words & one.words)
    bits = telling.shared(denial, one)
    one_deed = shared or named > 1 or (named and bits >= TELLING) or (word and (named or close))
    if not (in_time or shared) or not one_deed:
        return 0.0
    bits += rare
    return bits + SAME_DAY * shared + SAME_WORD * word + CLOSELY * close


def _close_by(denial: _Passage, one: _Passage) -> bool:
    """Whether a report calls reports of a deed false that it has told right before, of somebody whom both name."""
    between = [s for s in denial.reading.sentences if one.shown[0].start < s.start <= denial.shown[0].start]
    named = any(word.startswith("n_") for word in denial.words & one.words)
    own = any(word.startswith("n_") for word in denial.words)
    return bool(denial.news & one.kinds) and 0 < len(between) <= _BEFORE and (named or not own)


def _heads(said: str) -> Iterator[str]:
    """The key of the first word that tells a deed in what reports are said to be of: "reports of stones thrown"."""
    for match in _NEWS.finditer(said):
        yield from [key for w in _WORD.findall(match[1].lower()) if (key := word_key(w)) in _kinds()][:1]


def _news(said: str) -> frozenset[str]:
    """The kinds of deed of which a sentence names reports: "reports of his arrest"."""
    return frozenset(kind for match in _NEWS.finditer(said) for kind in _kinds_in(match[1]))


def _gap(one: _Passage, denial: _Passage) -> timedelta | None:
    """How long after a report another came, as little as their days allow; None where one has no day."""
    news, late = one.reading.report.published, denial.reading.report.published
    if not (news and late and news.earliest and news.latest and late.earliest and late.latest):
        return None
    if late.latest < news.earliest:
        return late.latest - news.earliest
    return max(timedelta(0), late.earliest - news.latest)
