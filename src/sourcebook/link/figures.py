"""Numbers that reports give for one thing: which agree after rounding and which contradict each other.

Two figures are compared where they count the same, in one unit, of one event or in sentences that tell the same of it.
A false contradiction costs more trust than a missed one gives, so every doubt lets the pair go: another fate of those
counted, another day, a number that is wished for rather than told, a part of a whole, or a report that gives both
numbers itself, unless it gives one of them to contradict it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from sourcebook.link.comparing import (
    CROWDS_FAR,
    FAR,
    ROUNDED,
    apart,
    comparable,
    far,
    is_sum,
    is_toll,
    may_be_crowds,
    may_be_one,
    near_in_value,
    of_one_noun,
    overlap,
    own_day,
    rarity,
    share_day,
    vague,
)
from sourcebook.link.figure_sides import LOST, WON, by_size, number_conflict, without_refinements
from sourcebook.link.figure_words import data
from sourcebook.link.figurejudge import likely_pairs
from sourcebook.link.quantities import Count, Telling, sentence_of
from sourcebook.link.shares import SHARE
from sourcebook.link.words import word_key
from sourcebook.model import Conflict

NEAR = timedelta(days=10)
LONG_AFTER = timedelta(
    days=100
)  # what both reports date to one day (a toll, a crowd, a vote) may be told so much later
# Bits that the words shared by two sentences must tell, by what else speaks for one thing. Set on pairs looked through
# by hand in 158 reports of one negotiation, 314 of a month of news and ECB+ dev.
OF_ONE_FATE, OF_ONE_NAME, OF_ONE_NOUN, OF_ONE_BALLOT, OF_ONE_CROWD = 9.0, 10.0, 12.0, 4.0, 3.0
A_FEW, FEW = 4.0, 13  # what numbers below a dozen need besides: stories hold many things that come in twos and fives
MANY, USUAL = 2.0, 3  # and what a noun needs that the story counts with many numbers, for each above three
UNDATED = 2.0  # and where it isn't known how far two reports lie apart
OF_ONE_TOLL, UNTOLD = 2.0, 14.0  # of a toll; of two votes, besides, where not both have their day
SAME_EVENT, SAME_DAY, SAME_PLACE, SAME_SIZE = 4.0, 4.0, 3.0, 3.0
AGREEING = 5.0
LASTING = 12.0  # bits from which a measure is a thing's own ("31 billion cubic metres"), told again after months
ODD = 3.0  # bits from which a number is met twice by chance no more
ABSTAINED = word_key("abstentions")
A_DAY = timedelta(days=1)
VOTES_ALIKE = 0.1  # share by which the votes cast may differ in two counts of one ballot
BESIDE = 2  # figures between a number and the one that it is set against
_TWO = 2  # counts of one side of a vote that a sentence gives to set one against the other
ROUNDS = 2  # in which figures are added that agree


def figure_conflicts(stories: Mapping[str, Sequence[Count]]) -> list[Conflict]:
    """Figures of one story that count one thing and can't all be right; one conflict a thing."""
    found = {one.id: one for _, counts in sorted(stories.items()) for one in _Story(counts).conflicts()}
    return sorted(found.values(), key=lambda c: c.id)


def _soon(one: Count, two: Count) -> bool:
    """Whether two reports are of days near each other, as far as they have days; of a ballot it is told for long."""
    near = one.published is None or two.published is None or abs(two.published - one.published) <= NEAR
    return near or one.head.startswith(SHARE) or one.head in data()["tallies"]


def _lasts(one: Count) -> bool:
    """Whether a number may be told again weeks later: of a day's dead, crowd or vote, of those held at a place."""
    dated = bool(one.days) and (one.fate in {"killed", "marched"} or one.head in data()["tallies"])
    return dated or (one.fate == "held" and bool(one.places)) or one.head.startswith(SHARE)


def _of_a_sort(one: Count, two: Count) -> bool:
    """Whether the smaller number counts some of those whom the larger one counts: the children among the dead."""
    few, many = sorted((one, two), key=lambda count: count.low)
    sorts = data()["sorts"]
    return many.persons and few.head in sorts and many.head not in sorts


