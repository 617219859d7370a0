"""Who takes a position: the subject of its verb, or the speaker where the subject is the speaker's own side.

"Lenk said that his country was ready" and "the government would free nobody, the minister said" speak for the one who
speaks; "Ostrel said that it rejects" is Ostrel's, for a pronoun that opens what is said is its speaker more often than
anybody else (centering: Grosz, Joshi and Weinstein, 1995). A name that the report's own words don't settle is given as
it stands: other reports may know it.
"""

from __future__ import annotations

from msgspec.structs import replace

from sourcebook.lexicon.countries import demonym
from sourcebook.lexicon.offices import office
from sourcebook.model import Span, StatementMention
from sourcebook.read.cues import verb_frames
from sourcebook.read.document import Token
from sourcebook.read.position_sentence import PositionSentence
from sourcebook.read.position_voices import spoken_for
from sourcebook.read.position_words import listed
from sourcebook.read.syntax import NounPhrase
from sourcebook.read.verbgroups import VerbGroup

Takers = tuple[Span | None, tuple[str, ...]]

_PLURAL = frozenset({"NNS", "NNPS"})
_TITLE = 0.7  # share of capitalised words from which a sentence is a headline, whose capitals tell no name
_SHORT = 3  # letters of a name, at least
_TITLE_WORDS = 7  # tokens between an office and its holder's name
_GAP = 8  # tokens between a verb of saying and the clause that it brings in


def subject_of(scene: PositionSentence, group: VerbGroup) -> NounPhrase | None:
    """The verb's subject; where a clause between commas has come between, the phrase before that clause."""
    found = scene.syntax.subject_of(group)
    if found is not None and (apposed := _apposed(scene, found, group)) is not None:
        return apposed
    if found is None or group.first == 0 or scene.tokens[group.first - 1].text != ",":
        return found
    inner = any(
        g.finite and found.first <= g.first and g.last < group.first and scene.syntax.subject_of(g) == found
        for g in scene.syntax.verb_groups
    )
    return _before_comma(scene, found, group) or found if inner else found


def _apposed(scene: PositionSentence, found: NounPhrase, group: VerbGroup) -> NounPhrase | None:
    """The name between commas before the verb, where the subject names nobody: "its ally, the League,"."""
    at = group.first - 1
    if at < 2 or scene.tokens[at].text != "," or found.pronoun or scene.holder(found) is not None:
        return None
    phrase = scene.syntax.phrase_at(at - 1)
    fits = phrase is not None and phrase.last == at and scene.tokens[phrase.first - 1].text == ","
    if phrase is None or not fits or phrase == found or any(g.first < phrase.first for g in scene.syntax.verb_groups):
        return None
    return phrase if scene.holder(phrase) is not None or _bare_name(scene, phrase) is not None else None


def _before_comma(scene: PositionSentence, found: NounPhrase, group: VerbGroup) -> NounPhrase | None:
    """The first phrase of the sentence that a comma follows, where no verb stands before it."""
    for phrase in scene.syntax.noun_phrases:
        if phrase.first >= found.first or any(g.first < phrase.first for g in scene.syntax.verb_groups):
            return None
        if scene.tokens[phrase.last].text == "," and (
            phrase.first == 0 or scene.tokens[phrase.first - 1].tag not in {"IN", "TO"}
        ):
            return phrase if phrase.last < group.first - 1 else None
    return None


def takers(scene: PositionSentence, subject: NounPhrase | None, said: StatementMention | None) -> Takers:
    """Whom a subject names, with its span; nobody where it is a thing, a town or unknown."""
    if subject is None:
        return None, ()
    if said is not None and said.speaker_name is not None and _own_side(scene, subject, said):
        return said.speaker, (said.speaker_name,)
    reporter = _reporter(scene, subject)
    if reporter is not None:
        return reporter
    span, names = scene.holders(subject)
    if subject.pronoun and scene.tokens[subject.head].lower in {"he", "she"}:
        return span, tuple(name for name in names if _person(scene, name))
    if not names and (state := _organ_of(scene, subject)) is not None:
        return span, (state,)
    if not names and (named := _as_elsewhere(scene, subject)) is not None:
        return span, (named,)
    name = None if names else _spokesman(scene, subject, span) or _bare_name(scene, subject) or scene.bare_body(subject)
    return span, names if name is None else (name,)


def _spokesman(scene: PositionSentence, subject: NounPhrase, span: Span | None) -> str | None:
    """For whom the subject speaks who has no name: "a Kremlin spokesman"."""
    if span is None or _undergoes(scene, subject):
        return None
    return spoken_for(scene.document.text, scene.cast.mentions, span)


def _undergoes(scene: PositionSentence, phrase: NounPhrase) -> bool:
    """Whether a passive is said of them: "an official was asked to resign"."""
    group = next((g for g in scene.syntax.verb_groups if g.first >= phrase.last), None)
    return group is not None and group.passive and scene.syntax.subject_of(group) == phrase


