"""What a clause tells of before its event: "the first talks since the war in Osk in 2019"."""

from __future__ import annotations

import re

from sourcebook.model import EventMention

# "since" and what it names before that one's day or town; of "the first talks since 2021 in Osk" Osk is the talks' own.
_SINCE = re.compile(
    r"\bsince\s+(?:(?:the|a|an|early|late|last|mid|in|on|at|about|around)\s+)*"
    r"(?!(?:the|a|an|early|late|last|mid|in|on|at|about|around|\w+day)\b)[^\W\d][^,;:.“”]*\Z",
    re.IGNORECASE,
)
_MEETING = frozenset({"CONSULT", "AGREE"})


def since(text: str, mention: EventMention, at: int) -> bool:
    """Whether the offset stands in what has been since an earlier event: its day and town are that one's.

    Of those who meet or agree: what is held or lasts since a day began on it.
    """
    return mention.type in _MEETING and at > mention.trigger.end and _SINCE.search(text, mention.trigger.end, at) is not None
