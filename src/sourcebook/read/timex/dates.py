"""What the rules of the first pass mean that name dates: "March 5, 1918", "the 1920s", "490 BC", "Christmas"."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from sourcebook.read.timex.match import Match
from sourcebook.read.timex.nodes import Date, Deictic, Festival, Node, Ref, Weeks, Which
from sourcebook.read.timex.pieces import STOP, WORD, Piece
from sourcebook.read.timex.values import Grain, Moment

Built = list[Piece] | None
FISCAL: dict[str, Which] = {"each": "this", "this": "this", "last": "last", "next": "next", "coming": "next",
                            "current": "this", "previous": "previous"}  # fmt: skip


def _era(match: Match, group: str = "era") -> int:
    at = match.found.start(f"{match.rule}__{group}")
    return -1 if at >= 0 and match.pieces[at].number < 0 else 1


def _signed(match: Match, *names: str) -> int | None:
    piece = match.get(*names)
    return None if piece is None else int(piece.number) * _era(match)


def _days(match: Match, year: int | None) -> Built:
    """Several days of one month: each is a time of its own; the month's name goes to the nearest."""
    month = match.need("month")
    days = [p for name in ("d1", "d2", "d3", "d4", "d5") if (p := match.get(name)) is not None]
    if not all(1 <= p.number <= 31 for p in days):
        return None
    pieces = match.pieces[match.found.start() : match.found.end()]
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
    if len(days) > 2 or _apart(days, match):
        return made
    return [made[0], Piece("-", made[0].end, made[1].start, "-"), made[1]]


def _apart(days: list[Piece], match: Match) -> bool:
    """Whether "and" stands between two days that don't follow on each other: "5 and 18 June" are no stretch."""
    words = {piece.text.lower() for piece in match.pieces if days[0].end <= piece.start < days[1].start}
    return "and" in words and days[1].number - days[0].number != 1


def days_md(match: Match) -> Built:
    """ "March 5-9, 1918", "May 3, 5 and 7"."""
    return _days(match, _plain_year(match, "year", "year2"))


def days_dm(match: Match) -> Built:
    """ "3 to 5 March 2014"."""
    return _days(match, _plain_year(match, "year"))


def _plain_year(match: Match, *names: str) -> int | None:
    piece = match.get(*names)
    return None if piece is None else int(piece.number)


def date(match: Match) -> Built:
    """ "Saturday, June 24, 1950", "9 May 1945"; "the" is of it only after a preposition ("on the 5 May")."""
    day, month = match.need("day"), match.need("month")
    if not 1 <= day.number <= 31:
        return None
    year = _signed(match, "year", "year2")
    weekday = match.get("wd")
    if year is None and (month.number, day.number) == (9, 11) and _attacks_behind(match):
        year = 2001
    moment = Moment("day", year, int(month.number), int(day.number))
    node = Date(moment, weekday=int(weekday.number) if weekday else None)
    first = None
    if match.first.kind == "T" and day.kind == "D" and match.before not in "@i2o":
        first = match.pieces[match.found.start() + 1]
        return [match.first, *match.made("J", node, first=first)]
    return match.made("J", node)


def the_day(match: Match) -> Built:
    """ "on the 19th", "Monday the 19th", "Wednesday 19:" of a diary: a day whose month goes without saying."""
    weekday = match.get("wd")
    number = match.need("n", "d", "n2")
    if not 1 <= number.number <= 31:
        return None
    if (told := match.get("wd2")) is not None:
        if number.text[0].isdigit():
            return match.made("J", Date(Moment("day", None, None, int(number.number)), weekday=int(told.number)))
        first, *rest = match.pieces[match.found.start() : match.found.end()]
        return [match.kept(first, "J", plain_date(first)), *rest]  # "on Tuesday the first cheques came"
    if weekday is not None:
        diary = match.word_after in _DIARY and match.before == STOP
        node = Date(Moment("day", None, None, int(number.number)), weekday=int(weekday.number))
        return match.made("J", node) if diary else None
    named = match.tag_after[:2] in {"NN", "JJ", "CD", "VB"} and match.tag_after not in {"VBD", "VBZ", "MD"}
    more = match.word_before == "and" and number.text[-1].isalpha()  # "on the 26th and the 27th"
    if not number.text[0].isdigit() or named or not (more or match.word_before in _BEFORE_A_DAY):
        return None
    return match.made("J", Date(Moment("day", None, None, int(number.number))))


_DIARY = frozenset({":", "-", "–", "—"})
_BEFORE_A_DAY = frozenset({"on", "by", "until", "till", "since", "from", "for", "to", ","})
_ATTACKS = frozenset({"attacks", "hijackers", "hijackings", "hijacker"})


