"""One comparison: the expected record, the found one, the pages' texts, and the tally of hits."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from benches.record_scorer.compare import Aliases, government_aliases, same_name, spans_meet
from benches.record_scorer.shapes import Cited, Evidence, Expected, GotEvent, GotRecord, GotReport, WantReport

EXTRA = " (extra)"  # good to have; not in the overall mean
OTHER = " (other)"  # of inputs whose text is not the file's text; not in the overall mean


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """How many of the expected things were there."""

    hits: int
    total: int

    @property
    def share(self) -> float:
        return self.hits / self.total


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """All measures by name, and a line for each miss."""

    measures: Mapping[str, Measure]
    misses: tuple[str, ...]

    @property
    def overall(self) -> float:
        """The mean share of the measures that count."""
        counted = [m.share for name, m in self.measures.items() if not name.endswith((EXTRA, OTHER))]
        return sum(counted) / len(counted) if counted else 0.0


@dataclass(slots=True)
class Tally:
    """Counts hits by measure."""

    counts: dict[str, tuple[int, int]] = field(default_factory=dict)
    misses: list[str] = field(default_factory=list)

    def add(self, measure: str, ok: object, why: str = "") -> None:
        hits, total = self.counts.get(measure, (0, 0))
        self.counts[measure] = (hits + bool(ok), total + 1)
        if not ok:
            self.misses.append(f"{measure}: {why}")

    def put(self, measure: str, hits: int, total: int) -> None:
        self.counts[measure] = (hits, total)

    def scores(self) -> Scores:
        measures = {name: Measure(hits=h, total=n) for name, (h, n) in self.counts.items()}
        return Scores(measures=measures, misses=tuple(self.misses))


def report_key(report: WantReport) -> str:
    """The name by which `expected.json` cites a report: its number, its row's id, or its file."""
    return report.get("report") or report.get("id") or report["file"]


class Case:
    """What the measures need to look up: names of entities, places of cited words, which report is which."""

    def __init__(self, expected: Expected, record: GotRecord, texts: Mapping[str, str]) -> None:
        self.expected, self.record, self.texts, self.tally = expected, record, texts, Tally()
        self.names = {e["id"]: [e["name"], *e.get("names", [])] for e in record["entities"]}
        self.country = {e["id"]: e.get("country") for e in record["entities"]}
        self.aliases: Aliases = government_aliases(expected.get("same_entity", []))
        self.found: dict[str, GotReport] = {}
        for report in (*expected["reports"], *expected.get("reports_other", [])):
            got = self._find(report)
            if got:
                self.found[report_key(report)] = got

    def _find(self, want: WantReport) -> GotReport | None:
        if "id" in want:
            return next((r for r in self.record["reports"] if r["id"] == want["id"]), None)
        return next((r for r in self.record["reports"] if (r.get("input") or "").endswith(want["file"])), None)

    def who(self, ids: Iterable[str | None] | None) -> list[str]:
        """Every name of these entities; an unknown id stands for itself."""
        return [name for i in ids or () if i for name in self.names.get(i, [i])]

    def people(self, event: GotEvent) -> list[str]:
        """Every name of everyone who takes part in the event."""
        sides = (event.get("sides") or {}).values()
        return self.who(event.get("participants")) + [name for side in sides for name in self.who(side)]

    def same(self, want: str, names: Iterable[str | None]) -> bool:
        return same_name(want, names, self.aliases)

    def covers(self, got: Evidence, want: Cited, share: float = 0.5) -> bool:
        """Whether the evidence lies on the cited words; in a report without a text, any span does."""
        report = self.found.get(want["report"])
        if got["report"] != (report["id"] if report else want["report"]):
            return False
        if want["report"] not in self.texts:
            return True
        start = self.texts[want["report"]].find(want["text"])
        return start >= 0 and spans_meet((start, start + len(want["text"])), (got["start"], got["end"]), share)

    def any_covers(self, mentions: Iterable[Evidence], want: Cited, share: float = 0.5) -> bool:
        return any(self.covers(m, want, share) for m in mentions)
