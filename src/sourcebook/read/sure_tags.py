"""Words whose form or neighbours leave one tag, whatever the encoder, which looks at a whole passage, gives them."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from sourcebook.lexicon.calendar import WEEKDAYS
from sourcebook.lexicon.offices import office_heads
from sourcebook.read.eventwords import triggers

_PERFECT = frozenset({"been", "being", "has", "have", "had", "is", "are", "was", "were"})
_PERFECT_OR_BE = _PERFECT | {"be"}
_PASTS = frozenset({"told", "held", "sent", "sought", "bought", "brought", "taught", "caught", "fought", "kept"})
_LONG = 7  # letters: "bring" and "speed" are no participles
_VERBAL = frozenset({"VBD", "VBZ", "VBP", "MD", "VBN"})
_OBJECT_TAGS = (["DT"], ["NNS"], ["PRP$"], ["CD"], ["NNP"], ["PRP"])
_OFTEN_WRONG = frozenset({"VBN", "EX"})
_TURNING = frozenset({"that", "to", "be", "it", "he", "she", "they", "we", "It", "He", "She", "They", "We"})
_WHO = frozenset({"it", "he", "she", "they", "we", "It", "He", "She", "They", "We"})
_SAME = frozenset({"quit", "put", "set", "cut", "hit", "let", "shut", "cast", "spread", "split", "hurt", "shed"})
_BE = frozenset({"is", "are", "was", "were", "been", "’s", "'s", "’re", "'re", "am"})
_DETERMINED = frozenset({"DT", "PRP", "PRP$", "NNP", "CD"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_ORDINALS = frozenset({"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"})
_SITTINGS = frozenset({"hearing", "meeting", "sitting", "reading", "briefing", "gathering", "signing", "opening"})
_BEFORE_NOUN = frozenset({"JJ", "NN", "DT", "PRP$", "POS"})
_THEN = frozenset({"after", "until", "as", "over", "amid", "by"})
_PARTICLES = frozenset({"out", "off", "back", "down", "up", "away"})
_COUNTABLE = (["NN"], ["NNS"], ["JJ"], ["NNP"], ["CD"])
_NO_PARTICIPLE = frozenset({"VB", "VBP", "VBD"})
_OWNED = {"VB": "NN", "VBP": "NN", "VBZ": "NNS"}  # what such a tag behind "'s" should be
_NOUN_ENDINGS = ("tion", "sion", "ment", "ance", "ence")
_LEADING_ON = (["IN"], ["TO"])
_DAYS = frozenset(day.capitalize() for day in WEEKDAYS if len(day) > 5)
_OBJECT = frozenset({"a", "an", "the", "its", "his", "her", "their", "it", "them", "to", "that"})
# Verbs whose stems end like a past tense or a gerund.
_STEMS = frozenset({"need", "feed", "speed", "heed", "bleed", "breed", "seed", "weed", "proceed", "succeed", "exceed",
                    "embed", "wed", "shed", "shred", "bring", "sing", "ring", "cling", "fling", "spring", "string",
                    "sting", "swing", "wring", "ping"})  # fmt: skip
_ARTICLES = frozenset({"the", "The", "an", "An", "a", "A"})
# Tags that no lower-case word in -ed has, but for some; of nouns only where an object or "to" follows.
_NO_ED = frozenset({"VB", "VBG", "JJS", "JJR", "IN", "NNP", "NNPS", "CD", "RB"})
_NOT_ED = frozenset({"hundred", "indeed", "hatred", "bloodshed", "kindred", "compared", "opposed", "based", "provided",
                     "given", "unabated", "unarmed", "so-called"})  # fmt: skip
_SUBJECTS = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP", "WDT", "WP", "EX", "POS"})
_ALONE = frozenset({"PRP", "WDT", "WP", "EX"})
_NOT = frozenset({"n't", "n’t", "not", "ever", "never", "also", "just", "already"})
_AUXILIARY = _PERFECT_OR_BE | {"having", "'ve", "’ve", "'re", "’re", "get", "got", "gets", "getting"}
_TAKES = frozenset({"into", "take", "takes", "took", "taken", "taking", "immediate", "full"})
_BEFORE_DAYS = frozenset({"on", "until", "by", "since"})


@cache
def _sure_tags() -> dict[str, tuple[str, ...]]:
    """The tags that a word of the closed classes can have, by `data/sure_tags.tsv`."""
    text = files("sourcebook.read").joinpath("data", "sure_tags.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return {word: tuple(tags.split()) for tags, words in rows for word in words.split()}


def closed(words: list[str], tags: list[str]) -> dict[int, str]:
    """Words of the closed classes with a tag that they can't have, and the participle behind "has been"."""
    sure = _sure_tags()
    found = {i: sure[word][0] for i, word in enumerate(words) if word in sure and tags[i] not in sure[word]}
    if len(words) > 1 and tags[0] == "NNP" and tags[1] in _FINITE and _people(words[0]):
        found[0] = "NNS"  # "Ministers will meet again"
    if words[:1] == ["Round"] and _counts(tags, 0):
        found[0] = "NN"
    for i in range(1, len(words)):
        if words[i] == "He" and _is_named_so(words, tags, i):
            found[i] = "NNP"
            continue
        if tags[i] in _OFTEN_WRONG or words[i] in _TURNING or words[i - 1] in _TURNING:
            found |= _by_sense(words, tags, i)
        form = _by_place(words, tags, i) or _behind(words, tags, i, found.get(i - 1, tags[i - 1]))
        form = form or _by_form(words, tags, i)
        if (form := form or _past(words, tags, i, found)) is not None:
            found[i] = form
    return found


