"""Platforms: where people type and where answers appear."""
