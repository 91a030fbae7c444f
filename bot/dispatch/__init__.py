"""Dispatch: from an event of any platform to its reply."""
