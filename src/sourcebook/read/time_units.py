"""What each rule of the first pass of the time grammar means, one function a rule: dates, deictics, durations, sets.

A builder returns the pieces that stand for the match from then on, or None where the words don't mean a time here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sourcebook.read.time_lexer import Piece
from sourcebook.read.time_match import Match
from sourcebook.read.time_nodes import At, Date, DayShift, Deictic, Every, Festival, Length, Node, Part, Ref, Which, Window
from sourcebook.read.time_values import Grain, Moment

Built = list[Piece] | None
_SET_VALUES = {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "month": "XXXX-XX", "year": "XXXX", "weekend": "XXXX-WXX-WE",
               "hour": "XXXX-XX-XXTXX", "quarter": "XXXX-QX"}  # fmt: skip
_GRAINS = frozenset({"century", "decade", "year", "quarter", "month", "week", "weekend", "day"})
_SEASON_LETTERS = {1: "SP", 2: "SU", 3: "FA", 4: "WI"}
# After these, "a day" is a rate: "twice a day", "$3 billion a year"; so it is after a plural noun ("barrels a day").
_BEFORE_RATE = frozenset({"once", "twice", "million", "billion", "trillion", "thousand", "percent", "%", "people"})
_NOT_PLURAL = frozenset({"was", "is", "has", "as", "its", "his", "this", "lasts", "takes", "us", "does", "less", "needs"})


def _era(match: Match, group: str = "era") -> int:
    at = match.found.start(f"{match.rule}__{group}")
    return -1 if at >= 0 and match.pieces[at].number < 0 else 1


def _signed(match: Match, *names: str) -> int | None:
    piece = match.get(*names)
    return None if piece is None else int(piece.number) * _era(match)


def _days(match: Match, year: int | None) -> Built:
    """Several days of one month: each is a time of its own; the month's name goes to the nearest."""
    month = match.need("month")
    days = [p for p in (match.get("d1"), match.get("d2"), match.get("d3"), match.get("d4"), match.get("d5")) if p]
    if not all(1 <= p.number <= 31 for p in days):
        return None
    first, end = match.found.start(), match.found.end()
    pieces = match.pieces[first:end]
    day_set = {id(p) for p in days}
    out: list[Piece] = []
    for piece in pieces:
        if id(piece) in day_set:
            node = Date(Moment("day", year, int(month.number), int(piece.number)))
            out.append(match.kept(piece, "J", node))
        else:
            out.append(piece)
    return _spread(out, days, match)


def _spread(out: list[Piece], days: list[Piece], match: Match) -> list[Piece]:
    """Widen the first or last day's span over the month (and year) that stand beside it."""
    made = [p for p in out if p.kind == "J"]
    month = match.need("month")
    if month.start < days[0].start:
        made[0].start = month.start
        made[-1].end = match.last.end
    else:
        made[-1].end = match.last.end
    return made if len(days) > 2 else [made[0], Piece("-", made[0].end, made[1].start, "-"), made[1]]


def days_md(match: Match) -> Built:
    """ "March 5-9, 1918", "May 3, 5 and 7"."""
    return _days(match, _plain_year(match, "year", "year2"))


def days_dm(match: Match) -> Built:
    """ "3 to 5 March 2014"."""
    return _days(match, _plain_year(match, "year"))


def _plain_year(match: Match, *names: str) -> int | None:
    piece = match.get(*names)
    return None if piece is None else int(piece.number)


def _date(match: Match) -> Built:
    day, month = match.need("day"), match.need("month")
    if not 1 <= day.number <= 31:
        return None
    year = _signed(match, "year", "year2")
    weekday = match.get("wd")
    moment = Moment("day", year, int(month.number), int(day.number))
    node = Date(moment, weekday=int(weekday.number) if weekday else None)
    first = None
    if match.first.kind == "T" and day.kind == "D" and match.before not in "@i2o":
        first = match.pieces[match.found.start() + 1]
        return [match.first, *match.made("J", node, first=first)]
    return match.made("J", node)


