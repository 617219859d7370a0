"""Figures whose noun is not said: votes for and against ("by 61 votes to 40", "98 in favour"), tolls ("killing three").

What counts as a vote and what as a toll stands in data/figures.toml.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sourcebook.model import Figure
from sourcebook.read.document import Sentence, Token
from sourcebook.read.figure_words import Amount, hedge_at, number_at, reaching, words

VOTES_FOR, VOTES_AGAINST = "votes for", "votes against"
_TOLL = 7  # tokens from "toll" to its number
_FAR_TOLL = 20  # and to one behind a verb of being or of growing: "the toll of Friday's fire in Osk has risen to six"
_CLOCK_LIKE = 1000  # "2015-16": so many votes are written with a comma
_DASHES = frozenset({"-", "–", "—"})
_HUNDRED = 100
_BETWEEN = 3  # tokens between "for" and the number of those against
_YEARS = 1900  # no house has so many members; a number from here on is a year
_A_HOUSE = 8  # votes; fewer are a ratio ("three to one"), where no word tells a vote
_VOTERS = 8  # tokens of "members of the lower house of parliament"
_WHOSE = frozenset({"IN", "DT", "NN", "NNS", "NNP", "NNPS", "JJ", "JJR"})


def find_tallies(sentence: Sentence, before: Sentence | None, numbers: Sequence[int]) -> list[Figure]:
    """The two sides of votes; the word for the vote may stand in the sentence before."""
    near = {token.lower for one in (before, sentence) if one is not None for token in one.tokens}
    sure = not words("votes", "cues").isdisjoint(near)
    if not sure and words("votes", "lawmaking").isdisjoint(near):
        return _pairs(sentence.tokens, numbers)
    found: list[Figure] = []
    for at in numbers:
        sides = _tally(sentence.tokens, at)
        if sure or (sides and sides[0].low > sides[1].low and sides[0].low + sides[1].low >= _A_HOUSE):
            found += sides
    return found or _pairs(sentence.tokens, numbers)


def _pairs(tokens: Sequence[Token], numbers: Sequence[int]) -> list[Figure]:
    if words("votes", "against").isdisjoint([token.lower for token in tokens]):
        return []  # as of nearly all sentences
    return [figure for at in numbers for figure in _for_and_against(tokens, at)]


def _tally(tokens: Sequence[Token], at: int) -> list[Figure]:
    won = _exact(tokens, at)
    if won is None or (at and tokens[at - 1].lower in {"between", "from", "$", "£", "€"}):
        return []
    link, counted = _past_votes(tokens, won.last)
    if link >= len(tokens) or tokens[link].lower not in words("votes", "links"):
        return []
    lost = _exact(tokens, link + 1)
    if lost is None:
        return []
    end, also = _past_votes(tokens, lost.last)
    dashed = tokens[link].text in _DASHES
    if not words("votes", "seats").isdisjoint([token.lower for token in tokens[end : end + _BETWEEN]]):
        return []  # "a 52-48 Republican majority" are seats
    if (also and not counted and lost.low > won.low) or (dashed and won.low >= _CLOCK_LIKE):
        return []  # "40 to 50 votes"; "2015-16"
    if end < len(tokens) and (tokens[end].lower in words("percent", "words") | {"per"} or tokens[end].text in _DASHES):
        return []
    if (dashed and _lopsided(tokens, link)) or not (dashed or counted or _bare(tokens, end)):
        return []
    return [
        _figure(tokens, at, link, won.low, VOTES_FOR),
        _figure(tokens, link + 1, end, lost.low, VOTES_AGAINST),
    ]


def _lopsided(tokens: Sequence[Token], dash: int) -> bool:
    """Whether a dash stands apart from one number and at the other: "60 -40 -20", a scale below nought."""
    return (tokens[dash - 1].end < tokens[dash].start) != (tokens[dash].end < tokens[dash + 1].start)


def find_sides(sentence: Sentence, before: Sentence | None, numbers: Sequence[int], taken: set[int]) -> list[Figure]:
    """Each side of a vote by its own word: "98 in favour, 141 against", "139 backed the pact, 100 opposed it"."""
    free = [at for at in numbers if sentence.tokens[at].start not in taken]
    told = [(side, sure) for at in free for side, sure in _side(sentence.tokens, at)]
    if not told:
        return []
    found = [side for side, _ in told]
    if {figure.about for figure in found} == {VOTES_FOR, VOTES_AGAINST}:
        return found
    near = [*(before.tokens if before else ()), *sentence.tokens]
    cued = not words("votes", "cues").isdisjoint(token.lower for token in near)
    return [side for side, sure in told if sure] if cued else []


def _side(tokens: Sequence[Token], at: int) -> Iterator[tuple[Figure, bool]]:
    """The number at a token with the word that tells its side, and with who voted if they stand between.

    Beside it whether that word is one of voting, and none that tells a side only where the other stands beside it.
    """
    amount = number_at(tokens, at)
    if (
        amount is None
        or amount.low != amount.high
        or amount.scale > _HUNDRED
        or not 2 <= amount.high < _YEARS
        or (at and tokens[at - 1].tag == "CD")
        or _is_whole(tokens, at)
    ):
        return
    last, voters, counted = _voters(tokens, amount.last)
    voted = _lower(tokens, last) in words("votes", "doing")
    last += voted
    for width, said in ((2, " ".join(t.lower for t in tokens[last : last + 2])), (1, _lower(tokens, last))):
        if last + width > len(tokens):
            continue
        against, favour = said in words("votes", "against"), said in words("votes", "favour")
        if against or (favour and (voted or width == 2 or (counted and said != "to"))):  # "12 for" counts no votes
            end = last + width if against or width == 2 else last
            about = VOTES_AGAINST if against else VOTES_FOR
            sure = voted or not voters or (counted and (against or width == 2))  # "find 60 votes for the bill"
            yield _figure(tokens, at, end, amount.low, about), sure
            return
    verb = _lower(tokens, last)
    if verb in words("votes", "backing") | words("votes", "opposing"):
        about = VOTES_AGAINST if verb in words("votes", "opposing") else VOTES_FOR
        yield _figure(tokens, at, last + 1, amount.low, about), False


def _is_whole(tokens: Sequence[Token], at: int) -> bool:
    """Whether the number is that of which some did it: "eight of the 12 members backed it"."""
    of = at - 2 if at > 1 and tokens[at - 1].lower in {"the", "its", "their"} else at - 1
    return of > 0 and tokens[of].lower == "of" and tokens[of - 1].tag == "CD"


def _voters(tokens: Sequence[Token], at: int) -> tuple[int, bool, bool]:
    """Where the phrase ends that says who voted, whether one stands there, and whether it counts the very votes."""
    noun = _lower(tokens, at)
    if noun in words("votes", "hands"):
        return at + 1, True, True
    voters = noun in words("votes", "voters")
    last = at + voters
    while voters and last < len(tokens) and last - at < _VOTERS and tokens[last].tag in _WHOSE:
        if tokens[last].lower in words("votes", "against") | words("votes", "doing") | {"in"}:
            break
        last += 1
    return last, voters, False


def _lower(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].lower if at < len(tokens) else ""


def _bare(tokens: Sequence[Token], end: int) -> bool:
    """Whether nothing is counted behind "311 to 204": a noun there is what both numbers count, in a range."""
    return end >= len(tokens) or not tokens[end].tag.startswith(("NN", "JJ"))


def _exact(tokens: Sequence[Token], at: int) -> Amount | None:
    found = number_at(tokens, at)
    return found if found is not None and found.low == found.high and found.scale == 1 else None


def _for_and_against(tokens: Sequence[Token], at: int) -> list[Figure]:
    """ "80 for, 57 against": both sides by one word each."""
    won = _exact(tokens, at)
    if won is None or _lower(tokens, won.last) not in words("votes", "for"):
        return []
    second = won.last + 1
    while (
        second < len(tokens)
        and second - won.last < _BETWEEN
        and tokens[second].lower in {",", ";", "and", "to", "–", "-"}
    ):
        second += 1
    lost = _exact(tokens, second)
    if lost is None or second == won.last + 1 or _lower(tokens, lost.last) not in words("votes", "against"):
        return []
    return [
        _figure(tokens, at, won.last + 1, won.low, VOTES_FOR),
        _figure(tokens, second, lost.last + 1, lost.low, VOTES_AGAINST),
    ]


def _past_votes(tokens: Sequence[Token], at: int) -> tuple[int, bool]:
    said = at < len(tokens) and tokens[at].lower in words("votes", "counted")
    return at + said, said


def find_tolls(sentence: Sentence, numbers: Sequence[int], taken: set[int]) -> list[Figure]:
    """People counted by what befell them alone: "killing three", "12 dead", "nine were wounded"."""
    found: list[Figure] = []
    tokens = sentence.tokens
    for at in reaching(numbers):
        if found and tokens[at].start < found[-1].end:
            continue
        hedge, number = hedge_at(tokens, at)
        amount = number_at(tokens, number)
        if amount is None or amount.high <= 1 or amount.fraction or tokens[number].start in taken:
            continue
        first, last = _doing(tokens, at, amount), _state(tokens, amount)
        if first is None and last is None:
            continue
        low, high = hedge or (1.0, 1.0)
        found.append(
            Figure(
                start=tokens[at if first is None else first].start,
                end=tokens[(amount.last if last is None else last) - 1].end,
                low=amount.low * low,
                high=amount.high * high,
                unit="count",
                about="people",
            )
        )
    return found


def find_death_tolls(sentence: Sentence, taken: set[int]) -> list[Figure]:
    """ "The death toll rose to nine", "her death brings the toll to two", "one man was killed"."""
    found: list[Figure] = []
    tokens = sentence.tokens
    nouns = words("toll", "nouns")
    for at, token in enumerate(tokens):
        if token.lower in nouns:
            found += _toll_to(tokens, at, taken)
        elif token.lower == "one" and _one_dead(tokens, at):
            start, end = token.start, tokens[at + 1].end
            found.append(Figure(start=start, end=end, low=1, high=1, unit="count", about="people"))
    return found


def _toll_to(tokens: Sequence[Token], at: int, taken: set[int]) -> list[Figure]:
    """The number that a toll stands at or has come to, right behind its verb."""
    for i in range(at + 1, min(at + _FAR_TOLL, len(tokens) - 1)):
        verb = tokens[i - 1].lemma in words("total", "grow") | {"bring"} or tokens[i].lemma == "be"
        if tokens[i].lower not in words("toll", "at") or (i >= at + _TOLL and not verb):
            continue
        amount = number_at(tokens, hedge_at(tokens, i + 1)[1])
        if amount is None or amount.fraction or tokens[amount.first].start in taken:
            continue
        if amount.last < len(tokens) and tokens[amount.last].tag.startswith(("NN", "JJ")):
            return []  # read with what it counts
        low, high = hedge_at(tokens, i + 1)[0] or (1.0, 1.0)
        start, end = tokens[at].start, tokens[amount.last - 1].end
        figure = Figure(
            start=start, end=end, low=amount.low * low, high=amount.high * high, unit="count", about="people"
        )
        return [figure]
    return []


def _one_dead(tokens: Sequence[Token], at: int) -> bool:
    """Whether "one man was killed" begins at a token."""
    said = [t.lower for t in tokens[at + 1 : at + 4]]
    return (
        len(said) == 3
        and said[0] in words("toll", "people")
        and (said[1] in words("toll", "died") or (said[1] in {"was", "been"} and said[2] in words("toll", "died")))
    )


def _doing(tokens: Sequence[Token], at: int, amount: Amount) -> int | None:
    """The verb of harm right before the number, where nothing that is counted follows."""
    verb = tokens[at - 1].lower if at else ""
    if verb not in words("toll", "doing") or verb in words("toll", "only_with_state"):
        return None
    ends = amount.last >= len(tokens) or tokens[amount.last].lower in words("toll", "stop")
    return at - 1 if ends and not _names_other(tokens, amount.last) else None


def _names_other(tokens: Sequence[Token], last: int) -> bool:
    """Whether "of" brings the noun: "killing three of the guards" is read as three guards."""
    return last < len(tokens) and tokens[last].lower in {"of", "-", "–"}


def _state(tokens: Sequence[Token], amount: Amount) -> int | None:
    """Where the state of those counted ends, right behind the number or behind "were", "have been"."""
    at = amount.last
    while at < len(tokens) and tokens[at].lower in words("toll", "be") and at - amount.last < _AUXILIARIES:
        at += 1
    if at >= len(tokens) or tokens[at].lower not in words("toll", "state"):
        return None
    return at + 1 if at + 1 >= len(tokens) or not tokens[at + 1].tag.startswith(("NN", "JJ")) else None


_AUXILIARIES = 3


def _figure(tokens: Sequence[Token], first: int, last: int, value: float, about: str) -> Figure:
    start, end = tokens[first].start, tokens[last - 1].end
    return Figure(start=start, end=end, low=value, high=value, unit="count", about=about)