def told_by_body(scene: PositionSentence, token: Token) -> StatementMention | None:
    """What "the board" says whose full name the report doesn't give, with that as its speaker."""
    said = scene.statement(token)
    if said is None or said.speaker_name is not None or said.cue is None:
        return None
    tokens, at = scene.tokens, said.cue.start
    groups = scene.syntax.verb_groups
    cue = next((g for g in groups if tokens[g.first].start <= at < tokens[g.last - 1].end), None)
    subject = None if cue is None else subject_of(scene, cue)
    name = None if subject is None else scene.bare_body(subject)
    if subject is None or name is None:
        return None
    return replace(said, speaker=scene.span(subject.first, subject.last), speaker_name=name)


def _person(scene: PositionSentence, name: str) -> bool:
    entity = scene.cast.entity(name)
    return entity is None or entity.type == "person"


def _own_side(scene: PositionSentence, subject: NounPhrase, said: StatementMention) -> bool:
    """Whether a subject is its speaker's side: "our side", in indirect speech "his country", "the government"."""
    tokens = scene.tokens
    if _own_office(scene, subject, said) or _of_itself(scene, subject, said):
        return True
    if tokens[subject.head].lower not in listed("sides", "nouns") or not scene.inside(said, subject.head):
        return False
    first = tokens[subject.first].lower
    if first in {"our", "my"}:
        return True
    another = subject.last < len(tokens) and tokens[subject.last].lower == "of"
    if said.kind != "indirect" or another:
        return False
    if first in {"his", "her", "their", "its"}:
        return True
    bare = subject.last - subject.first == 2 and first == "the"
    return bare and tokens[subject.head].lower in listed("sides", "state") and _in_office(scene, said)


def _of_itself(scene: PositionSentence, subject: NounPhrase, said: StatementMention) -> bool:
    """Whether a pronoun opens what is said before its speaker is named: "It wants a recount, Ostrel said"."""
    word = scene.tokens[subject.head].lower
    opens = said.kind == "indirect" and scene.tokens[subject.head].start == said.content[0].start
    behind = said.speaker is not None and said.speaker.start >= said.content[-1].end
    if not (subject.pronoun and opens and behind and word in {"it", "they"}):
        return False
    return not _person(scene, said.speaker_name or "")


def _own_office(scene: PositionSentence, subject: NounPhrase, said: StatementMention) -> bool:
    """Whether a subject is its speaker by the office: "the prime minister opposes it, she told the house"."""
    if said.kind != "indirect" or subject.pronoun or not scene.inside(said, subject.head):
        return False
    words = [t.lower for t in scene.tokens[subject.first : subject.last]]
    role = scene.cast.role_of(said.speaker_name or "")
    another = subject.last < len(scene.tokens) and scene.tokens[subject.last].lower == "of"
    return words[0] == "the" and role is not None and not another and words[1:] == role.lower().split()


def _in_office(scene: PositionSentence, said: StatementMention) -> bool:
    name = said.speaker_name or ""
    entity = scene.cast.entity(name)
    if entity is not None and entity.type == "organisation":
        return not listed("sides", "state").isdisjoint(name.lower().split())  # "the government, the ministry said"
    if entity is None or entity.type != "person":
        return False
    return scene.cast.role_of(name) is not None or _titled(scene, said)


def _titled(scene: PositionSentence, said: StatementMention) -> bool:
    """Whether an office stands right before the speaker's name, over its department: "the Minister of Trade, Mr"."""
    if said.speaker is None:
        return False
    before = [t.lower for t in scene.tokens if t.end <= said.speaker.start][-_TITLE_WORDS:]
    inside = [t.lower for t in scene.tokens if said.speaker.start <= t.start < said.speaker.end]
    return any(office(word) is not None and word not in {"mr", "mrs", "ms", "dr", "sir"} for word in (*before, *inside))


def _reporter(scene: PositionSentence, subject: NounPhrase) -> Takers | None:
    """Whoever says that "it" or "they" do something: "Ostrel repeated that it would"; None for other subjects."""
    word = scene.tokens[subject.head].lower
    if not subject.pronoun or word not in {"it", "they"}:
        return None
    cue = _cue_before(scene, subject.first)
    phrase = None if cue is None else subject_of(scene, cue)
    if phrase is None or phrase.pronoun:
        return None
    span, names = takers(scene, phrase, None)
    entity = scene.cast.entity(names[0]) if names else None
    person = entity is not None and entity.type == "person" and (" " in names[0] or entity.role is not None)
    several = len(names) > 1 or scene.tokens[phrase.head].tag in _PLURAL
    fits = not person and (word == "they" or not several)
    return (span, names) if names and fits else None


def _cue_before(scene: PositionSentence, at: int) -> VerbGroup | None:
    """The verb of saying whose clause begins at a token, over "that", a day or a hearer."""
    tokens = scene.tokens
    that = at > 0 and tokens[at - 1].lower == "that"
    stop = at - that
    group = next((g for g in reversed(scene.syntax.verb_groups) if g.last <= stop), None)
    if group is None or not group.finite or stop - group.last > _GAP or (stop > group.last and not that):
        return None
    frames = verb_frames().get(group.lemma, {}).get((), frozenset())
    plain = all(
        t.tag not in {"VBD", "VBZ", "VBP", "CC"} and t.text not in {",", ";", ":"} for t in tokens[group.last : stop]
    )
    return group if plain and {"that", "bare"} & frames and not scene.of_self(scene.syntax.subject_of(group)) else None