def weekday(match: Match) -> Built:
    """ "Friday"."""
    return match.made("J", _plain(match.first))


def month(match: Match) -> Built:
    """ "March", "March 1918", "June of 2010"."""
    name = match.need("month", "m2", "m3")
    year = _signed(match, "year", "year2")
    return match.made("J", Date(Moment("month", year, int(name.number))))


def century(match: Match) -> Built:
    """ "the 20th century"; "the third quarter" is of the same form."""
    number, unit = int(match.need("n").number), match.need("unit").name
    if unit == "century":
        year = -((number - 1) * 100 + 1) if _era(match) < 0 else (number - 1) * 100
        return match.made("J", Date(Moment("century", year)))
    if unit == "quarter" and number <= 4:
        return match.made("J", Date(Moment("quarter", None, number)))
    return None


def fiscal(match: Match) -> Built:
    """ "fiscal 2013", "financial year 2013"."""
    return match.made("J", Date(Moment("fiscal", _plain_year(match, "year"))))


def half_year(match: Match) -> Built:
    """ "the first half of 2008"."""
    which = match.need("n")
    half = 2 if which.name in {"END", "2"} or which.number == 2 else 1
    return match.made("J", Date(Moment("half", _plain_year(match, "year"), half)))


def named_year(match: Match) -> Built:
    """ "the year 1950"."""
    year = match.need("year")
    sign = _era(match)
    if match.need("unit").name != "year":
        return [*match.pieces[match.found.start() : match.index("year")],
                match.kept(year, "J", Date(Moment("year", int(year.number))))]  # fmt: skip
    return match.made("J", Date(Moment("year", int(year.number) * sign)))


def year(match: Match) -> Built:
    """ "1950", "490 BC", "AD 842"."""
    if (piece := match.get("y1")) is not None:
        return match.made("J", Date(Moment("year", int(piece.number) * _era(match))))
    if (piece := match.get("y2")) is not None:
        return match.made("J", Date(Moment("year", int(piece.number) * _era(match, "era2"))))
    return match.made("J", Date(Moment("year", int(match.need("y3").number))))


def short_range(match: Match) -> Built:
    """ "1941-42": two years."""
    first, dash, last = match.pieces[match.found.start() : match.found.end()]
    start = match.kept(first, "J", Date(Moment("year", int(first.number))))
    if len(last.text) != 2 or not last.text.isdigit() or last.number <= first.number % 100:
        return [start, dash, last]
    full = int(first.number) // 100 * 100 + int(last.number)
    return [start, dash, match.kept(last, "J", Date(Moment("year", full)))]


def decade(match: Match) -> Built:
    """ "the 1920s", "'60s"; "the 1800s" are a century."""
    piece = match.need("c")
    grain: Grain = "century" if piece.name == "century" else "decade"
    return match.made("J", Date(Moment(grain, int(piece.number) * _era(match))))


def season(match: Match) -> Built:
    """ "the winter", "spring 1918", "the summer of 2010"."""
    return match.made("J", Date(Moment("season", _signed(match, "year"), int(match.need("s").number))))


def feast(match: Match) -> Built:
    """ "Christmas", "New Year's Eve 1999"."""
    node = match.need("f").node
    if not isinstance(node, Festival):
        return None
    return match.made("J", replace(node, year=_plain_year(match, "year")))


def every(match: Match) -> Built:
    """ "every Monday", "each year", "every two weeks"."""
    unit, count = match.need("unit"), match.get("n")
    if unit.kind == "u" and count is None:
        return None
    if count is not None and unit.kind in "uU":
        return match.made("6", Every(Length(unit.name, count.number).value))
    return match.made("6", Every(_set_value(unit)))


