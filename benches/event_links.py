"""Event coreference over documents on ECB+: are the mentions that the annotators marked put together as they did?

usage: PYTHONPATH=src python -m benches.event_links CORPORA [--split dev] [--apart] [--read]

CORPORA holds ecbplus/{train,dev}.jsonl.gz (Cybulska and Vossen 2014). Mentions are the annotators', in the sentences
that they validated; so are the spans of participants and places in a mention's sentence, but not which of them are one.
A mention goes through the product's own linking (link/events.py `group`), one sub-topic being one story. CoNLL F1 is
the mean of MUC, B-cubed and CEAF-e over all mentions, those that stand alone included. --apart prints each sub-topic.

--read: end to end, too. The reader gets bare text and finds events, names, times and sides itself; what it finds in the
validated sentences goes through the same linking. An event of the reader is the annotators' mention that its trigger
shares a letter with (the longest overlap first, one to one); what remains on either side counts as found for nothing
and as missed. Beside it how many mentions the reader finds, and the score over those that both have.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, cast

from benches.coreference import Clusters, conll
from sourcebook.link.entities import find_entities
from sourcebook.link.events import group
from sourcebook.link.landscape import survey
from sourcebook.link.matters import matters_of
from sourcebook.link.sightings import find_sightings
from sourcebook.link.words import word_key
from sourcebook.model import Actor, Config, EntityMention, EventMention, EventPlace, Reading, Report, Span, Zone
from sourcebook.model.reading import EntityType, PloverType
from sourcebook.read.reader import Reader

Row = dict[str, Any]
Mention = tuple[str, int, int]
REACH = 8
"""Letters between an event and a place that is taken for its own: "killed in the capital"."""


def rows_of(path: Path) -> list[Row]:
    """The documents of a split."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def head_of(words: str) -> str:
    """The word that tells an event: one of a known matter, else the longest.

    >>> head_of("taken into custody")
    'custody'
    """
    tokens = [token for token in words.lower().split() if token[:1].isalpha()] or [words.lower()]
    known = [token for token in tokens if matters_of(token, None, frozenset())]
    return known[0] if known else max(tokens, key=len)


def reading_of(row: Row) -> Reading:
    """A document as a reading that holds the annotators' mentions."""
    entities = [_entity(one, _full_name(one["text"], row)) for one in row["entities"]]
    return Reading(
        report=_report(row),
        sentences=tuple(Span(start=s["start"], end=s["end"]) for s in row["sentences"]),
        entities=tuple(sorted(entities, key=lambda e: e.start)),
        events=tuple(_event(one, row, entities) for one in checked(row)),
    )


def checked(row: Row) -> list[Row]:
    """The mentions in validated sentences, one for each span."""
    spans = {(e["start"], e["end"]): e for e in row["events"] if e["checked"]}
    return [spans[span] for span in sorted(spans)]


def _report(row: Row) -> Report:
    return Report(
        id=row["id"], input=row["id"], url=None, outlet=None, title=None, byline=None, dateline=None, language="en",
        translated=False, published=None, sha256="", text=row["text"],
        zones=(Zone(start=0, end=len(row["text"]), kind="body"),),
    )  # fmt: skip


def _full_name(name: str, row: Row) -> str:
    """The longest name of the document that ends with this one."""
    longer: list[str] = [
        e["text"] for e in row["entities"] if e["text"][:1].isupper() and e["text"].endswith(f" {name}")
    ]
    return max([name, *longer], key=lambda n: (len(n), n))


def _entity(one: Row, name: str) -> EntityMention:
    kind: EntityType = one["type"] if one["type"] in {"person", "organisation", "place", "group"} else "other"
    return EntityMention(start=one["start"], end=one["end"], type=kind, name=name)


def _event(one: Row, row: Row, entities: Sequence[EntityMention]) -> EventMention:
    start, end = next(
        ((s["start"], s["end"]) for s in row["sentences"] if s["start"] <= one["start"] < s["end"]),
        (one["start"], one["end"]),
    )
    here = [e for e in entities if start <= e.start < end and e.name[:1].isupper()]
    sides = [e for e in here if e.type in {"person", "organisation"}]
    people = [*[e for e in sides if e.end <= one["start"]][-1:], *[e for e in sides if e.start >= one["end"]][:1]]
    places = [e for e in here if e.type == "place" and 0 <= e.start - one["end"] <= REACH]
    head = head_of(one["text"])
    return EventMention(
        start=start,
        end=end,
        trigger=Span(start=one["start"], end=one["end"]),
        # the annotators give no PLOVER class: events of one word are of one kind
        type=cast(PloverType, word_key(head)),
        status="held",
        noun=head,
        actors=tuple(Actor(start=e.start, end=e.end, name=e.name, role="participant") for e in people),
        place=EventPlace(start=places[0].start, end=places[0].end, name=places[0].name) if len(places) == 1 else None,
    )


def gold_of(rows: Iterable[Row]) -> Clusters:
    """Mentions by the annotators' chain; one without a chain stands alone."""
    found: dict[Hashable, set[Mention]] = defaultdict(set)
    for row in rows:
        for one in checked(row):
            mention = (row["id"], one["start"], one["end"])
            found[_chain(one, row, mention)].add(mention)
    return [frozenset(members) for members in found.values()]


