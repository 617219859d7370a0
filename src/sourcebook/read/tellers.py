"""Who tells of an event is no part of it: "a police spokesman said that three were killed", "told Channel Nine".

Whom the words themselves name, a pronoun among them, takes part; who merely says them doesn't. That holds for what is
done; of a warning, a demand or a refusal the speaker is the one who warns. Media take part in nothing that they are
spoken to about: an interview is no event.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from sourcebook.lexicon.institutions import outlet
from sourcebook.model import Actor, EventMention, StatementMention
from sourcebook.read.details import detail_words
from sourcebook.read.document import Token
from sourcebook.read.scene import Scene

_DONE = frozenset({"ASSAULT", "RETREAT", "COERCE", "AID", "CONSULT", "COOPERATE", "PROTEST", "MOBILIZE", "CONCEDE"})
_SELVES = frozenset({"it", "they", "he", "she", "we", "i", "its", "their", "his", "her", "our", "my"})
_TITLE = 9  # tokens between a country and the name of who speaks for it
_NEAR = 6  # tokens between talking and the medium that is talked to
_INTERVIEWS = frozenset({"conversation", "speak", "talk", "interview", "discussion", "meeting"})


def without_tellers(scene: Scene, mention: EventMention, statements: Sequence[StatementMention]) -> EventMention | None:
    """The mention without those who only tell of it; None for an interview. `mention.statement` must be known."""
    if mention.type not in _DONE:
        return mention
    if mention.type == "CONSULT" and mention.noun in _INTERVIEWS and _with_media(scene, mention):
        return None
    actors = [a for a in mention.actors if a.role == "target" or a.nominal or outlet(a.name) is None]
    if mention.type == "CONSULT" and mention.noun in _INTERVIEWS and len(actors) < len(mention.actors):
        named = {a.name for a in actors if not a.nominal}
        if len(named) < 2:
            return None
    said = statements[mention.statement] if mention.statement is not None else None
    if (
        said is not None
        and _is_told(scene, said)
        and _is_clause(scene, said)
        and not _wants_partner(scene, mention, said)
    ):
        own = _of_themselves(scene, mention, said)
        actors = [a for a in actors if own is not None or _within(a, said) or not _speaks(scene, a, said)]
        actors = [a for a in actors if own is None or a.start != own.start or a.name == said.speaker_name]
    return mention if len(actors) == len(mention.actors) else replace(mention, actors=tuple(actors))


_PRESS = frozenset({"reporter", "journalist", "correspondent", "interviewer", "anchor", "columnist", "host"})


def _with_media(scene: Scene, mention: EventMention) -> bool:
    """Whether they talk to a medium, or it to them: "spoke to The Tribune", "the Tribune's Orla Venn spoke to"."""
    head = next(i for i, t in enumerate(scene.tokens) if t.start >= mention.trigger.start)
    entities = [e for e in scene.entities if e.start < mention.end + 40 and outlet(e.name) is not None]
    for e in entities:
        first = next(i for i, t in enumerate(scene.tokens) if t.start >= e.start)
        last = next((i for i, t in enumerate(scene.tokens) if t.start >= e.end), len(scene.tokens))
        before = first - 2 if scene.lower(first - 1) == "the" else first - 1
        if head < first <= head + _NEAR and scene.lower(before) in {"to", "with", "by"}:
            return True
        if last <= head and scene.lower(last) in {"'s", "’s"} and mention.start <= e.start:
            return not any(scene.group(i) is not None for i in range(last, _group_first(scene, head)))
        if last <= head <= last + 2 and mention.noun == "interview":
            return True
    near = range(head + 1, min(len(scene.tokens), head + _NEAR))
    return any(scene.noun(i) in _PRESS and scene.lower(i - 1) in {"to", "with"} for i in near)


def _group_first(scene: Scene, head: int) -> int:
    """The token with which the verb at `head` begins."""
    group = scene.group(head)
    return group.first if group is not None else head


def _within(actor: Actor, said: StatementMention) -> bool:
    return any(span.start <= actor.start < span.end for span in said.content)


def _speaks(scene: Scene, actor: Actor, said: StatementMention) -> bool:
    """Whether the actor is the speaker, or named in words that tell who it is: "the Ostreli envoy, Maro"."""
    if said.speaker is None:
        return False
    if said.speaker.start < actor.end and actor.start < said.speaker.end:
        return True
    between = [t.tag for t in scene.tokens if actor.end <= t.start < said.speaker.start]
    return bool(between) and len(between) < _TITLE and not any(tag[0] == "V" or tag == "MD" for tag in between)


def _of_themselves(scene: Scene, mention: EventMention, said: StatementMention) -> Token | None:
    """The pronoun that opens the words and the event's clause, and means the speaker: "Ostrel said it had struck"."""
    first = next((t for t in scene.tokens if t.start >= said.content[0].start and t.lower != "that"), None)
    opens = first is not None and first.lower in _SELVES and mention.start <= first.start < mention.end
    return first if opens else None


def _is_clause(scene: Scene, said: StatementMention) -> bool:
    """Whether the words hold a finite verb: who "confirms talks with Ostrel" is to hold them."""
    groups = [g for g in scene.syntax.verb_groups if g.finite]
    return any(span.start <= scene.tokens[g.head].start < span.end for g in groups for span in said.content)


def _wants_partner(scene: Scene, mention: EventMention, said: StatementMention) -> bool:
    """Whether the words name one of those who talk and leave the other, after "with", to the speaker."""
    others = {a.name for a in mention.actors if not a.nominal and _within(a, said)}
    words = [t for t in scene.tokens if mention.start <= t.start < mention.end]
    bare = not any(t.tag in {"VBD", "VBZ", "VBP", "MD"} for t in words)  # "after a meeting with Lenk, Maro said"
    return mention.type == "CONSULT" and any(t.lower == "with" for t in words) and (bare or len(others) == 1)


def _is_told(scene: Scene, said: StatementMention) -> bool:
    """Whether a verb of telling brings the words in; a cue of another sentence goes with a quotation."""
    if said.cue is None:
        return said.kind == "direct"
    token = next((t for t in scene.tokens if said.cue.start <= t.start < said.cue.end), None)
    return said.kind == "direct" if token is None else token.lemma in detail_words().telling