def _set_value(unit: Piece) -> str:
    if unit.kind in "Ww":
        return f"XXXX-WXX-{int(unit.number)}"
    if unit.kind == "M":
        return f"XXXX-{int(unit.number):02d}"
    if unit.kind == "S":
        return f"XXXX-{_SEASON_LETTERS[int(unit.number)]}"
    if unit.kind == "P":
        return f"XXXX-XX-XXT{unit.name}"
    if unit.kind == "f":
        return f"XXXX-{unit.name}" if unit.name[0].isdigit() else "XXXX"
    return _SET_VALUES.get(unit.name) or Length(unit.name, 1).value


def rate(match: Match) -> Built:
    """ "per day", "daily", "Mondays"."""
    if (unit := match.get("unit")) is not None:
        return match.made("6", Every(Length(unit.name, 1).value))
    return match.made("6", Every(_set_value(match.need("adverb", "plural"))))


def this(match: Match) -> Built:
    """ "this week", "this past month", "that same day", "this morning"."""
    if (unit := match.get("u0")) is not None:
        return match.made("I", Deictic("last", unit.name))
    unit = match.need("unit", "u2", "u3")
    same = match.get("u2", "u3") is not None
    if same and unit.kind in "WMf" and match.get("that") is not None:  # "said that Friday's vote"
        plain = _named(unit, "this")
        return None if plain is None else [match.first, *match.made("J", _plain(unit), first=unit)]
    node = _named(unit, "same" if same else "this")
    return None if node is None else match.made("I", node)


def _plain(unit: Piece) -> Node:
    if unit.kind == "W":
        return Date(Moment("day", weekday=int(unit.number)), weekday=int(unit.number))
    if unit.kind == "M":
        return Date(Moment("month", None, int(unit.number)))
    return unit.node or Ref("PRESENT_REF")


def _named(unit: Piece, which: str) -> Node | None:
    """The node of "this", "last", ... before a unit, a weekday, a month, a season, a feast or a part of the day."""
    kind = {"W": "weekday", "M": "month", "S": "season"}.get(unit.kind)
    told = _WHICH[which]
    if kind is not None:
        return Deictic(told, kind, int(unit.number))
    if unit.kind == "P":
        if told in {"this", "last"}:
            return DayShift(-1 if told == "last" else 0, f"T{unit.name}")
        return Deictic(told, "day", clock=f"T{unit.name}")
    if unit.kind == "f" and isinstance(unit.node, Festival):
        return replace(unit.node, within=Deictic(told, "year"))
    return Deictic(told, unit.name) if unit.name in _GRAINS or unit.name == "fortnight" else None


_WHICH: dict[str, Which] = {"this": "this", "last": "last", "past": "last", "next": "next", "coming": "next", "following": "following",
          "previous": "previous", "same": "same", "current": "this"}  # fmt: skip


def relative(match: Match) -> Built:
    """ "last week", "the next day", "the previous year", "the same month", "the past decade"."""
    which, unit = match.need("which"), match.need("unit")
    told, the = which.name, match.get("the") is not None
    if told == "recent" or (told == "same" and not the):
        return None
    if the and unit.kind == "U" and (window := _window(match, told, unit)):
        return window
    if told == "next" and the:
        told = "following"
    node = _named(unit, told)
    return None if node is None else match.made("I", node)


def _window(match: Match, told: str, unit: Piece) -> Built:
    """ "the last week" and "over the next year" are durations; "the next day" is a day."""
    if unit.name in {"quarter", "weekend"} and told != "coming":
        return None
    if told == "last":
        return match.made("V", Window(Length(unit.name, 1), -1))
    if told == "coming" or (told == "next" and unit.name != "day" and match.before in "GBFi"):
        return match.made("V", Window(Length(unit.name, 1), 1))
    return None


def recent(match: Match) -> Built:
    """ "recent weeks", "the coming days", "the following months"."""
    which, unit = match.need("which"), match.need("unit")
    length = Length(unit.name, None)
    if which.name == "recent":
        return match.made("R", Ref("PAST_REF"))
    return match.made("V", Window(length, -1 if which.kind == "L" else 1))


