"""The JSON shapes that the scorer reads: `expected.json` (Want...) and the exported record (Got...)."""

from typing import NotRequired, TypeAlias, TypedDict


class Cited(TypedDict):
    """Words on a page; where they stand is looked up in the page's text."""

    report: str
    text: str


class WantReport(TypedDict):
    report: NotRequired[str]  # absent in `reports_other`, where `id` (a row) or `file` (a page) says which
    id: NotRequired[str]
    file: str
    published: NotRequired[list[str] | None]
    title: NotRequired[str | None]


class WantEvent(TypedDict):
    id: str
    type: str
    participants: list[str]
    date: list[str]
    place: str | None
    level: str | None
    status: str
    core: NotRequired[bool]
    mentions: NotRequired[list[Cited]]
    delegations: NotRequired[dict[str, list[str]]]
    history: NotRequired[list[str]]
    series: NotRequired[tuple[str, int]]


class WantStatement(TypedDict):
    id: str
    speaker: str | None  # None: the report names nobody, and a record that does is wrong
    kind: str
    via: str | None
    mentions: list[Cited]


class WantPosition(TypedDict):
    holder: str
    stance: str
    text: str
    evidence: list[Cited]


class WantConflict(TypedDict):
    kind: str
    about: str
    sides: list[Cited]
    core: NotRequired[bool]


class WantAgreement(TypedDict):
    why: str
    sides: list[Cited]


class WantCopy(TypedDict):
    reports: list[str]


class Expected(TypedDict):
    reports: list[WantReport]
    reports_other: NotRequired[list[WantReport]]
    stream: NotRequired[list[str]]
    events: list[WantEvent]
    apart: NotRequired[list[tuple[str, str, str]]]
    statements: NotRequired[list[WantStatement]]
    reworded: NotRequired[list[list[str]]]
    positions: NotRequired[list[WantPosition]]
    copies: NotRequired[list[WantCopy]]
    independent: NotRequired[list[tuple[str, str]]]
    conflicts: NotRequired[list[WantConflict]]
    agree: NotRequired[list[WantAgreement]]
    same_entity: NotRequired[list[list[str]]]
    different_entity: NotRequired[list[list[str]]]


class Dates(TypedDict):
    earliest: str | None
    latest: str | None


class Evidence(TypedDict):
    report: str
    start: int
    end: int
    text: str


class GotReport(TypedDict):
    id: str
    input: NotRequired[str | None]
    title: NotRequired[str | None]
    published: NotRequired[Dates | None]
    origin: NotRequired[str | None]


class GotEntity(TypedDict):
    id: str
    name: str
    names: NotRequired[list[str]]
    country: NotRequired[str | None]


class GotStep(TypedDict):
    as_of: str
    status: str


class GotSeries(TypedDict):
    id: str | None
    ordinal: int | None


class GotEvent(TypedDict):
    id: str
    type: str
    participants: NotRequired[list[str]]
    sides: NotRequired[dict[str, list[str]] | None]
    place: NotRequired[str | None]
    date: NotRequired[Dates | None]
    level: NotRequired[str | None]
    status: str
    history: NotRequired[list[GotStep] | None]
    series: NotRequired[GotSeries | None]
    mentions: list[Evidence]


class GotStatement(TypedDict):
    id: str
    speaker: NotRequired[str | None]
    via: NotRequired[list[str] | None]
    mentions: list[Evidence]


class GotPosition(TypedDict):
    id: str
    holder: str
    stance: str
    evidence: list[Evidence]


class GotConflict(TypedDict):
    kind: str
    sides: list[Evidence]


class GotRecord(TypedDict):
    reports: list[GotReport]
    entities: list[GotEntity]
    events: list[GotEvent]
    statements: list[GotStatement]
    positions: list[GotPosition]
    conflicts: list[GotConflict]


RawDates: TypeAlias = Dates | list[str] | None
