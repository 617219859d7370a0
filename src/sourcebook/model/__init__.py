"""The nouns: what goes from stage to stage, and the closed sets that they use.

`Page` (what came in) → `Report` (its zones, and who published what when) → `Reading` (what one report says)
→ `Record` (what all the reports say together). Nothing here imports anything else of ours.
"""

from sourcebook.model.config import Config
from sourcebook.model.decision import Action, Anchor, DecidedNoun, Decision, DecisionState, Ruling
from sourcebook.model.errors import SourcebookError
from sourcebook.model.outcomes import Reject, RejectReason
from sourcebook.model.page import Block, Page, PageMeta
from sourcebook.model.reading import (
    Actor,
    EntityMention,
    EventMention,
    EventPlace,
    EventTime,
    Figure,
    PositionMention,
    Reading,
    StatementMention,
    TimeExpression,
)
from sourcebook.model.record import (
    Change,
    Conflict,
    ConflictSide,
    Entity,
    Event,
    Evidence,
    HistoryStep,
    MadeBy,
    Origin,
    OriginCount,
    Position,
    Record,
    RecordReport,
    Role,
    Series,
    SeriesPlace,
    Statement,
    Story,
    StoryDay,
)
from sourcebook.model.report import Published, Report, Zone
from sourcebook.model.spans import Interval, Span

__all__ = [
    "Action",
    "Actor",
    "Anchor",
    "Block",
    "Change",
    "Config",
    "Conflict",
    "ConflictSide",
    "DecidedNoun",
    "Decision",
    "DecisionState",
    "Entity",
    "EntityMention",
    "Event",
    "EventMention",
    "EventPlace",
    "EventTime",
    "Evidence",
    "Figure",
    "HistoryStep",
    "Interval",
    "MadeBy",
    "Origin",
    "OriginCount",
    "Page",
    "PageMeta",
    "Position",
    "PositionMention",
    "Published",
    "Reading",
    "Record",
    "RecordReport",
    "Reject",
    "RejectReason",
    "Report",
    "Role",
    "Ruling",
    "Series",
    "SeriesPlace",
    "SourcebookError",
    "Span",
    "Statement",
    "StatementMention",
    "Story",
    "StoryDay",
    "TimeExpression",
    "Zone",
]
