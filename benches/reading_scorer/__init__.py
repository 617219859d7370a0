"""Measures of Readings against labelled rows; see benches/readings.py."""
