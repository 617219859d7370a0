"""Whose page it is: as the input gives it, the markup says it, or the page's furniture shows it; never a guess."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from sourcebook.clean.fronts import front_outlet
from sourcebook.clean.lines import Line, folded
from sourcebook.clean.mastheads import (
    KNOWN,
    PLAIN,
    agency,
    firmness,
    has_paper_word,
    latin,
    same_sound,
    words_of,
    written,
)
from sourcebook.clean.patterns import joined, table
from sourcebook.model import Page
from sourcebook.model.report import READ_ZONES, ZoneKind

# A masthead stands among the first lines, controls and dates not counted, or lower down in the menu and says less.
_FRONT_LINES = 3
_FRONT_REACH = 10
_MENU_REACH = 40
_MOST_PARTS = 3
_MAX_CLAIMS = 12
# Two pieces of evidence, or one that leaves no doubt.
_ENOUGH = 2
_BESIDE_CHARS = 60
_FURNITURE_CHARS = 400
_NOTICES: frozenset[ZoneKind] = frozenset({"notice", "menu", "promo"})
_HOST = re.compile(r"^https?://(?:www\.)?|/.*$")
_SHORT_HOST = 3
_TITLE_PARTS = re.compile(r"\s+(?:[|–—»•:-]|::)\s+")


class Claim(NamedTuple):
    """A name that the page may carry. `front`: it stands as a masthead; `weight`: what that alone is worth."""

    name: str
    weight: int
    front: bool


def outlet_of(page: Page, lines: Sequence[Line], kinds: Sequence[ZoneKind]) -> str | None:
    """Who published it: as given, else as the markup says, else as the page names itself; None where it doesn't.

    A page names itself where it points to its own material; by a masthead or a copyright line with a word that papers
    call themselves by; or by any name there that returns where a page speaks of itself ("Follow X", "told X"). An
    agency that is only credited is never taken for the outlet.
    """
    if page.outlet:
        return page.outlet
    if page.meta and page.meta.site_name:
        return page.meta.site_name
    body = "\n".join(line.text for line, kind in zip(lines, kinds, strict=True) if kind in READ_ZONES)
    own = _first(_pattern("own"), body)
    if own:
        return own
    claims = _claims(page, lines, kinds)
    places = _places(page, lines, kinds, body) if claims else None
    best: tuple[int, str] | None = None
    for claim in claims:
        score = claim.weight + (_support(claim, places) if places else 0)
        if score >= _ENOUGH and (best is None or score > best[0]):
            best = score, claim.name
    name = best[1] if best else front_outlet(lines, kinds)
    return written(name, page.text) if name else None


class _Places(NamedTuple):
    """Where a name may return: the page's furniture, the same without copyright lines, and its body; with the agencies
    that it credits, and the host of its address.
    """

    furniture: str
    unowned: str
    body: str
    credited: frozenset[str]
    host: str


def _places(page: Page, lines: Sequence[Line], kinds: Sequence[ZoneKind], body: str) -> _Places:
    furniture = [
        line.text
        for line, kind in zip(lines, kinds, strict=True)
        if kind not in READ_ZONES and len(line.text) < _FURNITURE_CHARS
    ]
    return _Places(
        furniture="\n".join(furniture),
        unowned="\n".join(text for text in furniture if _owner(text) is None),
        body=body,
        credited=_credited(lines, kinds),
        host=_HOST.sub("", page.url or "").replace("-", ""),
    )


def _claims(page: Page, lines: Sequence[Line], kinds: Sequence[ZoneKind]) -> list[Claim]:
    """The names that the page may carry, one for each name, mastheads first."""
    found: dict[tuple[str, ...], Claim] = {}
    for claim in (*_mastheads(page, lines, kinds), *_page_titles(page, lines, kinds), *_owners(lines, kinds)):
        words = words_of(claim.name)
        before = next((key for key in found if _is_part(key, words) or _is_part(words, key)), None)
        if before is None:
            if len(found) == _MAX_CLAIMS:
                break
            found[words] = claim
        elif not (found[before].front and claim.front):
            first = found[before]
            name = first.name if first.weight >= claim.weight else claim.name
            found[before] = Claim(name, first.weight + claim.weight, first.front or claim.front)
    return list(found.values())


def _mastheads(page: Page, lines: Sequence[Line], kinds: Sequence[ZoneKind]) -> Iterator[Claim]:
    """Names on lines of their own, or beside a motto, above the headline."""
    counted = 0
    for at, (line, kind) in enumerate(zip(lines, kinds, strict=True)):
        if kind in READ_ZONES or at >= _MENU_REACH:
            return
        if kind not in ("menu", "promo", "caption", "notice") or line.dated:
            continue
        if line.pattern is not None:
            continue
        front = counted < _FRONT_LINES and at < _FRONT_REACH
        counted += 1
        parts = re.split(table("outlets")["parted"], line.text)
        if len(parts) > _MOST_PARTS:
            continue
        for part in parts:
            yield from _masthead(page, part.strip(), front=front, first=at == 0 and part is parts[0])


def _masthead(page: Page, part: str, *, front: bool, first: bool) -> Iterator[Claim]:
    name = part
    if first and part.islower() and has_paper_word(part):
        name = part.title()
    firm = firmness(name)
    if not firm:
        return
    if not name.isascii() and (spelt := _spelt_in_latin(name, page.text)):
        yield Claim(spelt, KNOWN if front else PLAIN, True)
    elif front:
        yield Claim(name, PLAIN if agency(name) else firm, True)
    elif firm == KNOWN:
        yield Claim(name, PLAIN, True)


def _spelt_in_latin(name: str, text: str) -> str | None:
    """How a text in Latin letters writes the name of a masthead in Cyrillic ones; None where it doesn't name it."""
    wanted = latin(name)
    if not wanted.isascii():
        return None
    length = len(wanted.split())
    pattern = re.compile(r"\b[A-Z][\w-]*" + r"\s[A-Z][\w-]*" * (length - 1))
    return next((match.group() for match in pattern.finditer(text) if same_sound(match.group(), wanted)), None)


