"""A sentence as the attribution rules look at it: tokens with their chunks, quotations and times, and the small walks.

Every index counts the sentence's tokens. Walks that find nothing give None; none of them looks beyond the sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sourcebook.model import Span, TimeExpression
from sourcebook.read.cues import VerbCue, verbs_restored, word_set
from sourcebook.read.document import Sentence
from sourcebook.read.syntax import NounPhrase, analyse
from sourcebook.read.verbgroups import VerbGroup

_SET_OFF = frozenset({",", "–", "—", "-", "--", "?", "!", "…", ")", "..."})
_ADJUNCT_PREPOSITIONS = frozenset({"on", "in", "at", "during", "after", "before", "to", "from", "via", "through",
                                   "with", "following", "ahead", "for", "under", "by", "outside", "over",
                                   "upon"})  # fmt: skip
_CHAIN = frozenset({"of", "with", "for", "and", "in", "on", "at", "by", "to", "between", "from"})
_ISSUED = frozenset({"published", "broadcast", "aired", "posted", "carried", "released", "issued", "televised",
                     "recorded", "dated", "given", "made"})  # fmt: skip
_NO_SECOND_HALF = frozenset({"WDT", "WP", "WRB", "VBG", "VBN", "WP$", "IN"})
_QUANTITIES = frozenset({"much", "more", "most", "many", "enough", "there", "about", "nearly", "almost"})
_REACH = 15  # tokens between a cue and its late "that"


class SentenceView:
    """One sentence; `quoted[i]`: token `i` stands within quotation marks or is one of them."""

    def __init__(self, sentence: Sentence, quotes: Sequence[Span], times: Sequence[TimeExpression]) -> None:
        restored = verbs_restored(sentence.tokens, titled=sentence.titled)
        same = all(one is two for one, two in zip(restored, sentence.tokens, strict=True))
        self.sentence = sentence if same else replace(sentence, tokens=restored, chunks=None)
        self.tokens = self.sentence.tokens
        self.syntax = analyse(self.sentence)
        count = len(self.tokens)
        near = [q for q in quotes if q.start < sentence.end and sentence.start < q.end]
        self.quoted = [False] * count
        for quote in near:
            first, last = self.sentence.tokens_in(quote.start, quote.end)
            self.quoted[first:last] = [True] * (last - first)
        self._quote_starts = {q.start for q in quotes}
        self.group_of: list[VerbGroup | None] = [None] * count
        for group in self.syntax.verb_groups:
            self.group_of[group.first : group.last] = [group] * (group.last - group.first)
        self.phrase_of: list[NounPhrase | None] = [None] * count
        for phrase in self.syntax.noun_phrases:
            self.phrase_of[phrase.first : phrase.last] = [phrase] * (phrase.last - phrase.first)
        self._time_end = [0] * count
        for time in times:
            first, last = sentence.tokens_in(time.start, time.end)
            for i in range(first, last):
                self._time_end[i] = last
        self.start = self._first_word()
        self.stop = self._last_word()

    def _first_word(self) -> int:
        at = 0
        while at < len(self.tokens) and self.tokens[at].text in {"-", "–", "—", "•", "*"}:
            at += 1
        return at

    def _last_word(self) -> int:
        stop = len(self.tokens)
        while stop > 0 and self.tokens[stop - 1].text in {".", "!", "?"} and not self.quoted[stop - 1]:
            stop -= 1
        return stop

    # --- spans

    def span(self, first: int, last: int) -> Span | None:
        """Page offsets of tokens [first, last) without punctuation at either end; None if none is left."""
        edge = {",", ";", ":", "–", "—", "-", "--"}
        while first < last and self.tokens[first].text in edge and not self.quoted[first]:
            first += 1
        while last > first and self.tokens[last - 1].text in edge:
            last -= 1
        if last <= first:
            return None
        return Span(start=self.tokens[first].start, end=self.tokens[last - 1].end)

    def word(self, at: int) -> Span:
        """Page offsets of one token."""
        return Span(start=self.tokens[at].start, end=self.tokens[at].end)

    def phrase_span(self, phrase: NounPhrase, before: int = 0) -> Span:
        """Page offsets of a noun phrase, with the "of" phrases behind it that end before the token `before`."""
        last = self.source_end(phrase, before)
        while last - 1 > phrase.first and (self.is_time(last - 1) or self.tokens[last - 1].lower in {"late", "early"}):
            last -= 1
        return Span(start=self.tokens[phrase.first].start, end=self.tokens[last - 1].end)

    def source_end(self, phrase: NounPhrase, before: int) -> int:
        """Where a source ends that runs on with "of": "the head of the delegation", "Secretary of State Orla Venn"."""
        at = phrase.last
        while at + 1 < before and self.tokens[at].lower == "of" and (more := self.phrase_from(at + 1)) is not None:
            at = more.last
        return at

    # --- looking at one place

    def is_time(self, at: int) -> bool:
        """Whether the token is part of a time expression, or a weekday."""
        return self._time_end[at] > 0 or self.tokens[at].lower in word_set("adjuncts", "weekdays")

    def phrase_from(self, at: int) -> NounPhrase | None:
        """The noun phrase that begins at the token."""
        phrase = self.phrase_of[at] if at < self.stop else None
        return phrase if phrase is not None and phrase.first == at else None

    def noun_phrase_ends(self, at: int) -> NounPhrase | None:
        """The noun phrase that ends right before the token, times and adverbs let through."""
        at -= 1
        while at >= 0 and (self.tokens[at].tag == "RB" or self.is_time(at)):
            at -= 1
        return self.phrase_of[at] if at >= 0 and not self.quoted[at] else None

    def relative_before(self, at: int) -> int | None:
        """The relative pronoun that is the subject of the verb at `at`, adverbs let through."""
        at -= 1
        while at >= 0 and self.tokens[at].tag == "RB":
            at -= 1
        return at if at > 0 and self.tokens[at].lower in {"who", "which"} and not self.quoted[at] else None

    def sets_off(self, at: int) -> bool:
        """Whether the token is set off from what stands before it by a comma, a dash, a closing mark or nothing."""
        if at == 0:
            return True
        before = self.tokens[at - 1]
        return before.text in _SET_OFF or self.quoted[at - 1]

    def quote_from(self, at: int) -> int | None:
        """Where a quotation opens at `at` or right after a comma there."""
        if at < len(self.tokens) and self.tokens[at].text in {",", ":", "–", "—"}:
            at += 1
        if at < len(self.tokens) and self.tokens[at].start in self._quote_starts:
            return at
        return None

    def quotation_end(self, at: int) -> int:
        """Where content that opens with a quotation ends: with the mark if that closes a sentence, else at the end."""
        end = at
        while (
            end < len(self.tokens)
            and self.quoted[end]
            and not (end > at and self.tokens[end].start in self._quote_starts)
        ):
            end += 1
        closes = end - 2 > at and self.tokens[end - 2].text in {",", ".", "?", "!", "…", "..."}
        comma = end < self.stop and self.tokens[end].text == ","
        return end if closes or comma else max(end, self.stop)

    def quote_beside(self, first: int, last: int) -> bool:
        """Whether a quotation stands right before `first` or from `last` on."""
        return self.quoted_before(first) or self.quote_from(last) is not None

    def quoted_before(self, at: int) -> bool:
        """Whether a quotation ends right before the token, a comma or dash let through."""
        at -= 1
        if at >= 0 and not self.quoted[at] and self.tokens[at].text in _SET_OFF:
            at -= 1
        return at >= 0 and self.quoted[at]

    def has_finite(self, first: int, last: int) -> bool:
        """Whether a finite verb stands in [first, last)."""
        return any(g.finite and first <= g.first < last for g in self.syntax.verb_groups)

    def went_on(self, at: int) -> bool:
        """Whether the infinitive at `at` tells what was done: "went on to say", "took to the air to accuse"."""
        before = [g for g in self.syntax.verb_groups if g.last <= at and g.finite]
        past = bool(before) and before[-1].tense == "past" and before[-1].lemma in word_set("adjuncts", "went_on")
        return past or self.heard(at) is not None

    def heard(self, at: int) -> VerbGroup | None:
        """The passive verb right before the infinitive at `at` by which it was done: "was heard to say"."""
        group = self.group_of[at - 1] if at else None
        if group is None or not (group.passive and group.finite):
            return None
        return group if group.lemma in word_set("adjuncts", "heard") else None

    def subordinate(self, begin: int) -> bool:
        """Whether a conjunction that opens the sentence makes the clause at `begin` a subordinate one."""
        at = begin - 1
        while at >= self.start and (self.tokens[at].tag in {"RB", "CC"} or self.is_time(at)):
            at -= 1
        return self.start <= at <= self.start + 1 and self.tokens[at].lower in word_set("adjuncts", "subordinators")

    def closing_aside(self, start: int, stop: int) -> int | None:
        """The last dash in [start, stop) if the report's own comment follows it: "- prompting ...", "- a move ..."."""
        dash = next((i for i in range(stop - 1, start, -1) if self.tokens[i].text in {"–", "—", "--", "-"}), None)
        if dash is None or self.quoted[dash] or dash + 1 >= stop:
            return None
        alone = not any(self.tokens[i].text == self.tokens[dash].text for i in range(start, dash))
        after = self.tokens[dash + 1]
        return dash if alone and (after.tag == "VBG" or after.lower in {"a", "an"}) else None

    def main_clause_at(self, at: int) -> bool:
        """Whether a subject and its finite verb start at the token."""
        phrase = self.phrase_from(at)
        if phrase is None:
            return False
        after = self.chain_end(phrase.last)
        return any(g is not None and g.finite for g in self.group_of[after : after + 2])

    # --- walking

    def skip_adverbs(self, at: int) -> int:
        """The first token from `at` that is no adverb and no time."""
        while at < self.stop and not self.quoted[at]:
            if self.is_time(at):
                at = max(at + 1, self._time_end[at])
            elif self._is_adverb(at):
                at += 1
            else:
                break
        return at

    def _is_adverb(self, at: int) -> bool:
        token = self.tokens[at]
        listed = token.lower in word_set("adjuncts", "after_cue")
        return listed or (token.tag == "RB" and token.lower not in _QUANTITIES)

    def chain_end(self, at: int) -> int:
        """The end of the prepositional phrases that hang on a noun phrase that ends at `at`."""
        while at + 1 < self.stop and not self.quoted[at]:
            if self.tokens[at].lower in _CHAIN and (phrase := self.phrase_from(at + 1)) is not None:
                at = phrase.last
            elif self.tokens[at].lower in _ISSUED:
                at += 1
            elif self.tokens[at].tag == "POS" and (phrase := self.phrase_from(at + 1)) is not None:
                at = phrase.last
            else:
                break
        return at

    def after_adjuncts(self, at: int, cue: VerbCue) -> int:
        """The first token after the cue's hearer, occasion, time and adverbs."""
        heard = not cue.takes("hear")
        while at < self.stop and not self.quoted[at]:
            after = self.skip_adverbs(at)
            if after > at:
                at = after
                continue
            token = self.tokens[at]
            phrase = self.phrase_from(at + 1)
            if token.text == "(" and (close := self._bracket_end(at)) is not None:
                at = close
            elif token.lower in _ADJUNCT_PREPOSITIONS and phrase and not cue.takes(f"p:{token.lower}"):
                at = self.chain_end(phrase.last)
            elif not heard and (phrase := self.phrase_from(at)) is not None and self._hears(phrase):
                at, heard = self.chain_end(phrase.last), True
            else:
                break
        return at

    def _bracket_end(self, at: int) -> int | None:
        """The token after the bracket that opens at `at`, None where it doesn't close soon."""
        return next((i + 1 for i in range(at, min(at + _REACH, self.stop)) if self.tokens[i].text == ")"), None)

    def _hears(self, phrase: NounPhrase) -> bool:
        """Whether the phrase after the cue is its hearer: something other than its own verb comes next."""
        group = self.group_of[phrase.last] if phrase.last < self.stop else None
        return group is None or not group.finite

    def content_start(self, at: int) -> int:
        """`at`, or what follows "that" or a comma there."""
        while at < self.stop and self.tokens[at].lower in {"that", ",", ":"} and not self.quoted[at]:
            at += 1
        return at

    def that_after(self, at: int) -> int | None:
        """A "that" at `at`, or a late one behind an aside: "said, after the talks, that"."""
        if at < self.stop and self.tokens[at].lower == "that" and not self.quoted[at]:
            return at if self._opens_clause(at + 1) else None
        if at < self.stop and self.tokens[at].text == ",":
            for i in range(at + 1, min(at + _REACH, self.stop - 1)):
                if self.tokens[i].text == "," and self.tokens[i + 1].lower == "that" and not self.has_finite(at, i):
                    return i + 1
        return None

    def _opens_clause(self, at: int) -> bool:
        return at < self.stop and self.tokens[at].text != "."

    def clause_ahead(self, at: int) -> bool:
        """Whether a clause with its own finite verb starts at the token."""
        tag = self.tokens[at].tag
        if self.tokens[at].text in _SET_OFF or tag in {"CC", "VBN", "TO", "VBG"}:
            return False
        if tag in {"VBD", "VBZ", "MD", "VBP"}:
            return False
        return self.has_finite(at, self.stop)

    def has_infinitive(self, at: int) -> bool:
        """Whether a noun phrase at `at` is followed by "to" and a verb, or "not to"."""
        phrase = self.phrase_from(at)
        if phrase is None:
            return False
        end = self.chain_end(phrase.last)
        return any(t.tag == "TO" for t in self.tokens[end : end + 2])

    def lead(self, begin: int) -> int:
        """Where the words start that lead up to an attribution clause: after the last semicolon, dash or quotation."""
        at = begin
        while at > self.start and not self.quoted[at - 1] and self.tokens[at - 1].text not in {";", "—", "–"}:
            at -= 1
        return at

    def clause_before(self, begin: int) -> bool:
        """Whether words that may be its content stand before an attribution clause, set off from it."""
        if begin <= self.start or not self.sets_off(begin if self.tokens[begin - 1].lower != "as" else begin - 1):
            return False
        if self.quoted_before(begin):
            return True
        first, last = self.before(begin)
        return self.has_finite(first, last) or self._second_half(begin)

    def _second_half(self, begin: int) -> bool:
        """ "The talks, he said, will go on": a noun phrase before, its verb after the next comma."""
        return self.phrase_of[self.start] is not None and self.resumes(begin) is not None

    def resumes(self, at: int) -> int | None:
        """The comma behind an attribution at `at` that the verb of what is said follows: ", said Orla Venn, is"."""
        for comma in range(at, min(at + _REACH, self.stop - 1)):
            group = self.group_of[comma + 1]
            if self.tokens[comma].text == "," and group is not None and group.finite and group.first == comma + 1:
                return comma
        return None

    def before(self, begin: int) -> tuple[int, int]:
        """The tokens before an attribution clause."""
        last = begin - 1 if begin and self.tokens[begin - 1].lower == "as" else begin
        return self._behind_semicolon(last) if self.quoted_before(begin) else self.start, last

    def _behind_semicolon(self, last: int) -> int:
        """Where the quotation opens that ends before `last` if a semicolon parts it from the report's own words."""
        at = last - 1
        while at > self.start and not self.quoted[at]:
            at -= 1
        while at > self.start and self.quoted[at - 1]:
            at -= 1
        return at if at > self.start and self.tokens[at - 1].text == ";" else self.start

    def goes_on(self, at: int, begin: int) -> list[tuple[int, int]]:
        """The second half of content that an attribution interrupts; empty where it ends with the attribution."""
        if at >= self.stop or self.tokens[at].text not in {",", "–", "—", "-", "--"} or at + 1 >= self.stop:
            return []
        if not self.has_finite(*self.before(begin)) and (resumed := self.resumes(at)) is not None:
            return [(resumed + 1, self.stop)]
        if self.tokens[at + 1].start in self._quote_starts:
            return [(at + 1, self.stop)]
        if all(self.quoted[self.start : begin - 1]):
            return []  # the report goes on in its own voice
        first_half = self.has_finite(*self.before(begin))
        if self.tokens[at + 1].tag in _NO_SECOND_HALF and first_half:
            return []
        if first_half and not self.has_finite(at + 1, self.stop):
            return []
        return [(at + 1, self.stop)] if self.tokens[at + 1].tag not in {"WP", "WDT"} else []
