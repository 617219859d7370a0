"""From any span to the full names of what it refers to: names, pronouns, descriptions, and pairs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise

import msgspec

from sourcebook.lexicon.offices import office
from sourcebook.model.spans import Span
from sourcebook.read.antecedents import Antecedents
from sourcebook.read.appositions import Appositions
from sourcebook.read.callings import Callings
from sourcebook.read.descriptions import Descriptions, Phrase
from sourcebook.read.document import Document, Sentence
from sourcebook.read.entity_words import table, words
from sourcebook.read.members import Member
from sourcebook.read.pairs import JOINS, clear, is_party, means_two
from sourcebook.read.partisans import Partisan, Partisans
from sourcebook.read.referents import Referent
from sourcebook.read.unnamed import unnamed_in

_PRONOUN_TAGS = frozenset({"PRP", "PRP$"})
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_ENDS = frozenset({",", "(", "who", "which", "that", ";", ":", "–", "—", "“", '"', "whose", "where"})
_PLURAL = frozenset({"they", "them", "their", "themselves", "both", "each"})
_LOOK_BACK = 6  # sentences that a pair is looked for in
_NEAR = 2  # and those in which a pronoun's is, or one that is not named side by side
_STATES = frozenset({"state", "side"})


class Resolver:
    """Resolves spans of one report."""

    def __init__(
        self, document: Document, members: Sequence[Member], offices: Callable[[Sentence], list[tuple[int, int]]]
    ) -> None:
        self.offices = offices
        self.document = document
        self.members = members
        self.descriptions = Descriptions(document, members, offices)
        self.by_sentence: dict[int, list[Member]] = {}
        for member in members:
            self.by_sentence.setdefault(member.span.sentence, []).append(member)
        self.callings = Callings(document, members)
        self.appositions = Appositions(self.descriptions, offices)
        self.partisans = Partisans(document, members)
        self.antecedents = Antecedents(document, members, self._described, self._unnamed)

    def one(self, span: Span, sentence: Sentence) -> str | None:
        """See `Cast.resolve`."""
        first, last = self._tokens(span, sentence)
        if first == last:
            return None
        if last - first == 1 and sentence.tokens[first].tag in _PRONOUN_TAGS:
            if sentence.tokens[first].lower in _PLURAL and self._plural_before(sentence, first):
                return None
            return self.antecedents.at(sentence.index, first)
        addressed = self.callings.addressed(sentence.tokens[first:last], span.start)
        if addressed is not None or len(self._joined(sentence, first, last)) > 1:
            return addressed.name if addressed is not None else None
        end = self._base_end(sentence, first, last)
        head = self._head(sentence, first, end)
        if head is None:
            return None
        if (partisan := self.partisans.at(sentence, end - 1)) and (partisan.party or self.partisans.meant(partisan)):
            return self._called(partisan, last)
        member = self._member(sentence, head)
        if member is not None and not (member.kind == "demonym" and self._is_adjective(sentence, member, end)):
            owned = self.appositions.owned(sentence, last)
            return member.actor if owned is None else owned.mention.name
        apposed = self.appositions.of(sentence, first, end, last, head)
        phrase = self._of_its_state(self.descriptions.cut(sentence, first, last, head))
        return apposed.mention.name if apposed else self.descriptions.one(phrase) or self._just_named(phrase)

    def nobody(self, span: Span, sentence: Sentence) -> Span | None:
        """See `Cast.nobody`."""
        first, last = self._tokens(span, sentence)
        return self.antecedents.nobody.get((sentence.index, first)) if last - first == 1 else None

    def _of_its_state(self, phrase: Phrase) -> Phrase:
        """ "Its foreign minister" is the minister of the state that "its" means."""
        if phrase.state is not None or phrase.sentence.tokens[phrase.first].lower != "its":
            return phrase
        owner = self.antecedents.at(phrase.sentence.index, phrase.first)
        known = owner is not None and any(member.state == owner == member.mention.name for member in self.members)
        return msgspec.structs.replace(phrase, state=owner) if known else phrase

    def _called(self, partisan: Partisan, last: int) -> str | None:
        """The name of the lawmaker whom words of party and state call, which end at `last`."""
        sentence, end = partisan.sentence, partisan.head + 1
        beside = self.appositions.of(sentence, partisan.first, end, max(last, end), partisan.head)
        return self.partisans.named(partisan, beside, self.antecedents.person_before(sentence, partisan.first))

    def _just_named(self, phrase: Phrase) -> str | None:
        """ "Orla Venn did. The senator, who ...": whom the sentence before was of, if no office is given to them."""
        tokens = phrase.sentence.tokens
        called = self.callings.called(phrase.noun, phrase.start)
        calling = table("reference").get(phrase.noun) or office(phrase.noun)
        plain = tokens[phrase.first].lower == "the" and phrase.state is phrase.body is phrase.owner is None
        if not plain or tokens[phrase.head].tag not in {"NN", "NNP"}:
            return None
        if called is not None:
            return called.name
        if calling is None:
            return None
        person = self.antecedents.person_before(phrase.sentence, phrase.first)
        return person.name if person is not None and not person.roles and " " in person.name else None

    def many(self, span: Span, sentence: Sentence) -> tuple[str, ...]:
        """See `Cast.resolve_many`."""
        first, last = self._tokens(span, sentence)
        if first == last:
            return ()
        tokens = sentence.tokens
        joined = self._joined(sentence, first, last)
        if len(joined) > 1:
            return self._office_holders(sentence, first, last, joined) or joined
        end = self._base_end(sentence, first, last)
        head = self._head(sentence, first, end)
        if tokens[first].lower in _PLURAL and (head is None or head == first):
            if pair := self._plural_before(sentence, first):
                return pair
            single = self.antecedents.at(sentence.index, first)
            return (single,) if single else self._pair(sentence, first, None)
        if head is not None and tokens[head].tag in {"NNS", "NNPS"} and self._member(sentence, head) is None:
            return self._plural(sentence, self.descriptions.cut(sentence, first, last, head))
        single = self.one(span, sentence)
        return (single,) if single else ()

    # Words ---------------------------------------------------------------------------------------------------------

    def _tokens(self, span: Span, sentence: Sentence) -> tuple[int, int]:
        tokens = sentence.tokens
        first, last = sentence.tokens_in(span.start, span.end)
        while first < last and not tokens[first].text[0].isalnum():
            first += 1
        while last > first and (not tokens[last - 1].text[0].isalnum() or tokens[last - 1].tag == "POS"):
            last -= 1
        return first, last

    def _member(self, sentence: Sentence, token: int) -> Member | None:
        return self.descriptions.at.get((sentence.index, token))

    def _base_end(self, sentence: Sentence, first: int, last: int) -> int:
        """Where the phrase's core ends: before "of", commas, clauses and verbs."""
        for i in range(first, last):
            token = sentence.tokens[i]
            if i == first or self._member(sentence, i) is not None:
                continue
            ends = token.text in _ENDS or token.tag in {"IN", "TO", "VBD", "VBZ", "VBP", "MD", "WP", "WDT"}
            if ends and not (token.lower == "of" and self._titled(sentence, i)):
                return i
        return last

    def _titled(self, sentence: Sentence, i: int) -> bool:
        """Whether "of" at token `i` is inside an office ("secretary of state")."""
        return any(a < i < b for a, b in self.offices(sentence))

    def _head(self, sentence: Sentence, first: int, end: int) -> int | None:
        for i in range(end - 1, first - 1, -1):
            if self._member(sentence, i) is not None or sentence.tokens[i].tag in _NOUNS:
                return i
        return end - 1 if end > first else None

    def _is_adjective(self, sentence: Sentence, member: Member, end: int) -> bool:
        return member.span.last < end and sentence.tokens[member.span.last].tag in _NOUNS

    # Several -------------------------------------------------------------------------------------------------------

    def _joined(self, sentence: Sentence, first: int, last: int) -> tuple[str, ...]:
        """The names that "and", commas or a hyphen join inside the span; () where it is one phrase."""
        inside = [m for m in self.by_sentence.get(sentence.index, ()) if first <= m.span.first and m.span.last <= last]
        if len(inside) < 2:
            return ()
        found: dict[str, None] = {}
        for one, two in pairwise(inside):
            between = [t.lower for t in sentence.tokens[one.span.last : two.span.first]]
            if one.span.part and two.span.first == one.span.first:
                between = ["and"]
            if self._is_joint(sentence, between, two):
                found.setdefault(one.actor)
                found.setdefault(two.actor)
        return tuple(found)

    def _is_joint(self, sentence: Sentence, between: list[str], two: Member) -> bool:
        if "and" not in between and between != [","] and "–" not in between:
            return False
        rest = between[between.index("and") + 1 :] if "and" in between else between[1:]
        if any(
            sentence.tokens[i].tag in {"VBD", "VBZ", "MD"} for i in range(two.span.first - len(rest), two.span.first)
        ):
            return False
        return between[0] in {"and", ",", "–", "("} or not {"of", "in", "for"} & set(between)

    def _plural(self, sentence: Sentence, phrase: Phrase) -> tuple[str, ...]:
        noun = phrase.noun
        if (parties := self.descriptions.parties).noun(sentence, phrase.first, phrase.head) is not None:
            return tuple(filter(None, [parties.named(sentence, phrase.first, phrase.head)]))
        if phrase.state is not None:
            return (phrase.state,)
        if noun in words("pairs", "states"):
            before = sentence.tokens[phrase.first : phrase.head]
            if any(token.lower in {"three", "3"} for token in before):
                return self._three(sentence, phrase.first)
            if not means_two(before, noun):
                return ()
            return self._pair(sentence, phrase.first, "side" if noun in words("pairs", "sides") else "state")
        if noun in words("pairs", "persons"):
            two = means_two(sentence.tokens[phrase.first : phrase.head], noun)
            pair = self._pair(sentence, phrase.first, "person") if two else ()
            states = self._pair(sentence, phrase.first, "state")
            return self._holders(sentence, phrase, states) or (pair if self._all_hold(sentence, phrase, pair) else ())
        return ()

    def _office_holders(self, sentence: Sentence, first: int, last: int, states: tuple[str, ...]) -> tuple[str, ...]:
        """The holders of "the Danish and Latvian presidents", where the report names them."""
        head = self._head(sentence, first, self._base_end(sentence, first, last))
        if head is None or sentence.tokens[head].tag not in {"NNS", "NNPS"} or self._member(sentence, head):
            return ()
        phrase = self.descriptions.cut(sentence, first, head + 1, head)
        return self._holders(sentence, phrase, states) if phrase.noun in words("pairs", "persons") else ()

    def _holders(self, sentence: Sentence, phrase: Phrase, states: tuple[str, ...]) -> tuple[str, ...]:
        """The one holder in each of the states of the office that a plural noun names: "the two presidents"."""
        single = phrase.text.removesuffix("s")
        found = []
        for state in states:
            trial = Phrase(sentence, phrase.first, phrase.head, single, state)
            fitting = [r for r in self.descriptions.persons if r.country == state and self._holds(r, trial)]
            if len(fitting) == 1:
                found.append(fitting[0].name)
        return tuple(found) if len(found) == len(states) > 1 else ()

    def _all_hold(self, sentence: Sentence, phrase: Phrase, names: tuple[str, ...]) -> bool:
        """Whether all of the persons have an office of the kind that the plural noun names."""
        trial = Phrase(sentence, phrase.first, phrase.head, phrase.text.removesuffix("s"))
        people = {r.name: r for r in self.descriptions.persons}
        if phrase.noun in {"men", "women", "counterparts"}:
            return True
        return all(name in people and self._holds(people[name], trial) for name in names)

    def _holds(self, referent: Referent, phrase: Phrase) -> bool:
        kind = table("reference").get(phrase.text.split()[-1])
        return any(self.descriptions.match(phrase, office(phrase.text), kind, role) > 0 for role in referent.roles)

    def _pair(self, sentence: Sentence, token: int, kind: str | None) -> tuple[str, ...]:
        """The two that were last spoken of together, before the token or in sentences before; a pronoun's near by."""
        for back in range((_LOOK_BACK if kind else _NEAR) + 1):
            here = self.by_sentence.get(sentence.index - back, ())
            before = [member for member in here if back or member.span.first < token]
            found = dict.fromkeys(name for member in before if (name := self._of_kind(member, kind)))
            if pair := self._side_by_side(before, kind) or (kind in _STATES and self._persons_states(before)):
                return pair
            states = all(self._of_kind(m, "state") for m in before if m.actor in found)
            if len(found) == 2 and back <= _NEAR and (kind != "side" or states):
                return tuple(found)
        return self._commonest(kind) if kind else ()

    def _of_kind(self, member: Member, kind: str | None) -> str | None:
        if kind == "person":
            return member.mention.name if member.mention.type == "person" else None
        if kind is None and member.mention.type == "person":
            return member.mention.name
        if kind == "side" and member.state is None:
            return member.mention.name if is_party(member) else None
        if member.state is None or self._is_setting(member) or self._is_title(member):
            return None
        return member.state

    def _is_title(self, member: Member) -> bool:
        """Whether a nationality belongs to a named person's office ("Danish President Ove Lund")."""
        sentence = self.document.sentences[member.span.sentence]
        office = next((b for a, b in self.offices(sentence) if a == member.span.last), None)
        if office is None:
            return False
        holder = self._member(sentence, office)
        return holder is not None and holder.mention.type == "person"

    def _is_setting(self, member: Member) -> bool:
        """A state that is only where something happens ("in Oman") is no side of it."""
        tokens = self.document.sentences[member.span.sentence].tokens
        before = tokens[member.span.first - 1].lower if member.span.first else ""
        return before in words("place", "prepositions")

    def _plural_before(self, sentence: Sentence, token: int) -> tuple[str, ...]:
        """The last two names joined by "and", in this sentence before the token or in the one before."""
        here = [m for m in self.by_sentence.get(sentence.index, ()) if m.span.last <= token]
        return self._side_by_side(here, None) or self._side_by_side(self.by_sentence.get(sentence.index - 1, ()), None)

    def _side_by_side(self, here: Sequence[Member], kind: str | None) -> tuple[str, ...]:
        for at, (one, two) in reversed(list(enumerate(pairwise(here)))):
            names = (self._of_kind(one, kind), self._of_kind(two, kind))
            if at and kind == "side" and self._gap(here[at - 1], one) == ",":
                continue  # the end of a longer list
            if (one.mention.type == "person") != (two.mention.type == "person"):
                continue
            gap = self._gap(one, two)
            if names[0] and names[1] and names[0] != names[1] and JOINS.fullmatch(gap):
                return (names[0], names[1])
        return ()

    def _gap(self, one: Member, two: Member) -> str:
        """The words between two names."""
        return self.document.text[one.mention.end : two.mention.start].strip().casefold()

    def _persons_states(self, here: Sequence[Member]) -> tuple[str, ...]:
        """The states of two persons named side by side."""
        pair = self._side_by_side(here, "person")
        states = [r.country for name in pair for r in self.descriptions.persons if r.name == name and r.country]
        return (states[0], states[1]) if len(states) == 2 and states[0] != states[1] else ()

    def _three(self, sentence: Sentence, token: int) -> tuple[str, ...]:
        """The three states that were last listed together, else those that the whole report speaks of most."""
        for back in range(_LOOK_BACK + 1):
            here = [m for m in self.by_sentence.get(sentence.index - back, ()) if back or m.span.first < token]
            run: list[str] = []
            for one, two in pairwise(here):
                names = (self._of_kind(one, "state"), self._of_kind(two, "state"))
                gap = self.document.text[one.mention.end : two.mention.start].strip(" \n").casefold()
                if names[0] and names[1] and gap in {",", "and", ", and", "and the", ", and the", ", the"}:
                    run = list(dict.fromkeys([*(run or [names[0]]), names[1]]))
                    if len(run) == 3:
                        return tuple(run)
                else:
                    run = []
        counts = Counter(name for member in self.members if (name := self._of_kind(member, "state")))
        ranked = sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))
        alone = len(ranked) == 3 or (len(ranked) > 3 and ranked[3][1] * 2 <= ranked[2][1])
        return tuple(name for name, _ in ranked[:3]) if alone else ()

    def _commonest(self, kind: str | None) -> tuple[str, ...]:
        """The two that the whole report names side by side; else the two states that it speaks of most, and together.

        Nobody where a third, or another two, come near.
        """
        sentences = self.by_sentence.values()
        pairs = Counter(tuple(sorted(pair)) for here in sentences if (pair := self._side_by_side(here, kind)))
        if kind == "side" and pairs:
            best = clear(pairs)
            return (best[0], best[1]) if best is not None else ()
        kind = "state" if kind == "side" else kind
        counts = Counter(name for member in self.members if (name := self._of_kind(member, kind)))
        ranked = sorted(counts, key=lambda name: (-counts[name], name))
        if len(ranked) < 2 or (len(ranked) > 2 and counts[ranked[2]] * 2 > counts[ranked[1]]):
            return ()
        both = {ranked[0], ranked[1]}
        together = any({name for m in here if (name := self._of_kind(m, kind))} == both for here in sentences)
        return (ranked[0], ranked[1]) if together else ()

    def _described(self, sentence: Sentence) -> list[tuple[int, str | None, Referent | None]]:
        """Descriptions of persons in the sentence that name nobody: where, and who it is if that can be told."""
        found: list[tuple[int, str | None, Referent | None]] = []
        found += [(i, meant.name, meant) for i, meant in self.partisans.inside(sentence)]
        for first, last in self.offices(sentence):
            if sentence.tokens[last - 1].tag not in {"NN", "NNP"} or self._names_itself(sentence, last):
                continue
            begin = first
            while begin > 0 and (
                sentence.tokens[begin - 1].tag in {"JJ", "POS", "NN", "NNP", "PRP$", "DT"}
                or self._member(sentence, begin - 1) is not None
            ):
                begin -= 1
                if sentence.tokens[begin].tag in {"DT", "PRP$"}:
                    break
            phrase = self.descriptions.cut(sentence, begin, last, last - 1)
            referent = self.descriptions.person(phrase)
            found.append((last - 1, referent.name if referent else None, referent))
        return found

    def _names_itself(self, sentence: Sentence, last: int) -> bool:
        """Whether a name stands beside the office, so that the office is its title."""
        at = last + 1 if last < len(sentence.tokens) and sentence.tokens[last].text == "," else last
        after = self._member(sentence, at)
        if after is not None and after.mention.type == "person":
            return True
        if self.appositions.behind(sentence, last - 1, last) is not None or self.appositions.is_medias(sentence, last):
            return True
        return self._member(sentence, last - 1) is not None or any(
            m.about.role is not None and m.span.last < last <= m.span.last + 12
            for m in self.by_sentence.get(sentence.index, ())
            if m.mention.type == "person"
        )

    def _unnamed(self, sentence: Sentence) -> dict[int, Span]:
        """The persons of whom the sentence tells by a common noun alone ("a baker"), by the noun's token."""
        held = {i for first, last in self.offices(sentence) for i in range(first, last)}
        tokens = sentence.tokens
        return {
            i: span
            for i, span in unnamed_in(sentence)
            if not (i in held and tokens[sentence.tokens_in(span.start, span.end)[0]].lower == "the")
            if self._member(sentence, i) is None and not self._names_itself(sentence, i + 1)
        }