def _organ_of(scene: PositionSentence, phrase: NounPhrase) -> str | None:
    """The state of "the government of Ostrel", the body of "the presidents of the League"; whose a government is."""
    tokens = scene.tokens
    head = tokens[phrase.head].lower
    owned = next((i for i in range(phrase.first + 1, phrase.head) if tokens[i].tag == "POS"), None)
    if owned is not None and head in listed("sides", "rulers"):  # "Ostrel's interim rulers"
        return _ruler(scene, phrase.first, owned, head)
    if head in listed("sides", "governs") and phrase.first < phrase.head and tokens[phrase.head - 1].tag == "NNP":
        first = phrase.first + (tokens[phrase.first].tag == "DT")
        return _ruler(scene, first, phrase.head, head)  # "the Lenk administration"
    if tokens[phrase.first].tag == "PRP$" and phrase.head == phrase.first + 1 and head in listed("sides", "speaks"):
        if phrase.first and tokens[phrase.first - 1].lower == "of":
            return None  # "the core of his side"
        name = scene.cast.resolve(scene.span(phrase.first, phrase.first + 1), scene.sentence)
        return name if name is not None and scene.cast.role_of(name) is not None else None  # "his government"
    members = head in listed("sides", "members")
    own = members or head in listed("sides", "state")
    if not own or phrase.last + 1 >= len(tokens):
        return None
    after = scene.syntax.phrase_at(phrase.last + 1) if tokens[phrase.last].lower == "of" else None
    if after is None:
        return None
    name = scene.cast.resolve(scene.span(after.first, after.last), scene.sentence) or _bare_name(scene, after)
    body = scene.cast.entity(name or "")
    return None if members and (body is None or body.type not in {"organisation", "group"}) else name


def _ruler(scene: PositionSentence, first: int, last: int, noun: str) -> str | None:
    """The state whose rulers they are, or the person in office whose government it is."""
    name = scene.cast.resolve(scene.span(first, last), scene.sentence)
    owner = scene.cast.entity(name or "")
    if owner is None:
        return None
    if owner.type == "person":
        return owner.name if noun in listed("sides", "governs") else None
    return owner.name if owner.type == "place" and owner.country in {None, owner.name} else None


def _as_elsewhere(scene: PositionSentence, phrase: NounPhrase) -> str | None:
    """The body that a heading, whose capitals tell no name, calls by the name that the text has for it."""
    first = phrase.first + (scene.tokens[phrase.first].lower == "the")
    if not scene.sentence.titled or first >= phrase.last:
        return None
    entity = scene.cast.entity(scene.document.text[scene.tokens[first].start : scene.tokens[phrase.last - 1].end])
    fits = entity is not None and (
        entity.type in {"organisation", "group"} or (entity.type == "other" and " " in entity.name)
    )
    return entity.name if entity is not None and fits else None


def _bare_name(scene: PositionSentence, phrase: NounPhrase) -> str | None:
    """A name that the report does not settle, as it stands: capitals, in a sentence that is no headline."""
    tokens = scene.tokens
    first = phrase.first + (tokens[phrase.first].lower == "the")
    words = tokens[first : phrase.last]
    owned = len(words) > 1 and words[-1].tag == "NNP"  # "the Miners' League"
    words = [t for t in words if not (owned and t.tag == "POS")]
    several = first > phrase.first and len(words) == 1 and demonym(words[0].text) is None  # "the Falcons"
    kinds = {"NNP", "NNPS"} if owned or several else {"NNP"}
    if len(words) > 1 and phrase.first > 0 and demonym(words[0].text) is None:
        kinds = kinds | {"JJ", "NN"}  # "the Common League": capitals within a sentence
    named = bool(words) and all(t.tag in kinds and t.text[:1].isupper() and t.text.isalpha() for t in words)
    if not named or any(t.lower in listed("sides", "no_names") for t in words):
        return None
    longer = phrase.last < len(tokens) and tokens[phrase.last].lower in {"of", ".", "-"}
    if longer or len(words[0].text) < _SHORT:
        return None  # a piece of a name: "League" of "League of Farmers"
    known = scene.cast.resolve(scene.span(first, phrase.last), scene.sentence)
    entity = None if known is None else scene.cast.entity(known)
    unsure = entity is not None and entity.type == "other" and len(words) > 1
    if (known is not None and not unsure) or _headline(scene):
        return None
    return scene.document.text[words[0].start : words[-1].end]


def _headline(scene: PositionSentence) -> bool:
    words = [t for t in scene.tokens if t.text.isalpha() and len(t.text) > 3]
    return sum(t.text[0].isupper() for t in words) > _TITLE * len(words)
