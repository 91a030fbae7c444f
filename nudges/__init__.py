"""Decides when to nudge whom."""
