"""Whose verb it is: the noun phrase that a cue verb is said of, over asides, brackets and other clauses.

The shared syntax looks to the left of the verb; these walks know what stands between a source and its cue in reports.
Every function gives None where nothing fits.
"""

from __future__ import annotations

from sourcebook.read.clausewalk import SentenceView
from sourcebook.read.cues import verb_cue
from sourcebook.read.drafts import BOUNDARY
from sourcebook.read.syntax import NounPhrase
from sourcebook.read.verbgroups import VerbGroup

_RELATIVE = frozenset({"who", "which", "that"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_ASIDE = 45  # tokens that an aside between subject and verb may hold


def antecedent(view: SentenceView, at: int) -> NounPhrase | None:
    """The noun phrase that the relative pronoun at `at` stands for: the one right before it, a comma let through."""
    before = at - 2 if at > 1 and view.tokens[at - 1].text in {",", "–", "—"} else at - 1
    return view.phrase_of[before] if before >= 0 and not view.quoted[before] else None


def over_aside(view: SentenceView, at: int) -> NounPhrase | None:
    """The noun phrase before an aside that ends right before the verb at `at`: "Venn, who leads the talks, said".

    The nearest comma counts whose noun phrase hangs on no preposition: asides hold commas of their own.
    """
    close = at - 1
    while close > 0 and (view.tokens[close].tag == "RB" or view.is_time(close)):
        close -= 1
    if close <= 0 or view.tokens[close].text not in {",", "–", "—"} or view.quoted[close]:
        return None
    mark = view.tokens[close].text
    for comma in range(close - 1, max(0, close - _ASIDE), -1):
        if view.quoted[comma]:
            return None
        if view.tokens[comma].text != mark or not comma:
            continue
        phrase = over_bracket(view, comma) or _climbed(view, view.phrase_of[comma - 1])
        if phrase is not None and phrase.last <= comma and _stands_free(view, phrase, comma, close):
            return phrase
    return None


def _climbed(view: SentenceView, phrase: NounPhrase | None) -> NounPhrase | None:
    """From "prosecution" up to "the director" in "the director of prosecution"."""
    while phrase is not None and phrase.first > 1 and view.tokens[phrase.first - 1].lower == "of":
        above = view.phrase_of[phrase.first - 2]
        if above is None:
            break
        phrase = above
    return phrase


def _stands_free(view: SentenceView, phrase: NounPhrase, comma: int, close: int) -> bool:
    """Whether the phrase can be a subject with the aside (comma, close) behind it."""
    owned = any(view.tokens[i].tag == "POS" for i in range(phrase.first, phrase.head))
    before = view.tokens[phrase.first - 1].tag if phrase.first else ""
    if view.is_time(phrase.head) or (before in {"IN", "TO"} and not owned):
        return False
    if before in {"WP", "WDT"} or (before in {"VBZ", "VBP", "VBD"} and _in_relative(view, phrase.first)):
        return False  # "Orr, who runs Lundby Motors, the maker of vans, called on them"
    opens = view.tokens[comma + 1]
    if view.tokens[phrase.head].tag == "CD" or view.is_time(comma + 1):
        return False
    if opens.lower in {"who", "which", "whose", "where"} or opens.tag in {"RB", "VBN", "VBG", "IN", "CD"}:
        return True
    return view.phrase_of[comma + 1] is not None and not _finite_outside(view, comma + 1, close)


def _in_relative(view: SentenceView, at: int) -> bool:
    """Whether a relative pronoun stands before the verb at `at` - 1, behind a comma of its own."""
    for i in range(at - 2, max(0, at - 6), -1):
        if view.tokens[i].tag in {"WP", "WDT"}:
            return i > 0 and view.tokens[i - 1].text == ","
    return False


def _finite_outside(view: SentenceView, first: int, last: int) -> bool:
    """Whether a finite verb stands in [first, last) that isn't a relative clause's."""
    return any(
        g.finite
        and first <= g.first < last
        and not any(view.tokens[i].tag in {"WP", "WDT"} for i in range(first, g.first))
        for g in view.syntax.verb_groups
    )


def over_bracket(view: SentenceView, at: int) -> NounPhrase | None:
    """The noun phrase before a bracket that ends right before the token: "Venn (Party, Town) said"."""
    at -= 1
    while at >= 0 and (view.tokens[at].tag == "RB" or view.is_time(at)):
        at -= 1
    if at < 0 or view.tokens[at].text != ")" or view.quoted[at]:
        return None
    while at >= 0 and view.tokens[at].text != "(":
        at -= 1
    return view.phrase_of[at - 1] if at > 0 else None


def main_subject(view: SentenceView, at: int) -> NounPhrase | None:
    """The subject of the main verb before a participle at `at`."""
    groups = [g for g in view.syntax.verb_groups if g.finite and g.last <= at and not view.quoted[g.first]]
    named = [(g, over_bracket(view, g.first) or view.syntax.subject_of(g)) for g in groups]
    main = [s for g, s in named if s is not None and not _subordinate(view, g, s)]
    return main[-1] if main else None


def _subordinate(view: SentenceView, group: VerbGroup, subject: NounPhrase) -> bool:
    """Whether a clause depends on another: a relative or a conjunction opens it, or a verb governs it."""
    if view.relative_before(group.first) is not None or subject.last > group.first:
        return True
    before = view.tokens[subject.first - 1] if subject.first else None
    if before is not None and (before.lower == "that" or before.tag in {"IN", "WRB", "WDT"}):
        return True
    return (before is not None and before.tag.startswith("VB")) or view.tokens[group.first - 1].lower == "that"


def follows_conjunction(view: SentenceView, at: int) -> bool:
    """Whether "and", "but" or the like stands right before the verb at `at`: it shares an earlier subject."""
    at -= 1
    while at >= 0 and (view.tokens[at].tag == "RB" or view.is_time(at)):
        at -= 1
    return at >= 0 and view.tokens[at].tag == "CC"


def modified(view: SentenceView, group: VerbGroup) -> NounPhrase | None:
    """The subject that more is told of before the verb: "Police who counted said", "banks owed a billion told them".

    Nobody of whom is told what they say: in "a man who said Venn told him" Venn does.
    """
    verbs = 0
    for at in range(group.first - 1, view.start, -1):
        token = view.tokens[at]
        if token.text in BOUNDARY or view.quoted[at]:
            return None
        phrase = view.phrase_of[at - 1]
        opens = phrase is not None and phrase.last == at and view.sets_off(phrase.first)
        if opens and token.lower in _RELATIVE:
            return phrase if verbs == 1 else None
        past = token.tag == "VBN" or (token.tag == "VBD" and view.tokens[group.first - 1].tag == "CD")
        if opens and past and not verbs:
            return phrase
        if token.tag in _FINITE:
            told = verb_cue(view.tokens, at)
            if told is not None and told.says:
                return None
            verbs += 1
    return None