def _attacks_behind(match: Match) -> bool:
    """Whether the attacks of that day follow: "attacks", "terrorist attacks"; one attack is another."""
    at = match.found.end()
    words = [piece.text.lower() for piece in match.pieces[at : at + 2]]
    return any(word in _ATTACKS for word in words[words[:1] in (["terrorist"], ["terror"]) :][:1])


_POSSESSIVES = frozenset({"his", "her", "their", "my", "our", "your", "its"})
FULL = len("1960s")


def weekday(match: Match) -> Built:
    """ "Friday"."""
    return match.made("J", plain_date(match.first))


def week_after(match: Match) -> Built:
    """ "Friday week", "Tuesday fortnight"; of "Friday week-long" and the like the weekday alone."""
    day, unit = match.need("wd"), match.need("unit")
    weeks = _WEEKS.get(unit.name, 0)
    if not weeks or unit.text[0].isupper():
        return [match.kept(day, "J", plain_date(day)), unit]
    return match.made("J", Weeks(int(day.number), weeks))


_WEEKS = {"week": 1, "fortnight": 2}


def month(match: Match) -> Built:
    """ "March", "March 1918", "June of 2010"."""
    name = match.need("month", "m2", "m3")
    year = _signed(match, "year", "year2")
    return match.made("J", Date(Moment("month", year, int(name.number))))


def century(match: Match) -> Built:
    """ "the 20th century"; "the third quarter" is of the same form."""
    number, unit = int(match.need("n").number), match.need("unit").name
    if unit == "century":
        if match.need("unit").text[0].isupper() and match.after == WORD and match.word_after[0].isupper():
            return None  # a company's name
        year = -((number - 1) * 100 + 1) if _era(match) < 0 else (number - 1) * 100
        return match.made("J", Date(Moment("century", year)))
    if unit == "quarter" and number <= 4:
        return match.made("J", Date(Moment("quarter", None, number)))
    return None


def quarter_of(match: Match) -> Built:
    """ "the third quarter of 2011"."""
    number = int(match.need("n").number)
    if match.need("unit").name != "quarter" or number > 4:
        return None
    return match.made("J", Date(Moment("quarter", _plain_year(match, "year"), number)))


def named_quarter(match: Match) -> Built:
    """ "Q3", "Q3 2013"."""
    return match.made("J", Date(Moment("quarter", _plain_year(match, "year"), int(match.need("quarter").number))))


def fiscal(match: Match) -> Built:
    """ "fiscal 2013", "financial year 2013", "this fiscal year"."""
    which = match.get("which")
    if which is not None:
        told = FISCAL.get(which.name or which.text.lower())
        named = told is not None and match.need("unit2").name == "year"
        return match.made("I", Deictic(told, "fiscal")) if named and told is not None else None
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


def era_range(match: Match) -> Built:
    """ "499-493 BC": the era is the first year's too."""
    first, link, second = match.need("y1"), match.need("link"), match.need("y2")
    sign = _era(match)
    one = match.kept(first, "J", Date(Moment("year", int(first.number) * sign)))
    return [one, link, *match.made("J", Date(Moment("year", int(second.number) * sign)), first=second)]


def decade(match: Match) -> Built:
    """ "the 1920s", "'60s"; "the 1800s" are a century."""
    piece = match.need("c")
    if len(piece.text) < FULL or not piece.text[0].isdigit():
        at = match.found.start() - (2 if match.before == "E" else 1)
        if at >= 0 and match.pieces[at].text.lower() in _POSSESSIVES:
            return None  # "in his late 60s"
    grain: Grain = "century" if piece.name == "century" else "decade"
    return match.made("J", Date(Moment(grain, int(piece.number) * _era(match))))


def season(match: Match) -> Built:
    """ "the winter", "spring 1918", "the summer of 2010"."""
    early = match.get("year2")
    year = _signed(match, "year") if early is None else int(early.number) * _era(match, "era2")
    return match.made("J", Date(Moment("season", year, int(match.need("s").number))))


def feast(match: Match) -> Built:
    """ "Christmas", "New Year's Eve 1999"."""
    node = match.need("f").node
    if not isinstance(node, Festival):
        return None
    return match.made("J", replace(node, year=_plain_year(match, "year")))


def plain_date(unit: Piece) -> Node:
    """A weekday, month or feast without a word before it."""
    if unit.kind == "W":
        return Date(Moment("day", weekday=int(unit.number)), weekday=int(unit.number))
    if unit.kind == "M":
        return Date(Moment("month", None, int(unit.number)))
    return unit.node or Ref("PRESENT_REF")


_RULES: tuple[Callable[[Match], Built], ...] = (
    days_md, days_dm, weekday, month, named_quarter, quarter_of, century, fiscal, half_year, named_year, year,
    short_range, era_range, decade,
    season, feast,
)  # fmt: skip
DATES: dict[str, Callable[[Match], Built]] = {
    **{rule.__name__: rule for rule in (*_RULES, week_after)},
    "date_md": date,
    "date_dm": date,
    "the_day": the_day,
}
