"""Which of its senses a word of time has, by its neighbours: "may" and "May", a year or a count, "fall", "second"."""

from __future__ import annotations

from sourcebook.read.timex.pieces import STOP, WORD, Piece

_BEFORE_MONTH = frozenset("@i2mloEe-&/jk(,TqGFLXtDOrshc") | {"B"}
_NOT_COUNTED = frozenset({"was", "is", "has", "as", "its"})


def settle(pieces: list[Piece], at: int) -> None:
    """Decide what a piece is by its neighbours: "may" and "May", a year or a count, "fall", "second"."""
    piece = pieces[at]
    before = pieces[at - 1] if at else None
    after = pieces[at + 1] if at + 1 < len(pieces) else None
    check = CHECKS.get(piece.kind)
    if check is not None and not check(piece, before, after):
        piece.kind = "N" if piece.kind == "Y" else WORD
    elif piece.text.lower() == "fall" and after is not None and after.kind == "o":
        dated = at + 2 < len(pieces) and pieces[at + 2].kind in "YLth"
        piece.kind = piece.kind if dated else WORD


def _is_month(piece: Piece, before: Piece | None, after: Piece | None) -> bool:
    if not piece.text[0].isupper() or piece.tag == "MD":
        return False
    next_kind = after.kind if after else STOP
    if next_kind in "DYO" or (next_kind in "o" and before is not None):
        return True
    name = piece.text.lower()
    clear = before is not None and (before.kind in _BEFORE_MONTH or before.text in {"as", "than"})
    if name in {"may", "march", "mar", "jan", "sep", "dec", "jun", "april", "august", "june"}:
        return clear and not (before is not None and before.kind in "T," and name in {"may", "march"})
    return clear or not (after is not None and after.kind == WORD and after.text[0].isupper())


def _is_reference(piece: Piece, _before: Piece | None, after: Piece | None) -> bool:
    return not (piece.text.lower().endswith("future") and after is not None and after.kind == "o")


def _is_feast(piece: Piece, _before: Piece | None, _after: Piece | None) -> bool:
    return piece.text[0].isupper() or piece.text.startswith("the ")  # "in a new year"


# "Super Tuesday", "Bloody Sunday": names; those of the church's year are feasts (data/festivals.tsv).
_NAMED_DAYS = frozenset({"Super", "Black", "Bloody", "Cyber", "Giving", "Holy", "Manic"})


def _is_weekday(piece: Piece, before: Piece | None, after: Piece | None) -> bool:
    if before is not None and before.text in _NAMED_DAYS:
        return False
    if len(piece.text) > 4:
        return True
    if not piece.text[0].isupper():
        return False
    if piece.text.lower() in {"sun", "sat", "mon", "wed"}:
        return piece.text.endswith(".") or (after is not None and after.kind in ",MD")
    return True


def _is_season(piece: Piece, before: Piece | None, after: Piece | None) -> bool:
    name = piece.text.lower()
    next_year = after is not None and after.kind == "Y"
    near = before.kind if before else STOP
    if name == "fall":
        return next_year or near in "tLXET" or (near == "i" and piece.text == "Fall")
    if name == "spring":
        return next_year or near in "tLXEiT@ovh&"
    part_of_name = after is not None and after.kind == WORD and after.text[0].isupper()
    return not (piece.text[0].isupper() and part_of_name)  # "Winter Olympics"


_CIRCA = frozenset({"about", "around", "circa"})
_LAST_BARE = 2050  # years to come that are named without further signs


# What is counted or numbered: "$2000", "Flight 1549".
_NUMBERED = frozenset(
    {"$", "£", "€", "No", "#", "+", "Flight", "Local", "Route", "Highway", "Channel", "Article", "Section", "Room"}
)


def _is_year(piece: Piece, before: Piece | None, after: Piece | None) -> bool:
    if before is not None and before.text in _NUMBERED:
        return False
    if piece.text[0] in "'’":
        return True
    if after is not None and (after.kind in "u%" or after.text in {"%", "km", "percent", "per", "GMT"}):
        return False
    near = before.kind if before else STOP
    if piece.number % 100 and 1900 <= piece.number <= _LAST_BARE:  # the press writes a count as "2,016"
        return near != "q" or (before is not None and before.text in _CIRCA)
    if _counted(after) and near not in "iTMS'SE#&-2":
        return False
    if near == "q" and before is not None and before.text not in _CIRCA:
        return False
    if 1500 <= piece.number <= 2100:
        return True
    dash = after is not None and after.kind in "-)" and near in "(i@m-"
    return (near in "i@m2loMSjk" and not (after is not None and after.kind == WORD and after.text.islower())) or dash


def _counted(after: Piece | None) -> bool:
    """Whether the word after a number is what it counts: "1500 soldiers", not "2010 was"."""
    if after is None or after.kind != WORD or not after.text.islower():
        return False
    return after.tag == "NNS" if after.tag else after.text.endswith("s") and after.text not in _NOT_COUNTED


def _is_unit(piece: Piece, before: Piece | None, _after: Piece | None) -> bool:
    if piece.name == "second" and piece.kind == "U":
        return piece.text != "sec" or (before is not None and before.kind in "DnN")
    return piece.text not in {"min", "mins"} or (before is not None and before.kind in "DnN")


CHECKS = {
    "R": _is_reference,
    "f": _is_feast,
    "M": _is_month,
    "W": _is_weekday,
    "S": _is_season,
    "Y": _is_year,
    "U": _is_unit,
}
