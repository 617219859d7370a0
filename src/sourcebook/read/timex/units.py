"""What the rules of the first pass mean that name no date: deictics, durations, sets, parts of days.

A builder returns the pieces that stand for the match from then on, or None where the words don't mean a time here.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from sourcebook.read.timex.dates import plain_date
from sourcebook.read.timex.match import Match
from sourcebook.read.timex.nodes import (
    Anchor,
    At,
    DayShift,
    Deictic,
    Every,
    Festival,
    Length,
    Node,
    Part,
    Ref,
    Shift,
    Which,
    Window,
)
from sourcebook.read.timex.pieces import WORD, Piece

Built = list[Piece] | None
_GRAINS = frozenset({"century", "decade", "year", "quarter", "month", "week", "weekend", "day"})
_SEASON_LETTERS = {1: "SP", 2: "SU", 3: "FA", 4: "WI"}
# After these, "a day" is a rate: "twice a day", "$3 billion a year"; so it is after a plural noun ("barrels a day").
_BEFORE_RATE = frozenset({"once", "twice", "million", "billion", "trillion", "thousand", "percent", "%", "people"})
# After these, "over two years" is a length; else "over" is the preposition ("they met over two days").
_BEFORE_OVER = frozenset(
    {"just", "well", "after", "in", "of", "by", "only", "little", "is", "was", "been", "lasted", "within"}
)
REACH_OF_RATE = 8  # words back from "a year" within which stands what it counts
_NOT_PLURAL = frozenset(
    {"was", "is", "has", "as", "its", "his", "this", "lasts", "takes", "us", "does", "less", "needs"}
)


def every(match: Match) -> Built:
    """ "every Monday", "each year", "every two weeks", "every few years"."""
    unit, count = match.need("unit", "unit2", "unit3"), match.get("n", "n2")
    if match.get("vague") is not None:
        return match.made("6", Every(Length(unit.name, None).value))
    if unit.kind == "u" and count is None:
        return None
    if match.first.name == "other" and unit.kind == "U":
        return match.made("6", Every(Length(unit.name, 2).value))
    if count is not None and unit.kind in "uU":
        return match.made("6", Every(Length(unit.name, count.number).value))
    part = match.get("part")
    return match.made("6", Every(_set_value(unit) + ("" if part is None else f"T{part.name}")))


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
    return "XXXX-WXX-WE" if unit.name == "weekend" else Length(unit.name, 1).value


def rate(match: Match) -> Built:
    """ "per day", "daily", "Mondays"."""
    if (unit := match.get("unit")) is not None:
        return match.made("6", Every(Length(unit.name, 1).value))
    if (part := match.get("part")) is not None:
        return match.made("6", Every(f"XXXX-WXX-{int(match.first.number)}T{part.name}"))
    adverb = match.get("adverb")
    if adverb is not None and adverb.text[0].isupper() and (match.word_after[:1].isupper() or match.word_before):
        return None  # "the Daily Courier"
    return match.made("6", Every(_set_value(match.need("adverb", "plural"))))


def this(match: Match) -> Built:
    """ "this week", "this past month", "that same day", "this morning"."""
    if (unit := match.get("u0")) is not None:
        node = _named(unit, "last")
        return None if node is None else match.made("I", node)
    unit = match.need("unit", "u2", "u3")
    same = match.get("u2", "u3") is not None
    if same and unit.kind in "WMf" and match.get("that") is not None:  # "said that Friday's vote"
        plain = _named(unit, "this")
        return None if plain is None else [match.first, *match.made("J", plain_date(unit), first=unit)]
    node = _named(unit, "same" if same else "this")
    return None if node is None else match.made("I", node)


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


_REFERENCES = {"recent": "PAST_REF", "current": "PRESENT_REF"}
_WHICH: dict[str, Which] = {"this": "this", "last": "last", "past": "last", "next": "next", "coming": "next",
                            "following": "following", "previous": "previous", "same": "same",
                            "current": "this"}  # fmt: skip


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
    if which.text.lower() in {"following", "past"} and not the and unit.kind in "WMf":
        return None  # "following Tuesday's vote", "past Sept. 30"
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


def adjective(match: Match) -> Built:
    """ "current", "recent" before a noun; "the most recent" is the last of several."""
    piece = match.first
    if piece.name not in _REFERENCES or match.word_before in {"most", "more", "less"} or piece.tag[:2] == "NN":
        return None
    return match.made("R", Ref(_REFERENCES[piece.name]))


def the_past(match: Match) -> Built:
    """ "in the past"."""
    attribute = match.after == WORD and match.tag_after[:2] in {"NN", "JJ", "CD", "VBG"}
    if match.need("which").text.lower() != "past" or attribute:
        return None
    return match.made("R", Ref("PAST_REF"))


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
    if match.word_before == "usa":  # the newspaper
        return None
    clock = f"T{part.name}" if part is not None else "TNI" if piece.text.lower() == "tonight" else ""
    return match.made("I", DayShift(int(piece.number), clock))


def half_unit(match: Match) -> Built:
    """ "half an hour", "a half-century"."""
    return match.made("V", Length(match.need("unit").name, 0.5))


def and_half(match: Match) -> Built:
    """ "a year and a half"."""
    return match.made("V", Length(match.need("unit").name, 1.5))


def amount(match: Match) -> Built:
    """ "two years", "more than 30 days", "two and a half months"; "18 years old" is an age."""
    if _is_age(match):
        return match.spared()
    if match.need("unit").text in {"Minutes", "Hours"} and match.need("n").kind in "DN":
        return match.spared()  # "60 Minutes", "48 Hours": programmes
    half = 0.5 if match.get("half") is not None else 0
    counted = any(piece.kind == "J" for piece in match.pieces[match.found.start() : match.found.end()])
    if match.need("unit").name == "quarter" and match.before not in "LX" and not counted:
        return None  # "three quarters of the army"
    return _length(match, match.need("n").number + half)


def _length(match: Match, amount: float | None) -> list[Piece]:
    """ "the three months", "over two years"; "the 46-day" and "spread over two years" begin at the number."""
    node = Length(match.need("unit").name, amount)
    start = match.found.start()
    rest = match.pieces[start + 1 : match.found.end()]
    if match.first.kind == "T" and any(piece.kind == "-" for piece in rest):
        return [match.first, *match.made("V", node, first=rest[0])]
    if match.first.kind == "G" and match.before not in "F" and match.word_before not in _BEFORE_OVER:
        return [match.first, *match.made("V", node, first=rest[0])]
    return match.made("V", node)


def single(match: Match) -> Built:
    """ "a year", "about a week", "a three-year", "one day"; "twice a day" is a rate, "18-year-old" an age."""
    if _is_age(match):
        return match.spared()
    number, unit = match.need("n"), match.need("unit")
    if number.kind == "a":
        if unit.name in {"quarter", "second"}:
            return None
        if _is_rate(match):
            return match.made("6", Every(Length(unit.name, 1).value))
        return _length(match, 1)
    if match.text == "one day" and match.before not in "FGBi@Ll" and match.after not in "gjkr-o":
        return match.spared()  # some day
    return _length(match, number.number + (0.5 if match.get("half") is not None else 0))


def either(match: Match) -> Built:
    """ "two to three weeks", "10-15 years": two lengths, the first without its unit."""
    first, link, second, unit = (match.need(name) for name in ("n1", "link", "n2", "unit"))
    if (
        link.text.lower() == "and"
        or match.after == "g"
        or not 0 < first.number < second.number
        or unit.name == "quarter"
    ):
        return None
    one = match.kept(first, "V", Length(unit.name, first.number))
    return [one, link, *match.made("V", Length(unit.name, second.number), first=second)]


def _is_age(match: Match) -> bool:
    long = match.get("long")
    return long is not None and long.kind == "z"


def _is_rate(match: Match) -> bool:
    word = match.word_before
    if match.after in "rgjk":  # "up from two a week earlier"
        return False
    if match.before in "NDnQ-":  # "75,000 a month", "a twice-a-year report"
        return True
    if match.get("q") is not None or match.before not in ".u|":
        return False
    if word in _BEFORE_RATE or (match.tag_before[:2] == "NN" and match.counts_before(REACH_OF_RATE)):
        return True  # "saves $300 million in fuel a year"
    if match.tag_before:
        return match.tag_before in {"NNS", "NNPS"}
    return word.isalpha() and word.endswith("s") and word not in _NOT_PLURAL


def vague(match: Match) -> Built:
    """ "a few days", "several months", "a couple of weeks"."""
    return _length(match, None)


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


def year_ago(match: Match) -> Built:
    """ "year-ago", "the year-ago quarter"."""
    anchor: Anchor = "published" if match.get("inner") is None else "reference"
    return match.made("I", Shift(Length(match.need("unit").name, 1), -1, anchor))


def the_unit(match: Match) -> Built:
    """ "the week": a time only in company ("the end of the week"); "the weekend" is one by itself."""
    unit = match.need("unit").name
    if unit not in _GRAINS:
        return None
    return match.made("7", Deictic("this", unit), weak=unit != "weekend")


def plural(match: Match) -> Built:
    """ "weeks": a duration after "for" and its like, else only in company ("weeks later")."""
    node = Length(match.need("unit").name, None)
    if node.unit == "quarter":
        return None  # "three-quarters of the capital"
    bare = match.before not in "TEtLXOhDnN" and node.unit != "minute"  # "minutes of the meeting"
    bare = bare and match.tag_before[:2] != "JJ"
    told = match.after in "jk" or (match.after == "o" and bare)
    return match.made("8", node, weak=match.before not in "FGB" and not told)


def part(match: Match) -> Built:
    """ "the morning", "night"."""
    the = match.get("the") is not None
    if match.first.text.lower() == "overnight":
        attribute = match.after == WORD and match.tag_after[:2] in {"NN", "JJ"}
        return None if attribute else match.made("I", DayShift(0, "TNI"))
    if match.first.text[0].isupper() and match.word_before and match.before not in "WL":
        return None  # a name: "the Morning Herald", "in Sunrise"
    node = At(f"T{match.need('part').name}", Deictic("same", "day") if the else None)
    return match.made("9", node, weak=match.before not in "@i" and match.word_before not in {"all", "by"})


def clock(match: Match) -> Built:
    """ "10:30 GMT", "3 p.m."."""
    zone, piece = match.get("zone"), match.need("k")
    bare = zone is None and ":" in piece.text and piece.text[-1].isdigit()
    city = match.get("city")
    if city is not None and not city.text[0].isupper():
        return [*match.made("K", At(match.need("k").name, None), last=match.need("k")), city, match.last]
    value = piece.name + ("" if zone is None else zone.name.rstrip("-"))  # "local time" adds nothing
    # "02:41" is a film's length, "at 02:41" a time
    return match.made("K", At(value, None), weak=bare and city is None and match.before not in "@i2lmqB-&(,")


_RULES: tuple[Callable[[Match], Built], ...] = (
    every, rate, either, this, relative, the_past, recent, adjective, day, half_unit, and_half, amount, single, vague,
    long, year_end,
    year_ago, the_unit, plural, part, clock,
)  # fmt: skip
UNITS: dict[str, Callable[[Match], Built]] = {rule.__name__: rule for rule in _RULES}
