"""Slack over real HTTP and WebSockets, against a local stand-in."""