class _Story:
    """The figures of one story, and which of them contradict each other."""

    def __init__(self, counts: Sequence[Count]) -> None:
        counts = by_size(counts)
        self.counts = sorted(counts, key=lambda c: c.order)
        self.telling = Telling(counts)
        self.of_report: dict[str, list[Count]] = defaultdict(list)
        self.values: dict[tuple[str, str], set[float]] = defaultdict(set)
        self.of_noun: dict[tuple[str, str], dict[str, list[Count]]] = defaultdict(lambda: defaultdict(list))
        self.dead = {one.low for one in counts if one.persons and one.fate == "killed"}
        for one in self.counts:
            self.of_report[one.report].append(one)
            if not one.figure.contested:
                self.of_noun[one.unit, one.head][one.report].append(one)
                self.values[one.unit, one.head].add(one.low)
        self.counts = [self._with_rival(one) for one in self.counts]

    def _with_rival(self, one: Count) -> Count:
        """A contested number with the words of the number that it is set against, wherever the report gives that."""
        beside = [c for c in self.of_report[one.report] if self._set_against(one, c)] if one.figure.contested else []
        like = [
            other
            for rival in beside
            for other in self.of_report[one.report]
            if other.unit == rival.unit and other.persons == rival.persons and not apart(other, rival)
        ]
        heads = {rival.head for rival in beside if rival.about == one.about}  # its own words name nothing
        head = min(heads) if len(heads) == 1 else one.head
        return replace(one, head=head, words=one.words.union(*(other.words for other in like))) if beside else one

    def conflicts(self) -> list[Conflict]:
        """One conflict for each group of figures that are joined by contradictions."""
        pairs = [pair for block in self._blocks() for pair in self._pairs(block)]
        pairs += [(one, two) for one, two in likely_pairs(self.counts) if self._likely(one, two)]
        won = {(one.report, two.report) for one, two in pairs if one.head == WON}
        pairs = [(one, two) for one, two in pairs if one.head != LOST or (one.report, two.report) not in won]
        votes = {(one.report, two.report) for one, two in pairs if one.head in {WON, LOST}}
        pairs = [(one, two) for one, two in pairs if one.head != ABSTAINED or (one.report, two.report) not in votes]
        groups: list[set[int]] = []
        place = {id(one): at for at, one in enumerate(self.counts)}
        for one, two in pairs:
            ends = {place[id(one)], place[id(two)]}
            _unite(groups, ends)
        for group in list(groups):
            mirrored = [other for other in groups if other is not group and self._mirrored(group, other)]
            if group in groups and mirrored:
                _unite(groups, set().union(group, *mirrored))
        taken = set().union(*groups)
        found = []
        for group in sorted(groups, key=min):
            members = self._with_agreeing([self.counts[at] for at in sorted(group)], taken, place)
            found.append(number_conflict(members))
        return found

    def _mirrored(self, group: set[int], other: set[int]) -> bool:
        """Whether two groups hold the same two numbers, of a ballot or which reports of both set against each other."""
        ours, theirs = ([self.counts[at] for at in sorted(one)] for one in (group, other))
        ballots = all(one.head in data()["tallies"] for one in (*ours, *theirs))
        if not ballots and not all(any(one.figure.contested for one in members) for members in (ours, theirs)):
            return False
        if ours[0].unit != theirs[0].unit or not (
            ours[0].head == theirs[0].head or (ours[0].persons and theirs[0].persons)
        ):
            return False
        return all(any(not apart(one, two) for two in theirs) for one in ours)

    def _blocks(self) -> list[list[Count]]:
        """Figures that may count one thing: of one noun, or of people."""
        blocks: dict[tuple[str, str], list[Count]] = defaultdict(list)
        for one in self.counts:
            if not one.unreal and (not one.part or self._rivalled(one)):
                blocks[(one.unit, "people" if one.persons else one.head)].append(one)
        return [block for _, block in sorted(blocks.items()) if len(block) > 1]

    def _rivalled(self, part: Count) -> bool:
        """Whether the report sets a number against one that its words make a part: "the remaining debt is"."""
        return any(c.figure.contested and self._set_against(part, c) for c in self.of_report[part.report])

    def _pairs(self, block: Sequence[Count]) -> list[tuple[Count, Count]]:
        """The pairs of a block, which comes in order of days, that contradict each other."""
        dated = [one for one in block if one.published is not None]
        undated = block[len(dated) :]
        days = [one.published.toordinal() for one in dated if one.published]
        found = []
        for at, one in enumerate(block):
            reach = LONG_AFTER if _lasts(one) else NEAR
            last = bisect_left(days, days[at] + reach.days + 1) if at < len(dated) else 0
            for two in (*dated[at + 1 : last], *(undated if at < len(dated) else undated[at - len(dated) + 1 :])):
                if not _soon(one, two) and not share_day(one, two) and not one.places & two.places:
                    continue
                if self._contradict(one, two):
                    found.append((one, two))
        return found

    def _contradict(self, one: Count, two: Count) -> bool:
        if not apart(one, two) or (one.figure.contested and two.figure.contested) or _of_a_sort(one, two):
            return False
        if one.report == two.report:
            return self._set_against(one, two)
        if far(one, two) or one.part or two.part:
            return False
        if not self._one_thing(one, two):
            return False
        if one.head not in data()["tallies"] and (self._adds_up(one, two) or self._adds_up(two, one)):
            return False
        return not (self._gives(one, two) or self._gives(two, one) or self._two_things(one, two))

    def _likely(self, one: Count, two: Count) -> bool:
        """Whether nothing speaks against a contradiction of two figures that are likely of one thing."""
        if one.figure.contested or two.figure.contested or not apart(one, two) or far(one, two):
            return False
        if _of_a_sort(one, two):
            return False
        if one.unreal or one.part or two.unreal or two.part or not comparable(one, two):
            return False
        if not of_one_noun(one, two) or one.head in data()["tallies"] or not _soon(one, two):
            return False
        if self._adds_up(one, two) or self._adds_up(two, one) or self._two_things(one, two):
            return False
        return not (self._gives(one, two) or self._gives(two, one))

    def _set_against(self, one: Count, two: Count) -> bool:
        """Whether a report itself sets one number against the other: of its sentence, or else the nearest in value."""
        contested, told = (one, two) if one.figure.contested else (two, one)
        if not contested.figure.contested or told.figure.contested or self._of_several_ballots(contested):
            return False
        most = CROWDS_FAR if one.anyone or two.anyone else FAR  # the report itself sets one against the other
        beside = [
            c
            for c in self.of_report[contested.report]
            if 0 < abs(c.number - contested.number) <= BESIDE
            and not c.figure.contested
            and c.unit == contested.unit
            and (c.about == contested.about or (c.persons and contested.persons) or contested.anyone)
            and apart(c, contested)
            and max(c.low, contested.low) <= most * min(c.high, contested.high)
        ]
        own = sentence_of(contested.reading, contested.figure)
        nearest = min(
            beside,
            key=lambda c: (
                sentence_of(c.reading, c.figure) != own,
                abs(c.low - contested.low),
                c.about != contested.about,
                c.number,
            ),
            default=None,
        )
        return nearest is not None and nearest.number == told.number

    def _of_several_ballots(self, one: Count) -> bool:
        """Whether a count of votes stands in a row of them: "voted 45-40, 45-39 and 46-41"."""
        if one.head not in data()["tallies"]:
            return False
        own = sentence_of(one.reading, one.figure)
        return (
            sum(c.head == one.head and sentence_of(c.reading, c.figure) == own for c in self.of_report[one.report])
            > _TWO
        )

    def _gives(self, one: Count, two: Count) -> bool:
        """Whether the first's report gives the second's number too, for something like it, and not to contradict it."""
        toll = is_toll(one) or is_toll(two)  # "two people close to him said": a toll of four stays a toll of four
        return any(
            other.unit == two.unit
            and not other.figure.contested
            and not apart(other, two)
            and not (vague(other) and other.fate and other.fate != two.fate)  # "dozens were held" gives no three dead
            and not (toll and (other.part or (other.anyone and other.fate != two.fate)))
            and (bool(other.about & two.about) or (other.persons and two.persons))
            for other in self.of_report[one.report]
        )

    def _adds_up(self, part: Count, whole: Count) -> bool:
        """Whether a number and the one beside it in its report make up the other: "12 men and 11 women" are 23."""
        beside = [
            c
            for c in self.of_report[part.report]
            if abs(c.number - part.number) == 1
            and c.unit == part.unit
            and not c.part
            and (c.head == part.head or (c.persons and (part.persons or whole.persons)))
        ]
        return any(abs(part.low + c.low - whole.low) <= ROUNDED * whole.low for c in beside)

    def _two_things(self, one: Count, two: Count) -> bool:
        """Whether some report gives both numbers of the noun, well apart: then the story has two such things."""
        toll = is_toll(one) or is_toll(two)
        return any(
            abs(a.number - b.number) > 1
            and not apart(a, one)
            and not apart(b, two)
            and not (toll and (a.fate, b.fate) != (one.fate, two.fate))
            for held in self.of_noun[one.unit, one.head].values()
            for a in held
            for b in held
        )

    def _one_thing(self, one: Count, two: Count) -> bool:
        """Whether the two count the same: the same words, the same fate, of one event or told in like sentences."""
        if not may_be_one(one, two):
            return False
        if one.head in data()["tallies"]:
            return self._one_ballot(one, two)
        return self.evidence(one, two) >= self._needed(one, two)

    def evidence(self, one: Count, two: Count) -> float:
        """What speaks for one thing, in bits: the words that both sentences share, the event, the day, the place."""
        bits = self.telling.shared(one, two) + self.telling.noun(one) * (one.head == two.head)
        bits += SAME_EVENT * (one.event is not None and one.event == two.event)
        bits += SAME_DAY * share_day(one, two) + SAME_PLACE * bool(one.places & two.places)
        days = (one.published, two.published)
        bits += SAME_SIZE * near_in_value(one, two)
        return bits + SAME_DAY / 2 * (days[0] is not None and days[1] is not None and abs(days[0] - days[1]) <= A_DAY)

    def _needed(self, one: Count, two: Count) -> float:
        if one.head != two.head and not (one.anyone or two.anyone):
            return OF_ONE_NOUN
        if one.persons and one.fate in data()["cumulative"]:
            few = len(self.dead) <= USUAL and one.fate == "killed"
            if few and (is_toll(one) or is_toll(two)):
                return OF_ONE_TOLL
            return SAME_DAY if few and share_day(one, two) else OF_ONE_FATE
        if may_be_crowds(one, two):
            return OF_ONE_CROWD
        if is_sum(one) and is_sum(two) and one.published and two.published:
            return OF_ONE_NAME + MANY * (one.about != two.about and bool(one.about and two.about))
        needed = OF_ONE_FATE if one.persons and one.fate else OF_ONE_NAME if one.about == two.about else OF_ONE_NOUN
        small = A_FEW if max(one.high, two.high) < FEW else 0.0
        values = len(self.values[one.unit, one.head])
        unknown = UNDATED * (one.published is None or two.published is None)
        return needed + small + unknown + MANY * max(0, values - USUAL)

    def _one_ballot(self, one: Count, two: Count) -> bool:
        """Whether two counts are of one ballot: as many votes were cast."""
        cast = [self._cast(count) for count in (one, two)]
        if None in cast:
            return False
        days = [own for count in (one, two) if (own := own_day(count))]
        if len(days) > 1 and not overlap(*days):
            return False  # "on Tuesday, a week after a first vote"
        most, least = max(cast), min(cast)  # type: ignore[type-var]
        needed = OF_ONE_BALLOT + UNTOLD * (len(days) < 2)
        return most - least <= VOTES_ALIKE * most and self.evidence(one, two) >= needed  # type: ignore[operator]

    def _cast(self, one: Count) -> float | None:
        beside = [c for c in self.of_report[one.report] if abs(c.number - one.number) == 1 and c.head != one.head]
        pair = [
            c for c in beside if (c.head in data()["tallies"] and c.words == one.words) or c.number == one.number + 1
        ]
        return one.low + pair[0].low if pair else None

    def _with_agreeing(self, members: list[Count], taken: set[int], place: Mapping[int, int]) -> list[Count]:
        """The members, and figures of other reports that agree with one of them on the same thing."""
        kept = list(members)
        reports = {one.report for one in members}
        wrong = any(one.figure.contested for one in members)  # what is taken back may have been a demand's number
        free = [c for c in self.counts if not (c.unreal and not wrong) and not c.part and place[id(c)] not in taken]
        for _ in range(ROUNDS):
            asked = list(kept)
            for other in free:
                if other.report not in reports and any(self._agrees(one, other) for one in asked):
                    kept.append(other)
                    reports.add(other.report)
        return [self._best(one) for one in without_refinements(kept)]

    def _best(self, one: Count) -> Count:
        """The figure; in place of one in the title that of the text, of one taken back where it was first told."""
        if not one.titled and not one.figure.contested:
            return one
        same = [
            c for c in self.of_report[one.report] if c.head == one.head and c.unit == one.unit and not apart(c, one)
        ]
        if one.figure.contested:
            return next((c for c in same if not c.figure.contested and not c.titled), one)
        return next((c for c in same if not c.titled), one)

    def _agrees(self, one: Count, two: Count) -> bool:
        if apart(one, two) or one.unit != two.unit or vague(one) or vague(two):
            return False  # "thousands" agrees with nothing
        bare = one.unit != "count" and not (one.about and two.about)
        if not (one.about == two.about or bare or (one.persons and two.persons)):
            return False
        lasting = one.unit != "count" and rarity(one) >= LASTING  # the size of a thing is told at any time
        taken_back = one.head == two.head and one.figure.contested != two.figure.contested  # an old number, too
        long_after = one.published and two.published and abs(one.published - two.published) > NEAR
        bits = self.evidence(one, two)
        if long_after and not (lasting or taken_back or (bits >= OF_ONE_FATE and rarity(one) >= ODD)):
            return False
        if one.fate and two.fate and one.fate != two.fate and not one.figure.contested:
            return False
        if one.figure.contested and two.figure.contested and rarity(one) >= ODD:
            return True  # two reports that call the same number wrong
        return (one.figure.contested or lasting or bits >= AGREEING / 2) and bits + rarity(one) >= AGREEING


def _unite(groups: list[set[int]], members: set[int]) -> None:
    """Puts the members into one group with all groups that they touch."""
    touching = [group for group in groups if group & members]
    groups[:] = [group for group in groups if not group & members]
    groups.append(members.union(*touching))
