"""Bodies and laws by their initials, where no report puts the two side by side: "the SBA" in a story of one such name.

Readers know what the letters stand for. Here they are the first letters of one name of the same story, all of them and
in order, and of no other; three letters at least. Of the 40 pairs in 300
stories of the stream one was wrong, a namesake of an institution whose own name has the initials: such are left alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from sourcebook.lexicon.institutions import institution, spellings
from sourcebook.lexicon.names import fold

if TYPE_CHECKING:
    from sourcebook.link.namings import Naming

_LITTLE = frozenset({"of", "the", "for", "and", "on", "in", "to", "de", "a"})
_LEAST = 3
_DOTTED = re.compile(r"\b(?:[A-Z]\.){2,}(?!\w)")


@lru_cache(maxsize=65536)
def undotted(name: str) -> str:
    """The name, its initials without their points.

    >>> undotted("N.S.A."), undotted("U.S. Court of Appeals"), undotted("George H. Venn")
    ('NSA', 'US Court of Appeals', 'George H. Venn')
    """
    return _DOTTED.sub(lambda found: found[0].replace(".", ""), name) if "." in name else name


class Initials:
    """What the initials in a story stand for.

    `long`: by story and initials, folded, the one name that they can be of; `known`: by story and that name, the
    institution that goes by the initials.
    """

    def __init__(self, namings: Iterable[Naming]) -> None:
        self.long: dict[tuple[str, str], str] = {}
        self.known: dict[tuple[str, str], str] = {}
        short: dict[tuple[str, str], str] = {}
        names: dict[tuple[str, str], set[str]] = defaultdict(set)
        for naming in namings:
            if naming.story is None or naming.type == "person":
                continue
            written = undotted(naming.name)
            if " " not in written and written.isupper() and written.isalpha() and len(written) >= _LEAST:
                short[naming.story, fold(written)] = written
            elif naming.type in {"organisation", "other"}:
                for letters in _letters(fold(written).removeprefix("the ")):
                    names[naming.story, letters].add(fold(written).removeprefix("the "))
        for (story, letters), written in short.items():
            longs = names.get((story, letters), set())
            if len(longs) == 1:
                long = min(longs)
                body = institution(written)
                if body is None:
                    self.long[story, letters] = long
                elif all(letters not in _letters(fold(name)) for name in spellings(body)):  # else they are of that name
                    self.known[story, long] = body.name


def _letters(bare: str) -> set[str]:
    """The initials that a name can go by, its little words counted or not."""
    words = bare.split()
    both = {"".join(w[0] for w in words), "".join(w[0] for w in words if w not in _LITTLE)}
    return {letters for letters in both if len(letters) >= _LEAST}