def _is_named_so(words: list[str], tags: list[str], i: int) -> bool:
    """Whether "He" is a name: "Vice Premier Liu He told", "Vice Premier He Lifeng", "Mr. He"."""
    titles = _titles()
    return words[i - 1] in titles or (i > 1 and words[i - 2] in titles and tags[i - 1] in {"NNP", "NN", "FW"})


@cache
def _titles() -> frozenset[str]:
    return frozenset(head.capitalize() for head in office_heads()) | {"Mr.", "Mr", "Dr.", "Dr"}


def _behind(words: list[str], tags: list[str], i: int, before: str) -> str | None:
    """The tag of a word behind a form of "have" or "be", an article or an owner, where it can't have its own."""
    noun = tags[i] in {"NN", "CD"} and words[i].endswith("ed")
    if words[i - 1] in _PERFECT and (noun or tags[i] in _NO_PARTICIPLE):
        return "VBN"  # "has been moved"
    if noun and i > 1 and words[i - 1].endswith("ly") and words[i - 2] in _PERFECT:
        return "VBN"  # "was abruptly cancelled"
    if words[i] == "effect" and tags[i] != "NN" and words[i - 1] in _TAKES:
        return "NN"  # "will take effect"
    adverb = i > 1 and tags[i - 1] == "RB" and words[i - 1].endswith("ly") and len(words[i]) > 4
    if adverb and words[i].endswith("ed") and (past := _past_behind(words[i - 2], tags[i - 2], tags[i])) is not None:
        return past
    if words[i - 1] in _ARTICLES and (tags[i] in {"VB", "VBP"} or _is_gerund(words[i], tags[i])):
        return "NN"  # "The exchange of prisoners", "called off a visit"
    if i > 1 and tags[i] == "VBG" and words[i - 1] in _ORDINALS:
        return "NN" if tags[i - 2] in {"DT", "POS", "PRP$"} else None  # "the tribunal's second sitting"
    if before == "PRP$" and tags[i] == "JJ" and words[i].endswith(_NOUN_ENDINGS) and tags[i + 1 : i + 2] in _LEADING_ON:
        return "NN"  # "dropped their opposition to the bill"
    return _OWNED.get(tags[i]) if before == "POS" else None  # "called off Monday's march"


def _by_place(words: list[str], tags: list[str], i: int) -> str | None:
    """The tag of a word between others that leave it none but noun, or none but verb."""
    if words[i] in _SAME and tags[i] in {"VB", "VBN"} and words[i - 1] in _DAYS and words[i - 2] == "on":
        return "VBD" if i > 2 and tags[i - 3] in _NOUNS and _VERBAL.isdisjoint(tags[:i]) else None  # "on Monday put"
    if words[i - 1] == "to" and tags[i] == "NN" and words[i + 1 : i + 2] and words[i + 1] in _PARTICLES:
        return "VB"  # "France to pull out of the town"
    of = words[i] in _SITTINGS and words[i + 1 : i + 2] == ["of"]
    return "NN" if of and tags[i][:2] == "VB" and tags[i - 1] in _BEFORE_NOUN else None  # "the court's hearing of"


def _past_behind(before: str, its: str, tag: str) -> str | None:
    """The tag of a past form behind an adverb, by the word before that: "was abruptly moved", "Oke abruptly moved"."""
    if tag not in {"NN", "VB", "VBP", "JJ"}:
        return None
    if before in _PERFECT:
        return "VBN"
    return "VBD" if tag != "JJ" and its in {"NNP", "NNS", "PRP"} else None


def _counts(tags: list[str], i: int) -> bool:
    """Whether the word, by its tag no noun, has its number behind it: "for round three", not "round three sides"."""
    return tags[i] not in _NOUNS and tags[i + 1 : i + 2] == ["CD"] and tags[i + 2 : i + 3] not in _COUNTABLE


