"""Bytes → Page."""

from sourcebook.intake.inputs import read_inputs

__all__ = ["read_inputs"]