def _chain(one: Row, row: Row, mention: Mention) -> Hashable:
    if one["chain"] is None:
        return mention
    return one["chain"] if one["scope"] == "cross" else (row["id"], one["chain"])


def linked(rows: Sequence[Row]) -> Clusters:
    """Mentions as the product puts them together, each sub-topic a story."""
    readings = [reading_of(row) for row in rows]
    story_of = {row["id"]: row["subtopic"] for row in rows}
    index = find_entities(readings, story_of)
    sightings = find_sightings(readings, index, story_of, {})
    groups = group(sightings, survey(sightings))
    found = [
        frozenset((s.report, s.mention.trigger.start, s.mention.trigger.end) for s in members) for members, _ in groups
    ]
    marked = {(row["id"], one["start"], one["end"]) for row in rows for one in checked(row)}
    # two mentions that begin with one word are one sighting; the other stands alone
    return [*found, *(frozenset({one}) for one in sorted(marked.difference(*found)))]


def read_and_linked(rows: Sequence[Row], reader: Reader) -> Clusters:
    """What the product finds in bare text, by the annotators' spans where an event is one of theirs."""
    readings = [reader.read(_report(row), Config()) for row in rows]
    story_of = {row["id"]: row["subtopic"] for row in rows}
    sightings = find_sightings(readings, find_entities(readings, story_of), story_of, {})
    theirs = {row["id"]: matched(row, [s.mention.trigger for s in sightings if s.report == row["id"]]) for row in rows}
    found = []
    for members, _ in group(sightings, survey(sightings)):
        spans = ((s.report, (s.mention.trigger.start, s.mention.trigger.end)) for s in members)
        named = frozenset((report, *theirs[report][span]) for report, span in spans if span in theirs[report])
        found += [named] if named else []
    return found


def matched(row: Row, triggers: Iterable[Span]) -> dict[tuple[int, int], tuple[int, int]]:
    """For each trigger in a validated sentence the annotators' mention that it is, else itself."""
    checked_in = [(s["start"], s["end"]) for s in row["sentences"] if s["checked"]]
    own = sorted({(t.start, t.end) for t in triggers if any(a <= t.start < b for a, b in checked_in)})
    gold = [(one["start"], one["end"]) for one in checked(row)]
    pairs = [(min(a[1], b[1]) - max(a[0], b[0]), a, b) for a in own for b in gold]
    home: dict[tuple[int, int], tuple[int, int]] = {}
    for shared, trigger, mention in sorted(pairs, key=lambda pair: (-pair[0], pair[1:])):
        if shared > 0 and trigger not in home and mention not in home.values():
            home[trigger] = mention
    return {trigger: home.get(trigger, trigger) for trigger in own}


def shared_by(one: Clusters, two: Clusters) -> tuple[Clusters, Clusters]:
    """Both clusterings without the mentions that only one of them has."""
    both = frozenset().union(*one) & frozenset().union(*two)
    first, second = ([members & both for members in clusters] for clusters in (one, two))
    return [members for members in first if members], [members for members in second if members]


def by_word(rows: Sequence[Row]) -> Clusters:
    """The usual baseline: mentions of one word in a sub-topic are one event."""
    found: dict[Hashable, set[Mention]] = defaultdict(set)
    for row in rows:
        for one in checked(row):
            found[(row["subtopic"], word_key(head_of(one["text"])))].add((row["id"], one["start"], one["end"]))
    return [frozenset(members) for members in found.values()]


def _line(name: str, scores: Mapping[str, float]) -> str:
    return f"{name:24s}" + "  ".join(f"{key} {100 * value:5.1f}" for key, value in scores.items())


def _print_end_to_end(topics: Mapping[str, Sequence[Row]]) -> None:
    reader = Reader()
    gold = gold_of([row for rows in topics.values() for row in rows])
    found = [c for topic in sorted(topics) for c in read_and_linked(topics[topic], reader)]
    theirs, ours = (sum(map(len, clusters)) for clusters in (gold, found))
    both = sum(map(len, shared_by(gold, found)[0]))
    print(_line("end to end", conll(gold, found)))
    print(_line("  over shared mentions", conll(*shared_by(gold, found))))
    print(f"  mentions: precision {both / max(1, ours):.3f} ({both} of {ours}), recall {both / theirs:.3f}")


def main() -> None:
    """Print the scores of linking and of the baseline."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--split", default="dev")
    parser.add_argument("--apart", action="store_true")
    parser.add_argument("--read", action="store_true")
    options = parser.parse_args()
    rows = rows_of(options.corpora / "ecbplus" / f"{options.split}.jsonl.gz")
    topics: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        topics[row["subtopic"]].append(row)
    found = {topic: linked(topics[topic]) for topic in sorted(topics)}
    if options.apart:
        for topic, clusters in found.items():
            print(_line(topic, conll(gold_of(topics[topic]), clusters)))
    print(_line("one word, one event", conll(gold_of(rows), by_word(rows))))
    print(_line("linked", conll(gold_of(rows), [c for clusters in found.values() for c in clusters])))
    if options.read:
        _print_end_to_end(topics)
    print(f"{len(rows)} documents, {sum(len(checked(row)) for row in rows)} mentions")


if __name__ == "__main__":
    main()