def _by_form(words: list[str], tags: list[str], i: int) -> str | None:
    """The tag of a word whose ending can't have its own."""
    word, tag = words[i], tags[i]
    if word == "round" and _counts(tags, i):
        return "NN"
    if word == "to" and tag == "IN" and tags[i + 1 : i + 2] in (["VB"], ["VBP"]):
        return "TO"  # "they need to protect"
    if word in _PASTS and tag in {"VB", "VBP", "VBZ", "NN"}:
        return "VBD" if _PERFECT_OR_BE.isdisjoint(words[max(0, i - 2) : i]) else "VBN"
    if words[i - 1] == "to" and (tag == "VBP" or (tag == "VBD" and not word.endswith("ed"))):
        return "VB"  # "gave them a week to release it"
    if word in _SAME and tag in {"VB", "VBP"} and _has_subject(tags, i):
        return "VBD"  # "The minister quit on Monday"
    if tag in _FINITE and (ended := _ended(word, tag)) not in {None, tag}:
        return ended
    if tag == "NN" and words[i - 1] in _BE and _doing(words, tags, i):
        return "VBG"
    return _participle(words, tags, i) if tag == "VB" and len(word) >= _LONG else None


def _past(words: list[str], tags: list[str], i: int, mended: dict[int, str]) -> str | None:
    """The tag of a word in -ed that was taken for none: "the minister threatened to go", "has already accused"."""
    word = words[i]
    if not word.endswith("ed") or not (tags[i] in _NO_ED or tags[i] == "NN"):
        return None
    if len(word) <= len("armed") or not word.isalpha() or not word.islower() or word in _STEMS | _NOT_ED:
        return None
    at = i - 1
    while at >= 0 and (tags[at] == "RB" or words[at] in _NOT):
        at -= 1
    before = words[at] if at >= 0 else ""
    if before in _AUXILIARY:
        return "VBN"
    if before in {"to", "will", "would", "could", "can", "may", "might", "should", "must"}:
        return None
    after, subject = words[i + 1 : i + 2], at >= 0 and tags[at] in _SUBJECTS
    if tags[i] == "NN":
        acts = bool(after) and (after[0] in _OBJECT - {"to"} or (after == ["to"] and tags[i + 2 : i + 3] == ["VB"]))
        if not after or (after[0] in _THEN and all(tag not in _VERBAL for tag in tags)):
            return "VBN" if subject and _VERBAL.isdisjoint(tags) else None  # "Dock strike averted"
        return "VBD" if subject and acts else None
    if after == ["by"] or not subject:
        return "VBN"
    bare = tags[i + 1 : i + 2] == ["IN"] and tags[at] not in _ALONE  # no participle goes with "she" or "who"
    bare = bare and any(mended.get(k, tag) in _FINITE for k, tag in enumerate(tags[:i]))
    return "VBN" if bare else "VBD"


def _has_subject(tags: list[str], i: int) -> bool:
    """Whether a noun right before the word is its subject: no verb before that governs a bare infinitive."""
    at = i - 1
    while at >= 0 and tags[at] in {"DT", "JJ", "CD", "PRP$", *_NOUNS}:
        at -= 1
    before = tags[at] if at >= 0 else "."
    return tags[i - 1] in _NOUNS and (before in {".", ","} or (before == "CC" and tags[0] not in _NO_PARTICIPLE))


def _ended(word: str, tag: str) -> str | None:
    """The tag of a finite verb by its ending, where it has another."""
    if word.endswith("ing"):
        return "VBG" if word not in _STEMS else None  # "after accepting the offer"
    if word.endswith("ed"):
        return "VBD" if word not in _STEMS else None  # "The deadline passed on Tuesday"
    plain = word.endswith("s") and len(word) > len("was") and word[-2] not in "aisu"
    return "VBZ" if plain and tag != "MD" else None  # "Parliament votes on the pact"


def _is_gerund(word: str, tag: str) -> bool:
    """Whether a word in -ing was taken for a past tense: "The reading of the verdict"."""
    return tag == "VBD" and word.endswith("ing")


def _heads(tags: list[str], i: int) -> bool:
    """Whether the words before token `i` are what its sentence tells of: "A fourth meeting there is to open in May"."""
    at = i - 1
    while at >= 0 and tags[at] in {"DT", "JJ", "NN", "NNS", "NNP", "CD"}:
        at -= 1
    return at < 0 and tags[i - 1] in {"NN", "NNS"}


@cache
def _people(word: str) -> bool:
    """Whether a capitalised word is a plural of those who act in the news, and no name: "Ministers", "Rebels"."""
    groups = triggers().groups
    noun = word.lower().removesuffix("s")
    return word.endswith("s") and any(noun in groups[name] for name in ("official", "crowd", "person", "troops"))


