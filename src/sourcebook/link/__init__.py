"""Readings → Record."""
