"""An office as a report gives it, made fit to stand on record: without what tells only of this mention of it."""

from __future__ import annotations

from sourcebook.lexicon.offices import office

_ORDINALS = frozenset({"first", "second", "third", "fourth", "only", "last", "youngest", "oldest"})
# Before these an ordinal is part of the office: "first deputy prime minister", "first lady", "second secretary".
_RANKED = frozenset({"deputy", "vice", "lady", "gentleman", "secretary", "minister", "assistant", "sea", "lieutenant"})
_ACRONYM = 4  # letters; longer words in capitals are a heading's


def cleaned(role: str) -> str:
    """The office of one holder, as he holds it.

    "The first president to resign" is a president, "then-Senator Venn" was one, "under President Venn" tells of
    another; headings write all in capitals.

    >>> cleaned("first president"), cleaned("then Senator"), cleaned("First Deputy Prime Minister")
    ('president', 'former Senator', 'First Deputy Prime Minister')
    """
    words = single(role).split()
    led = [i for i, word in enumerate(words[:-1], 1) if word.lower() == "under" and words[i].lower() != "secretary"]
    words = words[led[-1] :] if led else words  # "a committee under Sergeant Venn"
    while len(words) > 1 and _is_loose(words[0].lower(), words[1].lower()):
        then = words[0].lower() == "then"
        words = ["former", *words[1:]] if then else words[1:]
        if then:
            break
    return " ".join(word.title() if word.isupper() and len(word) > _ACRONYM else word for word in words)


def _is_loose(word: str, after: str) -> bool:
    """Whether the word before an office, or more words of it, is none of the office's."""
    return word == "then" or (word in _ORDINALS and after not in _RANKED)


def single(role: str) -> str:
    """The office of one of several: "Foreign Ministers" → "Foreign Minister"."""
    head, of, rest = role.partition(" of ")
    if of and office(role) is None:
        return f"{single(head)} of {rest}"
    if office(role) is not None and of:
        return role
    if role.endswith("men"):
        return f"{role[:-2]}an"
    if role.endswith("ies"):
        return f"{role[:-3]}y"
    return role.removesuffix("s") if not role.endswith("ss") else role
