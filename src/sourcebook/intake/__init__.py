"""Bytes → Page."""