def day(match: Match) -> Built:
    """ "today", "tomorrow night"."""
    piece, part = match.need("y"), match.get("part")
    clock = f"T{part.name}" if part is not None else "TNI" if piece.text.lower() == "tonight" else ""
    return match.made("I", DayShift(int(piece.number), clock))


def half_unit(match: Match) -> Built:
    """ "half an hour", "a half-century"."""
    return match.made("V", Length(match.need("unit").name, 0.5))


def and_half(match: Match) -> Built:
    """ "a year and a half"."""
    return match.made("V", Length(match.need("unit").name, 1.5))


def amount(match: Match) -> Built:
    """ "two years", "more than 30 days", "two and a half months", "18 years old"."""
    half = 0.5 if match.get("half") is not None else 0
    return match.made("V", Length(match.need("unit").name, match.need("n").number + half))


def single(match: Match) -> Built:
    """ "a year", "about a week", "a three-year", "one day"; "twice a day" is a rate."""
    number, unit = match.need("n"), match.need("unit")
    if number.kind == "a":
        if unit.name in {"quarter", "second"} and match.after == "o":
            return None
        if _is_rate(match):
            return match.made("6", Every(Length(unit.name, 1).value))
        return match.made("V", Length(unit.name, 1))
    return match.made("V", Length(unit.name, number.number))


def _is_rate(match: Match) -> bool:
    word = match.word_before
    if match.get("q") is not None or match.before not in ".uN|":
        return False
    return word in _BEFORE_RATE or (word.isalpha() and word.endswith("s") and word not in _NOT_PLURAL)


def vague(match: Match) -> Built:
    """ "a few days", "several months", "a couple of weeks"."""
    two = match.need("n").name == "couple"
    return match.made("V", Length(match.need("unit").name, 2 if two else None))


_WORD_LENGTHS = {"P1D": "day", "P1W": "week", "P1M": "month", "P1Y": "year", "P1DE": "decade"}


def long(match: Match) -> Built:
    """ "month-long", "years-long", "weeklong"."""
    if (word := match.get("word")) is not None:
        return match.made("V", Length(_WORD_LENGTHS[word.name], 1)) if word.node is None else [word]
    unit = match.need("unit")
    return match.made("V", Length(unit.name, None if unit.kind == "u" else 1))


def year_end(match: Match) -> Built:
    """ "year-end", "the month's end"."""
    if match.need("e").text.lower() != "end":
        return match.pieces[match.found.start() : match.found.end()]
    return match.made("I", Part("END", Deictic("this", match.need("unit").name), edge=True))


def the_unit(match: Match) -> Built:
    """ "the week": a time only in company ("the end of the week"); "the weekend" is one by itself."""
    unit = match.need("unit").name
    if unit not in _GRAINS:
        return None
    return match.made("7", Deictic("this", unit), weak=unit != "weekend")


def plural(match: Match) -> Built:
    """ "weeks": a duration after "for" and its like, else only in company ("weeks later")."""
    node = Length(match.need("unit").name, None)
    return match.made("8", node, weak=match.before not in "FGB")


def part(match: Match) -> Built:
    """ "the morning", "night"."""
    the = match.get("the") is not None
    node = At(f"T{match.need('part').name}", Deictic("same", "day") if the else None)
    return match.made("9", node, weak=match.before not in "@i" and match.word_before not in {"all", "by"})


def clock(match: Match) -> Built:
    """ "10:30 GMT", "3 p.m."."""
    zone = match.get("zone")
    value = match.need("k").name + (zone.name if zone is not None else "")
    return match.made("K", At(value, None))


_UNITS: tuple[Callable[[Match], Built], ...] = (
    days_md, days_dm, weekday, month, century, fiscal, half_year, named_year, year, short_range, decade, season, feast, every,
    rate, this, relative, recent, day, half_unit, and_half, amount, single, vague, long, year_end, the_unit, plural,
    part, clock,
)  # fmt: skip
UNITS: dict[str, Callable[[Match], Built]] = {
    **{builder.__name__: builder for builder in _UNITS},
    "date_md": _date,
    "date_dm": _date,
}
