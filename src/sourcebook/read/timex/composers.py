"""What the later passes of the time grammar mean: times told from other times, parts of times, ranges."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from sourcebook.read.timex.match import Match
from sourcebook.read.timex.nodes import (
    At,
    Date,
    DayShift,
    Deictic,
    Ends,
    Festival,
    Half,
    Length,
    Node,
    Nth,
    Part,
    Part3,
    Ref,
    Rest,
    Same,
    Shift,
    WeekOf,
    Weeks,
    Which,
    Window,
)
from sourcebook.read.timex.pieces import WORD, Piece
from sourcebook.read.timex.planned import word_groups

Built = list[Piece] | None
_PARTS: dict[str, Part3] = {"START": "START", "MID": "MID", "END": "END"}
# Verbs that may follow "the day before" without being its event ("noted the day before" as well as "the day before
# noted that"): it then stands alone and means the previous day.
_SAID = frozenset({"said", "told", "noted", "added", "announced", "called", "stated", "confirmed", "expressed"})


def of_year(match: Match) -> Built:
    """ "June of last year", "Friday of next week", "the third quarter of this year"."""
    inner, year = match.need("inner"), match.need("year")
    node = _within(inner.node, year.node)
    return None if node is None else match.made("J", node)


of_the_unit = of_year


def _within(inner: Node | None, year: Node | None) -> Node | None:
    if not isinstance(year, Deictic) or not isinstance(inner, Date | Festival) or inner.within is not None:
        return None
    if isinstance(inner, Festival):
        return replace(inner, within=year) if year.unit == "year" and inner.year is None else None
    moment = inner.moment
    bare_weekday = moment.grain == "day" and moment.day is None
    wants = "week" if bare_weekday else "year"
    return replace(inner, within=year) if year.unit == wants and moment.year is None else None


def of_genitive(match: Match) -> Built:
    """ "last year's third quarter", "this year's spring"."""
    node = _within(match.need("inner").node, match.need("year").node)
    return None if node is None else match.made("J", node)


def same_of(match: Match) -> Built:
    """ "the same month of 2021"."""
    inner, year = match.need("inner").node, match.need("year").node
    if not (isinstance(inner, Deictic) and inner.which == "same" and isinstance(year, Date)):
        return None
    return match.made("I", Same(inner, year)) if inner.unit in {"month", "quarter", "week", "day"} else None


def week_on(match: Match) -> Built:
    """ "a week on Friday", "a fortnight on Monday"; "closed for a week on Friday" gives a length and a day."""
    length, inner = _length(match.need("len")), match.need("inner").node
    weeks = (length.amount or 0) * _WEEKS.get(length.unit, 0)
    bare = isinstance(inner, Date) and inner.moment.grain == "day" and inner.moment.day is None
    if not bare or not isinstance(inner, Date) or inner.within is not None or weeks not in {1, 2}:
        return None
    if match.need("at").text.lower() != "on" or match.word_before.lower() in _LASTING:
        return None
    return match.made("J", Weeks(inner.weekday or 1, int(weeks)))


_WEEKS = {"week": 1, "fortnight": 2}
_LASTING = frozenset({"for", "in", "after", "within", "of", "over", "than", "about", "last", "by", "during"})


def ago(match: Match) -> Built:
    """ "two years ago", "weeks ago"."""
    return match.made("I", Shift(_length(match.need("len")), -1, "published"))


def _length(piece: Piece) -> Length:
    node = piece.node
    if isinstance(node, Window):
        return node.length
    return node if isinstance(node, Length) else Length("day", None)


def from_now(match: Match) -> Built:
    """ "two weeks from now", "a year from today"."""
    anchor = match.need("anchor").node
    if anchor in (Ref("PRESENT_REF"), DayShift(0)):
        return match.made("I", Shift(_length(match.need("len")), 1, "published"))
    return None


def day_from(match: Match) -> Built:
    """ "the day after tomorrow"; "two days before Christmas" is a length and a day (TimeML)."""
    anchor, one = match.need("anchor").node, match.need("one").node
    if anchor is None or not _is_day(anchor) or not (isinstance(one, Deictic) and one.unit == "day"):
        return None
    return match.made("I", Shift(Length("day", 1), -1 if match.need("dir").kind == "j" else 1, anchor))


def _is_day(node: Node) -> bool:
    if isinstance(node, Date):
        return node.moment.grain == "day"
    return isinstance(node, DayShift | Festival) or (isinstance(node, Deictic) and node.unit in {"day", "weekday"})


def day_beside(match: Match) -> Built:
    """ "the day before", "the week after", standing alone."""
    one = match.need("one")
    if not _alone(match, match.need("dir")):
        return None
    which: Which = "previous" if match.need("dir").kind == "j" else "following"
    if isinstance(one.node, Deictic):
        return match.made("I", Deictic(which, one.node.unit))
    if isinstance(one.node, At) and one.text.lower().startswith("the"):
        return match.made("I", Deictic(which, "day", clock=one.node.clock))
    return None


def _alone(match: Match, direction: Piece) -> bool:
    if direction.text.lower() not in {"before", "after"}:
        return True
    return match.after in "|,)-&'" or match.word_after.lower() in _SAID


def later(match: Match) -> Built:
    """ "two days later", "a year earlier", "three weeks before"."""
    direction = match.need("dir")
    if direction.kind != "r" and not _alone(match, direction):
        return None
    sign = -1 if direction.kind == "j" or direction.number < 0 else 1
    return match.made("I", Shift(_length(match.need("len")), sign, "reference"))


_BEFORE_VERB = frozenset({"to", "will", "would", "could", "can", "may", "might", "must", "should", "and", "or"})


def window(match: Match) -> Built:
    """ "the past two weeks", "the next few months"."""
    which, piece = match.need("which"), match.need("len")
    length = _length(piece)
    if which is match.first and match.word_before in _BEFORE_VERB:
        return None  # "a truce to last 48 hours"
    if "-" in piece.text or (length.amount == 1 and piece.text.lower().split()[0] in {"a", "an"}):
        return None  # "the subsequent 25-year commitment", "coming a day after"
    return match.made("V", Window(length, -1 if which.kind == "L" else 1))


def nth(match: Match) -> Built:
    """ "the second week of March", "the last two weeks of 2013", "early hours of Monday"."""
    whole = match.get("win")
    inner = match.need("inner", "inner2")
    if whole is not None:
        if not (isinstance(whole.node, Window) and whole.node.sign < 0):
            return None
        index, length = -1, whole.node.length
    else:
        number = match.need("n")
        index = int(number.number) if number.kind == "O" else -1 if number.name in {"last", "END"} else 1
        piece = match.need("len")
        length = Length(piece.name, 1) if piece.kind == "U" else _length(piece)
    if inner.node is None:
        return None
    if length.unit in {"hour", "minute", "second"}:  # "the early hours of Sunday"
        part: Part3 = "START" if index > 0 else "END"
        return match.made("I", Part(part, inner.node)) if _is_day(inner.node) else None
    return match.made("V" if length.amount != 1 else "I", Nth(index, length, inner.node))


def stretch_of(match: Match) -> Built:
    """ "the week of May 6", "the month of March"."""
    one, inner = match.need("one").node, match.need("inner").node
    if not isinstance(one, Deictic) or not isinstance(inner, Date):
        return None
    if one.unit == "week" and inner.moment.grain == "day" and inner.moment.day is not None:
        return match.made("I", WeekOf(inner))
    return match.made("J", inner) if one.unit == inner.moment.grain else None


def day_of_month(match: Match) -> Built:
    """ "the 28th of that month"."""
    inner, number = match.need("inner").node, match.need("n").number
    if not (isinstance(inner, Deictic) and inner.unit == "month" and 1 <= number <= 31):
        return None
    return match.made("I", Nth(int(number), Length("day", 1), inner))


def first_n(match: Match) -> Built:
    """ "the first nine months of 2013"."""
    number, length = match.need("n"), _length(match.need("len"))
    inner = match.get("inner")
    if number.number != 1 or length.amount is None:
        return None
    node: Node = length if inner is None or inner.node is None else Nth(1, length, inner.node)
    return match.made("V", node)


def half_of(match: Match) -> Built:
    """ "the first half of last year", "the latter half of March"."""
    which, inner = match.need("n"), match.need("inner").node
    if inner is None:
        return None
    second = which.number == 2 if which.kind == "O" else which.name in {"END", "last"}
    return match.made("J", Half(2 if second else 1, inner))


def edge(match: Match) -> Built:
    """ "the end of the week", "the beginning of 2014"."""
    inner = match.need("inner").node
    if inner == Deictic("this", "day") and match.word_before in {"at", "but", "the"}:
        return None  # when all is said and done
    if isinstance(inner, Window):  # "the end of the upcoming week"
        if inner.length.amount != 1 or inner.sign < 0:
            return None
        inner = Deictic("next", inner.length.unit)
    if isinstance(inner, Length):
        return None
    return None if inner is None else match.made("I", Part(_PARTS[match.need("e").name], inner, edge=True))


def about(match: Match) -> Built:
    """ "about 1910", "around March 1981"."""
    inner = match.need("inner")
    if inner.node is None or match.first.text.lower() not in {"about", "around", "circa", "roughly", "approximately"}:
        return None
    return match.made("J", inner.node)


def about_clock(match: Match) -> Built:
    """ "about 3 a.m. Tuesday"."""
    inner = match.need("inner")
    clock = isinstance(inner.node, At) and inner.node.clock[1:2].isdigit()
    return match.made(inner.kind, inner.node) if clock and inner.node is not None else None


def rest(match: Match) -> Built:
    """ "later this week", "earlier in the day"."""
    inner = match.need("inner").node
    return None if inner is None else _behind_on(match, "I", Rest(int(match.need("dir").number), inner))


def _behind_on(match: Match, kind: str, node: Node, *, weak: bool = False) -> list[Piece]:
    """ "early in March" is one phrase, "late on Friday" is not: so five times of seven in WikiWars and ECB+."""
    inner = match.need("inner")
    pieces = match.pieces[match.found.start() : match.found.end()]
    outside = [i for i, piece in enumerate(pieces) if piece.kind == "@" or (piece.kind == "i" and piece.text != "in")]
    at = outside[0] if outside and pieces[outside[0]].end <= inner.start else -1
    if at < 0:
        return match.made(kind, node, weak=weak)
    return [*pieces[: at + 1], *match.made(kind, node, first=inner, weak=weak)]


def early(match: Match) -> Built:
    """ "early March", "mid-2007", "late last year", "early on Monday", "the early morning"."""
    inner = match.need("inner")
    if inner.node is None:
        return None
    node: Node = inner.node if inner.kind == "9" else Part(_PARTS[match.need("e").name], inner.node)
    return _behind_on(match, "9" if inner.kind == "9" else "I", node, weak=inner.kind == "9" and inner.weak)


def day_part(match: Match) -> Built:
    """ "Monday morning", "tomorrow night"."""
    inner, part = match.need("inner").node, match.need("part")
    named = part.text[0].isupper() and match.after == WORD and match.word_after[0].isupper()
    if (
        named
        or part.text.lower().startswith("the")
        or inner is None
        or not _is_day(inner)
        or not isinstance(part.node, At)
    ):
        return None
    return match.made("I", At(part.node.clock, inner))


def part_of(match: Match) -> Built:
    """ "the night of 9 April", "the early morning hours of Monday"."""
    inner, part = match.need("inner").node, match.need("part").node
    if inner is None or not _is_day(inner) or not isinstance(part, At):
        return None
    return _apart(match, "part", At(part.clock, inner)) or match.made("I", At(part.clock, inner))


def at_clock(match: Match) -> Built:
    """ "10 a.m. Tuesday", "Tuesday, 10:30 GMT"; joined by "on" or "at" they are two."""
    key = "k" if match.get("k") is not None else "k2"
    inner, time = match.need("inner", "inner2").node, match.need(key).node
    if inner is None or not _is_day(inner) or not isinstance(time, At):
        return None
    return _apart(match, key, At(time.clock, inner)) or match.made("I", At(time.clock, inner))


def _apart(match: Match, key: str, node: Node) -> Built:
    """ "10 a.m. on Tuesday": the clock time knows its day, but each is a time of its own."""
    pieces = match.pieces[match.found.start() : match.found.end()]
    if not any(piece.kind == "@" for piece in pieces):
        return None
    clock = match.need(key)
    return [match.kept(piece, "I", node) if piece is clock else piece for piece in pieces]


def range_(match: Match) -> Built:
    """ "from March 3 to April 5", "between 2010 and 2014", "July and August 1990"."""
    first, link, second = match.need("first"), match.need("link"), match.need("second")
    if not isinstance(first.node, Date) or not isinstance(second.node, Date) or _moved_on(match):
        return None
    lent = _lend(first.node, second.node)
    spans = link.kind != "&" or match.before == "l"
    one: Node = Ends(lent, lent, second.node) if spans else lent
    two: Node = Ends(second.node, lent, second.node) if spans else second.node
    return [match.kept(first, "J", one), link, match.kept(second, "J", two)]


def _moved_on(match: Match) -> bool:
    """Whether the first day is that on which something was moved to the second: "adjourned on Monday until 8 July"."""
    at = match.found.start() - 2
    return at >= 0 and match.word_before == "on" and match.pieces[at].text.lower() in word_groups()["moved-on"]


def _lend(first: Date, second: Date) -> Date:
    """A first end without a year takes the second's, unless it then came after it."""
    one, two = first.moment, second.moment
    if one.year is not None or one.sub is None or second.within is not None:
        return replace(first, within=second.within) if one.year is None and first.within is None else first
    if two.year is None:
        return first
    crosses = (
        two.sub is not None and one.grain in {"day", "month"} and (one.sub, one.day or 0) > (two.sub, two.day or 0)
    )
    return replace(first, moment=replace(one, year=two.year - 1 if crosses else two.year))


_RULES: tuple[Callable[[Match], Built], ...] = (
    of_year, of_genitive, same_of, week_on, ago, from_now, day_from, day_beside, later, window, nth, day_of_month,
    first_n, half_of, about, about_clock, edge, rest,
    early, stretch_of, day_part, part_of, at_clock,
)  # fmt: skip
COMPOSERS: dict[str, Callable[[Match], Built]] = {
    **{rule.__name__: rule for rule in _RULES},
    "of_the_unit": of_the_unit,
    "range": range_,
}
