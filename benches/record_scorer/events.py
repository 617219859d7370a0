"""Events: found, dated, placed, joined across reports, kept apart, and in their series."""

from benches.record_scorer.case import EXTRA, Case
from benches.record_scorer.compare import days, fold, kindred, length, overlap
from benches.record_scorer.shapes import GotEvent, WantEvent

MISSING: GotEvent = {"id": "", "type": "", "status": "", "mentions": []}


def closeness(case: Case, want: WantEvent, got: GotEvent) -> float:
    """How well a found event answers an expected one; 0 if it doesn't."""
    if not kindred(want["type"], got["type"]):
        return 0
    people = case.people(got)
    shared = sum(case.same(p, people) for p in want["participants"]) / max(1, len(want["participants"]))
    mentions = want.get("mentions", [])
    if mentions:
        here = sum(case.any_covers(got["mentions"], cited) for cited in mentions)
        return here and here + overlap(want["date"], got.get("date"), 1) + shared
    placed = _at_place(case, (want["place"] or "-").split(",")[0], got)
    # whom a shell hit nobody may have told; its town is known
    told = shared >= 0.5 if want["participants"] else placed
    if not (overlap(want["date"], got.get("date"), 1) and told):
        return 0
    return 1 + shared + (want["type"] == got["type"]) + placed + 0.5 * _dated(want, got)


def _dated(want: WantEvent, got: GotEvent) -> bool:
    """Whether the day is right: an answer may be wider than the truth, but not so wide that it says nothing."""
    have, due = days(got.get("date")), days(want["date"])
    return bool(have and due and overlap(want["date"], got.get("date")) and length(have) <= max(3, 1.5 * length(due)))


def _at_place(case: Case, place: str, got: GotEvent) -> bool:
    return fold(place) in fold(" ".join(case.who([got.get("place")])))


def match_events(case: Case) -> dict[str, GotEvent]:
    """Pairs each expected event with at most one found event, closest pairs first."""
    wanted, found = case.expected["events"], case.record["events"]
    pairs = [(closeness(case, w, g), i, j) for i, w in enumerate(wanted) for j, g in enumerate(found)]
    matched: dict[int, int] = {}
    for close, i, j in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if close and i not in matched and j not in matched.values():
            matched[i] = j
    return {wanted[i]["id"]: found[j] for i, j in matched.items()}


def score_events(case: Case) -> None:
    """All measures on events."""
    matched = match_events(case)
    for want in case.expected["events"]:
        got = matched.get(want["id"], MISSING)
        tag = "" if want.get("core", True) else EXTRA
        case.tally.add("events found" + tag, got is not MISSING, want["id"])
        _score_facts(case, want, got, tag)
        _score_people(case, want, got, tag)
        _score_mentions(case, want, got, tag)
        _score_life(case, want, got)
        _score_once(case, want, got)
    _score_apart(case, matched)
    _score_series(case, matched)


def _score_facts(case: Case, want: WantEvent, got: GotEvent, tag: str) -> None:
    name, add = want["id"], case.tally.add
    add(
        "event status" + tag,
        got["status"] == want["status"],
        f"{name}: {got['status']}, not {want['status']}",
    )
    add("event date" + tag, _dated(want, got), f"{name}: {got.get('date')}, not {want['date']}")
    if want["place"]:
        placed = any(_at_place(case, part, got) for part in want["place"].split(", "))
        add("event place" + tag, placed, f"{name}: {case.who([got.get('place')])[:2]}, not {want['place']}")


def _score_people(case: Case, want: WantEvent, got: GotEvent, tag: str) -> None:
    people = case.people(got)
    for person in want["participants"]:
        case.tally.add("participants" + tag, case.same(person, people), f"{want['id']}: no {person}")
    for members in want.get("delegations", {}).values():
        for person in members:
            case.tally.add("delegation members", case.same(person, people), f"{want['id']}: no {person}")


def _score_mentions(case: Case, want: WantEvent, got: GotEvent, tag: str) -> None:
    mentions = want.get("mentions", [])
    for cited in mentions:
        why = f"{want['id']}: {cited['report']} {cited['text'][:60]!r}"
        case.tally.add("event mentions joined" + tag, case.any_covers(got["mentions"], cited), why)
    if mentions and not tag:
        rivals = [e for e in case.record["events"] if e is not got and e["type"] == got["type"]]
        split = [e["id"] for e in rivals if any(case.any_covers(e["mentions"], cited, 0.8) for cited in mentions)]
        case.tally.add("not split", got is not MISSING and not split, f"{want['id']} also stands as {split}")


def _score_life(case: Case, want: WantEvent, got: GotEvent) -> None:
    if want.get("history"):
        steps = [step["status"] for step in sorted(got.get("history") or [], key=lambda step: step["as_of"])]
        rest = iter(steps)
        in_order = all(status in rest for status in want["history"])
        case.tally.add("status history in order", in_order, f"{want['id']}: {steps}, not {want['history']}")
    if want["level"]:
        level = fold(got.get("level"))
        right = fold(want["level"]).split()[0] in level or "department" in level
        case.tally.add("level", right, f"{want['id']}: {got.get('level')}, not {want['level']}")


def _score_once(case: Case, want: WantEvent, got: GotEvent) -> None:
    """Where a round is given without words to find it by: no other event has its type, sides, place and days."""
    due = days(want["date"])
    if "series" not in want or want.get("mentions") or not due:
        return
    place = (want["place"] or "-").split(",")[0]
    again = []
    for event in case.record["events"]:
        have = days(event.get("date"))
        if event is got or event["type"] != got["type"] or not have or length(have) > length(due) + 2:
            continue
        people = case.people(event)
        if overlap(want["date"], event["date"]) and all(case.same(p, people) for p in want["participants"]):
            again += [event["id"]] if _at_place(case, place, event) else []
    case.tally.add("rounds once", got is not MISSING and not again, f"{want['id']} also stands as {again}")


def _score_apart(case: Case, matched: dict[str, GotEvent]) -> None:
    for a, b, why in case.expected.get("apart", []):
        both = a in matched and b in matched
        apart = both and matched[a]["id"] != matched[b]["id"]
        case.tally.add("kept apart", apart, f"{a} and {b}: {why if both else 'not both found'}")


def _score_series(case: Case, matched: dict[str, GotEvent]) -> None:
    processes: dict[str, set[str | None]] = {}
    for want in case.expected["events"]:
        if "series" not in want:
            continue
        process, ordinal = want["series"]
        series = matched.get(want["id"], MISSING).get("series")
        case.tally.add("round number", series and series.get("ordinal") == ordinal, f"{want['id']}: {series}")
        processes.setdefault(process, set()).add(series.get("id") if series else None)
    for process, ids in processes.items():
        case.tally.add("one series a process", len(ids) == 1 and None not in ids, f"{process}: {ids}")
    if processes:
        flat = [i for ids in processes.values() for i in ids]
        case.tally.add("series kept apart", None not in flat and len(flat) == len(set(flat)), f"{processes}")
