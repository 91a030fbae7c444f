"""From an event to its reply."""
