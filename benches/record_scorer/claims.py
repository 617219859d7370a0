"""Everything but events: reports, statements, origins, positions, conflicts, names, evidence to the letter."""

from collections.abc import Iterable

from benches.record_scorer.case import EXTRA, OTHER, Case, report_key
from benches.record_scorer.compare import bare, days, fold, length, overlap
from benches.record_scorer.shapes import Cited, Evidence, GotConflict, WantReport, WantStatement


def score_reports(case: Case) -> None:
    """Each report is there, with its title and its date of publication."""
    for want in case.expected["reports"]:
        _score_report(case, want, "")
    for want in case.expected.get("reports_other", []):
        _score_report(case, want, OTHER)


def _score_report(case: Case, want: WantReport, tag: str) -> None:
    key = report_key(want)
    got = case.found.get(key)
    case.tally.add("reports read" + tag, got, key)
    published, title = want.get("published"), want.get("title")
    if published:
        raw = got.get("published") if got else None
        have, due = days(raw), days(published)
        right = have and due and overlap(published, raw) and length(have) <= max(10, 2 * length(due))
        case.tally.add("publication date" + tag, right, f"{key}: {raw}, not {published}")
    if title:
        found = got.get("title") if got else None
        case.tally.add("title" + tag, fold(found) == fold(title), f"{key}: {found!r}")


def score_statements(case: Case) -> None:
    """Statements: found, with their speaker and their chain; rewordings joined."""
    reworded = {row[0] for row in case.expected.get("reworded", [])}
    for want in case.expected.get("statements", []):
        joined = [_score_utterance(case, want, cited) for cited in want["mentions"]]
        if want["id"] in reworded:
            case.tally.add("reworded quotes joined", set.intersection(*joined), want["id"])


def _score_utterance(case: Case, want: WantStatement, cited: Cited) -> set[str]:
    """Scores one wording of a statement; the ids of the found statements that hold it."""
    hits = [s for s in case.record["statements"] if case.any_covers(s["mentions"], cited)]
    where = f"{want['id']} {cited['report']}"
    case.tally.add(f"{want['kind']} statements found", hits, f"{where} {cited['text'][:60]!r}")
    speakers = [case.who([s.get("speaker")]) for s in hits]
    whom = want["speaker"]
    right = any(case.same(whom, names) if whom is not None else not names for names in speakers)
    said = [names[:1] for names in speakers]
    case.tally.add(f"{want['kind']} statements' speaker", right, f"{where}: {said}, not {want['speaker']}")
    if want["via"]:
        chain = [name for s in hits for name in s.get("via") or []]
        through = any(case.same(want["via"], [name]) or fold(want["via"]) in fold(name) for name in chain)
        case.tally.add("via", through, f"{where}: {chain}, not {want['via']}")
    return {s["id"] for s in hits}


def score_origins(case: Case) -> None:
    """Copies share an origin; independent reports don't."""
    origin = {key: got.get("origin") for key, got in case.found.items()}
    for copy in case.expected.get("copies", []):
        a, b = copy["reports"]
        case.tally.add("dependent reports joined", origin.get(a) and origin.get(a) == origin.get(b), f"{a} {b}")
    for a, b in case.expected.get("independent", []):
        there = case.record["events"] and a in origin and b in origin
        apart = there and (not origin[a] or origin[a] != origin[b])
        case.tally.add("independent reports kept apart", apart, f"{a} {b}")


def score_positions(case: Case) -> None:
    """Who demands, offers, accepts or rejects what."""
    for want in case.expected.get("positions", []):
        positions = case.record["positions"]
        hits = [p for p in positions if any(case.any_covers(p["evidence"], cited) for cited in want["evidence"])]
        name = f"{want['holder']} {want['stance']} {want['text']}"
        case.tally.add("positions found", hits, name)
        held = any(
            p["stance"] == want["stance"]
            and (
                case.same(want["holder"], case.who([p["holder"]]))
                or case.same(want["holder"], [case.country.get(p["holder"])])
            )
            for p in hits
        )
        got = [(case.who([p["holder"]])[:1], p["stance"]) for p in hits][:3]
        case.tally.add("position holder and stance", held, f"{name}: {got}")


def score_conflicts(case: Case) -> None:
    """Contradictions are found; other words for one value are not taken for one."""
    conflicts = case.record["conflicts"]
    for want in case.expected.get("conflicts", []):
        tag = "" if want.get("core", True) else EXTRA
        hit = any(c["kind"] == want["kind"] and _between(case, c, want["sides"]) for c in conflicts)
        case.tally.add("conflicts found" + tag, hit, f"{want['kind']} {want['about']}")
    for agreed in case.expected.get("agree", []):
        false = any(_between(case, c, agreed["sides"]) for c in conflicts)
        case.tally.add("no false conflict", conflicts and not false, agreed["why"])


def _between(case: Case, conflict: GotConflict, sides: Iterable[Cited]) -> bool:
    return all(case.any_covers(conflict["sides"], side) for side in sides)


def score_names(case: Case) -> None:
    """The names of one thing stand under one entity; namesakes don't.

    A name of `same_entity` that the record doesn't know is passed over; one of `different_entity` has to be there.
    """
    folded = {entity: {fold(name) for name in names} for entity, names in case.names.items()}
    for group in case.expected.get("same_entity", []):
        holders = [_holders(folded, fold(bare(name))) for name in group]
        present = [ids for ids in holders if ids]
        case.tally.add("one entity a name", len(present) > 1 and set.intersection(*present), " = ".join(group))
    for group in case.expected.get("different_entity", []):
        holders = [_holders(folded, fold(bare(name))) for name in group]
        apart = all(holders) and not set.intersection(*holders)
        case.tally.add("namesakes kept apart", apart, " = ".join(group))


def _holders(folded: dict[str, set[str]], wanted: str) -> set[str]:
    return {entity for entity, names in folded.items() if any(wanted == n or wanted in n.split() for n in names)}


def score_evidence(case: Case) -> None:
    """Every cited span holds the page's words, to the letter, wherever the page's text was given."""
    text = {got["id"]: case.texts[key] for key, got in case.found.items() if key in case.texts}
    record = case.record
    groups: list[list[Evidence]] = [item["mentions"] for item in (*record["events"], *record["statements"])]
    groups += [position["evidence"] for position in record["positions"]]
    cited = [e for group in groups for e in group if e["report"] in text]
    wrong = [e for e in cited if text[e["report"]][e["start"] : e["end"]] != e["text"]]
    case.tally.misses += [f"evidence to the letter: {e['report']} {e['start']}" for e in wrong]
    case.tally.put("evidence to the letter", len(cited) - len(wrong), max(1, len(cited)))
