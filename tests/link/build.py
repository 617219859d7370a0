"""Readings made by hand, and invented coverage for the tests of linking."""

from __future__ import annotations

import hashlib
from datetime import date

from sourcebook.model import Published, Reading, Report, StatementMention, Zone
from sourcebook.model.report import DateClue


def report(
    name: str,
    text: str,
    *,
    outlet: str | None = None,
    day: str | None = None,
    title: str | None = None,
    byline: str | None = None,
    dateline: str | None = None,
    clues: tuple[DateClue, ...] = (),
    year_from: int | None = None,
) -> Report:
    """A report whose text is all body."""
    when = date.fromisoformat(day) if day else None
    return Report(
        id=name,
        input=f"{name}.txt",
        url=None,
        outlet=outlet,
        title=title,
        byline=byline,
        dateline=dateline,
        language="en",
        translated=False,
        published=Published(earliest=when, latest=when, basis="given") if when else None,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        text=text,
        zones=(Zone(start=0, end=len(text), kind="body"),) if text else (),
        year_from=year_from,
        date_clues=clues,
    )


def reading(name: str, text: str, *, statements: tuple[StatementMention, ...] = (), **options: object) -> Reading:
    """A reading of `report` (options as there)."""
    return Reading(report=report(name, text, **options), statements=statements)  # type: ignore[arg-type]


WIRE = """\
OSTRAVEL (Corvina) - The ferry operators of Lake Imber agreed on Monday to share a single timetable, ending a dispute \
that had left 4,300 commuters without a morning crossing for six weeks.
The accord was signed in the harbour office of Ostravel by Mila Torvend, who heads the northern line, and by her rival \
Jonas Brekke of the southern one.
"We were sailing past each other half empty," Torvend said after the signing. "That is over now."
Under the deal the first boat will leave the eastern pier at 5:40 a.m., and tickets of either line will be honoured on \
both until the end of March.
The provincial transport board had threatened to withdraw a subsidy of 2.1 million crowns unless the two sides met its \
deadline.
Brekke told reporters that his company would take three older vessels out of service, among them the steam launch \
Heron, which has crossed the lake since 1911.
Fishermen in the village of Sund, who had blocked the slipway with crates in January, said that they would wait for \
the board to keep its promise of a new jetty.
The board meets again on the ninth of next month to vote on the plan.
"""

REWRITE = """\
A quarrel between the companies that run boats on Lake Imber came to a close on Monday: both will follow one \
timetable, after six weeks in which 4,300 people had no crossing to work in the morning.
Mila Torvend, head of the northern line, and Jonas Brekke, who leads its southern competitor, put their names to the \
accord at Ostravel's harbour office.
Torvend declared afterwards that the boats had been "half empty" and that this was finished.
From now on a boat departs from the eastern pier at 5:40 a.m.; until March ends, each line accepts the other's tickets.
The transport board of the province had warned that a 2.1 million crown subsidy would be gone if its deadline \
was missed.
Three ageing vessels of the southern company will be retired, Brekke told journalists, including Heron, a steam launch \
that has been on the lake since 1911.
In Sund, a village whose fishermen closed the slipway with crates in January, people said they would now see whether \
the board builds the jetty that it promised.
A vote on the plan is due when the board gathers on the ninth of the coming month.
"""

OWN_WORK = """\
By the time the harbour bell rang in Ostravel on Monday, Jonas Brekke had already lost the argument at home.
His daughter, who commutes to the cannery, had told him for weeks that two ferries at the same minute helped nobody.
The agreement that followed is short: one timetable, one price, and a review in autumn.
"We were sailing past each other half empty," Mila Torvend, of the northern line, told the Lakeside Courier.
Not all are content. Passengers on the quay asked why the fare rises to 38 crowns when fuel has become cheaper.
Economists at the college in Dray reckon that the lines together lose some 600,000 crowns a year.
The oldest captain, Arvid Solheim, remembers a similar pact in the winter of 1987, which broke within a season.
Whether this one lasts may depend on the ice, he said, looking at the eastern pier.
"""
