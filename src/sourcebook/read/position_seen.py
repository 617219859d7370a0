"""Positions by the encoder's heads: a word that carries a stance, with its object and whoever takes it.

Lists of verbs and nouns know how a stance is mostly told; the heads have learned it from labelled sentences, whatever
the word. Whom the holder's words name the rules tell; a holder whom nothing in the report names is given by its words
alone, which other reports may know. Where rules and heads differ on who holds a position, the surer heads are right
more often.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from sourcebook.model import Span, StatementMention
from sourcebook.model.reading import Stance
from sourcebook.read.encoder.seen import SeenStance
from sourcebook.read.position_antecedents import held_by
from sourcebook.read.position_cues import disowned
from sourcebook.read.position_holders import Takers, takers
from sourcebook.read.position_sentence import MANY, Found, PositionSentence
from sourcebook.read.position_voices import spoken_for
from sourcebook.read.position_words import listed
from sourcebook.read.syntax import NounPhrase

ADD = 0.4  # probability that a word carries a stance, from which one is taken that no rule finds
UNNAMED = 0.5  # the same, and of being the holder's word, where the report names no holder
WEIGHED = 0.5  # the same, from which the heads have a say in who holds what a rule finds
PART = 0.25  # of being the holder's word, or the first of the object's
MORE = 0.5  # of being another holder's word, or the first of another object's
SWAP = 0.7  # of being the holder's word, from which it goes before the rules' holder
_SELF = frozenset({"i", "we", "our", "us", "my"})
_WHICH = frozenset({"WDT", "WP", "WRB"})
_OPEN = frozenset({"DT", "TO", "PRP$", "IN", "CC", "POS", "WDT"})  # no object ends in a word so tagged

Held = tuple[Span | None, str | None]


def weighed(scene: PositionSentence, ruled: Sequence[Found]) -> list[Found]:
    """What rules find, held by whom the heads are sure of; what they see no stance in goes if its clause is loose."""
    sight = scene.document.sight
    if sight is None:
        return list(ruled)
    stances = sight.stances_of(scene.sentence.index)
    found: list[Found] = []
    for one in ruled:
        own = [stance for stance in stances if one.first <= stance.word < one.last]
        best = max(own, key=lambda stance: stance.sure, default=None)
        if best is not None:
            found += _held_otherwise(scene, one, best) if best.sure >= WEIGHED else [one]
        elif not _loose(scene, one):
            found.append(one)
    return found


def _loose(scene: PositionSentence, one: Found) -> bool:
    """Whether a position begins with a participle, or the verb of a clause that tells which thing, who, how or why.

    "A bill that Ostrel opposed", "motorists condemning the toll": by eye 11 of 13 of those that the heads see no
    stance in were no position, or another's.
    """
    groups, tokens = scene.syntax.verb_groups, scene.tokens
    at = next((i for i, group in enumerate(groups) if group.first <= one.first < group.last), None)
    if at is None:
        return False
    group, before = groups[at], groups[at - 1].last if at else 0
    if not group.finite:
        return tokens[group.head].tag in {"VBG", "VBN"} and before < group.first  # not "has stopped objecting"
    return any(tokens[i].tag in _WHICH and (i == 0 or tokens[i - 1].text != ",") for i in range(before, group.first))


def _held_otherwise(scene: PositionSentence, one: Found, stance: SeenStance) -> list[Found]:
    """A rule's position, with the heads' holders where they are sure that it is another's."""
    first, last = (one.holder.start, one.holder.end) if one.holder is not None else (0, 0)
    likely = [scene.tokens[word] for word, _ in stance.holder]
    sure = any(share >= SWAP for _, share in stance.holder)
    if not sure or any(first <= word.start < last for word in likely):
        return [one]
    others = [replace(one, holder=span, name=name) for span, name in _holders(scene, stance, one.said) if name]
    return [one] if not others or any(other.name == one.name for other in others) else others


def find_seen(scene: PositionSentence, ruled: Sequence[Found]) -> Iterator[Found]:
    """What the heads see in a sentence and no rule has found."""
    sight = scene.document.sight
    if sight is None:
        return
    objects = _whole(scene, sight.objects_of(scene.sentence.index))
    for stance in sight.stances_of(scene.sentence.index):
        if stance.sure < ADD or any(one.first <= stance.word < one.last for one in ruled):
            continue
        if disowned(scene.tokens, stance.word):
            continue
        said = scene.spoken(scene.tokens[stance.word])
        holders = _holders(scene, stance, said)
        for first, last in _objects(scene, stance, objects):
            if any(min(last, one.last) - max(first, one.first) > (last - first) / 2 for one in ruled):
                continue
            ends = (min(stance.word, first), max(stance.word + 1, last))
            for span, name in holders:
                if name is not None or stance.sure >= UNNAMED:
                    yield Found(*ends, first, _stance(scene, stance), span, name, said)


