"""What a clause tells beside its event: "the first talks since the war in Osk in 2019", "talks on the dam at Osk"."""

from __future__ import annotations

import re

from sourcebook.model import EventMention

# "since" and what it names before that one's day or town; of "the first talks since 2021 in Osk" Osk is the talks' own.
_SINCE = re.compile(
    r"\bsince\s+(?:(?:the|a|an|early|late|last|mid|in|on|at|about|around)\s+)*"
    r"(?!(?:the|a|an|early|late|last|mid|in|on|at|about|around|\w+day)\b)[^\W\d][^,;:.“”]*\Z",
    re.IGNORECASE,
)
# "the town where the pact was signed in 1974"
_WHERE = re.compile(r"\bwhere\s[^,;:.“”]*\Z")
# "talks on the Osk dam"; whoever meets on an island meets on no "the".
_ABOUT = re.compile(r"\b(?:(?:about|over|concerning|regarding)\s+(?:the\s+)?|on\s+the\s+)(?:\w+\s+){0,2}\Z")
_MEETING = frozenset({"CONSULT", "AGREE"})


def elsewhere(text: str, mention: EventMention, at: int) -> bool:
    """Whether the offset stands in what is told of an earlier event, or of a place: its day and town are that one's.

    Of those who meet or agree alone: what is held or lasts since a day began on it.
    """
    found = (row.search(text, mention.trigger.end, at) for row in (_SINCE, _WHERE))
    return mention.type in _MEETING and at > mention.trigger.end and any(one is not None for one in found)


def about(text: str, mention: EventMention, at: int) -> bool:
    """Whether the offset stands in what is talked about."""
    return (
        mention.type in _MEETING
        and at > mention.trigger.end
        and _ABOUT.search(text, mention.trigger.end, at) is not None
    )
