"""Tags mended where the sentence as a whole shows that the tagger went wrong."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from sourcebook.lexicon.countries import country_of
from sourcebook.read.tagger import tag_words, titled

_FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP"})
_NO_NAME = frozenset({"RB", "JJ", "UH", "VB", "IN", "FW"})
_MISTAKEN = frozenset({"JJ", "VBN", "NN", "NNP", "GW"})
_NOT_PAST = frozenset({"by", ",", ".", ":"})
# Plans that change: behind "be" these tell what was done, not what a thing is like.
_CHANGED = frozenset(
    {
        "postponed",
        "delayed",
        "cancelled",
        "canceled",
        "scheduled",
        "rescheduled",
        "suspended",
        "pushed",
        "moved",
        "called",
        "scrapped",
        "adjourned",
    }
)
_SAME_PAST = frozenset({"put", "set", "cut", "hit", "let", "shut", "quit", "cast", "spread", "split", "hurt", "read"})
_DOING = frozenset({"providing", "imposing", "sending", "supplying", "holding", "seeking", "visiting"})
_BE = frozenset({"is", "are", "was", "were", "been", "being", "be"})


def tags_of(words: list[str], fixed: dict[int, str] | None = None) -> list[str]:
    """The tagger's tags; `fixed` holds those that are known already.

    Countries are names, and a sentence without a finite verb gets its past tense: "Norway imposed sanctions" has no
    verb where "imposed" is read as an adjective. Of 41 such sentences in 7,210 of the news stream, three quarters had
    their verb in a word in -ed right behind a noun.

    >>> tags_of(["Norway", "imposed", "sanctions", "."])
    ['NNP', 'VBD', 'NNS', '.']
    """
    known = dict(fixed or {})
    tags = tag_words(words, known)
    cased = not titled(words)
    countries = {
        i: "NNP"
        for i, (word, tag) in enumerate(zip(words, tags, strict=True))
        if word[0].isupper() and len(word) > 3 and not word.isupper() and _is_name(words, tags, i, cased)
    }
    if countries:
        known |= countries
        tags = tag_words(words, known)
    bare = _after_modal(words, tags)
    if bare is not None:
        known[bare] = "VB"
        tags = tag_words(words, known)
    headline = _headline(words, tags) if not cased else None
    if headline is not None:
        known[headline] = "VBZ"
        tags = tag_words(words, known)
    for i in _unchanged(words, tags):
        tags[i] = "VBD"
    past = _past(words, tags)
    return tag_words(words, known | {past: "VBD"}) if past is not None else _after_be(words, tags)


def _is_name(words: list[str], tags: list[str], i: int, cased: bool) -> bool:
    """A country; a capital in mid-sentence; a place before the colon of a dateline."""
    tag, after = tags[i], words[i + 1 : i + 2]
    if tag in _NO_NAME and country_of(words[i]) is not None:
        return True
    verb = cased and (tag.startswith("VB") or tag in {"FW", "RB"})
    if i == 0:
        return verb and after == [":"]
    return verb and words[i - 1][-1].isalnum()


def _after_modal(words: list[str], tags: list[str]) -> int | None:
    """The verb after a modal that was taken for an adjective: "will free two hostages"."""
    for i in range(1, len(words) - 1):
        if tags[i - 1] == "MD" and tags[i] == "JJ" and tags[i + 1] in {"DT", "CD", "PRP$", "NNP", "NNS", "JJ"}:
            return i
    return None


@cache
def _headline_verbs() -> frozenset[str]:
    text = files("sourcebook.read").joinpath("data", "headline_verbs.txt").read_text("utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


def _headline(words: list[str], tags: list[str]) -> int | None:
    """The verb of a title-case headline in which every word was taken for a name."""
    verbs = _headline_verbs()
    for i in range(1, len(words)):
        if tags[i] in _FINITE:
            return None
        if words[i].lower() in verbs and tags[i - 1] in _NOUNS:
            return i
    return None


def _unchanged(words: list[str], tags: list[str]) -> list[int]:
    """Past tenses that look like infinitives, right behind a subject: "Orr, the minister, put it bluntly"."""
    found = []
    for i in range(1, len(words)):
        if tags[i] == "VB" and words[i] in _SAME_PAST:
            behind = tags[i - 1] in {"NNP", "PRP"} or (words[i - 1] == "," and "NNP" in tags[:i])
            if behind and not {"MD", "TO"}.intersection(tags[max(0, i - 6) : i]):
                found.append(i)
    return found


def _past(words: list[str], tags: list[str]) -> int | None:
    """The word that is the past tense which the sentence lacks."""
    if len(words) < 3 or _FINITE.intersection(tags) or words[-1] not in {".", "!", "?", "”", '"'}:
        return None
    for i in range(1, len(words) - 1):
        past = words[i].endswith("ed") and words[i].islower() and tags[i] in _MISTAKEN
        if past and words[i + 1] not in _NOT_PAST and _behind_subject(words, tags, i):
            return i
    return None


def _behind_subject(words: list[str], tags: list[str], i: int) -> bool:
    at = i - 1
    while at > 0 and tags[at] == "RB":
        at -= 1
    return tags[at] in _NOUNS and words[at][-1].isalnum()


def _after_be(words: list[str], tags: list[str]) -> list[str]:
    """ "were postponed" tells what was done to the talks, "are meeting" what the ministers do."""
    return [
        "VBN"
        if tag == "JJ" and word.endswith("ed") and (word in _CHANGED or words[i - 1] == "be") and words[i - 1] in _BE
        else "VBG"
        if tag == "NN" and word.endswith("ing") and i and words[i - 1] in {"are", "were"}
        else "NNS"
        if tag == "VBZ" and word in {"sanctions", "talks"} and tags[i + 1 : i + 2] == ["NN"]
        else "VBG"
        if tag == "JJ" and word in _DOING and words[i - 1] in _BE
        else "NNS"
        if tag == "VBZ" and word == "calls" and i and tags[i - 1] == "NN" and words[i - 1] in {"phone", "telephone"}
        else tag
        for i, (word, tag) in enumerate(zip(words, tags, strict=True))
    ]