def _stance(scene: PositionSentence, stance: SeenStance) -> Stance:
    """The stance that the heads see; who "will accept" accepts, where they see what is offered."""
    group = next((g for g in scene.syntax.verb_groups if g.first <= stance.word < g.last), None)
    agrees = group is not None and not group.negated and group.lemma in listed("governed", "accepts")
    return "accepts" if agrees and stance.stance == "offers" else stance.stance


def _whole(scene: PositionSentence, objects: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The objects' words: one that ends amid a phrase goes on to the clause's end, or to the next that begins there."""
    found: list[tuple[int, int]] = []
    for at, (first, last) in enumerate(objects):
        if found and found[-1][1] == first and scene.tokens[first - 1].tag in _OPEN | {"NNP"}:
            found[-1] = (found[-1][0], last)
            continue
        if scene.tokens[last - 1].tag in _OPEN:
            stop = objects[at + 1][0] if at + 1 < len(objects) else len(scene.tokens)
            found.append((first, max(last, min(scene.end(last, None), stop))))
        else:
            found.append((first, last))
    return found


def _objects(scene: PositionSentence, stance: SeenStance, objects: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The words of what is demanded or refused; where the heads see none, those behind the word to the clause's end."""
    likely = dict(stance.over)
    seen = sorted(
        ((likely[first], first, last) for first, last in objects if likely.get(first, 0.0) >= PART),
        key=lambda one: (-one[0], one[1]),
    )
    if seen:
        told = [(first, last) for i, (share, first, last) in enumerate(seen) if i == 0 or share >= MORE]
        return [(first, _for(scene, stance, last)) for first, last in told]
    over = [(share, -word) for word, share in stance.over if share >= PART]
    after = -max(over)[1] if over else stance.word + 1
    return [(after, max(after, scene.end(after, None)))]


def _for(scene: PositionSentence, stance: SeenStance, last: int) -> int:
    """The end of an object; what somebody is asked for stands behind whom: "asked the donors for 120 tents"."""
    asks = scene.tokens[stance.word].lemma in listed("asking", "verbs")
    behind = last < len(scene.tokens) and scene.tokens[last].lower == "for"
    return max(last, scene.end(last + 1, None)) if asks and behind else last


def _holders(scene: PositionSentence, stance: SeenStance, said: StatementMention | None) -> list[Held]:
    """Whom the holder's words name; whoever speaks, where they are "we", or stand outside the sentence.

    Where none is named, the likeliest's words without a name.
    """
    words = sorted(((share, -word) for word, share in stance.holder if share >= PART), reverse=True)
    held: dict[str, Span | None] = {}
    named = -1
    for share, negative in words:
        if held and (share < MORE or not _beside(scene, named, -negative)):
            continue
        span, names = _of_word(scene, -negative, stance, said)
        named = named if held or not names else -negative
        held.update({name: span for name in names if name not in held})
    if held:
        found: list[Held] = [(span, name) for name, span in held.items()]
        return found[:MANY]
    if not words and said is not None and said.speaker_name and not _stands_in(scene, said):
        return [(said.speaker, said.speaker_name)]
    if words and words[0][0] >= UNNAMED:
        word = -words[0][1]
        phrase = _own_phrase(scene, word, stance.word)
        return [(scene.span(phrase.first, phrase.last), None)]
    return []


def _stands_in(scene: PositionSentence, said: StatementMention) -> bool:
    """Whether the speaker is an official without a name, who may well tell of a request that is another's."""
    if said.speaker is None:
        return False
    return spoken_for(scene.document.text, scene.cast.mentions, said.speaker) == said.speaker_name


def _beside(scene: PositionSentence, one: int, other: int) -> bool:
    """Whether two words lie in a row of names: "Ostrel, Vesk and the League"."""
    between = scene.tokens[min(one, other) + 1 : max(one, other)]
    return not any(t.tag[:2] in {"VB", "IN", "TO", "RB", "WD", "WP", "PO", "MD"} for t in between)


def _own_phrase(scene: PositionSentence, word: int, stance: int) -> NounPhrase:
    """The phrase of a holder's word; without the word that carries the stance: "Ostrel's" of "Ostrel's request".

    "Ostrel demands" is taken for a phrase where "demands" is for a noun.
    """
    phrase = scene.syntax.phrase_at(word) or NounPhrase(word, word + 1, word)
    if not phrase.first < stance < phrase.last or word >= stance:
        return phrase
    owned = next((i for i in range(word + 1, stance) if scene.tokens[i].tag == "POS"), stance)
    return NounPhrase(phrase.first, owned, min(word, owned - 1))


def _of_word(scene: PositionSentence, word: int, stance: SeenStance, said: StatementMention | None) -> Takers:
    if scene.tokens[word].lower in _SELF:
        known = said.speaker_name if said is not None else None
        return (scene.span(word, word + 1), (known,)) if known else (None, ())
    phrase = _own_phrase(scene, word, stance.word)
    group = next((g for g in scene.syntax.verb_groups if g.first <= stance.word < g.last), None)
    return takers(scene, phrase, said) if group is None else held_by(scene, group, phrase, said)