def _page_titles(page: Page, lines: Sequence[Line], kinds: Sequence[ZoneKind]) -> Iterator[Claim]:
    """The site's name that HTML page titles end or begin with: "Headline | The Post"."""
    title = page.meta.title if page.meta else None
    parts = _TITLE_PARTS.split(title) if title else []
    shown = {folded(line.text) for line, kind in zip(lines, kinds, strict=True) if kind == "title"}
    if len(parts) < 2 or folded(title or "") in shown:
        return
    for part in (parts[-1], parts[0]):
        firm = firmness(part.strip())
        if firm and (part is parts[-1] or firm == KNOWN):
            yield Claim(part.strip(), firm, True)


def _owners(lines: Sequence[Line], kinds: Sequence[ZoneKind]) -> Iterator[Claim]:
    """The names of copyright lines; a credited agency's and a photographer's are none."""
    credited = _credited(lines, kinds)
    for line, kind in zip(lines, kinds, strict=True):
        if kind not in _NOTICES:
            continue
        name = _owner(line.text)
        if name is None or agency(name) or _pattern("service").search(name) or folded(name) in credited:
            continue
        firm = firmness(name)
        if firm and folded(name).removeprefix("the") not in credited:
            yield Claim(name, firm, False)


def _owner(text: str) -> str | None:
    if not _MENTIONS_RIGHTS.search(text):
        return None
    name = _first(_pattern("copyright"), text)
    while name and (shorter := _pattern("trailing").sub("", name)) != name:
        name = shorter
    return name.strip(" ,.") or None if name else None


_MENTIONS_RIGHTS = re.compile(r"©|\([cC]\)|[cC]opyright|COPYRIGHT|[rR]ights|RIGHTS")
_CREDIT = re.compile(r"\(([^()\n]{2,40})\)|(?<!\w)/([^/\n]{2,40})/|^[—–-]\s*([^\n]{2,40})$")
_CREDIT_CHARS = 120


def _credited(lines: Sequence[Line], kinds: Sequence[ZoneKind]) -> frozenset[str]:
    """The agencies that the first paragraphs' datelines and the line below the text credit."""
    bodies = [line.text for line, kind in zip(lines, kinds, strict=True) if kind == "body"]
    found = set()
    for text in (*(body[:_CREDIT_CHARS] for body in bodies[:3]), *bodies[-1:]):
        for match in _CREDIT.finditer(text):
            found.add(folded(next(group for group in match.groups() if group)))
    return frozenset(found)


def _support(claim: Claim, places: _Places) -> int:
    """How often the page speaks of itself by the name: in its furniture, in its body, by its address; each counts once.

    A name that no word shows to be a paper's must return in the body twice.
    """
    paper = firmness(claim.name) == KNOWN
    names = [claim.name, " ".join(words_of(claim.name))]
    if has_paper_word(claim.name):
        names.append(claim.name.split()[-1])
    furniture = places.furniture if claim.front else places.unowned
    groups = ("furniture", "paper_furniture") if paper else ("furniture",)
    support = int(any(_spoken(furniture, names, group) for group in groups))
    if claim.front and not agency(claim.name) and folded(claim.name) not in places.credited:
        support += int(_spoken(places.body, names, "body") >= (1 if paper else _ENOUGH))
    own_host = len(places.host) > _SHORT_HOST and places.host.startswith("".join(words_of(claim.name)) + ".")
    return support + int(own_host)


def _spoken(text: str, names: Sequence[str], group: str) -> int:
    """How often one of the names stands in the text beside words by which a page speaks of itself."""
    before, after = _beside(group)
    lowered = text.lower()
    if len(lowered) != len(text):
        # Some letters become two in lower case; such a page is searched as it is.
        lowered = text
    found = set()
    for name in dict.fromkeys(names):
        wanted = name.lower() if lowered is not text else name
        at = lowered.find(wanted)
        while at >= 0:
            end = at + len(wanted)
            whole = not (at and text[at - 1].isalnum()) and not (end < len(text) and text[end].isalnum())
            beside = text[max(0, at - _BESIDE_CHARS) : at], text[end : end + _BESIDE_CHARS]
            if whole and text[at].isupper() and (before.search(beside[0]) or after.match(beside[1])):
                found.add(end)
            at = lowered.find(wanted, end)
    return len(found)


def _is_part(one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    """Whether the words of one stand in a row in the other."""
    return bool(one) and any(two[at : at + len(one)] == one for at in range(len(two) - len(one) + 1))


def _first(pattern: re.Pattern[str], text: str) -> str | None:
    match = pattern.search(text)
    return next((group.strip() for group in match.groups() if group), None) if match else None


@cache
def _beside(group: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = table("outlets")[group]
    return re.compile(words["before"], re.IGNORECASE), re.compile(words["after"], re.IGNORECASE)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    value = table("outlets")[name]
    pattern = joined([value] if isinstance(value, str) else value)
    assert pattern is not None
    return pattern
