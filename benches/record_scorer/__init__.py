"""Scores a record against what a careful reader puts on record from the same pages."""
