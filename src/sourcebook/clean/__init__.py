"""Page → Report."""

from sourcebook.clean.cleaner import Cleaner
from sourcebook.clean.labels import LineLabeller

__all__ = ["Cleaner", "LineLabeller"]