def _by_sense(words: list[str], tags: list[str], i: int) -> dict[int, str]:
    """What "that", "due to", "there" and past forms are by the words beside them."""
    word, before = words[i], words[i - 1]
    after = tags[i + 1 : i + 2]
    if word == "that" and after and after[0] in _FINITE and tags[i - 1] in _NOUNS:
        return {i: "WDT"}  # "the pact that was signed"
    if before == "due" and word == "to" and after == ["VB"]:
        return {i - 1: "JJ", i: "TO"}  # "due to be signed", where "due to" is else a preposition
    if word == "there" and tags[i] == "EX" and after and words[i + 1] in _BE and _heads(tags, i):
        return {i: "RB"}
    if tags[i] == "JJ" and before in _WHO and word.endswith("ed") and len(word) >= _LONG:
        return {i: "VBD"}  # "that it suspended in April"
    if before == "to" and tags[i] == "NN" and word.islower() and i > 1 and words[i - 2] in _BE:
        return {i: "VB"}  # "is to start on Friday"
    if before == "be" and word in _SAME and tags[i] in _NO_PARTICIPLE:
        return {i: "VBN"}  # "are to be let out"
    return {i: "VBD"} if tags[i] == "VBN" and _tells(words, tags, i) else {}


def _tells(words: list[str], tags: list[str], i: int) -> bool:
    """Whether a participle is a past tense: "the strike that killed him", "bombed the town and dropped arms"."""
    if tags[i - 1] in {"WDT", "WP"}:
        return True
    if words[i - 1] not in {"and", "but"} or tags[i + 1 : i + 2] not in _OBJECT_TAGS:
        return False
    verbs = (j for j in range(i - 2, -1, -1) if tags[j] in _VERBAL)
    before = next((j for j in verbs if tags[j] != "VBN" or tags[j - 1] not in {"DT", "JJ"}), None)
    return before is not None and tags[before] == "VBD" and words[before] not in _PERFECT


def _doing(words: list[str], tags: list[str], i: int) -> bool:
    """ "is boycotting the vote": bare nouns in -ing behind "be" have no object."""
    has_object = tags[i + 1 : i + 2] and (tags[i + 1] in _DETERMINED or words[i + 1] in _OBJECT)
    verb = words[i].endswith("ing") and not words[i].endswith("thing") and words[i].islower()
    return verb and bool(has_object) and len(words[i]) >= _LONG


def _participle(words: list[str], tags: list[str], i: int) -> str | None:
    """What a word taken for an infinitive is by its form: "will be initialled", "began filling"; None for others."""
    if words[i].endswith("ed") and words[i - 1] in _PERFECT_OR_BE:
        return "VBN"
    return "VBG" if words[i].endswith("ing") and tags[i - 1].startswith("VB") else None


def by_neighbours(words: list[str], tags: list[str], i: int) -> str | None:
    """The tag of a day, of what stands before one, of "will", of a participle in -ed; None where it may be as it is."""
    calendar = _of_calendar(words, tags, i)
    if calendar is None and tags[i] in {"NN", "NNS", "VBN"} and _did(words, tags, i):
        return "VBD"
    return calendar


def _of_calendar(words: list[str], tags: list[str], i: int) -> str | None:
    """Weekdays are names, and what stands before them is a preposition; "will" before a verb is a modal."""
    word, after = words[i], words[i + 1 : i + 2]
    if word in _DAYS and tags[i] not in {"NNP", "NNPS"}:
        return "NNP"
    if word in _BEFORE_DAYS and tags[i] != "IN" and after and after[0] in _DAYS:
        return "IN"
    return "MD" if word == "will" and tags[i] == "TO" else None


def _did(words: list[str], tags: list[str], i: int) -> bool:
    """Whether a word in -ed between a name and an article is what was done: "Senator Orr postponed a vote"."""
    word = words[i]
    if not 0 < i < len(tags) - 1 or not word.islower() or not word.endswith("ed") or len(word) <= 5:
        return False
    if tags[i] == "NNS":
        return True  # no plural ends so
    if tags[i] == "VBN":
        return tags[i - 1] == "NNP" and words[i + 1] in {"it", "them", "him"}
    return tags[i - 1] in {"NNP", "NNS"} and (words[i + 1] in _OBJECT or words[i + 1] in _DAYS)


def strange(word: str, tag: str) -> bool:
    """Whether the tag is one that the word seldom has: a day, what stands before one, "will", a plural in -ed."""
    return (word in _BEFORE_DAYS and tag != "IN") or word in _DAYS or (tag in {"NNS", "TO"} and word[-1] in "dl")
